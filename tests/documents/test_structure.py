"""The structure of a legal text: what is a heading, what hangs below it, and where it is cited."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from documents.structure import ProvisionKind, parse_structure

SAMPLE = (Path(__file__).parent.parent / "data" / "decision-02-2011.txt").read_text("utf-8")


def anchors(text):
    return [p.anchor for p in parse_structure(text) if p.anchor]


def by_anchor(text):
    return {p.anchor: p for p in parse_structure(text) if p.anchor}


def test_one_file_with_two_series_of_articles_has_an_anchor_for_each():
    found = by_anchor(SAMPLE)
    assert found["dieu-1"].text.startswith("Ban hành kèm theo")
    assert found["quy-che.dieu-1"].text == "Phạm vi"
    assert found["quy-che"].kind is ProvisionKind.REGULATION


def test_clauses_and_points_are_found_however_they_are_written():
    found = by_anchor(SAMPLE)
    assert found["quy-che.dieu-1.khoan-2"].text.startswith("Trong trường hợp")
    assert found["quy-che.dieu-6.khoan-1.diem-a"].text == "Trả lời đúng câu hỏi;"
    assert found["quy-che.dieu-6.khoan-2.diem-e"].text.startswith("Câu trả lời")
    assert found["quy-che.dieu-6.khoan-2.diem-d"].text != found["quy-che.dieu-6.khoan-2.diem-dd"].text
    assert "quy-che.dieu-15a" in found


def test_a_chapter_takes_its_title_from_the_next_line():
    assert by_anchor(SAMPLE)["quy-che.chuong-ii"].text == "QUY ĐỊNH CỤ THỂ"


def test_a_reference_inside_a_sentence_is_no_heading():
    assert "dieu-15" not in "".join(a for a in anchors(SAMPLE) if not a.startswith("quy-che.dieu-15a"))
    assert anchors(SAMPLE).count("quy-che.chuong-ii") == 1
    assert anchors("Điều 1. Một\nĐiều 15 Nghị định này được áp dụng") == ["dieu-1"]


def test_the_basis_of_the_decision_is_its_preamble():
    preamble = [p.text for p in parse_structure(SAMPLE) if p.kind is ProvisionKind.PREAMBLE]
    assert "Căn cứ một văn bản mẫu ngày 26/11/2003;" in preamble


def test_text_in_combining_marks_reads_the_same():
    import unicodedata

    assert anchors(unicodedata.normalize("NFD", SAMPLE)) == anchors(SAMPLE)


def test_two_articles_with_the_same_number_keep_apart():
    assert anchors("Điều 1. A\nĐiều 1. B") == ["dieu-1", "dieu-1-2"]


@given(st.text(alphabet="Điều Chương Mục khoản abcdđ0123456789.):\n IVX", max_size=300))
def test_whatever_comes_nothing_is_lost_and_no_anchor_comes_twice(text):
    found = parse_structure(text)
    names = [p.anchor for p in found if p.anchor]
    assert len(names) == len(set(names))
    kept = "".join("".join(f"{p.label}{p.text}" for p in found).split())
    assert sorted(kept) == sorted("".join(text.split()))


def test_the_decision_itself_has_its_articles_and_those_of_its_regulation(real_data):
    found = by_anchor((real_data / "decision-02-2011.txt").read_text("utf-8"))
    assert [a for a in found if a.startswith("dieu-") and "." not in a] == ["dieu-1", "dieu-2", "dieu-3"]
    for number in range(1, 17):
        assert f"quy-che.dieu-{number}" in found
    assert found["quy-che.chuong-i"].text == "QUY ĐỊNH CHUNG"
    assert (
        "05 ngày" in found["quy-che.dieu-6.khoan-2.diem-e"].text
        or "5 ngày" in found["quy-che.dieu-6.khoan-2.diem-e"].text
    )
    assert found["quy-che.dieu-12.khoan-1.diem-a"].text
    assert found["quy-che.dieu-12.khoan-2"].text.startswith("Trong")
