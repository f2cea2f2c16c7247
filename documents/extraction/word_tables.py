"""Tables in Word: what their lines look like, and cells that cover several columns."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from documents.extraction.tables import Cell
from documents.extraction.word_styles import Styles

_EDGES = ("w:top", "w:left", "w:start", "w:bottom", "w:right", "w:end", "w:insideH", "w:insideV")
_MOST_COLUMNS = 100


def in_columns(row: Any, cells: list[tuple[Any, Cell]]) -> list[Cell]:
    """The cells of a row by column: empty ones where the row begins later or a cell covers several."""
    found: list[Cell] = [[] for _column in range(_whole(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")))]
    for element, lines in cells:
        covered = _whole(element.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"))
        found += [lines, *([] for _column in range(covered - 1))]
    return found


def _whole(element: Any | None) -> int:
    value = element.get(qn("w:val"), "0") if element is not None else "0"
    return min(int(value), _MOST_COLUMNS) if value.isdecimal() else 0


def has_lines(table: Any, cells: list[Any], styles: Styles) -> bool:
    """Whether the table is drawn, by itself, by its style or by most of its cells."""
    properties = table.find(qn("w:tblPr"))
    own = properties.find(qn("w:tblBorders")) if properties is not None else None
    if own is not None and _draws(own):
        return True
    if own is None and properties is not None and (named := properties.find(qn("w:tblStyle"))) is not None:
        for style in styles.chain(named.get(qn("w:val"), ""), "table"):
            borders = style.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
            if borders is not None:
                return _draws(borders)
    borders = [found for cell in cells if (found := cell.find(f"{qn('w:tcPr')}/{qn('w:tcBorders')}")) is not None]
    return sum(map(_draws, borders)) * 2 > len(cells)


def _draws(borders: Any) -> bool:
    """Lines on at least two sides: a single one underlines a heading."""
    sides = [edge for name in _EDGES if (edge := borders.find(qn(name))) is not None]
    return sum(edge.get(qn("w:val")) not in ("none", "nil", None) for edge in sides) >= 2
