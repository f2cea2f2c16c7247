"""The way into the portal and out of it (Quy chế Điều 3): one class per step."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.hosts import speaks_for_standing_agency
from agencies.models import Agency, Participation
from core.models import User
from core.models.dated import today
from core.transitions import Transition, reasons_if

State = Participation.State


class RequestToJoin(Transition):
    """An organisation asks the Provincial People's Committee to take part (Điều 3.2), or joins by duty (Điều 3.1)."""

    verb = "participation.request"

    def __init__(
        self,
        agency: Agency,
        *,
        by: User | None,
        mode: str = Participation.Mode.OWN_PORTAL,
        basis: str = Participation.Basis.DECISION,
        request_number: str = "",
        on: datetime.date | None = None,
    ) -> None:
        super().__init__(by)
        self.agency, self.mode, self.basis, self.request_number, self.on = agency, mode, basis, request_number, on

    def subject(self) -> Agency:
        return self.agency

    def failure_reasons(self) -> list[str]:
        speaks = speaks_for_standing_agency(self.by)
        is_open = Participation.objects.filter(agency=self.agency, state__in=Participation.OPEN_STATES).exists()
        return [
            *reasons_if(not speaks, _("Only the standing agency records requests to join.")),
            *reasons_if(is_open, _("This agency already takes part, or its request is still open.")),
        ]

    def change(self) -> Participation:
        return Participation.objects.create(
            agency=self.agency,
            mode=self.mode,
            basis=self.basis,
            request_number=self.request_number,
            requested_on=self.on or today(),
        )


class Step(Transition):
    """A step of one participation from one of some states to another."""

    sources: ClassVar[tuple[State, ...]]
    target: ClassVar[State]

    def __init__(self, participation: Participation, *, by: User | None, **facts: Any) -> None:
        super().__init__(by)
        self.participation, self.facts = participation, facts

    def subject(self) -> Participation:
        return self.participation

    def failure_reasons(self) -> list[str]:
        state = self.participation.get_state_display()
        return [
            *reasons_if(not speaks_for_standing_agency(self.by), _("Only the standing agency decides this step.")),
            *reasons_if(
                self.participation.state not in self.sources,
                _("Not possible now: the state is “%(state)s”.") % {"state": state},
            ),
        ]

    def change(self) -> Participation:
        for name, value in self.facts.items():
            setattr(self.participation, name, value)
        self.participation.state = self.target
        self.participation.clean()
        self.participation.save()
        return self.participation

    def log_details(self) -> dict[str, Any]:
        return {"reason": self.facts.get("reason", ""), "facts": {k: str(v) for k, v in self.facts.items()}}


class StartReview(Step):
    """The standing agency takes the request up."""

    verb, sources, target = "participation.review", (State.REQUESTED,), State.UNDER_REVIEW


class ApproveParticipation(Step):
    """The People's Committee decided for it: `decision_number`, `decision_date`, `decision_file`."""

    verb, sources, target = "participation.approve", (State.UNDER_REVIEW,), State.APPROVED

    def failure_reasons(self) -> list[str]:
        needs = self.participation.basis == Participation.Basis.DECISION
        missing = needs and not (self.facts.get("decision_number") and self.facts.get("decision_date"))
        return [
            *super().failure_reasons(),
            *reasons_if(
                bool(missing),
                _("Article 3.2: name the number and the date of the decision of the People's Committee."),
            ),
        ]


class RefuseParticipation(Step):
    """The People's Committee decided against it; the reason is kept and told."""

    verb, sources, target = "participation.refuse", (State.UNDER_REVIEW,), State.REFUSED

    def failure_reasons(self) -> list[str]:
        return [*super().failure_reasons(), *reasons_if(not self.facts.get("reason"), _("A refusal needs its reason."))]


class ActivateParticipation(Step):
    """It begins: the portal is open, or the first content may be supplied."""

    verb, sources, target = "participation.activate", (State.APPROVED,), State.ACTIVE

    def change(self) -> Participation:
        self.facts.setdefault("active_from", today())
        return super().change()


class LeavePortal(Step):
    """The agency leaves: dissolved, merged, or no longer willing."""

    verb, sources, target = "participation.leave", (State.ACTIVE,), State.LEFT

    def change(self) -> Participation:
        self.facts.setdefault("left_on", today())
        return super().change()


STEPS: dict[str, tuple[type[Step], Any]] = {
    "review": (StartReview, gettext_lazy("Take up for review")),
    "approve": (ApproveParticipation, gettext_lazy("Approve")),
    "refuse": (RefuseParticipation, gettext_lazy("Refuse")),
    "activate": (ActivateParticipation, gettext_lazy("Begin taking part")),
    "leave": (LeavePortal, gettext_lazy("Has left")),
}
