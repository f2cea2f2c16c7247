"""Rows of side tables that belong to documents made in bulk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _now

from documents.models.text import Attachment, DocumentText, digest

if TYPE_CHECKING:
    from documents.models import DocumentPage


def side_rows(page: DocumentPage) -> list[models.Model]:
    """Text, fields, issuers, file, relations and events; the page has its id later."""
    rows: list[models.Model] = []
    if page.new_text:
        row = DocumentText(document_id=page.pk, text=page.new_text, sha256=digest(page.new_text))
        row.origin = page.new_origin
        rows.append(row)
    fields, issuers = type(page).fields.through, type(page).co_issuers.through  # type: ignore[attr-defined]
    rows += [fields(documentpage_id=page.pk, field_id=pk) for pk in page.new_field_ids]
    rows += [issuers(documentpage_id=page.pk, issuer_id=pk) for pk in page.new_co_issuer_ids]
    if page.new_file_id:
        title = _now("Full text of %(document)s") % {"document": page.title}
        kept = Attachment(document_id=page.pk, file_id=page.new_file_id, title=title[:200], sort_order=0)
        kept.look_into()
        rows.append(kept)
    for order, child in enumerate(page.new_rows):
        child.document_id = page.pk  # type: ignore[attr-defined]
        child.sort_order = order  # type: ignore[attr-defined]
        if derive := getattr(child, "derive", None):
            derive()
        rows.append(child)
    return [*rows, *(page.new_citations or [])]
