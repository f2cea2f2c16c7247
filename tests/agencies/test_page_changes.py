"""What an approver does with public pages, and the bin."""

import datetime

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from agencies.approval import ALL_POINTS, ForcePublish
from agencies.models import BinEntry, Role, UnitPage
from agencies.page_changes import DeletePage, MovePage, ReorderPage, RestorePage, WithdrawPage, empty_bins
from core.models import AuditEntry
from core.models.dated import today
from core.transitions import TransitionRefused
from news.models import NewsPage
from tests.factories import draft, member, news_index


@pytest.fixture
def approver(world):
    return member(world.soyte, Role.APPROVER)


@pytest.fixture
def editor(world):
    return member(world.soyte, Role.EDITOR)


def public(portal, editor, approver, title="Tin đã đăng"):
    page = draft(portal, editor, title)
    ForcePublish(page, by=approver, reason="Đăng thử nghiệm cho kiểm thử.", points=ALL_POINTS).run()
    return NewsPage.objects.get(pk=page.pk)


def organisation(portal):
    from agencies.models import OrganisationPage

    return OrganisationPage.objects.get(agency=portal.agency, locale__language_code="vi")


def unit(portal, title, parent=None):
    page = UnitPage(title=title)
    (parent or organisation(portal)).add_child(instance=page)
    return page


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def test_a_withdrawn_page_is_gone_at_the_next_request_and_the_log_says_why(world, editor, approver, reader):
    page = public(world.soyte, editor, approver)
    assert reader.get(page.url_path.split("/vi")[1], host="soyte").status_code == 200
    with pytest.raises(TransitionRefused):
        WithdrawPage(page, by=editor, reason="Sai số liệu.").run()
    with pytest.raises(TransitionRefused):
        WithdrawPage(page, by=approver, reason=" ").run()
    WithdrawPage(page, by=approver, reason="Sai số liệu.").run()
    assert reader.get(page.url_path.split("/vi")[1], host="soyte").status_code == 410
    assert AuditEntry.objects.get(verb="page.withdraw").reason == "Sai số liệu."


def test_an_approver_of_another_agency_changes_nothing(world, editor, approver):
    page = public(world.soyte, editor, approver)
    stranger = member(world.sotttt, Role.APPROVER)
    for step in (
        WithdrawPage(page, by=stranger, reason="x"),
        DeletePage(page, by=stranger, reason="x"),
        MovePage(page, to=news_index(world.sotttt), by=stranger),
        ReorderPage(page, up=True, by=stranger),
    ):
        with pytest.raises(TransitionRefused):
            step.run()
    assert fresh(page).live


def test_a_deleted_page_comes_back_to_its_place_and_address_and_is_public_again(world, editor, approver, reader):
    page = public(world.soyte, editor, approver, "Bị xóa nhầm")
    address = "/tin-tuc/bi-xoa-nham/"
    entry = DeletePage(page, by=approver, reason="Đăng trùng.").run()
    assert reader.get(address, host="soyte").status_code == 410
    assert entry.kept_until == today() + datetime.timedelta(days=30)
    RestorePage(entry, by=approver).run()
    assert reader.get(address, host="soyte").status_code == 200
    assert fresh(page).get_parent().pk == news_index(world.soyte).pk
    assert not BinEntry.objects.exists()


def test_a_draft_comes_back_as_a_draft(world, editor, approver):
    page = draft(world.soyte, editor, "Nháp")
    entry = DeletePage(page, by=editor).run()
    RestorePage(entry, by=approver).run()
    assert not fresh(page).live and fresh(page).slug == "nhap"


def test_two_pages_of_the_same_address_go_into_the_bin_and_a_taken_one_is_told(world, editor, approver):
    first = draft(world.soyte, editor, "Cùng tên")
    entry = DeletePage(first, by=approver).run()
    second = draft(world.soyte, editor, "Cùng tên")
    assert second.slug == "cung-ten"
    with pytest.raises(TransitionRefused):
        RestorePage(entry, by=approver).run()
    DeletePage(second, by=approver).run()
    RestorePage(BinEntry.objects.get(page=first), by=approver).run()
    assert fresh(first).slug == "cung-ten"


def test_the_bin_is_emptied_after_its_time_and_the_log_remembers(world, editor, approver):
    page = draft(world.soyte, editor, "Quá hạn giữ")
    entry = DeletePage(page, by=approver).run()
    assert empty_bins() == 0
    BinEntry.objects.filter(pk=entry.pk).update(kept_until=today() - datetime.timedelta(days=1))
    assert empty_bins() == 1
    assert not NewsPage.objects.filter(pk=page.pk).exists()
    assert AuditEntry.objects.filter(verb="page.purge", subject_title="Quá hạn giữ").exists()


def test_an_editor_throws_away_the_own_draft_only(world, editor, approver):
    with pytest.raises(TransitionRefused):
        DeletePage(draft(world.soyte, approver, "Của người khác"), by=editor).run()
    with pytest.raises(TransitionRefused):
        DeletePage(public(world.soyte, editor, approver), by=editor, reason="x").run()
    assert DeletePage(draft(world.soyte, editor, "Của tôi"), by=editor).run()


def test_what_every_portal_has_stays(world, approver):
    index = news_index(world.soyte)
    for step in (
        DeletePage(index, by=approver, reason="x"),
        WithdrawPage(index, by=approver, reason="x"),
        MovePage(index, to=organisation(world.soyte), by=approver),
        DeletePage(world.soyte.site.root_page.specific, by=approver, reason="x"),
    ):
        with pytest.raises(TransitionRefused):
            step.run()


def test_a_page_in_the_bin_is_neither_edited_nor_listed(world, editor, approver, signed_in):
    page = draft(world.soyte, editor, "Nằm trong thùng rác")
    DeletePage(page, by=approver).run()
    client = signed_in(approver)
    answer = client.get(reverse("wagtailadmin_explore", args=[world.soyte.container_id]))
    assert answer.status_code == 200 and "Thùng rác</a>" not in answer.content.decode()
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 302
    assert "Nằm trong thùng rác" in client.get(reverse("bin")).content.decode()


def test_a_moved_page_leads_from_its_old_address_with_its_site(
    world, approver, reader, django_capture_on_commit_callbacks
):
    from agencies.models import OrganisationPage

    page = unit(world.soyte, "Phòng Một")
    second = OrganisationPage(title="Giới thiệu thêm", slug="gioi-thieu-them")
    world.soyte.site.root_page.add_child(instance=second)
    with django_capture_on_commit_callbacks(execute=True):
        MovePage(page, to=second, by=approver).run()
    answer = reader.get("/gioi-thieu/phong-mot/", host="soyte")
    assert answer.status_code == 301 and answer.url.endswith("/gioi-thieu-them/phong-mot/")
    assert Redirect.objects.get(old_path="/gioi-thieu/phong-mot").site == world.soyte.site


def test_a_changed_address_leads_on_with_its_site(world, editor, approver, reader, django_capture_on_commit_callbacks):
    page = public(world.soyte, editor, approver, "Tên cũ")
    page.slug = "ten-moi"
    page.save_revision(user=editor)
    with django_capture_on_commit_callbacks(execute=True):
        ForcePublish(fresh(page), by=approver, reason="Đăng thử nghiệm cho kiểm thử.", points=ALL_POINTS).run()
    answer = reader.get("/tin-tuc/ten-cu/", host="soyte")
    assert answer.status_code == 301 and answer.url.endswith("/tin-tuc/ten-moi/")
    assert Redirect.objects.get(old_path="/tin-tuc/ten-cu").site == world.soyte.site


def test_pages_change_places_by_a_button_for_each(world, approver, signed_in):
    first, second = unit(world.soyte, "Phòng A"), unit(world.soyte, "Phòng B")
    client = signed_in(approver)
    parent = organisation(world.soyte)
    client.post(reverse("page_order", args=[parent.pk]), {"page": second.pk, "up": "1"})
    assert [page.pk for page in parent.get_children()] == [second.pk, first.pk]
    with pytest.raises(TransitionRefused):
        ReorderPage(fresh(second), up=True, by=approver).run()


def test_the_screens_do_it_with_a_reason(world, editor, approver, signed_in):
    page = public(world.soyte, editor, approver)
    client = signed_in(approver)
    assert client.post(reverse("page_withdraw", args=[page.pk]), {"reason": ""}).status_code == 200
    assert client.post(reverse("page_withdraw", args=[page.pk]), {"reason": "Nhầm"}).status_code == 302
    assert client.post(reverse("page_delete", args=[page.pk]), {"reason": "Nhầm"}).url == reverse("bin")
    entry = BinEntry.objects.get()
    assert client.post(reverse("bin_restore", args=[entry.pk])).status_code == 302
    assert not BinEntry.objects.exists()
