"""`manage.py load_sample`: the sample province, once."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from agencies.models import Portal
from core.models import AuditEntry


class Command(BaseCommand):
    help = "Fills an empty portal with a believable province. Does nothing where there is a main portal already."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SAMPLE_CONTENT:
            raise CommandError("SAMPLE_CONTENT is off: sample accounts do not belong on a real portal.")
        removed = AuditEntry.objects.filter(verb="sample.remove").exists()
        if removed or Portal.objects.filter(is_main=True).exists():
            return
        from home.sample.province import SampleProvince

        begun = time.monotonic()
        # All or nothing: a run that is stopped half way leaves an empty portal, and the next one begins anew.
        with transaction.atomic():
            SampleProvince(self.stdout.write).build()
        self.stdout.write(f"    sample content made in {time.monotonic() - begun:.0f} s")
