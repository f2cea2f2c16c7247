"""`manage.py sync_hosts`: the sites carry the domain and port of the settings."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from agencies.periodic import sync_hosts


class Command(BaseCommand):
    help = "Gives every portal's site the host name and port that PORTAL_DOMAIN, MAIN_HOST and PUBLIC_PORT say."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if moved := sync_hosts():
            self.stdout.write(f"  • {moved} addresses set to {settings.PORTAL_DOMAIN}, port {settings.PUBLIC_PORT}")
