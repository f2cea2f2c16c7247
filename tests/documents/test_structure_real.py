"""The structure of real texts: articles found again, nothing lost, little to doubt."""

import json
import re
import zipfile
from html import unescape

import pytest

from documents.structure import ProvisionKind, read_structure
from documents.structure.accuracy import accuracy, flat

K = ProvisionKind


def squeezed(text):
    return "".join(text.split())


def assert_nothing_is_lost(text):
    structure = read_structure(text)
    assert squeezed(structure.rebuilt()) == squeezed(structure.text)
    assert [p for root in structure.roots for p in root.walk()] == structure.provisions
    names = [p.anchor for p in structure.provisions if p.anchor]
    assert len(names) == len(set(names))
    return structure


def test_ninety_nine_of_a_hundred_articles_come_back_with_number_and_title(real_data):
    found = accuracy(real_data)
    figures = found.figures()
    assert figures["articles_right"] >= 0.99, found.wrong[:20]
    assert figures["numbers_right"] >= 0.999
    assert figures["surplus_articles"] <= 0.001 * figures["articles"]
    assert figures["documents_lossless"] == figures["documents"]
    # An editor who is warned at every second text reads no warning.
    assert figures["documents_with_doubts"] <= 0.15 * figures["documents"]


def test_nothing_of_any_document_is_lost_not_even_of_incomplete_ones(real_data):
    with (real_data / "documents.jsonl").open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if row["article_coverage"] < 0.95:
                assert_nothing_is_lost(flat(row))


def test_the_decision_itself_has_its_articles_and_those_of_its_regulation(real_data):
    structure = assert_nothing_is_lost((real_data / "decision-02-2011.txt").read_text("utf-8"))
    found = {p.anchor: p for p in structure.provisions if p.anchor}
    assert [a for a in found if a.startswith("dieu-") and "." not in a] == ["dieu-1", "dieu-2", "dieu-3"]
    articles = [p.anchor for p in structure.provisions if p.kind is K.ARTICLE]
    assert articles[3:] == [f"quy-che.dieu-{number}" for number in range(1, 17)]
    assert [p.anchor for p in structure.roots if p.kind is not K.PREAMBLE] == [*articles[:3], "quy-che"]
    assert found["quy-che"].title.startswith("QUẢN LÝ, VẬN HÀNH")
    assert found["quy-che.chuong-i"].title == "QUY ĐỊNH CHUNG"
    assert "5 ngày" in found["quy-che.dieu-6.khoan-2.diem-e"].text
    assert [found[f"quy-che.dieu-12.khoan-1.diem-{letter}"].label for letter in "abcde"] == [
        "a.",
        "b.",
        "c.",
        "d.",
        "e.",
    ]
    assert found["quy-che.dieu-12.khoan-2"].text.startswith("Trong địa chỉ")
    dashes = found["quy-che.dieu-7.khoan-1.diem-b"].children
    assert len(dashes) == 8
    assert all(dash.text.startswith("- ") for dash in dashes)
    assert not structure.doubts


def test_nothing_of_old_texts_is_lost(real_data):
    for path in sorted((real_data / "legacy").glob("*.truth.txt")):
        assert_nothing_is_lost(path.read_text("utf-8"))


def test_a_decree_whose_lines_the_paper_broke_has_all_its_articles(real_data):
    (path,) = (real_data / "legacy").glob("*ND109*.truth.txt")
    structure = read_structure(path.read_text("utf-8"))
    articles = [p for p in structure.provisions if p.kind is K.ARTICLE]
    assert [p.number for p in articles] == [str(number) for number in range(1, 32)]
    assert articles[3].title == "Nhiệm vụ, quyền hạn, trách nhiệm của Phòng đăng ký kinh doanh cấp tỉnh"
    assert [p.number for p in structure.provisions if p.kind is K.CHAPTER] == ["I", "II", "III", "IV", "V", "VI"]


def paragraphs(path):
    """The paragraphs of a .docx, read by the simplest means."""
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    for paragraph in re.findall(r"<w:p[ >].*?</w:p>", xml, re.S):
        yield unescape(re.sub(r"<[^>]+>", "", re.sub(r"<w:tab/>", "\t", paragraph)))


def test_office_files_have_their_articles_recipients_and_annexes(real_data):
    files = sorted((real_data / "files").glob("*.docx"))
    if not files:
        pytest.skip("REAL_DATA has no .docx files")
    read = {path.name: assert_nothing_is_lost("\n".join(paragraphs(path))) for path in files}
    decree = read["30_2020_ND_CP.docx"]
    assert [p.number for p in decree.provisions if p.kind is K.ARTICLE] == [str(number) for number in range(1, 39)]
    assert [p.kind for p in decree.roots[-2:]] == [K.RECIPIENTS, K.SIGNATURE]
    assert decree.roots[-1].text.endswith("Nguyễn Xuân Phúc")
    annex = read["Phuluc2.docx"].roots[0]
    assert (annex.kind, annex.anchor, annex.title) == (K.ANNEX, "phu-luc-ii", "VIẾT HOA TRONG VĂN BẢN HÀNH CHÍNH")
