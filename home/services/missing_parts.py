"""Portals opened earlier get the pages new ones are born with. Run by `manage.py prepare`; again changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Page

from agencies.hosts import lock_labels, speaks_for_standing_agency
from agencies.models import Portal
from agencies.portal_parts import PortalPart, parts_of
from agencies.signals import pages_published
from core.models import User
from core.transitions import Transition, reasons_if
from home.models import AgencyHomePage, MainHomePage
from home.services.born_pages import BornPages


@dataclass(slots=True)
class Gap:
    """What one portal lacks: the parts, by home page; what their sisters in other languages are known by; and
    addresses that another page has taken."""

    parts: list[tuple[Page, PortalPart]] = field(default_factory=list)
    keys: dict[str, Any] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)


class AddMissingParts(Transition):
    """Adds to one portal what it lacks. Archives stay as they are: what they show is history."""

    verb = "portal.add_parts"

    def __init__(self, portal: Portal, *, by: User | None) -> None:
        super().__init__(by)
        self.portal = portal
        self.added = 0

    def subject(self) -> Portal:
        return self.portal

    def lock(self) -> None:
        super().lock()
        lock_labels()

    def failure_reasons(self) -> list[str]:
        return [
            *reasons_if(not speaks_for_standing_agency(self.by), _("Only the standing agency adds pages to a portal.")),
            *reasons_if(self.portal.state != Portal.State.ACTIVE, _("This portal is read only.")),
        ]

    def change(self) -> Portal:
        gap = gaps([self.portal])[self.portal.pk]
        born = BornPages(self.by, keys=gap.keys)
        for home, part in gap.parts:
            # The tree changes with every page: the home page is read anew.
            born.add_part(Page.objects.get(pk=home.pk), part, home.locale)
        self.added = len(born.ids)
        if born.ids:
            pages_published.send(type(self), page_ids=born.ids)
        return self.portal

    def log_details(self) -> dict[str, Any]:
        return {"agency_label": self.portal.label, "pages": self.added}


def add_missing_parts(by: User | None = None) -> tuple[int, list[str]]:
    """Adds to all active portals what they lack; answers how many pages, and which addresses were taken."""
    portals = Portal.objects.filter(state=Portal.State.ACTIVE).select_related("site", "container", "agency")
    added, notes = 0, []
    found = gaps(portals)
    for portal in portals:
        gap = found[portal.pk]
        notes += [f"{portal.label or 'main'}: {address}" for address in gap.taken]
        if gap.parts:
            step = AddMissingParts(portal, by=by)
            step.run()
            added += step.added
    return added, notes


def gaps(portals: Iterable[Portal]) -> dict[int, Gap]:
    """What each portal lacks. Two queries, however many there are."""
    by_path = {portal.container.path: portal for portal in portals if portal.container}
    types = ContentType.objects.get_for_models(MainHomePage, AgencyHomePage).values()
    homes = Page.objects.filter(depth=3, content_type__in=types).select_related("locale").order_by("path")
    children: dict[str, list[Page]] = defaultdict(list)
    columns = ("path", "slug", "content_type", "translation_key", "depth")
    for page in Page.objects.filter(depth=4).only(*columns):
        children[page.path[: -Page.steplen]].append(page)
    found = {portal.pk: Gap() for portal in by_path.values()}
    for home in homes:
        portal = by_path.get(home.path[: -Page.steplen])
        if portal is not None:
            look_at(home, children[home.path], portal.is_main, found[portal.pk])
    return found


def look_at(home: Page, children: list[Page], is_main: bool, gap: Gap) -> None:
    """Notes what is missing below one home page."""
    slugs = {page.slug for page in children}
    for part in parts_of(is_main=is_main):
        slug = part.slugs.get(home.locale.language_code)
        there = [page for page in children if part.is_page(page.cached_content_type.model_class(), page.slug)]
        for page in there:
            gap.keys.setdefault(part.key, page.translation_key)
        if slug and not there and slug in slugs:
            gap.taken.append(f"{home.locale.language_code} /{slug}/")
        elif slug and not there:
            gap.parts.append((home, part))
