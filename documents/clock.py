"""From the day a document was issued to the day the public can read it (Quy chế Điều 6.2.d; NĐ 43/2011 Điều 17.1.c).

The issuer itself has two working days, whoever else has to publish the document ten: dated rules, asked on the day of
issue. Day 0 is the day of issue.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import ngettext

from core.calendar import working_calendar
from core.models import Rule
from core.models.dated import today
from documents.province import main_agency_id, province_bodies
from vietnamese.working_days import TableCalendar, add_working_days

if TYPE_CHECKING:
    from documents.models import DocumentPage, Issuer

RULE = "document-publication-time"  # working days
ISSUER, IN_SCOPE = "issuer", "in-scope"
ONE_DAY = datetime.timedelta(days=1)


class TimeLimits:
    """The rules and the calendar, read once for any number of documents. Four queries at most, when first asked."""

    @cached_property
    def rules(self) -> list[Rule]:
        return list(Rule.objects.filter(kind=RULE).order_by("-valid_from"))

    @cached_property
    def calendar(self) -> TableCalendar:
        return working_calendar()

    @cached_property
    def main_id(self) -> int | None:
        return main_agency_id()

    @cached_property
    def bodies(self) -> frozenset[str]:
        return frozenset(province_bodies())

    @cached_property
    def known(self) -> dict[tuple[datetime.date, str], datetime.date | None]:
        return {}

    def scope(self, agency_id: int | None, issuer: Issuer) -> str:
        """Whether the agency that publishes is the one that issued: the main portal is the province's own."""
        own = issuer.agency_id is not None and issuer.agency_id == agency_id
        of_province = agency_id == self.main_id and (issuer.slug in self.bodies)
        return ISSUER if own or of_province else IN_SCOPE

    def days(self, issued_on: datetime.date, scope: str) -> int | None:
        """Working days allowed by the rule in force on the day of issue; None where no rule holds."""
        found = (rule.value for rule in self.rules if rule.scope == scope and rule.holds_on(issued_on))
        value = next(found, None)
        return None if value is None else int(value)

    def due(self, issued_on: datetime.date | None, scope: str) -> datetime.date | None:
        """The last day in time."""
        if issued_on is None:
            return None
        if (issued_on, scope) not in self.known:
            days = self.days(issued_on, scope)
            try:
                last = None if days is None else add_working_days(issued_on, days, self.calendar)
            except OverflowError:  # a slip of the keyboard: behind the end of all calendars
                last = None
            self.known[issued_on, scope] = last
        return self.known[issued_on, scope]

    def issued_before(self, days: int, day: datetime.date) -> datetime.date:
        """What was issued before this day and had so many working days was due before `day`."""
        return add_working_days(day, -days, self.calendar)

    def working_days(self, a: datetime.date, b: datetime.date) -> int:
        """Working days after day a up to and including day b; 0 where b is not after a. Cheap for many pairs."""
        return max(0, bisect_right(self.worked, b) - bisect_right(self.worked, a)) if a < b else 0

    @cached_property
    def worked(self) -> list[datetime.date]:
        """The working days of twenty years, ten of them behind us: what lies outside counts no days."""
        first = today().replace(month=1, day=1) - 10 * 366 * ONE_DAY
        every = (first + n * ONE_DAY for n in range(20 * 366))
        return [day for day in every if self.calendar.is_working_day(day)]


def publication_due(document: DocumentPage, limits: TimeLimits | None = None) -> datetime.date | None:
    """The last working day to publish it in time; None without a day of issue or a rule of that day."""
    if not document.issuer_id:
        return None
    limits = limits or TimeLimits()
    return limits.due(document.issued_on, limits.scope(document.agency_id, document.issuer))


def first_public_on(document: DocumentPage) -> datetime.date | None:
    """The day the public could first read it."""
    moment = document.first_published_at
    return timezone.localdate(moment) if moment else None


def published_in_time(document: DocumentPage, limits: TimeLimits | None = None) -> bool | None:
    """Whether it was; None while it is not public, or where nothing was due."""
    public, due = first_public_on(document), publication_due(document, limits)
    return None if public is None or due is None else public <= due


class ClockState(StrEnum):
    """Where a document stands."""

    RUNNING = "running"  # not public yet, in time
    OVERDUE = "overdue"  # not public yet, and late
    IN_TIME = "in_time"
    LATE = "late"  # public, but too late


@dataclass(frozen=True, slots=True)
class Clock:
    """What a person is told. `days`: working days left, overdue, taken, or late."""

    state: ClockState
    due: datetime.date
    days: int

    @property
    def is_late(self) -> bool:
        return self.state in (ClockState.OVERDUE, ClockState.LATE)

    @property
    def text(self) -> str:
        """`còn 1 ngày làm việc`, `quá hạn 3 ngày làm việc`."""
        n = self.days
        if self.state is ClockState.RUNNING:
            said = ngettext("%(n)s working day left", "%(n)s working days left", n)
        elif self.state is ClockState.OVERDUE:
            said = ngettext("overdue by %(n)s working day", "overdue by %(n)s working days", n)
        elif self.state is ClockState.IN_TIME:
            said = ngettext(
                "published in time, after %(n)s working day", "published in time, after %(n)s working days", n
            )
        else:
            said = ngettext("published %(n)s working day late", "published %(n)s working days late", n)
        return said % {"n": n}


def clock_of(
    document: DocumentPage, limits: TimeLimits | None = None, day: datetime.date | None = None
) -> Clock | None:
    """How much time is left, or was taken; None where nothing is due."""
    limits = limits or TimeLimits()
    due, public = publication_due(document, limits), first_public_on(document)
    return None if due is None else read_clock(document.issued_on or due, due, public, limits, day or today())


def read_clock(
    issued_on: datetime.date, due: datetime.date, public: datetime.date | None, limits: TimeLimits, day: datetime.date
) -> Clock:
    """The same from bare days."""
    if public is not None and public <= due:
        return Clock(ClockState.IN_TIME, due, limits.working_days(issued_on, public))
    if public is not None:
        return Clock(ClockState.LATE, due, max(1, limits.working_days(due, public)))
    if day <= due:
        return Clock(ClockState.RUNNING, due, limits.working_days(day, due))
    return Clock(ClockState.OVERDUE, due, max(1, limits.working_days(due, day)))


def clocks(documents: Any, limits: TimeLimits | None = None) -> list[tuple[DocumentPage, Clock | None]]:
    """Each of these documents (with its issuer loaded) with its clock. Four queries, whatever their number."""
    limits = limits or TimeLimits()
    return [(document, clock_of(document, limits)) for document in documents]
