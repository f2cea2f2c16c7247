"""Who signed, as what and for whom (NĐ 30/2020, Phụ lục I): on the right of the recipients or below them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.lines import Piece, Source
from documents.proposal.issuers import AUTHORITY
from documents.proposal.people import (
    ITEM,
    MODE,
    TITLE,
    is_mode,
    is_title_line,
    joined_signature,
    person_in,
    titles_in,
)
from documents.proposal.values import Found

_MODES = {"tm": "TM", "kt": "KT", "tl": "TL", "tuq": "TUQ", "q": "Q"}
RECIPIENTS = re.compile(r"\W*n[o0][i1l]\s+(?:nh[a4]n|g[uo]i)\b\s*[:;.]?\s*")
# A line of recipients, or one with a mode or a position in capitals behind other words.
_MAY_BE_JOINED = re.compile(
    r"\W*[-–+*•]|\W*[Ll]ưu|.{1,150}(?<![^\W_])(?:TM|KT|TL|TUQ)\s?[./]|[^\n]{1,150}\s[A-ZĐÀ-Ỹ]{2,}|.{1,150}[;.)]\s"
)
_NEXT_PART = re.compile(r"\W*(?:dieu\s+\d+\s*[.:]|chuong\s+[ivx]+\b|phu\s+luc\b)")
LONGEST_TITLE_LINE = 90
LONGEST_LINE = 400
# What a seal over them may leave of the words behind a position.
_RAGGED = 8
# Lines between `TM.` and the name, the recipients between them; and below a title without a mode.
FAR = 45
_NEAR = 9
# Forms have many places to sign; a text that has nothing else is no document.
_MOST_TRIED = 500


@dataclass(slots=True)
class Signature:
    """The signature of the document."""

    signer: Found[str] | None = None
    title: Found[str] | None = None
    mode: Found[str] | None = None
    # `TM.` above `KT.`: the body in whose name the deputy signs.
    others: list[Found[str]] = field(default_factory=list)


def read_signature(source: Source, after: int) -> Signature:
    """The first signature below the head: what is attached may have others. Empty where nobody signed."""
    tried = 0
    for position in range(line_at(source, after), len(source.lines)):
        opening = _opening(source, source.lines[position])
        if opening is not None:
            signature = _block(source, position, opening)
            tried += 1
            if signature.signer or tried >= _MOST_TRIED:
                return signature
    return Signature()


def line_at(source: Source, place: int) -> int:
    """The number of the first line that begins at a place or behind it."""
    low, high = 0, len(source.lines)
    while low < high:
        middle = (low + high) // 2
        if source.lines[middle].start < place:
            low = middle + 1
        else:
            high = middle
    return low


def _opening(source: Source, line: Piece) -> Piece | None:
    """The cell of a line that opens a signature: `TM. ỦY BAN NHÂN DÂN`, `CHỦ TỊCH QUỐC HỘI`."""
    if line.end - line.start > LONGEST_LINE:
        return None
    return next((cell for cell in _cells(source, line) if is_mode(source, cell) or _is_bare_title(source, cell)), None)


def _is_bare_title(source: Source, cell: Piece) -> bool:
    match = TITLE.match(source.folded(cell).lstrip(" .-*"))
    if match is None or cell.end - cell.start > 60:
        return False
    rest = source.folded(cell).lstrip(" .-*")[match.end() :].strip(" .:*")
    if len(rest) <= _RAGGED and source.words(cell).isupper():
        return True
    return not rest or AUTHORITY.match(rest) is not None or TITLE.match(rest) is not None


def _cells(source: Source, line: Piece) -> list[Piece]:
    """The cells of a line, without “Nơi nhận:” before them and with what is joined to a recipient apart."""
    if label := RECIPIENTS.match(source.plain, line.start, line.end):
        rest = source.trimmed(label.end(), line.end, line.line)
        return source.cells(rest) if rest else []
    found: list[Piece] = []
    for cell in source.cells(line):
        joined = joined_signature(source, cell) if _MAY_BE_JOINED.match(source.words(cell)) else None
        found += [cell] if joined is None else [cell, joined]
    return found


def _block(source: Source, position: int, opening: Piece) -> Signature:
    found, bare = Signature(), not is_mode(source, opening)
    titles: list[Found[str]] = []
    for line in source.lines[position : position + (_NEAR if bare else FAR)]:
        if line.start > opening.end and _NEXT_PART.match(source.folded(line)):
            break
        for cell in _cells(source, line):
            if cell.start < opening.start:
                continue
            plain = source.folded(cell)
            if is_mode(source, cell):
                titles = _take_mode(found, source, cell)
            elif not ITEM.match(plain) and len(plain) < LONGEST_TITLE_LINE and is_title_line(plain):
                titles += titles_in(source, cell)
            elif (titles or found.mode) and (signer := person_in(source, cell)):
                found.signer, found.title = signer, titles[-1] if titles else None
                return found
    return found


def _take_mode(found: Signature, source: Source, cell: Piece) -> list[Found[str]]:
    """Takes `KT.` and answers the positions behind those it stands for: `KT. CHỦ TỊCH PHÓ CHỦ TỊCH`.

    `KT.` says more than the `TM.` above it: who signs does so for the head.
    """
    match = MODE.match(source.plain, cell.start, cell.end)
    if match is None:
        return []
    group = "mode" if match["mode"] else "slashed"
    value = _MODES[re.sub(r"[^a-z]", "", match[group])]
    start, end = match.start(group), match.start(group) + len(source.text[match.start(group) : match.end()].rstrip())
    if found.mode is not None:
        found.others.append(found.mode)
    found.mode = Found(value, start, end, source.text[start:end])
    titles = titles_in(source, cell)
    return titles[1:] if value in ("KT", "TL", "TUQ") else titles if value == "Q" else []
