"""Tags belong to the page that has them: found, listed and suggested within one agency only."""

import datetime

import html5lib
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from agencies.bulk import BulkPublish
from agencies.models import Role
from news.forms import NewsPageForm
from news.models import NewsPage, Section
from news.tags import MOST_TAGS, TagLine, cleaned_tags, tag_key
from tests.factories import NewsPageFactory, draft, member, news_index

DAY = datetime.date(2026, 3, 1)


def item(portal, slug, tags=(), day=DAY, **fields):
    return NewsPageFactory(
        parent=news_index(portal), slug=slug, title=f"Tin {slug}", tags=list(tags), published_on=day, **fields
    )


def page_text(reader, path, host="soyte"):
    answer = reader.get(path, host=host)
    assert answer.status_code == 200, path
    text = answer.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text[text.index("<main") : text.index("</main>")]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Chuyển đổi số, Vũ Thư", ["Chuyển đổi số", "Vũ Thư"]),
        (" chuyển  đổi\tsố ;;CHUYỂN ĐỔI SỐ,\n", ["chuyển đổi số"]),
        ("Bão số 3,bão-số-3, bao so 3", ["Bão số 3"]),
        ("#lúa, Lúa", ["lúa"]),
        ("Thu\u0309y lo\u031b\u0323i", ["Thủy lợi"]),  # typed on a Mac: letters and marks apart
        ("Nu\u200bớc\x00 sạch\u202e", ["Nuớc sạch"]),
        ("", []),
        (" , ;", []),
    ],
)
def test_tags_are_kept_in_one_spelling_each_once(typed, kept):
    assert TagLine().to_python(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a" * 61, "at most 60 characters"),
        (",".join(f"thẻ {n}" for n in range(11)), "at most 10 tags"),
        ("!!!, lúa", "needs a letter or a digit"),
        ("数据", "needs a letter or a digit"),
    ],
)
def test_what_is_wrong_with_tags_is_said(typed, said):
    with translation.override("en"), pytest.raises(ValidationError) as raised:
        TagLine().clean(typed)
    assert said in str(raised.value)


def test_ten_tags_of_sixty_letters_fit(world):
    tags = [f"{n} " + "ơ" * 58 for n in range(MOST_TAGS)]
    page = item(world.soyte, "dai", tags)
    page.refresh_from_db()
    assert page.tags == tags and len(set(page.tag_keys)) == 10


def test_an_item_shows_its_tags_and_each_leads_to_its_list(world, reader):
    item(world.soyte, "mot", ["Chuyển đổi số", "Y tế"])
    item(world.soyte, "hai", ["chuyển đổi số"], day=datetime.date(2026, 2, 1))
    item(world.soyte, "ba", ["Khác"])
    assert 'href="/tin-tuc/the/chuyen-doi-so/" rel="tag">Chuyển đổi số<' in page_text(reader, "/tin-tuc/mot/")
    text = page_text(reader, "/tin-tuc/the/chuyen-doi-so/")
    assert "<h1>Chuyển đổi số</h1>" in text, "as last written"
    assert text.index("Tin mot") < text.index("Tin hai") and "Tin ba" not in text


def test_a_tag_nobody_here_uses_is_not_found(world, reader):
    item(world.sotttt, "cua-tttt", ["Mạng 5G"])
    item(world.soyte, "nhap", ["Kín"], live=False)
    for path in ("/tin-tuc/the/mang-5g/", "/tin-tuc/the/kin/", "/tin-tuc/the/khong-co/", "/tin-tuc/the/"):
        assert reader.get(path, host="soyte").status_code == 404, path
    assert reader.get("/tin-tuc/the/mang-5g/", host="sotttt").status_code == 200


def test_a_list_of_a_tag_has_pages_and_costs_the_same_for_three_and_for_fifty(world, reader):
    def queries():
        reader.get("/tin-tuc/the/lua/", host="soyte")
        with CaptureQueriesContext(connection) as captured:
            reader.get("/tin-tuc/the/lua/", host="soyte")
        return len(captured)

    for n in range(3):
        item(world.soyte, f"tin-{n}", ["Lúa"])
    few = queries()
    section = Section.objects.get(slug="hoat-dong")
    more = [NewsPage(title=f"Thêm {n}", slug=f"them-{n}", section=section, tags=["lúa"]) for n in range(50)]
    BulkPublish(news_index(world.soyte), more, by=None).run()
    assert queries() <= few <= 12
    assert "?page=2" in page_text(reader, "/tin-tuc/the/lua/")
    assert "Tin tin-0" in page_text(reader, "/tin-tuc/the/lua/?page=3")


def test_keys_are_written_by_whatever_way_an_item_comes(world):
    section = Section.objects.get(slug="hoat-dong")
    made = NewsPage(title="Nhập", slug="nhap-tep", section=section, tags=["Đồng  Hưng", "đồng hưng"])
    BulkPublish(news_index(world.soyte), [made], by=None).run()
    page = NewsPage.objects.get(slug="nhap-tep")
    assert (page.tags, page.tag_keys) == (["Đồng Hưng"], ["dong-hung"])
    page.tags = ["Tiền Hải"]
    page.save()
    assert NewsPage.objects.tagged("tien-hai").get() == page
    page.tags = ["Kiến Xương"]
    page.save_revision().publish()
    assert NewsPage.objects.tagged("kien-xuong").get() == page


def test_an_item_may_not_take_the_address_of_the_lists_of_tags(world):
    with pytest.raises(ValidationError):
        item(world.soyte, "the")


def test_tags_are_found_by_the_search(world, reader):
    from search.tasks import index_pages

    index_pages([item(world.soyte, "tim", ["Sốt xuất huyết"]).pk])
    assert "Tin tim" in page_text(reader, "/tim-kiem/?q=sot xuat huyet")


def test_the_editor_types_one_line_and_sees_what_the_own_agency_used(world, signed_in):
    item(world.soyte, "x", ["Thẻ của Y tế"], live=False)
    editor = member(world.sotttt, Role.EDITOR)
    item(world.sotttt, "y", ["Hạ tầng số"])
    page = draft(world.sotttt, editor, tags=["An toàn thông tin", "Bưu chính"])
    edit = signed_in(editor).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'value="An toàn thông tin, Bưu chính"' in edit and "Hạ tầng số" in edit and "Thẻ của Y tế" not in edit
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", news_index(world.sotttt).pk])
    add = signed_in(editor).get(url).content.decode()
    assert "Hạ tầng số" in add and "Thẻ của Y tế" not in add


def test_what_was_typed_comes_back_with_its_mistake(world):
    form = NewsPage.get_edit_handler().get_form_class()(
        {"title": "x", "tags": "!!!", "body-count": "0"}, instance=NewsPage(), parent_page=news_index(world.soyte)
    )
    assert isinstance(form, NewsPageForm) and "tags" in form.errors and form["tags"].value() == "!!!"


def test_a_change_of_tags_is_shown_to_the_approver_in_words(world):
    from agencies.versions import changes_to

    page = item(world.soyte, "doi", ["Lúa"])
    page.tags = ["Lúa", "Ngô"]
    page.save_revision()
    changes = [change.html for change in changes_to(page)]
    assert any("Lúa<span" in html and "Ngô" in html and "[" not in html for html in changes), changes


# -- related items --------------------------------------------------------------------------------------------------


def titles(page):
    return [other.slug for other in page.related()]


def test_related_items_share_a_tag_first_then_the_section(world):
    other_section = Section.objects.get(slug="thong-bao")
    page = item(world.soyte, "day", ["Lúa", "Nước"])
    item(world.soyte, "cu-cung-the", ["lúa"], day=datetime.date(2020, 1, 1), section=other_section)
    item(world.soyte, "moi-cung-muc", day=datetime.date(2026, 5, 1))
    item(world.soyte, "cu-cung-muc", day=datetime.date(2025, 5, 1))
    item(world.soyte, "khac", ["Ngô"], section=other_section)
    item(world.soyte, "nhap", ["Lúa"], live=False)
    item(world.sotttt, "noi-khac", ["Lúa"])
    assert titles(page) == ["cu-cung-the", "moi-cung-muc", "cu-cung-muc"]


def test_at_most_four_related_items_are_shown_never_itself_and_at_one_query(world, reader):
    page = item(world.soyte, "day", ["Lúa"])
    assert titles(page) == []
    for n in range(6):
        item(world.soyte, f"tin-{n}", ["Lúa"] if n % 2 else [], day=datetime.date(2026, 1, n + 1))
    with CaptureQueriesContext(connection) as captured:
        found = page.related()
        [other.get_url() for other in found]
    assert [other.slug for other in found] == ["tin-5", "tin-3", "tin-1", "tin-4"]
    assert len([q for q in captured if "news_newspage" in q["sql"]]) == 1
    text = page_text(reader, "/tin-tuc/day/")
    assert text.count('class="row__title"') == 4


def test_keys_of_tags_are_those_of_addresses():
    assert tag_key("Nghị quyết 57-NQ/TW") == "nghi-quyet-57-nq-tw"
    assert cleaned_tags(["Nghị quyết 57-NQ/TW"]) == ["Nghị quyết 57-NQ/TW"]
