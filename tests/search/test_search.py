"""What a citizen types, and what is found."""

import unicodedata
from pathlib import Path

import pytest

from core.importing import ImportJob
from documents.importing import import_decision, import_documents
from search.models import SearchEntry
from search.query import Search, find
from search.tasks import index_pages, rebuild
from tests.factories import DocumentPageFactory, NewsPageFactory, document_index, news_index

SAMPLE = Path(__file__).parent.parent / "data" / "decision-02-2011.txt"


@pytest.fixture
def decision(world):
    import_decision(ImportJob(SAMPLE, "", None, iter))
    rebuild()
    return SearchEntry.objects.get(number="02/2011/QĐ-UBND")


def first(text, **narrowing):
    hits = find(Search.clean(text, language="vi", **narrowing))
    return hits[0].entry_id if hits else None


@pytest.mark.parametrize(
    "text",
    [
        "02/2011/QĐ-UBND",
        "02/2011/qd-ubnd",
        "2/2011",
        "quyet dinh 02 2011",
        "Quyết định số 2 năm 2011 của UBND tỉnh",
        "qđ ubnd 02/2011",
        "02/2011/QĐUBND",
        "02/2011/QÐ-UBND",
        "QUYẾT ĐỊNH 02/2011/QĐ-UBND",
        unicodedata.normalize("NFD", "Quyết định 02/2011/QĐ-UBND"),
        "  02 / 2011 / qd - ubnd ",
    ],
)
def test_a_document_is_found_by_its_number_however_it_is_typed(decision, text):
    assert first(text) == decision.pk


@pytest.mark.parametrize(
    "text",
    [
        "quy che thu nghiem",
        "Quy chế thử nghiệm",
        "gach dau dong thu nhat",
        "năm ngày làm việc",
        "cau tra loi duoc giu tren cong",
    ],
)
def test_it_is_found_by_its_words_with_and_without_diacritics(decision, text):
    assert first(text) == decision.pk


def test_words_side_by_side_come_before_words_far_apart(world):
    index = news_index(world.soyte)
    NewsPageFactory(parent=index, title="Khai thác cát; sinh kế mới", published_on="2026-11-20")
    together = NewsPageFactory(parent=index, title="Đăng ký khai sinh", published_on="2020-01-01")
    rebuild()
    assert first("khai sinh") == SearchEntry.objects.get(page=together).pk


def test_the_same_diacritics_as_typed_come_first(world):
    index = news_index(world.soyte)
    NewsPageFactory(parent=index, title="Bạn hàng", slug="a", published_on="2026-11-20")
    same = NewsPageFactory(parent=index, title="Bán hàng", slug="b", published_on="2020-01-01")
    rebuild()
    assert first("bán hàng") == SearchEntry.objects.get(page=same).pk


def test_an_agencys_host_finds_only_its_own_and_offers_the_whole_province(world, reader):
    NewsPageFactory(parent=news_index(world.soyte), title="Tiêm chủng mở rộng")
    NewsPageFactory(parent=news_index(world.sotttt), title="Tiêm chủng và chuyển đổi số")
    rebuild()
    own = reader.get("/tim-kiem/?q=tiem+chung", host="soyte").content.decode()
    assert "mở rộng" in own and "chuyển đổi số" not in own
    assert "http://thaibinh.localhost/tim-kiem/?q=tiem+chung" in own
    everywhere = reader.get("/tim-kiem/?q=tiem+chung").content.decode()
    assert (
        "http://soyte.thaibinh.localhost/tin-tuc/" in everywhere
        and "http://sotttt.thaibinh.localhost/tin-tuc/" in everywhere
    )


def test_results_narrow_by_type(world, reader):
    NewsPageFactory(parent=news_index(world.soyte), title="Bảng giá đất: hỏi và đáp")
    DocumentPageFactory(parent=document_index(world.main), abstract="Bảng giá đất năm 2024")
    rebuild()
    text = reader.get("/tim-kiem/?q=bang+gia+dat&type=document").content.decode()
    assert "năm 2024" in text and "hỏi và đáp" not in text


def test_a_number_that_is_not_there_is_said_so(decision, reader):
    text = reader.get("/tim-kiem/?q=15/2011/QĐ-UBND quy chế").content.decode()
    assert "notice" in text


def test_nothing_found_helps_on(world, reader):
    answer = reader.get("/tim-kiem/?q=zzzzqqq")
    assert answer.status_code == 200 and "empty-state" in answer.content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "'",
        "\\",
        "a'b & !c | (d",
        "<script>alert(1)</script>",
        "%",
        "x" * 5000,
        "\x01\x02",
        "🙂",
        "!!!",
        ":*",
        "&&&",
    ],
)
def test_whatever_is_typed_nothing_breaks_and_nothing_is_run(decision, reader, text):
    answer = reader.get("/tim-kiem/", {"q": text, "page": text, "type": text})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_a_title_with_markup_is_shown_as_text(world, reader):
    NewsPageFactory(
        parent=news_index(world.soyte), title="Thẻ <b>đậm</b> & nhạt", summary="<img src=x onerror=alert(1)>"
    )
    rebuild()
    text = reader.get("/tim-kiem/?q=the+dam").content.decode()
    assert "<b>" not in text and "<img src=x" not in text and "&lt;b&gt;" in text


def test_publication_is_found_and_withdrawal_forgotten_by_the_next_search(
    world, reader, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = NewsPageFactory(parent=news_index(world.soyte), title="Phòng chống bão lụt", live=False)
        page.save_revision().publish()
    assert "Phòng chống bão lụt" in unmarked(reader.get("/tim-kiem/?q=bao+lut").content.decode())
    with django_capture_on_commit_callbacks(execute=True):
        type(page).objects.get(pk=page.pk).unpublish()
    assert "Phòng chống bão lụt" not in unmarked(reader.get("/tim-kiem/?q=bao+lut").content.decode())


def test_a_new_address_is_known_to_search(world, django_capture_on_commit_callbacks):
    page = NewsPageFactory(parent=news_index(world.soyte), title="Đổi địa chỉ", slug="cu")
    index_pages([page.pk])
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "moi"
        page.save_revision().publish()
    assert SearchEntry.objects.get(page=page).path == "/tin-tuc/moi/"


def test_drafts_private_pages_and_closed_portals_are_not_in_the_index(world):
    from wagtail.models import PageViewRestriction

    draft = NewsPageFactory(parent=news_index(world.soyte), title="Bản thảo", live=False)
    private = NewsPageFactory(parent=news_index(world.soyte), title="Riêng tư")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    rebuild()
    assert not SearchEntry.objects.filter(page__in=[draft, private]).exists()


def test_a_deleted_page_leaves_the_index(world):
    page = NewsPageFactory(parent=news_index(world.soyte), title="Sẽ xóa")
    index_pages([page.pk])
    assert SearchEntry.objects.filter(title="Sẽ xóa").exists()
    page.delete()
    assert not SearchEntry.objects.filter(title="Sẽ xóa").exists()


@pytest.mark.slow
def test_all_real_numbers_are_found_first(world, real_data):
    import json

    import_documents(ImportJob(real_data / "documents.jsonl", "", None, iter))
    rebuild()
    rows = [json.loads(line) for line in (real_data / "documents.jsonl").read_text("utf-8").splitlines()]
    missed = [row["number"] for row in rows if first(row["number"]) not in same_number(row["number"])]
    assert missed == []


def same_number(number):
    from vietnamese.document_number import parse_number

    wanted = parse_number(number).number
    return set(SearchEntry.objects.filter(number=wanted).values_list("pk", flat=True))


def unmarked(html):
    return html.replace("<mark>", "").replace("</mark>", "")


def test_an_agency_is_found_first_by_its_name_its_abbreviation_and_its_telephone(world, reader):
    world.soyte.agency.abbreviation = "SYT"
    world.soyte.agency.save()
    NewsPageFactory(
        parent=news_index(world.sotttt), title="Sở Y tế họp với Sở Thông tin", body=[("text", "Sở Y tế " * 9)]
    )
    rebuild()
    home = SearchEntry.objects.get(kind="agency", agency=world.soyte.agency, language="vi")
    for typed in ("Sở Y tế", "so y te", "SYT", "0227 3000 000 soyte"):
        assert first(typed) == home.pk, typed


def test_the_english_side_finds_what_is_there_in_vietnamese(decision, reader):
    assert "02/2011/QĐ-UBND" in unmarked(reader.get("/en/tim-kiem/?q=02/2011/QD-UBND").content.decode())


def test_a_page_made_private_leaves_the_index(world, django_capture_on_commit_callbacks):
    from wagtail.models import PageViewRestriction

    page = NewsPageFactory(parent=news_index(world.soyte), title="Rồi thành riêng tư")
    index_pages([page.pk])
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert not SearchEntry.objects.filter(page=page).exists()


@pytest.mark.parametrize("path", ["/tim-kiem/?q=a&type=%00", "/van-ban/?type=%00", "/tim-kiem/?q=%00"])
def test_a_character_no_text_has_is_a_bad_request(world, reader, path):
    assert reader.get(path).status_code == 400


def test_a_page_that_cannot_be_indexed_harms_no_neighbour_and_its_error_can_be_read(world, monkeypatch):
    from django.db import DataError

    from core import jobs
    from core.models import Job
    from search import tasks

    good = NewsPageFactory(parent=news_index(world.soyte), title="Trang lành")
    bad = NewsPageFactory(parent=news_index(world.soyte), title="Trang hỏng")
    write = tasks.write_entries

    def refuse(page, portal):
        if page.pk == bad.pk:
            raise DataError("too long for tsvector")
        write(page, portal)

    monkeypatch.setattr(tasks, "write_entries", refuse)
    before = set(Job.objects.values_list("pk", flat=True))
    index_pages([good.pk, bad.pk])
    for row in Job.objects.exclude(pk__in=before).order_by("pk"):
        jobs.run(row.pk)
    assert SearchEntry.objects.filter(page=good).exists()
    assert "too long for tsvector" in Job.objects.get(payload={"page_ids": [bad.pk]}).error
