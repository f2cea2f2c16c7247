"""The end of a portal: archive, then redirect."""

import datetime

import pytest

from agencies.models import Portal, Role
from core.models.dated import today
from core.transitions import TransitionRefused
from home.services import ArchivePortal, RedirectPortal
from search.models import SearchEntry
from search.tasks import rebuild
from tests.factories import NewsPageFactory, member, news_index


@pytest.fixture
def item(world):
    return NewsPageFactory(parent=news_index(world.soyte), title="Tin còn lại", slug="tin-con-lai")


def archive(world, **facts):
    ArchivePortal(world.soyte, by=None, successor=world.sotttt, on=datetime.date(2025, 3, 1), **facts).run()
    return Portal.objects.get(pk=world.soyte.pk)


def test_an_archived_portal_is_read_with_a_dated_banner_that_names_the_successor(world, item, reader):
    archive(world)
    for path in ("/", "/tin-tuc/tin-con-lai/", "/so-do/"):
        answer = reader.get(path, host="soyte")
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "1/3/2025" in text and "Sở Thông tin và Truyền thông" in text, path


def test_nobody_writes_on_an_archived_portal_not_even_an_operator(world, item, operator, signed_in):
    editor = member(world.soyte, Role.EDITOR)
    assert item.permissions_for_user(editor).can_edit()
    archive(world)
    editor = type(editor).objects.get(pk=editor.pk)
    assert not item.permissions_for_user(editor).can_edit()
    for url in (
        f"/admin/pages/{item.pk}/edit/",
        f"/admin/pages/{item.pk}/delete/",
        f"/admin/pages/{item.pk}/unpublish/",
    ):
        signed_in(operator).post(url, {"title": "Đổi"})
        item.refresh_from_db()
        assert item.live and item.title == "Tin còn lại", url
    answer = signed_in(operator).post(f"/admin/pages/{item.pk}/edit/", {"title": "Đổi"})
    item.refresh_from_db()
    assert item.title == "Tin còn lại" and answer.status_code in (302, 403)
    answer = signed_in(operator).post(f"/admin/pages/{item.pk}/delete/")
    assert type(item).objects.filter(pk=item.pk).exists()


def test_a_redirected_portal_sends_every_path_to_its_successor(world, item, reader):
    archive(world)
    RedirectPortal(world.soyte, by=None).run()
    answer = reader.get("/tin-tuc/tin-con-lai/?a=1", host="soyte")
    assert (answer.status_code, answer["Location"]) == (
        301,
        "http://sotttt.thaibinh.localhost/tin-tuc/tin-con-lai/?a=1",
    )


def test_search_flags_the_archive_and_forgets_the_redirected(world, item, django_capture_on_commit_callbacks):
    rebuild()
    assert SearchEntry.objects.filter(page=item, is_archived=False).exists()
    with django_capture_on_commit_callbacks(execute=True):
        archive(world)
    assert SearchEntry.objects.filter(page=item, is_archived=True).exists()
    with django_capture_on_commit_callbacks(execute=True):
        RedirectPortal(world.soyte, by=None).run()
    assert not SearchEntry.objects.filter(page=item).exists()


def test_the_list_of_portals_marks_the_archive_and_leaves_out_the_redirected(world, reader):
    archive(world)
    assert "Sở Y tế" in reader.get("/cong-thanh-phan/").content.decode()
    RedirectPortal(world.soyte, by=None).run()
    assert "http://soyte.thaibinh.localhost" not in reader.get("/cong-thanh-phan/").content.decode()


@pytest.mark.parametrize(
    "facts",
    [{"on": today() + datetime.timedelta(days=1)}, {"successor": "itself"}, {"by": "stranger"}],
    ids=["a future day", "itself as successor", "a stranger"],
)
def test_what_may_not_be_archived_stays_open(world, facts):
    if facts.get("successor"):
        facts = {"successor": world.soyte}
    by = member(world.soyte, Role.OFFICER) if facts.pop("by", None) else None
    with pytest.raises(TransitionRefused):
        ArchivePortal(world.soyte, by=by, **facts).run()
    assert Portal.objects.get(pk=world.soyte.pk).state == Portal.State.ACTIVE


def test_the_main_portal_is_never_closed(world):
    with pytest.raises(TransitionRefused):
        ArchivePortal(world.main, by=None).run()
    with pytest.raises(TransitionRefused):
        RedirectPortal(world.main, by=None, successor=world.soyte).run()


def test_a_redirect_needs_a_successor_and_never_runs_in_a_circle(world):
    with pytest.raises(TransitionRefused):
        RedirectPortal(world.soyte, by=None).run()
    RedirectPortal(world.soyte, by=None, successor=world.sotttt).run()
    with pytest.raises(TransitionRefused):
        RedirectPortal(world.sotttt, by=None, successor=Portal.objects.get(pk=world.soyte.pk)).run()
