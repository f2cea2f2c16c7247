"""The read text as the confirm screen shows it: pages, and marks where values were read, each a target of a link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from documents.uploading.pages import pages_of


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that something was read from; `id` is what links lead to."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """One page of the text as HTML; `number` from 1, 0 where the file has no pages."""

    number: int
    html: SafeString


def marked_pages(text: str, starts: Sequence[int], marks: Iterable[Mark]) -> list[MarkedPage]:
    """The text, page by page, with every mark. Marks may overlap: each begins an element of its own at its place."""
    ordered = sorted((m for m in marks if 0 <= m.start < m.end <= len(text)), key=lambda m: (m.start, -m.end))
    return [
        MarkedPage(number, marked(text, start, end, [m for m in ordered if start <= m.start < end]))
        for number, start, end in pages_of(text, starts)
    ]


def marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> SafeString:
    """`text[start:end]` as HTML. One that sticks out of an earlier one goes on behind it in an element of its own."""
    out: list[str] = []
    open_ends: list[int] = []
    place = start

    def go_to(goal: int) -> None:
        nonlocal place
        while open_ends and open_ends[-1] <= goal:
            close = open_ends.pop()
            out.append(conditional_escape(text[place:close]))
            out.append("</mark>")
            place = close
        out.append(conditional_escape(text[place:goal]))
        place = goal

    waiting = [(mark.start, -mark.end, mark.id) for mark in marks]
    heapify(waiting)
    while waiting:
        begin, minus_stop, name = heappop(waiting)
        stop = min(-minus_stop, end)
        go_to(begin)
        close = min(stop, *open_ends) if open_ends else stop
        out.append(f'<mark id="{conditional_escape(name)}" tabindex="-1">' if name else "<mark>")
        open_ends.append(close)
        if close < stop:
            heappush(waiting, (close, -stop, ""))
    go_to(end)
    return mark_safe("".join(out))  # noqa: S308 - every piece of the text is escaped above
