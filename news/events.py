"""News of an event: from when it happened to when it was first public (Quy chế Điều 6.2.c)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Aggregate, DurationField
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _now

from core.models import Rule

if TYPE_CHECKING:
    from news.models import NewsPage

RULE = "event-news-lag"  # hours
MEDIAN_DAYS = 90
LONGEST = datetime.timedelta(days=366)  # an older event in a new item is a slip of the year


def event_problems(page: NewsPage, now: datetime.datetime | None = None) -> list[str]:
    """What is wrong with the time of the event of an item that is to be public; drafts may be written ahead."""
    happened, now = page.happened_at, now or timezone.now()
    if happened is None:
        return []
    day = timezone.localdate(happened)
    if happened > now:
        said = _now("The event lies in the future (%(day)s). Publish it when it has taken place, or correct its time.")
    elif day > page.published_on:
        said = _now("The item is dated before its event (%(day)s). Correct one of the two.")
    elif day < page.published_on - LONGEST:
        said = _now("The event (%(day)s) lies more than a year before the date of the item. Check the year.")
    else:
        return []
    return [said % {"day": f"{day.day}/{day.month}/{day.year}"}]


class Median(Aggregate):
    """The middle value, computed by PostgreSQL."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


class LagLimits:
    """The hours that may pass, by the dated rule of the day an item was published. One query."""

    def __init__(self) -> None:
        self.rules = list(Rule.objects.filter(kind=RULE, scope="").order_by("-valid_from"))

    def on(self, day: datetime.date) -> datetime.timedelta | None:
        """The limit of a day; None where no rule holds."""
        hours = next((rule.value for rule in self.rules if rule.holds_on(day)), None)
        return None if hours is None else datetime.timedelta(hours=hours)


@dataclass(frozen=True, slots=True)
class LagRow:
    """An item of an event as the list shows it."""

    page: Any
    lag_text: str
    state: str  # "early", "late" or "" for in time
    url: str  # where its title leads

    @classmethod
    def of(cls, page: Any, limits: LagLimits, url: str = "") -> LagRow:
        """`page` comes from `NewsQuerySet.events`."""
        if page.lag < datetime.timedelta():
            return cls(page, "", "early", url)
        limit = limits.on(timezone.localdate(page.first_published_at))
        late = limit is not None and page.lag > limit
        return cls(page, in_words(page.lag), "late" if late else "", url)


def in_words(lag: datetime.timedelta) -> str:
    """A length of time as people say it: `1 ngày, 3 giờ`."""
    start = timezone.now()
    return timesince(start, start + lag)
