"""What a text quotes: the new wording of other documents, which says nothing about this one."""

from __future__ import annotations

import re

_MARK = re.compile("[“”]")
# A word or a name in quotation marks stays; a quoted provision goes.
LONGEST_NAME = 120
# A quotation that nobody closed does not swallow the rest of the text.
LONGEST_QUOTE = 60_000
_STRAIGHT = re.compile(r'(?m)(?<=[\n:])[ \t]*"(?=[^\s"])(?P<said>[^"]{120,20000})"(?=[\s.;,]*(?:$|\n))')


def without_quotes(plain: str) -> str:
    """The folded text with its long quotations blanked, place for place."""
    pieces: list[str] = []
    done = depth = opened = 0
    for mark in _MARK.finditer(plain):
        if mark[0] == "“":
            if depth and mark.start() - opened > LONGEST_QUOTE:
                depth = 0
            if depth == 0:
                opened = mark.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and LONGEST_NAME < mark.end() - opened <= LONGEST_QUOTE:
                pieces += [plain[done:opened], _blank(plain[opened : mark.end()])]
                done = mark.end()
    pieces.append(plain[done:])
    masked = "".join(pieces)
    return _STRAIGHT.sub(lambda match: _blank(match[0]), masked) if '"' in masked else masked


def _blank(words: str) -> str:
    return re.sub(r"[^\n]", "\x00", words)
