"""Where sentences of a legal text begin and end, found in one pass over it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_ITEM = r"(?:dieu\s+\d+\w?\s*[.:]|\d{1,3}\w?\s*[.)]\s|[a-z]{1,2}\d?\s*\)\s|[-–+*•]\s)"
_NEW_SENTENCE = (
    rf":\s|(?<!\d)\.\s|(?<=\d{{4}})\.\s|\./\.\s|\x00\s|\.\s*\n|\n[^\S\n]*(?={_ITEM})|\n[^\S\n]*\n"
)  # fmt: skip
_STARTS = re.compile(rf"(?P<semicolon>;\s)|{_NEW_SENTENCE}")
_ENDS = re.compile(
    r"\./\.|\.[^\S\n]*(?:\n|$)|(?<![\d\W])\.\s(?=[^\W\d])|\n[^\S\n]*(?=dieu\s+\d+\w?\s*[.:]|\d{1,3}\s*[.)]\s)|\n[^\S\n]*\n|\x00"
    r"|;\s(?=\s{0,20}(?:[a-z]{1,2}\d?\s?\)\s?|\d{1,3}\s?[.)]\s?|[-–+*•]\s?)?(?:bai\s+bo|huy\s+bo|thay\s+the|sua\s+doi|bo\s+sung|dinh\s+chi)\b)"
)
FURTHEST_START = 900
FURTHEST_END = 3000


class Sentences:
    """The sentences of a folded text. A semicolon ends one, but not where a list of documents is the subject."""

    def __init__(self, plain: str) -> None:
        self.starts: list[int] = []
        self.list_starts: list[int] = []
        for match in _STARTS.finditer(plain):
            self.starts.append(match.end())
            if match["semicolon"] is None:
                self.list_starts.append(match.end())
        self.ends = [match.start() for match in _ENDS.finditer(plain)]
        self.length = len(plain)

    def start(self, place: int, *, of_list: bool = False) -> int:
        """Where the sentence around a place begins, or as far back as it matters."""
        starts = self.list_starts if of_list else self.starts
        index = bisect_right(starts, place) - 1
        floor = max(0, place - FURTHEST_START)
        return max(floor, starts[index]) if index >= 0 else floor

    def end(self, place: int) -> int:
        """Where the sentence around a place ends, or as far on as it matters."""
        index = bisect_left(self.ends, place)
        limit = min(self.length, place + FURTHEST_END)
        return min(limit, self.ends[index]) if index < len(self.ends) else limit
