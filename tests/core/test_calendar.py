"""The calendar of the database, on the dates everybody remembers."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from core.calendar import working_calendar
from core.models import CalendarDay, OfficeHours
from vietnamese.working_days import due_at

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def calendar(db):
    return working_calendar()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ((2025, 4, 26), True),  # Saturday worked for 2 May
        ((2025, 5, 2), False),
        ((2025, 9, 1), False),
        ((2026, 1, 2), False),  # swapped with Saturday 10 January
        ((2026, 1, 10), True),
        ((2026, 2, 16), False),
        ((2026, 2, 20), False),
        ((2026, 2, 23), True),
        ((2026, 4, 27), False),  # Giỗ Tổ fell on a Sunday
        ((2026, 8, 22), True),
        ((2026, 8, 31), False),
        ((2026, 11, 24), False),  # Ngày Văn hóa Việt Nam
        ((2025, 11, 24), True),
        ((2030, 2, 2), False),
    ],
)
def test_offices_are_open_on_the_days_the_government_said(calendar, day, works):
    assert calendar.is_working_day(datetime.date(*day)) is works


def test_five_working_days_over_tet_2026_end_on_27_february(calendar):
    received = datetime.datetime(2026, 2, 13, 10, 0, tzinfo=ZONE)
    assert due_at(received, 5, calendar) == datetime.datetime(2026, 2, 27, 17, 0, tzinfo=ZONE)


def test_every_year_from_2011_to_2030_has_its_holidays_and_hours(db):
    for year in range(2011, 2031):
        assert CalendarDay.objects.filter(date__year=year, kind="holiday").count() >= 9, year
        assert OfficeHours.objects.on(datetime.date(year, 6, 1)).count() == 1, year


def test_changed_office_hours_move_the_end_of_a_deadline(db):
    OfficeHours.objects.filter(valid_from__year=2026).update(afternoon_closes=datetime.time(16, 30))
    received = datetime.datetime(2026, 3, 2, 10, 0, tzinfo=ZONE)
    due = due_at(received, 1, working_calendar(datetime.date(2026, 3, 2)))
    assert due == datetime.datetime(2026, 3, 3, 16, 30, tzinfo=ZONE)
