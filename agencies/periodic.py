"""What a new day changes: memberships begin and end, names and addresses take effect."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db.models.functions import Coalesce
from django.utils import timezone

from agencies.hosts import forget_addresses
from agencies.memberships import sync_groups
from agencies.models import Agency, KeptForm, Portal, PortalHost
from agencies.page_changes import empty_bins
from core import audit
from core.models import Rule, User
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


@hourly
def disable_idle_accounts() -> int:
    """Accounts nobody has used for a while are closed (dated rule `account-idle`); the officer can open them again.

    Sample accounts stay, and so does the last operator: somebody has to be able to let the others in.
    """
    days = int(Rule.objects.value("account-idle"))
    before = timezone.now() - datetime.timedelta(days=days)
    seen = Coalesce("last_seen_at", "last_login", "date_joined")
    idle = User.objects.filter(is_active=True, is_sample=False).annotate(seen=seen).filter(seen__lt=before)
    operators = User.objects.filter(is_active=True, is_superuser=True).annotate(seen=seen).order_by("-seen")
    last = operators.first()
    closed = 0
    for user in idle.exclude(pk=last.pk if last else 0):
        user.is_active, user.closed_because = False, "idle"
        user.save(update_fields=["is_active", "closed_because"])
        audit.record("account.disabled_idle", user, by=None, title=user.shown_name, days=days)
        closed += 1
    return closed


@hourly
def empty_the_bins() -> None:
    empty_bins()


@hourly
def forget_kept_forms() -> None:
    """What came too late is kept for a month."""
    KeptForm.objects.filter(kept_at__lt=timezone.now() - datetime.timedelta(days=30)).delete()
