"""Which numbered lines belong to the series, and which only look like it.

A heading or clause must make sense where it stands: `5.` that begins a broken line, an article of another law that is
quoted without quotation marks, an annex named in a list are left as the text they are.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

# Letters of points in order (NĐ 78/2025); those in brackets are used by few and may be left out: [f] [j] [w] [z], and
# [đ] by writers without a Vietnamese keyboard.
LETTERS = "abcdđefghijklmnopqrstuvwxyz"
_OPTIONAL = frozenset("đfjwz")
# More units than these are not left out by repeal; a jump beyond is no unit of the series.
LONGEST_GAP = 3


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that looks like a unit: where it is, its place in the order, what is added to it (15a: 15 and "a")."""

    place: int
    value: int
    suffix: str = ""
    doubtful: bool = False


@dataclass(slots=True)
class Series:
    """The lines that are units, and what is odd, as (line, code)."""

    accepted: list[int]
    odd: list[tuple[int, str]]


def letter_value(letter: str) -> int:
    """The place of a letter: a 1 … y 25; `aa`, `bb` follow after z."""
    place = LETTERS.find(letter[0]) + 1
    return place + len(LETTERS) * (len(letter) - 1)


def missing_numbers(last: int, value: int) -> int:
    """How many are left out between two clauses; negative when it goes back."""
    return value - last - 1


def missing_letters(last: int, value: int) -> int:
    """How many letters are left out between two points, without those that need not be used."""
    if value <= last:
        return value - last - 1
    between = range(last + 1, value)
    return sum(1 for place in between if LETTERS[(place - 1) % len(LETTERS)] not in _OPTIONAL)


def units(candidates: list[Numbered], letters: bool = False) -> Series:
    """The clauses of an article, or the points of a clause, in the order of the text."""
    missing = missing_letters if letters else missing_numbers
    places: dict[int, list[int]] = {}
    for order, candidate in enumerate(candidates):
        places.setdefault(candidate.value, []).append(order)
    series = Series([], [])
    last, suffix = 0, ""
    for order, candidate in enumerate(candidates):
        value = candidate.value
        if value == last and candidate.suffix > suffix:
            fits = True
        elif value <= last:
            fits = False
            if not candidate.doubtful:
                series.odd.append((candidate.place, "unit_order"))
        else:
            gap = missing(last, value)
            fits = gap == 0 or (
                not candidate.doubtful
                and gap <= LONGEST_GAP
                and not any(_later(places, wanted, order) for wanted in range(last + 1, value))
            )
            if gap and not candidate.doubtful:
                series.odd.append((candidate.place, "unit_missing" if fits else "unit_order"))
        if fits:
            series.accepted.append(candidate.place)
            last, suffix = value, candidate.suffix
    return series


def _later(places: dict[int, list[int]], value: int, order: int) -> bool:
    """Whether a candidate with this number comes after the one at `order`."""
    found = places.get(value, [])
    return bool(found) and found[-1] > order


def articles(candidates: list[Numbered], borders: list[int]) -> Series:
    """The articles, in one or more series. At each border (an attached regulation, an annex) a series may begin."""
    places: dict[int, list[int]] = {}
    for candidate in candidates:
        places.setdefault(candidate.value, []).append(candidate.place)
    firsts = places.get(1, [])
    series = Series([], [])
    last, suffix, border = 0, "", -1
    for order, candidate in enumerate(candidates):
        place, value = candidate.place, candidate.value
        crossed = bisect_right(borders, place)
        if crossed != border:
            border, last, suffix = crossed, 0, ""
        following = candidates[order + 1] if order + 1 < len(candidates) else None
        stop = _next_above(firsts, place)
        if crossed < len(borders):
            stop = min(stop, borders[crossed])
        verdict = _judge(candidate, last, suffix, following, places, stop)
        if verdict == "no":
            if not candidate.doubtful:
                series.odd.append((place, "article_order"))
            continue
        series.accepted.append(place)
        if verdict != "next":
            series.odd.append((place, verdict))
        last, suffix = (last + 1 if verdict == "article_typo" else value), candidate.suffix
    return series


def _judge(
    candidate: Numbered, last: int, suffix: str, following: Numbered | None, places: dict[int, list[int]], stop: int
) -> str:
    """`next` when it is the next of its series, a code when it is one all the same, `no` when it is none."""
    value, place = candidate.value, candidate.place
    if value == last + 1 or (value == last and candidate.suffix > suffix):
        return "next"
    if candidate.doubtful:
        return "no"
    if value > last:
        if _between(places, last + 1, place, stop):
            return "no"
        if last and value > last + 2 and _between(places, last + 2, place, stop):
            return "article_typo"
        return "article_missing"
    if value == last:
        return "article_twice"
    goes_on = following is not None and following.value == value + 1
    if value == 1 and (following is None or goes_on):
        return "articles_again"
    if goes_on and not _between(places, last + 1, place, stop):
        return "articles_again"
    return "no"


def _between(places: dict[int, list[int]], value: int, place: int, stop: int) -> bool:
    found = places.get(value, [])
    at = bisect_right(found, place)
    return at < len(found) and found[at] < stop


def _next_above(found: list[int], place: int) -> int:
    at = bisect_right(found, place)
    return found[at] if at < len(found) else 1 << 60
