"""The dated events of documents, out of their own dates, their relations, and what others do to them.

Asked for many documents at once: the number of queries does not grow with theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from documents.linking import by_key, choose, keys_of, live_documents, wanted_by
from documents.models import DocumentPage, ProvisionChange, Relation, ValidityEvent
from documents.models.relation import CHANGE_EFFECT, EFFECT, RelationKind
from documents.validity import ENDING, Event, EventKind
from vietnamese.document_number import parse_number

Acted = tuple[Relation | ProvisionChange, DocumentPage]


def timelines(documents: Sequence[DocumentPage]) -> dict[int, list[Event]]:
    """The events of each of these documents by its id, in no order. Seven queries, whatever their number."""
    rows = acted_upon(documents)
    noted: dict[int, list[ValidityEvent]] = defaultdict(list)
    for event in ValidityEvent.objects.filter(document__in=[document.pk for document in documents]):
        noted[event.document_id].append(event)
    acting = by_key({event.acting_key for events in noted.values() for event in events if event.on is None})
    parents = detailed_by(documents)
    found: dict[int, list[Event]] = {}
    for document in documents:
        events = own_events(document)
        events += [told_by(row, source) for row, source in rows.get(document.pk, ()) if can_act(source, document)]
        events += [noted_event(event, acting) for event in noted.get(document.pk, ()) if can_have(event, document)]
        # What sets a law out in detail ends with it (Luật 2015 Điều 154.4).
        events += [Event(EventKind.EXPIRED, parent.ends_on, parent.title) for parent in parents.get(document.pk, ())]
        found[document.pk] = events
    return found


def own_events(document: DocumentPage) -> list[Event]:
    """What its own dates say."""
    published = document.first_published_at
    events = [
        Event(EventKind.ADOPTED, document.issued_on),
        Event(EventKind.PUBLISHED, timezone.localdate(published) if published else None),
        Event(EventKind.EFFECTIVE, document.effective_on),
    ]
    if document.expired_on:
        events.append(Event(EventKind.EXPIRED, document.expired_on))
    return events


def told_by(row: Relation | ProvisionChange, source: DocumentPage) -> Event:
    """The event that a relation or a change is for the other document, from the day the acting one has effect."""
    kind = CHANGE_EFFECT[row.action] if isinstance(row, ProvisionChange) else EFFECT[row.kind]
    anchors = row.anchors
    if anchors and kind in ENDING:
        kind = EventKind.PARTLY_REPEALED
    return Event(kind, row.effective_on or source.effective_on, source.title, anchors)


def can_act(source: DocumentPage, document: DocumentPage) -> bool:
    """Whether the other one can have done it: none acts on what did not exist yet. A mistake is shown, not counted."""
    if source.issued_on and document.issued_on:
        return source.issued_on >= document.issued_on
    return not (source.year and document.year) or source.year >= document.year


def can_have(event: ValidityEvent, document: DocumentPage) -> bool:
    """The same of a document that may not be here: its number tells its year."""
    year = parse_number(event.acting_number).year if event.acting_number else None
    return not (year and document.year) or year >= document.year


def noted_event(event: ValidityEvent, acting: dict[str, list[DocumentPage]]) -> Event:
    """An event somebody wrote down; without a day it has the one of the acting document, once that is here."""
    day = event.on
    if day is None and len(found := acting.get(event.acting_key, [])) == 1:
        day = found[0].effective_on
    kind = EventKind(event.kind)
    if event.anchors and kind in ENDING:
        kind = EventKind.PARTLY_REPEALED
    return Event(kind, day, event.acting_number, event.anchors)


def acted_upon(documents: Sequence[DocumentPage], *, all_kinds: bool = False) -> dict[int, list[Acted]]:
    """For each document, the rows of live documents that name it, each with the document it stands in.

    Only rows that touch its force, or all.
    """
    keys = {spelling for document in documents for spelling in keys_of(document.number_key) if spelling}
    if not keys:
        return {}
    relations: Any = Relation.objects.filter(number_key__in=keys, document__live=True)
    if not all_kinds:
        relations = relations.filter(kind__in=EFFECT)
    changes = ProvisionChange.objects.filter(number_key__in=keys, document__live=True)
    rows: list[Any] = [*relations.order_by("document", "sort_order"), *changes.order_by("document", "sort_order")]
    if not rows:
        return {}
    sources = {page.pk: page for page in live_documents().filter(pk__in={row.document_id for row in rows})}
    candidates = by_key({row.number_key for row in rows})
    wanted_ids = {document.pk for document in documents}
    found: dict[int, list[Acted]] = defaultdict(list)
    for row in rows:
        if (source := sources.get(row.document_id)) is None:
            continue  # withdrawn between two queries
        target = choose(candidates.get(row.number_key, []), wanted_by(row, source.issuer_id))
        if target is not None and target.pk in wanted_ids and target.pk != source.pk:
            found[target.pk].append((row, source))
    return found


def detailed_by(documents: Sequence[DocumentPage]) -> dict[int, list[DocumentPage]]:
    """For each normative document, the live ones with an end that it sets out in detail."""
    normative = {document.pk: document for document in documents if document.is_normative}
    rows = list(Relation.objects.filter(document__in=normative, kind=RelationKind.DETAILS))
    candidates = by_key({row.number_key for row in rows})
    found: dict[int, list[DocumentPage]] = defaultdict(list)
    for row in rows:
        target = choose(candidates.get(row.number_key, []), wanted_by(row, normative[row.document_id].issuer_id))
        if target is not None and target.ends_on and not row.anchors:
            found[row.document_id].append(target)
    return found
