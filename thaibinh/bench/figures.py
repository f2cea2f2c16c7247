"""Queries and milliseconds of something asked in this process, and the tables they are shown in."""

from __future__ import annotations

import json
import os
import platform
import signal
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

Ask = Callable[[], object]
LONG = 2.0  # seconds: what takes longer is asked twice only, its noise is small beside it


@dataclass(frozen=True, slots=True)
class Figure:
    """What one thing costs. `stopped`: it was not finished in the time it was given, the figures are what it had."""

    queries: int
    ms: float
    stopped: bool = False

    def __str__(self) -> str:
        return f"{'> ' if self.stopped else ''}{self.ms:.0f} ms, {self.queries} q"


class TimeUp(BaseException):
    """The time that something was given is over. No `Exception`: nobody on the way should answer it."""


def count(ask: Ask) -> int:
    """How many queries it takes."""
    with counted() as counter:
        ask()
    return counter[0]


@contextmanager
def counted() -> Iterator[list[int]]:
    counter = [0]

    def one_more(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        counter[0] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(one_more):
        yield counter


def seconds(ask: Ask) -> float:
    begun = time.perf_counter()
    ask()
    return time.perf_counter() - begun


def side_by_side(first: Ask, second: Ask, rounds: int = 7) -> tuple[Figure, Figure]:
    """Both in turn, A B A B …, so that the noise of the machine meets both alike; medians."""
    first(), second()  # what a process learns once is no cost
    if seconds(second) > LONG:
        rounds = 2
    queries = count(first), count(second)
    pairs = [(seconds(first), seconds(second)) for _ in range(rounds)]
    mine, theirs = (1000 * statistics.median(column) for column in zip(*pairs, strict=True))
    return Figure(queries[0], round(mine, 1)), Figure(queries[1], round(theirs, 1))


def alone(ask: Ask, rounds: int = 7) -> Figure:
    ask()
    queries = count(ask)
    return Figure(queries, round(1000 * statistics.median(seconds(ask) for _ in range(rounds)), 1))


def at_most(ask: Ask, limit: float) -> Figure:
    """Once, and not longer than `limit` seconds."""

    def up(signum: int, frame: FrameType | None) -> None:
        raise TimeUp

    before = signal.signal(signal.SIGALRM, up)
    begun, stopped = time.perf_counter(), False
    with counted() as counter:
        signal.setitimer(signal.ITIMER_REAL, limit)
        try:
            ask()
        except TimeUp:
            stopped = True
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
    if stopped:
        connection.close()  # it may have been in the middle of a query
    return Figure(counter[0], round(1000 * (time.perf_counter() - begun), 1), stopped)


def row(name: str, ours: Figure, other: Figure | None) -> dict[str, Any]:
    """`times`: how many times as long the other takes; a goal is at least 1."""
    return {
        "name": name,
        "ours": asdict(ours),
        "other": asdict(other) if other else None,
        "times": round(other.ms / ours.ms, 2) if other and ours.ms else None,
    }


def show(write: Callable[[str], object], title: str, other: str, rows: list[dict[str, Any]]) -> None:
    """A table: what, ours, the other, how many times as long the other takes."""
    write(f"\n  {title}")
    write(f"  {'':<44}{'ours':>18}{other:>24}{'× as long':>11}")
    for one in rows:
        theirs = str(Figure(**one["other"])) if one["other"] else "–"
        times = f"{'> ' if one['other'] and one['other']['stopped'] else ''}{one['times']}" if one["times"] else "–"
        write(f"  {one['name']:<44}{Figure(**one['ours'])!s:>18}{theirs:>24}{times:>11}")


def keep(name: str, folder: Path | None = None, **facts: Any) -> Path:
    """Writes figures to `var/bench/<name>.json`, with what they were taken on."""
    target = (folder or Path(settings.VAR_DIR) / "bench") / f"{name}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    about = {
        "at": timezone.localtime().isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
    }
    target.write_text(json.dumps({**about, **facts}, indent=1, ensure_ascii=False))
    return target
