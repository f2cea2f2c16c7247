"""A planned pause: every address answers 503 with the reason and the expected end, until an operator ends it.

The sign is a file that all processes see (`MAINTENANCE_FILE`), so that it needs no database and no cache: these are
what is being worked on.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import http_date

USUAL_WAIT = 600  # seconds until a machine should ask again, when nobody said how long it takes


def sign() -> Path:
    return Path(settings.MAINTENANCE_FILE)


def begin(until: datetime.datetime | None, reason: str = "") -> None:
    """Closes the portal. `until` is aware of its zone; readers are shown it in the time of Thái Bình."""
    path = sign()
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"until": until.isoformat() if until else "", "reason": reason}, ensure_ascii=False))
    fresh.replace(path)


def end() -> bool:
    """Opens the portal again. Answers whether it was closed."""
    closed = sign().exists()
    sign().unlink(missing_ok=True)
    return closed


def read(said: str) -> tuple[datetime.datetime | None, str]:
    """(expected end, reason) as they were written. The file is there, whatever is in it: the portal is closed."""
    try:
        facts = json.loads(said)
        until = datetime.datetime.fromisoformat(facts["until"]) if facts.get("until") else None
        return (until if until is None or timezone.is_aware(until) else timezone.make_aware(until)), str(
            facts.get("reason", "")
        )
    except (ValueError, TypeError, AttributeError, KeyError):
        return None, ""


class MaintenanceMiddleware:
    """Before everything that needs a database, after the sign of life."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(settings.STATIC_URL):
            return self.get_response(request)  # the look of the page that says so
        try:
            said = sign().read_text()
        except FileNotFoundError:
            return self.get_response(request)
        except (OSError, ValueError):
            said = ""
        until, reason = read(said)
        body = render_to_string("maintenance.html", {"until": until, "reason": reason})
        wait = http_date(until.timestamp()) if until and until > timezone.now() else str(USUAL_WAIT)
        return HttpResponse(body, status=503, headers={"Retry-After": wait, "Cache-Control": "no-store"})
