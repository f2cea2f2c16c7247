"""Public views that are no pages: list of portals, site map."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.addresses import home_path
from agencies.models import Portal
from core.public import Link
from home.listing import portal_groups, portal_tree


def crumbs(title: str) -> list[Link]:
    """Home page, then this view."""
    return [Link(_("Home"), home_path()), Link(title, "", current=True)]


def portals(request: HttpRequest) -> HttpResponse:
    """All portals of the province (Quy chế Điều 2.1: main portal and component portals)."""
    title = _("All portals")
    context = {"title": title, "groups": portal_groups(), "breadcrumbs": crumbs(title)}
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
        "groups": portal_groups() if portal.is_main else [],
        "breadcrumbs": crumbs(title),
    }
    return render(request, "home/sitemap.html", context)
