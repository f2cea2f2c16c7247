"""Syllables, the words of the search: the same cut for the index, the query and the marks in a result.

A space separates syllables, not words (*thủ tục hành chính* is two words), so pairs of neighbours stand for words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise

from vietnamese.text import compact_spaces, fold, normalise

_WORD = re.compile(r"[^\W_]+")
# A word of a text as it stands: marks may be separate characters and invisible ones may sit inside.
_RAW_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff])*")

_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _tone_moves() -> dict[str, str]:
    """New placement → old placement of the tone in an open syllable: oà → òa, oẻ → ỏe, uỷ → ủy."""
    return {
        normalise(first + second + tone): normalise(first + tone + second)
        for first, second in ("oa", "oe", "uy")
        for tone in _TONES
    }


_MOVED = _tone_moves()
# After q the u belongs to the consonant: quý keeps its tone where it is.
_MOVABLE = re.compile("(?<!q)(?:" + "|".join(_MOVED) + ")$")
# One consonant and i is the whole syllable; "thi", "thúi" and "thúy" are other syllables.
_LONE_I = re.compile("^(h|k|l|m|s|t|qu)([iìíỉĩị])$")
_I_TO_Y = dict(zip("iìíỉĩị", "yỳýỷỹỵ", strict=True))

# Words that carry little alone (domain 6.2): never dropped from a query, but not marked outside a phrase.
# Compared with diacritics where there are any: "có" and "co" carry little, "cơ" does not.
STOP_SYLLABLES = frozenset(
    ("và", "của", "các", "những", "cho", "về", "theo", "tại", "được", "có", "là", "do", "từ", "đến", "này")
)
_STOPS = STOP_SYLLABLES | frozenset(map(fold, STOP_SYLLABLES))


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable: `exact` keeps the diacritics in canonical spelling, `folded` is `exact` without them.

    `exact` is lower case with the tone in the old place (hoà → hòa) and y where spelling varies (kĩ → kỹ, quí → quý).
    `folded` therefore is "ky" for both *ki* and *ky*: an unmarked query meets either spelling.
    """

    exact: str
    folded: str


@lru_cache(maxsize=65536)
def _syllable(word: str) -> Syllable:
    exact = _MOVABLE.sub(lambda match: _MOVED[match[0]], word)
    if lone := _LONE_I.match(exact):
        exact = lone[1] + _I_TO_Y[lone[2]]
    return Syllable(exact, fold(exact))


def syllables(text: str) -> list[Syllable]:
    """The syllables of a text in order. Numbers and abbreviations count; punctuation and underscores separate."""
    return [_syllable(word) for word in _WORD.findall(normalise(text).lower())]


def bigrams(syllables: Sequence[Syllable]) -> list[str]:
    """Each two neighbours, folded and joined: `thu_tuc`, `tuc_hanh`. One fewer than the syllables."""
    return [f"{first.folded}_{second.folded}" for first, second in pairwise(syllables)]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the original text: where it stands and the syllables it stands for (nearly always one)."""

    start: int
    end: int
    syllables: tuple[Syllable, ...]


@lru_cache(maxsize=65536)
def _raw_syllables(word: str) -> tuple[Syllable, ...]:
    return tuple(syllables(word))


def _words(text: str) -> list[_Word]:
    return [_Word(match.start(), match.end(), _raw_syllables(match[0])) for match in _RAW_WORD.finditer(text)]


def _plain(folded: str) -> str:
    """02 and 2 are the same number in a document number."""
    return folded.lstrip("0") or folded


class _Query:
    """Which words of one text answer a query.

    A syllable typed with diacritics wants that very syllable; only a text that has it nowhere, or has the word without
    any diacritics, is matched folded. A syllable typed without diacritics matches every accent.
    """

    def __init__(self, query: str, words: Iterable[_Word]) -> None:
        wanted = syllables(query)
        present = {syllable.exact for word in words for syllable in word.syllables}
        accented = [s for s in wanted if s.exact != s.folded]
        self.exact = {s.exact for s in accented}
        self.unaccented = {_plain(s.folded) for s in accented}
        self.loose = {_plain(s.folded) for s in wanted if s.exact == s.folded or s.exact not in present}
        # A query of nothing but stop words has to mark them.
        self.stops: frozenset[str] = _STOPS if any(s.exact not in _STOPS for s in wanted) else frozenset()

    def answers(self, word: _Word) -> Syllable | None:
        """The syllable of the word that answers, if one does."""
        for s in word.syllables:
            plain = _plain(s.folded)
            if s.exact in self.exact or plain in self.loose or (s.exact == s.folded and plain in self.unaccented):
                return s
        return None


# Between two marked words of one phrase or number: spaces, or a single joining sign.
_JOINS = re.compile(r"[^\S\n]+|[-‐‑–/.&]")


def _marks(text: str, query: str) -> list[tuple[int, int]]:
    """Start and end of each stretch to mark, in the original text. Neighbours are one stretch."""
    words = _words(text)
    asked = _Query(query, words)
    stretches: list[tuple[int, int, bool]] = []
    for word in words:
        if (found := asked.answers(word)) is None:
            continue
        telling = found.exact not in asked.stops
        if stretches and _JOINS.fullmatch(text, stretches[-1][1], word.start):
            start, _, told = stretches.pop()
            stretches.append((start, word.end, told or telling))
        else:
            stretches.append((word.start, word.end, telling))
    return [(start, end) for start, end, telling in stretches if telling]


def highlight(text: str, query: str) -> str:
    """The text escaped for HTML, with `<mark>` around the words that answer the query, neighbours in one mark.

    The text keeps its own spelling (case, tone placement, even decomposed letters). No other tag is added, so the
    result is safe in a page.
    """
    pieces: list[str] = []
    done = 0
    for start, end in _marks(text, query):
        pieces += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    return "".join([*pieces, escape(text[done:])])


def excerpt(text: str, query: str, length: int = 220) -> str:
    """The passage of about `length` characters that answers the query best, highlighted, on one line.

    Distinct words of the query count most, then neighbours that are neighbours in the query too; the first passage wins
    a tie. It is cut between words, with "…" at each cut. Raises `ValueError` if `length` is below 1.
    """
    if length < 1:
        raise ValueError("length is at least 1 character")
    line = compact_spaces(text)
    if len(line) <= length:
        return highlight(line, query)
    start, end = _cut(line, *_best_window(line, query, length), length)
    before, after = "…" if start else "", "…" if end < len(line) else ""
    return before + highlight(line[start:end], query) + after


def _best_window(line: str, query: str, length: int) -> tuple[int, int]:
    """Start and end of the matching words that fit into `length` and are worth most; (0, 0) without a match."""
    words = _words(line)
    asked = _Query(query, words)
    pairs = set(bigrams(syllables(query)))
    found: list[tuple[_Word, Syllable, float]] = []
    before: tuple[int, str] | None = None
    for position, word in enumerate(words):
        if (answer := asked.answers(word)) is None:
            continue
        in_phrase = before is not None and before[0] == position - 1 and f"{before[1]}_{answer.folded}" in pairs
        found.append((word, answer, 0.5 if in_phrase else 0.0))
        before = (position, answer.folded)
    best, best_score = (0, 0), 0.0
    first, phrases = 0, 0.0
    inside: Counter[Syllable] = Counter()
    for word, answer, phrase in found:
        inside[answer] += 1
        phrases += phrase
        while found[first][0] is not word and word.end - found[first][0].start > length:
            _, gone, lost = found[first]
            inside[gone] -= 1
            phrases -= lost
            first += 1
        worth = {one.folded: 0.2 if one.exact in asked.stops else 1.0 for one, times in inside.items() if times}
        # Repeating a phrase helps little: it must not outweigh one more word of the query.
        score = sum(worth.values()) + min(phrases, 0.5 * len(pairs)) * 0.9
        if score > best_score + 1e-9:
            best, best_score = (found[first][0].start, word.end), score
    return best


def _cut(line: str, start: int, end: int, length: int) -> tuple[int, int]:
    """The window widened to `length`, a third of the room before the match, its ends moved to word boundaries."""
    room = max(0, length - (end - start))
    begin = max(0, min(start - room // 3, len(line) - length))
    stop = min(len(line), begin + length)
    if begin:
        # The first space before the match begins the window; a word longer than the room is cut.
        space = line.find(" ", begin - 1, max(start, begin))
        begin = begin if space < 0 else space + 1
    if stop < len(line) and line[stop] != " ":
        space = line.rfind(" ", max(end, begin + 1), stop)
        stop = stop if space < 0 else space
    return begin, stop
