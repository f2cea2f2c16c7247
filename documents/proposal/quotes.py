"""What a text quotes: the new wording of other documents, which says nothing about this one."""

from __future__ import annotations

import re

_MARK = re.compile("[“”]")
# A word or a name in quotation marks stays; a quoted provision goes.
LONGEST_NAME = 120
# A quotation that nobody closed does not swallow the rest of the text.
LONGEST_QUOTE = 60_000
_STRAIGHT = re.compile(r'(?m)(?<=[\n:])[ \t]*"(?=[^\s"])(?P<said>[^"]{120,20000})"(?=[\s.;,]*(?:$|\n))')


def without_quotes(plain: str, after: int = 0) -> str:
    """The folded text with its long quotations blanked, place for place; those of the head (before `after`) stay."""
    pieces: list[str] = []
    done = 0
    for start, end in _outermost(plain, after):
        pieces += [plain[done:start], _blank(plain[start:end])]
        done = end
    pieces.append(plain[done:])
    masked = "".join(pieces)
    return _STRAIGHT.sub(lambda match: _blank(match[0]), masked) if '"' in masked else masked


def _outermost(plain: str, after: int) -> list[tuple[int, int]]:
    """The long quotations that are not inside another one. A mark without its partner opens and closes nothing."""
    opened: list[int] = []
    found: list[tuple[int, int]] = []
    for mark in _MARK.finditer(plain, after):
        if mark[0] == "“":
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if LONGEST_NAME < mark.end() - start <= LONGEST_QUOTE:
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, mark.end()))
    return found


def _blank(words: str) -> str:
    return re.sub(r"[^\n]", "\x00", words)
