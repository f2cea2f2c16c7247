"""What the list of documents shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _now

from agencies.feeds import feed_links
from core.page_cache import read_query
from documents.clock_figures import figures
from documents.linking import by_key
from documents.listing import CHOICES, Chosen, DocumentList
from documents.models import DocumentPage
from vietnamese.document_number import parse_number

if TYPE_CHECKING:
    from documents.models import DocumentIndexPage


def list_context(index: DocumentIndexPage, request: HttpRequest) -> dict[str, Any]:
    """One page of the list, what narrows it, and what helps where nothing fits."""
    chosen = Chosen.of(request.GET)
    # The agency is said by the place already; named, it lets the index of the newest serve.
    documents = DocumentPage.objects.child_of(index).live().filter(agency_id=index.agency_id)
    found = DocumentList(documents, chosen)
    page = found.page(request.GET.get("page"))
    rows = [document.row(request) for document in page]
    if rows and request.GET.get("page", "1") == str(page.number):
        read_query(request, *CHOICES, "page")
    choices = {name: found.options(name) for name in CHOICES}
    return {
        "paginator_page": page,
        "query_prefix": chosen.prefix,
        "rows": rows,
        "filters": [
            {"name": name, "label": label, "options": choices[name]}
            for name, label in labels().items()
            if len(choices[name]) > 1
        ],
        "number": chosen.number,
        "active": active(chosen, choices),
        "filtered": bool(chosen.values()),
        "reset_url": request.path if chosen.values() else "",
        "is_empty": not found.groups and not chosen.values(),
        "help": help_for(chosen, request) if not rows else None,
        "clock": figures(index.agency_id) if rows and page.number == 1 and not chosen.values() else None,
        **feeds_of(choices["type"]),
    }


def labels() -> dict[str, str]:
    return {
        "type": _now("Type of document"),
        "issuer": _now("Issuer"),
        "field": _now("Field of government"),
        "year": _now("Year"),
        "validity": _now("Validity"),
    }


def active(chosen: Chosen, choices: dict[str, list[dict[str, Any]]]) -> list[dict[str, str]]:
    """What is chosen, each with the address of the list without it."""
    rows = []
    for name, value in chosen.values().items():
        options = choices.get(name, ())
        text = next((option["label"] for option in options if option["value"] == value), value)
        rows.append({"text": text, "url": chosen.address(**{name: ""})})
    return rows


def help_for(chosen: Chosen, request: HttpRequest) -> dict[str, Any]:
    """Where nothing fits: the documents with this number on other portals, and the search in all texts."""
    if not chosen.number:
        return {"elsewhere": [], "search_url": ""}
    key = parse_number(chosen.number).key
    found = by_key([key]).get(key, [])[:5]
    return {
        "elsewhere": [{"title": page.title, "text": page.abstract, "url": page.full_url} for page in found],
        "search_url": f"{reverse('search')}?{urlencode({'q': chosen.number})}",
    }


def feeds_of(types: list[dict[str, Any]]) -> dict[str, Any]:
    """The feed of the list and the one of the type that is chosen, below the list and in the head of the page."""
    links = [{"title": _now("All new documents"), "url": "/van-ban/rss.xml"}]
    kind = next((option for option in types if option["selected"] and option.get("count")), None)
    if kind is None:
        return {"feed_links": links}
    own = {"title": kind["label"], "url": f"/van-ban/rss.xml?{urlencode({'type': kind['value']})}"}
    return {"feed_links": [*links, own], "feeds": [*feed_links("van-ban"), own]}
