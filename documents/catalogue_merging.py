"""Two entries of a list that mean the same become one: documents move from the wrong one to the right one."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _now
from wagtail.models import Page, WorkflowState

from agencies.signals import pages_shown_anew
from core.jobs import enqueue
from core.models import User
from core.transitions import reasons_if
from documents.catalogue import CatalogueChange
from documents.catalogue_uses import documents_of, rename_in_versions, retitle
from documents.models import DocumentPage, DocumentType, Field, IncomingDocument, Issuer, Relation

# What makes a document this document, and a row of an intake list this row.
IDENTITY = ("issuer", "document_type", "number_key", "year", "language")
INTAKE = ("agency", "issuer", "document_type", "number_key", "issued_on")
COLUMN: dict[type[Any], str] = {Issuer: "issuer", DocumentType: "document_type"}
NAMED = 5  # numbers told of what is in the way


class MergeEntries(CatalogueChange):
    """Everything of the wrong entry becomes the right one's, and the wrong one goes. All of it or nothing."""

    verb = "documents.catalogue_merge"

    def __init__(self, entry: Any, into: Any, *, by: User | None) -> None:
        super().__init__(entry, by=by)
        self.into = into
        self.moved: list[int] = []

    def lock(self) -> None:
        # Both, in one order, so that two mergers the other way round wait for each other.
        list(type(self.entry).objects.select_for_update().filter(pk__in=[self.entry.pk, self.into.pk]).order_by("pk"))

    def failure_reasons(self) -> list[str]:
        if type(self.entry) is not type(self.into) or self.entry.pk == self.into.pk:
            return [_now("Choose another entry of the same list.")]
        return [
            *super().failure_reasons(),
            *self.twins(),
            *reasons_if(
                waiting(documents_of(self.entry)),
                _now(
                    "Some of its documents wait for approval: what is approved stays what was read. Merge afterwards."
                ),
            ),
        ]

    def twins(self) -> list[str]:
        """Documents that would have the number of another one, and rows that would stand on a list twice."""
        column = COLUMN.get(type(self.entry))
        if column is None:
            return []
        documents = doubled(DocumentPage.objects.all(), IDENTITY, column, self.entry, self.into)
        rows = doubled(IncomingDocument.objects.all(), INTAKE, column, self.entry, self.into)
        # Drafts and intake lists are their agencies' own: whoever is no operator learns of what is public alone.
        sees_all = self.by is None or self.by.is_superuser
        shown = documents if sees_all else documents.filter(live=True)
        reasons = []
        if documents.exists():
            said = _now("Both have these documents: %(numbers)s. Remove one of each first.")
            reasons.append(said % {"numbers": told(shown.values_list("title", flat=True), documents.count())})
        if rows.exists():
            said = _now("Intake lists have these numbers under both: %(numbers)s. Take one of each off first.")
            listed = (rows if sees_all else rows.none()).values_list("number", flat=True)
            reasons.append(said % {"numbers": told(listed, rows.count())})
        return reasons

    def change(self) -> Any:
        wrong, right = self.entry, self.into
        documents = documents_of(wrong)
        self.moved = list(documents.values_list("pk", flat=True))
        if isinstance(wrong, Issuer):
            DocumentPage.objects.filter(issuer=wrong).update(issuer=right)
            move_links(DocumentPage.co_issuers.through, "issuer_id", wrong.pk, right.pk)  # type: ignore[attr-defined]
            Relation.objects.filter(target_issuer=wrong).update(target_issuer=right)
            IncomingDocument.objects.filter(issuer=wrong).update(issuer=right)
        elif isinstance(wrong, DocumentType):
            DocumentPage.objects.filter(document_type=wrong).update(document_type=right)
            IncomingDocument.objects.filter(document_type=wrong).update(document_type=right)
            retitle(documents_of(right))
        elif isinstance(wrong, Field):
            move_links(DocumentPage.fields.through, "field_id", wrong.pk, right.pk)  # type: ignore[attr-defined]
        rename_in_versions(wrong, right)
        type(wrong).objects.filter(pk=wrong.pk).delete()
        live = list(Page.objects.filter(pk__in=self.moved, live=True).values_list("pk", flat=True))
        if live:
            pages_shown_anew.send(DocumentPage, page_ids=live)
            # An issuer decides which of two documents with one number is meant.
            enqueue("documents.settle", str(right), page_ids=live)
        return right

    def log_details(self) -> dict[str, Any]:
        return {"into": self.into.pk, "into_name": self.into.name, "documents": len(self.moved)}


def told(names: QuerySet[Any], count: int) -> str:
    """The first of these names, and how many there are besides."""
    found = list(names[:NAMED])
    more = count - len(found)
    return ", ".join([*found, *([_now("%(n)s that are not shown here") % {"n": more}] if more else [])])


def doubled(rows: QuerySet[Any], identity: tuple[str, ...], column: str, wrong: Any, right: Any) -> QuerySet[Any]:
    """Those of the wrong entry that the right one has too."""
    same = {name: OuterRef(name) for name in identity if name != column}
    return rows.filter(Exists(rows.filter(**same, **{column: right})), **{column: wrong})


def move_links(through: Any, column: str, wrong: int, right: int) -> None:
    """Rows between documents and an entry; who has the right one already only loses the wrong one."""
    has_right = through.objects.filter(documentpage_id=OuterRef("documentpage_id"), **{column: right})
    through.objects.filter(Exists(has_right), **{column: wrong}).delete()
    through.objects.filter(**{column: wrong}).update(**{column: right})


def waiting(documents: QuerySet[Any]) -> bool:
    """Whether one of these pages waits for a decision."""
    kind = ContentType.objects.get_for_model(Page)
    open_ones = WorkflowState.objects.filter(base_content_type=kind, status=WorkflowState.STATUS_IN_PROGRESS)
    ids = {int(pk) for pk in open_ones.values_list("object_id", flat=True)}
    return documents.filter(pk__in=ids).exists()
