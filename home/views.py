"""Public views that are no pages: list of portals, site map."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from agencies.addresses import home_path, language_links
from agencies.feeds import feeds
from agencies.models import Portal
from agencies.page_metadata import view_head
from core.page_cache import read_query
from core.public import Link
from home.listing import portal_groups, portal_tree


def crumbs(title: str) -> list[Link]:
    """Home page, then this view."""
    return [Link(_("Home"), home_path()), Link(title, "", current=True)]


def for_machines() -> list[Link]:
    """What other systems read of this portal: its addresses, its metadata, its feeds (NĐ 224/2026 Điều 11.5)."""
    return [
        Link(_("Addresses of all pages (XML)"), reverse("sitemap_xml")),
        Link(_("Metadata of all pages (CSV, Dublin Core)"), reverse("metadata_csv")),
        *(Link(_("Feed: %(title)s (RSS)") % {"title": feed.title}, feed.path) for feed in feeds()),
    ]


def portals(request: HttpRequest) -> HttpResponse:
    """All portals of the province (Quy chế Điều 2.1: main portal and component portals)."""
    title = _("All portals")
    way = crumbs(title)
    context = {"title": title, "groups": portal_groups(), "breadcrumbs": way}
    context |= view_head(request, title, crumbs=way)
    return render(request, "home/portals.html", context)


def sitemap_tree(request: HttpRequest) -> HttpResponse:
    """The site map for people: this portal's pages, and on the main portal all portals."""
    portal: Portal = request.portal  # type: ignore[attr-defined]
    title = _("Site map")
    nodes = [
        *portal_tree(portal),
        Link(_("Search"), reverse("search")),
        Link(_("All portals"), reverse("portals")),
    ]
    context = {
        "title": title,
        "nodes": nodes,
        "for_machines": for_machines(),
        "groups": portal_groups() if portal.is_main else [],
        "breadcrumbs": crumbs(title),
        **view_head(request, title, crumbs=crumbs(title)),
    }
    return render(request, "home/sitemap.html", context)


def not_translated(request: HttpRequest) -> HttpResponse:
    """The honest word between two languages: this page is there, but not in the reader's language."""
    portal: Portal = request.portal  # type: ignore[attr-defined]
    number = request.GET.get("p", "")
    page = None
    if number.isdecimal() and len(number) < 10:
        page = Page.objects.live().public().filter(pk=int(number)).select_related("locale").first()
    if page is None or portal.container is None or not page.path.startswith(portal.container.path):
        raise Http404
    if page.locale.language_code == get_language():
        raise Http404
    if there := page.get_translations().live().public().filter(locale__language_code=get_language()).first():
        return HttpResponseRedirect(there.get_url(request) or home_path())
    read_query(request, "p")
    title = _("Not available in English")
    original = Link(page.title, page.get_url(request) or "")
    way = crumbs(title)
    context = {
        "title": title,
        "original": original,
        "language": page.locale.language_code,
        "breadcrumbs": way,
        **view_head(request, title, crumbs=way),
        "language_links": language_links({page.locale.language_code: original.url}),
    }
    return render(request, "home/not_translated.html", context)
