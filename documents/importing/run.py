"""Brings documents in batch by batch: each batch its own transaction, through the same gates as a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction
from django.utils.html import strip_tags

from agencies.bulk import BulkPublish
from agencies.models import PortalFile
from core.importing import ImportJob, ImportReport
from core.transitions import TransitionRefused
from documents.importing.addresses import give_addresses
from documents.importing.catalogue import Catalogue
from documents.importing.drafts import add_body, head
from documents.importing.files import keep_file, read_file
from documents.importing.proposed import completed
from documents.importing.rows import Row
from documents.models import DocumentIndexPage, DocumentPage
from vietnamese.document_number import parse_number

# Documents of one transaction, and characters of text: whatever comes first.
BATCH = 100
BATCH_CHARACTERS = 2_000_000
IDENTITY = ("issuer_id", "document_type_id", "number_key", "year")

# What a row of nonsense makes the reading raise.
BAD = (ValueError, TypeError, AttributeError, OverflowError)

Identity = tuple[Any, ...]


@dataclass(slots=True)
class Item:
    """One document to come: where it stands in the import, what is known of it, and its file."""

    where: str
    row: Row
    file: Path | None = None
    page: DocumentPage | None = None
    is_complete: bool = False

    @property
    def size(self) -> int:
        """Characters, roughly."""
        return len(str(self.row.get("text") or self.row.get("articles") or ""))

    def complete(self, catalogue: Catalogue) -> None:
        """Reads the file and the text for what the row does not tell; what the row tells counts more."""
        if not self.is_complete:
            if self.file and not self.row.get("text"):
                self.row = {**read_file(self.file), **{key: value for key, value in self.row.items() if value}}
            self.row = completed(self.row, catalogue)
            self.is_complete = True


@dataclass(slots=True)
class Import:
    """One run into one library: what is there already is passed by, what is new goes in, what is bad is named."""

    job: ImportJob
    library: DocumentIndexPage
    report: ImportReport
    catalogue: Catalogue = field(default_factory=Catalogue)
    # Where each document of this run stood first, by the hash of its identity: a few bytes a row.
    seen: dict[int, str] = field(default_factory=dict)

    def take(self, items: Iterable[Item], most: int = BATCH) -> None:
        for batch in batches(items, most):
            with_head = [item for item in batch if self.begin(item)]
            fresh = [item for item in self.unknown(with_head) if self.finish(item)]
            give_addresses([item.page for item in fresh if item.page])
            self.publish(fresh)

    def begin(self, item: Item) -> bool:
        """Reads what the document is. Its text is looked at only where the row does not tell."""
        try:
            if not tells_identity(item.row):
                item.complete(self.catalogue)
            item.page = head(item.row, self.catalogue, self.library.locale)
        except BAD as error:
            self.report.problem(item.where, [str(error)])
            return False
        first = self.seen.setdefault(hash(identity(item.page)), item.where)
        if first != item.where:
            self.report.problem(f"{item.where} {item.page.number}", [f"the same document as {first}"])
            return False
        return True

    def unknown(self, items: list[Item]) -> Iterator[Item]:
        """Those that are not in this library yet. What stands elsewhere comes along: the gates refuse it by name."""
        keys = {item.page.number_key for item in items if item.page}
        known = DocumentPage.objects.filter(number_key__in=keys, language=self.library.locale.language_code)
        mine = known.live().filter(agency=self.library.agency_id)
        there: set[Identity] = set(mine.values_list(*IDENTITY)) if keys else set()
        for item in items:
            if item.page and identity(item.page) in there:
                self.report.unchanged += 1
            else:
                yield item

    def finish(self, item: Item) -> bool:
        """Reads what a new document says."""
        try:
            if not item.is_complete:
                item.complete(self.catalogue)
                item.page = head(item.row, self.catalogue, self.library.locale)
            assert item.page is not None
            add_body(item.page, item.row, self.catalogue)
        except BAD as error:
            self.report.problem(item.where, [str(error)])
            return False
        if doubts := item.row.get("doubts"):
            self.report.doubts.append(f"{item.where} {item.page.number}: {' '.join(map(str, doubts))}")
        item.row = {}  # the page has it all now
        return True

    def publish(self, items: list[Item]) -> None:
        """One transaction, one line in the log, one job for the index."""
        if not items:
            return
        where = {id(item.page): item.where for item in items}
        kept: dict[int, PortalFile] = {}
        try:
            with transaction.atomic():
                for item in items:
                    if item.file and item.page:
                        kept[id(item.page)] = file = keep_file(self.library, item.file, self.job.by)
                        item.page.new_file_id = file.pk
                pages = [item.page for item in items if item.page]
                reason = f"import of {self.job.path.name}"
                result = BulkPublish(self.library, pages, by=self.job.by, reason=reason).run()
                for page, _reasons in result.refused:
                    if unused := kept.pop(id(page), None):
                        unused.delete()
        except (DatabaseError, ValueError, TransitionRefused, OSError) as error:
            for file in kept.values():
                file.file.storage.delete(file.file.name)
            self.one_by_one(items, error)
            return
        self.report.created += len(result.created)
        for page, reasons in result.refused:
            told = [strip_tags(str(reason)) for reason in reasons]
            self.report.problem(f"{where[id(page)]} {page.number}", told)

    def one_by_one(self, items: list[Item], error: Exception) -> None:
        """One of them cannot be stored: one by one the good ones go in and the bad one is named."""
        if len(items) == 1:
            told = error.reasons if isinstance(error, TransitionRefused) else [str(error).splitlines()[0]]
            self.report.problem(items[0].where, [f"cannot be stored: {'; '.join(told)}"])
            return
        for item in items:
            forget_insertion(item.page)
            self.publish([item])


def forget_insertion(page: DocumentPage | None) -> None:
    """What the database took back: the page is new again."""
    if page is not None:
        page.pk = page.id = page.page_ptr_id = None
        page._state.adding = True


def batches(items: Iterable[Item], most: int) -> Iterator[list[Item]]:
    """Some at a time: no more than fit into memory, however many or long they are."""
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += item.size
        if len(batch) >= most or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def identity(page: DocumentPage) -> Identity:
    """What makes a document this document: issuer, type, number, year."""
    return tuple(getattr(page, name) for name in IDENTITY)


def tells_identity(row: Row) -> bool:
    """Whether the row alone tells which document it is: then one that is there already is passed by at once."""
    has_year = row.get("issued_on") or row.get("issue_date") or parse_number(str(row.get("number") or "")).year
    return bool(row.get("number") and row.get("type") and row.get("issuer") and has_year)
