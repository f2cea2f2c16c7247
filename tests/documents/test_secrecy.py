"""A secrecy stamp is seen wherever it can stand, and the word “mật” in a sentence is no stamp."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.secrecy import StampLevel, find_circulation_note, find_stamp

HEAD = "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH MẪU\tĐộc lập - Tự do - Hạnh phúc\n"
BODY = "\nBÁO CÁO\nVề một việc mẫu\nI. TÌNH HÌNH\nMọi việc bình thường.\n"


@pytest.mark.parametrize(
    ("stamp", "level"),
    [
        ("MẬT", StampLevel.SECRET),
        ("TỐI MẬT", StampLevel.HIGHLY_SECRET),
        ("TUYỆT MẬT", StampLevel.TOP_SECRET),
        ("M Ậ T", StampLevel.SECRET),
        ("T Ố I   M Ậ T", StampLevel.HIGHLY_SECRET),
        ("Độ mật: Mật", StampLevel.SECRET),
        ("ĐỘ MẬT: TỐI MẬT", StampLevel.HIGHLY_SECRET),
        ("Độ mật: A", StampLevel.TOP_SECRET),
        ("Tối mật", StampLevel.HIGHLY_SECRET),
        ("[MẬT]", StampLevel.SECRET),
        ("MẬT - KHẨN", StampLevel.SECRET),
        ("HỎA TỐC\tMẬT", StampLevel.SECRET),
        ("MẬT (Bản số: 05)", StampLevel.SECRET),
        ("TÀI LIỆU MẬT", StampLevel.SECRET),
        # As scanners read them.
        ("MÂT", StampLevel.SECRET),
        ("TÔI MẬT", StampLevel.HIGHLY_SECRET),
        ("TUYÊT MẬT", StampLevel.TOP_SECRET),
        # Typed in letters before Unicode: TCVN3, its capitals lost with the font, and VNI.
        ("MËT", StampLevel.SECRET),
        ("tèi mËt", StampLevel.HIGHLY_SECRET),
        ("MAÄT", StampLevel.SECRET),
        (unicodedata.normalize("NFD", "TỐI MẬT"), StampLevel.HIGHLY_SECRET),
    ],
)
def test_a_stamp_in_the_head_is_seen_with_its_level(stamp, level):
    for text in (f"{HEAD}{stamp}\n{BODY}", f"{stamp}\n{HEAD}{BODY}"):
        found = find_stamp(text)
        assert found is not None and found.level is level, stamp


@pytest.mark.parametrize(
    "line", ["Số: 12/BC-UBND MẬT", "Số: 12 /BC-UBND TỐI MẬT", "MẬT Tỉnh Mẫu, ngày 3 tháng 4 năm 2015"]
)
def test_a_stamp_that_a_file_joined_to_the_number_or_the_date_is_seen(line):
    found = find_stamp(f"{HEAD}{line}\n{BODY}")
    assert found is not None and found.words in ("MẬT", "TỐI MẬT")


def test_a_stamp_at_the_top_of_a_later_page_is_seen():
    pages = [BODY + "Một dòng của văn bản.\n" * 40, "TỐI MẬT\n2\nDòng đầu trang hai.\n" + "Một dòng nữa.\n" * 40]
    assert find_stamp("\x0c".join(pages)).level is StampLevel.HIGHLY_SECRET
    assert find_stamp(pages[0]) is None


def test_the_words_of_a_stamp_are_shown_where_they_stand():
    text = f"{HEAD}TUYỆT MẬT\n{BODY}"
    found = find_stamp(text)
    assert text[found.start : found.end] == found.words == "TUYỆT MẬT"


@pytest.mark.parametrize(
    "line",
    [
        "VỀ VIỆC BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "BẢO VỆ BÍ\nMẬT NHÀ NƯỚC",
        "Danh mục bí mật nhà nước độ Mật",
        "DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TỐI MẬT",
        "Căn cứ Pháp lệnh Bảo vệ bí mật nhà nước;",
        "Cán bộ có trách nhiệm bảo\nmật",
        "Độ mật:",
        "Độ mật: Không",
        "Độ mật: ......",
        "MẶT TRẬN TỔ QUỐC",
        "MẮT",
        "MAT",
        "mật",
    ],
)
def test_the_word_in_a_sentence_a_title_or_an_empty_form_is_no_stamp(line):
    assert find_stamp(f"{HEAD}{line}\n{BODY}") is None


def test_far_below_the_head_a_sample_of_a_stamp_is_no_stamp():
    assert find_stamp(HEAD + "Một dòng.\n" * 60 + "MẬT\n") is None


@pytest.mark.parametrize("note", ["LƯU HÀNH NỘI BỘ", "XEM XONG TRẢ LẠI", "(Tài liệu lưu hành nội bộ)"])
def test_a_note_on_circulation_is_a_weaker_warning(note):
    text = f"{HEAD}{note}\n{BODY}"
    assert find_circulation_note(text).words == note and find_stamp(text) is None


@pytest.mark.parametrize("line", ["Thu hồi:", "Phát triển nội bộ ngành", "Không được lưu hành nội bộ tài liệu này."])
def test_words_that_are_no_note_give_no_warning(line):
    assert find_circulation_note(f"{HEAD}{line}\n{BODY}") is None


def test_no_real_public_document_looks_secret(real_data):
    import json

    files = [*(real_data / "legacy").glob("*.truth.txt"), real_data / "decision-02-2011.txt"]
    texts = [path.read_text("utf-8") for path in files]
    for line in (real_data / "documents.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        articles = "\n".join(f"Điều {a['no']}. {a['title'] or ''}\n{a['text']}" for a in row["articles"][:30])
        texts.append(f"{(row['title'] or '').upper()}\n{articles}")
    assert len(texts) > 500
    assert [text[:80] for text in texts if find_stamp(text)] == []


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("MẬTmậtỐITUYỆ \t\n\x0c:|.-Độ")))
def test_no_text_at_all_makes_it_fail(text):
    for found in (find_stamp(text), find_circulation_note(text)):
        assert found is None or found.words
