"""Two texts side by side, word by word, as plain values for a page with `<ins>` and `<del>`.

Lines are matched first, by those that occur once in both texts, then words inside lines that changed: time grows with
the length of the texts, not with its square. (`agencies.differences` dresses Wagtail's comparison of versions of
a form, one short field at a time, as HTML of the editing screens: nothing of it holds for 500 articles on a page.)
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Fate(StrEnum):
    """What became of words: still there, gone, new; a line with several of them is changed."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words with one fate, spaces included."""

    kind: Fate
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """One line of either text. The runs that were not removed are the new line, those not added the old one."""

    kind: Fate
    runs: tuple[Run, ...]


# Stretches of more than so many items on both sides together, none of which occurs once, are one change.
_MOST_ITEMS = 800
# More lines than this without an equal are matched by their labels only.
_MOST_LINES = 80
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# “Điều 5.”, “2.”, “a)”: the line of the same unit, whatever it says.
_LABEL = re.compile(
    r"\s*[“\"]?\s*(?:(?:Điều|Chương|Mục|Phần|Phụ lục)\s+[\w]+|\d{1,3}[a-zđ]?(?=[.)])|[a-zđ]\d?(?=[.)]))", re.I
)
# Lines that share fewer words than this are two lines, one gone and one new.
_ALIKE = 0.3


def compare(old_text: str, new_text: str) -> list[Block]:
    """The lines of both texts in order. Empty lines and the number of spaces do not count."""
    old, new = _lines(old_text), _lines(new_text)
    blocks: list[Block] = []
    for old_from, old_to, new_from, new_to in _gaps(old, new):
        blocks += _changed(old[old_from:old_to], new[new_from:new_to])
        if new_to < len(new) and old_to < len(old):
            blocks.append(Block(Fate.KEPT, (Run(Fate.KEPT, new[new_to]),)))
    return blocks


def _lines(text: str) -> list[str]:
    return [spaced for line in text.splitlines() if (spaced := " ".join(line.split()))]


def _gaps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches between equal items: (old from, old to, new from, new to). An equal item ends each but the last."""
    old_at = new_at = 0
    for old_place, new_place in _matches(old, new):
        yield old_at, old_place, new_at, new_place
        old_at, new_at = old_place + 1, new_place + 1
    yield old_at, len(old), new_at, len(new)


def _matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of equal items in rising order: equal ends, then items that occur once in both, then between these."""
    found: list[tuple[int, int]] = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        old_from, old_to, new_from, new_to = waiting.pop()
        while old_from < old_to and new_from < new_to and old[old_from] == new[new_from]:
            found.append((old_from, new_from))
            old_from, new_from = old_from + 1, new_from + 1
        while old_from < old_to and new_from < new_to and old[old_to - 1] == new[new_to - 1]:
            old_to, new_to = old_to - 1, new_to - 1
            found.append((old_to, new_to))
        if old_from == old_to or new_from == new_to:
            continue
        anchors = _once(old, new, old_from, old_to, new_from, new_to)
        if not anchors:
            found += _few(old, new, old_from, old_to, new_from, new_to)
            continue
        found += anchors
        for old_place, new_place in [*anchors, (old_to, new_to)]:
            waiting.append((old_from, old_place, new_from, new_place))
            old_from, new_from = old_place + 1, new_place + 1
    return sorted(found)


def _once(
    old: Sequence[str], new: Sequence[str], old_from: int, old_to: int, new_from: int, new_to: int
) -> list[tuple[int, int]]:
    """Items that occur once on both sides, the longest series of them that rises on both."""
    old_count, new_count = Counter(old[old_from:old_to]), Counter(new[new_from:new_to])
    places = {new[i]: i for i in range(new_from, new_to) if new_count[new[i]] == 1}
    pairs = [(i, places[old[i]]) for i in range(old_from, old_to) if old_count[old[i]] == 1 and old[i] in places]
    return _rising(pairs)


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest series of pairs, rising in the first place already, that rises in the second too."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for i, (_, new_place) in enumerate(pairs):
        at = bisect_left(ends, new_place)
        if at == len(ends):
            ends.append(new_place)
            places.append(i)
        else:
            ends[at], places[at] = new_place, i
        before.append(places[at - 1] if at else -1)
    found: list[tuple[int, int]] = []
    i = places[-1] if places else -1
    while i >= 0:
        found.append(pairs[i])
        i = before[i]
    return found[::-1]


def _few(
    old: Sequence[str], new: Sequence[str], old_from: int, old_to: int, new_from: int, new_to: int
) -> list[tuple[int, int]]:
    """Equal items where none occurs once: short stretches only, since this takes the square of their length."""
    if old_to - old_from + new_to - new_from > _MOST_ITEMS:
        return []
    matcher = SequenceMatcher(None, old[old_from:old_to], new[new_from:new_to], autojunk=False)
    return [
        (old_from + block.a + i, new_from + block.b + i)
        for block in matcher.get_matching_blocks()
        for i in range(block.size)
    ]


def _changed(old: list[str], new: list[str]) -> Iterator[Block]:
    """Lines without an equal: those of the same unit, or alike in their words, are one changed line."""
    if len(old) > _MOST_LINES or len(new) > _MOST_LINES:
        pairs = _by_label(old, new)
    else:
        pairs = _by_label(old, new) or _by_likeness(old, new)
    old_at = new_at = 0
    for old_place, new_place in [*pairs, (len(old), len(new))]:
        inner_old, inner_new = old[old_at:old_place], new[new_at:new_place]
        if pairs and inner_old and inner_new and len(inner_old) + len(inner_new) < len(old) + len(new):
            yield from _changed(inner_old, inner_new)
        else:
            yield from (Block(Fate.REMOVED, (Run(Fate.REMOVED, line),)) for line in inner_old)
            yield from (Block(Fate.ADDED, (Run(Fate.ADDED, line),)) for line in inner_new)
        if old_place < len(old):
            yield Block(Fate.CHANGED, tuple(_runs(old[old_place], new[new_place])))
        old_at, new_at = old_place + 1, new_place + 1


def _by_label(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Lines of the same unit, if they have words in common besides their number."""
    old_labels = [_label(line) or f"\0{i}" for i, line in enumerate(old)]
    new_labels = [_label(line) or f"\1{i}" for i, line in enumerate(new)]
    pairs = _once(old_labels, new_labels, 0, len(old), 0, len(new))
    return [(i, j) for i, j in pairs if _likeness(_words(old[i]), _words(new[j])) >= _ALIKE / 2]


def _label(line: str) -> str:
    match = _LABEL.match(line)
    return match[0].strip(' “"').lower() if match else ""


def _by_likeness(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Each old line with the most alike new one, as far as the order allows."""
    pairs: list[tuple[int, int]] = []
    counted = [_words(line) for line in new]
    for i, line in enumerate(old):
        words = _words(line)
        likest = max(((_likeness(words, others), -j) for j, others in enumerate(counted)), default=(0.0, 0))
        if likest[0] >= _ALIKE:
            pairs.append((i, -likest[1]))
    return _rising(pairs)


def _words(line: str) -> Counter[str]:
    return Counter(line.split())


def _likeness(words: Counter[str], others: Counter[str]) -> float:
    """The share of words that both lines have, 0 to 1; their order does not count."""
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 1.0


def _runs(old: str, new: str) -> list[Run]:
    """One line as runs: words are compared whole, with their marks."""
    old_tokens, new_tokens = _TOKEN.findall(old), _TOKEN.findall(new)
    runs: list[Run] = []
    for old_from, old_to, new_from, new_to in _gaps(old_tokens, new_tokens):
        _add(runs, Fate.REMOVED, "".join(old_tokens[old_from:old_to]))
        _add(runs, Fate.ADDED, "".join(new_tokens[new_from:new_to]))
        if new_to < len(new_tokens) and old_to < len(old_tokens):
            _add(runs, Fate.KEPT, new_tokens[new_to])
    return _joined(runs)


def _add(runs: list[Run], kind: Fate, text: str) -> None:
    if not text:
        return
    if runs and runs[-1].kind is kind:
        runs[-1] = Run(kind, runs[-1].text + text)
    else:
        runs.append(Run(kind, text))


def _joined(runs: list[Run]) -> list[Run]:
    """A space that stayed between two changed words is no island: “[bốn] [năm]” reads better as one change."""
    found: list[Run] = []
    removed = added = ""
    for i, run in enumerate(runs):
        lone = run.kind is Fate.KEPT and run.text.isspace() and 0 < i < len(runs) - 1 and (removed or added)
        if run.kind is Fate.REMOVED or lone:
            removed += run.text
        if run.kind is Fate.ADDED or lone:
            added += run.text
        if run.kind is Fate.KEPT and not lone:
            found += _pair(removed, added)
            removed = added = ""
            found.append(run)
    return [*found, *_pair(removed, added)]


def _pair(removed: str, added: str) -> list[Run]:
    pair = (Run(Fate.REMOVED, removed), Run(Fate.ADDED, added))
    return [run for run in pair if run.text]
