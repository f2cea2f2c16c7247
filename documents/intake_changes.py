"""What is done to an intake list: keep a row, mark it received, take lines in, take a row out."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now

from agencies.models import Agency
from agencies.ownership import label_of
from agencies.wall.standing import standing_of
from core.models import User
from core.models.dated import today
from core.transitions import Transition, reasons_if
from documents.desk import KEEPING
from documents.models import IncomingDocument
from documents.province import agencies_served


def may_keep(user: User | None, agency: Agency) -> bool:
    """Who keeps the list of an agency: its own people, the Office for the province's; None is the operator."""
    if user is None or user.is_superuser:
        return True
    return agency.pk in agencies_served(standing_of(user), *KEEPING)


class IntakeChange(Transition):
    """A change of one agency's list."""

    def __init__(self, agency: Agency, *, by: User | None) -> None:
        super().__init__(by)
        self.agency = agency

    def failure_reasons(self) -> list[str]:
        return reasons_if(not may_keep(self.by, self.agency), _now("Only the agency's own staff keep its intake list."))

    def log_details(self) -> dict[str, Any]:
        return {"agency_label": label_of(self.agency)}


class KeepIncoming(IntakeChange):
    """Puts a row on the list, or changes it."""

    verb = "documents.intake_keep"

    def __init__(self, record: IncomingDocument, agency: Agency, *, by: User | None) -> None:
        super().__init__(agency, by=by)
        self.record = record

    def failure_reasons(self) -> list[str]:
        foreign = self.record.agency_id not in (None, self.agency.pk)
        if reasons := [*super().failure_reasons(), *reasons_if(foreign, _now("It stands on another agency's list."))]:
            return reasons
        self.record.agency = self.agency
        try:
            self.record.full_clean()
        except ValidationError as error:
            return error.messages
        return []

    def change(self) -> IncomingDocument:
        self.record.agency = self.agency
        self.record.save()
        return self.record


class OneRow(IntakeChange):
    """A change of a row that is there."""

    def __init__(self, record: IncomingDocument, *, by: User | None) -> None:
        super().__init__(record.agency, by=by)
        self.record = record

    def subject(self) -> IncomingDocument:
        return self.record


class ReceiveIncoming(OneRow):
    """The document has come."""

    verb = "documents.intake_receive"

    def __init__(self, record: IncomingDocument, *, by: User | None, on: datetime.date | None = None) -> None:
        super().__init__(record, by=by)
        self.on = on or today()

    def failure_reasons(self) -> list[str]:
        return [
            *super().failure_reasons(),
            *reasons_if(self.record.received_on is not None, _now("It is marked as received already.")),
        ]

    def change(self) -> IncomingDocument:
        self.record.received_on = self.on
        self.record.save()
        return self.record


class DropIncoming(OneRow):
    """Takes a row off the list that was put there by mistake; the log keeps its number."""

    verb = "documents.intake_drop"

    def log_subject(self, result: Any) -> models.Model:
        return self.record

    def change(self) -> IncomingDocument:
        IncomingDocument.objects.filter(pk=self.record.pk).delete()
        return self.record


@dataclass(slots=True)
class TakenIn:
    """What came of many lines."""

    created: int = 0
    unchanged: int = 0


class TakeLinesIn(IntakeChange):
    """Puts many rows on the list at once; what stands there already stays as it is. One log line."""

    verb = "documents.intake_take_in"

    def __init__(self, agency: Agency, records: Sequence[IncomingDocument], *, by: User | None) -> None:
        super().__init__(agency, by=by)
        self.records, self.result = records, TakenIn()

    def subject(self) -> Agency:
        return self.agency  # one after the other: what is counted is this list

    def change(self) -> TakenIn:
        for record in self.records:
            record.agency = self.agency
            record.derive()
        own = IncomingDocument.objects.filter(agency=self.agency)
        before = own.count()
        # The database knows what is there already: the constraint `documents_sent_once`.
        IncomingDocument.objects.bulk_create(self.records, batch_size=500, ignore_conflicts=True)
        self.result.created = own.count() - before
        self.result.unchanged = len(self.records) - self.result.created
        return self.result

    def log_subject(self, result: Any) -> models.Model:
        return self.agency

    def log_details(self) -> dict[str, Any]:
        return {**super().log_details(), "created": self.result.created}
