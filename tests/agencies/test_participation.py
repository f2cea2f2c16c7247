"""The way into the portal (Quy chế Điều 3)."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from agencies.models import Participation
from agencies.participations import (
    ActivateParticipation,
    ApproveParticipation,
    LeavePortal,
    RefuseParticipation,
    RequestToJoin,
    StartReview,
)
from core.models import AuditEntry
from core.transitions import TransitionRefused
from tests.factories import AgencyFactory

DECISION = {"decision_number": "1234/QĐ-UBND", "decision_date": datetime.date(2026, 3, 2)}


@pytest.fixture
def requested(db, operator):
    return RequestToJoin(
        AgencyFactory(name="Báo Thử nghiệm"), by=operator, mode=Participation.Mode.CONTENT_ONLY, request_number="12/TTr"
    ).run()


def test_a_request_walks_from_review_to_active_and_out_again(requested, operator):
    StartReview(requested, by=operator).run()
    ApproveParticipation(requested, by=operator, **DECISION).run()
    ActivateParticipation(requested, by=operator).run()
    assert requested.state == Participation.State.ACTIVE and requested.active_from
    LeavePortal(requested, by=operator, reason="Sáp nhập").run()
    assert requested.state == Participation.State.LEFT and requested.left_on
    verbs = list(
        AuditEntry.objects.filter(verb__startswith="participation.").order_by("pk").values_list("verb", flat=True)
    )
    assert verbs == [f"participation.{step}" for step in ("request", "review", "approve", "activate", "leave")]


def test_without_the_decision_of_the_committee_nothing_is_approved(requested, operator):
    StartReview(requested, by=operator).run()
    with pytest.raises(TransitionRefused):
        ApproveParticipation(requested, by=operator).run()
    requested.refresh_from_db()
    assert requested.state == Participation.State.UNDER_REVIEW


def test_a_refusal_needs_its_reason(requested, operator):
    StartReview(requested, by=operator).run()
    with pytest.raises(TransitionRefused):
        RefuseParticipation(requested, by=operator).run()
    RefuseParticipation(requested, by=operator, reason="Không thuộc tỉnh").run()
    assert requested.state == Participation.State.REFUSED and requested.reason == "Không thuộc tỉnh"


@pytest.mark.parametrize("step", [ApproveParticipation, RefuseParticipation, ActivateParticipation, LeavePortal])
def test_steps_cannot_be_jumped(requested, operator, step):
    with pytest.raises(TransitionRefused):
        step(requested, by=operator, reason="x").run()


def test_an_agency_asks_once_at_a_time(requested, operator):
    with pytest.raises(TransitionRefused):
        RequestToJoin(requested.agency, by=operator).run()
    with pytest.raises(IntegrityError), transaction.atomic():
        Participation.objects.create(agency=requested.agency, basis="duty")


def test_after_a_refusal_it_may_ask_again(requested, operator):
    StartReview(requested, by=operator).run()
    RefuseParticipation(requested, by=operator, reason="x").run()
    assert RequestToJoin(requested.agency, by=operator).run().state == Participation.State.REQUESTED
