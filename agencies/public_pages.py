"""Which pages anybody can reach: the one answer for site maps, feeds and exports."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Left
from django.utils.functional import cached_property
from wagtail.models import Page, PageViewRestriction

from agencies.models import Portal
from agencies.wall.references import CONTAINER_DEPTH, container_path


class PublicPages:
    """The pages of one portal that readers can reach.

    Live, below nothing that is hidden (a draft, a page that was taken off, the bin), and not behind a restriction of
    Wagtail, their own or one of a page above. One query, once, for what hides others; that is little.
    """

    def __init__(self, portal: Portal) -> None:
        assert portal.site is not None, "a proposed portal shows nothing"
        self.portal = portal
        self.top = container_path(portal.site.root_page)

    @cached_property
    def closed(self) -> dict[int, list[str]]:
        """The tree paths that close what stands below them, by their length."""
        # The container itself is never live; from the home pages on everything has to be.
        own = Page.objects.filter(path__startswith=self.top, depth__gt=CONTAINER_DEPTH)
        hidden = own.order_by().filter(live=False, numchild__gt=0).values_list("path")
        restricted = PageViewRestriction.objects.filter(page__path__startswith=self.top).values_list(F("page__path"))
        found: dict[int, list[str]] = defaultdict(list)
        for (path,) in hidden.union(restricted, all=True):
            found[len(path)].append(path)
        return dict(found)

    def of(self, pages: QuerySet[Any]) -> Any:
        """Those of these pages that are public: a queryset of the same kind."""
        pages = pages.filter(live=True, path__startswith=self.top, depth__gt=CONTAINER_DEPTH)
        for length, paths in self.closed.items():
            name = f"path_{length}"
            pages = pages.alias(**{name: Left("path", length)}).exclude(**{f"{name}__in": paths})
        return pages
