"""Finished answers, kept for the next reader until something they show changes.

The store is a Django cache that all processes share (`CACHES["pages"]`: files, or the Redis that `CACHE_URL` names).
Every answer names what it depends on (its tags). A tag has a version; an answer is good while the versions it was made
under still hold. Purging forgets versions, it never writes: it works on a full disk too.

Besides, each process keeps the answers it gave last in its own memory. One shared token, forgotten with every purge,
tells whether anything at all was purged since: as long as it stands, one look at the store serves a page.
"""

from __future__ import annotations

import functools
import hashlib
import logging
import threading
import uuid
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.db import DatabaseError, transaction
from django.http import HttpRequest

from core.jobs import enqueue, job

logger = logging.getLogger(__name__)

SINCE = "since"
EVERYTHING = "all"
SHOWN_SETTINGS = ("PORTAL_DOMAIN", "MAIN_HOST", "PUBLIC_PORT", "PROVINCE_NAME", "ONLINE_SERVICES_URL", "SAMPLE_CONTENT")
IN_MEMORY = 16 * 1024 * 1024  # bytes per process
LARGE = 512 * 1024  # bytes; such an answer is read from the store each time


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer: headers without those of the connection, and the body as it is and compressed."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    gzip: bytes
    brotli: bytes
    etag: str
    made_at: float  # seconds since 1970
    versions: dict[str, str] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """Bytes."""
        return len(self.body) + len(self.gzip) + len(self.brotli)


class PageStore:
    """Answers by key, with the versions of their tags."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self.recent: OrderedDict[str, tuple[str, float, Answer]] = OrderedDict()
        self.weight = 0  # bytes of `recent`
        self.lock = threading.Lock()  # of both

    @property
    def cache(self) -> BaseCache:
        return caches[self.alias]

    def token(self) -> str:
        """What stays the same until something is purged. A new one each time while the store cannot be written."""
        found = self.cache.get(SINCE)
        if found is None:
            fresh = uuid.uuid4().hex
            self.cache.add(SINCE, fresh, timeout=None)
            found = self.cache.get(SINCE, fresh)
        return found

    def get(self, key: str, now: float) -> Answer | None:
        """The answer kept under this key, if nothing it depends on has changed. One look at the store when recent."""
        token = self.token()
        known = self.recent.get(key)
        if known and known[0] == token and now < known[1]:
            return known[2]
        kept = self.cache.get(page_key(key))
        if kept is None or now >= kept[0]:
            return None
        until, answer = kept
        if self.cache.get_many(map(version_key, answer.versions)) != with_keys(answer.versions):
            return None
        self.remember(key, token, until, answer)
        return answer

    def versions(self, tags: Iterable[str]) -> dict[str, str]:
        """The versions of these tags as they are now; what has none gets one."""
        tags = set(tags)
        found = self.cache.get_many(map(version_key, tags))
        for tag in tags:
            if version_key(tag) not in found:
                self.cache.add(version_key(tag), uuid.uuid4().hex, timeout=None)
        if len(found) < len(tags):
            found = self.cache.get_many(map(version_key, tags))
        return {tag: found.get(version_key(tag), "") for tag in tags}

    def put(self, key: str, answer: Answer, *, begun: str, until: float) -> None:
        """Keeps an answer, unless something was purged since `begun`: it may have been made from what was before."""
        if self.token() != begun:
            return
        self.cache.set(page_key(key), (until, answer), timeout=max(1, int(until - answer.made_at)))
        self.remember(key, begun, until, answer)

    def remember(self, key: str, token: str, until: float, answer: Answer) -> None:
        if answer.weight > LARGE:
            return
        with self.lock:
            self.forget(key)
            self.recent[key] = (token, until, answer)
            self.weight += answer.weight
            while self.weight > IN_MEMORY:
                self.forget(next(iter(self.recent)))

    def forget(self, key: str) -> None:
        """Out of the memory of this process; the lock is held."""
        if known := self.recent.pop(key, None):
            self.weight -= known[2].weight

    def purge(self, tags: Iterable[str]) -> None:
        """Forgets everything that depends on any of these tags, in every process, from now on.

        The token goes first and last: an answer begun before cannot be kept under versions made between the two, and
        no process can remember, under a token made between the two, what was good before.
        """
        self.cache.delete(SINCE)
        self.cache.delete_many([version_key(tag) for tag in set(tags)])
        self.cache.delete(SINCE)


@functools.cache
def release() -> str:
    """What this program is: another release, or other settings, give other answers to the same address."""
    told = hashlib.sha256(repr([getattr(settings, name) for name in SHOWN_SETTINGS]).encode())
    for room in settings.ROOMS:
        for path in sorted((Path(settings.BASE_DIR) / room).rglob("*.*")):
            if path.suffix in (".py", ".html", ".css", ".js"):
                told.update(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}".encode())
    return told.hexdigest()[:12]


def page_key(key: str) -> str:
    """Only answers differ between releases; tags are shared, so that old and new processes purge each other's."""
    return f"page:{release()}:{key}"


def version_key(tag: str) -> str:
    return f"tag:{tag}"


def with_keys(versions: dict[str, str]) -> dict[str, str]:
    return {version_key(tag): version for tag, version in versions.items()}


store = PageStore("pages")


# -- what an answer depends on ----------------------------------------------------------------------------------------


def portal_tag(portal_id: int) -> str:
    """Anything that is public on one portal: what an answer depends on when nobody says it more exactly."""
    return f"portal:{portal_id}"


def frame_tag(portal_id: int) -> str:
    """Head, menu and foot of the pages of one portal, and all its addresses."""
    return f"frame:{portal_id}"


def page_tag(page_id: int) -> str:
    """One page's own content."""
    return f"page:{page_id}"


def kind_tag(kind: str, portal_id: int) -> str:
    """All pages of a kind on one portal: its lists, and what stands beside its items."""
    return f"{kind}:{portal_id}"


def anywhere_tag(kind: str) -> str:
    """All pages of a kind on all portals: for what shows a thing of another agency."""
    return f"{kind}:anywhere"


def read_query(request: HttpRequest, *names: str) -> None:
    """This answer depends on these parts of the query, and there is something behind what was asked for.

    An answer to a query nobody has read is not kept: anybody could invent as many as they like.
    """
    request.query_read = getattr(request, "query_read", frozenset()) | set(names)  # type: ignore[attr-defined]


def depends_only(request: HttpRequest, *tags: str) -> None:
    """This answer shows the frame of its portal and what these tags name, nothing else."""
    request.page_tags = frozenset(tags)  # type: ignore[attr-defined]


def tags_of(request: HttpRequest) -> frozenset[str]:
    """What the answer to this request depends on; nothing where no portal answers."""
    portal = getattr(request, "portal", None)
    if portal is None:
        return frozenset()
    named = getattr(request, "page_tags", None)
    own = {portal_tag(portal.pk)} if named is None else named
    return frozenset({EVERYTHING, frame_tag(portal.pk), *own})


# -- purging ----------------------------------------------------------------------------------------------------------


@job("core.purge_pages")
def purge_pages(tags: list[str]) -> None:
    """Purges, for whoever could not do so at once."""
    store.purge(tags)


def purge_at_commit(*tags: str) -> None:
    """Right after the commit no process serves an answer any more that depends on these tags."""
    wanted = sorted(set(tags))
    transaction.on_commit(lambda: _purge(wanted))


def _purge(tags: list[str]) -> None:
    """Nothing may fail here: the change is made. What cannot be purged now is purged by a job, again and again."""
    try:
        store.purge(tags)
    except Exception:  # a store that is away may throw anything; the log keeps it, the job tries again
        logger.exception("pages could not be purged at once: %s", ", ".join(tags))
        try:
            enqueue("core.purge_pages", ", ".join(tags), tags=tags)
        except DatabaseError:
            logger.exception("nor could that be left to a job; they are good for %s at most", "a quarter of an hour")
