"""`manage.py sync_hosts`: the sites carry the domain and port of the settings."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import Site

from agencies.models import Portal, PortalHost


class Command(BaseCommand):
    help = "Gives every portal's site the host name and port that PORTAL_DOMAIN, MAIN_HOST and PUBLIC_PORT say."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        # The label of today; where none holds today, the last one that was agreed.
        agreed = PortalHost.objects.agreed().order_by("valid_from")
        labels = dict(agreed.values_list("portal", "label")) | dict(agreed.on().values_list("portal", "label"))
        changed = 0
        for portal in Portal.objects.filter(site__isnull=False).select_related("site"):
            site: Site = portal.site  # type: ignore[assignment]
            host = settings.MAIN_HOST if portal.is_main else f"{labels[portal.pk]}.{settings.PORTAL_DOMAIN}"
            if (site.hostname, site.port) != (host, settings.PUBLIC_PORT):
                site.hostname, site.port = host, settings.PUBLIC_PORT
                site.save()
                changed += 1
        if changed:
            self.stdout.write(f"  • {changed} addresses set to {settings.PORTAL_DOMAIN}, port {settings.PUBLIC_PORT}")
