"""What a document says about itself: number, type, issuer, days, abstract, signer, each with the place it was read."""

import datetime
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.proposal import Certainty, propose, read_proposal
from vietnamese.text import fold

SAMPLE = (Path(__file__).parent.parent / "data" / "decision-02-2011.txt").read_text("utf-8")

LEFT = ["ỦY BAN NHÂN DÂN", "TỈNH THÁI BÌNH"]
MOTTO = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
NUMBER, PLACE = "Số: 15/2014/QĐ-UBND", "Thái Bình, ngày 05 tháng 8 năm 2014"
TITLE = ["Ban hành Quy định thử nghiệm về bảo vệ công trình mẫu", "trên địa bàn tỉnh Thái Bình"]
PREAMBLE = ["Căn cứ Luật Mẫu ngày 26 tháng 11 năm 2003;", "Xét đề nghị của cơ quan mẫu tại Tờ trình số 8/TTr-MAU,"]
ARTICLES = [
    "Điều 1. Ban hành kèm theo Quyết định này Quy định thử nghiệm về bảo vệ công trình mẫu trên địa bàn tỉnh Thái "
    "Bình.",
    "Điều 2. Quyết định này có hiệu lực thi hành sau 10 ngày, kể từ ngày ký.",
    "Điều 3. Các cơ quan mẫu chịu trách nhiệm thi hành Quyết định này./.",
]
RECIPIENTS = ["Nơi nhận:", "- Như Điều 3;", "- Cổng TTĐT tỉnh;", "- Lưu: VT, MAU."]
SIGNED = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Đã ký)", "Nguyễn Văn Mẫu"]


def columns(left, right, gap):
    rows = max(len(left), len(right))
    left, right = left + [""] * (rows - len(left)), right + [""] * (rows - len(right))
    return [f"{a}{gap}{b}" for a, b in zip(left, right, strict=True)]


def middle(title=TITLE):
    return ["QUYẾT ĐỊNH", *title, "", "ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH", *PREAMBLE, "QUYẾT ĐỊNH:", *ARTICLES]


def by_lines():
    return [*LEFT, "-------", *MOTTO, "----------", NUMBER, PLACE, "", *middle(), "", *RECIPIENTS, *SIGNED]


def in_cells(gap="\t"):
    head = columns([*LEFT, NUMBER], [*MOTTO, PLACE], gap)
    return [*head, "", *middle(), "", *columns(RECIPIENTS, SIGNED, gap)]


def in_turn():
    head = [line for pair in zip([*LEFT, NUMBER], [*MOTTO, PLACE], strict=True) for line in pair]
    return [*head, "", *middle(), "", *SIGNED, "", *RECIPIENTS]


def as_scanned():
    """Columns joined with one space, the motto broken, marks lost, letters for figures."""
    return [
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
        "TỈNH THÁI BÌNH VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "",
        "Sô: l5/2O14/QD-UBND Thái Bình, ngày O5 tháng 8 năm 2014",
        "",
        *middle(),
        "",
        "Nơi nhận: TM. ỦY BAN NHÂN DÂN",
        "- Như Điều 3; KT. CHỦ TỊCH",
        "- Cổng TTĐT tỉnh; PHÓ CHỦ TỊCH",
        "- Lưu: VT, MAU. Nguyễn Văn Mẫu",
    ]


def in_capitals():
    return [*columns([*LEFT, NUMBER], [*MOTTO, PLACE], "\t"), *middle([t.upper() for t in TITLE]), *RECIPIENTS, *SIGNED]


NARROW = [
    "ỦY BAN NHÂN",
    "DÂN",
    LEFT[1],
    "----",
    "CỘNG HÒA XÃ",
    "HỘI CHỦ NGHĨA VIỆT NAM",
    MOTTO[1],
    NUMBER,
    "Thái Bình,",
]
LAYOUTS = {
    "narrow columns": [*NARROW, PLACE.removeprefix("Thái Bình, "), *middle(), *RECIPIENTS, *SIGNED],
    "lines": by_lines(),
    "cells": in_cells(),
    "spaces": in_cells("            "),
    "one space": in_cells(" ")[: len(LEFT) + 1] + [*middle(), *RECIPIENTS, *SIGNED],
    "in turn": in_turn(),
    "scan": as_scanned(),
    "capitals": in_capitals(),
    "right column first": [*MOTTO, *LEFT, NUMBER, PLACE, *middle(), *RECIPIENTS, *SIGNED],
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_whatever_the_layout_the_same_is_read(layout, form):
    found = read_proposal(unicodedata.normalize(form, "\n".join(LAYOUTS[layout])))
    assert found.number.value == "15/2014/QĐ-UBND" and found.type.value == "Quyết định"
    assert [issuer.value for issuer in found.issuers] == ["Ủy ban nhân dân tỉnh Thái Bình"]
    assert found.place.value == "Thái Bình" and found.issued_on.value == datetime.date(2014, 8, 5)
    assert found.abstract.value == " ".join(TITLE)
    assert (found.signer.value, found.signer_title.value) == ("Nguyễn Văn Mẫu", "Phó Chủ tịch")
    assert found.sign_mode.value == "KT" and found.effective_on.value == datetime.date(2014, 8, 15)
    assert found.recipients.value.splitlines() == RECIPIENTS[1:]
    assert found.is_normative.value is True


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_value_shows_the_words_it_was_read_from(layout):
    found = read_proposal("\n".join(LAYOUTS[layout]))
    values = [getattr(found, name) for name in found.__slots__]
    for value in [*values, *found.issuers, *found.fields, *found.relations, *found.cautions]:
        if hasattr(value, "words"):
            assert found.text[value.start : value.end] == value.words != ""


def test_figures_mended_in_a_scan_are_less_sure_and_the_editor_is_told():
    found = read_proposal("\n".join(as_scanned()))
    assert found.number.certainty is Certainty.LIKELY
    assert "number_mended" in {caution.code for caution in found.cautions}


LETTER = """UBND TỈNH THÁI BÌNH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ Y TẾ\tĐộc lập - Tự do - Hạnh phúc
Số: 567/SYT-MAU\tThái Bình, ngày 09 tháng 02 năm 2020
V/v tăng cường một việc mẫu
trong toàn ngành

Kính gửi: Các đơn vị mẫu.

Sở Y tế yêu cầu các đơn vị thực hiện./.
Nơi nhận:\tGIÁM ĐỐC
- Như trên;
- Lưu: VT.\tPhạm Thị Mẫu
"""


def test_an_official_letter_is_known_by_its_subject_and_its_greeting():
    found = read_proposal(LETTER)
    assert found.type.value == "Công văn" and found.number.value == "567/SYT-MAU"
    assert found.abstract.value == "Về việc tăng cường một việc mẫu trong toàn ngành"
    assert found.issuers[0].value == "Sở Y tế" and found.superior.value == "Ủy ban nhân dân tỉnh Thái Bình"
    assert (found.signer.value, found.signer_title.value, found.sign_mode) == ("Phạm Thị Mẫu", "Giám đốc", None)


@pytest.mark.parametrize(
    ("heading", "number", "kind"),
    [
        ("CHỈ THỊ", "05/CT-UBND", "Chỉ thị"),
        ("KẾ HOẠCH", "32/KH-UBND", "Kế hoạch"),
        ("THÔNG BÁO", "77/TB-UBND", "Thông báo"),
        ("BÁO CÁO", "88/BC-UBND", "Báo cáo"),
        ("TỜ TRÌNH", "41/TTr-UBND", "Tờ trình"),
        ("CÔNG ĐIỆN", "07/CĐ-UBND", "Công điện"),
    ],
)
def test_administrative_types_have_their_abstract_above_the_body(heading, number, kind):
    text = (
        f"{chr(10).join(LEFT)}\n{MOTTO[0]}\nSố: {number}\nThái Bình, ngày 3 tháng 4 năm 2019\n\n{heading}\n"
        "Về một việc mẫu của tỉnh\n\nTrong thời gian qua, công tác mẫu đã được các cấp, các ngành quan tâm thực hiện.\n"
    )
    found = read_proposal(text)
    assert (found.type.value, found.number.value) == (kind, number)
    assert found.abstract.value == "Về một việc mẫu của tỉnh"


def test_a_joint_circular_has_several_issuers():
    text = (
        "BỘ TÀI CHÍNH - BỘ Y TẾ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 37/2013/TTLT-BTC-BYT\t"
        "Hà Nội, ngày 27 tháng 12 năm 2013\nTHÔNG TƯ LIÊN TỊCH\nHướng dẫn một chế độ mẫu\nCăn cứ Luật Mẫu;\nĐiều 1. A"
    )
    assert [issuer.value for issuer in read_proposal(text).issuers] == ["Bộ Tài chính", "Bộ Y tế"]


def test_an_old_title_names_number_day_and_issuer_itself():
    text = (
        "Nghị định của Chính phủ số 115/2003/NĐ-CP\nngày 10/10/2003 về một chế độ mẫu.\n\nChính phủ\n\n"
        "Căn cứ Luật Mẫu ngày 25 tháng 12 năm 2001;\nNghị định:\nĐiều 1. A\nTM. Chính phủ\nThủ tướng\nPhan Văn Mẫu"
    )
    found = read_proposal(text)
    assert (found.number.value, found.type.value) == ("115/2003/NĐ-CP", "Nghị định")
    assert found.issued_on.value == datetime.date(2003, 10, 10) and found.issuers[0].value == "Chính phủ"
    assert found.abstract.value == "Về một chế độ mẫu" and found.signer_title.value == "Thủ tướng"


def test_a_number_inside_a_title_is_not_the_documents_own():
    text = (
        "Nghị định\ncủa Chính phủ Số 94 /1998/NĐ-CP ngày 17 tháng 11 năm 1998\nQuy định chi tiết Luật Mẫu\n"
        "số 04/1998/QH10 ngày 20 tháng 5 năm 1998\n\nChính phủ\nCăn cứ Luật Khác;\nĐiều 1. A"
    )
    found = read_proposal(text)
    assert found.number.value == "94/1998/NĐ-CP" and found.issued_on.value == datetime.date(1998, 11, 17)


def test_a_head_that_lost_its_capitals_with_its_font_is_read():
    text = (
        "ủy ban nhân dân\ncộng hòa xã hội chủ nghĩa việt nam\nthành phố cần thơ\nSố: 256 /2004/QĐ-UB\n"
        "TP.Cần Thơ, ngày 01 tháng 7 năm 2004\nquyết định\nV/v ban hành một chương trình mẫu\n"
        "ủy ban nhân dân thành phố cần thơ\nCăn cứ Luật Mẫu;\nĐiều 1. A"
    )
    found = read_proposal(text)
    assert found.issuers[0].value == "Ủy ban nhân dân thành phố Cần Thơ" and found.number.value == "256/2004/QĐ-UB"
    assert found.abstract.value == "Về việc ban hành một chương trình mẫu"


def test_of_two_number_lines_the_first_is_proposed_and_the_other_listed():
    found = read_proposal("\n".join([*LEFT, *MOTTO, NUMBER, "Số: 16/2014/QĐ-UBND", PLACE, *middle()]))
    assert found.number.value == "15/2014/QĐ-UBND"
    assert [other.value for other in found.others["number"]] == ["16/2014/QĐ-UBND"]
    assert "number_twice" in {caution.code for caution in found.cautions}


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 2 /2011/QĐ-UBND", "2/2011/QĐ-UBND"),
        ("Số: 02/2011/QD-UB", "02/2011/QĐ-UB"),
        ("Số: 02/2011/QÐ-UBND", "02/2011/QĐ-UBND"),
        ("Số:  144 /2002/QĐ/BTC", "144/2002/QĐ/BTC"),
        ("Luật số: 67/2006/QH11", "67/2006/QH11"),
        ("Số 05-NQ/TU", "05-NQ/TU"),
        ("Số: O2/2O11/QĐ-UBND", "02/2011/QĐ-UBND"),
    ],
)
def test_numbers_are_read_as_they_are_typed_and_scanned(line, number):
    text = "\n".join([*LEFT, *MOTTO, line, "QUYẾT ĐỊNH", "Về việc mẫu", "Căn cứ Luật Mẫu;"])
    assert read_proposal(text).number.value == number


def test_what_was_left_open_is_absent_and_said():
    text = "\n".join([*LEFT, *MOTTO, "Số:      /QĐ-UBND", "Thái Bình, ngày      tháng     năm 2025", *middle()])
    found = read_proposal(text)
    assert found.number is None and found.issued_on is None
    assert {"number_blank", "date_blank"} <= {caution.code for caution in found.cautions}


def test_a_draft_without_number_does_not_take_that_of_the_decision_it_amends():
    articles = "Điều 1. Sửa đổi Điều 5 của Quy chế mẫu\nban hành kèm theo Quyết định số 3/2010/QĐ-UBND ngày 1/1/2010."
    text = "\n".join([*LEFT, *MOTTO, "Số:     /2014/QĐ-UBND", "QUYẾT ĐỊNH", "Về một việc mẫu", *PREAMBLE, articles])
    found = read_proposal(text)
    assert found.number is None and found.issued_on is None and found.attached_to is None


def test_a_body_right_below_a_title_in_capitals_is_no_part_of_it():
    text = "\n".join(
        [
            *LEFT,
            *MOTTO,
            "Số: 8/CT-UBND",
            PLACE,
            "CHỈ THỊ",
            "VỀ VIỆC TĂNG CƯỜNG MỘT VIỆC MẪU",
            "TRÊN ĐỊA BÀN TỈNH THÁI BÌNH",
        ]
        + ["Thực hiện Nghị quyết số", "1/NQ-CP ngày 03/01/2015 của Chính phủ, các cơ quan đã làm tốt việc mẫu."]
    )
    assert read_proposal(text).abstract.value == "Về việc tăng cường một việc mẫu trên địa bàn tỉnh Thái Bình"


def test_the_31st_of_february_is_no_day_and_is_said():
    text = "\n".join([*LEFT, *MOTTO, NUMBER, "Thái Bình, ngày 31 tháng 02 năm 2011", *middle()])
    found = read_proposal(text)
    assert found.issued_on is None and "date_impossible" in {caution.code for caution in found.cautions}


def test_heading_and_number_that_tell_different_types_are_pointed_out():
    text = "\n".join([*LEFT, *MOTTO, "Số: 5/CT-UBND", PLACE, *middle()])
    assert "type_and_number_differ" in {caution.code for caution in read_proposal(text).cautions}


def test_what_was_only_attached_proposes_its_decision_but_weakly():
    text = (
        "QUY CHẾ\nThử nghiệm của tỉnh\n(Ban hành kèm theo Quyết định số 7/2012/QĐ-UBND ngày 5/6/2012\n"
        "của UBND tỉnh Thái Bình)\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. A"
    )
    found = read_proposal(text)
    assert found.number.value == "7/2012/QĐ-UBND" and found.number.certainty is Certainty.WEAK
    assert found.attached_to.value.issuer == "Ủy ban nhân dân tỉnh Thái Bình"
    assert found.attached_title.value == "Quy chế Thử nghiệm của tỉnh"
    with pytest.raises(ValueError, match="the text"):
        propose(text)


def test_a_title_that_amends_an_attached_regulation_is_whole():
    title = [
        "Về việc sửa đổi Quy chế mẫu",
        "ban hành kèm theo Quyết định số 3/2010/QĐ-UBND",
        "ngày 1/2/2010 của UBND tỉnh",
    ]
    found = read_proposal("\n".join([*LEFT, *MOTTO, NUMBER, PLACE, *middle(title)]))
    assert found.abstract.value == " ".join(title) and found.number.value == "15/2014/QĐ-UBND"
    assert found.attached_to is None


def test_urgency_and_secrecy_stamps_are_read():
    found = read_proposal("\n".join([*LEFT, *MOTTO, "HỎA TỐC", "MẬT", NUMBER, PLACE, *middle()]))
    assert (found.urgency.value, found.secrecy.value) == ("Hỏa tốc", "secret")
    assert "secrecy_stamp" in {caution.code for caution in found.cautions}


def test_a_field_is_proposed_only_where_the_title_is_clear():
    def fields(title):
        found = read_proposal("\n".join([*LEFT, *MOTTO, NUMBER, PLACE, "QUYẾT ĐỊNH", title, "Căn cứ Luật Mẫu;"]))
        return [field.value for field in found.fields]

    assert fields("Quy định mức thu học phí tại các trường mầm non") == ["Giáo dục và đào tạo"]
    assert fields("Về việc bổ nhiệm một chức vụ mẫu") == []
    assert fields("Về y tế, giáo dục, du lịch và môi trường") == []


@pytest.mark.parametrize("text", ["", "một lá thư", "STT\tTên\tSố lượng\n1\tBộ máy\t5\n2\tSổ sách\t7", "Kính gửi: bạn"])
def test_what_is_no_document_proposes_nothing(text):
    found = read_proposal(text)
    assert (found.number, found.type, found.issued_on, found.issuers, found.relations) == (None, None, None, [], [])
    with pytest.raises(ValueError, match="the text"):
        propose(text)


def test_the_row_of_the_import_has_the_keys_of_the_contract():
    row = propose(SAMPLE)
    assert row["number"] == "02/2011/QĐ-UBND" and row["type"] == "Quyết định"
    assert row["issuer"] == "Ủy ban nhân dân tỉnh Thái Bình"
    assert fold(row["title"]) == fold("Ban hành quy chế thử nghiệm về cổng thông tin của tỉnh Thái Bình")
    assert (row["issued_on"], row["effective_on"]) == ("2011-04-22", "2011-05-02")


def test_the_decision_itself(real_data):
    found = read_proposal((real_data / "decision-02-2011.txt").read_text("utf-8"))
    assert found.number.value == "02/2011/QĐ-UBND" and found.effective_on.value == datetime.date(2011, 5, 2)
    assert found.abstract.value.endswith("trên Cổng thông tin điện tử tỉnh Thái Bình")
    assert found.attached_title.value.startswith("Quy chế Quản lý, vận hành")


PIECES = st.sampled_from(
    [*by_lines(), *SAMPLE.splitlines(), "Số:", "ngày", "Bãi bỏ", "“", "”", "\t", "\x0c", "hết hiệu lực", "của", "1/1/"]
)


@settings(max_examples=150)
@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("\n".join), st.lists(PIECES, max_size=40).map(" ".join)))
def test_no_text_at_all_makes_it_fail(text):
    found = read_proposal(text)
    for relation in found.relations:
        assert found.text[relation.start : relation.end] == relation.words
