"""The lists behind the documents: issuers, fields, types, positions. Kept by the standing agency, for everybody."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count
from django.utils.translation import gettext as _now

from agencies.hosts import speaks_for_standing_agency
from agencies.signals import pages_shown_anew
from core.models import User
from core.transitions import Transition, reasons_if
from documents.catalogue_uses import documents_of, is_used, retitle
from documents.models import DocumentPage, DocumentType, Field, Issuer, Position
from vietnamese.text import slug

Entry = Issuer | Field | DocumentType | Position


def counts_of(model: type[Any]) -> dict[int, int]:
    """How many documents use each entry, drafts too. One query; nothing for positions, which are only offered."""
    column = {Issuer: "issuer", DocumentType: "document_type", Field: "fields"}.get(model)
    if column is None:
        return {}
    rows = DocumentPage.objects.order_by().values_list(column).annotate(n=Count("pk"))
    return {pk: n for pk, n in rows if pk is not None}


class CatalogueChange(Transition):
    """A change of a list that everybody shares."""

    def __init__(self, entry: Any, *, by: User | None) -> None:
        super().__init__(by)
        self.entry = entry

    def failure_reasons(self) -> list[str]:
        return reasons_if(not speaks_for_standing_agency(self.by), _now("Only the standing agency keeps these lists."))

    def log_subject(self, result: Any) -> models.Model:
        return self.entry  # type: ignore[no-any-return]


class SaveEntry(CatalogueChange):
    """Adds an entry or changes it. Its address stays: filters and links use it."""

    verb = "documents.catalogue_save"

    def failure_reasons(self) -> list[str]:
        if reasons := super().failure_reasons():
            return reasons
        entry = self.entry
        key = slug(entry.name, 120)
        namesake = type(entry).objects.filter(slug=key).exclude(pk=entry.pk).first()
        if namesake is not None:
            return [_now("“%(name)s” is on the list already.") % {"name": namesake.name}]
        entry.slug = entry.slug or key
        try:
            entry.full_clean()
        except ValidationError as error:
            return error.messages
        return []

    def change(self) -> Any:
        entry = self.entry
        before = type(entry).objects.filter(pk=entry.pk).values_list("name", flat=True).first()
        entry.save()
        if before not in (None, entry.name):
            self.renamed()
        return entry

    def renamed(self) -> None:
        """What readers see and search for of its documents has the new name."""
        if isinstance(self.entry, DocumentType):
            retitle(documents_of(self.entry))
        if shown := list(documents_of(self.entry).live().values_list("pk", flat=True)):
            pages_shown_anew.send(DocumentPage, page_ids=shown)


class DropEntry(CatalogueChange):
    """Takes an entry off that no document uses."""

    verb = "documents.catalogue_drop"

    def failure_reasons(self) -> list[str]:
        return [
            *super().failure_reasons(),
            *reasons_if(is_used(self.entry), _now("It is in use. Merge it into another one instead.")),
        ]

    def change(self) -> Any:
        type(self.entry).objects.filter(pk=self.entry.pk).delete()
        return self.entry
