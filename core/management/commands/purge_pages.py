"""`manage.py purge_pages`: forget every kept page, after a change no signal tells of (SQL by hand, a migration)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from core.page_cache import EVERYTHING, store


class Command(BaseCommand):
    help = "Forgets all kept pages, in every process."

    def handle(self, *args: Any, **options: Any) -> None:
        store.purge([EVERYTHING])
        self.stdout.write("All kept pages are forgotten.")
