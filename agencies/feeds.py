"""Feeds of a portal: rooms say which there are and what is new in them, in `AppConfig.ready`.

A feed may have several sources: the news of a portal are its own items and, where a room above adds them, items it
took over from others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from agencies.models import PortalPage
    from agencies.public_pages import PublicPages

# (public pages of a portal, how many) → the newest in Vietnamese, newest first, with what `feed_item` asks of them.
Source = Callable[["PublicPages", int], Iterable["PortalPage"]]
# The value of `?type=` → the name of that part and what is new in it; None where there is no such part.
Narrow = Callable[[str], "tuple[str, Source] | None"]


@dataclass(slots=True)
class Feed:
    """A feed at `/<key>/rss.xml`; the one of everything has no key and stands at `/rss.xml`.

    `part` is the type it is narrowed to, at `/<key>/rss.xml?type=<part>`.
    """

    key: str
    title: Any
    order: int
    sources: list[Source] = field(default_factory=list)
    part: str = ""

    @property
    def path(self) -> str:
        query = f"?{urlencode({'type': self.part})}" if self.part else ""
        return (f"/{self.key}/rss.xml" if self.key else "/rss.xml") + query


_feeds: dict[str, Feed] = {}
_parts: dict[str, Narrow] = {}


def register_feed(key: str, title: Any, source: Source, order: int) -> None:
    """Adds a feed of its own; what is in it is in the feed of everything too."""
    _feeds[key] = Feed(key, title, order, [source])


def register_feed_source(key: str, source: Source) -> None:
    """Adds things to a feed that a room below has registered."""
    _feeds[key].sources.append(source)


def register_feed_parts(key: str, narrow: Narrow) -> None:
    """Lets a feed be narrowed to one type."""
    _parts[key] = narrow


def feeds() -> list[Feed]:
    """All feeds, the one of everything first."""
    own = sorted(_feeds.values(), key=lambda feed: feed.order)
    return [Feed("", _("Everything new"), 0, [source for feed in own for source in feed.sources]), *own]


def find_feed(key: str, part: str = "") -> Feed | None:
    """The feed, or the part of it; None where there is none."""
    found = next((feed for feed in feeds() if feed.key == key), None)
    if found is None or not part:
        return found
    narrowed = _parts[key](part) if key in _parts else None
    if narrowed is None:
        return None
    name, source = narrowed
    return Feed(key, f"{found.title} – {name}", found.order, [source], part)


def feed_links(key: str | None) -> list[dict[str, Any]]:
    """What the head of a page names: one feed, all for "", none for None. Feeds are in Vietnamese only."""
    if key is None or get_language() != settings.LANGUAGE_CODE:
        return []
    return [{"title": feed.title, "url": feed.path} for feed in feeds() if key in ("", feed.key)]
