"""Numbers of provisions in the order of the law: 15, 15a, 16; a, b, c, d, đ, e, g; and what lies between two."""

from __future__ import annotations

import re
from functools import cache

# The letters of points (NĐ 30/2020, Phụ lục I): no f, j, w, z and none with a hat or a hook.
LETTERS = "abcdđeghiklmnopqrstuvxy"
# A range longer than this is a misreading.
LONGEST_RANGE = 100
_NUMBER = re.compile(r"(\d*)([a-zđ]*)(\d*)")
_ROMAN = re.compile(r"(?=[ivxlc])(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def place(number: str) -> tuple[int, tuple[int, ...], int]:
    """Sorts the numbers of one series: `15` < `15a` < `15đ` < `16`, `d` < `đ` < `đ1` < `e`. Takes `dd` for `đ`."""
    match = _NUMBER.fullmatch(number.lower().replace("dd", "đ"))
    if match is None:
        return 0, tuple(map(ord, number)), 0
    letters = tuple(LETTERS.find(letter) + 1 or 100 + ord(letter) for letter in match[2])
    return int(match[1] or 0), letters, int(match[3] or 0)


@cache
def roman(number: str) -> int | None:
    """`XIV` → 14, `3` → 3; None for what is neither."""
    small = number.lower()
    if small.isdecimal():
        return int(small)
    if not _ROMAN.fullmatch(small):
        return None
    values = [_ROMAN_DIGITS[digit] for digit in small]
    return sum(
        -value if following > value else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def between(first: str, last: str) -> list[str]:
    """What “từ 3 đến 7” or “từ a đến đ” names besides its two ends; nothing where the ends are of no one series."""
    first, last = first.lower(), last.lower()
    if first.isdecimal() and last.isdecimal():
        low, high = int(first), int(last)
        return [str(number) for number in range(low + 1, high)] if high - low <= LONGEST_RANGE else []
    if len(first) == len(last) == 1 and first in LETTERS and last in LETTERS:
        return list(LETTERS[LETTERS.index(first) + 1 : LETTERS.index(last)])
    return []
