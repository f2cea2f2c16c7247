"""What schema.org is told of a legal document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from core.metadata import iso

if TYPE_CHECKING:
    from documents.models.document import DocumentPage


def legislation(document: DocumentPage) -> dict[str, Any]:
    """The fields of schema.org's Legislation: number, dates, who passed it; that it is not in force where certain."""
    state = document.state()
    return {
        "alternateName": document.number,
        "legislationIdentifier": document.number,
        "legislationType": document.document_type.name,
        "legislationDate": iso(document.issued_on),
        "legislationDateOfApplicability": iso(document.effective_on),
        "temporalCoverage": validity(document),
        "legislationPassedBy": [{"@type": "GovernmentOrganization", "name": name} for name in document.issuer_names],
        "legislationJurisdiction": {"@type": "AdministrativeArea", "name": settings.PROVINCE_NAME}
        if document.issuer.agency_id
        else None,
        "legislationLegalForce": "https://schema.org/NotInForce" if state else "",
        "keywords": ", ".join(document.field_names),
    }


def validity(document: DocumentPage) -> str:
    """From when to when, as ISO 8601 says it: `2011-05-02/..` without an end; empty while the beginning is unknown."""
    if not document.effective_on:
        return ""
    return f"{iso(document.effective_on)}/{iso(document.expired_on) or '..'}"
