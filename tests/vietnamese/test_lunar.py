import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.lunar import from_lunar, hung_kings_day, lunar_new_year


@pytest.mark.parametrize(
    ("year", "tet", "hung_kings"),
    [
        (2011, "2011-02-03", "2011-04-12"), (2024, "2024-02-10", "2024-04-18"), (2025, "2025-01-29", "2025-04-07"),
        (2026, "2026-02-17", "2026-04-26"), (2027, "2027-02-06", "2027-04-16"), (2028, "2028-01-26", "2028-04-04"),
        (2029, "2029-02-13", "2029-04-23"), (2030, "2030-02-02", "2030-04-12"),
    ],
)  # fmt: skip
def test_tet_and_gio_to_fall_on_the_published_days(year, tet, hung_kings):
    assert lunar_new_year(year).isoformat() == tet
    assert hung_kings_day(year).isoformat() == hung_kings


@pytest.mark.parametrize(("year", "china"), [(1985, "1985-02-20"), (2007, "2007-02-18"), (2030, "2030-02-03")])
def test_tet_is_not_the_chinese_new_year_when_the_moon_is_new_around_midnight(year, china):
    assert lunar_new_year(year) < datetime.date.fromisoformat(china)


def test_agrees_with_another_library_for_a_century():
    holidays = pytest.importorskip("holidays")
    calendar = holidays.country_holidays("VN", years=range(2007, 2100), language="vi")
    for year in range(2007, 2100):
        assert "Tết Nguyên Đán" in calendar.get_list(lunar_new_year(year)), year
        assert any("Hùng Vương" in name for name in calendar.get_list(hung_kings_day(year))), year


def test_the_leap_month_comes_after_its_namesake():
    assert from_lunar(1, 6, 2025) == datetime.date(2025, 6, 25)
    assert from_lunar(1, 6, 2025, leap=True) == datetime.date(2025, 7, 25)
    assert from_lunar(1, 7, 2025) == datetime.date(2025, 8, 23)
    assert from_lunar(1, 2, 2023, leap=True) == datetime.date(2023, 3, 22)


def test_the_last_months_of_a_lunar_year_reach_into_the_next_year():
    assert from_lunar(29, 12, 2025) == lunar_new_year(2026) - datetime.timedelta(1)


@pytest.mark.parametrize(
    ("day", "month", "year", "leap"),
    [
        (30, 12, 2025, False), (31, 1, 2025, False), (0, 1, 2025, False), (1, 13, 2025, False),
        (1, 5, 2025, True), (1, 6, 2026, True),
    ],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_refused(day, month, year, leap):
    with pytest.raises(ValueError, match=r"lunar"):
        from_lunar(day, month, year, leap)


@given(st.integers(min_value=1900, max_value=2199))
def test_lunar_years_have_twelve_or_thirteen_months_and_begin_in_january_or_february(year):
    tet = lunar_new_year(year)
    assert (1, 20) <= (tet.month, tet.day) <= (2, 22)
    assert (lunar_new_year(year + 1) - tet).days in {353, 354, 355, 383, 384, 385}


@given(st.integers(min_value=1900, max_value=2199), st.integers(min_value=1, max_value=12))
def test_months_follow_each_other(year, month):
    first = from_lunar(1, month, year)
    following = from_lunar(1, month + 1, year) if month < 12 else from_lunar(1, 1, year + 1)
    assert (following - first).days in {29, 30, 58, 59, 60}
    assert from_lunar(29, month, year) - first == datetime.timedelta(28)
