"""Lines as they stand on a page become paragraphs: hard-wrapped lines are joined where that is safe, page numbers and
running heads go. In doubt a line stays a line: nothing may be lost, and a heading must begin its own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from statistics import median

from documents.extraction.fonts import GAP


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line and where it stands, in any unit, from the upper left corner of its page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in reading order. `upright` is false where the text does not run from left to right."""

    lines: list[PageLine]
    height: float
    width: float = 0.0
    upright: bool = True


# What begins a paragraph of its own in a legal text (NĐ 30/2020, Phụ lục I).
_BEGINS = re.compile(
    r"""(?:Điều|Chương|Mục|Tiểu\ mục|Phần|Phụ\ lục|Khoản|Điểm)\s+(?:thứ\s+\w+|[IVXLC]+|\d+[a-zđ]?)\s*(?:[.:]|$)
    |(?:CHƯƠNG|MỤC|TIỂU\ MỤC|PHẦN|PHỤ\ LỤC|ĐIỀU)\b
    |\d{1,3}[a-zđ]?[.)](?:\s|\D|$)|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?\s|[a-zđ]\d?[.)]\s|[IVXLC]{1,6}[.)]\s|[-–—+•*]\s?\D
    |Căn\ cứ\ |Xét\ |Theo\ đề\ nghị\ |Nơi\ nhận|Kính\ gửi|Số\s*:|TM\.|KT\.|TL\.|TUQ\.""",
    re.VERBOSE,
)
_ENDS_SENTENCE = re.compile(r"[.:;!?…][\"”’)\]]*$|\./\.?$")
_PAGE_NUMBER = re.compile(r"(?:[-–—.\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—.\s]*|[ivxl]{1,6})", re.IGNORECASE)
_RAISED = re.compile(r"\d{1,3}")
_MEASURE = re.compile(r"\b[cdkm]?m$")
# Share of the page at its top and bottom where numbers and running heads stand.
_MARGIN = 0.12
_REPEATED = 3  # pages with the same words there
_TEXT_WIDTH = 0.82  # share of the page, from its left edge, that a full line reaches (NĐ 30/2020: margin 15–20 mm)


def without_margins(pages: list[Page]) -> list[Page]:
    """The pages without their numbers and without lines that stand at the top or bottom of most of them."""
    seen = Counter(key for page in pages for key in {_key(line) for line in page.lines if _at_edge(line, page)})
    often = {key for key, count in seen.items() if count >= max(_REPEATED, len(pages) / 2) and key}
    return [Page(_kept(page, often), page.height, page.width, page.upright) for page in pages]


def _kept(page: Page, often: set[str]) -> list[PageLine]:
    edges = [line for line in page.lines if _at_edge(line, page)]
    first = min(edges, key=lambda line: line.top, default=None)
    last = max(edges, key=lambda line: line.bottom, default=None)
    return [
        line
        for line in page.lines
        if not (line in (first, last) and _PAGE_NUMBER.fullmatch(line.text.strip()))
        and not (_at_edge(line, page) and _key(line) in often)
    ]


def _key(line: PageLine) -> str:
    """What is the same on every page: a running head may count the pages."""
    return re.sub(r"[\d\s]+", " ", line.text).strip().casefold()


def _at_edge(line: PageLine, page: Page) -> bool:
    return line.bottom < page.height * _MARGIN or line.top > page.height * (1 - _MARGIN)


def paragraphs(page: Page) -> list[str]:
    """The paragraphs of a page."""
    lines = _with_raised([line for line in page.lines if line.text.strip()])
    if not lines:
        return []
    shape = _Shape(lines, page.width) if page.upright else None
    found = [lines[0].text.strip()]
    for before, line in pairwise(lines):
        text = line.text.strip()
        if shape.goes_on(before, line) if shape else _goes_on_by_words(before.text, text):
            found[-1] = glued(found[-1], text)
        else:
            found.append(text)
    return found


def _with_raised(lines: list[PageLine]) -> list[PageLine]:
    """Small figures that stand raised behind a line belong to it: `m2`, or the mark of a note."""
    found: list[PageLine] = []
    for line in lines:
        before = found[-1] if found else None
        if before and _RAISED.fullmatch(line.text.strip()) and _is_raised(before, line):
            text = before.text.rstrip()
            mark = line.text.strip() if _MEASURE.search(text) else f"[{line.text.strip()}]"
            found[-1] = replace(before, text=text + mark, right=max(before.right, line.right))
        else:
            found.append(line)
    return found


def _is_raised(before: PageLine, line: PageLine) -> bool:
    within = before.top - before.height / 2 < line.top < before.bottom - before.height / 3
    return within and line.height < before.height * 0.8 and line.left > before.left


def glued(one: str, other: str) -> str:
    """Two parts of a paragraph: `QĐ-` and `UBND` without a space between them."""
    return one + other if re.search(r"\w[-/]$", one) else f"{one} {other}"


def joined_pages(texts: list[str]) -> str:
    """Pages as one text: a paragraph that runs over the end of a page is put together."""
    whole = ""
    for text in texts:
        if not text:
            continue
        if not whole:
            whole = text
            continue
        last, first = whole.rpartition("\n")[2], text.partition("\n")[0]
        whole = glued(whole, text) if _goes_on_by_words(last, first) else f"{whole}\n{text}"
    return whole


def _goes_on_by_words(last: str, first: str) -> bool:
    """Whether a sentence goes on, where the places of the lines do not tell."""
    return _small(first) and not _BEGINS.match(first) and not re.search(r"[.;!?]$", last.strip())


def _small(text: str) -> bool:
    return text.lstrip('"“‘(')[:1].islower()


class _Shape:
    """How the lines of a page are set: where they begin and end, how far apart they are."""

    def __init__(self, lines: list[PageLine], width: float) -> None:
        self.size = median(line.height for line in lines) or 1.0
        rights = sorted(line.right for line in lines)
        # A page with nothing but short lines is no text set from edge to edge.
        self.right = max(rights[ceil((len(rights) - 1) * 0.9)], width * _TEXT_WIDTH)
        # Most lines of a text begin at its left edge; first lines of paragraphs may stand further in.
        places = Counter(round(line.left / self.size) for line in lines if not _BEGINS.match(line.text.strip()))
        places = places or Counter(round(line.left / self.size) for line in lines)
        most = max(places.values())
        self.left = min(place for place, count in places.items() if count >= most / 2) * self.size
        begins = [line for line in lines if _BEGINS.match(line.text.strip())]
        self.is_indented = sum(map(self._indented, begins)) * 2 > len(begins) if begins else True
        gaps = [after.top - before.bottom for before, after in pairwise(lines) if after.top > before.top]
        self.gap = median(gaps) if gaps else 0.0

    def _indented(self, line: PageLine) -> bool:
        return line.left > self.left + self.size

    def _is_full(self, before: PageLine, line: PageLine) -> bool:
        """Whether the first word of `line` would not have found room at the end of the line before."""
        text = line.text.strip()
        width = (line.right - line.left) / max(len(text), 1)
        word = text.split(" ", 1)[0]
        return before.right + (len(word) + 1) * width > self.right - width

    def goes_on(self, before: PageLine, line: PageLine) -> bool:
        one, other = before.text.strip(), line.text.strip()
        if _BEGINS.match(other) or GAP in one or GAP in other or line.top < before.top:
            return False
        if not self._is_full(before, line):
            return False
        if line.top - before.bottom > self.gap + 2 * self.size:
            return False
        if _small(other):
            return True
        if one.isupper() != other.isupper() and any(map(str.isalpha, one)):
            return False
        if self._indented(line) and line.left > before.left - self.size / 2:
            return False
        if line.top - before.bottom > self.gap + 0.6 * self.size:
            return False
        # After the end of a sentence only the place tells: a new paragraph would stand further in.
        return self.is_indented if _ENDS_SENTENCE.search(one) else True
