"""News and introductions by section (Quy chế Điều 5 and 6.2)."""

from __future__ import annotations

import datetime
import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageManager, PageQuerySet

from agencies.models import PortalImage, PortalPage
from core.public import Link
from core.stream import BodyField
from news.blocks_of_text import news_blocks
from vietnamese.dates import short_date

logger = logging.getLogger(__name__)
PER_PAGE = 20
CARD_SIZE = "fill-480x300|format-webp"
FULL_SIZE = "width-1200|format-webp"


class Section(models.Model):
    """A section every portal may fill (Quy chế Điều 5), with how fresh it should be kept (Điều 6.2.a)."""

    slug = models.SlugField(_("address"), unique=True, max_length=60)
    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("place in lists"), default=100)
    freshness_days = models.PositiveSmallIntegerField(
        _("new item at least every … days"), null=True, blank=True, help_text=_("Empty: no duty.")
    )
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.title

    @property
    def local_title(self) -> str:
        return (self.title_en if get_language() == "en" else "") or self.title


class NewsQuerySet(PageQuerySet):
    def of(self, agency_id: int) -> NewsQuerySet:
        """Live items of one agency in the language of the request."""
        return self.live().filter(agency_id=agency_id, locale__language_code=get_language() or "vi")

    def newest(self) -> NewsQuerySet:
        """Newest first, with what a card shows."""
        pictures = PortalImage.objects.prefetch_renditions(CARD_SIZE)
        return (
            self.order_by("-published_on", "-pk")
            .select_related("section", "agency")
            .prefetch_related(models.Prefetch("picture", pictures))
            .defer("body")
        )


class NewsIndexPage(RoutablePageMixin, PortalPage):
    """All news of one portal, and one list per section."""

    parent_page_types = ["home.MainHomePage", "home.AgencyHomePage"]
    subpage_types = ["news.NewsPage"]
    template = "news/news_index_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("news")

    @path("")
    def all_sections(self, request: HttpRequest) -> HttpResponse:
        return self._list(request, None)

    @path("<slug:slug>/")
    def by_section(self, request: HttpRequest, slug: str) -> HttpResponse:
        """`/tin-tuc/<section>/`; any other slug is an item below this page."""
        return self._list(request, self.sections[slug])

    def resolve_subpage(self, path: str) -> Any:
        """A section's list only where there is such a section; everything else is an item."""
        found = super().resolve_subpage(path)
        slug = path.strip("/")
        if found and slug and slug not in self.sections:
            raise Http404
        return found

    @classmethod
    def links_below(cls, url: str) -> tuple[Link, ...]:
        return tuple(Link(section.local_title, f"{url}{section.slug}/") for section in Section.objects.all())

    @cached_property
    def sections(self) -> dict[str, Section]:
        """All sections by their slug, in order. One query for the life of this object."""
        return {section.slug: section for section in Section.objects.all()}

    def _list(self, request: HttpRequest, section: Section | None) -> HttpResponse:
        items = NewsPage.objects.child_of(self).live()
        if section:
            items = items.filter(section=section)
        page = Paginator(items.newest(), PER_PAGE).get_page(request.GET.get("page"))
        own = self.get_url(request) or ""
        context = {
            "section": section,
            "sections": [
                {"title": s.local_title, "url": f"{own}{s.slug}/", "current": s == section}
                for s in self.sections.values()
            ],
            "all_url": own,
            "items": [item.card(request) for item in page],
            "paginator_page": page,
        }
        return self.render(request, context_overrides=context)

    def search_entries(self) -> list[Any]:
        return []


class NewsPage(PortalPage):
    """A news item of one agency. Published by the agency; may be offered to the main portal."""

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "news/news_page.html"
    kind = "news"
    routed_with = ("section", "picture")

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+", verbose_name=_("section"))
    published_on = models.DateField(_("date"), default=datetime.date.today, db_index=True)
    happened_at = models.DateTimeField(
        _("time of the event"),
        null=True,
        blank=True,
        help_text=_("When it took place: the lag until publication is measured from here."),
    )
    picture = models.ForeignKey(
        "agencies.PortalImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    caption = models.CharField(_("caption"), max_length=250, blank=True)
    body = BodyField(news_blocks(), verbose_name=_("text"), blank=True)

    content_panels = [
        *PortalPage.content_panels,
        "section",
        FieldRowPanel([FieldPanel("published_on"), FieldPanel("happened_at")]),
        FieldPanel("picture"),
        FieldPanel("caption"),
        "body",
    ]

    objects = PageManager.from_queryset(NewsQuerySet)()

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
        indexes = [models.Index(fields=["agency", "-published_on"], name="news_agency_newest")]

    def clean(self) -> None:
        super().clean()
        if Section.objects.filter(slug=self.slug).exists():
            raise ValidationError({"slug": _("This address belongs to a section.")})

    def search_text(self) -> str:
        return strip_tags(" ".join(str(block.value) for block in self.body))

    def shown_date(self) -> datetime.date:
        return self.published_on

    def card(self, request: HttpRequest) -> dict[str, Any]:
        """What lists show of an item."""
        return {
            "title": self.title,
            "url": self.get_url(request) or "",
            "summary": self.summary,
            "date_text": short_date(self.published_on),
            "agency": "",
            "image": picture_sizes(self.picture, CARD_SIZE) if self.picture else None,
        }

    def row(self, request: HttpRequest) -> dict[str, Any]:
        """What a short list without pictures shows."""
        return {"title": self.title, "url": self.get_url(request) or "", "date": self.published_on}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["image"] = picture_sizes(self.picture, FULL_SIZE) if self.picture else None
        related = NewsPage.objects.sibling_of(self, inclusive=False).live().filter(section=self.section_id)
        context["related"] = [page.row(request) for page in related.order_by("-published_on", "-pk").defer("body")[:3]]
        return context


def picture_sizes(picture: Any, spec: str) -> dict[str, Any] | None:
    """One size of a picture as templates show it; None when its file is lost: the text is still worth reading."""
    try:
        rendition = picture.get_rendition(spec)
    except OSError:
        logger.exception("the file of picture %s cannot be read", picture.pk)
        return None
    return {
        "url": rendition.url,
        "width": rendition.width,
        "height": rendition.height,
        "alt": picture.default_alt_text,
        "credit": picture.credit,
    }
