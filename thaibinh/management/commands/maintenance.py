"""`manage.py maintenance on --until "2026-11-25 06:00"` and `maintenance off`."""

from __future__ import annotations

import datetime
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from thaibinh import maintenance


class Command(BaseCommand):
    help = "Closes the portal for planned work, with a page that says until when; opens it again."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["on", "off"])
        parser.add_argument("--until", help='expected end in the time of Thái Bình, "YYYY-MM-DD HH:MM"')
        parser.add_argument("--reason", default="", help="one sentence for readers, in Vietnamese")

    def handle(self, *args: Any, action: str, until: str | None, reason: str, **options: Any) -> None:
        if action == "off":
            self.stdout.write("The portal is open." if maintenance.end() else "The portal was not closed.")
            return
        maintenance.begin(self.moment(until) if until else None, reason)
        self.stdout.write('The portal is closed for readers and editors. Open it again with "maintenance off".')

    def moment(self, text: str) -> datetime.datetime:
        try:
            moment = timezone.make_aware(datetime.datetime.fromisoformat(text))
        except ValueError as error:
            raise CommandError(f'"{text}" is no time like 2026-11-25 06:00.') from error
        if moment <= timezone.now():
            raise CommandError("The expected end lies in the past.")
        return moment
