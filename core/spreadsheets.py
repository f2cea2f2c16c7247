"""Tables that people open in a spreadsheet programme."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

# What begins so, a spreadsheet takes for a formula and calculates (OWASP: CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell(value: Any) -> str:
    """The value as text that no spreadsheet calculates; numbers stay numbers."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def csv_answer(name: str, heading: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A CSV file to keep: UTF-8 with the mark that lets Excel read Vietnamese. For who asks, nobody else keeps it."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    answer.write("\ufeff")
    writer = csv.writer(answer)
    writer.writerow([cell(value) for value in heading])
    writer.writerows([cell(value) for value in row] for row in rows)
    return answer


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST, LOOKED_AT = 60, 200  # characters of a column; rows looked at to find out how wide it has to be


def xlsx_answer(name: str, heading: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """An Excel workbook with one sheet: dates are dates, long texts wrap, the heading stays in view."""
    table = [list(row) for row in rows]
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for place, words in enumerate(heading):
        longest = max([len(str(words)), *(len(shown(row[place])) for row in table[:LOOKED_AT])])
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(WIDEST, longest + 2)
    sheet.append([styled(sheet, str(words), bold=True) for words in heading])
    for row in table:
        sheet.append([styled(sheet, value) for value in row])
    kept = BytesIO()
    book.save(kept)
    answer = HttpResponse(kept.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def shown(value: Any) -> str:
    return "00/00/0000" if isinstance(value, datetime.date) else str(value)


def styled(sheet: Any, value: Any, *, bold: bool = False) -> WriteOnlyCell:
    """One cell; text is never taken for a formula, and what a workbook cannot hold is left out of it."""
    is_plain = isinstance(value, int | float | datetime.date) and not isinstance(value, bool)
    made = WriteOnlyCell(sheet, value if is_plain else ILLEGAL_CHARACTERS_RE.sub("", str(value or "")))
    if not is_plain:
        made.data_type = "s"
    if isinstance(value, datetime.date):
        made.number_format = "dd/mm/yyyy"
    made.font, made.alignment = Font(bold=bold), Alignment(vertical="top", wrap_text=True)
    return made
