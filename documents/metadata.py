"""What machines are told of a legal document: Dublin Core and schema.org."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.conf import settings

from core.metadata import Metadata, iso
from documents.validity import State

if TYPE_CHECKING:
    from documents.models.document import DocumentPage


FORCE = {
    State.IN_FORCE: "InForce",
    State.PARTLY_EXPIRED: "PartiallyInForce",
    State.PARTLY_SUSPENDED: "PartiallyInForce",
    State.NOT_YET: "NotInForce",
    State.EXPIRED: "NotInForce",
    State.SUSPENDED: "NotInForce",
    State.UNSUITABLE: "NotInForce",
}


def document_metadata(document: DocumentPage, general: Metadata) -> Metadata:
    """What is said of every page, and what only a legal document has."""
    return replace(
        general,
        creator=document.issuer_names,
        description=document.abstract or general.description,
        identifier=(*general.identifier, document.number),
        contributor=(document.signer,) if document.signer else (),
        subject=document.field_names,
        type=("Text", document.document_type.name),
        schema={**general.schema, **legislation(document)},
    )


def legislation(document: DocumentPage) -> dict[str, Any]:
    """The fields of schema.org's Legislation: number, dates, who passed it, its force today where it is known."""
    force = FORCE.get(State(document.validity))
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
        "legislationLegalForce": f"https://schema.org/{force}" if force else "",
        "keywords": ", ".join(document.field_names),
    }


def validity(document: DocumentPage) -> str:
    """From when to when, as ISO 8601 says it: `2011-05-02/..` without an end; empty while the beginning is unknown."""
    if not document.effective_on:
        return ""
    return f"{iso(document.effective_on)}/{iso(document.expired_on) or '..'}"
