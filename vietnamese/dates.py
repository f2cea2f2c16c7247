"""Dates and money as Vietnamese documents write them. Days are days of Vietnam; no clock and no time zone here."""

from __future__ import annotations

import datetime
import re

from vietnamese.text import compact_spaces, fold

_DAY_FIRST = re.compile(r"([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_IN_WORDS = re.compile(r"(?:ngay )?([0-9]{1,2}) thang ([0-9]{1,2}),? nam ([0-9]{4})")

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def parse_date(text: str) -> datetime.date | None:
    """The day a text names, if the whole text is a date; `None` for anything else, also for 31/02/2011.

    Day before month always: `22/4/2011`, `22-4-2011`, `22.04.2011`, `ngày 22 tháng 4 năm 2011` (with or without
    diacritics), and ISO `2011-04-22`. The year has four digits. Never raises.
    """
    line = compact_spaces(fold(text))
    if match := _DAY_FIRST.fullmatch(line):
        day, month, year = match[1], match[3], match[4]
    elif match := _IN_WORDS.fullmatch(line):
        day, month, year = match[1], match[2], match[3]
    elif match := _YEAR_FIRST.fullmatch(line):
        year, month, day = match[1], match[2], match[3]
    else:
        return None
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def short_date(day: datetime.date) -> str:
    """`22/4/2011`: day, month and year without added zeros."""
    return f"{day.day}/{day.month}/{day.year}"


def long_date(day: datetime.date) -> str:
    """`ngày 22 tháng 4 năm 2011`. A day below 10 and the months 1 and 2 take a zero (Nghị định 30/2020/NĐ-CP, Điều 8).

    The zero keeps a digit from being added before them on paper: `ngày 05 tháng 3 năm 2020`, `ngày 09 tháng 02`.
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def weekday_name(day: datetime.date) -> str:
    """`Thứ Hai` … `Thứ Bảy`, `Chủ nhật`."""
    return _WEEKDAYS[day.weekday()]


def money(amount: int) -> str:
    """An amount of đồng, thousands parted by dots: `2.530.000 đồng`."""
    return f"{amount:,}".replace(",", ".") + " đồng"
