"""A folder of files, each a document, with an optional table of what they are (`metadata.csv`, contract)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from core.importing import ImportJob, ImportReport, unstorable
from documents.importing.catalogue import library_of
from documents.importing.files import SUFFIXES, digest_of, is_kept
from documents.importing.rows import KNOWN_KEYS, Row
from documents.importing.run import Import, Item
from documents.models import DocumentIndexPage
from documents.uploading.receiving import lies_beside
from vietnamese.text import normalise

TABLE = "metadata.csv"
# Reading a file takes longer than storing it: what was read is kept soon.
BATCH = 10
LARGEST_TABLE = 20_000_000  # bytes
COLUMNS = KNOWN_KEYS - {"articles", "text", "topics", "issue_date", "effective_date", "amended_by"}


def import_files(job: ImportJob) -> ImportReport:
    """Every file of the folder that is not in the library yet; those that cannot be read are named."""
    report = ImportReport()
    try:
        library = library_of(job.agency_label)
        table = read_table(job.path / TABLE, report)
    except ValueError as error:
        report.problem(job.path.name, [str(error)])
        return report
    files = sorted(path for path in job.path.iterdir() if path.is_file() and path.name != TABLE)
    names = {normalise(path.name) for path in files}
    for name in sorted(table.keys() - names):
        report.problem(f"{TABLE} {name}", ["there is no file of this name"])
    Import(job, library, report).take(items(files, table, library, report, job), BATCH)
    return report


def items(
    files: list[Path], table: dict[str, Row], library: DocumentIndexPage, report: ImportReport, job: ImportJob
) -> Iterator[Item]:
    """The files to read. One that a document has already is passed by without reading it."""
    read: set[str] = set()
    for path in job.progress(files):
        if lies_beside(path.name):
            continue
        if path.suffix.lower() not in SUFFIXES:
            report.notes.append(f"{path.name}: ignored, not one of {' '.join(SUFFIXES)}")
            continue
        told = digest_of(path)
        if told in read or is_kept(library, told):
            report.unchanged += 1
        else:
            yield Item(path.name, table.get(normalise(path.name), {}), path)
        read.add(told)


def read_table(path: Path, report: ImportReport) -> dict[str, Row]:
    """The rows of the table by the name of their file. Raises `ValueError` where it cannot be read at all."""
    if not path.is_file():
        return {}
    if path.stat().st_size > LARGEST_TABLE:
        raise ValueError(f"{path.name} is longer than {LARGEST_TABLE // 1_000_000} MB")
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path.name} is not UTF-8") from error
    if unstorable(text):
        raise ValueError(f"{path.name} holds characters that no text has (NUL)")
    first = text.partition("\n")[0]
    # Excel writes semicolons where the comma is the decimal sign, as in Vietnamese.
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter)
    columns = [(name or "").strip().lower() for name in reader.fieldnames or []]
    reader.fieldnames = columns
    if "file" not in columns:
        raise ValueError(f"{path.name} has no column “file”")
    report.notes += [f"{path.name}: column “{name}” is not known and was not read" for name in unknown(columns)]
    found: dict[str, Row] = {}
    for row in reader:
        name = normalise((row.get("file") or "").strip())
        where = f"{path.name}:{reader.line_num} {name}"
        if not name:
            report.problem(where, ["missing: file"])
        elif name in found:
            report.problem(where, ["the file is named twice"])
        else:
            found[name] = as_row(row)
    return found


def as_row(row: dict[str, str]) -> Row:
    """A line of the table in the keys of the import format; several fields stand between semicolons."""
    values = {key: (row.get(key) or "").strip() for key in COLUMNS - {"file"}}
    found: Row = {key: value for key, value in values.items() if value}
    if "fields" in found:
        found["fields"] = [name.strip() for name in found["fields"].split(";") if name.strip()]
    if "recipients" in found:
        found["recipients"] = found["recipients"].replace(";", ";\n")
    return found


def unknown(columns: Iterable[str]) -> list[str]:
    return sorted({name for name in columns if name and name not in COLUMNS})
