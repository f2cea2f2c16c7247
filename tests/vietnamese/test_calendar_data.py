"""The seed file of holidays, compensatory days and worked rest days: 2011 to 2030."""

import csv
import datetime
from collections import Counter
from pathlib import Path

import pytest

from vietnamese.lunar import hung_kings_day, lunar_new_year
from vietnamese.working_days import TableCalendar

D = datetime.date
FILE = Path(__file__).parents[2] / "core" / "data" / "calendar.csv"
YEARS = range(2011, 2031)
PROJECTED = "Dự kiến: Thủ tướng Chính phủ quyết định hằng năm"


@pytest.fixture(scope="module")
def rows():
    with FILE.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        assert reader.fieldnames == ["date", "kind", "name", "legal_basis"]
        return {D.fromisoformat(row["date"]): row for row in reader}


@pytest.fixture(scope="module")
def calendar(rows):
    return TableCalendar(
        days_off=frozenset(day for day, row in rows.items() if row["kind"] != "working_saturday"),
        extra_working_days=frozenset(day for day, row in rows.items() if row["kind"] == "working_saturday"),
    )


def whole_break(calendar, day):
    """First and last rest day of the break around a day."""
    first = last = day
    while not calendar.is_working_day(first - datetime.timedelta(1)):
        first -= datetime.timedelta(1)
    while not calendar.is_working_day(last + datetime.timedelta(1)):
        last += datetime.timedelta(1)
    return first, last


def test_the_file_is_sorted_and_has_one_row_a_day():
    dates = [line.split(",")[0] for line in FILE.read_text(encoding="utf-8").splitlines()[1:]]
    assert dates == sorted(set(dates))
    assert {int(date[:4]) for date in dates} == set(YEARS)


def test_every_row_names_its_kind_its_occasion_and_its_basis(rows):
    assert {row["kind"] for row in rows.values()} == {"holiday", "compensatory", "working_saturday"}
    assert all(0 < len(row["name"]) <= 150 and 0 < len(row["legal_basis"]) <= 250 for row in rows.values())


def test_only_rest_days_are_worked_and_only_weekdays_compensate(rows):
    for day, row in rows.items():
        if row["kind"] == "working_saturday":
            assert day.weekday() >= 5, day
        if row["kind"] == "compensatory":
            assert day.weekday() < 5, day


@pytest.mark.parametrize("year", YEARS)
def test_the_days_the_law_fixes_are_holidays_every_year(rows, year):
    fixed = [D(year, 1, 1), D(year, 4, 30), D(year, 5, 1), D(year, 9, 2), hung_kings_day(year), lunar_new_year(year)]
    assert all(rows[day]["kind"] == "holiday" for day in fixed)


@pytest.mark.parametrize("year", YEARS)
def test_every_year_has_as_many_holidays_as_the_law_gives(rows, year):
    holidays = [day for day, row in rows.items() if day.year == year and row["kind"] == "holiday"]
    tet = 5 if year >= 2014 else 4
    assert len(holidays) == 5 + tet + (year >= 2021) + (year >= 2026)


@pytest.mark.parametrize("year", YEARS)
def test_a_holiday_on_a_rest_day_is_made_up_for_once(rows, year):
    on_rest_days = sum(row["kind"] == "holiday" and day.weekday() >= 5 for day, row in rows.items() if day.year == year)
    made_up = sum(row["name"].startswith("Nghỉ bù") for day, row in rows.items() if day.year == year)
    assert made_up == on_rest_days


def test_every_swapped_day_off_is_worked_on_another_day(rows):
    swapped = [row for row in rows.values() if row["name"].startswith("Nghỉ hoán đổi")]
    worked = [row for row in rows.values() if row["kind"] == "working_saturday"]
    assert len(swapped) == len(worked) == 20


def test_quoc_khanh_has_two_days_only_since_2021(rows):
    days = Counter(day.year for day, row in rows.items() if row["name"].startswith("Quốc khánh"))
    assert days == {year: 2 if year >= 2021 else 1 for year in YEARS}


def test_the_day_of_vietnamese_culture_begins_in_2026(rows):
    assert [year for year in YEARS if rows.get(D(year, 11, 24), {}).get("kind") == "holiday"] == list(range(2026, 2031))
    assert rows[D(2026, 11, 24)]["legal_basis"] == "Nghị quyết 28/2026/QH16"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        # Published breaks; the swaps of 2011 and 2013 to 2014 are those the usual libraries miss.
        ("2011-01-31", "2011-02-07"), ("2011-04-10", "2011-04-12"), ("2011-04-30", "2011-05-03"),
        ("2012-01-21", "2012-01-29"), ("2012-12-29", "2013-01-01"), ("2013-02-09", "2013-02-17"),
        ("2013-04-27", "2013-05-01"), ("2014-01-28", "2014-02-05"), ("2014-04-30", "2014-05-04"),
        ("2014-08-30", "2014-09-02"), ("2015-01-01", "2015-01-04"), ("2015-02-15", "2015-02-23"),
        ("2015-04-28", "2015-05-03"), ("2016-02-06", "2016-02-14"), ("2017-01-26", "2017-02-01"),
        ("2018-02-14", "2018-02-20"), ("2018-12-29", "2019-01-01"), ("2019-02-02", "2019-02-10"),
        ("2019-04-27", "2019-05-01"), ("2020-01-23", "2020-01-29"), ("2021-02-10", "2021-02-16"),
        ("2021-09-02", "2021-09-05"), ("2022-01-29", "2022-02-06"), ("2022-09-01", "2022-09-04"),
        ("2023-01-20", "2023-01-26"), ("2023-04-29", "2023-05-03"), ("2023-09-01", "2023-09-04"),
        ("2024-02-08", "2024-02-14"), ("2024-04-27", "2024-05-01"), ("2024-08-31", "2024-09-03"),
        ("2025-01-25", "2025-02-02"), ("2025-04-30", "2025-05-04"), ("2025-08-30", "2025-09-02"),
        ("2026-01-01", "2026-01-04"), ("2026-02-14", "2026-02-22"), ("2026-04-25", "2026-04-27"),
        ("2026-04-30", "2026-05-03"), ("2026-08-29", "2026-09-02"), ("2026-11-24", "2026-11-24"),
    ],
)  # fmt: skip
def test_a_published_break_begins_and_ends_on_its_days(calendar, first, last):
    assert whole_break(calendar, D.fromisoformat(first)) == (D.fromisoformat(first), D.fromisoformat(last))


@pytest.mark.parametrize(
    ("off", "worked"),
    [
        ("2011-02-01", "2011-01-30"),
        ("2013-02-15", "2013-02-23"),
        ("2024-04-29", "2024-05-04"),
        ("2025-05-02", "2025-04-26"),
        ("2026-01-02", "2026-01-10"),
        ("2026-08-31", "2026-08-22"),
    ],
)
def test_a_known_swap_is_off_and_worked(rows, calendar, off, worked):
    assert not calendar.is_working_day(D.fromisoformat(off))
    assert calendar.is_working_day(D.fromisoformat(worked))
    assert rows[D.fromisoformat(off)]["kind"] == "compensatory"
    assert rows[D.fromisoformat(worked)]["kind"] == "working_saturday"


def test_what_is_not_announced_yet_is_marked(rows):
    marked = {day for day, row in rows.items() if row["legal_basis"].startswith(PROJECTED)}
    assert min(marked) == D(2027, 2, 4)
    assert {lunar_new_year(year) for year in range(2027, 2031)} <= marked
    assert D(2027, 1, 1) not in marked


def test_the_labour_code_of_the_time_is_cited(rows):
    assert rows[D(2011, 9, 2)]["legal_basis"] == "Bộ luật Lao động 1994, Điều 73"
    assert rows[D(2013, 5, 1)]["legal_basis"] == "Bộ luật Lao động 2012, Điều 115"
    assert rows[D(2026, 9, 2)]["legal_basis"] == "Bộ luật Lao động 2019, Điều 112"
