"""`make bench`: ratios against a reference in the same run; the machine may be shared and noisy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from agencies.models import Portal
from thaibinh.bench.figures import keep
from thaibinh.bench.scratch import scratch_database
from thaibinh.bench.web import CONSTANT, NOT_THERE, PAGES, REFERENCE, ask, measure, web_server

__all__ = ["PAGES", "REFERENCE", "Command", "ask", "measure", "web_server"]


class Command(BaseCommand):
    help = "Measures pages and admin screens against references in the same run and writes var/bench/*.json."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rounds", type=int, default=150, help="how often each pair is asked (default 150)")
        parser.add_argument("--agencies", type=int, default=100, help="agencies of the big province (default 100)")
        parser.add_argument("--pages", type=int, default=50_000, help="pages of the big province (default 50,000)")
        parser.add_argument("--only", choices=["pages", "province", "documents"], help="one part only")

    def handle(self, *args: Any, **options: Any) -> None:
        if not Portal.objects.filter(is_main=True).exists():
            raise CommandError("There is no portal to measure. Run make run once, it makes the sample province.")
        if options["only"] in (None, "pages"):
            self.pages(options["rounds"])
            self.kept(options["rounds"])
        if options["only"] in (None, "documents"):
            self.documents()
        if options["only"] in (None, "province"):
            self.province(options["agencies"], options["pages"])

    def pages(self, rounds: int) -> None:
        """The own portal's pages, nothing kept, against a constant view in the same web server."""
        with web_server(PAGE_CACHE="0") as port:
            rows = [self.measure(port, path, rounds) for path in PAGES]
        self.write(rows, rounds)

    def kept(self, rounds: int) -> None:
        """The same pages out of the page cache (goal: ratio 0.7), and addresses that do not exist."""
        paths = [path for path in PAGES if "?" not in path]
        with web_server(PAGE_CACHE="1") as port:
            rows = [measure(port, path, rounds, CONSTANT) for path in (*paths, NOT_THERE)]
        target = keep("kept", rounds=rounds, reference=CONSTANT, rows=rows)
        self.stdout.write(f"\n  Kept pages against {CONSTANT}, which answers before everything else; goal 0.7.")
        self.table(rows)
        self.stdout.write(f"  Written to {target}\n")

    def measure(self, port: int, path: str, rounds: int) -> dict[str, Any]:
        return measure(port, path, rounds)

    def write(self, rows: list[dict[str, Any]], rounds: int) -> None:
        target = keep("pages", rounds=rounds, reference=REFERENCE, rows=rows)
        self.stdout.write(f"  Pages against the constant view {REFERENCE}, {rounds} pairs, medians; nothing is cached.")
        self.table(rows)
        self.stdout.write(f"  Written to {target}")

    def table(self, rows: list[dict[str, Any]]) -> None:
        self.stdout.write(f"  {'page':<26}{'ms':>8}{'p95 ms':>9}{'constant ms':>13}{'ratio':>8}")
        for row in rows:
            self.stdout.write(
                f"  {row['page']:<26}{row['median_ms']:>8}{row['p95_ms']:>9}{row['reference_ms']:>13}{row['ratio']:>8}"
            )

    def province(self, agencies: int, pages: int) -> None:
        self.in_scratch("bench_province", f"--agencies={agencies}", f"--pages={pages}")

    def documents(self) -> None:
        """Reading, importing and showing real documents, where there are any."""
        data = os.environ.get("REAL_DATA", "")
        if not data or not Path(data).is_dir():
            self.stdout.write("  Legal documents are measured on real ones: REAL_DATA=folder make bench")
            return
        self.in_scratch("bench_documents", f"--data={data}")

    def in_scratch(self, command: str, *arguments: str) -> None:
        """A command on a database of its own, in a process of its own with files of its own."""
        folder = Path(settings.VAR_DIR) / "bench"
        self.stdout.flush()
        with scratch_database() as url:
            own = {
                "DATABASE_URL": url,
                "VAR_DIR": str(folder / "scratch"),
                "CACHE_URL": "",
                "DATABASE_REPLICA_URLS": "",
                "PAGE_CACHE": "0",
                "JOBS": "worker" if command == "bench_province" else "inline",
                "EMAIL_URL": "dummymail://",
                "LOG_LEVEL": "ERROR",
            }
            done = subprocess.run(
                [sys.executable, "manage.py", command, *arguments, f"--folder={folder}"],
                cwd=settings.BASE_DIR,
                env={**os.environ, **own},
            )
        shutil.rmtree(folder / "scratch", ignore_errors=True)
        if done.returncode:
            raise CommandError(f"{command} could not be measured: the lines above say why.")
