"""The intake list: what was sent to the portal, what of it came, what is public (Quy chế Điều 12.1.b, 12.2).

A row says only what a person knows: number, day of issue, when it was sent and received. Whether and when it was
published is read from the library by issuer, type and number, each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet, Subquery
from django.db.models.expressions import OuterRef
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from core.models.dated import today
from documents.clock import ISSUER, Clock, TimeLimits, first_public_on, read_clock
from documents.models import DocumentPage, IncomingDocument
from documents.province import own_issuer_ids

# A key whose number bears its year (`2/2011/qd-ubnd`); other numbers begin anew every year.
WITH_YEAR = r"^[^/-]+/(19|20)[0-9]{2}(/|$)"


class IntakeState(StrEnum):
    """Where a document stands."""

    EXPECTED = "expected"
    SENT = "sent"
    RECEIVED = "received"
    PUBLISHED = "published"
    WITHHELD = "withheld"


STATE_LABELS: dict[str, Any] = {
    IntakeState.EXPECTED: _("issued, not sent yet"),
    IntakeState.SENT: _("sent, not received yet"),
    IntakeState.RECEIVED: _("received, not published yet"),
    IntakeState.PUBLISHED: _("published"),
    IntakeState.WITHHELD: _("not to be published"),
}
OVERDUE = "overdue"  # a filter, no state: not public although the time is over
FILTERS: dict[str, Any] = {**STATE_LABELS, OVERDUE: _("not published in time")}


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """A row of the list with all that follows from it."""

    record: IncomingDocument
    state: IntakeState
    clock: Clock | None
    page: DocumentPage | None

    @property
    def label(self) -> str:
        return str(STATE_LABELS[self.state])

    @property
    def is_alarming(self) -> bool:
        """Public although it is not to be: somebody has to look at once."""
        return self.page is not None and self.record.is_withheld


def with_publication(records: QuerySet[IncomingDocument]) -> QuerySet[IncomingDocument]:
    """Each row with `public_page`: the id of the live document with its issuer, type and number; None without one."""
    same = DocumentPage.objects.live().filter(
        Q(year=ExtractYear(OuterRef("issued_on"))) | Q(number_key__regex=WITH_YEAR),
        language="vi",
        issuer=OuterRef("issuer"),
        document_type=OuterRef("document_type"),
        number_key=OuterRef("number_key"),
    )
    first = same.order_by("first_published_at", "pk").values("pk")[:1]
    return records.annotate(public_page=Subquery(first))


def in_state(agency_id: int, wanted: str, limits: TimeLimits) -> QuerySet[IncomingDocument]:
    """The rows of an agency's list in one of `FILTERS`; nonsense fits nothing."""
    records = intake_of(agency_id)
    waiting = Q(public_page=None, is_withheld=False)
    conditions: dict[str, Q] = {
        IntakeState.EXPECTED: waiting & Q(received_on=None, sent_on=None),
        IntakeState.SENT: waiting & Q(received_on=None, sent_on__isnull=False),
        IntakeState.RECEIVED: waiting & Q(received_on__isnull=False),
        IntakeState.PUBLISHED: Q(public_page__isnull=False),
        IntakeState.WITHHELD: Q(public_page=None, is_withheld=True),
    }
    if wanted == OVERDUE:
        return records.filter(waiting & overdue(agency_id, limits))
    return records.filter(conditions[wanted]) if wanted in conditions else records.none()


def overdue(agency_id: int, limits: TimeLimits) -> Q:
    """Issued so long ago that the time is over today, by the rule in force on the day of issue."""
    own = own_issuer_ids(agency_id, limits.main_id)
    found = Q(pk__in=[])
    for rule in limits.rules:
        holds = Q(issued_on__gte=rule.valid_from, issued_on__lt=limits.issued_before(int(rule.value), today()))
        if rule.valid_to:
            holds &= Q(issued_on__lte=rule.valid_to)
        found |= holds & (Q(issuer__in=own) if rule.scope == ISSUER else ~Q(issuer__in=own))
    return found


def intake_rows(records: Iterable[IncomingDocument], limits: TimeLimits) -> list[IntakeRow]:
    """The rows as the list shows them; `records` come from `with_publication`. Five queries, whatever their number."""
    found = list(records)
    columns = ("title", "slug", "url_path", "first_published_at", "path", "depth", "locale_id")
    pages = DocumentPage.objects.only(*columns).in_bulk([one.public_page for one in found if one.public_page])  # type: ignore[attr-defined]
    return [row_of(record, pages.get(record.public_page), limits) for record in found]  # type: ignore[attr-defined]


def row_of(record: IncomingDocument, page: DocumentPage | None, limits: TimeLimits) -> IntakeRow:
    public = first_public_on(page) if page else None
    due = limits.due(record.issued_on, limits.scope(record.agency_id, record.issuer))
    clock = read_clock(record.issued_on, due, public, limits, today()) if due else None
    if page is not None:
        state = IntakeState.PUBLISHED
    elif record.is_withheld:
        state, clock = IntakeState.WITHHELD, None
    elif record.received_on:
        state = IntakeState.RECEIVED
    else:
        state = IntakeState.SENT if record.sent_on else IntakeState.EXPECTED
    return IntakeRow(record, state, clock, page)


def intake_of(agency_id: int) -> QuerySet[IncomingDocument]:
    """The list of one agency, newest issue first, with what a row shows."""
    found = IncomingDocument.objects.filter(agency=agency_id).select_related("issuer", "document_type")
    return with_publication(found)


def table_of(rows: Sequence[IntakeRow]) -> tuple[list[Any], list[list[Any]]]:
    """Heading and lines of the list as a file."""
    heading = [
        _("Number"),
        _("Type"),
        _("Issuer"),
        _("Abstract"),
        _("Issued on"),
        _("Sent on"),
        _("Received on"),
        _("State"),
        _("Published on"),
        _("Publish by"),
        _("Time limit"),
        _("Note"),
    ]
    lines = [
        [
            row.record.number,
            row.record.document_type.name,
            row.record.issuer.name,
            row.record.abstract,
            row.record.issued_on,
            row.record.sent_on,
            row.record.received_on,
            row.label,
            first_public_on(row.page) if row.page else None,
            row.clock.due if row.clock else None,
            row.clock.text if row.clock else "",
            row.record.note,
        ]
        for row in rows
    ]
    return heading, lines
