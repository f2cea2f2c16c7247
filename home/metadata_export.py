"""`/so-do/sieu-du-lieu.csv`: the Dublin Core terms of all public pages of a portal (TT 24/2011: exportable)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from wagtail.models import get_page_models

from agencies.models import Portal, PortalPage
from agencies.public_pages import PublicPages
from core.metadata import TERMS
from core.spreadsheets import cell

CSV = "text/csv; charset=utf-8"
LONGEST = 300  # seconds; then another one may ask, whatever became of the first
CHUNK = 500  # pages read at once: what the answer needs of memory does not grow with their number
BOM = "\ufeff"  # without it spreadsheets take Vietnamese for something else


class Line:
    """A file for `csv` that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def metadata_csv(request: HttpRequest) -> HttpResponseBase:
    """One line a page, written while it is read; one table of a portal at a time, it takes a while."""
    portal: Portal = request.portal  # type: ignore[attr-defined]
    name = f"sieu-du-lieu-{portal.label or 'cong-chinh'}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache"}
    if request.method == "HEAD":
        return HttpResponse(content_type=CSV, headers=headers)
    busy = f"metadata_csv:{portal.pk}"
    if not cache.add(busy, True, LONGEST):
        return HttpResponse(status=503, headers={"Retry-After": "60", "Cache-Control": "no-store"})
    return StreamingHttpResponse(one_at_a_time(busy, lines(request, PublicPages(portal))), CSV, headers=headers)


def one_at_a_time(busy: str, rows: Iterator[str]) -> Iterator[str]:
    """The rows; the next reader may ask when they are through, or when this one has gone away."""
    try:
        yield from rows
    finally:
        cache.delete(busy)


def lines(request: HttpRequest, public: PublicPages) -> Iterator[str]:
    """The head, then the pages type by type. A few queries for every `CHUNK` pages."""
    writer = csv.writer(Line())
    yield BOM + writer.writerow(TERMS)
    for model in get_page_models():
        if issubclass(model, PortalPage):
            for pages in chunks(model, public):
                yield "".join(writer.writerow(row(page, request)) for page in pages)


def chunks(model: type[PortalPage], public: PublicPages) -> Iterator[list[Any]]:
    """The public pages of one type in the order of the tree, so many at a time."""
    last = ""
    while True:
        pages = public.of(model.for_metadata().filter(path__gt=last))
        found = list(pages.order_by("path")[:CHUNK])
        if found:
            yield found
        if len(found) < CHUNK:
            return
        last = found[-1].path


def row(page: PortalPage, request: HttpRequest) -> list[str]:
    """The terms in the language of the page."""
    with translation.override(page.locale.language_code or settings.LANGUAGE_CODE):
        terms = page.metadata(request).terms()
    return [cell(terms[name]) for name in TERMS]
