"""Nơi nhận: who a document is sent to, and whether the province's portal is among them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.recipients import names_portal, parse


def test_each_recipient_is_one_however_the_lines_are_broken():
    text = "Nơi nhận:\n- Như trên;\n- TT cấp trên; TT HĐND tỉnh;\n- Các sở,\n  ban, ngành;\n- Lưu: VT, MAU."
    assert parse(text) == ["Như trên", "TT cấp trên", "TT HĐND tỉnh", "Các sở, ban, ngành", "Lưu: VT, MAU"]


def test_a_list_without_dashes_is_read_line_by_line():
    assert parse("Nơi nhận\nVăn phòng mẫu\nCơ quan mẫu\nLưu VP") == ["Văn phòng mẫu", "Cơ quan mẫu", "Lưu VP"]


@pytest.mark.parametrize(
    "recipients",
    [
        "- Cổng TTĐT tỉnh;",
        "- Cổng Thông tin điện tử tỉnh;",
        "- Cổng thông tin điện tử;",
        "- Cổng thông tin điện tử của tỉnh;",
        "- Cổng TTĐT tỉnh Thái Bình;",
        "- Cổng TTĐT UBND tỉnh (để đăng tải);",
        "- Công báo, Cổng TTĐT tỉnh;",
        "- Website tỉnh;",
        "- Trang TTĐT tỉnh;",
        "- CTTĐT tỉnh;",
        # Broken over a line, typed without marks, scanned.
        "- Cổng Thông tin\n  điện tử tỉnh;",
        "- Cong thong tin dien tu tinh",
        "- C6ng TTDT tinh",
        "- Cổng TTÐT",
        "- Cổng TT ĐT tỉnh",
    ],
)
def test_the_portal_of_the_province_is_recognised(recipients):
    assert names_portal(f"- Như Điều 3;\n{recipients}\n- Lưu: VT.")


@pytest.mark.parametrize(
    "recipients",
    [
        "- Cổng TTĐT Chính phủ;",
        "- Cổng thông tin điện tử\n  Chính phủ;",
        "- VPCP: BTCN, các PCN, Trợ lý TTg, TGĐ Cổng TTĐT, các Vụ, Cục;",
        "- Cổng TTĐT Sở Y tế;",
        "- Trang TTĐT huyện;",
        "- Cổng TTĐT tỉnh Nam Định;",
        "- Cổng TTĐT Tỉnh ủy;",
        "- Công báo tỉnh;",
        "- Báo, Đài tỉnh;",
        "",
    ],
)
def test_portals_of_others_and_other_recipients_are_not_it(recipients):
    assert not names_portal(f"- Như Điều 3;\n{recipients}\n- Lưu: VT.")


@given(st.text())
def test_no_text_at_all_makes_it_fail(text):
    assert isinstance(names_portal(text), bool)
    assert all(item.strip() for item in parse(text))
