"""What the paper form has and the text may lack (NĐ 30/2020, Phụ lục I): head, title, signature; for print and Word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from documents.structure import ProvisionKind
from vietnamese.dates import long_date
from vietnamese.text import fold

if TYPE_CHECKING:
    from documents.models import DocumentPage

# Characters of the text, and pieces of it, in which a head can stand.
BEGINNING, FIRST_PIECES = 1500, 6


def brings_head(document: DocumentPage) -> bool:
    """Whether the text itself begins with Quốc hiệu and Tiêu ngữ."""
    return "cong hoa xa hoi chu nghia" in fold(document.text[:BEGINNING])


def brings_title(document: DocumentPage) -> bool:
    """Whether the name of the type stands above the text already, on a line of its own or before the abstract."""
    name = document.document_type.name.upper()
    first = document.structure.provisions[:FIRST_PIECES]
    return any(p.kind is ProvisionKind.PREAMBLE and p.text.upper().startswith(name) for p in first)


def brings_signature(document: DocumentPage) -> bool:
    return any(p.kind is ProvisionKind.SIGNATURE for p in document.structure.provisions)


def paper_of(document: DocumentPage) -> dict[str, Any]:
    """What printing adds: `head` and `foot`, each only where the text does not bring it along."""
    head = None
    if not brings_head(document):
        head = {
            "issuers": "\n".join(document.issuer_names),
            "number": document.number,
            "date": long_date(document.issued_on) if document.issued_on else "",
            "type": "" if brings_title(document) else document.document_type.name,
            "abstract": "" if brings_title(document) else document.abstract,
        }
    foot = None
    if document.signer and not brings_signature(document):
        foot = {
            "recipients": document.recipients,
            "position": f"{document.sign_mode} {document.signer_title}".strip(),
            "signer": document.signer,
        }
    return {"head": head, "foot": foot}
