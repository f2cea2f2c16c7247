"""`manage.py prepare`: everything between an empty database and a portal that can be served. Safe to run again."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from thaibinh import messages


class Command(BaseCommand):
    help = "Compiles messages, migrates, fills in sample content where it is on, and sets the hosts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--quiet", action="store_true", help="for commands beside a running portal: leave its hosts alone"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.quiet = options["quiet"]
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        messages.compile_catalogues(settings.BASE_DIR)
        self._migrate()
        call_command("add_missing_parts")
        if settings.SAMPLE_CONTENT:
            call_command("load_sample")
        if not self.quiet:
            call_command("sync_hosts")

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            self.stdout.write(f"  • Preparing the database: {len(plan)} migrations (the first time half a minute) …")
            call_command("migrate", interactive=False, verbosity=0)
