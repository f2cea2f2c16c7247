"""The list of Nơi nhận in a text, without the signature beside it."""

from __future__ import annotations

import re

from documents.lines import Piece, Source
from documents.proposal.head import MOTTO
from documents.proposal.issuers import AUTHORITY
from documents.proposal.people import ITEM, MODE, is_mode, is_title_line, joined_signature, person_in
from documents.proposal.signature import FAR, RECIPIENTS, line_at
from documents.proposal.values import Certainty, Found

_KEPT = re.compile(r"\W*l[uư]u\b")
_SIGNED = re.compile(r"\W*\(?\s*da\s+ky\s*\)?\W*|\W*\(?\s*(?:ky\s+ten|ky|chu\s+ky)\b.*")
_FIRST = re.compile(r"\W*(?:nhu\s+(?:tren|dieu)|luu)\b")
_NEXT_PART = re.compile(r"\W*(?:dieu\s+\d|chuong\s|phu\s+luc|quy\s+che\b|quy\s+dinh\b)")
_WORD = re.compile(r"[^\W\d_]{3}")
LONGEST_ITEM = 160
MOST_LINES = FAR + 15


def read_recipients(source: Source, after: int) -> Found[str] | None:
    """The text of Nơi nhận, one line of it a line, up to “Lưu: …”."""
    for place in range(line_at(source, after), len(source.lines)):
        line = source.lines[place]
        label = RECIPIENTS.match(source.plain, line.start, line.end)
        if label is not None and _opens_list(source, place, label.end()):
            return _list(source, place, label.end())
    return None


def _opens_list(source: Source, place: int, label_end: int) -> bool:
    """Whether items follow: “Nơi nhận” also heads a column of a table."""
    line = source.lines[place]
    rest = source.plain[label_end : line.end].strip(" :.\t")
    if len(rest) > 60 and not ITEM.match(rest) and not MODE.match(rest):
        return False
    near = [source.plain[label_end : line.end], *(source.folded(x) for x in source.lines[place + 1 : place + 4])]
    far = (source.folded(x) for x in source.lines[place + 1 : place + FAR])
    return any(ITEM.match(words) or _FIRST.match(words) for words in near) or any(_KEPT.match(words) for words in far)


def _list(source: Source, place: int, label_end: int) -> Found[str] | None:
    kept: list[str] = []
    start = end = -1
    last_item = False
    for line in source.lines[place : place + MOST_LINES]:
        inside = source.trimmed(label_end, line.end, place) if line.line == place else line
        if inside is None:
            continue
        gap = end >= 0 and source.text.count("\n", end, line.start) > 1
        if last_item and (gap or not _goes_on(source, line)):
            break
        cell = source.cells(inside)[0]
        if not _is_recipient(source, cell):
            alone = len(source.cells(inside)) == 1
            if last_item or (kept and alone and not _items_follow(source, cell)):
                break
            continue
        cell = _without_signature(source, cell)
        kept.append(source.words(cell))
        start, end = cell.start if start < 0 else start, cell.end
        last_item = last_item or _KEPT.match(source.folded(cell)) is not None
    if not kept:
        return None
    certainty = Certainty.SURE if last_item else Certainty.LIKELY
    return Found("\n".join(kept), start, end, source.text[start:end], certainty)


def _goes_on(source: Source, line: Piece) -> bool:
    """Whether a line below “Lưu: …” still belongs to the list."""
    plain = source.folded(line)
    if ITEM.match(plain):
        return True
    return not (len(plain) > 60 or AUTHORITY.match(plain) or MOTTO.search(plain) or _NEXT_PART.match(plain))


def _items_follow(source: Source, cell: Piece) -> bool:
    """The signature may stand between the items, in the order a scanner saw the columns."""
    return any(ITEM.match(source.folded(line)) for line in source.lines[cell.line + 1 : cell.line + 12])


def _is_recipient(source: Source, cell: Piece) -> bool:
    plain = source.folded(cell)
    if ITEM.match(plain) or _KEPT.match(plain):
        return True
    if is_mode(source, cell) or _SIGNED.fullmatch(plain) or is_title_line(plain) or person_in(source, cell):
        return False
    # A letter or two are what a scanner makes of a stamp or a stroke.
    return len(plain) <= LONGEST_ITEM and _WORD.search(plain) is not None and not _NEXT_PART.match(plain)


def _without_signature(source: Source, cell: Piece) -> Piece:
    """Without the name or the position that a file joined to the line."""
    joined = joined_signature(source, cell)
    return (source.trimmed(cell.start, joined.start, cell.line) or cell) if joined else cell
