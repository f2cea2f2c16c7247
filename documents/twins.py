"""The same document twice: one of an issuer, type, number and year is enough for all portals."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.translation import gettext as _now

if TYPE_CHECKING:
    from documents.models import DocumentPage


def identity(document: DocumentPage) -> tuple[Any, ...]:
    """What is unique among documents (domain: issuer, type, number, year)."""
    return document.issuer_id, document.document_type_id, document.number_key, document.year, document.language


def twin_of(document: DocumentPage) -> DocumentPage | None:
    """Another document with the same identity. One query, none in a batch."""
    if document.possible_twins is not None and not document.pk:
        return next(iter(document.possible_twins), None)
    same = type(document).objects.filter(
        issuer=document.issuer_id,
        document_type=document.document_type_id,
        number_key=document.number_key,
        year=document.year,
        language=document.language,
    )
    return same.exclude(pk=document.pk).first()  # type: ignore[no-any-return]


def look_for_twins(documents: list[DocumentPage]) -> None:
    """Tells each of many new documents which others are the same: in the library, or before it among these."""
    from documents.models import DocumentPage

    seen: dict[tuple[Any, ...], list[DocumentPage]] = defaultdict(list)
    for known in DocumentPage.objects.filter(number_key__in={document.number_key for document in documents}):
        seen[identity(known)].append(known)
    for document in documents:
        document.possible_twins = list(seen[identity(document)])
        seen[identity(document)].append(document)


def twin_text(twin: DocumentPage) -> str:
    """What may be said of a document with the same number: a draft belongs to its agency alone."""
    if not twin.pk:
        return _now("The same document comes twice.")
    if twin.live and twin.full_url:
        there = _now("This document is in the library already: %(where)s")
        return format_html(
            there.replace("%(where)s", "{}"), format_html('<a href="{0}">{1}</a>', twin.full_url, twin.title)
        )
    return _now("This number is in use by a document that is not published yet. Please ask the standing agency.")
