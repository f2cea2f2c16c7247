"""How documents find each other: relations name the other one by its number, they never point at it (decision 0018)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from documents.models.document import DocumentPage, DocumentQuerySet

if TYPE_CHECKING:
    import datetime

# What links and events need of a document; its text and its abstracts of others stay in the database.
LIGHT = (
    "pk",
    "title",
    "slug",
    "url_path",
    "path",
    "depth",
    "live",
    "number",
    "number_key",
    "abstract",
    "issuer_id",
    "document_type_id",
    "issued_on",
    "effective_on",
    "ends_on",
    "validity",
    "is_normative",
    "is_certified",
    "language",
    "agency_id",
    "locale_id",
    "year",
)


def keys_of(key: str) -> set[str]:
    """A number's key and how else it is written: `…/qd-ub` was `…/qd-ubnd` until 2004, and is by mistake."""
    if key.endswith("-ub"):
        return {key, f"{key}nd"}
    return {key, key[:-2]} if key.endswith("-ubnd") else {key}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document as another one names it."""

    number_key: str
    issuer_id: int | None = None
    issued_on: datetime.date | None = None
    # Of two documents with one number, the one of the same issuer is meant: an issuer amends its own.
    by_issuer_id: int | None = None


def live_documents() -> DocumentQuerySet:
    """What others may link to, light."""
    return DocumentPage.objects.live().only(*LIGHT)  # type: ignore[no-any-return]


def by_key(keys: Iterable[str], language: str = "vi") -> dict[str, list[DocumentPage]]:
    """Live documents by the keys of their numbers, however the number is spelt. One query, none without keys."""
    asked = {spelling for key in keys if key for spelling in keys_of(key)}
    found: dict[str, list[DocumentPage]] = defaultdict(list)
    if asked:
        for document in live_documents().filter(number_key__in=asked, language=language):
            for spelling in keys_of(document.number_key):
                found[spelling].append(document)
    return found


def choose(candidates: list[DocumentPage], wanted: Wanted) -> DocumentPage | None:
    """The one document that is meant; None where there is none, or where several could be meant."""
    left = list({document.pk: document for document in candidates}.values())
    if wanted.issuer_id:
        left = [document for document in left if document.issuer_id == wanted.issuer_id]
    if wanted.issued_on:
        left = [document for document in left if document.issued_on in (None, wanted.issued_on)]
    if len(left) > 1:
        exact = [document for document in left if document.number_key == wanted.number_key]
        left = exact or left
    if len(left) > 1 and wanted.by_issuer_id:
        left = [document for document in left if document.issuer_id == wanted.by_issuer_id]
    return left[0] if len(left) == 1 else None


def wanted_by(row: Any, by_issuer_id: int | None) -> Wanted:
    """What a row of relations or changes names."""
    return Wanted(
        row.number_key, getattr(row, "target_issuer_id", None), getattr(row, "target_issued_on", None), by_issuer_id
    )
