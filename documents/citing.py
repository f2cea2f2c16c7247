"""Keeps the table of citations true to the texts that are public: from it "cited by" is told."""

from __future__ import annotations

from collections.abc import Sequence

from documents.citations import find_citations
from documents.models import Citation, DocumentPage, DocumentText
from documents.structure import Structure

MOST_PER_DOCUMENT = 2000


def write_citations(pages: Sequence[DocumentPage]) -> None:
    """Writes the citations of these documents anew. Three queries, whatever their number."""
    from documents.structure import read_structure

    Citation.objects.filter(document__in=[page.pk for page in pages]).delete()
    keys = {page.pk: page.number_key for page in pages}
    rows: list[Citation] = []
    for text in DocumentText.objects.filter(document__in=keys).iterator(50):
        rows += citations_of(text.document_id, keys[text.document_id], read_structure(text.text))
    Citation.objects.bulk_create(rows, batch_size=1000)


def citations_of(page_id: int | None, own_key: str, structure: Structure) -> list[Citation]:
    """Each other document once at each article, with the provision it is cited for."""
    found: dict[tuple[str, str, str], None] = {}
    article = ""
    for provision in structure.provisions:
        if provision.anchor:
            article = article_of(provision.anchor)
        for citation in find_citations(structure.text[provision.start : provision.end]):
            if citation.key and citation.key != own_key:
                for anchor in citation.anchors or ("",):
                    found[citation.key[:120], article[:120], anchor[:120]] = None
    return [
        Citation(document_id=page_id, number_key=key, source_anchor=source, target_anchor=target)  # type: ignore[misc]
        for key, source, target in list(found)[:MOST_PER_DOCUMENT]
    ]


def article_of(anchor: str) -> str:
    """`quy-che.dieu-6.khoan-2` → `quy-che.dieu-6`; what is no part of an article stays."""
    pieces = anchor.split(".")
    place = next((i for i, piece in enumerate(pieces) if piece.startswith("dieu-")), len(pieces) - 1)
    return ".".join(pieces[: place + 1])
