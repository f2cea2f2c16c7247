"""Tables in a text: some hold figures, others only set the head and the signatures of a document side by side."""

from __future__ import annotations

from collections.abc import Sequence

from documents.extraction.fonts import Line, Run

# A table without lines and no larger than this only sets things side by side.
_LAYOUT_COLUMNS = 3
_LAYOUT_ROWS = 6

# The paragraphs of a cell.
Cell = list[Line]


def laid_out(rows: Sequence[Sequence[Cell]], *, has_lines: bool) -> list[Line]:
    """The lines of a table. A row is one line with a tab between cells, unless the table only sets things side by side:
    then its cells are read one after the other, paragraph by paragraph. So is a row of a single cell.
    """
    columns = max(map(len, rows), default=0)
    if columns <= _LAYOUT_COLUMNS and len(rows) <= _LAYOUT_ROWS and not has_lines:
        return [line for row in rows for cell in row for line in cell]
    lines: list[Line] = []
    for row in rows:
        lines += row[0] if row and not any(row[1:]) and _says(row[0]) else [_row(row)]
    return lines


def _says(cell: Cell) -> bool:
    return any(run.text.strip() for line in cell for run in line)


def _row(cells: Sequence[Cell]) -> Line:
    line: Line = []
    for number, cell in enumerate(cells):
        line += [Run("\t")] if number else []
        for paragraph, one in enumerate(cell):
            line += [Run(" ")] if paragraph else []
            line += [Run(run.text.replace("\t", " "), run.font, run.capitals) for run in one]
    return line
