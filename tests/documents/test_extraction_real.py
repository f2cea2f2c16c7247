"""Real files of the years when Vietnamese had many encodings, and their true text (REAL_DATA)."""

import pytest

from documents.extraction import accuracy, extract, office, tools

# One of each kind and encoding; `make bench` reads them all.
LEGACY = [
    "2003-A-15.rtf",
    "2004-B1-3-LLTC.doc",
    "2008-23.QD-991-UBND.doc",
    "2006-16EZE_TT01.06GopvonDNNVV.pdf",
    "2006-Mau22_CKTC_NSH.xls",
    "2006-Bang-bieu.xls",
    "synthetic-vni-2004-B1-1-DONTC.docx",
]


@pytest.mark.parametrize("name", LEGACY)
def test_letters_of_old_files_come_out_right(real_data, name, monkeypatch):
    monkeypatch.setattr(office, "soffice", lambda: None)  # what every machine has
    path = real_data / "legacy" / name
    if not path.exists():
        pytest.skip(f"REAL_DATA has no legacy/{name}")
    truth = path.with_name(name + accuracy.TRUTH).read_text("utf-8-sig", errors="replace")
    found = extract(path, name=name).text
    right, total, wrong = accuracy.diacritics_right(accuracy.comparable(truth), accuracy.comparable(found))
    assert right >= 0.995 * total, wrong[:10]


def test_a_real_decree_in_word_comes_out_whole(real_data):
    path = real_data / "files" / "30_2020_ND_CP.docx"
    if not path.exists():
        pytest.skip("REAL_DATA has no files/30_2020_ND_CP.docx")
    lines = extract(path, name=path.name).text.splitlines()
    assert lines[0] == "CHÍNH PHỦ"
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in lines
    assert sum(line.startswith("Điều ") for line in lines) >= 38
    assert "TM. CHÍNH PHỦ" in lines


@pytest.mark.skipif(not tools.soffice(), reason="LibreOffice is not installed: its reading cannot be compared")
def test_libreoffice_and_python_read_the_same_doc(real_data, monkeypatch):
    path = real_data / "legacy" / "2004-NghiDinh29_1998.doc"
    if not path.exists():
        pytest.skip(f"REAL_DATA has no legacy/{path.name}")
    one = accuracy.syllables_of(extract(path, name=path.name).text)
    monkeypatch.setattr(office, "soffice", lambda: None)
    assert accuracy.lost_syllables(one, accuracy.syllables_of(extract(path, name=path.name).text)) == []


# --- The measures themselves ---
def test_the_measure_counts_letters_with_marks_and_not_spaces_or_order():
    assert accuracy.diacritics_right("quyết định số 5", "quyết định số 5") == (4, 4, [])
    assert accuracy.diacritics_right("quyết đ ịnh", "quyết định")[:2] == (3, 3)
    assert accuracy.diacritics_right("phủ, nhà nước", "nhà nước phủ")[:2] == (4, 4)
    assert accuracy.diacritics_right("quyết định", "quyêt định")[:2] == (2, 3)
    assert accuracy.diacritics_right("quyết định", "")[:2] == (0, 3)


def test_the_measure_of_syllables():
    assert accuracy.lost_syllables(["a", "b", "c"], ["c", "a"]) == ["b"]
    assert accuracy.syllable_error("một hai ba bốn", "một hai bà bốn năm") == 0.5
    assert accuracy.share([accuracy.Score("a", 1, 2), accuracy.Score("b", 2, 2)]) == 0.75
