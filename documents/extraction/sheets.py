"""Tables out of workbooks (.xls, .xlsx): a row is a line, a tab stands between cells. Fonts are told cell by cell.

Sheets that their writer hid are left out: nobody who opened the file has seen them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _now
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock

from core.uploads import LOCKED
from documents.extraction.fonts import Line, Run
from documents.extraction.result import Limits, Unreadable, Warning

# The names Excel gives by itself say nothing.
_UNNAMED = re.compile(r"(?:sheet|trang tính|bảng|table)\s*\d*", re.IGNORECASE)
_DAY = datetime.time()
_MOST_EMPTY = 20  # cells for one that may be kept: whole rows are formatted in one go


@dataclass(slots=True)
class Workbook:
    """The lines of all sheets, one after the other."""

    lines: list[Line] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    def warnings(self) -> list[Warning]:
        if not self.hidden:
            return []
        said = _now("These sheets are hidden in the workbook and were left out: %(names)s.")
        return [Warning("hidden_sheets", said % {"names": ", ".join(self.hidden)})]


def read_xlsx(path: Path, limits: Limits) -> Workbook:
    """A workbook of Excel 2007 and later, with the values that Excel computed last."""
    # By its name openpyxl would refuse a file that is kept without an ending.
    with path.open("rb") as opened, closing(_loaded(opened)) as book:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        found = Workbook(hidden=[sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"])
        for sheet in sheets:
            sheet.reset_dimensions()  # what the file says about its size may be a lie
        tables = [(sheet.title, _table(map(_xlsx_row, sheet.iter_rows()), limits)) for sheet in sheets]
    return _joined(found, tables)


def _loaded(opened: IO[bytes]) -> Any:
    return load_workbook(opened, read_only=True, data_only=True, rich_text=True, keep_links=False)


def read_xls(path: Path, limits: Limits) -> Workbook:
    """A workbook of Excel 5 to 2003. Raises `Unreadable` for one with a password."""
    import xlrd

    with Path("/dev/null").open("w") as nowhere:
        try:
            book = xlrd.open_workbook(str(path), logfile=nowhere, formatting_info=True, on_demand=True)
        except xlrd.XLRDError as error:
            if "encrypted" in str(error):
                raise Unreadable("locked", LOCKED) from None
            raise
        with book:
            sheets = [book.sheet_by_index(index) for index in range(book.nsheets)]
            found = Workbook(hidden=[sheet.name for sheet in sheets if sheet.visibility])
            tables = [
                (sheet.name, _table((_xls_row(book, sheet, row) for row in range(sheet.nrows)), limits))
                for sheet in sheets
                if not sheet.visibility
            ]
    return _joined(found, tables)


def _joined(found: Workbook, tables: list[tuple[str, list[Line]]]) -> Workbook:
    tables = [(name, lines) for name, lines in tables if lines]
    for name, lines in tables:
        if len(tables) > 1:
            found.lines += [[]] if found.lines else []
            found.lines += [] if _UNNAMED.fullmatch(name.strip()) else [[Run(name)]]
        found.lines += lines
    return found


def _table(rows: Iterable[list[list[Run]]], limits: Limits) -> list[Line]:
    """Rows as lines, without those at the end and the columns at the edges that are empty."""
    table: list[list[list[Run]]] = []
    seen = kept = 0
    for row in rows:
        seen += len(row)
        while row and not _says(row[-1]):
            row.pop()
        if not row and not (table and table[-1]):
            continue  # one empty row says as much as a thousand
        kept += len(row) + 1
        if kept > limits.cells or seen > limits.cells * _MOST_EMPTY:
            raise Unreadable("too_large", _now("The workbook has too many cells. Split it into smaller files."))
        table.append(row)
    while table and not table[-1]:
        table.pop()
    first = min((next(i for i, cell in enumerate(row) if _says(cell)) for row in table if row), default=0)
    lines = []
    for row in table:
        line: Line = []
        for number, cell in enumerate(row[first:]):
            line += [Run("\t")] if number else []
            line += [Run(re.sub(r"[\t\r\n]+", " ", run.text), run.font) for run in cell]
        lines.append(line)
    return lines


def _says(cell: list[Run]) -> bool:
    return any(run.text.strip() for run in cell)


def _xlsx_row(cells: Iterable[Any]) -> list[list[Run]]:
    return [list(_xlsx_cell(cell)) for cell in cells]


def _xlsx_cell(cell: Any) -> Iterator[Run]:
    value = cell.value
    if value is None:
        return
    font = cell.font.name or "" if cell.font else ""
    if isinstance(value, CellRichText):
        for piece in value:
            if isinstance(piece, TextBlock):
                yield Run(piece.text or "", piece.font.rFont or font)
            else:
                yield Run(str(piece), font)
    else:
        yield Run(shown(value, cell.number_format or ""), font)


def _xls_row(book: Any, sheet: Any, row: int) -> list[list[Run]]:
    return [list(_xls_cell(book, sheet, row, column)) for column in range(sheet.row_len(row))]


def _xls_cell(book: Any, sheet: Any, row: int, column: int) -> Iterator[Run]:
    import xlrd

    cell = sheet.cell(row, column)
    layout = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
    form = book.format_map.get(layout.format_key) if layout else None
    if cell.ctype == xlrd.XL_CELL_TEXT:
        start, font = 0, layout.font_index if layout else 0
        # Where the font changes inside the cell: (first character, font).
        for at, other in sheet.rich_text_runlist_map.get((row, column), []):
            yield Run(cell.value[start:at], _xls_font(book, font))
            start, font = at, other
        yield Run(cell.value[start:], _xls_font(book, font))
    elif cell.ctype == xlrd.XL_CELL_DATE:
        try:
            yield Run(shown(xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)))
        except (ValueError, OverflowError):
            yield Run(shown(cell.value))
    elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
        yield Run(shown(bool(cell.value)))
    elif cell.ctype == xlrd.XL_CELL_NUMBER:
        yield Run(shown(cell.value, form.format_str if form else ""))


def _xls_font(book: Any, index: int) -> str:
    return book.font_list[index].name if 0 <= index < len(book.font_list) else ""


def shown(value: Any, form: str = "") -> str:
    """A value as people write it: 05/11/2003, 12.5, 20%. `form` is the cell's number format."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return value.strftime("%d/%m/%Y" if value.time() == _DAY else "%d/%m/%Y %H:%M")
    if isinstance(value, datetime.date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float | int):
        # A trailing % in quotes is a word, not a percentage.
        if re.search(r"0%", form):
            return f"{value * 100:.10g}%"
        return f"{value:.12g}" if abs(value) < 1e12 else f"{value:.0f}"
    return "" if value is None else str(value)
