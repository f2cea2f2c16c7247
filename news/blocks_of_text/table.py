"""A table, pasted from Excel or typed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import BlockComparison, diff_text
from wagtail.contrib.table_block.blocks import TableBlock

from vietnamese.text import compact_spaces

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL, LONGEST_CAPTION = 500, 50, 2000, 250
NARROW = 6  # columns that become cards on a phone; wider tables scroll
CHOICES = ("row", "column", "both", "neither")
_NUMBER = re.compile(r"[-+−]?\d[\d.,\s]*%?")

# Handsontable speaks English; these are the words of its menu.
MENU = {
    "items": {
        "row_above": {"name": _("Insert a row above")},
        "row_below": {"name": _("Insert a row below")},
        "line1": "---------",
        "col_left": {"name": _("Insert a column to the left")},
        "col_right": {"name": _("Insert a column to the right")},
        "line2": "---------",
        "remove_row": {"name": _("Remove the row")},
        "remove_col": {"name": _("Remove the column")},
        "line3": "---------",
        "undo": {"name": _("Undo")},
        "redo": {"name": _("Redo")},
    }
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and under which column heading."""

    text: str
    label: str = ""
    is_heading: bool = False
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the template shows it."""

    caption: str
    head: list[Cell]
    rows: list[list[Cell]]

    @property
    def is_cards(self) -> bool:
        """Whether it becomes cards on a phone: few columns, and each cell can say what it is."""
        return bool(self.head) and len(self.head) <= NARROW


def read_rows(value: Any) -> list[list[str]]:
    """The cells as text, every row as long as the longest, without empty rows and columns at the ends."""
    data = value.get("data") if isinstance(value, dict) else None
    raw = [row for row in data if isinstance(row, list)] if isinstance(data, list) else []
    rows = [["" if cell is None else str(cell).strip() for cell in row] for row in raw]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((index + 1 for row in rows for index, cell in enumerate(row) if cell), default=0)
    return [(row + [""] * width)[:width] for row in rows]


def table_of(value: Any) -> Table | None:
    """The table of a stored value, however it is shaped; None for an empty one."""
    rows = read_rows(value)
    if not rows:
        return None
    choice = value.get("table_header_choice")
    by_row = bool(value.get("first_row_is_table_header")) or choice in ("row", "both")
    by_column = bool(value.get("first_col_is_header")) or choice in ("column", "col", "both")
    head, rows = (rows[0], rows[1:]) if by_row else ([], rows)
    numeric = [
        is_numeric([row[at] for row in rows]) and not (by_column and at == 0) for at in range(len(head or rows[0]))
    ]
    heads = [Cell(text, is_heading=True, is_number=numeric[at]) for at, text in enumerate(head)]
    cells = [
        [Cell(text, head[at] if head else "", by_column and at == 0, numeric[at]) for at, text in enumerate(row)]
        for row in rows
    ]
    return Table(compact_spaces(str(value.get("table_caption") or "")), heads, cells)


def is_numeric(column: list[str]) -> bool:
    """Whether a column holds numbers, and nothing else but gaps: they are set flush right."""
    return any(column) and all(_NUMBER.fullmatch(text) for text in column if text)


def as_lines(value: Any) -> str:
    """A table in plain words, a row a line."""
    rows = "\n".join(" | ".join(row) for row in read_rows(value))
    return f"{(value or {}).get('table_caption') or ''}\n{rows}"


class TableComparison(BlockComparison):
    """Two versions of a table, for whoever approves the change."""

    def htmlvalue(self, val: Any) -> SafeString:
        return linebreaksbr(as_lines(val), autoescape=True)

    def htmldiff(self) -> SafeString:
        # Wagtail has escaped both texts; only ends of lines are put in.
        difference = diff_text(as_lines(self.val_a), as_lines(self.val_b)).to_html()
        return mark_safe(difference.replace("\n", "<br>"))  # noqa: S308


class DataTableBlock(TableBlock):
    """A table of plain text. Its caption says what it shows; the editor says which cells are headings (WCAG 1.3.1)."""

    class Meta:
        icon = "table"
        label = _("table")
        template = "news/blocks/table.html"

    def __init__(self, **kwargs: Any) -> None:
        options = {"contextMenu": MENU, "language": "en-US"}
        help_text = _("Copy the cells in Excel or Word and paste them into the first cell here.")
        super().__init__(table_options=options, help_text=help_text, **kwargs)

    def value_from_form(self, value: Any) -> Any:
        """What the browser sent, reduced to what a table is. Raises `ValueError` for anything else."""
        sent = json.loads(value) if value else None
        if sent is None:
            return None
        if not isinstance(sent, dict):
            raise ValueError("a table is an object")
        choice = sent.get("table_header_choice")
        choice = choice if choice in CHOICES else ""
        return {
            "data": read_rows(sent),
            "table_caption": compact_spaces(str(sent.get("table_caption") or "")),
            "table_header_choice": choice,
            "first_row_is_table_header": choice in ("row", "both"),
            "first_col_is_header": choice in ("column", "both"),
        }

    def to_python(self, value: Any) -> Any:
        return value if isinstance(value, dict) else None

    def clean(self, value: Any) -> Any:
        rows = read_rows(value)
        if len(rows) > MOST_ROWS or (rows and len(rows[0]) > MOST_COLUMNS):
            said = _now("A table has at most %(rows)d rows and %(columns)d columns. Attach a larger one as a file.")
            raise ValidationError(said % {"rows": MOST_ROWS, "columns": MOST_COLUMNS})
        if any(len(cell) > LONGEST_CELL for row in rows for cell in row):
            raise ValidationError(_now("A cell holds too much text. Put long texts beside the table."))
        if len(value.get("table_caption") or "") > LONGEST_CAPTION if value else False:
            raise ValidationError(_now("The caption of the table is too long."))
        if not self.is_deferred_validation:
            if not rows:
                raise ValidationError(_now("The table is empty."))
            if not compact_spaces(value.get("table_caption") or ""):
                raise ValidationError(_now("Give the table a caption: what it shows, and of when."))
            if value.get("table_header_choice") not in (*CHOICES, "col"):
                raise ValidationError(
                    _now("Say which cells are headings: the first row, the first column, both or none.")
                )
        return self.value_from_form(self.value_for_form(value)) if value else None

    def get_comparison_class(self) -> type[BlockComparison]:
        return TableComparison

    def get_searchable_content(self, value: Any) -> list[str]:
        caption = str((value or {}).get("table_caption") or "")
        return [text for text in (caption, *(cell for row in read_rows(value) for cell in row)) if text]

    def render(self, value: Any, context: Any = None) -> SafeString:
        return render_to_string("news/blocks/table.html", {"table": table_of(value)})
