"""The part of `make bench` about legal documents; `bench` starts it in a database of its own."""

from __future__ import annotations

import logging
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation import activate

from thaibinh.bench.documents import measure_files, measure_import, measure_structure, measure_weight
from thaibinh.bench.figures import keep
from thaibinh.bench.scratch import refuse_elsewhere


class Command(BaseCommand):
    help = "Measures reading and importing of real documents. Called by the command bench where REAL_DATA is set."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--data", type=Path, required=True)
        parser.add_argument("--folder", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_elsewhere()
        activate(settings.LANGUAGE_CODE)
        logging.disable(logging.WARNING)
        data, folder = options["data"], options["folder"]
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # WhiteNoise looks for it
        cache.clear()
        figures: dict[str, Any] = {"structure": measure_structure(data, self.say)}
        figures["files"] = measure_files(data, self.say)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("open_main_portal", f"Ủy ban nhân dân tỉnh {settings.PROVINCE_NAME}", verbosity=0)
        figures["import"] = measure_import(data, self.say)
        figures["weight"] = measure_weight(self.say)
        self.say(f"Written to {keep('documents', folder, **figures)}")

    def say(self, text: str) -> None:
        self.stdout.write(f"  • {text}")
        self.stdout.flush()
