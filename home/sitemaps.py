"""`/sitemap.xml`: all public pages of a portal for crawlers; on the main host also the way to every other portal's."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from math import ceil
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page

from agencies.models import Portal
from agencies.public_pages import PublicPages
from core.metadata import iso
from core.page_cache import read_query

PER_PART = 10_000  # addresses; the protocol allows 50,000 and 50 MB
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"',
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"',
)


def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """The pages of this host, in parts (`?p=2`) where there are many; an index of the parts, and on the main host of
    all portals that answer with pages. Three queries at most, however many pages there are."""
    portal: Portal = request.portal  # type: ignore[attr-defined]
    public = PublicPages(portal)
    part = request.GET.get("p", "")
    if part:
        rows = rows_of_part(public, part)
        read_query(request, "p")
        return url_set(portal, rows)
    if not portal.is_main:
        rows = list(rows_of(public)[: PER_PART + 1])
        if len(rows) <= PER_PART:
            return url_set(portal, rows)
    return index(public)


def rows_of_part(public: PublicPages, part: str) -> list[tuple[Any, ...]]:
    """The pages of one part, counted from 1; a part that does not exist is not found."""
    number = int(part) if part.isascii() and part.isdecimal() and len(part) <= 6 else 0
    if number < 1:
        raise Http404
    start = (number - 1) * PER_PART
    rows = list(rows_of(public)[start : start + PER_PART])
    if not rows and start:
        raise Http404
    return rows


def rows_of(public: PublicPages) -> QuerySet[Any, tuple[Any, ...]]:
    """(place in the tree of addresses, language, last change, the same in other languages) of every public page."""
    versions = public.of(Page.objects.filter(translation_key=OuterRef("translation_key")))
    version = JSONObject(path=F("url_path"), language=F("locale__language_code"))
    return (
        public.of(Page.objects.all())
        .order_by("pk")
        .values_list(
            "url_path",
            "locale__language_code",
            "last_published_at",
            ArraySubquery(versions.exclude(pk=OuterRef("pk")).order_by("locale_id").values(version=version)),
        )
    )


def address(portal: Portal, url_path: str, language: str) -> str:
    """The full address of a page: what stands in its path below container and home page, after the language."""
    prefix = "" if language == settings.LANGUAGE_CODE else f"{language}/"
    return f"{portal.root_url}/{prefix}{quote(url_path.split('/', 3)[3])}"


def url_set(portal: Portal, rows: Iterable[tuple[Any, ...]]) -> HttpResponse:
    """The answer that lists pages."""
    parts = [entry(portal, *row) for row in rows]
    return xml(f"<urlset {NAMESPACES[0]}>", parts, "</urlset>")


def entry(
    portal: Portal, url_path: str, language: str, changed: datetime.datetime | None, others: list[dict[str, str]]
) -> str:
    own = address(portal, url_path, language)
    versions = [(language, own), *((row["language"], address(portal, row["path"], row["language"])) for row in others)]
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(url)}"/>' for code, url in versions if others
    )
    lastmod = f"<lastmod>{iso(changed)}</lastmod>" if changed else ""
    return f"<url><loc>{escape(own)}</loc>{lastmod}{links}</url>"


def index(public: PublicPages) -> HttpResponse:
    """The answer that lists other site maps: the parts of this portal, and from the main one all portals'."""
    portal, count = public.portal, public.of(Page.objects.all()).count()
    urls = [f"{portal.root_url}/sitemap.xml?p={part}" for part in range(1, max(1, ceil(count / PER_PART)) + 1)]
    if portal.is_main:
        others = Portal.objects.listed().filter(site__isnull=False)
        urls += [f"{other.root_url}/sitemap.xml" for other in others]
    return xml(
        f"<sitemapindex {NAMESPACES[1]}>",
        [f"<sitemap><loc>{escape(url)}</loc></sitemap>" for url in urls],
        "</sitemapindex>",
    )


def xml(start: str, entries: list[str], end: str) -> HttpResponse:
    text = "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', start, *entries, end, ""])
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
