"""Which lines stand inside quotation marks over several lines.

An amending text quotes what it puts in the place of the old: “Điều 5. … 1. … 2. …”. What is quoted is no unit of the
amending text. Marks are read by where they stand, since in typed texts any of “ ” „ " « » opens and closes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.structure.headings import article_number, is_division
from documents.structure.lines import Line
from documents.structure.provision import Doubt
from documents.structure.tail import is_tail

_MARK = re.compile('["“”„‟«»]')
_OPENING, _CLOSING = "“„«‟", "”»"
_BEFORE_OPENING = ' \t([{/-–:“„«"'
_AFTER_CLOSING = ' \t.,;:!?)]}/”»"'
# `2. Sửa đổi khoản 3 Điều 5 như sau:` is never part of a quotation when another quotation follows it.
_INSTRUCTION = re.compile(
    r"(?:\d{1,3}[a-zđ]?|[a-zđ]\d?)\s*[.)]\s*(?:Sửa đổi|Bổ sung|Thay|Bãi bỏ|Bỏ|Hủy bỏ|Huỷ bỏ|Đổi|Điều chỉnh|Chuyển)\b"
)
_ANNOUNCES = re.compile(r"(?:như sau|sau đây)\s*:$")
_QUOTED_HEADING = re.compile(r'["“”„‟«]\s*(?:Điều|Chương|Mục|Tiểu mục|Phần)\b', re.I)
_QUOTED_UNIT = re.compile(r'["“”„‟«]\s*(?:\d{1,3}[a-zđ]?|[a-zđ]\d?)\s*[.)]', re.I)
# A quotation inside a quotation inside a quotation: more is a mistake of typing.
_DEEPEST = 3
# So many articles may be missing where the text itself goes on.
_GAP = 3
LONGEST_WORDS = 80


@dataclass(slots=True)
class _Opening:
    """A quotation that has begun and not ended yet."""

    line: int
    # The first line that is quoted as a whole: the one of the mark, or the next when words stand before the mark.
    first: int
    # Some line below closes it.
    closed: bool
    # Only a quoted heading may have further headings below it inside the quotation.
    heading: bool
    unit: bool
    # The last articles seen: of the text itself, and inside the quotation.
    own: int
    inner: int


@dataclass(slots=True)
class Quotations:
    """`quoted[i]`: line i is inside a quotation (or opens one)."""

    quoted: list[bool]
    doubts: list[Doubt] = field(default_factory=list)


def find_quotations(lines: list[Line]) -> Quotations:
    """Pairs the marks first, then believes a pair only as far as the text between them can be quoted."""
    openings, closers = _pairs(lines)
    found = Quotations([False] * len(lines))
    if not openings:
        return found
    closed = {line for ended in closers.values() for line in ended}
    waiting: list[_Opening] = []
    own = 0
    for place, line in enumerate(lines):
        number = article_number(line.text)
        if waiting and _breaks_out(lines, place, number, waiting[-1]):
            for opening in waiting:
                _give_up(lines, found, opening, place)
            waiting.clear()
        if number is not None and not waiting:
            own = number
        for opened in closers.get(place, ()):
            for opening in [opening for opening in waiting if opening.line == opened]:
                _fill(found, opening.first, place + 1)
                waiting.remove(opening)
        if place in openings and len(waiting) < _DEEPEST:
            waiting.append(_opening(line.text, place, openings[place], place in closed, own))
    for opening in waiting:
        _give_up(lines, found, opening, len(lines))
    found.doubts.sort(key=lambda doubt: doubt.position)
    return found


def _pairs(lines: list[Line]) -> tuple[dict[int, int], dict[int, list[int]]]:
    """Where quotations of several lines begin (line: place of the mark), and which ones each line ends."""
    openings: dict[int, int] = {}
    closers: dict[int, list[int]] = {}
    stack: list[int] = []
    for place, line in enumerate(lines):
        if not _MARK.search(line.text):
            continue
        closings, opening_at = _marks(line.text)
        for _ in range(min(closings, len(stack))):
            closers.setdefault(place, []).append(stack.pop())
        if opening_at is not None:
            openings[place] = opening_at
            stack.append(place)
    return openings, closers


def _marks(text: str) -> tuple[int, int | None]:
    """How many quotations from above end in this line, and where one begins that the line does not close."""
    closings = 0
    open_here: list[int] = []
    for match in _MARK.finditer(text):
        at = match.start()
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        opens = (not before or before in _BEFORE_OPENING) and bool(after) and after not in _AFTER_CLOSING
        closes = bool(before) and before not in _BEFORE_OPENING and (not after or after in _AFTER_CLOSING)
        if opens == closes:
            opens = match[0] in _OPENING or (match[0] not in _CLOSING and not open_here and at == 0)
        if opens:
            open_here.append(at)
        elif open_here:
            open_here.pop()
        else:
            closings += 1
    # Only at the start of a line or after a colon does a quotation of several lines begin.
    for at in open_here:
        if at == 0 or text[max(0, at - 3) : at].rstrip().endswith(":"):
            return closings, at
    return closings, None


def _opening(text: str, place: int, at: int, closed: bool, own: int) -> _Opening:
    heading = bool(_QUOTED_HEADING.match(text, at))
    return _Opening(
        line=place,
        first=place + (at > 0),
        closed=closed,
        heading=heading,
        unit=heading or bool(_QUOTED_UNIT.match(text, at)),
        own=own,
        inner=article_number(text[at + 1 : at + 40].lstrip()) or 0,
    )


def _breaks_out(lines: list[Line], place: int, number: int | None, opening: _Opening) -> bool:
    """Whether this line cannot be inside the quotation, so that its closing mark was forgotten."""
    text = lines[place].text
    if number is not None:
        if not opening.heading:
            return True
        if number == opening.own + 1 and (number != opening.inner + 1 or not opening.closed):
            return True
        if not opening.closed and opening.own < number <= opening.own + _GAP and number != opening.inner + 1:
            return True
        opening.inner = number
        return False
    if is_division(text):
        return not opening.heading
    if is_tail(text):
        return True
    if not text.endswith(":") or place + 1 == len(lines) or not _MARK.match(lines[place + 1].text):
        return False
    return bool(_INSTRUCTION.match(text)) or (not opening.closed and bool(_ANNOUNCES.search(text)))


def _give_up(lines: list[Line], found: Quotations, opening: _Opening, stop: int) -> None:
    """A quotation without an end: a quoted unit keeps what hangs below it, anything else only its own line."""
    if len(lines[opening.line].text) == 1:
        # A mark alone on its line: the remains of a form.
        return
    last = opening.line + 1
    if opening.unit:
        last = stop
        for place in range(opening.line + 1, stop):
            if _INSTRUCTION.match(lines[place].text):
                last = place
                break
    _fill(found, opening.first, max(last, opening.first))
    found.doubts.append(
        Doubt(lines[opening.line].start, "unclosed_quotation", lines[opening.line].text[:LONGEST_WORDS])
    )


def _fill(found: Quotations, first: int, stop: int) -> None:
    for place in range(first, stop):
        found.quoted[place] = True
