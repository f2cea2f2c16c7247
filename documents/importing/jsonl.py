"""`documents.jsonl`, and the plain text of one decision."""

from __future__ import annotations

from collections.abc import Iterator

from core.importing import ImportJob, ImportReport, Rows
from documents.importing.catalogue import library_of
from documents.importing.files import file_inside
from documents.importing.rows import IGNORED_KEYS, KNOWN_KEYS
from documents.importing.run import Import, Item


def import_documents(job: ImportJob) -> ImportReport:
    """`documents.jsonl`: a row is a document; its text stands in the row or in a file beside it."""
    report = ImportReport()

    def items() -> Iterator[Item]:
        for number, row in job.progress(Rows(job.path, KNOWN_KEYS | IGNORED_KEYS, report)):
            where = f"{job.path.name}:{number}"
            try:
                file = file_inside(job.path.parent, row["file"]) if row.get("file") else None
            except (ValueError, OSError) as error:
                report.problem(where, [str(error)])
                continue
            # What other rooms hand over in a row of their own making, no file may.
            yield Item(where, {key: row[key] for key in row.keys() & KNOWN_KEYS}, file)

    return into_library(items(), job, report)


def import_decision(job: ImportJob) -> ImportReport:
    """`decision-*.txt`: the plain text of one document; what it is stands in the text itself."""
    return into_library(iter([Item(job.path.name, {}, job.path)]), job, ImportReport())


def into_library(items: Iterator[Item], job: ImportJob, report: ImportReport) -> ImportReport:
    try:
        library = library_of(job.agency_label)
    except ValueError as error:
        report.problem(job.path.name, [str(error)])
        return report
    Import(job, library, report).take(items)
    return report
