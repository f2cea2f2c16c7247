"""News on the home pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from agencies.models import Portal
from news.models import NewsPage

SHOWN = 6


def latest_news(request: HttpRequest, portal: Portal) -> dict[str, Any] | None:
    """The newest items of this portal; None when there is none yet. Two queries."""
    pages = NewsPage.objects.of(portal.agency_id).newest()[:SHOWN]
    items = [page.card(request) for page in pages]
    return {"items": items, "url": "/tin-tuc/"} if items else None
