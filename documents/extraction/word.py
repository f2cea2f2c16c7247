"""Text out of .docx: paragraphs with their automatic numbers, tables, footnotes. What tracked changes took out is left
out and what they put in stays; headers, footers, comments and hidden text are no part of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as REL
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from documents.extraction.fonts import GAP, Line, Run
from documents.extraction.tables import Cell, laid_out
from documents.extraction.word_numbering import Numbering
from documents.extraction.word_styles import Styles, is_on
from documents.extraction.word_tables import has_lines, in_columns

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVES, _CHOICE, _FALLBACK = (_MC + name for name in ("AlternateContent", "Choice", "Fallback"))
_TEXT_BOX = qn("w:txbxContent")
_P, _R, _TABLE = qn("w:p"), qn("w:r"), qn("w:tbl")
_CONTENT = qn("w:sdtContent")
# What hides what is in it.
_LEFT_OUT = {qn(name) for name in ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:delText", "w:sectPr")}
_LEFT_OUT |= {qn(name) for name in ("w:tblPr", "w:trPr", "w:tcPr", "w:sdtPr", "w:sdtEndPr", "w:tblGrid", "w:rt")}
_CHARACTERS = {qn("w:tab"): GAP, qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:softHyphen"): "\u00ad"}
_CHARACTERS |= {qn("w:noBreakHyphen"): "-", qn("w:ptab"): GAP}
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}


def read(path: Path) -> list[Line]:
    """The lines of a Word document in reading order; a row of a table is one line.

    Raises whatever python-docx raises for a file that is broken.
    """
    return _Reader(Document(str(path))).lines()


class _Reader:
    def __init__(self, document: Any) -> None:
        self._body = document.element.body
        self._styles = Styles(_part(document, REL.STYLES))
        self._numbering = Numbering(_part(document, REL.NUMBERING))
        self._note_parts = {"footnotes": _part(document, REL.FOOTNOTES), "endnotes": _part(document, REL.ENDNOTES)}
        self._notes: list[tuple[str, str]] = []

    def lines(self) -> list[Line]:
        found = list(self._blocks(self._body))
        # A note may refer to none: notes are read after the text that names them.
        for number, (kind, key) in enumerate(self._notes, start=1):
            part = self._note_parts[kind]
            note = None if part is None else next((n for n in part if n.get(qn("w:id")) == key), None)
            lines = list(self._blocks(note)) if note is not None else []
            if lines:
                found += [[Run(f"[{number}] "), *lines[0]], *lines[1:]]
        return found

    def _blocks(self, parent: Any) -> Iterator[Line]:
        joined: Line = []
        for element in _elements(parent, (_P, _TABLE)):
            if element.tag == _TABLE:
                yield from self._table(element)
                continue
            boxes: list[Any] = []
            runs = self._paragraph(element, boxes)
            mark = element.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
            if mark is not None and (mark.find(qn("w:del")) is not None or mark.find(qn("w:moveFrom")) is not None):
                joined += runs  # the end of the paragraph is deleted: it goes on in the next
                continue
            yield from _split([*joined, *runs])
            joined = []
            for box in boxes:
                yield from self._blocks(box)
        if joined:
            yield from _split(joined)

    def _table(self, table: Any) -> list[Line]:
        rows: list[list[Cell]] = []
        alone: list[list[Cell]] = []
        elements: list[Any] = []
        for row in _elements(table, (qn("w:tr"),)):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
                cells = [(cell, list(self._blocks(cell))) for cell in _elements(row, (qn("w:tc"),))]
                elements += [cell for cell, _lines in cells]
                alone.append([lines for _cell, lines in cells])
                rows.append(in_columns(row, cells))
        drawn = has_lines(table, elements, self._styles)
        return laid_out(rows if drawn else alone, has_lines=drawn)

    def _paragraph(self, paragraph: Any, boxes: list[Any]) -> Line:
        properties = paragraph.find(qn("w:pPr"))
        named = properties.find(qn("w:pStyle")) if properties is not None else None
        style = named.get(qn("w:val"), "") if named is not None else ""
        runs = list(self._runs(paragraph, style, boxes))
        number, level, said_by = self._styles.list_of(properties, style)
        if not number or not any(run.text.strip() for run in runs):
            return runs  # Word numbers an empty paragraph too, but nobody means it
        if level is None:
            level = self._numbering.level_of_style(number, said_by)
        label = self._numbering.next(number, level)
        return [Run(label + " ", self._label_font(paragraph, properties, style)), *runs] if label.strip() else runs

    def _label_font(self, paragraph: Any, properties: Any | None, style: str) -> str:
        mark = properties.find(qn("w:rPr")) if properties is not None else None
        return self._font(mark, style)

    def _runs(self, parent: Any, style: str, boxes: list[Any]) -> Iterator[Run]:
        # Of a field only what it shows counts, not the order that makes it.
        depth_of_orders: list[bool] = []
        for run in _elements(parent, (_R,)):
            properties = run.find(qn("w:rPr"))
            said = list(self._styles.run_properties(properties, style))
            hidden = _first(said, "w:vanish")
            font, capitals = self._font_of(said), bool(_first(said, "w:caps"))
            text = ""
            for element in _elements(run, None):
                if element.tag == qn("w:fldChar"):
                    kind = element.get(qn("w:fldCharType"))
                    if kind == "begin":
                        depth_of_orders.append(True)
                    elif depth_of_orders and kind == "separate":
                        depth_of_orders[-1] = False
                    elif depth_of_orders and kind == "end":
                        depth_of_orders.pop()
                elif element.tag == _TEXT_BOX:
                    boxes.append(element)
                elif hidden or any(depth_of_orders):
                    continue
                elif element.tag == qn("w:t"):
                    text += element.text or ""
                elif element.tag == qn("w:sym"):
                    yield Run(text, font, capitals)
                    text = ""
                    yield _sign(element)
                elif element.tag in _NOTES:
                    self._notes.append((_NOTES[element.tag], element.get(qn("w:id"), "")))
                    text += f"[{len(self._notes)}]"
                elif element.tag in _CHARACTERS:
                    page = element.get(qn("w:type")) in ("page", "column")
                    text += "\n" if page else _CHARACTERS[element.tag]
            if text:
                yield Run(text, font, capitals)

    def _font(self, properties: Any | None, style: str) -> str:
        return self._font_of(self._styles.run_properties(properties, style))

    @staticmethod
    def _font_of(said: Any) -> str:
        for properties in said:
            fonts = properties.find(qn("w:rFonts"))
            if fonts is None:
                continue
            for name in ("w:hAnsi", "w:ascii"):
                if font := fonts.get(qn(name)):
                    return str(font)
            if fonts.get(qn("w:hAnsiTheme")) or fonts.get(qn("w:asciiTheme")):
                return ""  # fonts of themes are newer than Unicode
        return ""


def _first(said: list[Any], name: str) -> bool | None:
    """What the nearest says about a property."""
    return next((value for properties in said if (value := is_on(properties, name)) is not None), None)


def _sign(element: Any) -> Run:
    code = element.get(qn("w:char"), "")
    try:
        return Run(chr(int(code, 16)), element.get(qn("w:font"), "Symbol"))
    except (ValueError, OverflowError):
        return Run("")


def _elements(parent: Any, wanted: tuple[str, ...] | None) -> Iterator[Any]:
    """What is below `parent` and visible: the outermost elements of the wanted tags, or those without a wrapper."""
    for child in parent.iterchildren():
        tag = child.tag
        if not isinstance(tag, str) or tag in _LEFT_OUT:
            continue
        if wanted is not None and tag in wanted:
            yield child
        elif tag == _ALTERNATIVES:
            # Two ways to say the same: with the newer one that can be read here, or for old programs.
            choice = child.find(_CHOICE)
            yield from _elements(choice if choice is not None else child.find(_FALLBACK), wanted)
        elif wanted is None:
            yield child
            if tag != _TEXT_BOX:
                yield from _elements(child, wanted)
        elif tag not in (_R, _P, _TABLE):
            yield from _elements(child, wanted)


def _split(runs: Line) -> Iterator[Line]:
    """A paragraph in lines where its writer broke it."""
    line: Line = []
    for run in runs:
        first, *others = run.text.split("\n")
        line.append(Run(first, run.font, run.capitals))
        for piece in others:
            yield line
            line = [Run(piece, run.font, run.capitals)]
    yield line


def _part(document: Any, kind: str) -> Any | None:
    try:
        part = document.part.part_related_by(kind)
    except KeyError:
        return None
    return part.element if hasattr(part, "element") else parse_xml(part.blob)
