"""The list of documents: what narrows it, the box for the number, and that it never forgets what was chosen."""

import datetime
import re

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from documents.listing import Chosen
from documents.models import DocumentPage, Field
from tests.documents.making import make, settle
from tests.factories import document_index


@pytest.fixture
def library(world):
    index = document_index(world.main)
    pages = [
        make(index, "02/2011/QĐ-UBND", abstract="Quy chế cổng", issued_on=datetime.date(2011, 4, 22)),
        make(index, "02/2012/QĐ-UBND", abstract="Quy định phí", issued_on=datetime.date(2012, 1, 5)),
        make(index, "15/2024/NQ-HĐND", kind="nghi-quyet", issuer="Hội đồng nhân dân tỉnh Thái Bình"),
        make(index, "43/2011/NĐ-CP", kind="nghi-dinh", issuer="Chính phủ", level="centre"),
        make(index, "120/QĐ-UBND", is_normative=False, effective_on=None, issued_on=datetime.date(2020, 1, 1)),
    ]
    field = Field.objects.create(name="Thông tin và truyền thông")
    pages[0].fields.add(field)
    pages[0].save()
    settle(*pages)
    return pages


def numbers(answer):
    """The numbers in the list, in order."""
    return re.findall(r'row__number">\D+ ([^<]+)<', answer.content.decode())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("type=nghi-quyet", ["15/2024/NQ-HĐND"]),
        ("issuer=chinh-phu", ["43/2011/NĐ-CP"]),
        ("field=thong-tin-va-truyen-thong", ["02/2011/QĐ-UBND"]),
        ("year=2012", ["02/2012/QĐ-UBND"]),
        ("validity=in_force&year=2011", ["43/2011/NĐ-CP", "02/2011/QĐ-UBND"]),
        ("validity=unknown", ["120/QĐ-UBND"]),
        ("type=quyet-dinh&year=2011", ["02/2011/QĐ-UBND"]),
        ("type=quyet-dinh&year=2024", []),
        ("validity=rubbish", []),
        ("year=20x1", []),
    ],
)
def test_choices_narrow_the_list(library, reader, query, found):
    assert numbers(reader.get(f"/van-ban/?{query}")) == found


@pytest.mark.parametrize(
    "typed",
    [
        "02/2011/QĐ-UBND",
        "2/2011/qd ubnd",
        "quyết định 02 năm 2011",
        "qd 2/2011",
        "02/2011",
        "02-2011-qd-ubnd",
        "2/2011/QĐ-UB",
    ],
)
def test_a_number_is_found_however_it_is_typed(library, reader, typed):
    found = numbers(reader.get("/van-ban/", {"number": typed}))
    assert found[0] == "02/2011/QĐ-UBND"


def test_an_exact_hit_comes_before_newer_documents_that_fit_less_well(library, reader):
    assert numbers(reader.get("/van-ban/", {"number": "2"})) == ["02/2012/QĐ-UBND", "02/2011/QĐ-UBND"]
    index = document_index_of(library)
    newer = make(index, "02/2011/QĐ-UBND-TH", issued_on=datetime.date(2026, 1, 1))
    assert newer.ordinal == 2
    assert numbers(reader.get("/van-ban/", {"number": "02/2011/QĐ-UBND"}))[0] == "02/2011/QĐ-UBND"


def document_index_of(pages):
    return pages[0].get_parent().specific


def test_the_number_box_and_the_choices_work_together_and_stay_in_the_address(library, reader):
    text = reader.get("/van-ban/?number=02&type=quyet-dinh&year=2011").content.decode()
    assert 'value="02"' in text
    assert re.search(r'<option value="quyet-dinh" selected>', text) and '<option value="2011" selected>' in text
    assert 'href="?number=02&amp;type=quyet-dinh"' in text, "a choice can be taken away"


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("type=quyet-dinh&year=2024", ['<option value="quyet-dinh" selected>', '<option value="2024" selected>']),
        ("type=luat", ['<option value="luat" selected>Luật (0)']),
        ("issuer=khong-co-that", ['<option value="khong-co-that" selected>khong-co-that (0)']),
        ("number=77/2031/QĐ-UBND", ['value="77/2031/QĐ-UBND"']),
        ("number=%22%3E%3Cscript%3E", ["&quot;&gt;&lt;script&gt;"]),
    ],
)
def test_what_was_chosen_is_kept_even_where_nothing_fits(library, reader, query, kept):
    text = reader.get(f"/van-ban/?{query}").content.decode()
    assert all(words in text for words in kept) and "<script>" not in text
    assert "empty-state" in text and 'href="?"' in text


def test_counts_tell_what_each_choice_would_leave(library, reader):
    text = reader.get("/van-ban/?type=quyet-dinh").content.decode()
    assert '<option value="2012">2012 (1)</option>' in text and '<option value="2024">' not in text
    assert "Nghị quyết (1)" in text, "the other types can be chosen at once"
    assert re.search(r"list-count\"><strong>3 ", text)


def test_a_number_of_another_portal_is_shown_where_it_is(library, world, reader):
    make(document_index(world.soyte), "9/2023/QĐ-SYT", issuer="Sở Y tế")
    text = reader.get("/van-ban/?number=9/2023/QĐ-SYT").content.decode()
    assert 'href="http://soyte.thaibinh.localhost/van-ban/9-2023-qd-syt/"' in text
    assert "/tim-kiem/?q=9%2F2023%2FQ%C4%90-SYT" in text


def test_a_draft_of_another_portal_is_not(library, world, reader):
    make(document_index(world.soyte), "9/2023/QĐ-SYT", issuer="Sở Y tế", live=False)
    assert (
        "soyte.thaibinh.localhost/van-ban/9-2023" not in reader.get("/van-ban/?number=9/2023/QĐ-SYT").content.decode()
    )


def test_central_documents_are_marked(library, reader):
    text = reader.get("/van-ban/").content.decode()
    rows = re.findall(r'<li class="row">.*?</li>', text, re.S)
    marked = [row for row in rows if "văn bản trung ương" in row.lower() or "central document" in row]
    assert len(rows) == 5 and len(marked) == 1 and "43/2011/NĐ-CP" in marked[0]


def test_states_of_validity_are_told_in_words_and_only_where_there_are_any(library, reader):
    text = reader.get("/van-ban/").content.decode()
    rows = re.findall(r'<li class="row">.*?</li>', text, re.S)
    assert sum("badge--ok" in row for row in rows) == 4
    assert not any("badge" in row for row in rows if "120/QĐ-UBND" in row)


def test_the_list_leads_to_its_feeds(library, reader):
    text = reader.get("/van-ban/?type=quyet-dinh").content.decode()
    assert 'href="/van-ban/rss.xml"' in text and 'href="/van-ban/rss.xml?type=quyet-dinh"' in text
    feed = reader.get("/van-ban/rss.xml?type=nghi-quyet").content.decode()
    assert "15/2024/NQ-HĐND" in feed and "02/2011" not in feed
    assert reader.get("/van-ban/rss.xml?type=khong-co").status_code == 404
    assert reader.get("/tin-tuc/rss.xml?type=quyet-dinh").status_code == 404


def test_pages_carry_the_choices_along(world, reader):
    index = document_index(world.main)
    for number in range(1, 23):
        make(index, f"{number}/2019/QĐ-UBND")
    text = reader.get("/van-ban/?type=quyet-dinh&year=2019").content.decode()
    assert 'href="?type=quyet-dinh&amp;year=2019&amp;page=2"' in text
    assert len(numbers(reader.get("/van-ban/?type=quyet-dinh&year=2019&page=2"))) == 2


def test_an_empty_portal_says_so_without_a_form(world, reader):
    text = reader.get("/van-ban/", host="soyte").content.decode()
    assert "empty-state" in text and "filter-form" not in text


def queries(reader, path):
    reader.get(path)
    with CaptureQueriesContext(connection) as captured:
        reader.get(path)
    return len(captured)


def test_the_list_asks_as_much_for_thirty_documents_as_for_three(world, reader):
    index = document_index(world.main)
    paths = ("/van-ban/", "/van-ban/?type=quyet-dinh&year=2019", "/van-ban/?number=3/2019", "/van-ban/?field=x")
    for number in range(1, 4):
        make(index, f"{number}/2019/QĐ-UBND")
    few = {path: queries(reader, path) for path in paths}
    for number in range(4, 31):
        make(index, f"{number}/2019/QĐ-UBND", issuer=f"Cơ quan {number % 7}")
    assert {path: queries(reader, path) for path in paths} == few
    assert max(few.values()) <= 13


def test_what_is_typed_is_cut_and_never_trusted():
    chosen = Chosen.of(QueryDict("number=" + "x" * 500 + "&type=%00&page=9"))
    assert len(chosen.number) == 120 and "page" not in chosen.values()
    assert Chosen.of(QueryDict("type=a&year=2024")).address(year="") == "?type=a"
    assert Chosen.of(QueryDict("")).address() == "?"


def test_all_slugs_of_the_address_are_those_of_the_catalogue(library):
    assert {page.document_type.slug for page in DocumentPage.objects.all()} == {"quyet-dinh", "nghi-quyet", "nghi-dinh"}
