"""Many pages at once: checked like one, written as one."""

import pytest
from wagtail.models import Locale, Page

from agencies.bulk import BulkPublish
from agencies.models import UnitPage
from core.models import AuditEntry, Job
from core.transitions import TransitionRefused
from documents.models import DocumentPage
from home.services import ArchivePortal
from news.models import NewsPage, Section
from tests.factories import document_index, news_index


def item(number, **values):
    section = Section.objects.get(slug="hoat-dong")
    return NewsPage(**{"title": f"Tin {number}", "slug": f"tin-{number}", "section": section, "summary": "x", **values})


def test_pages_made_in_bulk_are_like_pages_made_one_by_one(world, reader):
    result = BulkPublish(news_index(world.soyte), [item(1), item(2)], by=None).run()
    assert [page.slug for page in result.created] == ["tin-1", "tin-2"]
    page = NewsPage.objects.get(slug="tin-2")
    assert page.agency == world.soyte.agency and page.live and page.get_parent().numchild == 2
    assert page.get_parent().specific == news_index(world.soyte)
    assert Page.find_problems() == ([], [], [], [], [])
    assert reader.get("/tin-tuc/tin-2/", host="soyte").status_code == 200
    page.title = "Đổi tên"
    page.save_revision().publish()
    assert "Đổi tên" in reader.get("/tin-tuc/tin-2/", host="soyte").content.decode()


def test_a_batch_is_one_line_in_the_log_and_one_job_for_each_that_follows(world):
    before = set(Job.objects.values_list("pk", flat=True))
    BulkPublish(news_index(world.soyte), [item(n) for n in range(20)], by=None, reason="thử").run()
    entry = AuditEntry.objects.get(verb="pages.bulk_publish", reason="thử")
    assert entry.details["created"] == 20
    kinds = Job.objects.exclude(pk__in=before).values_list("kind", flat=True)
    assert sorted(kinds) == ["agencies.make_sizes", "search.index_pages"]


def test_pages_that_may_not_be_published_are_left_out_with_their_reason(world):
    pages = [item(1), item(1), item(2, title=""), item(3, slug="thong-bao"), UnitPage(title="x", slug="x")]
    result = BulkPublish(news_index(world.soyte), pages, by=None).run()
    assert [page.slug for page in result.created] == ["tin-1"]
    assert len(result.refused) == 4 and all(reasons for _page, reasons in result.refused)


def test_a_secret_document_is_not_published_in_bulk_either(world):
    index = document_index(world.main)
    from documents.importing import Catalogue, draft

    page = draft(
        {"number": "9/2024/QĐ-UBND", "type": "Quyết định", "title": "Mật"},
        Catalogue(),
        Locale.objects.get(language_code="vi"),
    )
    page.secrecy = "secret"
    result = BulkPublish(index, [page], by=None).run()
    assert (
        result.created == []
        and "secrecy" in result.refused[0][1][0].lower()
        or "mật" in result.refused[0][1][0].lower()
    )
    assert not DocumentPage.objects.filter(number="9/2024/QĐ-UBND").exists()


def test_markup_that_the_editor_could_not_write_is_cleaned_away(world):
    organisation = world.soyte.site.root_page.get_children().get(slug="gioi-thieu")
    unit = UnitPage(
        title="Phòng thử", slug="phong-thu", body='<p onclick="x()">Chào <script>alert(1)</script><b>bạn</b></p>'
    )
    BulkPublish(organisation, [unit], by=None).run()
    assert UnitPage.objects.get(slug="phong-thu").body == "<p>Chào <b>bạn</b></p>"


def test_nothing_is_published_on_an_archived_portal(world):
    ArchivePortal(world.soyte, by=None).run()
    with pytest.raises(TransitionRefused):
        BulkPublish(news_index(world.soyte), [item(1)], by=None).run()
