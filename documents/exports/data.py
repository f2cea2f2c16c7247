"""The document as data: metadata, validity, relations and the tree of its provisions, named as in the open API."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from core.metadata import iso
from core.models.dated import today
from documents.reading.life import force_of
from documents.structure import Provision

if TYPE_CHECKING:
    from documents.models import DocumentPage
    from documents.reading.record import Record
    from documents.reading.relations_view import Group


def document_json(record: Record, request: HttpRequest) -> bytes:
    return json.dumps(document_data(record, request), ensure_ascii=False, indent=1).encode("utf-8", "replace")


def document_data(record: Record, request: HttpRequest, on: datetime.date | None = None) -> dict[str, Any]:
    """Everything of one document. Days are ISO 8601; what is not known is null or empty."""
    document = record.document
    return {
        **metadata_of(document, request),
        "validity": validity_of(record, on or today()),
        "relations": [row for group in record.groups for row in relations_of(group, request)],
        "files": [
            {"title": row["title"], "url": request.build_absolute_uri(row["url"]), "sha256": row["sha256"]}
            for row in (attachment.link() for attachment in document.attachments.all())
        ],
        "structure": [provision_tree(provision) for provision in document.structure.roots],
    }


def metadata_of(document: DocumentPage, request: HttpRequest) -> dict[str, Any]:
    return {
        "id": document.pk,
        "number": document.number,
        "type": document.document_type.name,
        "title": document.title,
        "abstract": document.abstract,
        "issuer": document.issuer.name,
        "issuers": list(document.issuer_names),
        "issuer_level": document.issuer.level,
        "issued_on": iso(document.issued_on) or None,
        "effective_on": iso(document.effective_on) or None,
        "expired_on": iso(document.expired_on) or None,
        "signer": document.signer,
        "signer_title": document.signer_title,
        "fields": list(document.field_names),
        "is_normative": document.is_normative,
        "gazette_number": document.gazette_number,
        "gazette_on": iso(document.gazette_on) or None,
        "language": document.language,
        "url": document.get_full_url(request),
        "text_origin": document.text_row.origin,
        "text_is_checked": not document.text_row.is_raw_scan,
    }


def validity_of(record: Record, on: datetime.date) -> dict[str, Any]:
    """The state on a day, and the next one that is known."""
    force = force_of(record.life, on)
    return {
        "on": iso(on),
        "state": force.state.value,
        "because_of": [happening.name for happening in force.why if happening.name],
        "next_on": iso(force.next_on) or None,
        "next_state": force.next_state.value if force.next_state else None,
    }


def relations_of(group: Group, request: HttpRequest) -> list[dict[str, Any]]:
    """One row for each document of a group; `direction` tells who does it to whom."""
    return [
        {
            "kind": group.kind,
            "direction": "active" if group.active else "passive",
            "number": item.found.number if item.found else item.number,
            "title": item.found.title if item.found else "",
            "url": item.found.get_full_url(request) if item.found else None,
            "provisions": "; ".join(dict.fromkeys(item.places)),
        }
        for item in group.items
    ]


def provision_tree(provision: Provision) -> dict[str, Any]:
    """A provision with all below it (contract: open API)."""
    return {
        "kind": provision.kind.value,
        "number": provision.number,
        "title": provision.title,
        "anchor": provision.anchor,
        "text": provision.text,
        "children": [provision_tree(child) for child in provision.children],
    }
