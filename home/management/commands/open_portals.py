"""`make open-portals FROM=agencies.jsonl`: many portals at once."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from core.importing import ImportJob
from home.importing import import_agencies


class Command(BaseCommand):
    help = "Opens the portals of all agencies in a file (agencies.jsonl). Those that are open already stay as they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"]).expanduser()
        if not options["file"] or not path.is_file():
            raise CommandError(f"{path} is no file. Say which: make open-portals FROM=path/to/agencies.jsonl")

        def bar(rows: Iterable[Any]) -> Iterator[Any]:
            hidden = options["verbosity"] < 1
            return iter(tqdm(rows, desc="  opening", unit=" portals", ncols=90, disable=hidden))

        report = import_agencies(ImportJob(path, "", None, bar))
        for note in report.notes:
            self.stdout.write(f"  {note}")
        for problem in report.problems:
            self.stdout.write(self.style.WARNING(f"  left out: {problem}"))
        self.stdout.write(f"  ✓ {report.created} opened, {report.unchanged} were open already")
        if report.problems:
            raise CommandError(f"{len(report.problems)} rows were left out; the others are done.")
