"""The yearly list of documents that ceased to be in force, wholly or in part (Luật 2015 Điều 12, 170; rà soát).

Worked out of the events of each document, as its page is: what one says the other says. Rows are ordered as the form
of the list wants them: out of force, out of force in part, suspended.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from documents.models import DocumentPage
from documents.provision_names import name_of
from documents.timeline import timelines
from documents.validity import ENDING, Event, EventKind, State

BATCH = 500
MOST_LOOKED_AT = 5000
# Today's state of a document that lost something in any year so far.
TOUCHED = (
    State.EXPIRED,
    State.PARTLY_EXPIRED,
    State.UNSUITABLE,
    State.SUSPENDED,
    State.PARTLY_SUSPENDED,
)


class Part(StrEnum):
    """The parts of the list."""

    WHOLE = "whole"
    PARTIAL = "partial"
    SUSPENDED = "suspended"


PART_LABELS: dict[str, Any] = {
    Part.WHOLE: _("No longer in force"),
    Part.PARTIAL: _("Partly no longer in force"),
    Part.SUSPENDED: _("Suspended"),
}


@dataclass(frozen=True, slots=True)
class ExpiredRow:
    """One line of the list. `provisions` is empty where the whole document is meant."""

    part: Part
    document: DocumentPage
    on: datetime.date
    reason: str
    provisions: str = ""


def expired_in(year: int, documents: QuerySet[DocumentPage]) -> list[ExpiredRow]:
    """The lines of a year for these live documents. Eight queries for each 500 that lost something at any time."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    found: list[ExpiredRow] = []
    asked = list(candidates(documents, first, last))
    for start in range(0, len(asked), BATCH):
        batch = asked[start : start + BATCH]
        events = timelines(batch)
        for document in batch:
            found += rows_of(document, events[document.pk], first, last)
    order = list(Part)
    return sorted(found, key=lambda row: (order.index(row.part), row.document.issued_on or first, row.document.pk))


def candidates(documents: QuerySet[DocumentPage], first: datetime.date, last: datetime.date) -> QuerySet[DocumentPage]:
    """Those that may have lost something between two days: lists keep today's state and the next change."""
    touched = Q(validity__in=TOUCHED) | Q(validity_until__isnull=False)
    gone_before = Q(ends_on__lt=first)
    asked = documents.filter(touched).exclude(gone_before).exclude(issued_on__gt=last)
    return asked.select_related("document_type", "issuer").order_by("issued_on", "pk")[:MOST_LOOKED_AT]


def rows_of(
    document: DocumentPage, events: Sequence[Event], first: datetime.date, last: datetime.date
) -> Iterator[ExpiredRow]:
    """What one document has to be listed for between two days."""
    dated = [event for event in events if event.on is not None]
    ends = sorted((event for event in dated if is_end(event)), key=lambda event: event.on or first)
    end = ends[0] if ends else None
    if end is not None and end.on is not None and end.on < first:
        return
    if end is not None and end.on is not None and end.on <= last:
        yield ExpiredRow(Part.WHOLE, document, end.on, reason_of(end, document))
        return  # what it lost earlier in the year is gone with the rest
    # A relation and the changes that go with it tell of one and the same loss.
    losses: dict[tuple[Part, str, datetime.date], list[Event]] = {}
    for event in dated:
        part = part_of(event)
        if part and event.on and first <= event.on <= last:
            losses.setdefault((part, event.acting, event.on), []).append(event)
    for (part, _acting, day), told in losses.items():
        anchors = dict.fromkeys(anchor for event in told for anchor in event.anchors)
        strongest = max(told, key=lambda event: event.kind is EventKind.PARTLY_REPEALED)
        yield ExpiredRow(part, document, day, reason_of(strongest, document), "; ".join(map(name_of, anchors)))


def is_end(event: Event) -> bool:
    """Whether nothing of the document is in force any more after it."""
    return not event.anchors and (event.kind in ENDING or event.kind is EventKind.UNSUITABLE)


def part_of(event: Event) -> Part | None:
    """The part of the list an event belongs to that does not end the document."""
    if event.kind is EventKind.SUSPENDED:
        return Part.SUSPENDED
    partly = event.kind in (EventKind.AMENDED, EventKind.PARTLY_REPEALED)
    return Part.PARTIAL if partly or (event.anchors and event.kind in ENDING) else None


def reason_of(event: Event, document: DocumentPage) -> str:
    """Why, in the words of the list."""
    acting = {"document": event.acting}
    if event.kind is EventKind.EXPIRED and not event.acting:
        return document.expired_reason or _now("Its own term has ended")
    if not event.acting:
        return {
            EventKind.AMENDED: _now("Amended"),
            EventKind.PARTLY_REPEALED: _now("Partly repealed"),
            EventKind.REPLACED: _now("Replaced"),
            EventKind.REPEALED: _now("Repealed"),
            EventKind.SUSPENDED: _now("Suspended"),
        }.get(event.kind, _now("No longer suitable"))
    said = {
        EventKind.AMENDED: _now("Amended by %(document)s"),
        EventKind.PARTLY_REPEALED: _now("Partly repealed by %(document)s"),
        EventKind.REPLACED: _now("Replaced by %(document)s"),
        EventKind.REPEALED: _now("Repealed by %(document)s"),
        EventKind.SUSPENDED: _now("Suspended by %(document)s"),
        EventKind.EXPIRED: _now("Out of force according to %(document)s"),
    }
    return said.get(event.kind, _now("No longer suitable, according to %(document)s")) % acting


def heading() -> list[Any]:
    """The columns of the list as a file."""
    return [
        _("State"),
        _("Type"),
        _("Number"),
        _("Issued on"),
        _("Issuer"),
        _("Abstract"),
        _("Provisions"),
        _("Reason"),
        _("Since"),
    ]


def line_of(row: ExpiredRow) -> list[Any]:
    """One line of the file."""
    document = row.document
    return [
        PART_LABELS[row.part],
        document.document_type.name,
        document.number,
        document.issued_on,
        document.issuer.name,
        document.abstract,
        row.provisions,
        row.reason,
        row.on,
    ]
