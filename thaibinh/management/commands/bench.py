"""`make bench`: ratios against a reference in the same run; the machine may be shared and noisy."""

from __future__ import annotations

import http.client
import json
import os
import platform
import socket
import statistics
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agencies.models import Portal

# A view that does nothing, behind the same web server and middleware: the floor of what a page can cost.
REFERENCE = "/robots.txt"
PAGES = ("/", "/van-ban/", "/tin-tuc/", "/gioi-thieu/", "/tim-kiem/?q=khai+sinh", "/cong-thanh-phan/", "/so-do/")


class Command(BaseCommand):
    help = "Measures pages against a constant view in the same gunicorn and writes var/bench/pages.json."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rounds", type=int, default=150, help="how often each pair is asked (default 150)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not Portal.objects.filter(is_main=True).exists():
            raise CommandError("There is no portal to measure. Run make run once, it makes the sample province.")
        with web_server() as port:
            rows = [self.measure(port, path, options["rounds"]) for path in PAGES]
        self.write(rows, options["rounds"])

    def measure(self, port: int, path: str, rounds: int) -> dict[str, Any]:
        """Asks page and reference in turn, A B A B …, so that the noise of the machine meets both alike."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for warm in (path, REFERENCE) * 5:
            ask(connection, warm)
        pairs = [(ask(connection, path), ask(connection, REFERENCE)) for _ in range(rounds)]
        page, reference = (sorted(column) for column in zip(*pairs, strict=True))
        return {
            "page": path,
            "median_ms": round(1000 * statistics.median(page), 2),
            "p95_ms": round(1000 * page[int(len(page) * 0.95) - 1], 2),
            "reference_ms": round(1000 * statistics.median(reference), 2),
            "ratio": round(statistics.median(reference) / statistics.median(page), 3),
        }

    def write(self, rows: list[dict[str, Any]], rounds: int) -> None:
        target = Path(settings.VAR_DIR) / "bench" / "pages.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        about = {
            "at": timezone.localtime().isoformat(timespec="seconds"),
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "rounds": rounds,
            "reference": REFERENCE,
        }
        target.write_text(json.dumps({**about, "rows": rows}, indent=1))
        self.stdout.write(f"  Pages against the constant view {REFERENCE}, {rounds} pairs, medians; nothing is cached.")
        self.stdout.write(f"  {'page':<26}{'ms':>8}{'p95 ms':>9}{'constant ms':>13}{'ratio':>8}")
        for row in rows:
            self.stdout.write(
                f"  {row['page']:<26}{row['median_ms']:>8}{row['p95_ms']:>9}{row['reference_ms']:>13}{row['ratio']:>8}"
            )
        self.stdout.write(f"  Written to {target}")


def ask(connection: http.client.HTTPConnection, path: str) -> float:
    """Seconds until the whole answer is here. Raises `CommandError` for anything but 200."""
    begun = time.perf_counter()
    connection.request("GET", path, headers={"Host": settings.MAIN_HOST})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise CommandError(f"{path} answered {answer.status}")
    return time.perf_counter() - begun


@contextmanager
def web_server() -> Iterator[int]:
    """A gunicorn of its own, one worker, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    variables = {**os.environ, "BIND": f"127.0.0.1:{port}", "WEB_WORKERS": "1", "LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-m", "gunicorn", "thaibinh.wsgi", "-c", "deploy/gunicorn.conf.py"]
    server = subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + 30
        while True:
            try:
                http.client.HTTPConnection("127.0.0.1", port, timeout=2).request("GET", "/healthz")
                break
            except OSError as error:
                if time.monotonic() > until or server.poll() is not None:
                    raise CommandError("the web server of the benchmark did not start") from error
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(15)
