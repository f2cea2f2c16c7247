"""Admin addresses of this room, each with the check of the gate; the views ask again."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver, path

from agencies.wall.gate import Check, open_to
from news import viewsets

ROWS: list[tuple[str, Any, str, Check]] = [
    # (address, view, name, check of the gate)
    ("tin-su-kien/", viewsets.EventLagView, "event_lag", viewsets.watches_lag),
]
urlpatterns: list[URLPattern | URLResolver] = []
for address, view, name, check in ROWS:
    urlpatterns.append(path(address, view.as_view(), name=name))
    open_to(name, check)
