"""How provisions are called, and back."""

import pytest

from documents.provision_names import anchors_in, name_of

NAMES = [
    ("dieu-5", "Điều 5"),
    ("dieu-15a", "Điều 15a"),
    ("dieu-6.khoan-2.diem-dd", "điểm đ khoản 2 Điều 6"),
    ("quy-che.dieu-6.khoan-2.diem-e", "điểm e khoản 2 Điều 6 Quy chế"),
    ("quy-che-2.dieu-1", "Điều 1 Quy chế thứ 2"),
    ("phu-luc-i.dieu-1", "Điều 1 Phụ lục I"),
    ("phu-luc", "Phụ lục"),
    ("phu-luc.mau-01", "Mẫu số 01 Phụ lục"),
    ("phan-thu-hai", "Phần thứ hai"),
    ("chuong-ii", "Chương II"),
    ("dieu-le.dieu-3", "Điều 3 Điều lệ"),
]


@pytest.mark.parametrize(("anchor", "name"), NAMES)
def test_a_provision_is_called_as_law_calls_it_and_found_by_that_name(anchor, name):
    assert name_of(anchor) == name
    assert anchors_in(name) == (anchor,)


def test_several_provisions_are_told_apart_and_other_words_are_none():
    assert anchors_in("Điều 5; khoản 2 Điều 7 và Phụ lục I") == ("dieu-5", "dieu-7.khoan-2", "phu-luc-i")
    assert anchors_in("toàn bộ văn bản") == ()
