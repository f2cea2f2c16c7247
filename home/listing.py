"""Lists over all portals: by kind, as a tree, for people."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from agencies.addresses import home_path
from agencies.models import Agency, Portal
from core.public import Link

LEVELS = (Agency.Level.PROVINCE, Agency.Level.DISTRICT, Agency.Level.COMMUNE)


def contact_of(portal: Portal) -> dict[str, str]:
    """Address and numbers of a portal, as the contact card takes them."""
    names = ("address", "phone", "fax", "email", "hours", "responsible")
    return {name: getattr(portal, name) for name in names}


def group_title(level: str) -> str:
    titles = {
        Agency.Level.PROVINCE: _("Provincial agencies"),
        Agency.Level.DISTRICT: _("Districts and the city"),
        Agency.Level.COMMUNE: _("Communes and wards"),
    }
    return titles[Agency.Level(level)]


def portal_groups() -> list[dict[str, Any]]:
    """All component portals by level of government. One query, whatever their number."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    path = home_path()
    for portal in Portal.objects.listed():
        found[portal.agency.level].append(
            {
                "name": portal.local_title,
                "url": f"{portal.root_url}{path}",
                "summary": portal.phone and f"{portal.phone}",
                "archived": portal.state == Portal.State.ARCHIVED,
            }
        )
    return [{"title": group_title(level), "portals": found[level]} for level in LEVELS if level in found]


def portal_tree(portal: Portal) -> tuple[Link, ...]:
    """The pages of one portal that a reader may browse to, the home page and three levels below it. One query.

    Single news items and documents are left to their lists: a map of 50,000 leaves helps nobody.
    """
    assert portal.site is not None
    home = portal.site.root_page
    if get_language() != settings.LANGUAGE_CODE:
        home = home.get_translations().filter(locale__language_code=get_language(), live=True).first() or home
    pages = list(
        home.get_descendants()
        .live()
        .filter(depth__lte=home.depth + 3)
        .exclude(content_type__model__in=("newspage", "documentpage"))
        .order_by("path")
        .only("title", "slug", "path", "depth", "content_type")
    )
    below: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        below[page.path[: -Page.steplen]].append(page)
    return branch(home.path, home_path(), below)


def branch(path: str, url: str, below: dict[str, list[Page]]) -> tuple[Link, ...]:
    """What stands below one place, with what their types show besides their own subpages."""
    links = []
    for page in below[path]:
        own_url = f"{url}{page.slug}/"
        children = (*page.specific_class.links_below(own_url), *branch(page.path, own_url, below))
        links.append(Link(page.title, own_url, children=children))
    return tuple(links)
