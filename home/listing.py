"""Lists over all portals: by kind, as a tree, for people."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

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
    """The pages of one portal that a reader may browse to, three levels deep. One query.

    Single news items and documents are left to their lists: a map of 50,000 leaves helps nobody.
    """
    assert portal.site is not None
    home = portal.site.root_page
    if get_language() != settings.LANGUAGE_CODE:
        home = home.get_translations().filter(locale__language_code=get_language(), live=True).first() or home
    pages = list(
        home.get_descendants()
        .live()
        .filter(depth__lte=home.depth + 2)
        .exclude(content_type__model__in=("newspage", "documentpage"))
        .order_by("path")
        .only("title", "slug", "path", "depth", "content_type")
    )
    top = [page for page in pages if page.depth == home.depth + 1]
    links = []
    for page in top:
        url = f"{home_path()}{page.slug}/"
        below = [p for p in pages if p.depth == page.depth + 1 and p.path.startswith(page.path)]
        children = (*page.specific_class.links_below(url), *(Link(p.title, f"{url}{p.slug}/") for p in below))
        links.append(Link(page.title, url, children=children))
    return tuple(links)
