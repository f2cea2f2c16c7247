"""The lines of a text: where each stands, and which belong together because a page was too narrow.

A text taken from a PDF or a scan breaks its lines at the paper's edge. Such lines are joined again, so that a paragraph
is one line whatever paper it came from, and so that `Điều 5` at the start of a broken line is no heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

# Characters at the end of a line after which a sentence does not go on.
SENTENCE_ENDS = ".;:!?"
# A unit that begins: `1.`, `a)`, `-`, `Điều 5`, `Chương II`. Such a line is not joined to the one above without need.
_UNIT = re.compile(
    r"(?:\d{1,3}[a-zđ]?\d?|[a-zđ]{1,2}\d?|[IVXLC]+)\s*[.)/-]|[-–—+*•]|(?:Điều|Chương|Mục|Tiểu mục|Phần)\b", re.I
)
_HEADING = re.compile(r"Điều\s+\d+[a-zđ]?\s*[.:-]|(?:Chương|Mục|Tiểu mục|Phần|Phụ lục)\s+(?:[\dIVXLC]|thứ\s)", re.I)
_FIRST_UNIT = re.compile(r"(?:1|a)\s*[.)]")
_POINT = re.compile(r"[a-zđ]{1,2}\d?\s*[.)/]")
# After these words a number is a reference, and no unit begins: “theo khoản / 2. …” is one sentence.
_REFERS = re.compile(
    r"(?:,|\b(?:khoản|điểm|điều|chương|mục|phần|số|và|hoặc|đến|từ|tại|của|theo|ngày|tháng|năm|phụ lục|các|là))$", re.I
)
# The number of a page stands alone between two lines of one sentence.
_PAGE = re.compile(r"[-–—]?\s*\d{1,4}\s*[-–—]?")
# A line of control characters alone, as old files leave them, is an empty one.
_VISIBLE = re.compile(r"[^\x00-\x1f\x7f-\x9f\s]")
# A text is broken by its paper when this share of its lines goes on in the next one with a small letter.
BROKEN_SHARE = 0.2
WIDEST_PAPER = 140
# A line shorter than this share of the paper's width was ended by its writer.
FULL = 0.9
SHORT = 0.75


@dataclass(slots=True)
class Line:
    """One line without the spaces around it, and its place in the text together with the empty lines after it."""

    text: str
    start: int
    end: int
    # It may be the rest of a broken line although it looks like a unit (`2. …`): what is around it decides.
    doubtful: bool = False


@dataclass(slots=True)
class _Raw:
    text: str
    start: int
    after_gap: bool


def read_lines(text: str) -> list[Line]:
    """The lines that say something; together they cover the text from its first character to its last."""
    raws = _split(text)
    width = _paper_width(raws)
    lines: list[Line] = []
    parts: list[str] = []
    for place, raw in enumerate(raws):
        joined = doubtful = False
        if place and not raw.after_gap:
            joined, doubtful = _join(parts[0], raws[place - 1].text, raw.text, width)
        if joined:
            parts.append(raw.text)
            continue
        if lines:
            lines[-1].end, lines[-1].text = raw.start, " ".join(parts)
        lines.append(Line("", raw.start, len(text), doubtful))
        parts = [raw.text]
    if lines:
        lines[-1].text = " ".join(parts)
        lines[0].start = 0
    return lines


def _split(text: str) -> list[_Raw]:
    raws: list[_Raw] = []
    at, gap = 0, False
    for piece in text.splitlines(keepends=True):
        words = piece.strip()
        if words and _VISIBLE.search(words):
            raws.append(_Raw(words, at, gap))
            gap = False
        elif "\f" not in piece:
            gap = True
        at += len(piece)
    if not raws and (rest := text.strip()):
        raws.append(_Raw(rest, 0, False))
    return raws


def _paper_width(raws: list[_Raw]) -> int:
    """How many characters a full line has, 0 when the lines of this text end where its writer ended them."""
    flowing = sum(1 for above, below in pairwise(raws) if not below.after_gap and _goes_on(above.text, below.text))
    if flowing < max(3, BROKEN_SHARE * len(raws)):
        return 0
    widths = sorted(len(raw.text) for raw in raws)
    width = widths[int(len(widths) * 0.95)]
    return width if width <= WIDEST_PAPER else 0


def _goes_on(above: str, below: str) -> bool:
    """The sentence goes on: no full stop above, a small letter below that is no point's."""
    return (
        below[0].islower()
        and above[-1] not in SENTENCE_ENDS
        and not _POINT.match(below)
        and not is_row(above)
        and not is_row(below)
    )


def _join(whole: str, above: str, below: str, width: int) -> tuple[bool, bool]:
    """Whether the line below belongs to the one above (which began with `whole`), and whether that is doubtful."""
    if _goes_on(above, below):
        return (len(above) >= width * 0.5, False) if width else (not _HEADING.match(above), False)
    if not width or is_row(above) or _PAGE.fullmatch(below):
        return False, False
    heading = bool(_HEADING.match(whole))
    if heading and _FIRST_UNIT.match(below):
        return False, False
    full = len(above) + 1 + len(below.partition(" ")[0]) > width * (1 if heading else FULL)
    if above[-1] == ";" and len(above) > width * SHORT and below[0].islower() and not _POINT.match(below):
        return True, False
    if above[-1] in SENTENCE_ENDS:
        return False, False
    if _UNIT.match(below):
        return full and bool(_REFERS.search(above)), full
    if heading:
        # A title that goes on with a capital letter ends soon and without a full stop; what the article says does not.
        if len(above) > width * SHORT and _REFERS.search(above):
            return True, False
        return full and len(below) < width * SHORT and below[-1] not in SENTENCE_ENDS, False
    return full and not above.isupper(), False


def is_row(line: str) -> bool:
    """Whether the line is cells side by side rather than words in a row."""
    return "\t" in line or " | " in line or line[0] == "|" or line[-1] == "|"
