"""The head of a document: from its first line to where its preamble or its first provision begins (NĐ 30/2020, Điều 8).

It is set in two columns: issuer and number on the left, the motto, place and day on the right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.lines import Piece, Source
from documents.proposal.days import BLANK_DAY, DAY

MOST_LINES = 80
LONGEST = 8000

MOTTO = re.compile(
    r"c[o0q]ng\s+h[o0]a\s+x[a4]\s+h[o0][il1]\s+chu\s+nghia\s+v[il1]et\s+nam\w?"
    r"|dang\s+cong\s+san\s+viet\s+nam\b|d[o0]c\s+[li1]a\s?p\s*[-.~_:*]*\s*t[uv]\s+d[o0]\s*[-.~_:*]*\s*hanh\s+ph[u]c\b"
)
_MOTTO_WORDS = ("c[o0q]ng", "h[o0]a", "x[a4]", "h[o0][il1]", "chu", "nghia", "v[il1]et", r"nam\w?")
# “CỘNG HÒA” at least, for a line to be taken for the first part of the motto.
_FEWEST_WORDS = 2
# “CHỦ NGHĨA VIỆT NAM” at least, for a line to be taken for its last part.
_LAST_START = 4
_PARTS = {
    (first, last): re.compile(r"(?<![^\W_])" + r"\s+".join(_MOTTO_WORDS[first:last]) + r"\W*$")
    for first in range(len(_MOTTO_WORDS))
    for last in range(first + 1, len(_MOTTO_WORDS) + 1)
}
PREAMBLE = re.compile(r"\W*(?:can\s*cu\b|xet\s+(?:de\s+nghi|to\s*trinh|thay|bao\s+cao)|theo\s+de\s+nghi\b)")
_FIRST_PROVISION = re.compile(
    r"\W*(?:dieu\s+[1il]\s*[.:]|dieu\s+1\b|chuong\s+(?:[i1l]|thu\s+nhat)\b|phan\s+(?:thu\s+nhat|mo\s+dau|[i1l])\b"
    r"|kinh\s+g[uo]i\b)"
)
_FIRST_SECTION = re.compile(r"[i1l]\s*[.\-/)]\s*[^\W\d]|a\s*[.\-/)]\s+[^\W\d]")
DATE_CELL = re.compile(
    rf"(?P<place>(?:\w[\w. ]{{0,38}}[\w.])?)\s*[,.;]?\s*ngay\s*(?:(?P<day>{DAY})|(?P<blank>{BLANK_DAY}))"
)
_OPEN_DAY = re.compile(r"\b(?:ngay|thang)[\s.…\d]*$")
_MONTH_OR_YEAR = re.compile(r"(?:thang|nam)\b")
_SIGNATURE_NOTE = re.compile(
    r"\W*(?:(?:nguoi\s+)?ky\s*(?:boi|so)?|email|co\s+quan|thoi\s+gian(?:\s+ky)?|digitally\s+signed|ngay\s+ky|chuc\s+vu)\s*:"
)
_FURNITURE = re.compile(
    r"\W*(?:page\b.*|trang\s+\d+.*|\d{1,3}|cong\s+bao\b.*|(?:du\s+thao|ban\s+du\s+thao)\b.*|mau\s+(?:so|bieu)?\s*\S{1,8}"
    r"|phu\s+luc\b.*|v[aă]n\s*ban\s+den|cong\s+van\s+den|hoa\s*toc.*|khan|thuong\s+khan|(?:toi\s+|tuyet\s+)?mat)\W*"
)


@dataclass(slots=True)
class Head:
    """The cells of the head in reading order, without the motto, rules and furniture."""

    source: Source
    end: int = 0
    cells: list[Piece] = field(default_factory=list)
    # Where the first preamble line begins; -1 without one.
    preamble: int = -1
    # The last line that bears the motto; -1 without one.
    motto_line: int = -1

    def cut(self, place: int) -> None:
        """Ends the head before a place: what follows a note “ban hành kèm theo” is no head any more."""
        self.end = min(self.end, place)
        self.cells = [cell for cell in self.cells if cell.end <= place]

    @property
    def plain(self) -> str:
        return self.source.plain[: self.end]


def read_head(source: Source) -> Head:
    """Cuts the head out of a text."""
    head = Head(source)
    said = 0
    for line in source.lines[:MOST_LINES]:
        words = source.folded(line) if line.end <= LONGEST else ""
        if PREAMBLE.match(words):
            head.preamble = line.start
        if head.preamble >= 0 or not words or (line.line and _FIRST_PROVISION.match(words)):
            break
        head.end = line.end
        whole = MOTTO.search(words)
        shown: Piece | None = line
        if whole is None:
            shown, said = _without_part(source, line, said)
        if whole or shown != line:
            head.motto_line = line.line
        head.cells += _cells(source, shown) if shown else []
    return head


def _without_part(source: Source, line: Piece, said: int) -> tuple[Piece | None, int]:
    """The line without the part of a motto that was broken over lines, and how many words of it are said by now."""
    whole = len(_MOTTO_WORDS)
    parts = [(said, last) for last in range(whole, said, -1) if said or last >= _FEWEST_WORDS]
    parts += [(first, whole) for first in range(1, _LAST_START + 1) if not said]
    for part in parts:
        if match := _PARTS[part].search(source.plain, line.start, line.end):
            return source.trimmed(line.start, match.start(), line.line), part[1] % whole
    return line, said


def ends_head(words: str) -> bool:
    """Whether a folded line opens the first numbered part of a text without articles: `I. …`, `1. …`."""
    return _FIRST_SECTION.match(words) is not None


def _cells(source: Source, line: Piece) -> list[Piece]:
    found: list[Piece] = []
    for cell in _with_whole_days(source, source.cells(line)):
        start = cell.start
        for match in MOTTO.finditer(source.plain, cell.start, cell.end):
            found += _kept(source, start, match.start(), line.line)
            start = match.end()
        found += _kept(source, start, cell.end, line.line)
    return found


def _with_whole_days(source: Source, cells: list[Piece]) -> list[Piece]:
    """A day left open (`ngày      tháng     năm 2025`) has gaps, but is one cell."""
    joined: list[Piece] = []
    for cell in cells:
        if joined and _OPEN_DAY.search(source.folded(joined[-1])) and _MONTH_OR_YEAR.match(source.folded(cell)):
            joined[-1] = Piece(joined[-1].start, cell.end, cell.line)
        else:
            joined.append(cell)
    return joined


def _kept(source: Source, start: int, end: int, line: int) -> list[Piece]:
    piece = source.trimmed(start, end, line)
    if piece is None or not any(char.isalnum() for char in source.words(piece)):
        return []
    words = source.folded(piece)
    if _FURNITURE.fullmatch(words) or _SIGNATURE_NOTE.match(words):
        return []
    return [piece]
