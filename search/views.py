"""The results page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agencies.addresses import home_path, on_main_host
from agencies.models import Portal
from agencies.page_metadata import view_metadata
from core.public import Link
from documents.badges import badge_of
from search.models import SearchEntry
from search.query import Hit, Search, find
from vietnamese.dates import short_date
from vietnamese.document_number import query_keys
from vietnamese.syllables import excerpt, highlight
from vietnamese.text import fold

PER_PAGE = 10
EXCERPT_READS = 8_000  # characters


def results(request: HttpRequest) -> HttpResponse:
    """`/tim-kiem/?q=`: on the main host across all portals, on an agency's host within it."""
    portal: Portal = request.portal  # type: ignore[attr-defined]
    kind = request.GET.get("type", "")
    search = Search.clean(
        request.GET.get("q", ""),
        # Few things have an English side yet: from there one searches everything.
        language="vi" if get_language() == settings.LANGUAGE_CODE else "",
        kind=kind,
        agency_id=None if portal.is_main else portal.agency_id,
    )
    hits = find(search) if search.text else []
    page = Paginator(hits, PER_PAGE).get_page(request.GET.get("page"))
    title = _("Search")
    context = {
        "title": title,
        "q": search.text,
        "total": len(hits),
        "results": shown(list(page), search, portal),
        "paginator_page": page,
        "query_prefix": urlencode({"q": search.text, **({"type": kind} if kind else {})}) + "&",
        "kinds": kinds(search),
        "missing_number": bool(query_keys(search.text)) and not any(hit.by_number for hit in hits),
        "widen_url": "" if portal.is_main else f"{on_main_host(request.path)}?{urlencode({'q': search.text})}",
        "breadcrumbs": [Link(_("Home"), home_path()), Link(title, "", current=True)],
        "metadata": view_metadata(request, title),
    }
    return render(request, "search/results.html", context)


def kinds(search: Search) -> list[dict[str, Any]]:
    """The kinds of things there are to find, as links that narrow."""
    names = {
        "": _("Everything"),
        "agency": _("Agencies"),
        "document": _("Legal documents"),
        "news": _("News"),
        "organisation": _("Organisation"),
    }
    return [
        {
            "title": name,
            "url": "?" + urlencode({"q": search.text, **({"type": kind} if kind else {})}),
            "current": kind == search.kind,
        }
        for kind, name in names.items()
    ]


def kind_label(kind: str) -> str:
    labels = {
        "agency": _("Agency"),
        "document": _("Legal document"),
        "news": _("News"),
        "organisation": _("Organisation"),
    }
    return labels.get(kind, _("Page"))


def shown(hits: list[Hit], search: Search, portal: Portal) -> list[dict[str, Any]]:
    """What the rows of one results page show. One query, whatever was found."""
    entries = (
        SearchEntry.objects.filter(pk__in=[hit.entry_id for hit in hits])
        .select_related("portal__site", "agency", "body")
        .defer("vector")
    )
    by_id = {entry.pk: entry for entry in entries}
    return [row(by_id[hit.entry_id], search, portal) for hit in hits if hit.entry_id in by_id]


def row(entry: SearchEntry, search: Search, portal: Portal) -> dict[str, Any]:
    # `highlight` and `excerpt` escape everything and add nothing but <mark>.
    own = entry.portal_id == portal.pk
    return {
        "title_html": mark_safe(highlight(headline(entry), search.text)),  # noqa: S308
        "url": entry.path if own else f"{entry.portal.root_url}{entry.path}",
        "kind_label": kind_label(entry.kind),
        "agency": "" if own and not portal.is_main else entry.portal.local_title,
        "date_text": short_date(entry.date) if entry.date else "",
        "number": "",
        "badge": badge_of(entry.validity),
        "snippet_html": snippet(entry, search),
    }


def headline(entry: SearchEntry) -> str:
    """The title, and for a document what it is about: a number alone tells nobody what it opens."""
    return f"{entry.title} – {entry.summary}" if entry.summary else entry.title


def snippet(entry: SearchEntry, search: Search) -> str:
    """The place in the text that answers best, or its beginning."""
    return mark_safe(excerpt(window(entry.body.text, search.text), search.text))  # noqa: S308


def window(text: str, query: str) -> str:
    """The part of a long text around what was asked for: cutting an excerpt reads every word it is given."""
    if len(text) <= EXCERPT_READS:
        return text
    folded, asked = fold(text), fold(query)
    wanted = [asked, *sorted(asked.split(), key=len, reverse=True)]
    place = next((at for word in wanted if word and (at := folded.find(word)) >= 0), 0)
    start = max(0, place - EXCERPT_READS // 4)
    return text[start : start + EXCERPT_READS]
