"""What comes out of a Word file: the words a reader sees, the numbers Word counts itself, and nothing struck out."""

import pytest

from documents.extraction import extract
from tests.documents.small_files import docx, paragraph, run, table


def text_of(tmp_path, content, name="van-ban.docx"):
    path = tmp_path / "kept"
    path.write_bytes(content)
    return extract(path, name=name).text


@pytest.fixture
def read(tmp_path):
    return lambda *args, **kwargs: text_of(tmp_path, docx(*args, **kwargs))


def level(index, style, text):
    shown = f'<w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/>{shown}</w:lvl>'


CLAUSES = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "Điều %1.")}{level(1, "decimal", "%2.")}'
    f"{level(2, 'lowerLetter', '%3)')}{level(3, 'decimal', '%1.%2.')}{level(4, 'bullet', '')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def numbered(text, index, number=1):
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_that_word_counts_come_out_as_text(read):
    body = [
        ("Phạm vi", 0),
        ("Một", 1),
        ("Điểm", 2),
        ("Điểm nữa", 2),
        ("Hai", 1),
        ("Điểm", 2),
        ("Đối tượng", 0),
        ("Ba", 1),
    ]
    assert read("".join(numbered(*one) for one in body), numbering=CLAUSES).splitlines() == [
        "Điều 1. Phạm vi",
        "1. Một",
        "a) Điểm",
        "b) Điểm nữa",
        "2. Hai",
        "a) Điểm",
        "Điều 2. Đối tượng",
        "1. Ba",
    ]


def test_a_list_may_begin_again_and_show_the_numbers_above(read):
    body = numbered("A", 0) + numbered("b", 1) + numbered("c", 1) + numbered("d", 1, number=2) + numbered("e", 3)
    assert read(body, numbering=CLAUSES).splitlines() == ["Điều 1. A", "1. b", "2. c", "1. d", "1.1. e"]


def test_a_style_may_number_and_an_empty_paragraph_takes_no_number(read):
    styles = (
        '<w:style w:type="paragraph" w:styleId="Khoan"><w:pPr><w:numPr><w:numId w:val="1"/><w:ilvl w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Khoan"/></w:style>'
    )
    named = '<w:pStyle w:val="Con"/>'
    body = paragraph("Một", properties=named) + paragraph("", properties=named) + paragraph("Hai", properties=named)
    off = paragraph("Không số", properties=named + '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert [line for line in read(body + off, numbering=CLAUSES, styles=styles).splitlines() if line] == [
        "1. Một",
        "2. Hai",
        "Không số",
    ]


def test_after_z_word_counts_aa_and_roman_numbers_are_right(read):
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "upperRoman", "Chương %1")}{level(1, "lowerLetter", "%2)")}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(numbered("x", 0) for _ in range(14)) + "".join(numbered("y", 1) for _ in range(27))
    lines = read(body, numbering=numbering).splitlines()
    assert (lines[3], lines[8], lines[13]) == ("Chương IV x", "Chương IX x", "Chương XIV x")
    assert (lines[-2], lines[-1]) == ("z) y", "aa) y")


def test_deleted_words_are_gone_and_inserted_ones_stay(read):
    body = paragraph(
        run("Phạt "),
        f"<w:del>{run('5').replace('w:t', 'w:delText')}</w:del>",
        f"<w:ins>{run('10')}</w:ins>",
        run(" triệu đồng."),
        run("Ẩn", more="<w:vanish/>"),
    )
    moved = paragraph(f"<w:moveFrom>{run('cũ')}</w:moveFrom>", f"<w:moveTo>{run('mới')}</w:moveTo>")
    assert read(body + moved) == "Phạt 10 triệu đồng.\nmới"


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(read):
    body = paragraph("Một ", properties="<w:rPr><w:del/></w:rPr>") + paragraph("câu.")
    assert read(body) == "Một câu."


def test_a_table_of_figures_has_a_line_for_each_row(read):
    body = table(["STT", "Tên"], ["1", ["Dòng một", "dòng hai"]], ["2", "Hà\tNội"])
    assert read(body) == "STT\tTên\n1\tDòng một dòng hai\n2\tHà Nội"


def test_the_head_set_side_by_side_is_read_column_by_column(read):
    head = table([["ỦY BAN NHÂN DÂN", "TỈNH THÁI BÌNH"], ["CỘNG HÒA", "Độc lập"]], lines=False)
    assert read(head + paragraph("Điều 1.")) == "ỦY BAN NHÂN DÂN\nTỈNH THÁI BÌNH\nCỘNG HÒA\nĐộc lập\nĐiều 1."


def test_a_cell_over_two_columns_leaves_the_others_in_place(read):
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("Cả hai") + "</w:tc>"
    last = f"<w:tc>{paragraph('Ba')}</w:tc>"
    body = table(["1", "2", "3"]).replace("</w:tbl>", f"<w:tr>{wide}{last}</w:tr></w:tbl>")
    assert read(body) == "1\t2\t3\nCả hai\t\tBa"


def test_footnotes_stand_at_the_end_with_their_mark_in_the_text(read):
    notes = f'<w:footnote w:id="2">{paragraph("Được sửa đổi.")}</w:footnote>'
    body = paragraph(run("Điều 5"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run(" quy định"))
    assert read(body, footnotes=notes) == "Điều 5[1] quy định\n[1] Được sửa đổi."


def test_text_boxes_links_controls_and_fields_are_read_once(read):
    box = f"<w:txbxContent>{paragraph('Trong khung')}</w:txbxContent>"
    both = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("7")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    control = f"<w:sdt><w:sdtContent>{paragraph('Trong ô')}</w:sdtContent></w:sdt>"
    link = f"<w:hyperlink>{run('liên kết')}</w:hyperlink>"
    assert read(paragraph(run("Xem "), link, both) + control + paragraph(run("Trang "), field)).splitlines() == [
        "Xem liên kết",
        "Trong khung",
        "Trong ô",
        "Trang 7",
    ]


def test_line_breaks_end_a_line_and_tabs_do_not_look_like_a_table(read):
    body = paragraph(run("QUYẾT ĐỊNH"), "<w:r><w:br/></w:r>", run("Về việc"), "<w:r><w:tab/></w:r>", run("x"))
    assert read(body) == "QUYẾT ĐỊNH\nVề việc   x"


@pytest.mark.parametrize(
    ("typed", "font", "meant"),
    [
        ("QuyÕt ®Þnh sè 5", ".VnTime", "Quyết định số 5"),
        ("quyÕt ®Þnh", ".VnTimeH", "QUYẾT ĐỊNH"),
        ("Quyeát ñònh soá 5", "VNI-Times", "Quyết định số 5"),
        ("Quyết định số 5", ".VnTime", "Quyết định số 5"),
        ("Quyết định số 5", "VNI-Times", "Quyết định số 5"),
        ("Sè 5 vµ c¸c ñy viªn", "VnTime", "Số 5 và các ủy viên"),
        ("\uf051uy\uf0d5t \uf0ae\uf0denh", ".VnTime", "Quyết định"),
    ],
)
def test_the_font_tells_the_old_encoding_unless_the_words_say_otherwise(read, typed, font, meant):
    assert read(paragraph(run(typed, font))) == meant


def test_a_soft_hyphen_of_an_old_font_is_a_letter(read):
    runs = run("Ng", ".VnTime").replace("</w:r>", "<w:softHyphen/></w:r>") + run("êi ®", ".VnTime")
    runs += "<w:r><w:rPr><w:rFonts w:ascii='.VnTime' w:hAnsi='.VnTime'/></w:rPr><w:softHyphen/></w:r>"
    assert read(paragraph(runs, run("îc", ".VnTime"), run(" và\u00ad tôi", "Times New Roman"))) == "Người được và tôi"


def test_runs_of_both_kinds_in_one_paragraph_keep_their_own_encoding(read):
    body = paragraph(run("§iÒu 1. ", ".VnTime"), run("Phạm vi điều chỉnh ", "Times New Roman"), run("cña", ".VnTime"))
    assert read(body) == "Điều 1. Phạm vi điều chỉnh của"


def test_a_letter_in_two_runs_of_vni_is_put_together(read):
    assert read(paragraph(run("Quye", "VNI-Times", "<w:b/>"), run("át ñònh", "VNI-Times"))) == "Quyết định"


def test_fonts_come_from_styles_and_the_document_too(read):
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:rPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:styleId="Hoa"><w:rPr>'
        '<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/></w:rPr></w:style>'
    )
    body = paragraph("nghÞ ®Þnh", properties='<w:pStyle w:val="Hoa"/>') + paragraph("Bé Tµi chÝnh")
    assert read(body, styles=styles) == "NGHỊ ĐỊNH\nBộ Tài chính"


def test_capitals_and_symbols_look_as_on_paper(read):
    body = paragraph(run("phụ lục", more="<w:caps/>"), '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', run("5"))
    assert read(body + paragraph(run("\uf0b7 mục"))) == "PHỤ LỤC≥5\n• mục"


def test_decomposed_letters_are_put_together(read):
    assert read(paragraph("Quye\u0302\u0301t d\u0323inh Ðà Nẵng")) == "Quyết ḍinh Đà Nẵng"
