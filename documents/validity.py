"""Whether a document is in force on a day: a pure function of the day and of dated events (domain 3.5).

The day of an event is the day from which the acting document has effect, never the day it was signed. An event without
a day, or of a later day, says nothing yet. What is not known stays unknown: no day is guessed from the text.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """The eight states of the national database of legal documents."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    PARTLY_EXPIRED = "partly_expired"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    PARTLY_SUSPENDED = "partly_suspended"
    UNSUITABLE = "unsuitable"
    UNKNOWN = "unknown"


class EventKind(StrEnum):
    """What can happen to a document."""

    ADOPTED = "adopted"
    PUBLISHED = "published"
    EFFECTIVE = "effective"
    AMENDED = "amended"
    SUPPLEMENTED = "supplemented"
    REPLACED = "replaced"
    REPEALED = "repealed"
    PARTLY_REPEALED = "partly_repealed"
    SUSPENDED = "suspended"
    LIFTED = "lifted"
    EXPIRED = "expired"
    CORRECTED = "corrected"
    UNSUITABLE = "unsuitable"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `anchors` names the provisions it is about; empty: the whole document."""

    kind: EventKind
    on: datetime.date | None
    acting: str = ""
    anchors: tuple[str, ...] = ()


ENDING = frozenset({EventKind.REPLACED, EventKind.REPEALED, EventKind.EXPIRED})
# Law adds without taking away: a document that was only supplemented, or whose misprints were corrected, holds wholly.
CHANGING = frozenset({EventKind.AMENDED, EventKind.PARTLY_REPEALED, *ENDING})
GONE = frozenset({State.EXPIRED, State.UNSUITABLE})


def validity(events: Iterable[Event], on: datetime.date, within: tuple[str, ...] = ()) -> State:
    """The state of a document on a day, or of one of its provisions.

    `within` is the anchor of the provision, then those of all it hangs under (`dieu-5.khoan-2`, `dieu-5`,
    `chuong-ii`). A provision that was amended is in force as amended; one that lost a part of itself is partly expired.
    """
    past = [event for event in events if event.on is not None and event.on <= on]
    about = [event for event in past if concerns(event, within)]
    ends = [event for event in about if event.kind in ENDING and is_whole(event, within)]
    if within:
        ends += [event for event in about if event.kind is EventKind.PARTLY_REPEALED and is_whole(event, within)]
    if ends:
        return State.EXPIRED
    if any(event.kind is EventKind.UNSUITABLE and is_whole(event, within) for event in about):
        return State.UNSUITABLE
    begins = begins_on(events)
    if begins is None:
        return State.UNKNOWN
    if begins > on:
        return State.NOT_YET
    if suspended := suspension(about, within):
        return suspended
    partly = [event for event in about if event.kind in CHANGING and not (within and is_whole(event, within))]
    if within:
        # To have another wording in a clause is no loss of the article.
        partly = [event for event in partly if event.kind is not EventKind.AMENDED]
    return State.PARTLY_EXPIRED if partly else State.IN_FORCE


def begins_on(events: Iterable[Event]) -> datetime.date | None:
    """The first day it has effect."""
    return min((event.on for event in events if event.kind is EventKind.EFFECTIVE and event.on), default=None)


def suspension(past: list[Event], within: tuple[str, ...]) -> State | None:
    """Whether it is suspended: what was lifted on the same day or later is not."""
    whole: bool = False
    parts: set[str] = set()
    for event in sorted(past, key=lambda e: (e.on or datetime.date.min, e.kind is EventKind.LIFTED)):
        if event.kind is EventKind.SUSPENDED:
            if is_whole(event, within):
                whole = True
            else:
                parts |= set(event.anchors)
        elif event.kind is EventKind.LIFTED:
            if is_whole(event, within):
                whole, parts = False, set()
            else:
                parts = {part for part in parts if not is_under(part, event.anchors)}
    if whole:
        return State.SUSPENDED
    return State.PARTLY_SUSPENDED if parts else None


def is_under(anchor: str, others: tuple[str, ...]) -> bool:
    """Whether a provision is one of these, or a part of one."""
    return any(anchor == other or anchor.startswith(f"{other}.") for other in others)


def concerns(event: Event, within: tuple[str, ...]) -> bool:
    """Whether an event touches the provision: itself, something above it, or something below it."""
    if not within or not event.anchors:
        return True
    return any(anchor in within or anchor.startswith(f"{within[0]}.") for anchor in event.anchors)


def is_whole(event: Event, within: tuple[str, ...]) -> bool:
    """Whether an event is about all of the document, or all of the provision."""
    if not event.anchors:
        return event.kind is not EventKind.PARTLY_REPEALED
    return bool(within) and any(anchor in within for anchor in event.anchors)


def next_change(events: Iterable[Event], after: datetime.date) -> datetime.date | None:
    """The first day after `after` with another state than on `after`; None: none is known."""
    events = tuple(events)
    now = validity(events, after)
    days = sorted({event.on for event in events if event.on and event.on > after})
    return next((day for day in days if validity(events, day) != now), None)
