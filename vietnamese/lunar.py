"""The Vietnamese lunar calendar: Tết and Giỗ Tổ of any year, without a table.

After the published method of Hồ Ngọc Đức, with the astronomy of Jean Meeus: a month begins on the day of the new moon,
the month with the winter solstice is the eleventh, and in a year of thirteen months the first one after it without a
major solar term is a leap month. Days are those of UTC+7; that is why Tết 2030 is 02/02 here and 03/02 in China.
"""

from __future__ import annotations

import datetime
import math
from functools import lru_cache
from itertools import count

UTC_OFFSET_HOURS = 7
# Julian day number = `date.toordinal()` + this.
_JULIAN_OFFSET = 1721425
_LUNATION_DAYS = 29.530588853


def lunar_new_year(year: int) -> datetime.date:
    """Mùng 1 Tết of the lunar year that begins in the given (Gregorian) year."""
    return from_lunar(1, 1, year)


def hung_kings_day(year: int) -> datetime.date:
    """Giỗ Tổ Hùng Vương: 10 of the third lunar month (a holiday since 2007, Luật 84/2007/QH11)."""
    return from_lunar(10, 3, year)


def from_lunar(day: int, month: int, year: int, leap: bool = False) -> datetime.date:
    """The day of the ordinary calendar for a lunar date. `leap` asks for the leap month that repeats `month`.

    `year` is the lunar year; its 11th and 12th month may fall into the next ordinary year. Raises `ValueError` if there
    is no such day, month or leap month in that year.
    """
    if not 1 <= month <= 12 or not 1 <= day <= 30:
        raise ValueError(f"{day}/{month} is no day of the lunar calendar")
    # A lunar year is counted here from the eleventh month, which holds the winter solstice.
    solstice_year = year if month < 11 else year + 1
    first = _eleventh_month(solstice_year - 1)
    offset = (month - 11) % 12
    leap_at = _leap_month_after(first) if _eleventh_month(solstice_year) - first == 13 else None
    if leap and leap_at != offset + 1:
        raise ValueError(f"lunar year {year} repeats no month {month}")
    if leap_at is not None and (leap or offset >= leap_at):
        offset += 1
    lunation = first + offset
    start = _new_moon(lunation)
    if day > _new_moon(lunation + 1) - start:
        raise ValueError(f"month {month} of lunar year {year} has 29 days")
    return datetime.date.fromordinal(start + day - 1 - _JULIAN_OFFSET)


@lru_cache(maxsize=4096)
def _new_moon(lunation: int) -> int:
    """The Julian day number, in Vietnam, of a new moon; lunation 0 is that of January 1900's first moon."""
    t = lunation / 1236.85
    sun, moon, latitude = (
        math.radians(base + rate * lunation + square * t**2 + cube * t**3)
        for base, rate, square, cube in (
            (359.2242, 29.10535608, -0.0000333, -0.00000347),
            (306.0253, 385.81691806, 0.0107306, 0.00001236),
            (21.2964, 390.67050646, -0.0016528, -0.00000239),
        )
    )
    mean = 2415020.75933 + 29.53058868 * lunation + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * math.sin(math.radians(166.56 + 132.87 * t - 0.009173 * t**2))
    correction = (
        (0.1734 - 0.000393 * t) * math.sin(sun)
        + 0.0021 * math.sin(2 * sun)
        - 0.4068 * math.sin(moon)
        + 0.0161 * math.sin(2 * moon)
        - 0.0004 * math.sin(3 * moon)
        + 0.0104 * math.sin(2 * latitude)
        - 0.0051 * math.sin(sun + moon)
        - 0.0074 * math.sin(sun - moon)
        + 0.0004 * math.sin(2 * latitude + sun)
        - 0.0004 * math.sin(2 * latitude - sun)
        - 0.0006 * math.sin(2 * latitude + moon)
        + 0.0010 * math.sin(2 * latitude - moon)
        + 0.0005 * math.sin(sun + 2 * moon)
    )
    # The earth's rotation against even time, for the centuries from 800 on.
    drift = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return math.floor(mean + correction - drift + 0.5 + UTC_OFFSET_HOURS / 24)


def _solar_sector(julian_day: int) -> int:
    """In which twelfth of its yearly path the sun is at midnight in Vietnam: 9 begins with the winter solstice."""
    t = (julian_day - 2451545.5 - UTC_OFFSET_HOURS / 24) / 36525
    anomaly = math.radians(357.52910 + 35999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3)
    longitude = (
        280.46645
        + 36000.76983 * t
        + 0.0003032 * t**2
        + (1.914600 - 0.004817 * t - 0.000014 * t**2) * math.sin(anomaly)
        + (0.019993 - 0.000101 * t) * math.sin(2 * anomaly)
        + 0.000290 * math.sin(3 * anomaly)
    )
    return math.floor(longitude % 360 / 30)


@lru_cache(maxsize=512)
def _eleventh_month(year: int) -> int:
    """The lunation of the eleventh lunar month that holds the winter solstice of December of an ordinary year."""
    last_day = datetime.date(year, 12, 31).toordinal() + _JULIAN_OFFSET
    lunation = math.floor((last_day - 2415021) / _LUNATION_DAYS)
    return lunation - 1 if _solar_sector(_new_moon(lunation)) >= 9 else lunation


def _leap_month_after(eleventh: int) -> int:
    """How many months after the eleventh the leap month comes: the first during which the sun stays in one twelfth."""
    return next(
        months
        for months in count(1)
        if _solar_sector(_new_moon(eleventh + months)) == _solar_sector(_new_moon(eleventh + months + 1))
    )
