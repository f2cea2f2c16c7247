"""What a document says about itself."""

import datetime
from pathlib import Path

import pytest

from documents.proposal import effective_day, propose

SAMPLE = (Path(__file__).parent.parent / "data" / "decision-02-2011.txt").read_text("utf-8")


def test_number_type_issuer_and_dates_stand_in_the_text():
    row = propose(SAMPLE)
    assert row["number"] == "02/2011/QĐ-UBND" and row["type"] == "Quyết định"
    assert row["issuer"] == "Ủy ban nhân dân tỉnh Thái Bình"
    assert row["title"] == "Ban hành quy chế thử nghiệm về cổng thông tin của tỉnh Thái Bình"
    assert row["issued_on"] == "2011-04-22"


def test_in_force_ten_days_after_signing_is_computed():
    assert propose(SAMPLE)["effective_on"] == "2011-05-02"


def test_a_named_day_is_taken_and_silence_stays_unknown():
    assert effective_day("có hiệu lực kể từ ngày 01/7/2026", None) == datetime.date(2026, 7, 1)
    assert effective_day("chịu trách nhiệm thi hành", datetime.date(2026, 1, 1)) is None


@pytest.mark.parametrize("text", ["", "một lá thư", "QUYẾT ĐỊNH\nkhông có số"])
def test_a_text_that_does_not_say_what_it_is_is_refused_with_words(text):
    with pytest.raises(ValueError, match="the text"):
        propose(text)


def test_the_decision_itself(real_data):
    row = propose((real_data / "decision-02-2011.txt").read_text("utf-8"))
    assert (row["number"], row["issued_on"], row["effective_on"]) == ("02/2011/QĐ-UBND", "2011-04-22", "2011-05-02")
