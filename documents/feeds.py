"""New documents of a portal, for feeds."""

from __future__ import annotations

from agencies.public_pages import PublicPages
from documents.models import DocumentPage
from documents.models.document import DocumentQuerySet


def newest_documents(public: PublicPages, count: int) -> DocumentQuerySet:
    """By the day of issue, as the list shows them. Three queries, whatever their number."""
    pages = DocumentPage.objects.filter(agency_id=public.portal.agency_id, language="vi").select_related("locale")
    return public.of(pages).newest().prefetch_related("co_issuers", "fields")[:count]
