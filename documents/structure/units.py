"""The numbered lines of a text: clauses (`1.`) and points (`a)`), and which of them belong to their series."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.structure import series
from documents.structure.headings import ascii_number
from documents.structure.lines import Line, is_row

# `2.Trong` without a space is a clause, `2.5 tấn` and `1-2 ngày` are not.
_CLAUSE = re.compile(
    r"(?P<label>(?P<number>\d{1,3})(?P<suffix>[a-zđ]{0,2})\s*(?:[.)/]|[-–](?!\d)))(?:\s+|(?=[^\s\d]))(?P<text>\S.*)?$"
)
_POINT = re.compile(r"(?P<label>(?P<number>[a-zđ])(?P<suffix>\d{0,2})\s*[.)/])(?:\s+|(?=[^\s\d]))(?P<text>\S.*)?$")
_DOUBLE = re.compile(r"(?P<label>(?P<number>([a-zđ])\3)(?P<suffix>\d{0,2})\s*[.)])\s*(?P<text>\S.*)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause or a point: label as written, number, text, its piece of an anchor."""

    label: str
    number: str
    text: str
    piece: str
    value: int
    suffix: str


@dataclass(slots=True)
class Units:
    """The clauses and points between two headings, by line, and what is odd about them."""

    clauses: dict[int, Unit] = field(default_factory=dict)
    points: dict[int, Unit] = field(default_factory=dict)
    odd: list[tuple[int, str]] = field(default_factory=list)


def clause(text: str) -> Unit | None:
    if not text[0].isdecimal():
        return None
    match = _CLAUSE.match(text)
    if match is None:
        return None
    digits = match["number"].lstrip("0") or "0"
    number = digits + match["suffix"]
    return Unit(
        match["label"], number, match["text"] or "", f"khoan-{ascii_number(number)}", int(digits), match["suffix"]
    )


def point(text: str) -> Unit | None:
    match = _POINT.match(text) or _DOUBLE.match(text)
    if match is None:
        return None
    number = match["number"] + match["suffix"]
    value = series.letter_value(match["number"])
    return Unit(match["label"], number, match["text"] or "", f"diem-{ascii_number(number)}", value, match["suffix"])


def find_units(lines: list[Line], quoted: list[bool], start: int, stop: int) -> Units:
    """Reads the lines between two headings."""
    found = Units()
    clauses: dict[int, Unit] = {}
    points: dict[int, Unit] = {}
    for place in range(start, stop):
        text = lines[place].text
        if quoted[place]:
            continue
        if unit := clause(text):
            if not unit.text or not is_row(unit.text):
                clauses[place] = unit
        elif (unit := point(text)) and not (unit.text and is_row(unit.text)):
            points[place] = unit
    verdict = series.units([_numbered(place, unit, lines) for place, unit in clauses.items()])
    found.clauses = {place: clauses[place] for place in verdict.accepted}
    found.odd = verdict.odd
    borders = [*verdict.accepted, stop]
    at = 0
    group: list[series.Numbered] = []
    for place, unit in points.items():
        while place > borders[at]:
            _close(found, points, group)
            group = []
            at += 1
        group.append(_numbered(place, unit, lines))
    _close(found, points, group)
    return found


def _close(found: Units, points: dict[int, Unit], group: list[series.Numbered]) -> None:
    if group:
        verdict = series.units(group, letters=True)
        found.points.update((place, points[place]) for place in verdict.accepted)
        found.odd += verdict.odd


def _numbered(place: int, unit: Unit, lines: list[Line]) -> series.Numbered:
    return series.Numbered(place, unit.value, unit.suffix, lines[place].doubtful)
