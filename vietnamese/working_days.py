"""Deadlines in working days: arithmetic on a calendar that is given, never read from anywhere.

Day 0 is the day of receipt, day 1 the next working day, and a thing is due when the offices close on day N. What comes
after closing or on a rest day is received on the next working day. All moments are aware and are read in
Asia/Ho_Chi_Minh (UTC+7, no summer time); days are days there.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OFFICE_HOURS = (
    (datetime.time(7, 30), datetime.time(11, 30)),
    (datetime.time(13, 30), datetime.time(17, 0)),
)
_ONE_DAY = datetime.timedelta(days=1)
_SATURDAY = 5
# No break is this long: a calendar that says so is broken, and the search for a working day must end.
_LONGEST_BREAK_DAYS = 366


class WorkCalendar(Protocol):
    """What the arithmetic asks of a calendar. Days and times are those of Asia/Ho_Chi_Minh."""

    def is_working_day(self, day: datetime.date) -> bool:
        """Whether offices work on the day."""

    def opens_at(self, day: datetime.date) -> datetime.time:
        """When offices open on the day, or would open if it were a working day."""

    def closes_at(self, day: datetime.date) -> datetime.time:
        """When offices close on the day, or would close if it were a working day."""

    def is_open(self, moment: datetime.datetime) -> bool:
        """Whether offices work at the moment. Raises `ValueError` if it is naive."""


@dataclass(frozen=True, slots=True)
class TableCalendar:
    """Monday to Friday, less `days_off`, plus `extra_working_days`; the same `office_hours` every working day.

    `days_off` are holidays, compensatory and swapped days off; `extra_working_days` are the rest days worked for them.
    A day in both is worked. `office_hours` are pairs of opening and closing in the order of the day. Raises
    `ValueError` if there is no pair, or if pairs end before they begin or overlap.
    """

    days_off: frozenset[datetime.date] = frozenset()
    extra_working_days: frozenset[datetime.date] = frozenset()
    office_hours: tuple[tuple[datetime.time, datetime.time], ...] = OFFICE_HOURS

    def __post_init__(self) -> None:
        times = [time for pair in self.office_hours for time in pair]
        if not times or any(earlier >= later for earlier, later in pairwise(times)):
            raise ValueError("office hours are pairs of times in rising order")

    def is_working_day(self, day: datetime.date) -> bool:
        """Whether offices work on the day."""
        return day in self.extra_working_days or (day.weekday() < _SATURDAY and day not in self.days_off)

    def opens_at(self, day: datetime.date) -> datetime.time:
        """The first opening of the day."""
        return self.office_hours[0][0]

    def closes_at(self, day: datetime.date) -> datetime.time:
        """The last closing of the day."""
        return self.office_hours[-1][1]

    def is_open(self, moment: datetime.datetime) -> bool:
        """Whether offices work at the moment: not in the midday break, and no longer at the minute of closing."""
        local = _local(moment)
        time = local.time()
        return self.is_working_day(local.date()) and any(start <= time < end for start, end in self.office_hours)


def received_on(moment: datetime.datetime, calendar: WorkCalendar) -> datetime.date:
    """The working day on which something that comes in at the moment counts as received (Quy chế Điều 6.2.e).

    Before opening and in the midday break: the same day. After closing or on a rest day: the next working day.
    Raises `ValueError` if the moment is naive.
    """
    local = _local(moment)
    day = local.date()
    if calendar.is_working_day(day) and local.time() <= calendar.closes_at(day):
        return day
    return next_working_day(day, calendar)


def next_working_day(day: datetime.date, calendar: WorkCalendar) -> datetime.date:
    """The first working day after the day. Raises `ValueError` if the calendar has none for a year."""
    return _step(day, _ONE_DAY, calendar)


def add_working_days(day: datetime.date, n: int, calendar: WorkCalendar) -> datetime.date:
    """The n-th working day after the day, which itself never counts (Civil Code 2015, Điều 147).

    With n = 0 the day itself, working or not; with a negative n the n-th working day before it.
    """
    step = _ONE_DAY if n > 0 else -_ONE_DAY
    for _ in range(abs(n)):
        day = _step(day, step, calendar)
    return day


def due_at(received: datetime.datetime, working_days: int, calendar: WorkCalendar) -> datetime.datetime:
    """When an answer is due that may take so many working days: the end of office hours of the last one, aware.

    5 days from Friday 13/02/2026 10:00 end on Friday 27/02/2026 17:00, with Tết between. Raises `ValueError` if
    `received` is naive or the number of days is negative.
    """
    if working_days < 0:
        raise ValueError("a deadline is not before its beginning")
    day = add_working_days(received_on(received, calendar), working_days, calendar)
    return datetime.datetime.combine(day, calendar.closes_at(day), tzinfo=ZONE)


def working_days_between(a: datetime.date, b: datetime.date, calendar: WorkCalendar) -> int:
    """How many working days come after day a up to and including day b; negative if b is before a.

    `working_days_between(a, add_working_days(a, n, calendar), calendar) == n` for every n ≥ 0.
    """
    if b < a:
        return -working_days_between(b, a, calendar)
    return sum(calendar.is_working_day(a + days * _ONE_DAY) for days in range(1, (b - a).days + 1))


def calendar_days_due(start: datetime.date, days: int, calendar: WorkCalendar) -> datetime.date:
    """The last day of a term of calendar days ("ngày" alone) that begins with an event on `start`.

    The day of the event does not count (Civil Code 2015, Điều 147); a last day that is a rest day moves to the next
    working day (Điều 148). Raises `ValueError` if the number of days is negative.
    """
    if days < 0:
        raise ValueError("a deadline is not before its beginning")
    last = start + days * _ONE_DAY
    return last if calendar.is_working_day(last) else next_working_day(last, calendar)


def _local(moment: datetime.datetime) -> datetime.datetime:
    if moment.utcoffset() is None:
        raise ValueError("a moment without a time zone tells no day: use an aware datetime")
    return moment.astimezone(ZONE)


def _step(day: datetime.date, step: datetime.timedelta, calendar: WorkCalendar) -> datetime.date:
    for _ in range(_LONGEST_BREAK_DAYS):
        day += step
        if calendar.is_working_day(day):
            return day
    raise ValueError(f"the calendar has no working day within a year of {day}")
