"""Citations: what a text names, which words become the link, and what is no citation at all."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.citations import This, find_citations, links, named_provisions, resolve
from documents.citations.numbering import between, place, roman

DECREE = "43/2011/NĐ-CP"


def one(text):
    """The only citation of a text."""
    (found,) = find_citations(text)
    return found


def shown(text):
    """Every link of a text as (words, anchor)."""
    return [(text[part.start : part.end], part.anchor) for found in find_citations(text) for part in found.parts]


# Provisions of other documents


def test_a_point_of_a_clause_of_an_article_of_a_decree_is_one_link():
    found = one("quy định tại điểm đ khoản 1 Điều 10 Nghị định số 43/2011/NĐ-CP.")
    assert (found.number, found.key, found.kind) == (DECREE, "43/2011/nd-cp", "nghi dinh")
    assert found.anchors == ("dieu-10.khoan-1.diem-dd",)
    assert found.words == "điểm đ khoản 1 Điều 10 Nghị định số 43/2011/NĐ-CP"
    assert [(part.start, part.end) for part in found.parts] == [(found.start, found.end)]
    assert found.this is None


@pytest.mark.parametrize(
    "words",
    [
        "Nghị định số 43/2011/NĐ-CP",
        "Nghị định 43/2011/NĐ-CP",
        "Nghị định số: 43/2011/NĐ-CP",
        "nghị định số 43 /2011/ NĐ - CP",
        "Nghị định số 43/2011/NÐ-CP",
        "Nghị định số 43/2011/NĐ–CP",
        "Nghị định\u00a0số\u00a043/2011/NĐ‑CP",
    ],
)
def test_a_number_is_read_however_it_is_typed(words):
    found = one(f"theo {words} thì")
    assert found.key == "43/2011/nd-cp"
    assert found.words == words


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Nghị định số 64-CP", "64-CP"),
        ("Nghị định số 74/CP", "74/CP"),
        ("Quyết định số 1234/QĐ-UBND", "1234/QĐ-UBND"),
        ("Quyết định số 844/QĐ-TTg", "844/QĐ-TTg"),
        ("Thông tư liên tịch số 14/2015/TTLT-BNNPTNT-BTC", "14/2015/TTLT-BNNPTNT-BTC"),
        ("Luật Đất đai số 45/2013/QH13", "45/2013/QH13"),
        ("Bộ luật Hình sự số 100/2015/QH13", "100/2015/QH13"),
        ("Pháp lệnh phí và lệ phí số 38/2001/PL-UBTVQH10", "38/2001/PL-UBTVQH10"),
        ("Tờ trình số 41/TTr-STTTT", "41/TTr-STTTT"),
        ("Quyết định số 13/2003/QĐ/BGD&ĐT", "13/2003/QĐ/BGD&ĐT"),
    ],
)
def test_numbers_of_all_kinds_are_read(words, number):
    assert one(f"căn cứ {words};").number == number


def test_the_number_ends_before_the_title():
    assert one("Quyết định số 02/2011/QĐ-UBND - Quy định mới").number == "02/2011/QĐ-UBND"


def test_day_and_issuer_are_read_and_do_not_belong_to_the_link():
    text = "Quyết định số 02/2011/QĐ-UBND ngày 22/4/2011 của UBND tỉnh Thái Bình về cổng"
    found = one(text)
    assert found.day == datetime.date(2011, 4, 22)
    assert found.issuer == "UBND tỉnh Thái Bình"
    assert shown(text) == [("Quyết định số 02/2011/QĐ-UBND", "")]


@pytest.mark.parametrize(
    ("said", "day"),
    [("ngày 29/6/2010", (2010, 6, 29)), ("ngày 29 tháng 6 năm 2010", (2010, 6, 29)), ("ngày 31/02/2010", None)],
)
def test_a_day_that_does_not_exist_is_no_day(said, day):
    found = one(f"Nghị định số 43/2011/NĐ-CP {said} của Chính phủ")
    assert found.day == (datetime.date(*day) if day else None)
    assert found.issuer == "Chính phủ"


def test_a_list_of_documents_is_a_list_of_citations():
    text = "các Nghị định số 43/2011/NĐ-CP, số 64/2007/NĐ-CP và 13/2012/NĐ-CP"
    assert [found.number for found in find_citations(text)] == [DECREE, "64/2007/NĐ-CP", "13/2012/NĐ-CP"]


def test_a_law_without_a_number_keeps_its_name_and_its_year():
    found = one("theo Điều 5 Luật Đất đai năm 2013 thì")
    assert (found.number, found.name, found.year) == ("", "Luật Đất đai", 2013)
    assert found.anchors == ("dieu-5",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("theo Luật Phòng, chống tác hại của rượu, bia và quy định khác", "Luật Phòng, chống tác hại của rượu, bia"),
        ("Luật Doanh nghiệp phải bảo đảm", "Luật Doanh nghiệp"),
        ("Luật Hôn nhân và gia đình, Bộ", "Luật Hôn nhân và gia đình"),
        ("theo Luật khiếu nại và các văn bản", "Luật khiếu nại"),
        ("Luật sửa đổi, bổ sung một số điều của Luật Đất đai có", "Luật sửa đổi, bổ sung một số điều của Luật Đất đai"),
        ("Luật Giao dịch điện tử ngày 29/11/2005;", "Luật Giao dịch điện tử"),
        ("Luật Nước ngầm chưa ai biết", "Luật Nước ngầm"),
        ("Luật Phòng, chống bão lụt quy định", "Luật Phòng, chống bão lụt"),
    ],
)
def test_the_name_of_a_law_ends_where_the_sentence_goes_on(text, name):
    assert one(text).name == name


def test_names_the_library_knows_are_read_to_their_end():
    text = "theo Luật Nước sạch, nước ngầm và nước mưa thì"
    assert one(text).name == "Luật Nước sạch"
    (found,) = find_citations(text, names=["Nước sạch, nước ngầm và nước mưa"])
    assert found.name == "Luật Nước sạch, nước ngầm và nước mưa"


def test_a_law_that_is_not_said_is_left_open():
    found = one("quy định tại khoản 2 Điều 27 của Luật thì")
    assert (found.number, found.name, found.this, found.kind) == ("", "", None, "luat")
    assert resolve(found, "dieu-1") == []


# Lists and ranges


def test_each_letter_of_a_list_is_a_link():
    assert shown("các điểm a, b và c khoản 2 Điều 10 Nghị định số 43/2011/NĐ-CP") == [
        ("điểm a", "dieu-10.khoan-2.diem-a"),
        ("b", "dieu-10.khoan-2.diem-b"),
        ("c khoản 2 Điều 10 Nghị định số 43/2011/NĐ-CP", "dieu-10.khoan-2.diem-c"),
    ]


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("Điều 12 đến Điều 15 của Luật này", ["dieu-12", "dieu-13", "dieu-14", "dieu-15"]),
        ("từ Điều 3 đến Điều 5", ["dieu-3", "dieu-4", "dieu-5"]),
        ("các điều từ 3 đến 5 Luật này", ["dieu-3", "dieu-4", "dieu-5"]),
        ("từ điểm c đến điểm e khoản 1 Điều 2", [f"dieu-2.khoan-1.diem-{x}" for x in ("c", "d", "dd", "e")]),
        ("các khoản 1, 2 và 3 Điều 5", ["dieu-5.khoan-1", "dieu-5.khoan-2", "dieu-5.khoan-3"]),
        ("Điều 15a và khoản 2a Điều 5", ["dieu-15a", "dieu-5.khoan-2a"]),
        ("điểm a1 khoản 2 Điều 5", ["dieu-5.khoan-2.diem-a1"]),
        ("khoản 1 các điều 134, 135", ["dieu-134.khoan-1", "dieu-135.khoan-1"]),
        ("điểm b, Khoản 2 Điều 8", ["dieu-8.khoan-2.diem-b"]),
        ("Điều 12, khoản 1, điểm a", ["dieu-12.khoan-1.diem-a"]),
        (
            "điểm a khoản 2, điểm k khoản 3 và khoản 4 Điều 12 của Luật này",
            ["dieu-12.khoan-2.diem-a", "dieu-12.khoan-3.diem-k", "dieu-12.khoan-4"],
        ),
        ("khoản 2 Điều 357, Điều 468 và khoản 1 Điều 9", ["dieu-357.khoan-2", "dieu-468", "dieu-9.khoan-1"]),
        ("điểm a Điều 5", ["dieu-5.diem-a"]),
        ("các điểm 3 và 4 Điều 157 của Bộ luật này", ["dieu-157.khoan-3", "dieu-157.khoan-4"]),
        ("khoản 5 Mục III Điều 1 Quyết định số 844/QĐ-TTg", ["dieu-1"]),
        ("Điều 5 Chương II", ["dieu-5"]),
        ("Mục 2 Chương III của Luật này", ["chuong-iii.muc-2"]),
        ("Phụ lục số 01 ban hành kèm theo Nghị định này", ["phu-luc-1"]),
        ("Phụ lục ban hành kèm theo Nghị định này", ["phu-luc"]),
        ("Khoản 1Điều 2 Nghị định này", ["dieu-2.khoan-1"]),
    ],
)
def test_lists_and_ranges_name_every_provision(text, anchors):
    assert list(one(text).anchors) == anchors


def test_a_document_behind_a_list_is_that_of_the_whole_list():
    found = one("khoản 3 Điều 9; khoản 2 Điều 12 của Nghị định số 43/2011/NĐ-CP")
    assert found.number == DECREE
    assert found.anchors == ("dieu-9.khoan-3", "dieu-12.khoan-2")


def test_two_documents_in_one_sentence_are_told_apart():
    first, second = find_citations("khoản 1 Điều này và Điều 5 Nghị định số 43/2011/NĐ-CP")
    assert (first.this, first.anchors) == (This.ARTICLE, ("khoan-1",))
    assert (second.number, second.anchors) == (DECREE, ("dieu-5",))


def test_an_article_and_another_document_are_not_one():
    first, second = find_citations("theo Điều 10 và Nghị định số 43/2011/NĐ-CP")
    assert (first.this, first.anchors) == (This.DOCUMENT, ("dieu-10",))
    assert (second.number, second.anchors) == (DECREE, ())


def test_a_second_mention_of_a_foreign_article_stays_foreign():
    *_, last = find_citations("Điều 16 Luật Đất đai (trừ khoản 6 Điều 16)")
    assert (last.name, last.anchors) == ("Luật Đất đai", ("dieu-16.khoan-6",))


# This document


@pytest.mark.parametrize(
    ("text", "here", "anchors"),
    [
        ("khoản 2 Điều này", "dieu-5.khoan-1.diem-a", ["dieu-5.khoan-2"]),
        ("khoản 2 Điều này", "quy-che.dieu-5.khoan-1", ["quy-che.dieu-5.khoan-2"]),
        ("điểm a khoản này", "dieu-5.khoan-3", ["dieu-5.khoan-3.diem-a"]),
        ("điểm a và b khoản 1 Điều này", "dieu-5", ["dieu-5.khoan-1.diem-a", "dieu-5.khoan-1.diem-b"]),
        ("theo Điều 5", "dieu-2", ["dieu-5"]),
        ("theo Điều 5", "quy-che.dieu-2", ["quy-che.dieu-5"]),
        ("theo Điều 5 Quy chế này", "quy-che.dieu-2", ["quy-che.dieu-5"]),
        ("theo Điều 5 Quy chế này", "quy-che-2.dieu-2", ["quy-che-2.dieu-5"]),
        ("theo Điều 5 Quyết định này", "quy-che.dieu-2", ["dieu-5"]),
        ("Điều 5 của Luật này", "dieu-2.khoan-1", ["dieu-5"]),
        ("Điều 3 Quy chế ban hành kèm theo Quyết định này", "dieu-1", ["quy-che.dieu-3"]),
        ("theo quy định tại điểm b khoản 2", "dieu-4.khoan-1", ["dieu-4.khoan-2.diem-b"]),
        ("Điều này", "dieu-4.khoan-1", ["dieu-4"]),
        ("Điều 5 Nghị định số 43/2011/NĐ-CP", "dieu-4", []),
    ],
)
def test_a_citation_of_this_document_is_resolved_from_where_it_stands(text, here, anchors):
    assert [anchor for found in find_citations(text) for anchor in resolve(found, here)] == anchors


def test_this_decree_is_found_but_is_no_link():
    found = one("trong Nghị định này")
    assert (found.this, found.parts) == (This.DOCUMENT, ())


def test_what_has_no_anchor_leads_to_what_it_lies_in():
    known = dict.fromkeys(["dieu-1", "dieu-5", "dieu-5.khoan-1"])
    found = one("điểm a khoản 1 Điều 5")
    assert resolve(found, "dieu-1", known) == ["dieu-5.khoan-1"]
    assert [anchor for _, anchor in links(found, "dieu-1", known)] == ["dieu-5.khoan-1"]
    assert resolve(one("theo Điều 9"), "dieu-1", known) == []


def test_nobody_is_sent_to_where_he_stands():
    known = dict.fromkeys(["dieu-5", "dieu-5.khoan-1"])
    assert resolve(one("điểm k khoản 1 Điều này"), "dieu-5.khoan-1", known) == []


def test_sections_that_begin_anew_in_each_chapter_are_found_in_theirs():
    known = dict.fromkeys(["chuong-i", "muc-1", "dieu-1", "chuong-ii", "muc-1-2", "dieu-2"])
    assert resolve(one("Mục 1 Chương II của Luật này"), "dieu-1", known) == ["muc-1-2"]
    assert resolve(one("Mục 3 Chương II của Luật này"), "dieu-1", known) == ["chuong-ii"]


# No citations


@pytest.mark.parametrize(
    "text",
    [
        "Điều 5. Phạm vi điều chỉnh",
        "Điều 5: Phạm vi\nĐiều 6\nĐối tượng",
        "1. Một\na) Hai",
        "Chương II\nQUY ĐỊNH CHUNG",
        "ngày 29/6/2010 và ngày 22-4-2011",
        "điện thoại 0227.3831.234, 36/2 phố Lý Bôn",
        "số tiền 1.234.567 đồng, 5/2011, 12/24 người",
        "tại thời điểm 31 tháng 12, tài khoản 1 và danh mục 2",
        "nộp hồ sơ trong 10 ngày; điều 5 người cùng làm",
        "Đoàn luật sư, luật pháp, pháp luật về đất đai",
        "Số: 02/2011/QĐ-UBND",
        "bổ sung điều kiện, điều khoản và điểm mới",
        "tốc độ 60 km/h, tỷ lệ 3/4, năm học 2010/2011",
        "y tế, điểm y tế xã",
        "Quyết định, nghị định, thông tư của các cơ quan",
        "",
    ],
)
def test_headings_dates_amounts_and_telephones_are_no_citations(text):
    assert find_citations(text) == []


def test_days_behind_an_article_do_not_join_its_list():
    assert one("theo Điều 5, 10 ngày sau thì").anchors == ("dieu-5",)


def test_an_article_of_a_treaty_is_not_linked_into_this_text():
    assert one("theo Điều 10 Hiệp định thương mại").this is None
    assert one("theo điểm i khoản 1 Điều 192 BLTTDS").this is None


def test_what_is_to_be_amended_is_not_linked_into_the_amending_text():
    assert one("1. Sửa đổi, bổ sung khoản 1 Điều 41 như sau:").this is None
    assert one("Khoản 3 Điều 9 được sửa đổi như sau:").this is None


def test_the_quoted_new_wording_does_not_speak_of_the_amending_text():
    text = "1. Sửa đổi Điều 5 như sau:\n“Điều 5. Tên\n1. Theo khoản 2 Điều này.\n2. Hết.”\n2. Theo khoản 1 Điều này."
    inside, behind = [found for found in find_citations(text) if "Điều này" in found.words]
    assert (inside.this, behind.this) == (None, This.ARTICLE)


def test_an_amending_sentence_names_its_provisions_without_their_article():
    found = named_provisions("Bổ sung khoản 1a vào sau khoản 1 Điều 5")
    assert [place.anchors for place in found] == [("khoan-1a",), ("dieu-5.khoan-1",)]


# Whatever the text


@given(st.text(alphabet="Điềukhoảnm 12a,và đếnNghịđnhsố/-CP.\n“”này", max_size=120))
def test_citations_do_not_overlap_and_their_links_lie_inside_them(text):
    end = 0
    for found in find_citations(text):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.words
        end = found.start
        for part in found.parts:
            assert end <= part.start < part.end <= found.end
            end = part.end
        end = found.end


def test_numbers_sort_as_the_law_counts():
    assert sorted(["16", "15b", "15", "15a", "2"], key=place) == ["2", "15", "15a", "15b", "16"]
    assert sorted(["e", "đ1", "d", "đ", "a"], key=place) == ["a", "d", "đ", "đ1", "e"]
    assert between("a", "e") == ["b", "c", "d", "đ"]
    assert between("3", "2") == between("1", "900") == between("a", "2") == []
    assert [roman("XIV"), roman("iv"), roman("3"), roman("IIII"), roman("a")] == [14, 4, 3, None, None]
