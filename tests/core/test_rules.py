import datetime

import pytest
from django.db import IntegrityError, transaction

from core.models import Rule
from core.models.rule import RuleMissing


def test_a_question_of_the_agencys_own_field_has_five_working_days(db):
    assert Rule.objects.value("question-answer-time", datetime.date(2026, 11, 24), "own") == 5
    assert Rule.objects.value("question-answer-time", datetime.date(2026, 11, 24), "special") == 15


def test_before_the_decision_was_in_force_there_is_no_such_rule(db):
    with pytest.raises(RuleMissing):
        Rule.objects.value("question-answer-time", datetime.date(2011, 5, 1), "own")


def test_a_rule_ends_on_its_last_day(db):
    Rule.objects.create(
        kind="x", value=1, valid_from=datetime.date(2020, 1, 1), valid_to=datetime.date(2020, 12, 31), legal_basis="A"
    )
    Rule.objects.create(kind="x", value=2, valid_from=datetime.date(2021, 1, 1), legal_basis="B")
    assert Rule.objects.value("x", datetime.date(2020, 12, 31)) == 1
    assert Rule.objects.value("x", datetime.date(2021, 1, 1)) == 2


def test_two_rules_of_one_kind_cannot_hold_on_the_same_day(db):
    Rule.objects.create(kind="x", value=1, valid_from=datetime.date(2020, 1, 1), legal_basis="A")
    with pytest.raises(IntegrityError), transaction.atomic():
        Rule.objects.create(kind="x", value=2, valid_from=datetime.date(2030, 1, 1), legal_basis="B")


def test_every_rule_names_its_legal_basis(db):
    assert Rule.objects.count() >= 8
    assert not Rule.objects.filter(legal_basis="").exists()
