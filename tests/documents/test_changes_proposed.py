"""Changes read out of amending texts."""

import datetime

import pytest

from documents.changes import Change, consolidate, propose_changes
from documents.structure import read_structure

DAY = datetime.date(2012, 1, 1)
HEAD = """NGHỊ ĐỊNH
Sửa đổi, bổ sung một số điều của Nghị định số 43/2011/NĐ-CP ngày 13 tháng 6 năm 2011
Căn cứ Luật Công nghệ thông tin số 67/2006/QH11;
Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 43/2011/NĐ-CP như sau:
"""
TAIL = "\nĐiều 2. Hiệu lực\n1. Nghị định này có hiệu lực từ ngày ký.\n2. Bổ sung hồ sơ quy định tại khoản 1 Điều 5."


def proposed(body):
    return propose_changes(read_structure(HEAD + body + TAIL))


def brief(body):
    return [(one.action, one.anchor, one.after, one.new_text) for one in proposed(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "1. Sửa đổi, bổ sung khoản 2 Điều 5 như sau:\n“2. Hai:\na) “Một”;\nb) Hai.”.",
            [("replace", "dieu-5.khoan-2", "", "2. Hai:\na) “Một”;\nb) Hai.")],
        ),
        ("1. Khoản 2 Điều 5 được sửa đổi như sau : “2. Hai.”", [("replace", "dieu-5.khoan-2", "", "2. Hai.")]),
        (
            '1. Điểm a khoản 1, Điều 3 được sửa đổi như sau:\n"a) Vốn";',
            [("replace", "dieu-3.khoan-1.diem-a", "", "a) Vốn")],
        ),
        (
            "1. Bổ sung Điều 15a vào sau Điều 15 như sau:\n“Điều 15a. Mới\n1. Một.\n2. Hai.”",
            [("insert", "dieu-15a", "dieu-15", "Điều 15a. Mới\n1. Một.\n2. Hai.")],
        ),
        (
            "1. Bổ sung điểm a1 vào sau điểm a khoản 1 Điều 2 như sau:\n“a1) Chèn;”",
            [("insert", "dieu-2.khoan-1.diem-a1", "dieu-2.khoan-1.diem-a", "a1) Chèn;")],
        ),
        ("1. Bổ sung khoản 4 vào Điều 6 như sau:\n“4. Bốn.”", [("insert", "dieu-6.khoan-4", "", "4. Bốn.")]),
        (
            "1. Bổ sung khoản 4, khoản 5 vào sau khoản 3 Điều 6 như sau:\n“4. Bốn.\n5. Năm.”",
            [
                ("insert", "dieu-6.khoan-4", "dieu-6.khoan-3", "4. Bốn."),
                ("insert", "dieu-6.khoan-5", "dieu-6.khoan-4", "5. Năm."),
            ],
        ),
        ("1. Bãi bỏ khoản 3 Điều 7, Điều 9.", [("repeal", "dieu-7.khoan-3", "", ""), ("repeal", "dieu-9", "", "")]),
        ("1. Khoản 2 Điều 11 bị bãi bỏ.", [("repeal", "dieu-11.khoan-2", "", "")]),
        ("1. Thay thế Phụ lục I bằng Phụ lục I ban hành kèm theo Nghị định này.", [("replace", "phu-luc-i", "", "")]),
        ("1. Sửa đổi tên Điều 7 như sau:\n“Điều 7. Tên mới”", [("retitle", "dieu-7", "", "Điều 7. Tên mới")]),
        ("1. Sửa tên khoản 2 Điều 7 thành “Người nộp”;", [("retitle", "dieu-7.khoan-2", "", "Người nộp")]),
        (
            "1. Sửa đổi khoản 1, khoản 3 và bổ sung khoản 5 Điều 10 như sau:\n“1. Một.\na) a;\n3. Ba.\n5. Năm.”",
            [
                ("replace", "dieu-10.khoan-1", "", "1. Một.\na) a;"),
                ("replace", "dieu-10.khoan-3", "", "3. Ba."),
                ("insert", "dieu-10.khoan-5", "", "5. Năm."),
            ],
        ),
        (
            "1. Sửa đổi, bổ sung một số khoản của Điều 8 như sau:\na) Sửa đổi khoản 1 như sau:\n“1. Một.”;\n"
            "b) Bãi bỏ khoản 2;\nc) Bổ sung khoản 2a vào sau khoản 2 như sau:\n“2a. Chèn.”.",
            [
                ("replace", "dieu-8.khoan-1", "", "1. Một."),
                ("repeal", "dieu-8.khoan-2", "", ""),
                ("insert", "dieu-8.khoan-2a", "dieu-8.khoan-2", "2a. Chèn."),
            ],
        ),
        (
            "1. Sửa đổi Điều 8 như sau:\na) Khoản 1 được sửa đổi như sau:\n“1. Một.”",
            [("replace", "dieu-8.khoan-1", "", "1. Một.")],
        ),
        ("1. Sửa đổi Chương II như sau:\n“Chương II\nTÊN”", [("replace", "chuong-ii", "", "Chương II\nTÊN")]),
        ("1. Sửa đổi Điều 8.", [("replace", "dieu-8", "", "")]),
    ],
)
def test_an_order_becomes_a_change(body, expected):
    assert brief(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "1. Thay thế cụm từ “A x” bằng cụm từ “B y” tại Điều 3, khoản 2 Điều 4.",
            [("dieu-3", "A x", "B y"), ("dieu-4.khoan-2", "A x", "B y")],
        ),
        ("1. Thay cụm từ “A” tại Điều 26 bằng cụm từ “B”.", [("dieu-26", "A", "B")]),
        ("1. Thay từ “A” bằng từ “B”, từ “C” bằng từ “D” tại Điều 2.", [("dieu-2", "A", "B"), ("dieu-2", "C", "D")]),
        (
            "1. Thay từ “A” bằng từ “B” tại Điều 1; thay từ “C” bằng từ “D” tại Điều 2.",
            [("dieu-1", "A", "B"), ("dieu-2", "C", "D")],
        ),
        ("1. Bỏ cụm từ “A” tại khoản 1 Điều 12.", [("dieu-12.khoan-1", "A", "")]),
        ("1. Bổ sung cụm từ “, mới” vào sau cụm từ “nền” tại Điều 13.", [("dieu-13", "nền", "nền, mới")]),
        ("1. Thay thế cụm từ “A” bằng cụm từ “B” trong toàn bộ văn bản.", [("", "A", "B")]),
    ],
)
def test_words_that_change_are_read_with_their_places(body, expected):
    assert [(one.anchor, one.old_words, one.new_words) for one in proposed(body)] == expected


def test_a_change_names_its_document_and_where_it_is_made():
    (one,) = proposed("1. Một điều khác.\n2. Bãi bỏ Điều 5.")
    assert (one.number, one.source_anchor) == ("43/2011/NĐ-CP", "dieu-1.khoan-2")
    text = read_structure(HEAD + "1. Một điều khác.\n2. Bãi bỏ Điều 5." + TAIL).text
    assert text[one.start : one.end].strip() == "2. Bãi bỏ Điều 5."


def test_each_article_may_amend_another_document():
    text = (
        "Điều 1. Sửa đổi một số điều của Luật Xây dựng số 50/2014/QH13 đã sửa đổi theo Luật số 03/2016/QH14 như sau:\n"
        "1. Bãi bỏ Điều 81.\nĐiều 2. Bãi bỏ khoản 6 Điều 19 của Luật Viễn thông số 41/2009/QH12.\n"
        "Điều 3. Bãi bỏ Điều 7 Quy chế ban hành kèm theo Quyết định số 02/2011/QĐ-UBND.\n"
        "Điều 4. Thay cụm từ “A” bằng cụm từ “B” tại Điều 3 Luật Đất đai."
    )
    found = [(one.number or one.name, one.anchor) for one in propose_changes(read_structure(text))]
    assert found == [
        ("50/2014/QH13", "dieu-81"),
        ("41/2009/QH12", "dieu-19.khoan-6"),
        ("02/2011/QĐ-UBND", "quy-che.dieu-7"),
        ("Luật Đất đai", "dieu-3"),
    ]


def test_a_regulation_is_amended_under_its_own_anchors():
    text = (
        "QUYẾT ĐỊNH\nSửa đổi Quy chế ban hành kèm theo Quyết định số 02/2011/QĐ-UBND\n"
        "Điều 1. Sửa đổi một số điều của Quy chế ban hành kèm theo Quyết định số 02/2011/QĐ-UBND như sau:\n"
        "1. Sửa đổi Điều 6 như sau:\n“Điều 6. Mới”\n2. Bãi bỏ điểm e khoản 2 Điều 7."
    )
    found = [one.anchor for one in propose_changes(read_structure(text))]
    assert found == ["quy-che.dieu-6", "quy-che.dieu-7.khoan-2.diem-e"]


@pytest.mark.parametrize(
    "body",
    [
        "1. Yêu cầu bổ sung hồ sơ quy định tại khoản 1 Điều 5.",
        "1. Hủy bỏ kết quả theo Điều 5.",
        "1. Việc sửa đổi Điều 5 do Chính phủ quyết định.",
        "1. Bãi bỏ Thông tư số 01/2010/TT-BTC.",
        "1. Bãi bỏ điểm 4.1 tiểu mục 04, mục II thuộc Phụ lục số 01.",
        "1. Quy định tại Điều 5 Nghị định này được áp dụng.",
    ],
)
def test_what_only_speaks_of_changing_proposes_nothing(body):
    assert proposed(body) == []


def test_what_stands_in_a_quotation_orders_nothing():
    assert [
        one.anchor for one in proposed("1. Sửa đổi Điều 5 như sau:\n“Điều 5. Tên\n1. Bãi bỏ Điều 7.\n2. Hết.”")
    ] == ["dieu-5"]


def test_what_is_proposed_can_be_applied():
    base = read_structure("Điều 5. Hồ sơ\n1. Đơn.\n2. Bản sao.\nĐiều 6. Hạn\nBa ngày.\nĐiều 7. Cũ\nThôi.")
    changes = [
        Change(
            one.action, one.anchor, one.after, one.new_text, one.old_words, one.new_words,
            DAY, source_number="2", order=i,
        )
        for i, one in enumerate(
            proposed(
                "1. Sửa đổi khoản 2 Điều 5 như sau:\n“2. Bản sao có:\na) Dấu;\nb) Ngày.”\n"
                "2. Bổ sung Điều 6a vào sau Điều 6 như sau:\n“Điều 6a. Thêm\nMột ngày.”\n3. Bãi bỏ Điều 7.\n"
                "4. Thay cụm từ “Ba ngày” bằng cụm từ “Hai ngày” tại Điều 6."
            )
        )
    ]  # fmt: skip
    result = consolidate(base, changes, DAY, "(được bãi bỏ)")
    assert result.unapplied == []
    assert result.text == (
        "Điều 5. Hồ sơ\n1. Đơn.\n2. Bản sao có:\na) Dấu;\nb) Ngày.\nĐiều 6. Hạn\nHai ngày.\n"
        "Điều 6a. Thêm\nMột ngày.\nĐiều 7. (được bãi bỏ)\n"
    )
