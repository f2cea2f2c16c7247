"""The lists of news of one portal."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from agencies.models import PortalPage
from core.page_cache import read_query
from core.public import Link
from news.models.item import NewsPage
from news.models.section import Section
from news.section_head import section_head
from news.tags import TAGS_PATH, TagList

PER_PAGE = 20


class NewsIndexPage(RoutablePageMixin, PortalPage):
    """All news of one portal, and one list per section."""

    parent_page_types = ["home.MainHomePage", "home.AgencyHomePage"]
    subpage_types = ["news.NewsPage"]
    template = "news/news_index_page.html"
    max_count_per_parent = 1
    schema_type = "CollectionPage"
    feed_key = "tin-tuc"

    class Meta:
        verbose_name = _("news")

    @path("")
    def all_sections(self, request: HttpRequest) -> HttpResponse:
        return self._list(request, None)

    @path("<slug:slug>/")
    def by_section(self, request: HttpRequest, slug: str) -> HttpResponse:
        """`/tin-tuc/<section>/`; any other slug is an item below this page."""
        return self._list(request, self.sections[slug])

    @path(f"{TAGS_PATH}/<slug:key>/")
    def by_tag(self, request: HttpRequest, key: str) -> HttpResponse:
        """`/tin-tuc/the/<tag>/`: this portal's live items with that tag; none, no page."""
        return self._list(request, TagList(key))

    def resolve_subpage(self, path: str) -> Any:
        """A section's list only where there is such a section; everything else is an item."""
        found = super().resolve_subpage(path)
        if found and "slug" in found[2] and found[2]["slug"] not in self.sections:
            raise Http404
        return found

    @classmethod
    def links_below(cls, url: str) -> tuple[Link, ...]:
        return tuple(Link(section.local_title, f"{url}{section.slug}/") for section in Section.objects.all())

    @cached_property
    def sections(self) -> dict[str, Section]:
        """All sections by their slug, in order. One query for the life of this object."""
        return {section.slug: section for section in Section.objects.all()}

    def _list(self, request: HttpRequest, section: Section | TagList | None) -> HttpResponse:
        # The agency is said by the place already; named, it lets the index of the newest serve.
        items = everything = NewsPage.objects.child_of(self).live().filter(agency_id=self.agency_id)
        if isinstance(section, TagList):
            items = items.tagged(section.key)
        elif section:
            items = items.filter(section=section)
        page = Paginator(items.newest(), PER_PAGE).get_page(request.GET.get("page"))
        shown = list(page)
        if request.GET.get("page", "1") == str(page.number):
            read_query(request, "page")
        if isinstance(section, TagList):
            if not shown:
                raise Http404
            section.named_by(shown[0] if page.number == 1 else items.newest()[0])
        own = self.get_url(request) or ""
        filled = set(everything.order_by().values_list("section", flat=True).distinct())
        context = {
            "section": section,
            "sections": [
                {"title": s.local_title, "url": f"{own}{s.slug}/", "current": s == section}
                for s in self.sections.values()
                if s.pk in filled or s == section
            ],
            "all_url": own,
            "items": [item.card(request) for item in shown],
            "paginator_page": page,
        }
        if section:
            context |= section_head(self, section, request)
        return self.render(request, context_overrides=context)

    def search_entries(self) -> list[Any]:
        return []
