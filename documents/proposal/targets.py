"""Provisions named in words, as addresses: `khoản 2, khoản 3 Điều 5 và các Điều 7, 8` (domain 3.3)."""

from __future__ import annotations

import re

from vietnamese.text import fold

_LEVELS = {"phan": 0, "chuong": 1, "muc": 2, "tieu muc": 3, "dieu": 4, "khoan": 5, "diem": 6, "phu luc": 0}
_SLUGS = {"tieu muc": "tieu-muc", "phu luc": "phu-luc"}
_NUMBERS = {
    "dieu": r"\d+[a-zđ]?(?!\w)",
    "khoan": r"\d+[a-zđ]?(?!\w)",
    "diem": r"[a-zđ]{1,2}\d{0,2}(?![\w])|\d+(?:\.\d+)*(?!\w)",
    "muc": r"(?:\d+|[ivx]+)[a-zđ]?(?!\w)",
    "tieu muc": r"\d+[a-zđ]?(?!\w)",
    "chuong": r"(?:[ivxlc]+|\d+)[a-zđ]?(?!\w)",
    "phan": r"thứ\s+\w+|[ivxlc]+(?!\w)|\d+(?!\w)",
    "phu luc": r"(?:số\s+)?(?:[ivxlc]+|\d+)[a-zđ]?(?!\w)",
}
_UNIT = re.compile(
    r"(?<!\w)(?:các\s+|những\s+)?(?P<unit>tiểu\s+mục|phụ\s+lục|điều|khoản|điểm|chương|mục|phần)\s+(?:từ\s+)?"
)
_NEXT = re.compile(
    r"\s*(?P<joint>,|;|và|hoặc|đến(?:\s+hết)?|-)\s*(?P<unit>tiểu\s+mục|phụ\s+lục|điều|khoản|điểm|chương|mục|phần)?\s*"
)
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_LONGEST_RANGE = 60
_SCOPES = re.compile(r"(?<!\w)(quy chế|quy định|điều lệ|nội quy)(?!\w)(?!\s+(?:tại|về|của|trong))")


def anchors_of(words: str) -> tuple[str, ...]:
    """The addresses of the provisions that the words name, in their order; clauses without an article are left out.

    Smallest units stand first, as law is cited: a point or clause belongs to the next article behind it.
    """
    return tuple(anchor for anchor in partial_anchors(words) if not anchor.startswith(("khoan-", "diem-")))


def partial_anchors(words: str) -> tuple[str, ...]:
    """As `anchors_of`, with clauses and points whose article stands somewhere else."""
    groups = _groups(words.lower())
    waiting: list[tuple[int, str]] = []
    done: list[str] = []
    for unit, numbers in groups:
        level = _LEVELS[unit]
        own = [f"{_SLUGS.get(unit, unit)}-{_number(unit, number)}" for number in numbers]
        below = [anchor for waiting_level, anchor in waiting if waiting_level > level >= 4]
        if below:
            waiting = [(waiting_level, anchor) for waiting_level, anchor in waiting if not waiting_level > level >= 4]
            waiting += [(level, f"{parent}.{anchor}") for parent in own for anchor in below]
        else:
            waiting += [(level, anchor) for anchor in own]
        if level <= 4:
            done += [anchor for waiting_level, anchor in waiting if waiting_level <= 4]
            waiting = [(waiting_level, anchor) for waiting_level, anchor in waiting if waiting_level > 4]
    return tuple(dict.fromkeys([*done, *(anchor for _, anchor in waiting)]))


def scope_of(words: str) -> str:
    """`quy-che.` where the provisions are those of a regulation that was issued with the document."""
    match = _SCOPES.search(words.lower())
    return f"{fold(match[1]).replace(' ', '-')}." if match else ""


def _groups(words: str) -> list[tuple[str, list[str]]]:
    """Units with their numbers, in the order of the words."""
    found: list[tuple[str, list[str]]] = []
    place = 0
    while (match := _UNIT.search(words, place)) is not None:
        unit = _plain(match["unit"])
        number = re.compile(_NUMBERS[unit]).match(words, match.end())
        if number is None:
            place = match.end()
            continue
        numbers, place = [number[0]], number.end()
        while (following := _NEXT.match(words, place)) is not None:
            ranged = following["joint"].startswith(("đến", "-"))
            if following["unit"] and (_plain(following["unit"]) != unit or not ranged):
                break
            number = re.compile(_NUMBERS[unit]).match(words, following.end())
            if number is None:
                break
            if ranged:
                numbers += _between(numbers[-1], number[0])
            numbers.append(number[0])
            place = number.end()
        found.append((unit, numbers))
    return found


def _between(first: str, last: str) -> list[str]:
    """What lies between the ends of a range."""
    if first.isdigit() and last.isdigit():
        return [str(n) for n in range(int(first) + 1, min(int(last), int(first) + _LONGEST_RANGE))]
    if first in _LETTERS and last in _LETTERS:
        return list(_LETTERS[_LETTERS.index(first) + 1 : _LETTERS.index(last)])
    return []


def _plain(unit: str) -> str:
    return " ".join(fold(unit).split())


def _number(unit: str, number: str) -> str:
    if unit == "diem":
        return number.replace("đ", "dd").replace(".", "-")
    return fold(re.sub(r"^số\s+", "", number)).replace(" ", "-").replace(".", "-")
