"""What becomes of reports of mistakes: the agency that answers for the document sees them and settles them."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from core.models import User
from core.transitions import Transition, reasons_if
from documents.models import MistakeReport


def reports_of(agency: Agency) -> QuerySet[MistakeReport]:
    """Those about the agency's documents: what is open first, then the newest."""
    own = MistakeReport.objects.filter(document__agency=agency).select_related("document", "settled_by")
    return own.order_by(F("settled_at").desc(nulls_first=True), "-at", "-pk")


class SettleReport(Transition):
    """Somebody has looked into it. The address of who reported it is needed no more and goes."""

    verb = "documents.mistake_settle"

    def __init__(self, report: MistakeReport, *, by: User | None) -> None:
        super().__init__(by)
        self.report = report

    def subject(self) -> MistakeReport:
        return self.report

    def failure_reasons(self) -> list[str]:
        return reasons_if(self.report.settled_at is not None, _("This report is settled already."))

    def change(self) -> MistakeReport:
        self.report.settled_at, self.report.settled_by = timezone.now(), self.by
        self.report.contact = ""
        self.report.save()
        return self.report

    def log_subject(self, result: Any) -> Any:
        return self.report.document

    def log_details(self) -> dict[str, Any]:
        return {"report": self.report.pk}
