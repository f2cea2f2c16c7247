"""The working calendar of the database as the pure arithmetic of `vietnamese.working_days` wants it."""

from __future__ import annotations

import datetime

from core.models import CalendarDay, OfficeHours
from vietnamese.working_days import TableCalendar


def working_calendar(day: datetime.date | None = None) -> TableCalendar:
    """The calendar as known today, with the office hours in force on `day` (default: today). Two queries."""
    off: set[datetime.date] = set()
    worked: set[datetime.date] = set()
    for row in CalendarDay.objects.all():
        (off if row.is_day_off else worked).add(row.date)
    hours = OfficeHours.objects.on(day).first()
    if hours is None:
        return TableCalendar(days_off=frozenset(off), extra_working_days=frozenset(worked))
    return TableCalendar(
        days_off=frozenset(off),
        extra_working_days=frozenset(worked),
        office_hours=(
            (hours.morning_opens, hours.morning_closes),
            (hours.afternoon_opens, hours.afternoon_closes),
        ),
    )
