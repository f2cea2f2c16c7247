"""Fields of government of many documents at once.

A field is the shelf a document stands on, not a word of it: lists and search change, the document does not. So this is
an approver's change of place, like moving and ordering pages (decision 0012), and asks no second approval; five hundred
pages in the approval queue would hide what has to be read. What is true of every publication stays true: only the
agency's approver does it, one log line says who changed what, and it can be taken back. Documents with a draft that
somebody works on, or that waits for a decision, are left out: publishing that draft would undo the change in silence,
and a version that was submitted is not touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from wagtail.models import Page, Revision

from agencies.models import Agency, Role
from agencies.ownership import label_of
from agencies.signals import pages_shown_anew
from agencies.wall.standing import standing_of
from core.models import AuditEntry, User
from core.transitions import Transition, reasons_if
from documents.models import DocumentPage, Field

MOST = 500
Pair = tuple[int, int]  # page, field


@dataclass(slots=True)
class FieldEdit:
    """What came of it: which page got or lost which field, and the pages that were left out."""

    added: list[Pair] = field(default_factory=list)
    removed: list[Pair] = field(default_factory=list)
    left_out: list[DocumentPage] = field(default_factory=list)

    @property
    def page_ids(self) -> set[int]:
        return {page for page, _field in [*self.added, *self.removed]}


class FieldChange(Transition):
    """A change of the fields of public documents of one agency."""

    verb = "documents.edit_fields"

    def __init__(self, agency: Agency, *, by: User | None) -> None:
        super().__init__(by)
        self.agency = agency
        self.result = FieldEdit()

    def subject(self) -> Agency:
        return self.agency

    def failure_reasons(self) -> list[str]:
        portal = getattr(self.agency, "portal", None)
        return [
            *reasons_if(not self.may_change(), _now("Only an approver of this agency does this.")),
            *reasons_if(portal is None or portal.is_read_only, _now("This portal is read only.")),
        ]

    def may_change(self) -> bool:
        by = self.by
        return by is None or by.is_superuser or standing_of(by).has(Role.APPROVER, agency_id=self.agency.pk)

    def wanted(self) -> tuple[set[Pair], set[Pair]]:
        """What is to be added and what removed, whether or not it is so already."""
        raise NotImplementedError

    def change(self) -> FieldEdit:
        adding, removing = self.wanted()
        asked = {page for page, _field in adding | removing}
        free, self.result.left_out = locked(self.agency.pk, asked)
        through: Any = DocumentPage.fields.through  # type: ignore[attr-defined]
        rows = through.objects.filter(documentpage_id__in=free)
        there = set(rows.values_list("documentpage_id", "field_id"))
        self.result.added = sorted(pair for pair in adding - there if pair[0] in free)
        self.result.removed = sorted(pair for pair in removing & there if pair[0] in free)
        through.objects.bulk_create(through(documentpage_id=page, field_id=kind) for page, kind in self.result.added)
        for kind, pages in by_field(self.result.removed).items():
            rows.filter(field_id=kind, documentpage_id__in=pages).delete()
        touched = self.result.page_ids
        fields: dict[int, list[int]] = defaultdict(list)
        for page, kind in rows.order_by("pk").values_list("documentpage_id", "field_id"):
            fields[page].append(kind)
        new_versions({pk: page for pk, page in free.items() if pk in touched}, fields, self.by)
        if touched:
            pages_shown_anew.send(DocumentPage, page_ids=sorted(touched))
        return self.result

    def log_subject(self, result: Any) -> models.Model:
        return self.agency

    def log_details(self) -> dict[str, Any]:
        return {
            "agency_label": label_of(self.agency),
            "added": by_field(self.result.added),
            "removed": by_field(self.result.removed),
            "documents": len(self.result.page_ids),
        }


class EditFields(FieldChange):
    """Gives many documents some fields and takes others from them."""

    def __init__(
        self,
        agency: Agency,
        page_ids: Collection[int],
        *,
        add: Collection[Field] = (),
        remove: Collection[Field] = (),
        by: User | None,
    ) -> None:
        super().__init__(agency, by=by)
        self.page_ids, self.add, self.remove = set(page_ids), list(add), list(remove)

    def failure_reasons(self) -> list[str]:
        return [
            *super().failure_reasons(),
            *reasons_if(not self.page_ids, _now("Choose at least one document.")),
            *reasons_if(len(self.page_ids) > MOST, _now("At most %(n)s documents at once.") % {"n": MOST}),
            *reasons_if(not self.add and not self.remove, _now("Choose a field to add or to take away.")),
            *reasons_if(
                bool(set(self.add) & set(self.remove)), _now("A field cannot be added and taken away at once.")
            ),
        ]

    def wanted(self) -> tuple[set[Pair], set[Pair]]:
        return pairs(self.page_ids, self.add), pairs(self.page_ids, self.remove)


class UndoFields(FieldChange):
    """Takes one such change back: exactly what it did, where nobody has changed it since."""

    verb = "documents.undo_fields"

    def __init__(self, entry: AuditEntry, agency: Agency, *, by: User | None) -> None:
        super().__init__(agency, by=by)
        self.entry = entry

    def failure_reasons(self) -> list[str]:
        is_ours = self.entry.verb == EditFields.verb and self.entry.owner == self.agency.pk
        undone = AuditEntry.objects.filter(verb=self.verb, owner=self.agency.pk, details__undoes=self.entry.pk)
        return [
            *super().failure_reasons(),
            *reasons_if(not is_ours, _now("There is nothing to take back.")),
            *reasons_if(undone.exists(), _now("This change is taken back already.")),
        ]

    def wanted(self) -> tuple[set[Pair], set[Pair]]:
        known = set(Field.objects.values_list("pk", flat=True))

        def told(name: str) -> set[Pair]:
            rows = self.entry.details.get(name, {}).items()
            return {(page, int(kind)) for kind, pages in rows if int(kind) in known for page in pages}

        return told("removed"), told("added")

    def log_details(self) -> dict[str, Any]:
        return {**super().log_details(), "undoes": self.entry.pk}


def pairs(page_ids: Iterable[int], fields: Iterable[Field]) -> set[Pair]:
    fields = list(fields)
    return {(page, kind.pk) for page in page_ids for kind in fields}


def by_field(found: Iterable[Pair]) -> dict[int, list[int]]:
    """The pages of each field."""
    rows: dict[int, list[int]] = defaultdict(list)
    for page, kind in found:
        rows[kind].append(page)
    return dict(rows)


def locked(agency_id: int, page_ids: Collection[int]) -> tuple[dict[int, DocumentPage], list[DocumentPage]]:
    """The live documents of the agency among these, locked: those that may be changed, and those with a draft."""
    asked = DocumentPage.objects.select_for_update().filter(pk__in=page_ids, agency=agency_id, live=True)
    columns = ("title", "path", "latest_revision", "live_revision", "has_unpublished_changes", "content_type")
    found = list(asked.order_by("pk").only(*columns))
    free = {page.pk: page for page in found if not page.has_unpublished_changes}
    return free, [page for page in found if page.has_unpublished_changes]


def new_versions(pages: dict[int, DocumentPage], fields: dict[int, list[int]], by: User | None) -> None:
    """A version of each page with its fields as they are now: earlier ones stay as they were seen and approved.

    Pages that an import made have no versions; their row is their version.
    """
    latest = {page.latest_revision_id: page for page in pages.values() if page.latest_revision_id}
    now = timezone.now()
    made: list[Revision] = []
    for revision in Revision.objects.filter(pk__in=latest).iterator(100):
        page = latest[revision.pk]
        made.append(
            Revision(
                content_type_id=revision.content_type_id,
                base_content_type_id=revision.base_content_type_id,
                object_id=revision.object_id,
                object_str=revision.object_str,
                content={**revision.content, "fields": fields.get(page.pk, [])},
                created_at=now,
                user=by,
            )
        )
    kept = {int(revision.object_id): revision for revision in Revision.objects.bulk_create(made, batch_size=100)}
    rows = Page.objects.filter(pk__in=kept).only("latest_revision", "live_revision", "latest_revision_created_at")
    changed = []
    for row in rows:
        row.latest_revision = row.live_revision = kept[row.pk]
        row.latest_revision_created_at = now
        changed.append(row)
    Page.objects.bulk_update(changed, ["latest_revision", "live_revision", "latest_revision_created_at"])
