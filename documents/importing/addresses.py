"""Addresses for many new documents at once: from the number, and the issuer only on a clash (contract)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from documents.models import DocumentPage

LONGEST = 200


def give_addresses(pages: list[DocumentPage]) -> None:
    """Each gets the first of its addresses that no document on any portal has. One query."""
    wanted = {slug for page in pages for slug in usual(page)}
    taken = set(DocumentPage.objects.filter(slug__in=wanted).values_list("slug", flat=True)) if pages else set()
    for page in pages:
        page.slug = next(slug for slug in possible(page) if slug not in taken)
        taken.add(page.slug)


def usual(page: DocumentPage) -> list[str]:
    """The number; with the issuer; with the type."""
    plain = page.slug
    ends = ("", page.issuer.slug, f"{page.issuer.slug}-{page.document_type.slug}")
    return [f"{plain}-{end}"[:LONGEST].rstrip("-") if end else plain for end in ends]


def possible(page: DocumentPage) -> Iterator[str]:
    found = usual(page)
    yield from found
    # Very long names may be cut to the same; what is taken after all is refused with its reason.
    for number in count(2):
        yield f"{found[-1][: LONGEST - 5]}-{number}"
