"""`manage.py add_missing_parts`: portals opened earlier get the pages that new ones are born with."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from home.services.missing_parts import add_missing_parts


class Command(BaseCommand):
    help = "Adds pages every portal should have where they are missing. Safe to run again; `prepare` runs it."

    def handle(self, *args: Any, **options: Any) -> None:
        added, taken = add_missing_parts()
        if added:
            self.stdout.write(f"  ✓ {added} pages added that every portal should have")
        for address in taken:
            self.stdout.write(self.style.WARNING(f"  left out, another page has this address: {address}"))
