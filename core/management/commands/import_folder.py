"""`make import FROM=dir`: every file of a folder whose name is known."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from core.importing import ImportJob, ImportReport, importer_for

SHOWN_PROBLEMS = 20


class Command(BaseCommand):
    help = "Imports agencies and documents from the files of a folder. Running it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", help="the folder, for example ../data")
        parser.add_argument("--agency", default="", help="label of the owner of documents; default: the main portal")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"]).expanduser()
        if not options["folder"]:
            raise CommandError("Say which folder: make import FROM=path/to/folder")
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.")
        known = []
        for path in sorted(p for p in folder.iterdir()):
            found = importer_for(path.name) if path.is_file() else None
            if found is None:
                self.stdout.write(f"  – {path.name}{'/' if path.is_dir() else ''}: ignored, not a known name")
            else:
                known.append((found[0], path, found[1]))
        if not known:
            raise CommandError("Nothing here is known. Known names: agencies.jsonl, documents.jsonl, decision-*.txt")
        failed = created = 0
        for _order, path, importer in sorted(known, key=lambda item: (item[0], item[1].name)):
            report = importer(ImportJob(path, options["agency"], None, self._bar(path.name, options["verbosity"])))
            self._tell(path.name, report)
            failed += len(report.problems)
            created += report.created + report.unchanged
        if failed and not created:
            raise CommandError("Nothing could be imported: the lines above say why.")
        if failed:
            self.stdout.write(self.style.WARNING(f"{failed} rows were left out; everything else is in."))

    def _bar(self, name: str, verbosity: int) -> Any:
        def bar(rows: list[Any]) -> Iterator[Any]:
            return iter(tqdm(rows, desc=f"  {name}", unit=" rows", disable=verbosity < 1, ncols=90))

        return bar

    def _tell(self, name: str, report: ImportReport) -> None:
        self.stdout.write(f"  ✓ {name}: {report.created} new, {report.unchanged} already there")
        for note in report.notes:
            self.stdout.write(f"      {note}")
        for problem in report.problems[:SHOWN_PROBLEMS]:
            self.stdout.write(self.style.WARNING(f"      left out: {problem}"))
        if len(report.problems) > SHOWN_PROBLEMS:
            self.stdout.write(f"      … and {len(report.problems) - SHOWN_PROBLEMS} more")
