"""Addresses of component portals: proposed by the agency, agreed by the standing agency (Quy chế Điều 4.3)."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _
from wagtail.models import Site

from agencies.labels import label_problems
from agencies.models import Membership, Portal, PortalHost, Role, StandingAgency
from core.models import User
from core.models.dated import today
from core.transitions import Transition, reasons_if

# Any number will do as long as nothing else in the house uses it.
LABELS_LOCK = 7_201_102


def lock_labels() -> None:
    """Labels and the top of the tree are everybody's: until the transaction ends nobody else changes them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LABELS_LOCK])


def speaks_for_standing_agency(user: User | None) -> bool:
    """Operators do, and officers of the agency that holds the role today. None is a command of the operator."""
    if user is None or user.is_superuser:
        return True
    standing = StandingAgency.objects.on().values("agency")
    return Membership.objects.on().filter(user=user, role=Role.OFFICER, agency__in=standing).exists()


def speaks_for(user: User | None, portal: Portal) -> bool:
    """The agency's own officer or approver, or an operator on its behalf."""
    if user is None or user.is_superuser:
        return True
    roles = (Role.OFFICER, Role.APPROVER)
    return Membership.objects.on().filter(user=user, role__in=roles, agency=portal.agency_id).exists()


class ProposeLabel(Transition):
    """The agency proposes the address it wants."""

    verb = "host.propose"

    def __init__(self, portal: Portal, label: str, *, by: User | None, valid_from: datetime.date | None = None) -> None:
        super().__init__(by)
        self.portal, self.label, self.valid_from = portal, label.strip().lower(), valid_from or today()

    def subject(self) -> Portal:
        return self.portal

    def failure_reasons(self) -> list[str]:
        return [
            *reasons_if(not speaks_for(self.by, self.portal), _("Only the agency itself proposes its address.")),
            *label_problems(self.label, self.portal.agency, day=self.valid_from),
        ]

    def change(self) -> PortalHost:
        return PortalHost.objects.create(
            portal=self.portal, label=self.label, valid_from=self.valid_from, proposed_by=self.by
        )


def move_site(portal: Portal, label: str) -> None:
    """The portal answers at its new label; the middleware sends the former one there."""
    if portal.site is not None:
        portal.site.hostname = f"{label}.{settings.PORTAL_DOMAIN}"
        portal.site.save()
        forget_addresses()


def forget_addresses() -> None:
    """Wagtail forgets its list of sites while the change is not committed yet; another process may have read the old
    one again by then, and would lead readers to it for an hour."""
    transaction.on_commit(Site.clear_site_root_paths_cache)


class AgreeLabel(Transition):
    """The standing agency agrees; from its first day on the address is the agency's and the former one ends."""

    verb = "host.agree"

    def __init__(self, host: PortalHost, *, by: User | None) -> None:
        super().__init__(by)
        self.host = host

    def subject(self) -> PortalHost:
        return self.host

    def lock(self) -> None:
        lock_labels()
        super().lock()

    def failure_reasons(self) -> list[str]:
        later = PortalHost.objects.agreed().filter(portal=self.host.portal, valid_from__gte=self.host.valid_from)
        return [
            *reasons_if(not speaks_for_standing_agency(self.by), _("Only the standing agency agrees to an address.")),
            *reasons_if(
                later.exclude(pk=self.host.pk).exists(),
                _("Another address of this portal is agreed from the same day or a later one."),
            ),
            *reasons_if(self.host.agreed_on is not None, _("This address is agreed already.")),
            *label_problems(self.host.label, self.host.portal.agency, day=self.host.valid_from),
        ]

    def change(self) -> PortalHost:
        day_before = self.host.valid_from - datetime.timedelta(days=1)
        former = PortalHost.objects.agreed().filter(portal=self.host.portal, valid_from__lt=self.host.valid_from)
        former.on(self.host.valid_from).update(valid_to=day_before)
        self.host.agreed_by, self.host.agreed_on = self.by, today()
        self.host.save()
        if self.host.holds_on(today()):
            move_site(self.host.portal, self.host.label)
        return self.host

    def log_details(self) -> dict[str, Any]:
        return {"agency_label": self.host.label}
