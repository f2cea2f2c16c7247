"""`/rss.xml` and the feeds of the rooms: what is new on a portal, for readers and for other systems (contract)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.syndication.views import Feed as FeedView
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from agencies.feeds import Feed, find_feed
from agencies.models import Portal
from agencies.public_pages import PublicPages
from core.metadata import plain
from core.page_cache import read_query
from core.public import FeedItem

ITEMS = 30
LONGEST_PART = 120  # characters
LONG_AGO = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True)
class PortalFeed:
    """One feed of one portal, as it is asked for."""

    feed: Feed
    portal: Portal
    request: HttpRequest

    def items(self) -> list[FeedItem]:
        """The newest of all sources, newest first, each thing once. The queries of the sources and no more."""
        public = PublicPages(self.portal)
        pages = [page for source in self.feed.sources for page in source(public, ITEMS)]
        found = {item.key: item for item in (page.feed_item(self.request) for page in pages)}
        return sorted(found.values(), key=lambda item: item.published_at or LONG_AGO, reverse=True)[:ITEMS]


class PortalFeedView(FeedView):
    """RSS 2.0 with the address of the feed itself in it. Texts are made plain first: XML refuses control characters."""

    feed_type = Rss201rev2Feed
    language = "vi"
    ttl = 60  # minutes
    item_guid_is_permalink = False

    def get_object(self, request: HttpRequest, key: str = "") -> PortalFeed:
        part = request.GET.get("type", "")[:LONGEST_PART]
        feed = find_feed(key, part)
        if feed is None:
            raise Http404
        if part:
            read_query(request, "type")
        return PortalFeed(feed, request.portal, request)  # type: ignore[attr-defined]

    def title(self, asked: PortalFeed) -> str:
        name = asked.portal.local_title
        return plain(f"{asked.feed.title} – {name}" if asked.feed.key else name)

    def description(self, asked: PortalFeed) -> str:
        return plain(_("What is new on this portal: %(portal)s.") % {"portal": asked.portal.local_title})

    def link(self, asked: PortalFeed) -> str:
        return f"{asked.portal.root_url}/{f'{asked.feed.key}/' if asked.feed.key else ''}"

    def feed_url(self, asked: PortalFeed) -> str:
        return f"{asked.portal.root_url}{asked.feed.path}"

    def items(self, asked: PortalFeed) -> list[FeedItem]:
        return asked.items()

    def item_title(self, item: FeedItem) -> str:
        return plain(item.title)

    def item_description(self, item: FeedItem) -> str:
        # Readers take a description for HTML.
        return escape(plain(item.summary))

    def item_link(self, item: FeedItem) -> str:
        return item.url

    def item_guid(self, item: FeedItem) -> str:
        return f"urn:uuid:{item.key}"

    def item_author_name(self, item: FeedItem) -> str:
        return plain(item.author)

    def item_pubdate(self, item: FeedItem) -> Any:
        return timezone.localtime(item.published_at) if item.published_at else None

    def item_categories(self, item: FeedItem) -> list[str]:
        return [plain(category) for category in item.categories]


portal_feed = PortalFeedView()
