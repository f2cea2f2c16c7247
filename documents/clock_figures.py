"""How quickly documents reach the public: figures for everybody to read, by agency and by month.

What counts, and what the public page says of it: documents an agency has published, issued within the last twelve
months and since its portal opened, save those that an import brought in. So an old document that is put in late, or a
whole library taken over from elsewhere, makes no figure silly. What is not published yet is nobody's business and
cannot count; it counts as late once it is published.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from core.models.dated import today
from documents.clock import TimeLimits
from documents.models import DocumentPage, DocumentText, Issuer, Origin

MONTHS = 12


@dataclass(slots=True)
class Figure:
    """What is said of one agency, or of one month: documents counted, those in time, working days each took."""

    count: int = 0
    in_time: int = 0
    taken: list[int] = field(default_factory=list)

    def add(self, days: int, in_time: bool) -> None:
        self.count += 1
        self.in_time += in_time
        self.taken.append(days)

    @property
    def percent(self) -> int:
        """Of those counted, how many were in time. Rounded down: 100 means all of them."""
        return 100 * self.in_time // self.count if self.count else 0

    @property
    def median(self) -> float:
        """Working days from issue to publication, in the middle."""
        return median(self.taken) if self.taken else 0

    @property
    def median_text(self) -> str:
        """`2`, or `2,5`."""
        return f"{self.median:g}".replace(".", ",")


Row = tuple[int, datetime.date, datetime.datetime, int]  # agency, issued, first public, issuer


def first_day() -> datetime.date:
    """The first day of the twelve months that are looked at, the running one among them."""
    day = today()
    month = 12 * day.year + day.month - MONTHS
    return datetime.date(month // 12, month % 12 + 1, 1)


def counted(agency_id: int | None = None) -> QuerySet[DocumentPage, Row]:
    """The documents that count, of one agency or of all."""
    imported = DocumentText.objects.filter(document=OuterRef("pk"), origin=Origin.IMPORT)
    since_opening = Q(agency__portal__opened_on=None) | Q(issued_on__gte=F("agency__portal__opened_on"))
    found = DocumentPage.objects.live().filter(
        since_opening, ~Exists(imported), language="vi", issued_on__range=(first_day(), today())
    )
    if agency_id is not None:
        found = found.filter(agency=agency_id)
    rows = found.exclude(first_published_at=None).order_by()
    return rows.values_list("agency_id", "issued_on", "first_published_at", "issuer_id")  # type: ignore[return-value]


def figures(agency_id: int) -> Figure | None:
    """What the list of documents of one agency says in one line, with a link to `/van-ban/thoi-han-dang/`.

    For the template `documents/clock_line.html`, which shows it as `clock`; None where nothing counts: then it shows
    nothing. Six queries, one where nothing counts.
    """
    return summed(counted(agency_id)).get(agency_id)


def figures_of_all() -> dict[int, Figure]:
    """The same for every agency by its id. Six queries, whatever their number."""
    return summed(counted())


def figures_by_month(agency_id: int) -> dict[datetime.date, Figure]:
    """The same of one agency by month of issue (its first day), newest first. Six queries."""
    found: dict[datetime.date, Figure] = defaultdict(Figure)
    for _agency, issued, days, in_time in measured(counted(agency_id)):
        found[issued.replace(day=1)].add(days, in_time)
    return dict(sorted(found.items(), reverse=True))


def summed(rows: Iterable[Row]) -> dict[int, Figure]:
    found: dict[int, Figure] = defaultdict(Figure)
    for agency, _issued, days, in_time in measured(rows):
        found[agency].add(days, in_time)
    return dict(found)


def measured(rows: Iterable[Row]) -> Iterable[tuple[int, datetime.date, int, bool]]:
    """Agency, day of issue, working days taken, whether in time. What no rule sets a time for is left out."""
    rows = list(rows)
    if not rows:
        return
    limits = TimeLimits()
    issuers = Issuer.objects.only("slug", "agency_id").in_bulk({row[3] for row in rows})
    for agency, issued, moment, issuer in rows:
        public, due = timezone.localdate(moment), limits.due(issued, limits.scope(agency, issuers[issuer]))
        if due is not None:
            yield agency, issued, limits.working_days(issued, public), public <= due
