"""The end of a portal: a read-only archive that names the successor, later a redirect to it."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from agencies.hosts import speaks_for_standing_agency
from agencies.models import Portal
from agencies.signals import portal_changed
from core.models import User
from core.models.dated import today
from core.transitions import Transition, reasons_if


class ArchivePortal(Transition):
    """Makes a portal read only from a day on. Readers see a banner with the day and the successor; addresses stay."""

    verb = "portal.archive"

    def __init__(
        self,
        portal: Portal,
        *,
        by: User | None,
        successor: Portal | None = None,
        on: datetime.date | None = None,
        reason: str = "",
    ) -> None:
        super().__init__(by)
        self.portal, self.successor, self.on, self.reason = portal, successor, on or today(), reason

    def subject(self) -> Portal:
        return self.portal

    def failure_reasons(self) -> list[str]:
        return [
            *reasons_if(not speaks_for_standing_agency(self.by), _("Only the standing agency archives portals.")),
            *reasons_if(self.portal.is_main, _("The main portal cannot be archived.")),
            *reasons_if(self.portal.state != Portal.State.ACTIVE, _("Only an active portal can be archived.")),
            *reasons_if(self.on > today(), _("The day lies in the future: archive the portal when it has come.")),
            *successor_problems(self.portal, self.successor),
        ]

    def change(self) -> Portal:
        self.portal.state, self.portal.archived_on = Portal.State.ARCHIVED, self.on
        self.portal.successor = self.successor
        self.portal.save()
        withdraw_rights(self.portal)
        portal_changed.send(type(self), portal=self.portal)
        return self.portal

    def log_details(self) -> dict[str, Any]:
        return {"agency_label": self.portal.label, "reason": self.reason, "successor": str(self.successor or "")}


class RedirectPortal(Transition):
    """Sends a portal's host and every path on it to the successor (301). Its pages are no longer shown here."""

    verb = "portal.redirect"

    def __init__(self, portal: Portal, *, by: User | None, successor: Portal | None = None, reason: str = "") -> None:
        super().__init__(by)
        self.portal, self.successor, self.reason = portal, successor or portal.successor, reason

    def subject(self) -> Portal:
        return self.portal

    def failure_reasons(self) -> list[str]:
        readable = self.portal.state in Portal.READABLE_STATES
        return [
            *reasons_if(not speaks_for_standing_agency(self.by), _("Only the standing agency redirects portals.")),
            *reasons_if(self.portal.is_main, _("The main portal cannot be redirected.")),
            *reasons_if(not readable, _("Only an active or archived portal can be redirected.")),
            *reasons_if(self.successor is None, _("Name the portal that takes over.")),
            *successor_problems(self.portal, self.successor),
        ]

    def change(self) -> Portal:
        self.portal.state, self.portal.successor = Portal.State.REDIRECTED, self.successor
        self.portal.archived_on = self.portal.archived_on or today()
        self.portal.save()
        withdraw_rights(self.portal)
        portal_changed.send(type(self), portal=self.portal)
        return self.portal

    def log_details(self) -> dict[str, Any]:
        return {"agency_label": self.portal.label, "reason": self.reason, "successor": str(self.successor or "")}


def successor_problems(portal: Portal, successor: Portal | None) -> list[str]:
    """A successor must be open, and the way must not lead back."""
    if successor is None:
        return []
    seen, walk = {portal.pk}, successor
    while walk is not None:
        if walk.pk in seen:
            return [_("The successor leads back to this portal.")]
        seen.add(walk.pk)
        walk = walk.successor  # type: ignore[assignment]
    return reasons_if(successor.state != Portal.State.ACTIVE, _("The portal that takes over is not active."))


def withdraw_rights(portal: Portal) -> None:
    """Nobody of the agency may write any more: the groups stay for the record, their rights go."""
    groups = portal.role_groups.values("group")
    GroupPagePermission.objects.filter(group__in=groups).delete()
    GroupCollectionPermission.objects.filter(group__in=groups).delete()
