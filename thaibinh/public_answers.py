"""Manners of public answers: how long they may be kept, how they are told apart, and how they are kept here.

A public answer is one to a GET without any cookie of ours. It sets none, may be stored by anybody, and has to be asked
for again each time (`max-age=0`, with an ETag that makes the second time cheap): a reader sees a published change at
the next request. Everything else says `no-store` or what its view said.
"""

from __future__ import annotations

import datetime
import gzip
import hashlib
import logging
import re
import time
from collections.abc import Callable
from typing import cast
from urllib.parse import parse_qsl, urlencode

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import cc_delim_re
from django.utils.http import http_date, parse_http_date_safe

from agencies.middleware import MAIN_HOST_ONLY
from core.page_cache import Answer, store, tags_of

logger = logging.getLogger(__name__)

# What the lists and documents of the house understand. A query with anything else is answered, but not kept.
KEPT_QUERY = {"page", "type", "issuer", "year", "field", "validity", "p", "on", "ban"}
LONGEST_VALUE = 60
LONGEST = datetime.timedelta(minutes=15)  # nothing is kept longer: what depends on the day follows by itself
COMPRESSED = ("text/", "application/xml", "application/rss+xml", "application/json", "image/svg+xml")
NEVER_KEPT = {"date", "content-length", "content-encoding", "etag", "last-modified", "vary", "connection"}
ENCODING = re.compile(r"(?P<name>[\w*-]+)\s*(?:;\s*q=(?P<q>[01](?:\.\d{0,3})?))?\s*(?:,|$)")
SHARED = "public, max-age=0, must-revalidate"


class PublicAnswers:
    """Answers from what is kept where that is allowed; keeps what may be kept; tells everybody how long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not asked_by_anybody(request):
            return mark_private(self.get_response(request))
        key = key_of(request) if settings.PAGE_CACHE else None
        begun = ""
        if key:
            try:
                if kept := store.get(key, time.time()):
                    return give(kept, request)
                begun = store.token()
            except Exception:  # a store that is full or away costs speed, not the answer; the log tells
                logger.exception("the page cache cannot be read")
        response = self.get_response(request)
        if not is_public(request, response):
            return response
        answer = finished(request, response, will_be_kept=bool(begun) and response.status_code == 200)
        if begun and key and response.status_code == 200 and may_keep(request, answer):
            keep(key, answer, begun)
        return give(answer, request, status=response.status_code)


def asked_by_anybody(request: HttpRequest) -> bool:
    """Whether the answer cannot depend on who asks: a GET without a cookie of ours, not to a private address."""
    ours = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
    return (
        request.method in ("GET", "HEAD")
        and not request.path.startswith(MAIN_HOST_ONLY)
        and not any(name in request.COOKIES for name in ours)
        and "HTTP_AUTHORIZATION" not in request.META
    )


def key_of(request: HttpRequest) -> str | None:
    """Host, path (which names the language) and the allowed part of the query, in order; None when it is not kept."""
    asked = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    if any(name not in KEPT_QUERY or len(value) > LONGEST_VALUE for name, value in asked):
        return None
    pairs = [(name, value) for name, value in asked if value]
    if len(pairs) != len({name for name, _value in pairs}) or len(request.path) > 500:
        return None
    return hashlib.sha256(
        f"{request.get_host().lower()}\n{request.path}\n{urlencode(sorted(pairs))}".encode()
    ).hexdigest()


def is_public(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether this answer may be given to anybody else. A form with a token never is."""
    if request.META.get("CSRF_COOKIE_NEEDS_UPDATE") or response.cookies:
        response["Cache-Control"] = "private, no-store"
        return False
    if response.streaming or response.has_header("Cache-Control"):
        return False
    if response.status_code not in (200, 404, 410):
        response["Cache-Control"] = "no-store" if response.status_code >= 500 else SHARED
        return False
    return True


def mark_private(response: HttpResponse) -> HttpResponse:
    """Posts, the admin, and whoever is signed in: nobody keeps these answers."""
    if not response.has_header("Cache-Control"):
        response["Cache-Control"] = "private, no-store"
    return response


def finished(request: HttpRequest, response: HttpResponse, *, will_be_kept: bool) -> Answer:
    """The answer as it will be given, compressed once; as well as can be where it is given many times."""
    body = response.content
    squeeze = len(body) > 500 and response.get("Content-Type", "").startswith(COMPRESSED)
    headers = tuple((name, value) for name, value in response.items() if name.lower() not in NEVER_KEPT)
    return Answer(
        headers=headers,
        body=body,
        gzip=gzip.compress(body, 6) if squeeze else b"",
        brotli=brotli.compress(body, quality=5) if squeeze and will_be_kept else b"",
        etag=hashlib.sha256(body).hexdigest()[:20],
        made_at=time.time(),
        versions=dict.fromkeys(tags_of(request), ""),
    )


def may_keep(request: HttpRequest, answer: Answer) -> bool:
    """Whether a portal answered, and its view has read every part of the query that was sent."""
    sent = {name for name, value in request.GET.items() if value}
    return request.method == "GET" and bool(answer.versions) and sent <= getattr(request, "query_read", frozenset())


def keep(key: str, answer: Answer, begun: str) -> None:
    try:
        versions = store.versions(answer.versions)
        kept = Answer(answer.headers, answer.body, answer.gzip, answer.brotli, answer.etag, answer.made_at, versions)
        store.put(key, kept, begun=begun, until=good_until(answer.made_at))
    except Exception:  # as above
        logger.exception("the page cache cannot be written")


def good_until(now: float) -> float:
    """At most a quarter of an hour, and never beyond midnight in Thái Bình: pages say what holds today."""
    local = timezone.localtime(datetime.datetime.fromtimestamp(now, datetime.UTC))
    midnight = (local + datetime.timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return min(now + LONGEST.total_seconds(), midnight.timestamp())


def give(answer: Answer, request: HttpRequest, *, status: int = 200) -> HttpResponse:
    """The answer in the encoding this reader takes, or 304 when the reader has it already."""
    if status == 200 and unchanged(answer, request):
        response = HttpResponse(status=304)
        del response["Content-Type"]
    else:
        encoding, body = encoded(answer, request.META.get("HTTP_ACCEPT_ENCODING", ""))
        response = HttpResponse(body, status=status)
        for name, value in answer.headers:
            response[name] = value
        if encoding:
            response["Content-Encoding"] = encoding
        response["Content-Length"] = str(len(body))
    if status == 200:
        response["ETag"] = f'W/"{answer.etag}"'
        response["Last-Modified"] = http_date(answer.made_at)
    response["Cache-Control"] = SHARED
    response["Vary"] = "Accept-Encoding"
    return response


def encoded(answer: Answer, accepted: str) -> tuple[str, bytes]:
    """(name, body): the smallest of what we have and the reader takes."""
    wanted = {match["name"] for match in ENCODING.finditer(accepted) if float(match["q"] or 1) > 0}
    for name, body in (("br", answer.brotli), ("gzip", answer.gzip)):
        if body and name in wanted:
            return name, body
    return "", answer.body


def unchanged(answer: Answer, request: HttpRequest) -> bool:
    """Whether the reader's copy is this very answer. The tag decides; the time only where no tag is sent."""
    if tags := request.META.get("HTTP_IF_NONE_MATCH"):
        return tags.strip() == "*" or answer.etag in {
            tag.removeprefix("W/").strip('"') for tag in cc_delim_re.split(tags)
        }
    since = parse_http_date_safe(request.META.get("HTTP_IF_MODIFIED_SINCE", ""))
    return since is not None and int(answer.made_at) <= cast(int, since)
