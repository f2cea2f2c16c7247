"""A text as lines and cells, and folded without moving a character, so that what is found there is found in the text.

The head and the foot of a Vietnamese document stand in two columns; files give them as cells of a table (tabs, bars)
or as columns set with spaces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vietnamese.document_types import uniform_signs
from vietnamese.text import fold, normalise

_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_CELL = re.compile(r"(?:(?! {3})[^\t|])+")
PAGE_BREAK = "\x0c"


class _Folding(dict[int, str]):
    """Each character folded to exactly one, worked out when it first comes."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        candidates = (uniform_signs(fold(char)), char.lower(), char)
        self[code] = plain = next(c for c in candidates if len(c) == 1)
        return plain


_FOLDING = _Folding()


def fold_in_place(text: str) -> str:
    """As `fold`, and with plain hyphens and slashes, but every character stays where it is."""
    return text.translate(_FOLDING)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text without the spaces around it; `line` counts the lines that are not empty."""

    start: int
    end: int
    line: int = 0


class Source:
    """A text that is being read: `text` in the portal's spelling, `plain` the same folded, place for place."""

    def __init__(self, text: str) -> None:
        self.text = normalise(text)
        self.plain = fold_in_place(self.text)
        self.lines = self._lines()

    def _lines(self) -> list[Piece]:
        found: list[Piece] = []
        for match in _LINE.finditer(self.text):
            if (piece := self.trimmed(match.start(), match.end(), len(found))) is not None:
                found.append(piece)
        return found

    def trimmed(self, start: int, end: int, line: int = 0) -> Piece | None:
        """The stretch without the white space around it; None if nothing is left."""
        words = self.text[start:end]
        left = len(words) - len(words.lstrip())
        length = len(words.strip())
        return Piece(start + left, start + left + length, line) if length else None

    def cells(self, line: Piece) -> list[Piece]:
        """The line cut at tabs, bars and wide gaps."""
        pieces = (
            self.trimmed(line.start + match.start(), line.start + match.end(), line.line)
            for match in _CELL.finditer(self.text[line.start : line.end])
        )
        return [piece for piece in pieces if piece is not None]

    def words(self, piece: Piece) -> str:
        return self.text[piece.start : piece.end]

    def folded(self, piece: Piece) -> str:
        return self.plain[piece.start : piece.end]
