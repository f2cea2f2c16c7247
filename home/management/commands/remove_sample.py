"""`manage.py remove_sample`: takes the sample content and the sample accounts out again."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from home.sample.removal import remove_sample


class Command(BaseCommand):
    help = "Removes sample pages, pictures and accounts, and the sample portals that hold nothing else."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["yes"] and input("Remove all sample content and accounts? [y/N] ").strip().lower() != "y":
            self.stdout.write("Nothing was removed.")
            return
        with transaction.atomic():
            done = remove_sample()
        for line in done:
            self.stdout.write(f"  ✓ {line}")
