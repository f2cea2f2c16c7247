"""Tables that people open in a spreadsheet programme."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

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
