"""410 for what was public here once and was taken away: other than "not found", it says that searching on is no use.

Redirects come first: a page that moved is not gone. The title of what is gone is not repeated: it may be why it went.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.models import Page

from agencies.models import BinEntry
from core.public import Link


class RedirectOrGone(RedirectMiddleware):
    """Wagtail's redirects, then the question whether there was something here."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response = super().process_response(request, response)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        home = getattr(request, "home_page", None)
        if home is None or not was_public(request.path, home):
            return response
        return render(request, "410.html", {"nearest": nearest(request, home)}, status=410)


def was_public(path: str, home: Page) -> bool:
    """Whether a page stood at this address that is withdrawn now, or lies in the bin. Two queries."""
    url_path = address_in_tree(path, home)
    above, _, slug = url_path.rstrip("/").rpartition("/")
    # The slug has an index, the whole path has none.
    withdrawn = Page.objects.filter(
        slug=slug, url_path=url_path, path__startswith=home.path, live=False, first_published_at__isnull=False
    )
    if withdrawn.exists():
        return True
    binned = BinEntry.objects.filter(slug=slug, parent__url_path=f"{above}/", parent__path__startswith=home.path)
    return any(entry.was_live for entry in binned.only("was_live"))


def address_in_tree(path: str, home: Page) -> str:
    """The path of a request as the tree writes it, from the home page of its language on."""
    parts = [part for part in path.split("/") if part]
    if parts and parts[0] == home.slug and home.slug != "vi":
        parts = parts[1:]
    return f"{home.url_path}{''.join(f'{part}/' for part in parts)}"


def nearest(request: HttpRequest, home: Any) -> Link | None:
    """The page closest above that still stands, if it is not the home page itself."""
    parts = address_in_tree(request.path, home)[len(home.url_path) :].strip("/").split("/")
    chain = home.pages_along(parts)
    return Link(chain[-1].title, chain[-1].get_url(request) or "") if chain else None
