"""Public pages through a web server of their own, beside a view that does nothing in the same server."""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

# A view that does nothing, behind the same web server and middleware: the floor of what a page can cost.
REFERENCE = "/robots.txt"
# A constant answered before everything else: the hardest thing a kept page can be held against.
CONSTANT = "/healthz"
PAGES = ("/", "/van-ban/", "/tin-tuc/", "/gioi-thieu/", "/tim-kiem/?q=khai+sinh", "/cong-thanh-phan/", "/so-do/")


NOT_THERE = "/khong-co-{}/"


def measure(port: int, path: str, rounds: int, reference: str = REFERENCE) -> dict[str, Any]:
    """Asks page and reference in turn, A B A B …, so that the noise of the machine meets both alike.

    A `{}` in the path stands for a number that is another one each time, and the answer is to be 404.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    expected = 404 if "{}" in path else 200
    for warm in range(5):
        ask(connection, path.format(f"w{warm}"), expected)
        ask(connection, reference)
    pairs = [(ask(connection, path.format(n), expected), ask(connection, reference)) for n in range(rounds)]
    page, reference = (sorted(column) for column in zip(*pairs, strict=True))
    return {
        "page": path,
        "median_ms": round(1000 * statistics.median(page), 2),
        "p95_ms": round(1000 * page[int(len(page) * 0.95) - 1], 2),
        "reference_ms": round(1000 * statistics.median(reference), 2),
        "ratio": round(statistics.median(reference) / statistics.median(page), 3),
    }


def ask(connection: http.client.HTTPConnection, path: str, expected: int = 200) -> float:
    """Seconds until the whole answer is here. Raises `CommandError` for anything but the expected status."""
    begun = time.perf_counter()
    connection.request("GET", path, headers={"Host": settings.MAIN_HOST, "Accept-Encoding": "br"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != expected:
        raise CommandError(f"{path} answered {answer.status}")
    return time.perf_counter() - begun


@contextmanager
def web_server(**variables: str) -> Iterator[int]:
    """A gunicorn of its own, one worker, on a free port, with the given environment variables."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {"BIND": f"127.0.0.1:{port}", "WEB_WORKERS": "1", "LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-m", "gunicorn", "thaibinh.wsgi", "-c", "deploy/gunicorn.conf.py"]
    server = subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        env={**os.environ, **own, **variables},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
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
