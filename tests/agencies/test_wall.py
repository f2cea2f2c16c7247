"""The wall around our own screens: every URL we add to the admin × every role, own agency and other agency.

Wagtail's stock screens get their rows when the whole wall is built; this one keeps ours from being forgotten: a new URL
of a room without a row here fails.
"""

import datetime

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from agencies.hosts import ProposeLabel
from agencies.models import InternalRule, Participation, Role, StaffAssignment
from core.models.dated import today
from tests.factories import UserFactory, member

MARKER = "DAUVETCUASOYTE"
ROLES = [
    "anonymous",
    "no role",
    "contributor",
    "editor",
    "approver",
    "officer",
    "officer of yesterday",
    "standing",
    "operator",
]
# Who may open it. Wagtail answers others with a redirect to the dashboard (signed in) or to the sign-in page.
OPERATORS = {"standing", "operator"}
FILERS = {"approver", "officer", "standing"}
ROWS = {
    "participations": OPERATORS,
    "participation_request": OPERATORS,
    "participation_step": OPERATORS,
    "own_file": FILERS,
    "own_file_label": FILERS,
    "own_file_add": FILERS,
    "own_file_edit": set(),  # a record of agency B: nobody of agency A, and the operator keeps no agency's file
    "portal_desk": OPERATORS,
    "portal_open": OPERATORS,
    "portal_archive": OPERATORS,
    "portal_redirect": OPERATORS,
    "host_agree": OPERATORS,
    "agencies:index": {"operator"},
    "agencies:index_results": {"operator"},
    "agencies:add": {"operator"},
    "agencies:edit": {"operator"},
    "agencies:delete": {"operator"},
    "agencies:copy": {"operator"},
    "agencies:history": {"operator"},
    "agencies:history_results": {"operator"},
    "agencies:usage": {"operator"},
    "agencies:inspect": {"operator"},
}


@pytest.fixture
def things(world):
    """Records of agency B (Sở Y tế) that nobody of agency A may see."""
    rule = InternalRule.objects.create(agency=world.soyte.agency, title=f"Quy chế {MARKER}")
    StaffAssignment.objects.create(agency=world.soyte.agency, person=MARKER, work="x")
    host = ProposeLabel(world.soyte, "dauvet", by=None).run()
    return {
        "participation_step": [Participation.objects.get(agency=world.soyte.agency).pk, "leave"],
        "own_file_add": ["quy-che"],
        "own_file_edit": ["quy-che", rule.pk],
        "portal_archive": [world.soyte.pk],
        "portal_redirect": [world.soyte.pk],
        "host_agree": [host.pk],
        **{name: [world.soyte.agency.pk] for name in ROWS if name.startswith("agencies:") and takes_pk(name)},
    }


def takes_pk(name):
    return name.split(":")[1] not in ("index", "index_results", "add")


@pytest.fixture
def people(world, operator):
    """One of each role, all of agency A (Sở TTTT stands in as a plain agency for every role but `standing`)."""
    from tests.factories import open_agency_portal

    other = open_agency_portal("soct", name="Sở Công Thương")
    yesterday = {"valid_from": datetime.date(2020, 1, 1), "valid_to": today() - datetime.timedelta(days=1)}
    return {
        "anonymous": None,
        "no role": UserFactory(),
        "contributor": member(other, Role.CONTRIBUTOR),
        "editor": member(other, Role.EDITOR),
        "approver": member(other, Role.APPROVER),
        "officer": member(other, Role.OFFICER),
        "officer of yesterday": member(other, Role.OFFICER, **yesterday),
        "standing": member(world.sotttt, Role.OFFICER),
        "operator": operator,
    }


@pytest.mark.parametrize("name", ROWS)
def test_a_screen_of_ours_opens_for_whom_it_is_and_for_nobody_else(things, people, signed_in, reader, name):
    url = reverse(name, args=things.get(name, []))
    opened = {role for role in ROLES if opens(url, people[role], signed_in, reader)}
    assert opened == ROWS[name]


def opens(url, user, signed_in, reader):
    """Whether the person gets the screen; whatever else comes back may not carry the marker of agency B."""
    client = signed_in(user) if user else reader
    answer = client.get(url)
    if answer.status_code == 200 and "login" not in answer.request["PATH_INFO"]:
        return True
    assert answer.status_code in (302, 403, 404), answer.status_code
    assert MARKER not in answer.content.decode()
    return False


@pytest.mark.parametrize("role", ["approver", "officer"])
def test_the_own_file_shows_nothing_of_another_agency(things, people, signed_in, role):
    text = signed_in(people[role]).get(reverse("own_file")).content.decode()
    assert "Sở Công Thương" in text and MARKER not in text and "dauvet" not in text


@pytest.mark.parametrize("role", ["contributor", "editor", "approver", "officer", "officer of yesterday", "no role"])
def test_posting_to_another_agencys_things_changes_nothing(world, things, people, signed_in, role):
    client = signed_in(people[role])
    for name in ("participation_step", "own_file_edit", "portal_archive", "portal_redirect", "host_agree"):
        answer = client.post(
            reverse(name, args=things[name]), {"title": "x", "person": "x", "valid_from": "2026-01-01"}
        )
        assert answer.status_code in (302, 403, 404)
    world.soyte.refresh_from_db()
    assert world.soyte.state == "active" and world.soyte.hosts.get(label="dauvet").agreed_on is None
    assert Participation.objects.get(agency=world.soyte.agency).state == "active"
    assert InternalRule.objects.get(agency=world.soyte.agency).title == f"Quy chế {MARKER}"


def test_a_tampered_form_cannot_file_under_another_agency(world, people, signed_in):
    client = signed_in(people["officer"])
    fields = {
        "title": "Của ai",
        "valid_from": "2026-01-01",
        "agency": world.soyte.agency.pk,
        "agency_id": world.soyte.agency.pk,
    }
    client.post(reverse("own_file_add", args=["quy-che"]), fields)
    assert InternalRule.objects.get(title="Của ai").agency.name == "Sở Công Thương"


def test_every_admin_url_of_our_rooms_has_its_row():
    ours = {name for name in our_admin_urls() if name}
    assert ours == set(ROWS)


def our_admin_urls():
    """Names of all admin URLs whose view is written in one of our rooms."""
    rooms = ("agencies", "home", "news", "documents", "search", "core", "thaibinh")

    def walk(patterns, prefix, namespace):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from walk(pattern.url_patterns, prefix + str(pattern.pattern), inner)
            elif isinstance(pattern, URLPattern) and prefix.startswith("admin/"):
                view = getattr(pattern.callback, "view_class", pattern.callback)
                if view.__module__.split(".")[0] in rooms or namespace == "agencies:":
                    yield f"{namespace}{pattern.name}"

    return walk(get_resolver().url_patterns, "", "")
