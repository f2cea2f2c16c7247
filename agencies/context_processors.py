"""What header, menu and footer of every public page need. Two queries, none for the admin."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from agencies.addresses import duty_path, home_path, language_links, main_portal_name, on_main_host
from agencies.models import Portal
from core.public import Link
from vietnamese.dates import short_date

# Views that say the same in every language, by the name of their address.
IN_ALL_LANGUAGES = {"search", "portals", "sitemap_tree"}
SEARCHED_BY = ("q", "type", "agency", "field", "year", "validity", "sort", "page", "scope")  # what goes along


def portal(request: HttpRequest) -> dict[str, Any]:
    """`portal`, `menu`, `main_portal` and the links of every page; nothing where no portal answers."""
    current: Portal | None = getattr(request, "portal", None)
    if current is None or request.path.startswith("/admin/"):
        return {}
    home = SimpleLazyObject(lambda: home_page(request, current))
    top: Any = SimpleLazyObject(lambda: top_pages(home))
    contact_url = f"{home_path()}{'contact' if get_language() == 'en' else 'lien-he'}/"
    return {
        "portal": imprint(current),
        "menu": SimpleLazyObject(lambda: menu(request, top)),
        "main_portal": {"name": main_portal_name(), "url": on_main_host("/")},
        "portals_url": reverse("portals"),
        "sitemap_url": reverse("sitemap_tree"),
        "services_url": settings.ONLINE_SERVICES_URL,
        "contact_url": contact_url,
        "press_url": SimpleLazyObject(lambda: f"{contact_url}#bao-chi" if answers_the_press(top) else ""),
        # One privacy policy and one accessibility statement for all portals; an archive's own list is history.
        "privacy_url": on_main_host(duty_path("privacy")),
        "accessibility_url": on_main_host(duty_path("accessibility")),
        "channels_url": on_main_host(duty_path("channels")) if current.is_read_only else duty_path("channels"),
        "language_links": language_links(this_view_elsewhere(request)),
        "sample_content": settings.SAMPLE_CONTENT,
    }


def this_view_elsewhere(request: HttpRequest) -> dict[str, str]:
    """The addresses of a view that speaks all languages; pages say theirs themselves."""
    match = request.resolver_match
    if match is None or match.url_name not in IN_ALL_LANGUAGES:
        return {}
    query = urlencode([(name, value) for name, value in request.GET.items() if name in SEARCHED_BY and value])
    path = request.path + (f"?{query}" if query else "")
    return {code: translate_url(path, code) for code, _name in settings.LANGUAGES}


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


def top_pages(home: Page) -> list[Page]:
    """What stands in the menu, and the contact page with its press contact. One query."""
    shown = Q(show_in_menus=True) | Q(contactpage__isnull=False)
    columns = ("title", "url_path", "slug", "path", "depth", "locale_id", "show_in_menus")
    entries = home.get_children().live().filter(shown).only(*columns)
    return list(entries.annotate(press=F("contactpage__press_name")))


def answers_the_press(top: list[Page]) -> bool:
    return any(page.press for page in top)  # type: ignore[attr-defined]


def menu(request: HttpRequest, top: list[Page]) -> list[Link]:
    """Home and what stands below it in the menu."""
    here = "" if getattr(request, "nowhere", False) else request.path  # a 404 stands nowhere
    links = [Link(_("Home"), home_path(), current=here == home_path())]
    for page in top:
        if page.show_in_menus:
            url = f"{home_path()}{page.slug}/"
            links.append(Link(page.title, url, current=here.startswith(url)))
    return links
