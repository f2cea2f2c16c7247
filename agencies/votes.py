"""“Was this page useful?”: counts answers and keeps nothing about who gave them (NĐ 224/2026 Điều 10.3).

The question stands on pages that are kept and shown to everybody, so its form has no token and sets no cookie. What
keeps others from answering in a reader's name, or a thousand times, is asked here.
"""

from __future__ import annotations

import datetime
import time

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from wagtail.models import Page

from agencies.models import PageVote, Portal
from agencies.wall.references import container_path

HOUR, DAY = 3600, 86_400  # seconds
# Many people share one address (a school, a mobile network): the limits stop a machine, not a village.
MOST_AN_HOUR = 60
MOST_ABOUT_ONE_PAGE = 5  # a day


def came_from_here(request: HttpRequest) -> bool:
    """Whether a page of this very host sent the form.

    Every browser since 2020 sends `Origin` with a post, most `Sec-Fetch-Site` too, and no script of another site can
    change either. Whatever is sent has to name this host; a post with neither comes from no browser and is refused.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is None and origin is None:
        return False
    if site is not None and site != "same-origin":
        return False
    return origin is None or origin.lower() == f"{request.scheme}://{request.get_host()}".lower()


def too_often(address: str, page_id: int, day: datetime.date, what: str = "votes") -> bool:
    """Whether this address has answered too often; counts this answer. `what` is counted by itself.

    Kept is a hash that changes every day, for a day at most, and nobody can tell the address from it. Two answers at
    the same moment may be counted as one: a limit for machines need not be exact.
    """
    who = salted_hmac("agencies.votes", f"{day} {address}", algorithm="sha256").hexdigest()[:32]
    hour = int(time.time() // HOUR)  # of the clock: a limit that is reached ends with it
    limits = ((f"{what}:{who}:h{hour}", MOST_AN_HOUR, HOUR), (f"{what}:{who}:{page_id}", MOST_ABOUT_ONE_PAGE, DAY))
    counts = {key: int(cache.get(key, 0)) for key, _most, _seconds in limits}
    if any(counts[key] >= most for key, most, _seconds in limits):
        return True
    for key, _most, seconds in limits:
        cache.set(key, counts[key] + 1, seconds)
    return False


def page_asked_about(portal: Portal, asked: str) -> Page | None:
    """The live page of this portal with this id, as it came from outside; None for anything else."""
    if not (asked.isascii() and asked.isdecimal() and len(asked) <= 9) or portal.site is None:
        return None
    own = Page.objects.live().public().filter(path__startswith=container_path(portal.site.root_page))
    return own.filter(pk=int(asked)).select_related("locale").first()


def count_answer(page_id: int, day: datetime.date, *, useful: bool) -> None:
    """One more answer of the day. One statement, so that two at the same moment are two."""
    table = connection.ops.quote_name(PageVote._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (page_id, day, useful, count) VALUES (%s, %s, %s, 1) "  # noqa: S608 - our own name
            f"ON CONFLICT (page_id, day, useful) DO UPDATE SET count = {table}.count + 1",
            [page_id, day, useful],
        )
