"""The part of `make bench` that works in the benchmark's own database; `bench` starts it there."""

from __future__ import annotations

import logging
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation import activate

from thaibinh.bench.bare import measure_bare
from thaibinh.bench.figures import keep, show
from thaibinh.bench.plans import look_at_plans, report
from thaibinh.bench.province import build
from thaibinh.bench.scratch import refuse_elsewhere
from thaibinh.bench.screens import measure_screens


class Command(BaseCommand):
    help = "Builds and measures a big province in the benchmark's own database. Called by the command bench."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--agencies", type=int, default=100)
        parser.add_argument("--pages", type=int, default=50_000)
        parser.add_argument("--folder", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_elsewhere()
        activate(settings.LANGUAGE_CODE)
        logging.disable(logging.WARNING)
        begun, folder = time.monotonic(), options["folder"]
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # WhiteNoise looks for it
        cache.clear()  # of this process's own folder: addresses of an earlier benchmark's portals
        self.say("Making a database of its own for a big province …")
        call_command("migrate", verbosity=0, interactive=False)
        self.say(f"Tables after {time.monotonic() - begun:.0f} s")
        province = build(self.say, agencies=options["agencies"], pages=options["pages"])
        scale = {"agencies": options["agencies"], "pages": province.pages}
        rows = measure_screens(province)
        show(
            self.stdout.write,
            "Admin screens in the big province, against the same screens of stock Wagtail",
            "stock",
            rows,
        )
        keep("admin", folder, **scale, rows=rows)
        rows = measure_bare(province)
        show(self.stdout.write, "Public pages, nothing kept, against a plain page of bare Wagtail", "bare", rows)
        keep("bare", folder, **scale, rows=rows)
        found = look_at_plans(province)
        for line in report(found):
            self.stdout.write(line)
        keep("plans", folder, **scale, rows=found)
        self.say(f"Written to {folder} after {time.monotonic() - begun:.0f} s.")

    def say(self, text: str) -> None:
        self.stdout.write(f"  • {text}")
        self.stdout.flush()
