"""`/so-do/sieu-du-lieu.csv`: the Dublin Core terms of all public pages of a portal (TT 24/2011: exportable)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import translation
from wagtail.models import get_page_models

from agencies.models import Portal, PortalPage
from agencies.public_pages import PublicPages
from core.metadata import TERMS

CHUNK = 500  # pages read at once: what the answer needs of memory does not grow with their number
BOM = "\ufeff"  # without it spreadsheets take Vietnamese for something else


class Line:
    """A file for `csv` that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def metadata_csv(request: HttpRequest) -> StreamingHttpResponse:
    """One line a page, written while it is read."""
    portal: Portal = request.portal  # type: ignore[attr-defined]
    name = f"sieu-du-lieu-{portal.label or 'cong-chinh'}.csv"
    return StreamingHttpResponse(
        lines(request, PublicPages(portal)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache"},
    )


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
    return [harmless(terms[name]) for name in TERMS]


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
