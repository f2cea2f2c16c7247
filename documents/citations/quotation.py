"""What an amending text puts in quotation marks: the new wording of another document, not its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

OPENING, CLOSING = '“„«"', '”»"'
# The new text begins with the number of a provision; a quoted word does not.
_PROVISION = re.compile(
    r"[“„«\"]\s{0,3}(?=(?:Điều\s+\d|Chương\s+[IVXLC\d]|Mục\s+[IVX\d]|Phần\s|Phụ\s+lục\b|PHỤ\s+LỤC|"
    r"\d{1,3}[a-zđ]?\s{0,2}[.)]\s{0,3}\S|[a-zđ]\d?\s{0,2}[.)]\s{0,3}\S))"
)
_MARKS = re.compile("[“„«”»]")
# Where marks do not pair, a quotation ends with a closing one before the end of a line.
_END_OF_LINE = re.compile(r"[”»\"](?=\s{0,3}[.;,]{0,2}[ \t]{0,9}(?:\n|\Z))")
# A quotation with more marks inside was never closed.
_MOST_MARKS = 400


class Quotations:
    """Where the quotations of one text end; the marks are looked up once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _marks(self) -> list[int]:
        return [mark.start() for mark in _MARKS.finditer(self.text)]

    @cached_property
    def _line_ends(self) -> list[int]:
        return [mark.start() for mark in _END_OF_LINE.finditer(self.text)]

    def end(self, start: int) -> int | None:
        """Where the quotation ends whose mark stands at `start`: right after its closing mark; None if it has none."""
        if self.text[start] != '"':
            depth, first = 0, bisect_left(self._marks, start)
            for at in self._marks[first : first + _MOST_MARKS]:
                depth += 1 if self.text[at] in OPENING else -1
                if depth == 0:
                    return at + 1
        closing = bisect_left(self._line_ends, start + 1)
        return self._line_ends[closing] + 1 if closing < len(self._line_ends) else None

    def provisions(self) -> list[tuple[int, int]]:
        """Where quoted provisions begin and end, marks included. What is never closed is no quotation."""
        found: list[tuple[int, int]] = []
        opening = _PROVISION.search(self.text)
        while opening:
            end = self.end(opening.start())
            following = _PROVISION.search(self.text, opening.end())
            straight = self.text[opening.start()] == '"'
            if end is not None and not (straight and following and following.start() < end):
                found.append((opening.start(), end))
                following = _PROVISION.search(self.text, end)
            opening = following
        return found


def unquoted(text: str) -> str:
    """A new text without the marks around it; marks inside it stay."""
    inner = text.strip()
    if inner and inner[0] in OPENING:
        end = Quotations(inner).end(0)
        if end is not None and not inner[end:].strip(" .;,"):
            return inner[1 : end - 1].strip()
    return inner
