"""A news item."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import PageManager, PageQuerySet

from agencies.models import PortalPage, PortalRendition
from agencies.page_metadata import moment_of, portal_of, shared_picture
from agencies.pictures import CARD, FULL
from core.metadata import Metadata, Picture
from core.page_cache import anywhere_tag, kind_tag
from core.public import Link
from core.stream import BodyField
from news.blocks_of_text import news_blocks
from news.body import body_problems, body_text, fetched
from news.events import event_problems
from news.forms import NewsPageForm
from news.models.section import Section
from news.pictures import picture_sizes
from news.tags import LONGEST_TAG, MOST_TAGS, TAGS_PATH, TagKeys, TagsPanel, cleaned_tags, tag_key
from vietnamese.dates import short_date

RELATED = 4


class NewsQuerySet(PageQuerySet):
    def of(self, agency_id: int) -> NewsQuerySet:
        """Live items of one agency in the language of the request."""
        return self.live().filter(agency_id=agency_id, locale__language_code=get_language() or "vi")

    def newest(self) -> NewsQuerySet:
        """Newest first, with what a card shows."""
        sizes = PortalRendition.objects.filter(filter_spec__in=CARD.all_specs)
        return (
            self.order_by("-published_on", "-pk")
            .select_related("section", "agency", "picture")
            .prefetch_related(models.Prefetch("picture__renditions", sizes, to_attr="prefetched_renditions"))
            .defer("body")
        )

    def tagged(self, *keys: str) -> NewsQuerySet:
        """Items with any of these tags (keys: `news.tags.tag_key`)."""
        return self.filter(tag_keys__overlap=list(keys))

    def events(self) -> NewsQuerySet:
        """Items of an event that were public once, with `lag` from the event to their first publication."""
        public = self.filter(happened_at__isnull=False, first_published_at__isnull=False)
        lag = models.ExpressionWrapper(F("first_published_at") - F("happened_at"), models.DurationField())
        return public.annotate(lag=lag)


class NewsPage(PortalPage):
    """A news item of one agency. Published by the agency; may be offered to the main portal."""

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "news/news_page.html"
    base_form_class = NewsPageForm
    kind = "news"
    routed_with = ("section", "picture")
    schema_type = "NewsArticle"
    og_type = "article"

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+", verbose_name=_("section"))
    published_on = models.DateField(_("date"), default=datetime.date.today, db_index=True)
    happened_at = models.DateTimeField(
        _("time of the event"),
        null=True,
        blank=True,
        help_text=_("When it took place: the time until publication is measured from here (Quy chế, Article 6.2.c)."),
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
    tags = ArrayField(
        models.CharField(max_length=LONGEST_TAG), verbose_name=_("tags"), default=list, blank=True, size=MOST_TAGS
    )
    tag_keys = TagKeys(models.SlugField(max_length=LONGEST_TAG + 20), default=list, blank=True, editable=False)

    content_panels = [
        *PortalPage.content_panels,
        "section",
        FieldRowPanel([FieldPanel("published_on"), FieldPanel("happened_at")]),
        FieldPanel("picture"),
        FieldPanel("caption"),
        "body",
        TagsPanel("tags"),
    ]

    objects = PageManager.from_queryset(NewsQuerySet)()

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
        indexes = [
            models.Index(fields=["agency", "-published_on"], name="news_agency_newest"),
            GinIndex(fields=["tag_keys"], name="news_tag_keys"),
        ]

    def clean(self) -> None:
        super().clean()
        if self.slug == TAGS_PATH or Section.objects.filter(slug=self.slug).exists():
            raise ValidationError({"slug": _("This address belongs to a section.")})
        try:
            self.tags = cleaned_tags(self.tags)
        except ValidationError as error:
            raise ValidationError({"tags": error}) from error
        self.tag_keys = [tag_key(tag) for tag in self.tags]

    def publication_problems(self) -> list[str]:
        public = NewsPage.objects.filter(pk=self.pk, live=True).only("body").first() if self.pk and self.body else None
        return [
            *super().publication_problems(),
            *event_problems(self),
            *body_problems(self.body, public.body if public else None),
        ]

    def search_text(self) -> str:
        return "\n".join([body_text(self.body), *self.tags])

    def shown_date(self) -> datetime.date:
        return self.published_on

    def published_at(self) -> datetime.datetime | None:
        return moment_of(self.published_on, self.first_published_at)

    def metadata(self, request: HttpRequest) -> Metadata:
        metadata = super().metadata(request)
        section = self.section.local_title
        tags = tuple(self.tags)
        article = {
            "headline": self.title,
            "articleSection": section,
            "author": metadata.schema["publisher"],
            "keywords": tags,
        }
        return replace(metadata, subject=(section, *tags), schema={**metadata.schema, **article})

    @classmethod
    def for_metadata(cls) -> models.QuerySet[Any]:
        return super().for_metadata().defer("body")

    def share_picture(self, request: HttpRequest) -> Picture | None:
        return shared_picture(self.picture, portal_of(self, request))

    def card(self, request: HttpRequest) -> dict[str, Any]:
        """What lists show of an item."""
        return {
            "title": self.title,
            "url": self.get_url(request) or "",
            "summary": self.summary,
            "date_text": short_date(self.published_on),
            "agency": "",
            "image": picture_sizes(self.picture, CARD) if self.picture else None,
        }

    def row(self, request: HttpRequest) -> dict[str, Any]:
        """What a short list without pictures shows."""
        return {"title": self.title, "url": self.get_url(request) or "", "date": self.published_on}

    def cache_tags(self, portal_id: int) -> tuple[str, ...]:
        """Items beside it, and the documents of any portal that its text names."""
        names_documents = any(part["type"] == "document" for part in self.body.raw_data)
        return (kind_tag(self.kind, portal_id), *([anywhere_tag("document")] if names_documents else []))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context.update(fetched(self.body, self.picture))
        context["image"] = picture_sizes(self.picture, FULL)
        index_url = (self.get_url(request) or "").removesuffix(f"{self.slug}/")
        context["section_url"] = f"{index_url}{self.section.slug}/"
        context["tag_links"] = [Link(tag, f"{index_url}the/{tag_key(tag)}/") for tag in self.tags]
        context["related"] = [page.row(request) for page in self.related()]
        return context

    def related(self) -> list[NewsPage]:
        """Other live items of the portal, newest first: with the same tags, then of the same section. One query."""
        others = NewsPage.objects.sibling_of(self, inclusive=False).live().order_by("-published_on", "-pk")
        keys = {tag_key(tag) for tag in self.tags}
        ids = others.filter(section=self.section_id).values("pk")[:RELATED]
        if keys:
            ids = others.tagged(*keys).values("pk")[:RELATED].union(ids)
        found = NewsPage.objects.filter(pk__in=ids).order_by("-published_on", "-pk").select_related("locale")
        return sorted(found.defer("body"), key=lambda page: keys.isdisjoint(page.tag_keys))[:RELATED]
