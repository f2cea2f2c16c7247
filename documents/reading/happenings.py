"""Events in words: why a document is (not) in force, and the history of its record."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _now

from documents.badges import badge_of
from documents.models import DocumentPage
from documents.provision_names import name_of
from documents.reading.life import Force, Happening, merged
from documents.validity import EventKind, State
from vietnamese.dates import short_date

# A list of provisions longer than this is cut in a sentence.
MOST_PLACES = 6


def sentence(happening: Happening, request: HttpRequest) -> dict[str, Any]:
    """`{text, name, url, places, on, note}`: “Replaced by” + document + provisions + day."""
    event = happening.event
    name = happening.name
    return {
        "text": by_words(event.kind) if name else alone_words(event.kind),
        "name": name,
        "url": happening.by.get_url(request) if happening.by else "",
        "places": places(event.anchors),
        "on": short_date(event.on) if event.on else "",
        "note": happening.note,
    }


def places(anchors: tuple[str, ...]) -> str:
    """`khoản 2 Điều 5, Điều 7 …`"""
    names = [name_of(anchor) for anchor in anchors]
    return ", ".join(names[:MOST_PLACES]) + (" …" if len(names) > MOST_PLACES else "")


def by_words(kind: EventKind) -> str:
    """What was done, with the doer to follow."""
    words = {
        EventKind.AMENDED: _now("Amended by"),
        EventKind.SUPPLEMENTED: _now("Supplemented by"),
        EventKind.REPLACED: _now("Replaced by"),
        EventKind.REPEALED: _now("Repealed by"),
        EventKind.PARTLY_REPEALED: _now("Partly repealed by"),
        EventKind.SUSPENDED: _now("Suspended by"),
        EventKind.LIFTED: _now("Put in force again by"),
        EventKind.CORRECTED: _now("Corrected by"),
        EventKind.EXPIRED: _now("No longer in force together with"),
        EventKind.UNSUITABLE: _now("Found no longer suitable by"),
    }
    return words.get(kind, "")


def alone_words(kind: EventKind) -> str:
    words = {
        EventKind.ADOPTED: _now("Issued"),
        EventKind.PUBLISHED: _now("Published on this portal"),
        EventKind.EFFECTIVE: _now("Comes into force"),
        EventKind.AMENDED: _now("Amended"),
        EventKind.SUPPLEMENTED: _now("Supplemented"),
        EventKind.REPLACED: _now("Replaced"),
        EventKind.REPEALED: _now("Repealed"),
        EventKind.PARTLY_REPEALED: _now("Partly repealed"),
        EventKind.SUSPENDED: _now("Suspended"),
        EventKind.LIFTED: _now("Put in force again"),
        EventKind.CORRECTED: _now("Corrected"),
        EventKind.EXPIRED: _now("No longer in force"),
        EventKind.UNSUITABLE: _now("No longer suitable"),
    }
    return words.get(kind, "")


def force_view(document: DocumentPage, force: Force, request: HttpRequest, *, today: bool) -> dict[str, Any] | None:
    """The state with its reasons; None for what has no grid of force (an official letter, an individual decision)."""
    if force.state is State.UNKNOWN and not document.is_normative:
        return None
    badge = badge_of(force.state)
    assert badge is not None
    not_issued = bool(document.issued_on and force.on < document.issued_on)
    return {
        **badge,
        "notice": {"ok": "ok", "warn": "warn", "stop": "stop"}.get(badge["kind"], "info"),
        "why": [sentence(happening, request) for happening in force.why],
        "next": next_view(force, request),
        "on": "" if today else short_date(force.on),
        "not_issued": not_issued,
        "unknown": force.state is State.UNKNOWN,
    }


def next_view(force: Force, request: HttpRequest) -> dict[str, Any] | None:
    """What is known to come: the day, the state from then on, and by what."""
    if force.next_on is None or force.next_state is None:
        return None
    if force.state is State.NOT_YET and any(happening.event.on == force.next_on for happening in force.why):
        return None  # the reason says so already
    badge = badge_of(force.next_state)
    assert badge is not None
    return {
        "on": short_date(force.next_on),
        "text": badge["text"],
        "why": [{**sentence(happening, request), "on": ""} for happening in force.next_why],
    }


def history(
    document: DocumentPage, life: Iterable[Happening], on: datetime.date, request: HttpRequest
) -> list[dict[str, Any]]:
    """The life of the record, day by day; what has no day yet stands last."""
    rows = [(h.event.on or datetime.date.max, order(h.event.kind), h) for h in merged(life) if h.event.on or h.name]
    shown = []
    for day, _order, happening in sorted(rows, key=lambda row: row[:2]):
        told = sentence(happening, request)
        shown.append(
            {
                "date_text": told["on"] or _now("day not known"),
                "title": f"{told['text']} {told['name']}".strip(),
                "url": told["url"],
                "text": "; ".join(filter(None, (told["places"], told["note"]))),
                "coming": day > on,
            }
        )
    changed = document.last_published_at
    first = document.first_published_at
    if changed and first and timezone.localdate(changed) > timezone.localdate(first):
        day = timezone.localdate(changed)
        shown.append({"date_text": short_date(day), "title": _now("Record last changed"), "url": "", "text": ""})
    return shown


def order(kind: EventKind) -> int:
    """On one day what is issued comes before what is published, and that before what is in force."""
    return {EventKind.ADOPTED: 0, EventKind.PUBLISHED: 1, EventKind.EFFECTIVE: 2}.get(kind, 3)
