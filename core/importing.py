"""What `make import` is made of: importers by file name, and one report for people."""

from __future__ import annotations

import fnmatch
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.models import User


@dataclass(slots=True)
class ImportReport:
    """What an import did, in numbers and in lines to mend."""

    created: int = 0
    unchanged: int = 0
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def problem(self, where: str, reasons: list[str]) -> None:
        """A row that was left out, with its place and its reasons."""
        self.problems.append(f"{where}: {'; '.join(reasons)}")


@dataclass(frozen=True, slots=True)
class ImportJob:
    """One file to import: where it is, whose it becomes, who asks, and how to tell progress."""

    path: Path
    agency_label: str
    by: User | None
    progress: Callable[[list[Any]], Iterator[Any]]


LONGEST_LINE = 20_000_000  # bytes

Importer = Callable[[ImportJob], ImportReport]
_importers: list[tuple[int, str, Importer]] = []


def register_importer(pattern: str, importer: Importer, order: int = 50) -> None:
    """Files whose name fits the pattern go to this importer; lower orders come first."""
    _importers.append((order, pattern, importer))


def importer_for(name: str) -> tuple[int, Importer] | None:
    """Order and importer of a file name, None when nobody knows it."""
    return next(((order, run) for order, pattern, run in _importers if fnmatch.fnmatch(name, pattern)), None)


def read_rows(path: Path, known: set[str], report: ImportReport) -> list[tuple[int, dict[str, Any]]]:
    """The rows of a JSON-lines file with their line numbers. Broken lines and unknown keys are reported."""
    rows: list[tuple[int, dict[str, Any]]] = []
    unknown: dict[str, int] = {}
    with path.open("rb") as lines:
        for number, raw in enumerate(lines, start=1):
            if not raw.strip():
                continue
            try:
                row = read_row(raw)
            except ValueError as error:
                report.problem(f"{path.name}:{number}", [str(error)])
                continue
            for key in row.keys() - known:
                unknown[key] = unknown.get(key, 0) + 1
            rows.append((number, row))
    for key, count in sorted(unknown.items()):
        report.notes.append(f"{path.name}: key “{key}” is not known and was not read ({count} rows)")
    return rows


def read_row(raw: bytes) -> dict[str, Any]:
    """One line as a row. Raises `ValueError` in words for what no row can be."""
    if len(raw) > LONGEST_LINE:
        raise ValueError(f"longer than {LONGEST_LINE // 1_000_000} MB")
    try:
        text = raw.decode("utf-8-sig")
        row = json.loads(text)
    except UnicodeDecodeError as error:
        raise ValueError("not UTF-8") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"not valid JSON ({error.msg}, column {error.colno})") from error
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(row, dict):
        raise ValueError("a JSON object is expected")
    if unstorable(json.dumps(row, ensure_ascii=False)):
        raise ValueError("holds characters that no text has (NUL or half a surrogate pair)")
    return row


def unstorable(text: str) -> bool:
    """Whether a database could not keep the text: NUL characters and lone surrogates."""
    return "\\u0000" in text or "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text)
