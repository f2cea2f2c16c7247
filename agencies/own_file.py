"""Filing what an agency keeps about its own running of the portal."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from agencies.models import Agency, InternalRule, Membership, Role, StaffAssignment
from core.models import User
from core.transitions import Transition, reasons_if

FILING_ROLES = (Role.OFFICER, Role.APPROVER)


def agencies_filed_by(user: User) -> list[Agency]:
    """The agencies whose file a person keeps today: as their officer or head."""
    memberships = Membership.objects.on().filter(user=user, role__in=FILING_ROLES)
    return list(Agency.objects.filter(pk__in=memberships.values("agency")).sorted())


class FileRecord(Transition):
    """Files a rule or an assignment of one agency, new or changed."""

    verb = "agency.file"

    def __init__(self, record: InternalRule | StaffAssignment, agency: Agency, *, by: User) -> None:
        super().__init__(by)
        self.record, self.agency = record, agency

    def failure_reasons(self) -> list[str]:
        assert self.by is not None
        foreign = self.record.agency_id not in (None, self.agency.pk)
        return reasons_if(
            foreign or self.agency not in agencies_filed_by(self.by),
            _("Only the agency's own officer or head keeps its file."),
        )

    def change(self) -> InternalRule | StaffAssignment:
        self.record.agency = self.agency
        self.record.save()
        return self.record

    def log_details(self) -> dict[str, Any]:
        return {"agency_label": self.agency.portal.label if hasattr(self.agency, "portal") else ""}
