"""Whether a document holds on a day: the states of the national database, out of dated events."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.validity import ENDING, Event, EventKind, State, next_change, validity

YEAR = {n: datetime.date(2000 + n, 1, 1) for n in range(1, 30)}
ISSUED = [Event(EventKind.ADOPTED, YEAR[10]), Event(EventKind.EFFECTIVE, YEAR[11])]


def state(*events, on=YEAR[20], within=()):
    return validity([*ISSUED, *events], on, within)


def test_it_is_not_yet_in_force_before_its_first_day_and_in_force_on_it():
    assert validity(ISSUED, YEAR[11] - datetime.timedelta(days=1)) is State.NOT_YET
    assert validity(ISSUED, YEAR[11]) is State.IN_FORCE


def test_without_a_first_day_nothing_is_guessed():
    assert validity([Event(EventKind.ADOPTED, YEAR[10])], YEAR[20]) is State.UNKNOWN
    assert validity([], YEAR[20]) is State.UNKNOWN


def test_what_was_repealed_without_a_known_first_day_is_gone_all_the_same():
    assert validity([Event(EventKind.REPEALED, YEAR[12])], YEAR[20]) is State.EXPIRED


@pytest.mark.parametrize("kind", sorted(ENDING))
def test_what_ends_it_ends_it_from_that_day_on(kind):
    end = Event(kind, YEAR[15])
    assert state(end, on=YEAR[14]) is State.IN_FORCE
    assert state(end, on=YEAR[15]) is State.EXPIRED
    assert state(end, Event(EventKind.LIFTED, YEAR[16])) is State.EXPIRED


def test_an_amendment_makes_it_partly_expired_and_a_supplement_does_not():
    assert state(Event(EventKind.AMENDED, YEAR[15], anchors=("dieu-5",))) is State.PARTLY_EXPIRED
    assert state(Event(EventKind.PARTLY_REPEALED, YEAR[15], anchors=("dieu-5",))) is State.PARTLY_EXPIRED
    assert state(Event(EventKind.SUPPLEMENTED, YEAR[15])) is State.IN_FORCE
    assert state(Event(EventKind.CORRECTED, YEAR[15])) is State.IN_FORCE


def test_the_repeal_of_named_articles_leaves_the_rest_in_force():
    repeal = Event(EventKind.REPEALED, YEAR[15], anchors=("dieu-5", "dieu-7.khoan-2"))
    assert state(repeal) is State.PARTLY_EXPIRED
    assert state(repeal, within=("dieu-5.khoan-1", "dieu-5")) is State.EXPIRED
    assert state(repeal, within=("dieu-7",)) is State.PARTLY_EXPIRED
    assert state(repeal, within=("dieu-7.khoan-1", "dieu-7")) is State.IN_FORCE
    assert state(repeal, within=("dieu-55",)) is State.IN_FORCE


def test_a_suspension_holds_until_it_is_lifted():
    suspended, lifted = Event(EventKind.SUSPENDED, YEAR[13]), Event(EventKind.LIFTED, YEAR[15])
    assert state(suspended, on=YEAR[14]) is State.SUSPENDED
    assert state(suspended, lifted, on=YEAR[15]) is State.IN_FORCE
    again = Event(EventKind.SUSPENDED, YEAR[17])
    assert state(again, lifted, suspended, on=YEAR[18]) is State.SUSPENDED


def test_a_part_may_be_suspended_and_a_part_of_that_lifted():
    parts = Event(EventKind.SUSPENDED, YEAR[13], anchors=("dieu-3", "dieu-4"))
    one_back = Event(EventKind.LIFTED, YEAR[14], anchors=("dieu-3",))
    assert state(parts, one_back) is State.PARTLY_SUSPENDED
    assert state(parts, one_back, within=("dieu-4",)) is State.SUSPENDED
    assert state(parts, one_back, within=("dieu-3",)) is State.IN_FORCE
    assert state(parts, Event(EventKind.LIFTED, YEAR[15])) is State.IN_FORCE


def test_what_lifts_the_suspension_of_an_article_lifts_that_of_its_clauses():
    clause = Event(EventKind.SUSPENDED, YEAR[13], anchors=("dieu-5.khoan-1",))
    assert state(clause) is State.PARTLY_SUSPENDED
    assert state(clause, Event(EventKind.LIFTED, YEAR[14], anchors=("dieu-5",))) is State.IN_FORCE
    assert state(clause, Event(EventKind.LIFTED, YEAR[14], anchors=("dieu-50",))) is State.PARTLY_SUSPENDED


def test_a_list_may_say_that_it_suits_no_longer():
    assert state(Event(EventKind.UNSUITABLE, YEAR[15])) is State.UNSUITABLE
    assert state(Event(EventKind.UNSUITABLE, YEAR[15]), Event(EventKind.REPEALED, YEAR[16])) is State.EXPIRED


def test_an_event_without_a_day_says_nothing_yet():
    assert state(Event(EventKind.REPEALED, None)) is State.IN_FORCE


def test_an_amended_article_is_in_force_as_amended():
    amended = Event(EventKind.AMENDED, YEAR[15], anchors=("dieu-5.khoan-2",))
    assert state(amended, within=("dieu-5.khoan-2", "dieu-5")) is State.IN_FORCE
    assert state(amended, within=("dieu-5",)) is State.IN_FORCE


def test_the_next_change_is_the_next_day_with_another_state():
    events = [*ISSUED, Event(EventKind.SUPPLEMENTED, YEAR[13]), Event(EventKind.EXPIRED, YEAR[15])]
    assert next_change(events, YEAR[9]) == YEAR[11]
    assert next_change(events, YEAR[11]) == YEAR[15]
    assert next_change(events, YEAR[15]) is None


days = st.none() | st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 1, 1))
anchors = st.lists(st.sampled_from(["dieu-1", "dieu-1.khoan-2", "dieu-2"]), max_size=2).map(tuple)
events = st.lists(st.builds(Event, st.sampled_from(list(EventKind)), days, st.just(""), anchors), max_size=8)


@given(events, st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 1, 1)), st.randoms())
def test_the_order_in_which_events_are_told_does_not_matter(told, day, random):
    shuffled = list(told)
    random.shuffle(shuffled)
    assert validity(shuffled, day) is validity(told, day)


@given(events, st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 1, 1)))
def test_between_now_and_the_next_change_the_state_stays(told, day):
    change = next_change(told, day)
    if change is not None:
        before = change - datetime.timedelta(days=1)
        assert validity(told, before) is validity(told, day)
        assert validity(told, change) is not validity(told, day)


@given(events, st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 1, 1)))
def test_what_has_ended_never_comes_back(told, day):
    if validity(told, day) is State.EXPIRED:
        assert validity(told, day + datetime.timedelta(days=4000)) is State.EXPIRED
