import csv
import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.working_days import (
    ZONE,
    TableCalendar,
    add_working_days,
    calendar_days_due,
    due_at,
    next_working_day,
    received_on,
    working_days_between,
)

WITH_CALENDAR = Path(__file__).parents[2] / "core" / "data" / "calendar.csv"
D = datetime.date


def read_calendar():
    with WITH_CALENDAR.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    off = frozenset(D.fromisoformat(row["date"]) for row in rows if row["kind"] != "working_saturday")
    worked = frozenset(D.fromisoformat(row["date"]) for row in rows if row["kind"] == "working_saturday")
    return TableCalendar(days_off=off, extra_working_days=worked)


CALENDAR = read_calendar()
PLAIN = TableCalendar()
DAYS = st.dates(min_value=D(2011, 1, 1), max_value=D(2030, 6, 30))
MOMENTS = st.datetimes(
    min_value=datetime.datetime(2011, 1, 1), max_value=datetime.datetime(2030, 6, 30), timezones=st.just(ZONE)
)
COUNTS = st.integers(min_value=0, max_value=60)


def at(day, time="10:00"):
    return datetime.datetime.combine(day, datetime.time.fromisoformat(time), tzinfo=ZONE)


def test_five_working_days_over_tet_2026():
    assert due_at(at(D(2026, 2, 13)), 5, CALENDAR) == at(D(2026, 2, 27), "17:00")


def test_a_question_of_friday_is_due_on_friday_a_week_later():
    assert due_at(at(D(2026, 11, 13)), 5, CALENDAR) == at(D(2026, 11, 20), "17:00")


def test_the_day_of_vietnamese_culture_is_skipped():
    assert due_at(at(D(2026, 11, 23)), 1, CALENDAR) == at(D(2026, 11, 25), "17:00")


def test_a_worked_saturday_counts():
    assert add_working_days(D(2025, 4, 25), 1, CALENDAR) == D(2025, 4, 26)
    assert add_working_days(D(2025, 4, 25), 2, CALENDAR) == D(2025, 4, 28)


@pytest.mark.parametrize(
    ("time", "day"),
    [("00:00", 24), ("07:29", 24), ("12:00", 24), ("17:00", 24), ("17:00:01", 25), ("23:59", 25)],
)
def test_what_comes_after_closing_is_received_the_next_working_day(time, day):
    assert received_on(at(D(2025, 11, 24), time), PLAIN) == D(2025, 11, day)


def test_what_comes_on_a_sunday_is_received_on_monday():
    assert received_on(at(D(2026, 11, 22)), CALENDAR) == D(2026, 11, 23)


def test_what_comes_on_friday_evening_before_tet_is_received_after_tet():
    assert received_on(at(D(2026, 2, 13), "18:00"), CALENDAR) == D(2026, 2, 23)


def test_a_moment_in_utc_is_read_in_vietnam():
    evening = datetime.datetime(2026, 11, 19, 23, 30, tzinfo=datetime.UTC)
    assert received_on(evening, CALENDAR) == D(2026, 11, 20)
    assert CALENDAR.is_open(datetime.datetime(2026, 11, 20, 1, 0, tzinfo=datetime.UTC))
    assert (
        ZONE.utcoffset(datetime.datetime(2026, 7, 1))
        == ZONE.utcoffset(datetime.datetime(2026, 1, 1))
        == datetime.timedelta(hours=7)
    )


@pytest.mark.parametrize(
    "ask", [received_on, lambda moment, c: due_at(moment, 5, c), lambda moment, c: c.is_open(moment)]
)
def test_a_moment_without_a_zone_is_refused(ask):
    with pytest.raises(ValueError, match="aware"):
        ask(datetime.datetime(2026, 11, 20, 10, 0), CALENDAR)


def test_offices_are_closed_at_midday_at_night_and_on_rest_days():
    friday = D(2026, 11, 20)
    assert [CALENDAR.is_open(at(friday, time)) for time in ("07:29", "07:30", "11:30", "13:30", "17:00")] == [
        False, True, False, True, False,
    ]  # fmt: skip
    assert not CALENDAR.is_open(at(D(2026, 11, 21)))
    assert CALENDAR.is_open(at(D(2026, 8, 22)))


def test_a_deadline_ends_when_this_office_closes():
    summer = TableCalendar(office_hours=((datetime.time(7), datetime.time(11)), (datetime.time(14), datetime.time(18))))
    assert due_at(at(D(2026, 6, 1)), 1, summer) == at(D(2026, 6, 2), "18:00")
    assert summer.opens_at(D(2026, 6, 2)) == datetime.time(7)


@pytest.mark.parametrize(
    "hours", [(), ((datetime.time(9), datetime.time(9)),), ((datetime.time(9), datetime.time(8)),)]
)
def test_office_hours_that_make_no_day_are_refused(hours):
    with pytest.raises(ValueError, match="office hours"):
        TableCalendar(office_hours=hours)


def test_a_term_of_calendar_days_moves_off_a_rest_day():
    assert calendar_days_due(D(2026, 11, 11), 10, CALENDAR) == D(2026, 11, 23)
    assert calendar_days_due(D(2011, 4, 22), 10, CALENDAR) == D(2011, 5, 4)
    assert calendar_days_due(D(2026, 11, 10), 10, CALENDAR) == D(2026, 11, 20)


@pytest.mark.parametrize(
    "ask", [lambda: due_at(at(D(2026, 11, 20)), -1, CALENDAR), lambda: calendar_days_due(D(2026, 1, 1), -1, PLAIN)]
)
def test_a_deadline_before_its_beginning_is_refused(ask):
    with pytest.raises(ValueError, match="before"):
        ask()


def test_a_calendar_without_working_days_is_reported_not_searched_for_ever():
    class Never(TableCalendar):
        def is_working_day(self, day):
            return False

    with pytest.raises(ValueError, match="no working day"):
        next_working_day(D(2026, 1, 1), Never())


@given(DAYS, COUNTS, COUNTS)
def test_more_working_days_never_end_earlier(day, a, b):
    low, high = sorted((a, b))
    assert add_working_days(day, low, CALENDAR) <= add_working_days(day, high, CALENDAR)


@given(DAYS, DAYS, COUNTS)
def test_a_later_beginning_never_ends_earlier(a, b, n):
    low, high = sorted((a, b))
    assert add_working_days(low, n, CALENDAR) <= add_working_days(high, n, CALENDAR)


@given(DAYS, COUNTS, COUNTS)
def test_days_can_be_added_in_two_steps(day, a, b):
    assert add_working_days(add_working_days(day, a, CALENDAR), b, CALENDAR) == add_working_days(day, a + b, CALENDAR)


@given(DAYS, COUNTS)
def test_counting_undoes_adding(day, n):
    end = add_working_days(day, n, CALENDAR)
    assert working_days_between(day, end, CALENDAR) == n
    assert working_days_between(end, day, CALENDAR) == -n
    if n:
        assert CALENDAR.is_working_day(end)
    if CALENDAR.is_working_day(day):
        assert add_working_days(end, -n, CALENDAR) == day


@given(MOMENTS, MOMENTS, COUNTS)
def test_what_comes_later_is_never_due_earlier(a, b, n):
    low, high = sorted((a, b))
    assert due_at(low, n, CALENDAR) <= due_at(high, n, CALENDAR)
    assert due_at(low, n, CALENDAR) >= low


@given(MOMENTS)
def test_a_thing_is_received_on_a_working_day_not_before_it_came(moment):
    day = received_on(moment, CALENDAR)
    assert CALENDAR.is_working_day(day)
    assert day >= moment.date()
    assert working_days_between(moment.date(), day, CALENDAR) <= 1
