"""What `make import` is made of: importers by file name, and one report for people."""

from __future__ import annotations

import fnmatch
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from core.models import User


@dataclass(slots=True)
class ImportReport:
    """What an import did, in numbers and in lines to mend."""

    created: int = 0
    unchanged: int = 0
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    # What went in all the same and somebody should look at.
    doubts: list[str] = field(default_factory=list)

    def problem(self, where: str, reasons: list[str]) -> None:
        """A row that was left out, with its place and its reasons."""
        self.problems.append(f"{where}: {'; '.join(reasons)}")


@dataclass(frozen=True, slots=True)
class ImportJob:
    """One file or folder to import: where it is, whose it becomes, who asks, and how to tell progress."""

    path: Path
    agency_label: str
    by: User | None
    progress: Callable[[Iterable[Any]], Iterator[Any]]


LONGEST_LINE = 20_000_000  # bytes

Importer = Callable[[ImportJob], ImportReport]
_importers: list[tuple[int, str, Importer]] = []
_folder_importers: list[tuple[frozenset[str], Importer]] = []
# Kinds of jobs without which what was imported is not all there yet: an import takes up those a killed one left.
follow_ups: set[str] = set()


def register_importer(pattern: str, importer: Importer, order: int = 50) -> None:
    """Files whose name fits the pattern go to this importer; lower orders come first."""
    _importers.append((order, pattern, importer))


def importer_for(name: str) -> tuple[int, Importer] | None:
    """Order and importer of a file name, None when nobody knows it."""
    return next(((order, run) for order, pattern, run in _importers if fnmatch.fnmatch(name, pattern)), None)


def register_folder_importer(suffixes: Iterable[str], importer: Importer) -> None:
    """A folder without a file of a known name, but with files of these kinds, goes to this importer as a whole."""
    _folder_importers.append((frozenset(suffixes), importer))


def folder_importer_for(names: Iterable[str]) -> Importer | None:
    """The importer of a folder with files of these names, None when nobody knows their kinds."""
    kinds = {Path(name).suffix.lower() for name in names}
    return next((run for suffixes, run in _folder_importers if suffixes & kinds), None)


class Rows:
    """The rows of a JSON-lines file with their line numbers, read one at a time however long the file is.

    Broken lines are reported as they come, unknown keys at the end. `done` of `size` bytes have been read so far.
    """

    def __init__(self, path: Path, known: set[str], report: ImportReport) -> None:
        self.path, self.known, self.report = path, known, report
        self.size, self.done = path.stat().st_size, 0

    def __iter__(self) -> Iterator[tuple[int, dict[str, Any]]]:
        unknown: dict[str, int] = {}
        self.done = 0
        with self.path.open("rb") as file:
            for number, raw in enumerate(self._lines(file), start=1):
                if not raw.strip():
                    continue
                try:
                    row = read_row(raw)
                except ValueError as error:
                    self.report.problem(f"{self.path.name}:{number}", [str(error)])
                    continue
                for key in row.keys() - self.known:
                    unknown[key] = unknown.get(key, 0) + 1
                yield number, row
        for key, count in sorted(unknown.items()):
            self.report.notes.append(f"{self.path.name}: key “{key}” is not known and was not read ({count} rows)")

    def _lines(self, file: BinaryIO) -> Iterator[bytes]:
        """Line by line; of one that is too long only the beginning, so that it cannot fill the memory."""
        while raw := file.readline(LONGEST_LINE + 1):
            self.done += len(raw)
            rest = raw
            while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
                rest = file.readline(LONGEST_LINE + 1)
                self.done += len(rest)
            yield raw


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
    # Only an escape can bring in what UTF-8 and JSON refuse by themselves.
    if "\\u" in text and unstorable(json.dumps(row, ensure_ascii=False)):
        raise ValueError("holds characters that no text has (NUL or half a surrogate pair)")
    return row


def unstorable(text: str) -> bool:
    """Whether a database could not keep the text: NUL characters and lone surrogates."""
    if "\x00" in text or "\\u0000" in text:
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
