"""`manage.py archive_portal <label> [--successor <label>]`: a portal becomes a read-only archive."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agencies.models import Portal
from core.models.dated import today
from core.transitions import TransitionRefused
from home.services import ArchivePortal, RedirectPortal
from vietnamese.dates import parse_date


def portal_with(label: str) -> Portal:
    """The open portal with this label. Raises `CommandError` naming what there is."""
    for portal in Portal.objects.open_to_readers().select_related("site", "agency"):
        if portal.label == label or (label == "main" and portal.is_main):
            return portal
    raise CommandError(f"There is no open portal “{label}”.")


class Command(BaseCommand):
    help = "Makes a portal read only, with a dated banner that names the successor; --redirect sends it there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("label")
        parser.add_argument(
            "--successor", default="", help="label of the portal that takes over; “main” for the main one"
        )
        parser.add_argument("--on", default="", help="day of the end, for example 1/7/2025; default: today")
        parser.add_argument("--redirect", action="store_true", help="no archive: send host and paths to the successor")
        parser.add_argument("--reason", default="", help="kept in the log")

    def handle(self, *args: Any, **options: Any) -> None:
        portal = portal_with(options["label"])
        successor = portal_with(options["successor"]) if options["successor"] else None
        on = parse_date(options["on"]) if options["on"] else today()
        if on is None:
            raise CommandError(f"“{options['on']}” is no date. Write it like 1/7/2025.")
        try:
            if options["redirect"]:
                RedirectPortal(portal, by=None, successor=successor, reason=options["reason"]).run()
            else:
                ArchivePortal(portal, by=None, successor=successor, on=on, reason=options["reason"]).run()
        except TransitionRefused as refused:
            raise CommandError(" ".join(refused.reasons)) from refused
        self.stdout.write(f"  ✓ {portal}: {portal.get_state_display()}")
