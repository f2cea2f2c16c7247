"""OpenPortal makes everything in one transaction, or nothing."""

import datetime

import pytest
from django.db import connection
from wagtail.models import Collection, GroupPagePermission, Page, Site, Workflow

from agencies.hosts import ProposeLabel
from agencies.models import Membership, Participation, Portal, PortalHost, Role
from agencies.participations import RefuseParticipation, RequestToJoin, StartReview
from core.models import AuditEntry
from core.transitions import TransitionRefused
from home.services import OpenPortal
from tests.factories import AgencyFactory, UserFactory, member, news_index


@pytest.fixture
def portal(world, operator):
    return OpenPortal(
        AgencyFactory(name="Sở Công Thương", name_en="Department of Industry and Trade"), "soct", by=operator
    ).run()


def test_a_new_portal_answers_at_once_in_both_languages(portal, reader):
    home = reader.get("/", host="soct").content.decode()
    assert "Sở Công Thương" in home
    for path in (
        "/gioi-thieu/",
        "/van-ban/",
        "/tin-tuc/",
        "/lien-he/",
        "/so-do/",
        "/en/",
        "/en/about/",
        "/en/contact/",
    ):
        assert reader.get(path, host="soct").status_code == 200, path
    assert "Department of Industry and Trade" in reader.get("/en/", host="soct").content.decode()


def test_pages_of_both_languages_are_translations_of_each_other(portal):
    home = portal.site.root_page
    english = home.get_translations().get()
    assert english.locale.language_code == "en" and english.get_parent() == home.get_parent() == portal.container
    assert home.get_children().get(slug="gioi-thieu").get_translations().get().slug == "about"


def test_the_container_is_not_public_and_no_site_root(portal):
    assert portal.container.live is False and portal.container.depth == 2
    assert not Site.objects.filter(root_page=portal.container).exists()


def test_every_role_has_its_group_and_nobody_may_publish(portal):
    rights = {
        group.role: set(
            GroupPagePermission.objects.filter(group=group.group).values_list("permission__codename", flat=True)
        )
        for group in portal.role_groups.all()
    }
    assert rights == {
        Role.CONTRIBUTOR: {"add_page"},
        Role.EDITOR: {"add_page", "change_page"},
        Role.APPROVER: {"add_page", "change_page", "lock_page", "unlock_page"},
        Role.OFFICER: set(),
    }
    assert (
        not GroupPagePermission.objects.exclude(page=portal.container)
        .filter(group__portal_group__portal=portal)
        .exists()
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_editor_may_edit_in_both_languages_and_publish_in_none(portal, language):
    editor = member(portal, Role.EDITOR)
    home = portal.container.get_children().get(locale__language_code=language)
    tester = home.permissions_for_user(editor)
    assert tester.can_edit() and not tester.can_publish()
    assert news_index(portal).permissions_for_user(editor).can_add_subpage()
    assert home.get_workflow() == portal.workflow
    assert tester.can_submit_for_moderation()


def test_finishing_the_agencys_workflow_publishes(portal, world, reader):
    from news.models import NewsPage, Section

    index = news_index(portal)
    page = NewsPage(title="Chờ duyệt", slug="cho-duyet", section=Section.objects.first(), live=False)
    index.add_child(instance=page)
    editor, approver = member(portal, Role.EDITOR), member(portal, Role.APPROVER)
    page.save_revision(user=editor)
    state = portal.workflow.start(page, editor)
    assert reader.get("/tin-tuc/cho-duyet/", host="soct").status_code == 404
    task = state.current_task_state.task.specific
    # Decisions are taken on the review screen, never in the editor, and the submitted version is locked.
    assert not task.get_actions(page, approver) and task.locked_for_user(page, approver)
    state.current_task_state.approve(user=approver)
    assert reader.get("/tin-tuc/cho-duyet/", host="soct").status_code == 200


def test_the_agency_takes_part_by_duty_and_the_log_says_who_opened_it(portal, operator):
    stay = Participation.objects.get(agency=portal.agency)
    assert (stay.state, stay.basis) == (Participation.State.ACTIVE, Participation.Basis.DUTY)
    entry = AuditEntry.objects.get(verb="portal.open", agency_label="soct")
    assert entry.actor == operator


def test_members_known_before_the_opening_get_their_groups(world, operator):
    agency, user = AgencyFactory(), UserFactory()
    Membership.objects.create(user=user, agency=agency, role=Role.EDITOR)
    OpenPortal(agency, "somoi", by=operator).run()
    assert list(user.groups.values_list("name", flat=True)) == ["somoi: editor"]


@pytest.mark.parametrize("label", ["soyte", "www", "SỞ", ""])
def test_a_label_that_may_not_be_leaves_nothing_behind(world, operator, label):
    before = [model.objects.count() for model in (Page, Site, Collection, Workflow, Portal, PortalHost)]
    with pytest.raises(TransitionRefused):
        OpenPortal(AgencyFactory(), label, by=operator).run()
    assert before == [model.objects.count() for model in (Page, Site, Collection, Workflow, Portal, PortalHost)]


def test_an_agency_has_one_portal(portal, operator):
    with pytest.raises(TransitionRefused):
        OpenPortal(portal.agency, "soct2", by=operator).run()


def test_who_does_not_speak_for_the_standing_agency_opens_nothing(world):
    with pytest.raises(TransitionRefused):
        OpenPortal(AgencyFactory(), "somoi", by=member(world.soyte, Role.OFFICER)).run()
    assert OpenPortal(AgencyFactory(), "somoi", by=member(world.sotttt, Role.OFFICER)).run().state == "active"


def test_an_organisation_that_was_refused_gets_no_portal(world, operator):
    agency = AgencyFactory()
    asked = RequestToJoin(agency, by=operator).run()
    StartReview(asked, by=operator).run()
    RefuseParticipation(asked, by=operator, reason="x").run()
    with pytest.raises(TransitionRefused):
        OpenPortal(agency, "somoi", by=operator).run()


def test_opening_grows_by_no_query_with_the_number_of_portals(world, operator, django_assert_max_num_queries):
    from django.test.utils import CaptureQueriesContext

    def cost(label):
        with CaptureQueriesContext(connection) as queries:
            OpenPortal(AgencyFactory(name=f"Ủy ban {label}"), label, by=operator).run()
        return len(queries)

    first = cost("so-a")
    for number in range(5):
        OpenPortal(AgencyFactory(name=f"Ủy ban so-b{number}"), f"so-b{number}", by=operator).run()
    # Collections stand in the order of their names: one in the middle would move those behind it, one UPDATE each.
    assert cost("so-c") <= first


@pytest.mark.parametrize("opened_with", ["sodau", "sokhac"])
def test_an_address_agreed_before_the_opening_is_kept_and_another_one_gives_way(world, operator, reader, opened_with):
    from agencies.hosts import AgreeLabel
    from core.models.dated import today

    agency = AgencyFactory()
    portal = Portal.objects.create(agency=agency, title=agency.name)
    agreed_from = today() - datetime.timedelta(days=5)
    host = ProposeLabel(portal, "sodau", by=operator, valid_from=agreed_from).run()
    AgreeLabel(host, by=operator).run()
    OpenPortal(agency, opened_with, by=operator).run()
    assert reader.get("/", host=opened_with).status_code == 200
    assert [host.label for host in PortalHost.objects.agreed().on().filter(portal=portal)] == [opened_with]
