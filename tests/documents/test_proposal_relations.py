"""What a document says it does to others: its legal bases, and what it amends, replaces and repeals."""

import datetime

import pytest

from documents.proposal import Certainty, RelationKind, read_proposal

HEAD = (
    "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH THÁI BÌNH\tĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 15/2014/QĐ-UBND\tThái Bình, ngày 05 tháng 8 năm 2014\nQUYẾT ĐỊNH\n{title}\nỦY BAN NHÂN DÂN TỈNH THÁI BÌNH\n"
    "{bases}\nQUYẾT ĐỊNH:\n{articles}\n"
)


def read(articles="Điều 1. A", title="Về một việc mẫu", bases="Căn cứ Luật Mẫu;"):
    return read_proposal(HEAD.format(title=title, bases=bases, articles=articles))


def acts(*args, **kwargs):
    """Kind, number and provisions of all but the bases."""
    found = read(*args, **kwargs).relations
    return [(r.kind.value, r.document.number, r.provisions) for r in found if r.kind is not RelationKind.BASED_ON]


def test_each_basis_is_taken_with_day_and_issuer_and_what_its_title_names_is_not():
    found = read(
        bases="Căn cứ Luật Tổ chức mẫu ngày 26/11/2003;\n"
        "- Căn cứ Nghị định số 64/2007/NĐ-CP ngày 10/4/2007 của Chính phủ về thi hành Luật Khác số 1/2006/QH11;\n"
        "Căn cứ Luật Mẫu số 67/2006/QH11 ngày 29 tháng 6 năm 2006 và Luật sửa đổi, bổ sung một số điều của Luật Mẫu "
        "ngày 2 tháng 3 năm 2009;\nXét đề nghị của cơ quan mẫu tại Tờ trình số 41/TTr-MAU ngày 13/4/2011,"
    ).of(RelationKind.BASED_ON)
    told = [(r.document.type, r.document.number, r.document.name, r.document.issued_on) for r in found]
    assert told == [
        ("Luật", "", "Luật Tổ chức mẫu", datetime.date(2003, 11, 26)),
        ("Nghị định", "64/2007/NĐ-CP", "", datetime.date(2007, 4, 10)),
        ("Luật", "67/2006/QH11", "Luật Mẫu", datetime.date(2006, 6, 29)),
        ("Luật", "", "Luật sửa đổi, bổ sung một số điều của Luật Mẫu", datetime.date(2009, 3, 2)),
    ]
    assert found[1].document.issuer == "Chính phủ"


def test_a_replaced_document_and_the_one_beside_it_are_both_told():
    articles = (
        "Điều 2. Quyết định này có hiệu lực sau 10 ngày, kể từ ngày ký và thay thế Quyết định số 15/2008/QĐ-UBND ngày "
        "02/5/2008, Quyết định số 20/2009/QĐ-UBND ngày 07/9/2009 sửa đổi Quyết định số 15/2008/QĐ-UBND."
    )
    assert acts(articles) == [("replaces", "15/2008/QĐ-UBND", ""), ("replaces", "20/2009/QĐ-UBND", "")]


def test_a_new_sentence_behind_a_year_is_read():
    articles = (
        "Điều 2. Quyết định này có hiệu lực từ ngày 01/7/2015. Bãi bỏ Quyết định số 5/2009/QĐ-UBND ngày 1/1/2009."
    )
    assert acts(articles) == [("repeals", "5/2009/QĐ-UBND", "")]


def test_repealed_provisions_are_told_by_their_addresses():
    found = read(
        "Điều 2. Bãi bỏ Điều 5, khoản 2 và khoản 3 Điều 7, điểm đ khoản 1 Điều 9 Quyết định số 3/2010/QĐ-UBND."
    )
    (relation,) = found.of(RelationKind.REPEALS)
    assert relation.anchors == ("dieu-5", "dieu-7.khoan-2", "dieu-7.khoan-3", "dieu-9.khoan-1.diem-dd")
    assert relation.provisions.startswith("Điều 5; khoản 2 Điều 7; khoản 3 Điều 7; điểm đ khoản 1 Điều 9")


def test_ranges_and_lists_of_provisions_are_spelt_out():
    (row,) = acts("Điều 2. Bãi bỏ các Điều 3, 4 và từ Điều 7 đến Điều 9 của Quyết định số 3/2010/QĐ-UBND.")
    assert row == ("repeals", "3/2010/QĐ-UBND", "Điều 3; Điều 4; Điều 7; Điều 8; Điều 9")


def test_provisions_of_an_attached_regulation_bear_its_name():
    (relation,) = read(
        "Điều 2. Bãi bỏ Điều 5 của Quy chế mẫu ban hành kèm theo Quyết định số 3/2010/QĐ-UBND ngày 1/1/2010."
    ).of(RelationKind.REPEALS)
    assert relation.anchors == ("quy-che.dieu-5",)


def test_a_list_below_the_sentence_is_read_to_its_end():
    articles = (
        "Điều 1. Bãi bỏ các văn bản sau đây:\n1. Quyết định số 1/2008/QĐ-UBND ngày 02/5/2008 về giá mẫu.\n"
        "2. Quyết định số 2/2009/QĐ-UBND sửa đổi Quyết định số 1/2008/QĐ-UBND;\n3. Chỉ thị số 05/2007/CT-UBND.\n"
        "Điều 2. Quyết định này có hiệu lực từ ngày ký."
    )
    assert [number for _, number, _ in acts(articles)] == ["1/2008/QĐ-UBND", "2/2009/QĐ-UBND", "05/2007/CT-UBND"]


def test_what_ends_by_this_document_is_told_with_the_day():
    articles = "Điều 2. Quyết định số 9/2010/QĐ-UBND ngày 3/3/2010 hết hiệu lực kể từ ngày 01/01/2015."
    (relation,) = read(articles).of(RelationKind.REPEALS)
    assert relation.document.number == "9/2010/QĐ-UBND" and relation.effective_on == datetime.date(2015, 1, 1)


def test_only_a_subject_matter_of_a_document_that_ends_leaves_the_rest_in_force():
    assert acts("Điều 2. Bãi bỏ quy định về phí mẫu tại Quyết định số 7/2010/QĐ-UBND.") == [
        ("amends", "7/2010/QĐ-UBND", "")
    ]


@pytest.mark.parametrize(
    "articles",
    [
        "Điều 2. Các quy định trước đây trái với Quyết định này đều bãi bỏ.",
        "Điều 2. Giấy phép được cấp theo Quyết định số 1/2008/QĐ-UBND hết hiệu lực sau một năm.",
        "Điều 2. Trường hợp Quyết định số 1/2008/QĐ-UBND được thay thế thì áp dụng văn bản mới.",
        "Điều 2. Thực hiện theo Quyết định số 1/2008/QĐ-UBND và các văn bản sửa đổi, bổ sung, thay thế (nếu có).",
        "Điều 2. Cơ quan mẫu có thẩm quyền bãi bỏ văn bản trái pháp luật.",
    ],
)
def test_sentences_that_do_nothing_to_another_document_are_left_alone(articles):
    assert acts(articles) == []


AMENDING = """Điều 1. Sửa đổi, bổ sung một số điều của Quy chế ban hành kèm theo Quyết định số 2/2011/QĐ-UBND:
1. Khoản 2 Điều 6 được sửa đổi như sau:
“2. Nội dung mới, dài hơn một dòng của văn bản cũ, viết lại toàn bộ cho phù hợp với yêu cầu mới của công việc mẫu này.
Thay thế Quyết định số 9/2000/QĐ-UB”
2. Bổ sung Điều 6a vào sau Điều 6 như sau:
“Điều 6a. Mới”
3. Bãi bỏ khoản 3 Điều 7.
4. Sửa đổi Điều 10 như sau:
a) Bãi bỏ khoản 2;"""


def test_an_amending_document_says_which_provisions_it_touches():
    told = acts(
        AMENDING,
        title="Sửa đổi, bổ sung một số điều của Quy chế mẫu ban hành kèm theo Quyết định số 2/2011/QĐ-UBND "
        "ngày 22/4/2011 của UBND tỉnh",
    )
    assert {number for _, number, _ in told} == {"2/2011/QĐ-UBND"}
    assert {kind: provisions for kind, _, provisions in told} == {
        "amends": "khoản 2 Điều 6 Quy chế; Điều 10 Quy chế",
        "supplements": "Điều 6a Quy chế",
        "repeals": "khoản 3 Điều 7 Quy chế; khoản 2 Điều 10 Quy chế",
    }


def test_tasks_in_a_plan_are_no_acts():
    text = HEAD.format(
        title="Về một việc mẫu", bases="Căn cứ Luật Mẫu;", articles="1. Sửa đổi, bổ sung Quyết định số 2/2011/QĐ-UBND."
    )
    plan = text.replace("QUYẾT ĐỊNH\n", "KẾ HOẠCH\n").replace("QĐ-UBND\tT", "KH-UBND\tT").replace("QUYẾT ĐỊNH:", "")
    assert [r for r in read_proposal(plan).relations if r.kind is not RelationKind.BASED_ON] == []


def test_what_a_title_sets_out_in_detail_is_the_law_among_the_bases():
    found = read(
        title="QUY ĐỊNH CHI TIẾT MỘT SỐ ĐIỀU CỦA LUẬT MẪU VỀ HỒ SƠ",
        bases="Căn cứ Luật Mẫu số 67/2006/QH11 ngày 29 tháng 6 năm 2006;",
    )
    (relation,) = found.of(RelationKind.DETAILS)
    assert relation.document.number == "67/2006/QH11" and relation.certainty is Certainty.LIKELY


def test_guidance_names_the_document_it_guides():
    assert acts(title="Hướng dẫn thi hành Nghị định số 43/2011/NĐ-CP ngày 13/6/2011 của Chính phủ") == [
        ("guides", "43/2011/NĐ-CP", "")
    ]


def test_a_consolidated_text_names_what_it_brings_together():
    text = (
        "VĂN PHÒNG MẪU\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/VBHN-VPM\tHà Nội, ngày 15 tháng 7 năm 2020\n"
        "NGHỊ ĐỊNH\nVỀ MỘT VIỆC MẪU\nNghị định số 43/2010/NĐ-CP ngày 15 tháng 4 năm 2010 của Chính phủ về việc mẫu, có "
        "hiệu lực kể từ ngày 01 tháng 6 năm 2010, được sửa đổi, bổ sung bởi:\n"
        "1. Nghị định số 05/2013/NĐ-CP ngày 09 tháng 01 năm 2013 của Chính phủ sửa đổi Nghị định số 43/2010/NĐ-CP;\n"
        "Căn cứ Luật Mẫu ngày 25 tháng 12 năm 2001;\nĐiều 1. A"
    )
    found = read_proposal(text)
    assert found.type.value == "Văn bản hợp nhất"
    assert [(r.kind.value, r.document.number) for r in found.relations] == [
        ("consolidates", "43/2010/NĐ-CP"),
        ("consolidates", "05/2013/NĐ-CP"),
    ]


def test_a_document_is_in_no_relation_to_itself():
    assert acts("Điều 2. Bãi bỏ Quyết định số 15/2014/QĐ-UBND.") == []
