"""The structure of a legal text: what is a heading, what hangs below it, and where it is cited."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.structure import ProvisionKind, parse_structure, read_structure
from documents.structure.lines import read_lines

K = ProvisionKind
SAMPLE = (Path(__file__).parent.parent / "data" / "decision-02-2011.txt").read_text("utf-8")


def anchors(text):
    return [p.anchor for p in parse_structure(text) if p.anchor]


def by_anchor(text):
    return {p.anchor: p for p in parse_structure(text) if p.anchor}


def kinds(text):
    return [p.kind.value for p in parse_structure(text)]


def outline(text):
    """Kind and words of every piece, set in by its depth."""
    return [f"{'  ' * p.depth}{p.kind} {p.label} {p.title or p.text}".rstrip() for p in parse_structure(text)]


def codes(text):
    return [doubt.code for doubt in read_structure(text).doubts]


def squeezed(text):
    return "".join(text.split())


# The attached regulation


def test_one_file_with_two_series_of_articles_has_an_anchor_for_each():
    found = by_anchor(SAMPLE)
    assert found["dieu-1"].text.startswith("Ban hành kèm theo")
    assert found["quy-che.dieu-1"].title == "Phạm vi"
    assert found["quy-che"].kind is K.REGULATION
    assert found["quy-che"].title == "THỬ NGHIỆM VỀ CỔNG THÔNG TIN CỦA TỈNH"
    assert found["quy-che"].text.startswith("(Ban hành kèm theo Quyết định số 02/2011/QĐ-UBND")


def test_a_second_regulation_of_the_same_name_is_told_apart():
    text = "Điều 1. Ban hành hai quy chế.\nQUY CHẾ\nMỘT\nĐiều 1. Phạm vi\nA\nQUY CHẾ\nHAI\nĐiều 1. Phạm vi\nB"
    assert anchors(text) == ["dieu-1", "quy-che", "quy-che.dieu-1", "quy-che-2", "quy-che-2.dieu-1"]


@pytest.mark.parametrize(
    ("name", "anchor"),
    [
        ("QUY ĐỊNH", "quy-dinh"),
        ("ĐIỀU LỆ", "dieu-le"),
        ("QUY CHẾ PHỐI HỢP CÔNG TÁC", "quy-che"),
        ("Quy chế", "quy-che"),
    ],
)
def test_whatever_is_attached_begins_a_series_of_its_own(name, anchor):
    text = (
        f"Điều 1. Ban hành kèm theo Quyết định này văn bản sau.\n{name}\n(Kèm theo Quyết định số 1)\nĐiều 1. Phạm vi\nA"
    )
    assert anchors(text) == ["dieu-1", anchor, f"{anchor}.dieu-1"]


def test_an_attached_plan_without_articles_has_sections_clauses_and_points():
    text = (
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Mẫu\n"
        "KẾ HOẠCH\nTRỒNG CÂY\n(Ban hành kèm theo Quyết định số 1)\n"
        "I. MỤC ĐÍCH\n1. Trồng cây.\na) Cây to;\nb) Cây nhỏ.\nII. THỰC HIỆN\n1. Các sở."
    )
    assert anchors(text)[1:] == [
        "ke-hoach",
        "ke-hoach.muc-i",
        "ke-hoach.muc-i.khoan-1",
        "ke-hoach.muc-i.khoan-1.diem-a",
        "ke-hoach.muc-i.khoan-1.diem-b",
        "ke-hoach.muc-ii",
        "ke-hoach.muc-ii.khoan-1",
    ]


def test_the_title_of_a_chapter_is_no_attached_regulation():
    text = (
        "Điều 1. Phạm vi\nA\nChương II\nQUY ĐỊNH CỤ THỂ\nĐiều 2. Nội dung\nB\nChương III\n"
        "QUY TRÌNH CẤP PHÉP\nĐiều 3. C\nD"
    )
    assert K.REGULATION not in kinds(text)
    assert by_anchor(text)["chuong-iii"].title == "QUY TRÌNH CẤP PHÉP"


# Headings and references


def test_a_chapter_takes_its_title_from_the_next_lines_in_capitals_or_not():
    assert by_anchor(SAMPLE)["quy-che.chuong-ii"].title == "QUY ĐỊNH CỤ THỂ"
    text = (
        "CHƯƠNG I\nQUẢN LÝ CON DẤU\nVÀ THIẾT BỊ\nMục 1. Con dấu\nĐiều 1. A\nB\nChương II\n"
        "Điều khoản thi hành\nĐiều 2. C\nD"
    )
    found = by_anchor(text)
    assert found["chuong-i"].title == "QUẢN LÝ CON DẤU VÀ THIẾT BỊ"
    assert found["muc-1"].title == "Con dấu"
    assert found["chuong-ii"].title == "Điều khoản thi hành"


def test_parts_chapters_sections_and_subsections_hold_one_another():
    text = "PHẦN THỨ NHẤT\nCHUNG\nChương I\nMỘT\nMục 1\nHAI\nTiểu mục 1. BA\nĐiều 1. Bốn\nNăm"
    assert anchors(text) == ["phan-thu-nhat", "chuong-i", "muc-1", "tieu-muc-1", "dieu-1"]
    assert [p.level for p in parse_structure(text) if p.level] == [2, 3, 4, 5, 6]
    assert [p.depth for p in parse_structure(text)] == [0, 1, 2, 3, 4, 5]


def test_a_reference_inside_a_sentence_is_no_heading():
    assert "dieu-15" not in "".join(a for a in anchors(SAMPLE) if not a.startswith("quy-che.dieu-15a"))
    assert anchors(SAMPLE).count("quy-che.chuong-ii") == 1
    assert anchors("Điều 1. Một\nĐiều 15 Nghị định này được áp dụng") == ["dieu-1"]
    assert anchors("Điều 1. Một\nChương II của Luật này quy định như sau") == ["dieu-1"]
    assert anchors("Điều 1. Một\nMục 2 Chương III Nghị định này được áp dụng") == ["dieu-1"]


def test_an_article_named_in_passing_is_left_in_the_text():
    text = "Điều 1. Một\nTheo quy định tại\nĐiều 40. Trường hợp khác thì không.\nĐiều 2. Hai\nA\nĐiều 3. Ba\nB"
    assert anchors(text) == ["dieu-1", "dieu-2", "dieu-3"]
    assert codes(text) == ["article_order"]


def test_a_heading_repeated_as_the_first_line_of_its_article_is_text():
    assert anchors("Điều 18. Thẩm quyền\nĐiều 18. Thẩm quyền\n1. A\nĐiều 19. B\nC").count("dieu-18") == 1


def test_titles_may_stand_below_bare_headings_where_the_whole_text_does_so():
    text = "Điều 1\nPhạm vi điều chỉnh\n1. A.\nĐiều 2\nĐối tượng áp dụng\n1. B.\nĐiều 3\nGiải thích từ ngữ\n1. C."
    assert [p.title for p in parse_structure(text) if p.kind is K.ARTICLE] == [
        "Phạm vi điều chỉnh",
        "Đối tượng áp dụng",
        "Giải thích từ ngữ",
    ]


def test_what_an_article_without_a_title_says_is_no_title():
    text = "Điều 1.\nTổ chức, cá nhân sử dụng đất phải nộp thuế.\nĐiều 2.\nĐất chịu thuế gồm:\n- Đất trồng trọt."
    assert [p.title for p in parse_structure(text) if p.kind is K.ARTICLE] == ["", ""]


@pytest.mark.parametrize(
    "words",
    [
        "Quyết định này có hiệu lực thi hành sau 10 ngày, kể từ ngày ký.",
        "Chánh Văn phòng, Giám đốc các sở chịu trách nhiệm thi hành Quyết định này./.",
        "Ban hành kèm theo Quyết định này Quy chế làm việc.",
    ],
)
def test_a_sentence_on_the_line_of_the_article_is_its_text(words):
    article = by_anchor(f"Điều 1. Phạm vi\nA\nĐiều 2. {words}\nNơi nhận:\n- Như trên;")["dieu-2"]
    assert (article.title, article.text) == ("", words)


def test_titles_with_a_full_stop_are_titles_where_the_whole_text_has_them():
    text = "Điều 1. Vệ sinh.\nA.\nĐiều 2. Phòng bệnh.\nB.\nĐiều 3. Chữa bệnh.\nĐiều 4. Khen thưởng.\nC."
    assert [p.title for p in parse_structure(text) if p.kind is K.ARTICLE] == [
        "Vệ sinh.",
        "Phòng bệnh.",
        "Chữa bệnh.",
        "Khen thưởng.",
    ]


def test_two_articles_with_the_same_number_keep_apart():
    assert anchors("Điều 1. A\nĐiều 1. B") == ["dieu-1", "dieu-1-2"]
    assert codes("Điều 1. A\nX\nĐiều 1. B\nY") == ["article_twice"]


def test_a_missing_article_is_told_to_the_editor():
    assert codes("Điều 1. A\nB\nĐiều 3. C\nD") == ["article_missing"]
    assert codes("Điều 1. A\nB\nĐiều 2. C\nD") == []


def test_a_slip_in_the_number_of_an_article_does_not_lose_those_that_follow():
    text = "\n".join(f"Điều {number}. A\nB" for number in (1, 2, 30, 4, 5))
    assert anchors(text) == ["dieu-1", "dieu-2", "dieu-30", "dieu-4", "dieu-5"]
    assert codes(text) == ["article_typo"]


# Clauses and points


def test_clauses_and_points_are_found_however_they_are_written():
    found = by_anchor(SAMPLE)
    assert found["quy-che.dieu-1.khoan-2"].text.startswith("Trong trường hợp")
    assert found["quy-che.dieu-6.khoan-1.diem-a"].text == "Trả lời đúng câu hỏi;"
    assert found["quy-che.dieu-6.khoan-2.diem-e"].text.startswith("Câu trả lời")
    assert found["quy-che.dieu-6.khoan-2.diem-d"].text != found["quy-che.dieu-6.khoan-2.diem-dd"].text
    assert "quy-che.dieu-15a" in found


def test_all_letters_follow_one_another_as_in_vietnamese():
    letters = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v"]
    text = "Điều 1. A\n1. Gồm:\n" + "\n".join(f"{letter}) Điểm;" for letter in [*letters, "x", "y"])
    found = [p for p in parse_structure(text) if p.kind is K.POINT]
    assert [p.number for p in found] == [*letters, "x", "y"]
    assert found[4].anchor == "dieu-1.khoan-1.diem-dd"
    assert codes(text) == []


def test_inserted_units_have_their_place():
    text = "Điều 15. A\n1. B\n2. C\na) D;\na1) Đ;\nb) E.\n2a. G\n3. H\nĐiều 15a. I\nK\nĐiều 15b. L\nM\nĐiều 16. N\nO"
    assert anchors(text) == [
        "dieu-15",
        "dieu-15.khoan-1",
        "dieu-15.khoan-2",
        "dieu-15.khoan-2.diem-a",
        "dieu-15.khoan-2.diem-a1",
        "dieu-15.khoan-2.diem-b",
        "dieu-15.khoan-2a",
        "dieu-15.khoan-3",
        "dieu-15a",
        "dieu-15b",
        "dieu-16",
    ]


@pytest.mark.parametrize("label", ["1. ", "1.", "1) ", "1- ", "1/ ", "01. "])
def test_a_clause_may_be_written_in_many_ways(label):
    assert by_anchor(f"Điều 1. A\n{label}Công dân có quyền.")["dieu-1.khoan-1"].text == "Công dân có quyền."


@pytest.mark.parametrize(
    "line", ["1.5 triệu đồng.", "1-2 ngày làm việc.", "2.1. Mục nhỏ.", "2020. Năm ấy.", "7. Số lẻ."]
)
def test_a_number_at_the_start_of_a_line_may_be_no_clause(line):
    assert anchors(f"Điều 1. A\nTrong đó:\n{line}") == ["dieu-1"]


def test_a_second_list_inside_a_clause_is_not_its_series():
    text = "Điều 1. A\n1. B\n2. C, gồm:\n1. Nhỏ;\n2. Nhỏ hơn.\n3. D"
    assert anchors(text) == ["dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2", "dieu-1.khoan-3"]
    assert "unit_order" in codes(text)


def test_a_paragraph_below_the_last_point_belongs_to_the_clause():
    text = "Điều 1. A\n1. Gồm:\na) Một:\n- Gạch;\nĐoạn của điểm a.\nb) Hai.\nTrường hợp khác thì không.\n2. B"
    assert outline(text) == [
        "article Điều 1. A",
        "  clause 1. Gồm:",
        "    point a) Một:",
        "      paragraph  - Gạch;",
        "      paragraph  Đoạn của điểm a.",
        "    point b) Hai.",
        "    paragraph  Trường hợp khác thì không.",
        "  clause 2. B",
    ]


# Quotations in amending texts

AMENDING = """Điều 1. Sửa đổi, bổ sung một số điều của Luật Mẫu
1. Sửa đổi Điều 2 như sau:
{o}Điều 2. Đối tượng áp dụng
1. Cơ quan nhà nước.
a) Cơ quan “trung ương”;
2. Tổ chức khác.{c}.
2. Bổ sung Điều 5a vào sau Điều 5 như sau:
{o}Điều 5a. Nguyên tắc
Công khai.{c}.
Điều 2. Hiệu lực thi hành
Luật này có hiệu lực từ ngày 01 tháng 7."""


@pytest.mark.parametrize(("o", "c"), ["“”", "„”", "«»", '""', "””", "““"])
def test_quoted_articles_are_no_headings_of_the_amending_text(o, c):
    text = AMENDING.format(o=o, c=c)
    assert anchors(text) == ["dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2", "dieu-2"]
    quoted = [p for p in parse_structure(text) if p.kind is K.PARAGRAPH]
    assert [p.depth for p in quoted] == [2] * 6 + [1]
    assert codes(text) == []


def test_a_quotation_whose_end_was_forgotten_ends_where_the_amending_text_goes_on():
    text = AMENDING.replace("{c}.\n2. Bổ sung", "\n2. Bổ sung").format(o="“", c="”")
    assert anchors(text) == ["dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2", "dieu-2"]
    assert codes(text) == ["unclosed_quotation"]
    text = AMENDING.replace("{c}.\nĐiều 2", "\nĐiều 2").format(o="“", c="”")
    assert anchors(text)[-1] == "dieu-2"


def test_a_quotation_may_begin_in_the_line_that_announces_it():
    text = "Điều 1. Sửa đổi Luật Mẫu\n1. Khoản 2 được sửa như sau: “2. Một.\n3. Hai.”\n2. Bãi bỏ khoản 5.\nĐiều 2. B\nC"
    assert anchors(text) == ["dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2", "dieu-2"]


def test_several_articles_may_stand_in_one_quotation():
    text = "Điều 1. Sửa đổi như sau:\n“Điều 2. A\nB\nĐiều 3. C\nD”\nĐiều 2. Hiệu lực\nE"
    assert anchors(text) == ["dieu-1", "dieu-2"]


def test_words_in_quotation_marks_do_not_disturb():
    text = (
        "Điều 1. Giải thích\n“Ngày sản xuất” là ngày làm ra.\n1. “Hạn dùng” là hạn.\n"
        "2. Từ \"hạn\" và từ 'ngày'.\nĐiều 2. B\nC"
    )
    assert anchors(text) == ["dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2", "dieu-2"]
    assert codes(text) == []


# The head and the end


def test_the_basis_of_the_decision_is_its_preamble():
    preamble = [p.text for p in parse_structure(SAMPLE) if p.kind is K.PREAMBLE]
    assert "Căn cứ một văn bản mẫu ngày 26/11/2003;" in preamble
    assert preamble[0] == "QUYẾT ĐỊNH"


END = """Điều 1. Phạm vi
A.
Điều 2. Các sở chịu trách nhiệm thi hành Quyết định này./.
Nơi nhận:
- Như Điều 2;
- HĐND, UBND các huyện,
thành phố;
- Cổng Thông tin điện tử tỉnh;
- Lưu: VT, KGVX.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
(Đã ký)
Nguyễn Văn Mẫu
PHỤ LỤC I
DANH MỤC MẪU
(Kèm theo Quyết định số 1)
1\tHuyện A\t12
2\tHuyện B\t13
Phụ lục II: Biểu mẫu
Mẫu số 01
ĐƠN ĐỀ NGHỊ
1. Họ và tên: …
"""


def test_recipients_and_signature_end_the_document():
    found = {p.kind: p for p in parse_structure(END)}
    recipients = found[K.RECIPIENTS]
    assert "- Cổng Thông tin điện tử tỉnh;" in recipients.text.splitlines()
    assert recipients.text.endswith("Lưu: VT, KGVX.")
    assert found[K.SIGNATURE].text.splitlines() == [
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "(Đã ký)",
        "Nguyễn Văn Mẫu",
    ]
    assert recipients.depth == found[K.SIGNATURE].depth == 0


def test_annexes_forms_and_tables_follow_the_signature():
    found = by_anchor(END)
    assert list(found)[2:] == ["phu-luc-i", "phu-luc-ii", "phu-luc-ii.mau-01", "phu-luc-ii.mau-01.khoan-1"]
    assert found["phu-luc-i"].title == "DANH MỤC MẪU"
    assert found["phu-luc-ii"].title == "Biểu mẫu"
    (table,) = [p for p in parse_structure(END) if p.kind is K.TABLE]
    assert table.text.splitlines() == ["1\tHuyện A\t12", "2\tHuyện B\t13"]
    assert found["phu-luc-i"].children == [table]


def test_annexes_named_in_an_article_are_no_annexes():
    text = (
        "Điều 1. Ban hành các phụ lục sau:\nPhụ lục I: Danh mục A;\nPhụ lục II: Danh mục B.\n"
        "Điều 2. C\nD\nTM. CHÍNH PHỦ\nTHỦ TƯỚNG"
    )
    assert anchors(text) == ["dieu-1", "dieu-2"]
    text = "Điều 1. A\nPHỤ LỤC I\nDANH MỤC\nĐiều 2. C\nD"
    assert anchors(text) == ["dieu-1", "dieu-2"]


def test_an_annex_may_have_articles_of_its_own():
    text = "Điều 1. A\nB\nĐiều 2. C\nD\nPHỤ LỤC I\nHỢP ĐỒNG MẪU\nĐiều 1. Nội dung\nE"
    assert anchors(text) == ["dieu-1", "dieu-2", "phu-luc-i", "phu-luc-i.dieu-1"]


def test_the_vote_on_a_law_stands_after_its_articles():
    text = (
        "Điều 1. Hiệu lực\n1. Từ nay.\nLuật này đã được Quốc hội khóa XV thông qua ngày 1.\n"
        "CHỦ TỊCH QUỐC HỘI\nNguyễn Văn Mẫu"
    )
    assert [(p.kind, p.depth) for p in parse_structure(text)[2:]] == [(K.PARAGRAPH, 0), (K.SIGNATURE, 0)]


def test_text_after_the_signature_that_is_no_annex_is_told_to_the_editor():
    text = "Điều 1. A\nB\nTM. CHÍNH PHỦ\nTHỦ TƯỚNG\nNguyễn Văn Mẫu\n" + "Đây là một bảng kê không có tên. " * 10
    assert codes(text) == ["text_after_signature"]


def test_a_directive_without_articles_has_clauses_all_the_same():
    text = (
        "CHỈ THỊ\nVề việc mẫu\nCăn cứ Luật Mẫu;\nTrong thời gian qua, việc này đã tốt.\n1. Sở A:\n"
        "a) Làm một;\nb) Làm hai.\n2. Sở B."
    )
    assert anchors(text) == ["khoan-1", "khoan-1.diem-a", "khoan-1.diem-b", "khoan-2"]
    assert kinds(text)[:4] == ["preamble", "preamble", "preamble", "paragraph"]


# Other spellings, other papers


def test_text_in_combining_marks_reads_the_same():
    assert anchors(unicodedata.normalize("NFD", SAMPLE)) == anchors(SAMPLE)


def test_other_line_ends_and_spaces_read_the_same():
    odd = (
        SAMPLE.replace("\n", "\r\n").replace("Điều 6. ", "Ðiều\u00a06.\u00ad ").replace("Chương II\r", "\fChương II\r")
    )
    assert anchors(odd) == anchors(SAMPLE)


BROKEN = """Điều 1. Trách nhiệm của các cơ quan, đơn vị trong việc thực hiện
các nhiệm vụ được giao
1. Các cơ quan, đơn vị căn cứ chức năng, nhiệm vụ và quy định tại khoản 2
Điều 5 của Quy chế này, phối hợp với Sở Thông tin và Truyền thông, Sở Tài
chính và các huyện để thực hiện nhiệm vụ được giao theo khoản 1, khoản
2. Trường hợp có khó khăn thì báo cáo Ủy ban nhân dân tỉnh trước ngày
5. Việc báo cáo được thực hiện bằng văn bản và trên môi trường mạng theo
Điều 7. Báo cáo gửi về Văn phòng.
2. Các huyện có trách nhiệm thực hiện.
Điều 2. Hiệu lực thi hành
Quy định này có hiệu lực từ ngày ký và được đăng trên Cổng thông tin
điện tử của tỉnh, cùng với các văn bản có liên quan đến quy định này và
các văn bản khác.
"""


def test_lines_broken_by_the_paper_are_joined_and_begin_no_units():
    found = by_anchor(BROKEN)
    assert list(found) == ["dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2", "dieu-2"]
    assert found["dieu-1"].title.endswith("thực hiện các nhiệm vụ được giao")
    assert "khoản 2 Điều 5 của Quy chế này, phối hợp" in found["dieu-1.khoan-1"].text
    assert found["dieu-1.khoan-1"].text.endswith("theo Điều 7. Báo cáo gửi về Văn phòng.")
    assert found["dieu-2"].children[0].text.endswith("và các văn bản khác.")


def test_lines_their_writer_ended_are_left_as_they_are():
    assert [line.text for line in read_lines("Một dòng\nHai dòng\n\nBa dòng")] == ["Một dòng", "Hai dòng", "Ba dòng"]


def test_a_page_number_between_broken_lines_stays_apart():
    text = BROKEN.replace("trước ngày\n", "trước ngày\n12\n")
    assert "12" in [p.text for p in parse_structure(text)]
    assert list(by_anchor(text)) == ["dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2", "dieu-2"]


# What holds for every text


@pytest.mark.parametrize(
    "text",
    [
        "1.\n" * 20_000,
        "“\n" * 20_000,
        "“Điều 5. A\n" * 20_000,
        "“Điều 5. A\n" * 10_000 + "B”\n" * 10_000,
        "PHỤ LỤC I\n" * 20_000,
        "Điều 1. A\n" + "TM. UBND\n" * 20_000,
        "“ ”" * 100_000,
        "Điều 5. " * 100_000,
        "Phần" + " " * 300_000,
    ],
    ids=range(9),
)
def test_nonsense_of_great_length_is_read_all_the_same(text):
    assert squeezed(read_structure(text).rebuilt()) == squeezed(text)


TOKENS = [
    *(
        "Điều 1. ",
        "Điều 2",
        "Điều 3. Tên\n",
        "Điều 15a. ",
        "“Điều 5. ",
        "”",
        '"',
        "“",
        "Chương I\n",
        "Mục 1. ",
        "Phần thứ nhất ",
    ),
    *(
        "QUY CHẾ\n",
        "PHỤ LỤC I\n",
        "Mẫu số 01\n",
        "(Ban hành kèm theo ",
        "Nơi nhận:\n",
        "- Lưu: VT.\n",
        "TM. UBND\n",
        "CHỦ TỊCH\n",
    ),
    *(
        "1. ",
        "2.",
        "a) ",
        "đ) ",
        "- ",
        "I. ",
        "khoản ",
        "Căn cứ ",
        "này ",
        "TÊN ",
        "tên ",
        "x\ty\n",
        "| a | b |\n",
        ".",
        ";",
        ":",
        " ",
    ),
    *("\n", "\n\n", "\r\n", "\f", "\u00a0", "\u00ad", "Đ", "Ð", "\u0301"),
]


@given(st.lists(st.sampled_from(TOKENS), max_size=60).map("".join) | st.text(max_size=200))
def test_whatever_comes_nothing_is_lost_and_no_anchor_comes_twice(text):
    structure = read_structure(text)
    found = structure.provisions
    assert squeezed(structure.rebuilt()) == squeezed(structure.text)
    if found:
        assert [p.start for p in found] == [0, *(p.end for p in found[:-1])]
        assert found[-1].end == len(structure.text)
    names = [p.anchor for p in found if p.anchor]
    assert len(names) == len(set(names))
    assert [p for root in structure.roots for p in root.walk()] == found
    assert sum(p.depth == 0 for p in found) == len(structure.roots)


@given(st.lists(st.sampled_from(TOKENS), max_size=60).map("".join))
def test_the_words_of_every_piece_are_the_words_of_its_lines(text):
    structure = read_structure(text)
    for p in structure.provisions:
        assert sorted(squeezed(p.label + p.title + p.text)) == sorted(squeezed(structure.text[p.start : p.end]))


@given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join))
def test_headings_make_an_outline_without_jumps(text):
    levels = [1, *(p.level for p in parse_structure(text) if p.level)]
    assert all(below <= above + 1 for above, below in zip(levels, levels[1:], strict=False))
