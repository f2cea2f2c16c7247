"""Where the pages of a read text begin: kept beside it, so that the text itself has no signs in it nobody typed."""

from __future__ import annotations

from collections.abc import Sequence

from documents.lines import PAGE_BREAK


def joined(text: str, starts: Sequence[int], parts: Sequence[str]) -> tuple[str, list[int]]:
    """The text with further pages put to it, and where each page begins in it.

    A paragraph that runs over the end of a page is put together.
    """
    from documents.extraction.lines import joined_pages

    whole, begins = text, list(starts)
    for part in map(tidy, parts):
        longer = joined_pages([whole, part])
        if not longer.endswith(part) or not longer.startswith(whole[:-1]):
            longer = f"{whole}\n{part}"
        begins.append(len(longer) - len(part))
        whole = longer
    return whole, begins


def tidy(text: str) -> str:
    """Without the sign that the database refuses, and with page breaks of the file as line ends."""
    return text.replace("\x00", "").replace(PAGE_BREAK, "\n").strip("\n")


def with_breaks(text: str, starts: Sequence[int]) -> str:
    """The same text, place for place, with a page break before each page that begins a paragraph."""
    signs = list(text)
    for start in starts:
        if start and signs[start - 1] == "\n":
            signs[start - 1] = PAGE_BREAK
    return "".join(signs)


def page_at(starts: Sequence[int], position: int) -> int:
    """The page a place of the text is on, from 1; 0 where no pages are known."""
    return sum(1 for start in starts if start <= position)


def pages_of(text: str, starts: Sequence[int]) -> list[tuple[int, int, int]]:
    """(number from 1, first place, place behind the last) of each page; one page, number 0, where none are known."""
    if not starts:
        return [(0, 0, len(text))]
    begins = [0, *starts[1:]]
    ends = [*begins[1:], len(text)]
    return [(number, start, end) for number, (start, end) in enumerate(zip(begins, ends, strict=True), 1)]
