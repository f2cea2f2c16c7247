"""From dated memberships to the groups that Wagtail asks."""

from __future__ import annotations

import datetime

from agencies.models import Membership, PortalGroup
from core.models import User


def sync_groups(user: User, day: datetime.date | None = None) -> None:
    """Gives a person exactly the portal groups that the memberships of the day (default: today) stand for."""
    current = Membership.objects.on(day).filter(user=user)
    wanted: set[int] = set()
    for membership in current:
        wanted |= set(
            PortalGroup.objects.filter(portal__agency=membership.agency_id, role=membership.role).values_list(
                "group_id", flat=True
            )
        )
    had = set(user.groups.filter(portal_group__isnull=False).values_list("pk", flat=True))
    user.groups.remove(*(had - wanted))
    user.groups.add(*(wanted - had))
