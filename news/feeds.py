"""New items of a portal, for feeds."""

from __future__ import annotations

from agencies.public_pages import PublicPages
from news.models import NewsPage
from news.models.item import NewsQuerySet


def newest_news(public: PublicPages, count: int) -> NewsQuerySet:
    """The portal's own items, newest first. One query."""
    pages = NewsPage.for_metadata().filter(agency_id=public.portal.agency_id, locale__language_code="vi")
    return public.of(pages).order_by("-published_on", "-pk")[:count]
