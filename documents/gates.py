"""What speaks against publishing a document: asked by every way of publishing, form, import, schedule or code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _now

from documents.recipients import names_portal
from documents.secrecy import find_stamp

if TYPE_CHECKING:
    from documents.models import DocumentPage


def publication_problems(document: DocumentPage) -> list[str]:
    """Secrecy (Quy chế Điều 12.2) and the portal among the recipients (Điều 12.1.b), in words."""
    return [*secrecy_problems(document), *recipient_problems(document)]


def secrecy_problems(document: DocumentPage) -> list[str]:
    if document.secrecy:
        return [_now("A document under state secrecy is never published (Quy chế, Article 12.2).")]
    row = document.text_row
    stamp = find_stamp(row.text) if row.text else None
    if stamp is None:
        return []
    from documents.models.text import digest

    if row.cleared_sha256 and row.cleared_sha256 == digest(row.text):
        return []
    return [
        _now("The text seems to bear a secrecy stamp: “%(stamp)s”. A person has to decide first that it bears none.")
        % {"stamp": stamp.words}
    ]


def recipient_problems(document: DocumentPage) -> list[str]:
    if not document.issuer_id or not document.issuer.names_portal:
        return []
    if document.recipients_reason.strip() or names_portal(document.recipients):
        return []
    return [
        _now(
            "The recipients (Nơi nhận) do not name the portal, as Quy chế, Article 12.1.b asks of this issuer. "
            "Complete the recipients, or say why the portal is not among them."
        )
    ]
