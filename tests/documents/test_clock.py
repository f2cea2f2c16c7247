"""From issue to publication: two working days for the issuer, ten for others; told to editors and to everybody."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from agencies.models import Agency, Role
from core.models import Rule
from core.models.dated import today
from documents.clock import RULE, Clock, ClockState, TimeLimits, clock_of, publication_due, published_in_time
from documents.clock_figures import figures, figures_by_month, figures_of_all, first_day
from documents.models import DocumentPage, DocumentText, Issuer
from tests.factories import DocumentPageFactory, IssuerFactory, document_index, member, open_agency_portal
from vietnamese.working_days import add_working_days

MONDAY = datetime.date(2024, 3, 4)


def noon(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


def issued(portal, issuer=None, on=MONDAY, public=None, **values):
    """A document of a portal, public since a day or still a draft."""
    values = {"issuer": issuer or own_issuer(portal), "live": public is not None, **values}
    page = DocumentPageFactory(parent=document_index(portal), issued_on=on, **values)
    DocumentPage.objects.filter(pk=page.pk).update(first_published_at=public and noon(public))
    return DocumentPage.objects.select_related("issuer").get(pk=page.pk)


def own_issuer(portal):
    return Issuer.objects.get_or_create(slug=f"cua-{portal.pk}", defaults={"name": "Cơ quan", "agency": portal.agency})[
        0
    ]


def other_issuer():
    return IssuerFactory(name="Bộ Y tế", slug="bo-y-te")


def after(days, on=MONDAY):
    return add_working_days(on, days, TimeLimits().calendar)


# -- the deadline ---------------------------------------------------------------------------------------------------


def test_the_issuer_has_two_working_days_and_others_ten(world):
    friday = datetime.date(2024, 3, 1)
    assert publication_due(issued(world.soyte, on=friday)) == datetime.date(2024, 3, 5), "the weekend does not count"
    assert publication_due(issued(world.soyte, other_issuer(), on=friday)) == datetime.date(2024, 3, 15)


def test_the_main_portal_is_the_provinces_own(world):
    committee = IssuerFactory()
    assert publication_due(issued(world.main, committee)) == after(2)
    assert publication_due(issued(world.soyte, committee)) == after(10), "another agency passes it on"


def test_the_rule_of_the_day_of_issue_decides(world):
    assert publication_due(issued(world.soyte, on=datetime.date(2011, 9, 30))) is None, "there was no rule yet"
    rule = Rule.objects.get(kind=RULE, scope="issuer")
    rule.valid_to = datetime.date(2024, 3, 4)
    rule.save()
    Rule.objects.create(
        kind=RULE, scope="issuer", value=5, unit="working_days", valid_from=datetime.date(2024, 3, 5), legal_basis="B"
    )
    assert publication_due(issued(world.soyte, on=datetime.date(2024, 3, 4))) == datetime.date(2024, 3, 6)
    assert publication_due(issued(world.soyte, on=datetime.date(2024, 3, 5))) == datetime.date(2024, 3, 12)


def test_without_a_day_of_issue_nothing_is_due(world):
    page = issued(world.soyte, on=None)
    assert publication_due(page) is None and published_in_time(page) is None and clock_of(page) is None


@pytest.mark.parametrize(
    ("public", "day", "state", "days", "said"),
    [
        (None, 0, ClockState.RUNNING, 2, "2 working days left"),
        (None, 1, ClockState.RUNNING, 1, "1 working day left"),
        (None, 2, ClockState.RUNNING, 0, "0 working days left"),
        (None, 5, ClockState.OVERDUE, 3, "overdue by 3 working days"),
        (0, 9, ClockState.IN_TIME, 0, "published in time, after 0 working days"),
        (2, 9, ClockState.IN_TIME, 2, "published in time, after 2 working days"),
        (3, 9, ClockState.LATE, 1, "published 1 working day late"),
    ],
)
def test_an_editor_reads_how_much_time_is_left(world, public, day, state, days, said):
    page = issued(world.soyte, public=None if public is None else after(public))
    clock = clock_of(page, day=after(day))
    assert (clock.state, clock.days) == (state, days)
    with translation.override("en"):
        assert clock.text == said
    assert published_in_time(page) is (None if public is None else public <= 2)


def test_published_before_its_issue_is_a_slip_of_the_date_and_not_late(world):
    page = issued(world.soyte, public=MONDAY - datetime.timedelta(days=3))
    assert clock_of(page).state is ClockState.IN_TIME and clock_of(page).days == 0


@pytest.mark.parametrize("offset", range(8))
def test_what_was_issued_before_that_day_is_late_and_nothing_else(db, offset):
    limits, day = TimeLimits(), MONDAY + datetime.timedelta(days=offset)
    first_in_time = limits.issued_before(2, day)
    assert add_working_days(first_in_time, 2, limits.calendar) >= day
    assert add_working_days(first_in_time - datetime.timedelta(days=1), 2, limits.calendar) < day


# -- where editors see it -------------------------------------------------------------------------------------------


def test_the_editor_of_a_document_shows_the_clock(world, signed_in):
    page = issued(world.soyte, on=today() - datetime.timedelta(days=30))
    client = signed_in(member(world.soyte, Role.EDITOR))
    text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    due = publication_due(page)
    assert f"{due.day}/{due.month}/{due.year}" in text and "help-warning" in text


def test_the_start_screen_lists_what_waits_with_the_most_urgent_first(world, signed_in):
    late = issued(world.soyte, on=today() - datetime.timedelta(days=30), abstract="Quyết định trễ")
    issued(world.soyte, on=today(), abstract="Quyết định mới")
    issued(world.soyte, on=today() - datetime.timedelta(days=800), abstract="Quyết định từ lâu")
    issued(world.soyte, public=today(), on=today(), abstract="Quyết định đã đăng")
    issued(world.sotttt, on=today(), abstract="Quyết định nơi khác")
    text = signed_in(member(world.soyte, Role.EDITOR)).get("/admin/").content.decode()
    assert text.index("Quyết định trễ") < text.index("Quyết định mới")
    assert reverse("wagtailadmin_pages:edit", args=[late.pk]) in text
    for absent in ("Quyết định từ lâu", "Quyết định đã đăng", "Quyết định nơi khác"):
        assert absent not in text


def test_the_list_shows_both_what_waits_and_what_is_public(world, signed_in):
    issued(world.soyte, on=today(), abstract="Quyết định chờ")
    issued(world.soyte, on=today(), public=today(), abstract="Quyết định xong")
    issued(world.sotttt, on=today(), abstract="Quyết định nơi khác")
    officer = member(world.soyte, Role.OFFICER)
    answer = signed_in(officer).get(reverse("documents_clock"))
    assert [row["document"].abstract for row in answer.context["waiting"]] == ["Quyết định chờ"]
    assert [row["document"].abstract for row in answer.context["rows"]] == ["Quyết định xong"]
    assert {row["url"] for row in answer.context["waiting"]} == {""}, "an officer does not write"
    elsewhere = signed_in(officer).get(f"{reverse('documents_clock')}?co-quan={world.sotttt.agency_id}")
    assert elsewhere.status_code == 404


def test_the_office_keeps_lists_of_the_province_but_sees_no_draft_of_it(world, signed_in):
    office = open_agency_portal("vpubnd", name="Văn phòng Ủy ban nhân dân tỉnh", kind=Agency.Kind.OFFICE)
    issued(world.main, IssuerFactory(), on=today(), abstract="Bản nháp của cổng chính")
    client = signed_in(member(office, Role.EDITOR))
    assert client.get(f"{reverse('documents_clock')}?co-quan={world.main.agency_id}").status_code == 404
    assert "Bản nháp của cổng chính" not in client.get("/admin/").content.decode()


# -- the public figure ----------------------------------------------------------------------------------------------


@pytest.fixture
def published(world):
    """Of four documents of Sở Y tế three were in time; of the main portal's two, one."""
    day = after(-30, today())
    for public in (0, 1, 2, 7):
        issued(world.soyte, on=day, public=after(public, day))
    for public in (1, 4):
        issued(world.main, IssuerFactory(), on=day, public=after(public, day))
    return day


def test_the_share_in_time_and_the_middle_are_told_by_agency(world, published):
    found = figures_of_all()
    assert {pk: (one.count, one.percent, one.median) for pk, one in found.items()} == {
        world.soyte.agency_id: (4, 75, 1.5),
        world.main.agency_id: (2, 50, 2.5),
    }
    assert figures(world.soyte.agency_id) == found[world.soyte.agency_id] and figures(world.sotttt.agency_id) is None
    assert found[world.soyte.agency_id].median_text == "1,5"


def test_old_and_imported_documents_make_no_figure_silly(world):
    recent = after(-5, today())
    issued(world.soyte, on=first_day() - datetime.timedelta(days=1), public=today())
    imported = issued(world.soyte, on=after(-60, today()), public=today())
    DocumentText.objects.create(document=imported, text="x", origin="import")
    issued(world.soyte, on=recent, public=None)
    withdrawn = issued(world.soyte, on=recent, public=today())
    DocumentPage.objects.filter(pk=withdrawn.pk).update(live=False)
    assert figures(world.soyte.agency_id) is None
    issued(world.soyte, on=recent, public=recent)
    assert figures(world.soyte.agency_id).count == 1


def test_what_was_issued_before_a_portal_opened_does_not_count(world):
    day = after(-30, today())
    issued(world.soyte, on=day, public=today())
    assert figures(world.soyte.agency_id).count == 1
    type(world.soyte).objects.filter(pk=world.soyte.pk).update(opened_on=day + datetime.timedelta(days=1))
    assert figures(world.soyte.agency_id) is None


def test_months_stand_by_the_day_of_issue(world):
    day = first_day()
    issued(world.soyte, on=day, public=day)
    issued(world.soyte, on=today(), public=today())
    months = figures_by_month(world.soyte.agency_id)
    assert list(months) == [today().replace(day=1), day] and all(one.percent == 100 for one in months.values())


def test_everybody_reads_the_figures_of_all_agencies_on_the_main_portal(world, published, reader):
    answer = reader.get("/van-ban/thoi-han-dang/")
    rows = {row["name"]: (row["figure"].count, row["figure"].percent) for row in answer.context["rows"]}
    assert rows["Sở Y tế"] == (4, 75) and answer.context["without"] == ["Sở Thông tin và Truyền thông"]
    assert answer.context["rows"][-1]["figure"].percent == 66, "four of six, rounded down"
    text = answer.content.decode()
    assert text.count("<h1") == 1 and "75%" in text and "43/2011/NĐ-CP" in text


def test_an_agencys_own_page_shows_its_months_only(world, published, reader):
    text = reader.get("/van-ban/thoi-han-dang/", host="soyte").content.decode()
    assert f"{published.month}/{published.year}" in text and "75%" in text and "Sở Thông tin" not in text
    assert reader.get("/van-ban/thoi-han-dang/", host="sotttt").status_code == 200


def test_the_list_of_documents_says_it_in_one_line(world, published, reader):
    text = reader.get("/van-ban/", host="soyte").content.decode()
    assert "75%" in text and 'href="/van-ban/thoi-han-dang/"' in text
    assert "/van-ban/thoi-han-dang/" not in reader.get("/van-ban/", host="sotttt").content.decode()


def test_the_figures_cost_the_same_however_much_there_is(world, django_assert_max_num_queries):
    day = after(-30, today())
    for public in range(3):
        issued(world.soyte, on=day, public=after(public, day))
        issued(world.sotttt, other_issuer(), on=day, public=after(public, day))
    with django_assert_max_num_queries(7):
        figures_of_all()


def test_a_new_publication_shows_in_the_figure_at_once(world, published, reader):
    assert "75%" in reader.get("/van-ban/thoi-han-dang/", host="soyte").content.decode()
    page = issued(world.soyte, on=published, live=False)
    page.save_revision().publish()
    DocumentPage.objects.filter(pk=page.pk).update(first_published_at=noon(published))
    assert "80%" in reader.get("/van-ban/thoi-han-dang/", host="soyte").content.decode()


def test_a_clock_tells_whether_it_is_late():
    assert Clock(ClockState.LATE, MONDAY, 1).is_late and not Clock(ClockState.RUNNING, MONDAY, 1).is_late
