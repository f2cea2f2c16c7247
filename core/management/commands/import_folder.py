"""`make import FROM=dir`: every file of a folder whose name is known, or a folder of documents as files."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from core.importing import Importer, ImportJob, ImportReport, Rows, folder_importer_for, follow_ups, importer_for
from core.jobs import sweep

SHOWN = 20


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
        self.report_file = self._report_file()
        failed = done = 0
        for path, importer in self._found(folder):
            report = importer(ImportJob(path, options["agency"], None, self._bar(path.name, options["verbosity"])))
            self._tell(path.name, report)
            failed += len(report.problems)
            done += report.created + report.unchanged
        # What an import that was killed had not come to: its pages are in, their index is not.
        while settings.JOBS == "inline" and sweep(kinds=follow_ups):
            pass
        if self.report_file.exists():
            self.stdout.write(f"  All lines to look at: {self.report_file}")
        if failed and not done:
            raise CommandError("Nothing could be imported: the lines above say why.")
        if failed:
            self.stdout.write(self.style.WARNING(f"{failed} rows were left out; everything else is in."))

    def _found(self, folder: Path) -> list[tuple[Path, Importer]]:
        """What there is to import, in order: the files of known names, or else the folder as a whole."""
        paths = sorted(folder.iterdir())
        known = [(*found, path) for path in paths if path.is_file() and (found := importer_for(path.name))]
        if not known and (importer := folder_importer_for(path.name for path in paths if path.is_file())):
            return [(folder, importer)]
        for path in paths:
            if path not in [row[2] for row in known]:
                self.stdout.write(f"  – {path.name}{'/' if path.is_dir() else ''}: ignored, not a known name")
        if not known:
            raise CommandError(
                "Nothing here is known. Known names: agencies.jsonl, documents.jsonl, decision-*.txt; or a folder of "
                ".docx, .doc, .pdf and .txt files"
            )
        return [(path, importer) for _order, importer, path in sorted(known, key=lambda row: (row[0], row[2].name))]

    def _bar(self, name: str, verbosity: int) -> Any:
        quiet = verbosity < 1

        def bar(rows: Iterable[Any]) -> Iterator[Any]:
            if not isinstance(rows, Rows):
                yield from tqdm(rows, desc=f"  {name}", unit=" rows", disable=quiet, ncols=90)
                return
            # How many rows there are nobody knows before the end, how many bytes everybody.
            with tqdm(desc=f"  {name}", total=rows.size, unit="B", unit_scale=True, disable=quiet, ncols=90) as shown:
                for row in rows:
                    yield row
                    shown.update(rows.done - shown.n)
                shown.update(rows.size - shown.n)

        return bar

    def _tell(self, name: str, report: ImportReport) -> None:
        self.stdout.write(f"  ✓ {name}: {report.created} new, {report.unchanged} already there")
        for note in report.notes[:SHOWN]:
            self.stdout.write(f"      {note}")
        self._rest(report.notes)
        for problem in report.problems[:SHOWN]:
            self.stdout.write(self.style.WARNING(f"      left out: {problem}"))
        self._rest(report.problems)
        if report.doubts:
            self.stdout.write(f"      {len(report.doubts)} places of texts that went in should be looked at")
        self._write(name, report)

    def _rest(self, lines: list[str]) -> None:
        if len(lines) > SHOWN:
            self.stdout.write(f"      … and {len(lines) - SHOWN} more")

    def _report_file(self) -> Path:
        now = timezone.localtime()
        return Path(settings.VAR_DIR) / "reports" / f"import-{now:%Y%m%d-%H%M%S}.txt"

    def _write(self, name: str, report: ImportReport) -> None:
        """Every line, also those that were too many for the screen."""
        kinds = (("left out", report.problems), ("look at", report.doubts), ("note", report.notes))
        lines = [f"{kind}: {line}" for kind, found in kinds for line in found]
        if not lines:
            return
        self.report_file.parent.mkdir(parents=True, exist_ok=True)
        with self.report_file.open("a", encoding="utf-8") as file:
            file.write(f"{name}: {report.created} new, {report.unchanged} already there\n")
            file.writelines(f"  {line}\n" for line in lines)
