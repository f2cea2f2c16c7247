"""Text out of RTF, text files and workbooks, whatever they were typed with."""

import datetime
import io
import unicodedata
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from documents.extraction import Origin, extract

FONTS = rb"{\fonttbl{\f0\fcharset0 Times New Roman;}{\f1\fcharset0 .VnTime;}"
FONTS += rb"{\f2\fnil\fcharset163 .VnTimeH;}{\f3 VNI-Times;}}"


@pytest.fixture
def read(tmp_path):
    def _read(content, name):
        path = tmp_path / "kept"
        path.write_bytes(content)
        return extract(path, name=name)

    return _read


@pytest.fixture
def rtf(read):
    return lambda body, head=b"\\ansicpg1252\\deff0": read(b"{\\rtf1\\ansi%b%b%b}" % (head, FONTS, body), "a.rtf").text


# --- RTF ---
def test_rtf_is_read_font_by_font(rtf):
    body = rb"\pard\f2 quy\'d5t \'ae\'denh\par\f1 B\'e9 T\'b5i ch\'ddnh\par\f3 Quye\'e1t \'f1\'f2nh\par\f0 Plain\par"
    assert rtf(body).splitlines() == ["QUYẾT ĐỊNH", "Bộ Tài chính", "Quyết định", "Plain"]


def test_rtf_keeps_the_letter_that_looks_like_a_soft_hyphen(rtf):
    assert rtf(rb"\f1 Ng\-\'eai \'ae\'ad\'eec\par") == "Người được"


def test_rtf_unicode_comes_with_a_stand_in_that_goes(rtf):
    assert rtf(rb"\uc1 Quy\u7871?t \u273\'3f\u7883?nh \u55357?\u56832?\par") == "Quyết định 😀"
    assert rtf(rb"{\uc2 \u7871 ab}\uc0\u7871 c\par") == "ếếc"


def test_rtf_of_a_vietnamese_windows(rtf):
    assert (
        rtf(
            "Quyết định".encode()
            .replace("ế".encode(), rb"\'ea\'ec")
            .replace("đ".encode(), rb"\'f0")
            .replace("ị".encode(), rb"i\'f2"),
            head=b"\\ansicpg1258\\deff9",
        )
        == "Quyết định"
    )


def test_rtf_keeps_automatic_numbers_and_leaves_out_what_is_no_text(rtf):
    body = (
        rb"{\header Trang 1\par}{\*\generator Word;}{\info{\author Ai}}{\pict 0123456789abcdef}"
        rb"{\listtext\pard 1.\tab}Kho\u7843?n{\v \'e8n}{\deleted xoa}{\field{\*\fldinst PAGE}{\fldrslt 7}}\par"
        rb"{\*\shpinst{\shptxt Trong khung\par}}"
    )
    assert rtf(body).splitlines() == ["1.   Khoản7", "Trong khung"]


def test_rtf_tables_footnotes_and_line_breaks(rtf):
    drawn = rb"\trowd\clbrdrt\brdrs\clbrdrl\brdrs\cellx1\clbrdrt\brdrs\clbrdrl\brdrs\cellx2"
    body = drawn + rb"\pard\intbl A\par a\cell B\cell\row" + drawn + rb"\pard\intbl 1\cell 2\cell\row"
    body += rb"\pard Sau{\footnote Ghi ch\u250?}\line d\u242?ng\par"
    assert rtf(body).splitlines() == ["A a\tB", "1\t2", "Sau[1]", "dòng", "[1] Ghi chú"]


def test_an_rtf_head_set_side_by_side_is_read_column_by_column(rtf):
    body = rb"\trowd\cellx1\cellx2\pard\intbl UBND\par TINH\cell CONG HOA\par Doc lap\cell\row\pard Sau\par"
    assert rtf(body).splitlines() == ["UBND", "TINH", "CONG HOA", "Doc lap", "Sau"]


# --- Text files ---
WORDS = "Quyết định số 5 của Ủy ban nhân dân về việc bổ nhiệm các thành viên"
TCVN3 = "QuyÕt ®Þnh sè 5 cña ñy ban nh©n d©n vÒ viÖc bæ nhiÖm c¸c thµnh viªn"
VNI = "Quyeát ñònh soá 5 cuûa uûy ban nhaân daân veà vieäc boå nhieäm caùc thaønh vieân"


def cp1258(text):
    """As Windows types it: letters with a circumflex, the tone a character of its own."""
    out = b""
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            *rest, tone = unicodedata.normalize("NFD", letter)
            order = [mark for mark in [*rest, tone] if mark in "\u0300\u0301\u0303\u0309\u0323"]
            base = unicodedata.normalize("NFC", "".join(m for m in [*rest, tone] if m not in order))
            out += base.encode("cp1258") + "".join(order).encode("cp1258")
    return out


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        (WORDS.encode(), WORDS),
        (b"\xef\xbb\xbf" + WORDS.encode(), WORDS),
        (WORDS.encode("utf-16"), WORDS),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), WORDS),
        (cp1258(WORDS), WORDS),
        (TCVN3.encode("latin-1"), WORDS.replace("Ủy", "ủy")),
        (VNI.encode("latin-1"), WORDS.replace("Ủy", "ủy")),
        (TCVN3.encode(), WORDS.replace("Ủy", "ủy")),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 big", "windows-1258", "tcvn3", "vni", "tcvn3 in utf-8"],
)
def test_a_text_file_is_read_in_any_alphabet(read, raw, meant):
    assert read(raw, "a.txt").text == meant


def test_the_editor_is_told_which_encoding_was_converted(read):
    assert read(TCVN3.encode("latin-1"), "a.txt").encoding_notes == ["TCVN3"]
    assert read(VNI.encode("latin-1"), "a.txt").encoding_notes == ["VNI-Windows"]
    assert read(WORDS.encode(), "a.txt").encoding_notes == []


def test_foreign_words_in_a_text_file_stay(read):
    assert (
        read("Café à la crème, Zürich, São Paulo".encode("cp1252"), "a.txt").text
        == "Café à la crème, Zürich, São Paulo"
    )


def test_lines_end_as_in_any_system_and_nothing_invisible_stays(read):
    raw = "Một\r\nHai\rBa\n\n\n\nBốn\u200b năm\u00a0sáu\ufeff\u00ad.   \n".encode()
    assert read(raw, "a.txt").text == "Một\nHai\nBa\n\nBốn năm sáu."


# --- Workbooks ---
def xlsx(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_shared_string(raw, xml):
    """The workbook with one text kept as Excel does, in a list of its own, instead of the cell that says HERE."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name).decode()
            data = data.replace('t="inlineStr"><is><t>HERE</t></is>', 't="s"><v>0</v>')
            data = data.replace(
                "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
            )
            after.writestr(name, data)
        after.writestr("xl/sharedStrings.xml", f'<sst xmlns="{space}"><si>{xml}</si></sst>')
    return target.getvalue()


def test_a_workbook_is_read_row_by_row(read):
    book = Workbook()
    sheet = book.active
    sheet["B2"], sheet["C2"], sheet["D2"] = "STT", "Tên\nđơn vị", "Ngày"
    sheet["B3"], sheet["C3"], sheet["D3"] = 1, "Sở Y tế", datetime.date(2011, 7, 5)
    sheet["B5"], sheet["C5"] = 2.5, 0.2
    sheet["C5"].number_format = "0%"
    found = read(xlsx(book), "phu-luc.xlsx")
    assert found.text.splitlines() == ["STT\tTên đơn vị\tNgày", "1\tSở Y tế\t05/07/2011", "", "2.5\t20%"]
    assert found.origin is Origin.SHEET


def test_old_fonts_of_a_workbook_are_told_cell_by_cell_and_within_cells(read):
    book = Workbook()
    sheet = book.active
    sheet.append(["Sè thø tù", "Số thứ tự", "Toång soá", "sè", "HERE"])
    for cell, font in zip(sheet[1], (".VnTime", "Times New Roman", "VNI-Times", ".VnTimeH", "Arial"), strict=True):
        cell.font = Font(name=font)
    one = '<r><rPr><rFont val=".VnTime"/></rPr><t xml:space="preserve">Bé </t></r>'
    raw = with_shared_string(xlsx(book), one + "<r><rPr/><t>Số</t></r>")
    assert read(raw, "a.xlsx").text == "Số thứ tự\tSố thứ tự\tTổng số\tSỐ\tBộ Số"


def test_a_cell_far_away_costs_nothing(read):
    book = Workbook()
    book.active["A1"] = "một"
    book.active["XFD1048576"] = "xa"
    lines = read(xlsx(book), "a.xlsx").text.splitlines()
    assert (lines[0], lines[-1].strip(), len(lines)) == ("một", "xa", 3)


def test_sheets_have_their_names_and_hidden_ones_are_left_out_with_a_word(read):
    book = Workbook()
    book.active.append(["một"])
    book.create_sheet("Phụ lục 2").append(["hai"])
    book.create_sheet("Nháp").append(["ba"])
    book["Nháp"].sheet_state = "hidden"
    found = read(xlsx(book), "a.xlsx")
    assert found.text.splitlines() == ["một", "", "Phụ lục 2", "hai"]
    assert [warning.code for warning in found.warnings] == ["hidden_sheets"]
    assert "Nháp" in found.warnings[0].words


def test_a_workbook_without_words_says_so(read):
    assert [warning.code for warning in read(xlsx(Workbook()), "a.xlsx").warnings] == ["no_text"]
