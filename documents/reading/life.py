"""The life of one document for its page: what happened to it and when, each with the document that did it.

The events are those of `documents.timeline`, asked for here with what the page shows besides, so that both cost the
same queries.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from documents.linking import choose, wanted_by
from documents.models import DocumentPage, ProvisionChange, Relation, ValidityEvent
from documents.models.relation import EFFECT, RelationKind
from documents.timeline import noted_event, own_events, told_by
from documents.validity import Event, EventKind, State, next_change, validity

Candidates = dict[str, list[DocumentPage]]
Acted = tuple[Relation | ProvisionChange, DocumentPage]


@dataclass(frozen=True, slots=True)
class Happening:
    """One event with who did it: a document of the library, or only its name."""

    event: Event
    by: DocumentPage | None = None
    name: str = ""
    note: str = ""


def life_of(
    document: DocumentPage,
    acted: Iterable[Acted],
    noted: Iterable[ValidityEvent],
    own: Iterable[Relation],
    candidates: Candidates,
) -> list[Happening]:
    """All events of a document, in no order. No query: `candidates` are the documents of all numbers named here."""
    found = [Happening(event, note=reason(document, event)) for event in own_events(document)]
    for row, source in acted:
        if isinstance(row, ProvisionChange) or row.kind in EFFECT:
            found.append(Happening(told_by(row, source), source, source.title, getattr(row, "note", "")))
    for event in noted:
        acting = candidates.get(event.acting_key, [])
        by = acting[0] if len({page.pk for page in acting}) == 1 else None
        found.append(Happening(noted_event(event, candidates), by, event.acting_number, event.note))
    return [*found, *ended_with(document, own, candidates)]


def reason(document: DocumentPage, event: Event) -> str:
    return document.expired_reason if event.kind is EventKind.EXPIRED else ""


def ended_with(document: DocumentPage, own: Iterable[Relation], candidates: Candidates) -> list[Happening]:
    """What sets a law out in detail ends with it (Luật 2015 Điều 154.4)."""
    if not document.is_normative:
        return []
    found = []
    for row in own:
        if row.kind == RelationKind.DETAILS and not row.anchors:
            parent = choose(candidates.get(row.number_key, []), wanted_by(row, document.issuer_id))
            if parent is not None and parent.ends_on:
                found.append(Happening(Event(EventKind.EXPIRED, parent.ends_on, parent.title), parent, parent.title))
    return found


def merged(life: Iterable[Happening]) -> list[Happening]:
    """What one document did on one day in one line, with all the places it names."""
    found: dict[tuple[object, ...], Happening] = {}
    for happening in life:
        event = happening.event
        key = (event.kind, event.on, happening.by.pk if happening.by else None, happening.name)
        if (before := found.get(key)) is None:
            found[key] = happening
            continue
        both = tuple(dict.fromkeys((*before.event.anchors, *event.anchors)))
        notes = "; ".join(dict.fromkeys(filter(None, (before.note, happening.note))))
        found[key] = replace(before, event=replace(event, anchors=both), note=notes)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Force:
    """Whether a document is in force on a day, why, and what is known to come."""

    on: datetime.date
    state: State
    why: tuple[Happening, ...]
    next_on: datetime.date | None
    next_state: State | None
    next_why: tuple[Happening, ...]


# Which events explain a state, the most telling kinds first.
_WHY: dict[State, tuple[EventKind, ...]] = {
    State.EXPIRED: (EventKind.REPLACED, EventKind.REPEALED, EventKind.EXPIRED),
    State.UNSUITABLE: (EventKind.UNSUITABLE,),
    State.SUSPENDED: (EventKind.SUSPENDED,),
    State.PARTLY_SUSPENDED: (EventKind.SUSPENDED,),
    State.PARTLY_EXPIRED: (EventKind.PARTLY_REPEALED, EventKind.AMENDED),
    State.IN_FORCE: (EventKind.EFFECTIVE,),
    State.NOT_YET: (EventKind.EFFECTIVE,),
}


def force_of(life: Sequence[Happening], on: datetime.date) -> Force:
    """The state on a day with its reasons, and the next change that is known."""
    events = [happening.event for happening in life]
    state = validity(events, on)
    next_on = next_change(events, on)
    next_state = validity(events, next_on) if next_on else None
    return Force(
        on,
        state,
        reasons(life, state, on),
        next_on,
        next_state,
        tuple(h for h in reasons(life, next_state, next_on) if h.event.on == next_on) if next_on and next_state else (),
    )


def reasons(life: Sequence[Happening], state: State, on: datetime.date) -> tuple[Happening, ...]:
    """The happenings that made this state, by day; of an end only the first, for nothing ends twice."""
    kinds = _WHY.get(state, ())
    whole = state in (State.EXPIRED, State.UNSUITABLE, State.SUSPENDED)
    found = [
        h
        for h in life
        if h.event.kind in kinds
        and h.event.on is not None
        and (h.event.on <= on or state is State.NOT_YET)
        and not (whole and h.event.anchors)
    ]
    found.sort(key=lambda h: (h.event.on or on, kinds.index(h.event.kind)))
    if state is State.SUSPENDED:
        return tuple(found[-1:])
    one = state in (State.EXPIRED, State.UNSUITABLE, State.IN_FORCE, State.NOT_YET)
    return tuple(found[:1] if one else merged(found))


def provision_states(
    events: Sequence[Event], chains: dict[str, tuple[str, ...]], on: datetime.date, whole: State
) -> dict[str, State]:
    """The state of each provision that an event names, where it differs from that of the document.

    `chains` gives for an anchor itself and the anchors of all it hangs under.
    """
    if whole in (State.EXPIRED, State.UNSUITABLE, State.NOT_YET):
        return {}
    named = {anchor for event in events for anchor in event.anchors if anchor in chains}
    found = {anchor: validity(events, on, chains[anchor]) for anchor in named}
    telling = (State.EXPIRED, State.SUSPENDED)
    return {anchor: state for anchor, state in found.items() if state in telling and state != whole}
