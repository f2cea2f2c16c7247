"""The key facts of a document, and what can be taken away of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _now

from documents.models import DocumentPage
from documents.models.document import EffectRule
from vietnamese.dates import short_date


def facts_of(document: DocumentPage) -> list[dict[str, Any]]:
    """Label by label; unknown ones are left out. Type and number stand in the head of the page."""
    day = document.issued_on
    printed = f"({short_date(document.gazette_on)})" if document.gazette_on else ""
    gazette = " ".join(filter(None, [document.gazette_number, printed]))
    rows: list[tuple[Any, Any]] = [
        (_now("Issuer"), ", ".join(document.issuer_names)),
        (_now("Issued on"), day and short_date(day)),
        (_now("In force from"), in_force_from(document)),
        (_now("Signed by"), ", ".join(filter(None, [document.signer, document.signer_title]))),
        (_now("Fields of government"), ", ".join(document.field_names)),
        (_now("Scope"), document.scope),
        (_now("Gazette"), gazette),
        (_now("Source"), document.source),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def in_force_from(document: DocumentPage) -> str:
    """The day, and how it was found where the text does not give it."""
    if not document.effective_on:
        return ""
    day = short_date(document.effective_on)
    if document.effective_rule == EffectRule.AFTER_DAYS and document.effective_days:
        return _now("%(day)s (%(count)s days after signing)") % {"day": day, "count": document.effective_days}
    if document.effective_rule == EffectRule.BY_LAW:
        return _now("%(day)s (the text is silent: by the law on legal documents)") % {"day": day}
    return day


def files_of(document: DocumentPage) -> list[dict[str, Any]]:
    """The attached files: size, kind, hash, and whether one can search in them."""
    rows = [row.link() for row in document.attachments.all()]
    for row in rows:
        if row["has_text"] is not None:
            row["note"] = _now("with text") if row["has_text"] else _now("scan")
    return rows


def formats_of(document: DocumentPage, request: HttpRequest) -> list[dict[str, str]]:
    """The text to take away, made from the provisions."""
    if not document.pk or not document.live:
        return []
    names = {"docx": "Word", "txt": _now("Plain text"), "json": "JSON", "akn": "Akoma Ntoso (XML)"}
    return [
        {"title": title, "url": reverse("document_download", args=[document.slug, key])} for key, title in names.items()
    ]
