"""Hangs in the pages a portal is born with: when it is opened, and later for what the house has learned since."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page

from agencies.models import PortalPage
from agencies.portal_parts import PortalPart
from core.models import User


@dataclass(slots=True)
class BornPages:
    """Pages of one portal. Those with the same key are translations of each other."""

    by: User | None
    ids: list[int] = field(default_factory=list)
    keys: dict[str, Any] = field(default_factory=dict)

    def add(self, parent: Page, page: PortalPage, locale: Locale, key: str) -> PortalPage:
        page.locale = locale
        page.translation_key = self.keys.setdefault(key, page.translation_key)
        page.first_published_at = page.last_published_at = timezone.now()
        page.owner = self.by
        parent.add_child(instance=page)
        self.ids.append(page.pk)
        return page

    def add_part(self, home: Page, part: PortalPart, locale: Locale) -> PortalPage | None:
        """The page of a part below a home page; None where the part has no page in that language."""
        slug = part.slugs.get(locale.language_code)
        if not slug:
            return None
        title = part.titles[locale.language_code]
        page = part.page_class()(title=title, slug=slug, show_in_menus=part.in_menu, **part.values)
        return self.add(home, page, locale, part.key)
