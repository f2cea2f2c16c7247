"""Text page by page: PDF with text, scans, pictures of pages to look at, and programs that may be missing."""

import io
import os
import re
import shutil
import time
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from documents.extraction import (
    Limits,
    Origin,
    Unreadable,
    extract,
    has_text_layer,
    ocr,
    page_count,
    page_picture,
    tools,
)
from documents.extraction.lines import Page, PageLine, joined_pages, paragraphs, without_margins
from documents.extraction.noisy_pages import serif, set_pages, spoilt
from tests.documents.small_files import pdf, scan

needs_tesseract = pytest.mark.skipif(
    not shutil.which("tesseract") or not tools.tesseract(),
    reason="Tesseract with Vietnamese (tesseract-ocr, tesseract-ocr-vie) is not installed: OCR is not tried",
)


@pytest.fixture
def keep(tmp_path):
    def _keep(content):
        path = tmp_path / "kept"
        path.write_bytes(content)
        return path

    return _keep


@pytest.fixture
def without_programs(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path / "nothing-here"))


def column(*texts, x=70, top=700):
    return [(x, top - 20 * number, text) for number, text in enumerate(texts)]


# --- PDF with text ---
def test_wrapped_lines_of_a_pdf_become_paragraphs_and_headings_stay(keep):
    page = column(
        "Điều 5. Trách nhiệm của các cơ quan có liên quan",
        "1. Sở Thông tin và Truyền thông có trách nhiệm hướng dẫn các cơ quan thuộc",
        "tỉnh thực hiện Quy chế này và tổng hợp, báo cáo các kết quả thực hiện với",
        "Ủy ban nhân dân tỉnh theo quy định.",
        "a) Báo cáo hằng năm;",
        "Chương II",
    )
    assert extract(keep(pdf(page)), name="a.pdf").text.splitlines() == [
        "Điều 5. Trách nhiệm của các cơ quan có liên quan",
        "1. Sở Thông tin và Truyền thông có trách nhiệm hướng dẫn các cơ quan thuộc tỉnh thực hiện Quy chế này và "
        "tổng hợp, báo cáo các kết quả thực hiện với Ủy ban nhân dân tỉnh theo quy định.",
        "a) Báo cáo hằng năm;",
        "Chương II",
    ]


def test_page_numbers_and_running_heads_go_and_a_sentence_runs_over_the_page(keep):
    words = ["Văn bản này gồm các quy định về", "việc tiếp nhận hồ sơ của công dân.", "Hết phần một của văn bản."]
    pages = [
        [(70, 800, f"CÔNG BÁO số {n + 1}"), *column(f"{n + 1}. Khoản thứ nhất;", words[n]), (290, 30, str(n + 1))]
        for n in range(3)
    ]
    found = extract(keep(pdf(*pages)), name="a.pdf")
    assert found.text.splitlines() == [
        "1. Khoản thứ nhất;",
        "Văn bản này gồm các quy định về",
        "2. Khoản thứ nhất;",
        "việc tiếp nhận hồ sơ của công dân.",
        "3. Khoản thứ nhất;",
        "Hết phần một của văn bản.",
    ]
    assert [page.number for page in found.pages] == [0, 1, 2]
    assert joined_pages(["... quy định về", "việc tiếp nhận."]) == "... quy định về việc tiếp nhận."
    assert joined_pages(["Điều 1. Phạm vi.", "", "Điều 2. Khác"]) == "Điều 1. Phạm vi.\nĐiều 2. Khác"


def test_some_pages_of_a_pdf_can_be_asked_for(keep):
    found = extract(keep(pdf(*([(70, 700, f"Trang số {n}")] for n in range(5)))), name="a.pdf", pages=range(1, 3))
    assert (found.text, found.page_count) == ("Trang số 1\nTrang số 2", 5)
    assert extract(keep(pdf([(70, 700, "x")])), name="a.pdf", pages=range(5, 9)).pages == []


@pytest.mark.parametrize("font", [".VnTime", "ABCDEF+VnTime"])
def test_an_old_font_in_a_pdf_is_converted(keep, font):
    page = column("QuyÕt ®Þnh cña ñy ban nh©n d©n", "vÒ viÖc bæ nhiÖm")
    found = extract(keep(pdf(page, font=font)), name="a.pdf")
    assert found.text.splitlines()[0] == "Quyết định của ủy ban nhân dân"
    assert found.encoding_notes == ["TCVN3"]


def test_capitals_of_an_old_font_in_a_pdf(keep):
    assert extract(keep(pdf([(70, 700, "nghÞ ®Þnh")], font=".VnTimeH,Bold")), name="a.pdf").text == "NGHỊ ĐỊNH"


def test_words_far_apart_on_a_line_are_not_joined_with_the_next(keep):
    page = [(70, 700, "UBND TỈNH"), (330, 700, "CỘNG HÒA"), (70, 680, "sở tài chính")]
    lines = extract(keep(pdf(page)), name="a.pdf").text.splitlines()
    assert lines[0].split("   ")[0] == "UBND TỈNH" and lines[-1] == "sở tài chính"


def test_a_raised_figure_marks_a_note_or_a_square_metre():
    def raised(text, left):
        return PageLine(text, left, 99, left + 4, 105)

    line = PageLine("diện tích 100 m", 70, 100, 200, 112)
    assert paragraphs(Page([line, raised("2", 200)], 842.0)) == ["diện tích 100 m2"]
    line = PageLine("vượt dự toán năm", 70, 100, 200, 112)
    assert paragraphs(Page([line, raised("1", 200), PageLine("và tăng thêm", 70, 116, 150, 128)], 842.0)) == [
        "vượt dự toán năm[1] và tăng thêm"
    ]


# --- Lines on a page ---
def placed(*rows, height=842.0):
    """Lines from (text, left, right): each twelve points high, sixteen apart."""
    lines = [PageLine(text, left, 100 + 16 * n, right, 112 + 16 * n) for n, (text, left, right) in enumerate(rows)]
    return Page(lines, height)


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([("Các cơ quan phải thực hiện đúng các quy", 70, 500), ("định của pháp luật.", 70, 180)], 1),
        ([("Dòng đầy đủ đến hết lề bên phải của trang", 70, 500), ("2. Khoản hai bắt đầu ở đây", 70, 300)], 2),
        ([("Dòng ngắn", 70, 150), ("Ủy ban nhân dân các cấp trong tỉnh Thái Bình", 70, 500)], 2),
        ([("Theo quy định tại khoản 2 và khoản 3 của", 70, 500), ("Điều 15 Nghị định này thì thực hiện.", 70, 300)], 1),
        ([("Theo quy định tại khoản 2 và khoản 3 của.", 70, 500), ("Điều 15. Trách nhiệm thi hành", 70, 300)], 2),
        ([("QUY ĐỊNH CHI TIẾT VỀ CÔNG TÁC VĂN THƯ CỦA", 70, 500), ("Căn cứ Luật", 70, 150)], 2),
    ],
)
def test_lines_are_joined_only_where_that_is_safe(rows, count):
    assert len(paragraphs(placed(*rows))) == count


def test_numbers_of_pages_go_in_every_usual_shape():
    for number in ("3", "- 3 -", "Trang 3/12", "iv"):
        page = Page([PageLine(number, 290, 20, 300, 32), PageLine("1", 70, 400, 80, 412)], 842.0)
        assert [line.text for line in without_margins([page])[0].lines] == ["1"]


# --- Scans ---
def test_a_scan_is_known_by_its_pages(keep):
    assert has_text_layer(keep(pdf(column("Quyết định về việc bổ nhiệm")))) is True
    assert has_text_layer(keep(scan())) is False


def test_a_page_with_nothing_but_a_stamp_over_a_picture_is_a_scan(keep):
    stamp = column("Người ký: Văn phòng Ủy ban nhân dân tỉnh", "Thời gian ký: 05.07.2011 08:15:30 +07:00")
    assert has_text_layer(keep(pdf(stamp, covered=True))) is False
    assert has_text_layer(keep(pdf(stamp))) is True


def test_what_a_scanner_guessed_is_taken_only_if_it_is_vietnamese(keep):
    good, bad = "Quyết định về việc bổ nhiệm cán bộ của tỉnh", "Quyêt djnh vê viéc bô nhiêm cán bö cùa tînh"
    assert has_text_layer(keep(pdf(column(good), covered=True, invisible=True))) is True
    assert has_text_layer(keep(pdf(column(bad), covered=True, invisible=True))) is False


def test_a_pdf_that_does_not_say_which_letters_its_shapes_are_is_read_as_a_picture(keep):
    shapes = (
        b"/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>"
    )
    raw = pdf(column("Quyết định về việc bổ nhiệm cán bộ của tỉnh"))
    raw = re.sub(rb"/TrueType/BaseFont.*?>>", lambda _font: shapes, raw, count=1, flags=re.DOTALL)
    assert has_text_layer(keep(raw)) is False


def test_without_tesseract_the_editor_reads_what_is_missing(keep, without_programs):
    with pytest.raises(Unreadable) as error:
        extract(keep(scan()), name="a.pdf")
    assert error.value.code == "tool_missing"
    assert "Tesseract" in error.value.message
    with pytest.raises(Unreadable, match="tool_missing"):
        extract(keep(png()), name="a.png")


def test_without_tesseract_the_pages_with_text_are_read_all_the_same(keep, without_programs):
    import pypdfium2

    both = pypdfium2.PdfDocument.new()
    both.import_pages(pypdfium2.PdfDocument(pdf(column("Trang có chữ: quyết định về việc bổ nhiệm"))))
    both.import_pages(pypdfium2.PdfDocument(scan()))
    target = io.BytesIO()
    both.save(target)
    found = extract(keep(target.getvalue()), name="a.pdf")
    assert found.text == "Trang có chữ: quyết định về việc bổ nhiệm"
    assert [warning.code for warning in found.warnings] == ["tool_missing"]


def test_a_scan_of_five_hundred_pages_is_refused_in_words_and_counted(keep):
    path = keep(scan(pages=500))
    assert page_count(path) == 500
    with pytest.raises(Unreadable) as error:
        extract(path, name="a.pdf", pages=range(10))
    assert (error.value.code, "500" in error.value.message) == ("too_many_pages", True)


def test_pages_can_be_looked_at(keep):
    for path, width in ((keep(pdf([(70, 700, "x")], [(70, 700, "y")])), 300), (keep(png()), 40)):
        with Image.open(io.BytesIO(page_picture(path, 0, width=width))) as picture:
            assert (picture.format, picture.width) == ("WEBP", width)
    with pytest.raises(IndexError):
        page_picture(path, 7)


def test_a_tiff_has_as_many_pages_as_it_says(keep):
    target = io.BytesIO()
    page = Image.new("L", (80, 100), 255)
    page.save(target, "TIFF", save_all=True, append_images=[page, page])
    path = keep(target.getvalue())
    assert (page_count(path), has_text_layer(path)) == (3, False)
    assert Image.open(io.BytesIO(page_picture(path, 2, width=50))).size == (50, 62)


def test_other_files_have_no_pages(keep):
    path = keep("chữ".encode())
    assert (page_count(path), has_text_layer(path)) == (None, True)


def png():
    target = io.BytesIO()
    Image.new("L", (80, 100), 255).save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize("angle", [-2.5, 0.7, 0])
def test_a_page_that_lies_askew_is_set_straight(angle):
    page = Image.new("L", (620, 877), 255)
    draw = ImageDraw.Draw(page)
    for y in range(60, 820, 24):
        draw.rectangle((60, y, 560, y + 8), fill=0)
    turned = page.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    rows = [min(ocr.straight(turned).crop((100, y, 520, y + 1)).get_flattened_data()) for y in (63, 303, 543, 783)]
    assert max(rows) < 120  # a bar that runs level is dark wherever it is cut


def test_specks_are_taken_off_a_page():
    page = Image.frombytes("L", (600, 400), spoilt_white(600, 400))
    page.info["dpi"] = (300, 300)
    assert min(ocr.cleaned(page).get_flattened_data()) > 100


def spoilt_white(width, height):
    """White with a black speck every hundred pixels."""
    row = bytearray(b"\xff" * width)
    row[::100] = b"\x00" * len(row[::100])
    return bytes(row + b"\xff" * width) * (height // 2)


@needs_tesseract
def test_a_noisy_page_is_read_and_marked_as_a_scan(keep):
    try:
        font = serif()
    except OSError as missing:
        pytest.skip(f"OCR is not tried: {missing}")
    text = "QUYẾT ĐỊNH\nĐiều 1. Ban hành kèm theo Quyết định này Quy chế quản lý cổng thông tin điện tử của tỉnh."
    page, _words = set_pages(text, 1, font)[0]
    found = extract(keep(spoilt(page.crop((0, 200, 2480, 700)))), name="trang.jpg")
    assert found.text == text
    assert (found.origin, found.tool, found.page_count) == (Origin.SCAN, "Tesseract", 1)
    assert found.pages[0].certainty > 85


# --- Programs ---
def test_a_program_that_takes_too_long_is_stopped_with_its_children():
    with tools.private_folder() as folder:
        begun = time.monotonic()
        with pytest.raises(Unreadable, match="time_limit"):
            tools.run(["sh", "-c", "sleep 60 & echo $! > child; wait"], folder, 1)
        assert time.monotonic() - begun < 30
        child = int((folder / "child").read_text())
    assert not alive(child)


def alive(process):
    for _ in range(50):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        try:
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return False
        except OSError:
            return False
        time.sleep(0.1)
    return True


def test_a_program_sees_neither_our_secrets_nor_the_way_out(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for others")
    with tools.private_folder() as folder:
        seen = tools.run(["env"], folder, 10)
    assert "not for others" not in seen
    assert "https_proxy=http://127.0.0.1:9" in seen
    assert not folder.exists()


def test_reading_a_pdf_stops_when_its_time_is_over(keep):
    with pytest.raises(Unreadable, match="time_limit"):
        extract(keep(pdf(*([(70, 700, "x")] for _ in range(3)))), name="a.pdf", limits=Limits(seconds=-1))
