"""New documents of a portal, for feeds: all of them, and those of one type."""

from __future__ import annotations

from agencies.feeds import Source
from agencies.public_pages import PublicPages
from documents.models import DocumentPage, DocumentType
from documents.models.document import DocumentQuerySet


def newest_documents(public: PublicPages, count: int) -> DocumentQuerySet:
    """By the day of issue, as the list shows them. Three queries, whatever their number."""
    pages = DocumentPage.objects.filter(agency_id=public.portal.agency_id, language="vi").select_related("locale")
    return public.of(pages).newest().prefetch_related("co_issuers", "fields")[:count]


def of_type(slug: str) -> tuple[str, Source] | None:
    """The feed of one type: `/van-ban/rss.xml?type=quyet-dinh`."""
    kind = DocumentType.objects.filter(slug=slug).first()
    if kind is None:
        return None

    def newest(public: PublicPages, count: int) -> DocumentQuerySet:
        pages = DocumentPage.objects.filter(agency_id=public.portal.agency_id, language="vi", document_type=kind)
        found = public.of(pages.select_related("locale")).newest()
        return found.prefetch_related("co_issuers", "fields")[:count]

    return kind.name, newest
