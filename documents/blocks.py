"""Documents on the home pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from agencies.models import Portal
from documents.models import DocumentPage

SHOWN = 5


def latest_documents(request: HttpRequest, portal: Portal) -> dict[str, Any] | None:
    """The newest documents of this portal; None when there is none yet. One query."""
    own = DocumentPage.objects.live().filter(agency=portal.agency_id, language=get_language() or "vi")
    rows = [document.row(request) for document in own.newest()[:SHOWN]]
    return {"rows": rows, "url": "/van-ban/"} if rows else None
