"""The list of a section, or of a tag, is no page of its own: its address, its way and its metadata are said here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from agencies.page_metadata import portal_of, with_head
from core.public import Link

if TYPE_CHECKING:
    from agencies.models import PortalPage
    from news.models import Section
    from news.tags import TagList


def section_head(page: PortalPage, section: Section | TagList, request: HttpRequest) -> dict[str, Any]:
    """What a section's list has of its own in head and breadcrumbs. No query."""
    url = f"{page.get_full_url(request) or ''}{section.slug}/"
    way = page.breadcrumbs(request)
    if way:
        way = [*way[:-1], Link(page.title, page.get_url(request) or ""), Link(section.local_title, "", current=True)]
    metadata = replace(
        page.metadata(request),
        title=section.local_title,
        description=section.description or f"{section.local_title} – {portal_of(page, request).local_title}",
        identifier=(url,),
        subject=(section.local_title,),
    )
    return {
        "breadcrumbs": way,
        "canonical_url": url,
        # The same section in another language is found by way of its list: nobody knows here whether there is one.
        "alternates": [],
        "metadata": with_head(metadata, portal_of(page, request), None, way),
    }
