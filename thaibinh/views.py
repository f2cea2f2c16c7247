"""Answers that belong to no room: robots, error pages."""

from __future__ import annotations

import logging
import sys
import time

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from psycopg_pool import PoolTimeout

from core.page_cache import Answer, depends_only, store, tags_of
from thaibinh.public_answers import good_until

logger = logging.getLogger(__name__)


def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: everything public, no result lists; and where this host lists what it has."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /tai-khoan/",
        "Disallow: /tim-kiem/",
        "Disallow: /en/tim-kiem/",
        "",
        f"Sitemap: {request.portal.root_url}/sitemap.xml",  # type: ignore[attr-defined]
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def never(request: HttpRequest) -> HttpResponse:
    """A screen of a library that this house does not open."""
    raise Http404


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 that helps: search and the portal's menu. Says the same for every address of a portal: made once."""
    portal = getattr(request, "portal", None)
    if portal is None or not settings.PAGE_CACHE or request.path.startswith("/admin/"):
        return render(request, "404.html", status=404)
    key = f"404:{portal.pk}:{get_language()}"
    now, begun = time.time(), ""
    try:
        begun = store.token()
        if kept := store.get(key, now):
            return HttpResponse(kept.body, status=404)
    except Exception:  # whatever a store throws that is full or away: it costs speed, not the answer
        logger.exception("the page cache cannot be read")
    request.nowhere = True  # type: ignore[attr-defined]
    response = render(request, "404.html", status=404)
    depends_only(request)
    try:
        answer = Answer((), response.content, b"", b"", "", now, store.versions(tags_of(request)))
        store.put(key, answer, begun=begun, until=good_until(now))
    except Exception:
        logger.exception("the page cache cannot be written")
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database is away. Neither asks the database: it may be what broke."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError | PoolTimeout):
        headers = {"Retry-After": "30", "Cache-Control": "no-store"}
        return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
    return HttpResponse(render_to_string("500.html"), status=500)
