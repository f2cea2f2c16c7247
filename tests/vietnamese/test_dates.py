import datetime
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.dates import long_date, money, parse_date, short_date, weekday_name

SIGNED = datetime.date(2011, 4, 22)
DAYS = st.dates()


@pytest.mark.parametrize(
    "text",
    [
        "22/4/2011", "22/04/2011", "22-4-2011", "22.4.2011", " 22 / 4 / 2011 ", "2011-04-22",
        "ngày 22 tháng 4 năm 2011", "Ngày 22 tháng 04 năm 2011", "22 tháng 4 năm 2011", "ngay 22 thang 4 nam 2011",
        unicodedata.normalize("NFD", "ngày 22 tháng 4 năm 2011"), "ngày\u00a022 tháng 4,  năm 2011",
    ],
)  # fmt: skip
def test_every_usual_spelling_of_a_day_is_read(text):
    assert parse_date(text) == SIGNED


@pytest.mark.parametrize(
    "text",
    [
        "", "31/02/2011", "4/22/2011", "22/4", "22/4/11", "22/4-2011", "tháng 4/2011", "22/4/2011 lúc 8h", "hôm nay",
        "0/0/0000", "22/4/0000", "٢٢/4/2011",
    ],
)  # fmt: skip
def test_what_is_no_day_is_none(text):
    assert parse_date(text) is None


def test_day_comes_before_month():
    assert parse_date("05/03/2020") == datetime.date(2020, 3, 5)


def test_short_dates_have_no_zeros():
    assert short_date(SIGNED) == "22/4/2011"
    assert short_date(datetime.date(2020, 2, 5)) == "5/2/2020"


def test_long_dates_take_a_zero_before_days_below_ten_and_the_first_two_months():
    assert long_date(SIGNED) == "ngày 22 tháng 4 năm 2011"
    assert long_date(datetime.date(2020, 3, 5)) == "ngày 05 tháng 3 năm 2020"
    assert long_date(datetime.date(2026, 2, 9)) == "ngày 09 tháng 02 năm 2026"
    assert long_date(datetime.date(2026, 10, 10)) == "ngày 10 tháng 10 năm 2026"


@given(DAYS)
def test_a_written_day_is_read_back(day):
    if day.year >= 1000:
        assert parse_date(short_date(day)) == parse_date(long_date(day)) == parse_date(day.isoformat()) == day


@given(st.text())
def test_no_text_breaks_the_reader(text):
    found = parse_date(text)
    assert found is None or parse_date(short_date(found)) == found or found.year < 1000


def test_the_week_runs_from_thu_hai_to_chu_nhat():
    monday = datetime.date(2026, 11, 23)
    week = [weekday_name(monday + datetime.timedelta(days)) for days in range(7)]
    assert week == ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"]


def test_money_is_parted_by_dots():
    assert money(2530000) == "2.530.000 đồng"
    assert money(0) == "0 đồng"
    assert money(-5000) == "-5.000 đồng"
