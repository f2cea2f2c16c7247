"""News on the home pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from agencies.models import Portal
from core.public import Link
from news.models import NewsPage, Section

SHOWN = 6


def latest_news(request: HttpRequest, portal: Portal) -> dict[str, Any] | None:
    """The newest items of this portal; None when there is none yet. Two queries."""
    pages = NewsPage.objects.of(portal.agency_id).newest()[:SHOWN]
    items = [page.card(request) for page in pages]
    return {"items": items, "url": "/tin-tuc/"} if items else None


def sections(request: HttpRequest, portal: Portal) -> dict[str, Any] | None:
    """The sections this portal has news in (Quy chế Điều 5). One query."""
    filled = NewsPage.objects.of(portal.agency_id).order_by().values("section")
    links = [Link(row.local_title, f"/tin-tuc/{row.slug}/") for row in Section.objects.filter(pk__in=filled)]
    return {"links": links} if len(links) > 1 else None
