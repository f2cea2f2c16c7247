"""Answers that belong to no room: health, robots, error pages."""

from __future__ import annotations

import sys

from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from psycopg_pool import PoolTimeout


def readyz(request: HttpRequest) -> JsonResponse:
    """Whether this process can serve: database, migrations, cache. 503 names what is not ready."""
    state = {"database": False, "migrations": False, "cache": False}
    try:
        executor = MigrationExecutor(connection)
        state["database"] = True
        state["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        pass
    cache.set("readyz", "yes", 10)
    state["cache"] = cache.get("readyz") == "yes"
    return JsonResponse(state, status=200 if all(state.values()) else 503)


def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: everything public, no result lists."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /tim-kiem/", "Disallow: /en/tim-kiem/"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 that helps: search and the portal's menu."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database is away. Neither asks the database: it may be what broke."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError | PoolTimeout):
        headers = {"Retry-After": "30", "Cache-Control": "no-store"}
        return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
    return HttpResponse(render_to_string("500.html"), status=500)
