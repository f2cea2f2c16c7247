"""What a new day changes: memberships begin and end, names and addresses take effect."""

from __future__ import annotations

from django.conf import settings

from agencies.hosts import forget_addresses
from agencies.memberships import sync_groups
from agencies.models import Agency, Portal, PortalHost
from core.models import User
from core.periodic import hourly


@hourly
def memberships_of_the_day() -> None:
    """Groups follow the memberships of today (also those that began or ended since yesterday)."""
    for user in User.objects.filter(memberships__isnull=False).distinct():
        sync_groups(user)


@hourly
def names_of_the_day() -> None:
    for agency in Agency.objects.filter(names__isnull=False).distinct():
        agency.refresh_name()


@hourly
def sync_hosts() -> int:
    """Every site carries the label of today and the domain and port of the settings; answers how many moved."""
    # The label of today; where none holds today, the last one that was agreed.
    agreed = PortalHost.objects.agreed().order_by("valid_from")
    labels = dict(agreed.values_list("portal", "label")) | dict(agreed.on().values_list("portal", "label"))
    moved = 0
    for portal in Portal.objects.filter(site__isnull=False).select_related("site"):
        site = portal.site
        assert site is not None
        host = settings.MAIN_HOST if portal.is_main else f"{labels[portal.pk]}.{settings.PORTAL_DOMAIN}"
        if (site.hostname, site.port) != (host, settings.PUBLIC_PORT):
            site.hostname, site.port = host, settings.PUBLIC_PORT
            site.save()
            forget_addresses()
            moved += 1
    return moved
