"""The metadata of pages and of views that are no pages. No query of its own on the page's own host."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _now

from agencies.addresses import home_path
from core.metadata import Metadata, Picture
from core.public import Link

if TYPE_CHECKING:
    from agencies.models.page import PortalPage
    from agencies.models.portal import Portal

SHARE_SIZE = "fill-1200x630|format-jpeg|jpegquality-80"  # what networks show; not all of them read WebP


def portal_of(page: PortalPage, request: HttpRequest) -> Portal:
    """The portal a page stands on; on its own host it is known already."""
    portal = getattr(request, "portal", None)
    return portal if portal and page.agency_id in (None, portal.agency_id) else page.agency.portal


def language_of(page: PortalPage) -> str:
    """The language a page is written in: its locale where that is loaded, else the language it was asked for in."""
    if type(page)._meta.get_field("locale").is_cached(page):  # type: ignore[union-attr]
        return page.locale.language_code
    return get_language() or settings.LANGUAGE_CODE


def metadata_of(page: PortalPage, request: HttpRequest) -> Metadata:
    """What holds for a page of any type."""
    portal = portal_of(page, request)
    published = page.published_at()
    return Metadata(
        title=page.title,
        creator=(page.owner_of(request).local_name,),
        date=page.shown_date() or published or page.latest_revision_created_at,
        description=page.search_description or page.summary or f"{page.title} – {portal.local_title}",
        identifier=tuple(filter(None, [page.get_full_url(request)])),
        language=language_of(page),
        source=page.source,
        published_at=published,
        modified_at=page.last_published_at,
        og_type=page.og_type,
        schema_type=page.schema_type,
        schema={"publisher": organisation_name(portal), "isPartOf": website_name(portal)},
        **common_terms(portal),
    )


def common_terms(portal: Portal) -> dict[str, Any]:
    """What is the same for everything on one portal."""
    return {
        "publisher": portal.local_title,
        "site_name": portal.local_title,
        "coverage": settings.PROVINCE_NAME,
        "rights": _now("Name the source when you reuse this information: %(portal)s.") % {"portal": portal.local_title},
    }


def with_head(metadata: Metadata, portal: Portal, picture: Picture | None, crumbs: Iterable[Link]) -> Metadata:
    """With what only the page itself shows: its picture, or the portal's, and the way to it in full addresses."""
    way = (replace(link, url=urljoin(metadata.url, link.url) if link.url else "") for link in crumbs)
    return replace(metadata, picture=picture or portal_picture(portal), breadcrumbs=tuple(way))


def view_metadata(request: HttpRequest, title: str, *, description: str = "", crumbs: Iterable[Link] = ()) -> Metadata:
    """Of a view that is no page: the search, a list of portals, the site map."""
    portal: Portal = request.portal  # type: ignore[attr-defined]
    metadata = Metadata(
        title=title,
        creator=(portal.agency.local_name,),
        date=timezone.localdate(),
        description=description or f"{title} – {portal.local_title}",
        identifier=(f"{portal.root_url}{request.path}",),
        language=get_language() or settings.LANGUAGE_CODE,
        schema={"publisher": organisation_name(portal), "isPartOf": website_name(portal)},
        **common_terms(portal),
    )
    return with_head(metadata, portal, None, crumbs)


def view_head(
    request: HttpRequest, title: str, *, description: str = "", crumbs: Iterable[Link] = ()
) -> dict[str, Any]:
    """The same with the canonical address, for the context of a view whose path is the same in every language."""
    metadata = view_metadata(request, title, description=description, crumbs=crumbs)
    portal: Portal = request.portal  # type: ignore[attr-defined]
    path = request.path.removeprefix(home_path().rstrip("/"))
    rows = [
        {"lang": code, "url": f"{portal.root_url}{'' if code == settings.LANGUAGE_CODE else f'/{code}'}{path}"}
        for code, _name in settings.LANGUAGES
    ]
    return {"metadata": metadata, "canonical_url": metadata.url, "alternates": with_default(rows)}


def hreflang(own: str | None, language: str, others: list[dict[str, str]]) -> list[dict[str, str]]:
    """All language versions of a page, itself among them; none where there is only the one."""
    return with_default([{"lang": language, "url": own or ""}, *others]) if others else []


def with_default(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """With the version for readers of any other language: the Vietnamese one."""
    default = [{"lang": "x-default", "url": row["url"]} for row in rows if row["lang"] == settings.LANGUAGE_CODE]
    return [*rows, *default]


# -- nodes of schema.org ----------------------------------------------------------------------------------------------


def organisation_name(portal: Portal) -> dict[str, Any]:
    """The agency of a portal, named and no more."""
    return {
        "@type": "GovernmentOrganization",
        "@id": f"{portal.root_url}/#organisation",
        "name": portal.agency.local_name,
        "url": f"{portal.root_url}/",
    }


def organisation_node(portal: Portal) -> dict[str, Any]:
    """The agency with its imprint: address, telephone, e-mail (Quy chế Điều 2.1)."""
    agency = portal.agency
    return {
        **organisation_name(portal),
        "alternateName": [name for name in (agency.short_name, agency.abbreviation) if name],
        "logo": urljoin(f"{portal.root_url}/", static("thaibinh/images/share.png")),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": portal.address,
            "addressRegion": settings.PROVINCE_NAME,
            "addressCountry": "VN",
        }
        if portal.address
        else None,
        "telephone": portal.phone,
        "faxNumber": portal.fax,
        "email": portal.email,
        "areaServed": settings.PROVINCE_NAME,
    }


def about_the_agency(page: PortalPage, metadata: Metadata, request: HttpRequest) -> Metadata:
    """The metadata of a page that is about the agency itself: with address, telephone, e-mail."""
    agency = organisation_node(portal_of(page, request))
    return replace(metadata, schema={**metadata.schema, "mainEntity": agency})


def website_name(portal: Portal) -> dict[str, Any]:
    return {
        "@type": "WebSite",
        "@id": f"{portal.root_url}/#website",
        "name": portal.local_title,
        "url": f"{portal.root_url}/",
    }


def website_node(portal: Portal, search_path: str) -> dict[str, Any]:
    """The portal as a whole, with the address of its search."""
    return {
        **website_name(portal),
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{portal.root_url}{search_path}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }


# -- pictures ---------------------------------------------------------------------------------------------------------


def portal_picture(portal: Portal) -> Picture:
    """The picture of whatever has none of its own."""
    url = urljoin(f"{portal.root_url}/", static("thaibinh/images/share.png"))
    return Picture(url, 1200, 630, portal.local_title)


def shared_picture(picture: Any, portal: Portal) -> Picture | None:
    """A picture in the size for sharing; None without one, or when its file is lost."""
    if picture is None:
        return None
    try:
        rendition = picture.get_rendition(SHARE_SIZE)
    except OSError:  # the page itself logs it
        return None
    url = urljoin(f"{portal.root_url}/", rendition.url)
    return Picture(url, rendition.width, rendition.height, picture.default_alt_text)


def moment_of(day: datetime.date, published: datetime.datetime | None) -> datetime.datetime:
    """The time of a page that says its day itself: when it was published, or the beginning of that day."""
    if published and timezone.localdate(published) == day:
        return published
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
