"""Secrecy stamps in a text: what must never be published by mistake (Quy chế Điều 12.2; Luật Bảo vệ bí mật nhà nước).

A stamp stands alone, on a line or in a cell, at the head of the document or of a page. The same words inside a
sentence or a title (“bảo vệ bí mật nhà nước”) are no stamp.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, auto
from itertools import islice

from documents.lines import PAGE_BREAK, Piece, Source
from vietnamese.legacy_encodings import Legacy, to_unicode
from vietnamese.text import normalise

LINES_OF_THE_HEAD = 25
LINES_OF_A_FIRST_PAGE = 70
LINES_OF_A_PAGE_TOP = 3
LONGEST_STAMP = 60
# Without page breaks only the head is looked at.
LONGEST_HEAD = 20_000


class StampLevel(StrEnum):
    """Độ mật, as the library stores it."""

    SECRET = auto()
    HIGHLY_SECRET = auto()
    TOP_SECRET = auto()


@dataclass(frozen=True, slots=True)
class Stamp:
    """A secrecy stamp and where it stands in the normalised text."""

    level: StampLevel
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CirculationNote:
    """A note that narrows who may see the text (`LƯU HÀNH NỘI BỘ`): no state secret, but worth a question."""

    words: str
    start: int
    end: int


# In capitals, without spaces and signs; with the marks that scanners lose or take for others.
_MAT = "M[ẬÂẤẦẨẪẠ]T"
_MARKLESS = "MAT"
_HIGHLY = "T[ỐÔỒỔỖỘÓÒỎÕỌƠỚO][IL1|]"
_TOP = "TUY[ỆÊẾỀỂỄẸE]T"
_URGENT = "(?:KH[ẨÂẦẤẬA]N|TH[ƯU][ỢƠO]NGKH[ẨÂẦẤẬA]N|H[ỎOỒÔ][ẢA]?T[ỐÔO]C(?:H[ẸE]NGI[ỜƠO])?)"
_NAMED = "(?:D[ẤÂA]U)?(?:V[ĂA]NB[ẢA]N|T[ÀA]ILI[ỆÊE]U|B[ẢA]N|D[ỰU]TH[ẢA]O)?"
_LABEL = "(?:M[ỨƯU]C)?(?:[ĐD][ỘÔO]){0,2}"
_STAMP = re.compile(
    f"{_URGENT}?{_NAMED}(?P<label>{_LABEL}M[ẬÂẠA]T)?"
    f"(?:(?P<top>{_TOP})|(?P<highly>{_HIGHLY}))?(?:{_MAT}|(?P<markless>{_MARKLESS}))"
    f"(?:{_URGENT}|B[ẢA]NS[ỐÔO]\\w{{0,12}})?"
)
_LETTER_LEVELS = re.compile(f"{_LABEL}M[ẬÂẠA]T(?P<letter>[ABC])")
_LEVEL_OF_LETTER = {"A": StampLevel.TOP_SECRET, "B": StampLevel.HIGHLY_SECRET, "C": StampLevel.SECRET}
_SIGNS = re.compile(r"[^\w|]|_")
# Two columns that a file has joined with one space: the stamp stands behind the number or before the date.
_BESIDE = re.compile(
    r"^\W*so\s*[:.]?\s*\S{1,40}(?:\s*[/-]\s*\S{1,40}){0,3}\s+(?P<behind>(?:(?:tuyet|toi)\s+)?mat)\W*$"
    r"|^\W*(?P<before>(?:(?:tuyet|toi)\s+)?mat)\s+\w[\w. ]{1,30},\s*ngay\b.{0,40}$"
    r"|^\W*(?P<ahead>(?:(?:tuyet|toi)\s+)?mat)\s+(?:cong\s+hoa\s+xa\s+hoi\s.{5,40}|doc\s+lap\s.{5,40})$"
)
_NOTE = re.compile(
    r"\W*(?:(?:tai\s+lieu|van\s+ban)\s+)?(?:luu\s+hanh\s+noi\s+bo|xem\s+xong\s+tra\s+lai|khong\s+pho\s+bien"
    r"|(?<=lieu )(?:thu\s+hoi|noi\s+bo)|chi\s+nguoi\s+co\s+ten\s+moi\s+duoc\s+boc\s+bi)\W*"
)
# Words whose second half may have slipped onto a line of its own.
_RUN_ON = re.compile(r"\b(?:bi|bao|co|do|toi|tuyet|can|than|su|rieng|muc|khoa|la|va|hoac|hay|,)\W*$")
_MARKED = re.compile("[^\x00-\x7f]")
_MARKED_SHARE = 0.02


def find_stamp(text: str) -> Stamp | None:
    """The secrecy stamp the text bears, or None. Never raises; takes time in proportion to the text.

    Understands `MẬT`, `TỐI MẬT`, `TUYỆT MẬT`, `Độ mật: Mật`, letters set apart (`M Ậ T`), marks lost in a scan, and the
    letters of fonts before Unicode. Where it stands is told as places in the normalised text.
    """
    source = Source(_looked_at(text))
    markless = _is_markless(source.text)
    for line in _heading_lines(source):
        before = source.lines[line.line - 1] if line.line else None
        for piece in (line, *source.cells(line)):
            if level := _level(source, piece, before, markless):
                return Stamp(level, source.words(piece), piece.start, piece.end)
        if beside := _beside(source, line):
            return beside
    return None


def find_circulation_note(text: str) -> CirculationNote | None:
    """`LƯU HÀNH NỘI BỘ`, `XEM XONG TRẢ LẠI` at the head of the text (NĐ 30/2020, Phụ lục I): a weaker warning."""
    source = Source(_looked_at(text))
    for line in _heading_lines(source):
        for piece in (line, *source.cells(line)):
            if piece.end - piece.start <= LONGEST_STAMP and _NOTE.fullmatch(source.folded(piece)):
                return CirculationNote(source.words(piece), piece.start, piece.end)
    return None


def _looked_at(text: str) -> str:
    return text if PAGE_BREAK in text else text[:LONGEST_HEAD]


def _heading_lines(source: Source) -> Iterator[Piece]:
    """The first lines of the text, all of the first page if pages are told apart, and the first of every page."""
    first_break = source.text.find(PAGE_BREAK)
    yield from islice(source.lines, LINES_OF_THE_HEAD)
    top = 0
    for line, previous in zip(source.lines[LINES_OF_THE_HEAD:], source.lines[LINES_OF_THE_HEAD - 1 :], strict=False):
        if source.text.find(PAGE_BREAK, previous.end, line.start) >= 0:
            top = LINES_OF_A_PAGE_TOP
        if top > 0 or (line.end <= first_break and line.line < LINES_OF_A_FIRST_PAGE):
            yield line
        top -= 1


def _level(source: Source, piece: Piece, before: Piece | None, markless: bool) -> StampLevel | None:
    words = source.words(piece)
    if len(words) > LONGEST_STAMP:
        return None
    for spelling in _spellings(words):
        if (level := _level_of(spelling, markless)) is None:
            continue
        lone_word = spelling == words and not _is_shouted(words) and ":" not in words
        if lone_word and not _stands_alone(source, piece, before):
            continue
        return level
    return None


def _spellings(words: str) -> Iterator[str]:
    """The words as they stand, and read as the two encodings that were used before Unicode."""
    yield words
    if not words.isascii() or "\t" in words:
        for encoding in Legacy:
            if (read := normalise(to_unicode(words, encoding))) != words:
                yield read


def _level_of(words: str, markless: bool) -> StampLevel | None:
    letters = _SIGNS.sub("", words).upper()
    if ":" in words and (match := _LETTER_LEVELS.fullmatch(letters)):
        return _LEVEL_OF_LETTER[match["letter"]]
    match = _STAMP.fullmatch(letters)
    if match is None or (match["label"] and not re.search(r"[:\-.]", words)):
        return None
    if match["markless"] and not (match["top"] or match["highly"] or match["label"] or markless):
        return None
    if match["top"]:
        return StampLevel.TOP_SECRET
    return StampLevel.HIGHLY_SECRET if match["highly"] else StampLevel.SECRET


def _stands_alone(source: Source, piece: Piece, before: Piece | None) -> bool:
    """“Mật” in small letters is a stamp only where no sentence runs onto its line."""
    if source.words(piece)[0].islower() and not _is_flat(source.text):
        return False
    return before is None or not (_RUN_ON.search(source.folded(before)) or before.end - before.start > LONGEST_STAMP)


def _beside(source: Source, line: Piece) -> Stamp | None:
    if line.end - line.start > 2 * LONGEST_STAMP:
        return None
    match = _BESIDE.match(source.folded(line))
    name = next((name for name, found in match.groupdict().items() if found), "") if match else ""
    if match is None or not name:
        return None
    start, end = line.start + match.start(name), line.start + match.end(name)
    words = source.text[start:end]
    level = _level_of(words, markless=False) if _is_shouted(words) else None
    return Stamp(level, words, start, end) if level else None


def _is_shouted(words: str) -> bool:
    return words == words.upper() and words != words.lower()


def _is_flat(text: str) -> bool:
    """Whether the head lost its capitals with the font that drew them (.VnTimeH)."""
    return re.search("cộng h(?:òa|oà) xã hội", text[:3000]) is not None


def _is_markless(text: str) -> bool:
    """Whether the text was typed or scanned without diacritics."""
    head = text[:4000]
    return len(_MARKED.findall(head)) < _MARKED_SHARE * len(head)
