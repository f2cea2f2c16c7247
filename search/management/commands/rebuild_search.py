"""`manage.py rebuild_search`: the whole index anew, while search goes on."""

from typing import Any

from django.core.management.base import BaseCommand

from search.tasks import rebuild


class Command(BaseCommand):
    help = "Writes the search index anew from what is public."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild()} entries")
