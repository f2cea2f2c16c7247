"""The outer form of an administrative document in Word (NĐ 30/2020, Phụ lục I): page, fonts, paragraphs, columns."""

from __future__ import annotations

import copy
import re
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
BODY = Pt(14)
BELOW = Pt(6)
INDENT = Mm(12.7)
CENTER, JUSTIFY, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
# What XML cannot hold.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LOOKS = ("bold", "italic", "underline", "size")


class Paper:
    """A Word file under way. Paragraphs that look alike are copies of one: a law has three thousand of them."""

    def __init__(self) -> None:
        self.file: Any = Document()
        self.patterns: dict[tuple[Any, ...], Any] = {}
        section = self.file.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(20)
        self._fonts()

    def _fonts(self) -> None:
        normal = self.file.styles["Normal"]
        normal.font.name, normal.font.size = FONT, BODY
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        for level in range(1, 6):
            heading = self.file.styles[f"Heading {level}"]
            heading.font.name, heading.font.size, heading.font.bold, heading.font.italic = FONT, BODY, True, False
            heading.font.color.rgb = None
            fonts = heading.element.rPr.rFonts
            fonts.set(qn("w:eastAsia"), FONT)
            for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonts.attrib.pop(qn(name), None)

    def about(self, title: str, subject: str, author: str) -> None:
        facts = self.file.core_properties
        facts.title, facts.subject, facts.author = clean(title)[:255], clean(subject)[:255], clean(author)[:255]
        facts.comments = ""

    def paragraph(self, text: str, *, style: str = "", **how: Any) -> Any:
        """A paragraph at the end; `how` takes what `shape` takes, and the looks of its words."""
        if "\n" in text:
            # A justified line that ends in a line break is stretched to the margin.
            how.setdefault("align", LEFT)
        key = (style, *sorted((name, str(value)) for name, value in how.items()))
        if key not in self.patterns:
            made = self.file.add_paragraph(style=style or None)
            looks = {name: how.pop(name) for name in LOOKS if name in how}
            shape(made, **how)
            run(made, "x", **looks)
            self.patterns[key] = copy.deepcopy(made._p)
        else:
            element = copy.deepcopy(self.patterns[key])
            self.file.element.body.insert_element_before(element, "w:sectPr")
            made = Paragraph(element, self.file._body)
        words = made._p.find(f"{qn('w:r')}/{qn('w:t')}")
        if "\n" in text or "\t" in text:
            made.runs[0].text = clean(text)
        else:
            words.text = clean(text)
            words.set(qn("xml:space"), "preserve")
        return made

    def heading(self, text: str, level: int, **how: Any) -> Any:
        """A heading of Word's own, so that its navigation pane shows the outline."""
        return self.paragraph(
            text, style=f"Heading {min(max(level - 1, 1), 5)}", before=Pt(10), indent=False, **{"bold": True, **how}
        )

    def columns(self, *widths: Any) -> Any:
        """The cells of a table of one row without lines."""
        made = self.file.add_table(rows=1, cols=len(widths))
        made.autofit = False
        for place, width in enumerate(widths):
            made.columns[place].width = made.rows[0].cells[place].width = width
        return made.rows[0].cells

    def table(self, rows: list[list[str]]) -> None:
        """Cells with lines around them."""
        width = max(map(len, rows), default=0)
        if not width:
            return
        made = self.file.add_table(rows=len(rows), cols=width)
        made.style = "Table Grid"
        cells = made._cells
        for place, row in enumerate(rows):
            for column, words in enumerate(row):
                run(cells[place * width + column].paragraphs[0], words, size=Pt(12))


def shape(
    made: Any, *, align: Any = JUSTIFY, indent: bool = True, before: Any = None, after: Any = BELOW, left: Any = None
) -> None:
    form = made.paragraph_format
    form.alignment, form.space_before, form.space_after = align, before or Pt(0), after
    form.line_spacing = 1.15
    if left is not None:
        form.left_indent = left
    if indent:
        form.first_line_indent = INDENT


def run(made: Any, text: str, *, size: Any = None, **looks: bool) -> Any:
    """Words with their look; line ends stay line ends."""
    written = made.add_run(clean(text))
    if size is not None:
        written.font.size = size
    for name, value in looks.items():
        setattr(written.font, name, value)
    return written


def line(cell: Any, text: str, *, first: bool = False, **looks: Any) -> Any:
    """A centred line of a cell."""
    made = cell.paragraphs[0] if first else cell.add_paragraph()
    made.alignment = CENTER
    run(made, text, **looks)
    return made


def clean(text: str) -> str:
    return _NO_XML.sub(" ", text)
