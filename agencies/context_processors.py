"""What header, menu and footer of every public page need. Two queries, none for the admin."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from agencies.addresses import home_path, language_links, main_portal_name, on_main_host
from agencies.models import Portal
from core.public import Link
from vietnamese.dates import short_date


def portal(request: HttpRequest) -> dict[str, Any]:
    """`portal`, `menu`, `main_portal` and the links of every page; nothing where no portal answers."""
    current: Portal | None = getattr(request, "portal", None)
    if current is None or request.path.startswith("/admin/"):
        return {}
    home = SimpleLazyObject(lambda: home_page(request, current))
    return {
        "portal": imprint(current),
        "menu": SimpleLazyObject(lambda: menu(request, home)),
        "main_portal": {"name": main_portal_name(), "url": on_main_host("/")},
        "portals_url": reverse("portals"),
        "sitemap_url": reverse("sitemap_tree"),
        "contact_url": f"{home_path()}{'contact' if get_language() == 'en' else 'lien-he'}/",
        "language_links": language_links({}),
        "sample_content": settings.SAMPLE_CONTENT,
    }


def imprint(portal: Portal) -> dict[str, Any]:
    """Who owns the portal and who answers for it (Quy chế Điều 2.1; NĐ 43/2011 Điều 10)."""
    successor = portal.successor
    archived = None
    if portal.state == Portal.State.ARCHIVED:
        archived = {
            "on": short_date(portal.archived_on) if portal.archived_on else "",
            "successor_name": successor.local_title if successor else "",
            "successor_url": successor.root_url if successor and successor.site else "",
        }
    return {
        "name": portal.local_title,
        "is_main": portal.is_main,
        "owner": portal.agency.local_name,
        "home_url": home_path(),
        "responsible": portal.responsible,
        "address": portal.address,
        "phone": portal.phone,
        "fax": portal.fax,
        "hours": portal.hours,
        "email": portal.email,
        "search_url": reverse("search"),
        "archived": archived,
    }


def home_page(request: HttpRequest, portal: Portal) -> Page:
    """The home page in the language of the request; the Vietnamese one where there is no other."""
    if (routed := getattr(request, "home_page", None)) is not None:
        return routed
    root = portal.site.root_page  # type: ignore[union-attr]
    if get_language() == settings.LANGUAGE_CODE:
        return root
    return root.get_translations().filter(locale__language_code=get_language(), live=True).first() or root


def menu(request: HttpRequest, home: Page) -> list[Link]:
    """Home and what stands below it in the menu. One query."""
    entries = home.get_children().live().in_menu().only("title", "url_path", "slug", "path", "depth", "locale_id")
    links = [Link(_("Home"), home_path(), current=request.path == home_path())]
    for page in entries:
        url = f"{home_path()}{page.slug}/"
        links.append(Link(page.title, url, current=request.path.startswith(url)))
    return links
