"""Keeps what lists show of the force of documents true to their events: after each publication, and at midnight."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from agencies.signals import pages_shown_anew
from core.jobs import job
from core.models.dated import today
from core.page_cache import anywhere_tag, purge_at_commit
from core.periodic import hourly
from documents.citing import write_citations
from documents.linking import keys_of
from documents.models import Citation, DocumentPage, ProvisionChange, Relation, ValidityEvent
from documents.models.relation import EFFECT, RelationKind
from documents.timeline import timelines
from documents.validity import ENDING, Event, State, next_change, validity

BATCH = 500
# A document that ends may end those that set it out in detail, these others in turn. A circle of them ends here.
MOST_ROUNDS = 5


def number_tag(key: str) -> str:
    """What depends on a document of this number: its own page, and every page that names it."""
    return f"number:{key}"


@job("documents.settle")
def settle(page_ids: list[int], cited: bool = False) -> None:
    """After these documents were published, changed or withdrawn: their citations, and the force of all they touch.

    `cited`: whom they cite was written with them.
    """
    one_at_a_time()
    pages = list(DocumentPage.objects.filter(pk__in=page_ids))
    if not cited:
        write_citations([page for page in pages if page.live])
    purge_named_by(pages)
    touched = touched_keys(pages)
    before = {key for page in pages for key in page.touched_keys}
    changed = [page for page in pages if set(page.touched_keys) != touched.get(page.pk, set())]
    for page in changed:
        page.touched_keys = sorted(touched.get(page.pk, set()))
    DocumentPage.objects.bulk_update(changed, ["touched_keys"], batch_size=BATCH)
    keys = {page.number_key for page in pages} | before | {key for found in touched.values() for key in found}
    settle_keys(keys)


def purge_named_by(pages: Iterable[DocumentPage]) -> None:
    """The pages of the documents that these name say so: “is the basis of”, “cited by”.

    What is named no more needs no word: a page that shows these depends on their numbers.
    """
    live = [page.pk for page in pages if page.live]
    relations = Relation.objects.filter(document__in=live).values_list("number_key", flat=True)
    citations = Citation.objects.filter(document__in=live).values_list("number_key", flat=True)
    keys = {*relations, *citations}
    purge_at_commit(*(number_tag(spelling) for key in keys for spelling in keys_of(key)))


@job("documents.settle_keys")
def settle_keys(keys: Iterable[str]) -> None:
    """The documents of these numbers, and those whose force hangs on them."""
    one_at_a_time()
    keys = {key for key in keys if key}
    purge_at_commit(*(number_tag(spelling) for key in keys for spelling in keys_of(key)))
    moved = refresh(list(hanging_on(keys)))
    for _round in range(MOST_ROUNDS):
        if not moved:
            break
        moved = refresh(list(detailing({page.number_key for page in moved})))


def hanging_on(keys: Iterable[str]) -> QuerySet[DocumentPage]:
    """Live documents of these numbers, and those whose noted events name them."""
    spellings = {spelling for key in keys for spelling in keys_of(key)}
    told = ValidityEvent.objects.filter(acting_key__in=spellings, on=None).values("document")
    return DocumentPage.objects.live().filter(Q(number_key__in=spellings) | Q(pk__in=told))  # type: ignore[no-any-return]


def detailing(keys: Iterable[str]) -> QuerySet[DocumentPage]:
    """Live documents that set out in detail those of these numbers."""
    spellings = {spelling for key in keys for spelling in keys_of(key)}
    details = Relation.objects.filter(number_key__in=spellings, kind=RelationKind.DETAILS).values("document")
    return DocumentPage.objects.live().filter(pk__in=details)  # type: ignore[no-any-return]


def touched_keys(pages: Iterable[DocumentPage]) -> dict[int, set[str]]:
    """The numbers of the documents whose force each of these touches; none for what is not public."""
    live = [page.pk for page in pages if page.live]
    found: dict[int, set[str]] = {}
    relations = Relation.objects.filter(document__in=live, kind__in=EFFECT).values_list("document_id", "number_key")
    changes = ProvisionChange.objects.filter(document__in=live).values_list("document_id", "number_key")
    for pk, key in [*relations, *changes]:
        found.setdefault(pk, set()).add(key)
    return found


def refresh(documents: list[DocumentPage], on: datetime.date | None = None) -> list[DocumentPage]:
    """Works out the state of these documents on a day (default: today) and keeps it; answers those whose end moved."""
    day = on or today()
    changed: list[DocumentPage] = []
    moved: list[DocumentPage] = []
    for start in range(0, len(documents), BATCH):
        batch = documents[start : start + BATCH]
        events = timelines(batch)
        for page in batch:
            new = (validity(events[page.pk], day), next_change(events[page.pk], day), end_of(events[page.pk]))
            if new[2] != page.ends_on:
                moved.append(page)
            if new != (page.validity, page.validity_until, page.ends_on):
                page.validity, page.validity_until, page.ends_on = new
                changed.append(page)
    DocumentPage.objects.bulk_update(changed, ["validity", "validity_until", "ends_on"], batch_size=BATCH)
    if changed:
        purge_at_commit(anywhere_tag("document"), *(number_tag(page.number_key) for page in changed))
        pages_shown_anew.send(DocumentPage, page_ids=[page.pk for page in changed])
    return moved


def end_of(events: list[Event]) -> datetime.date | None:
    """The first day on which nothing of it is in force any more, as known now."""
    days = [event.on for event in events if event.kind in ENDING and not event.anchors and event.on]
    return min(days, default=None)


def one_at_a_time() -> None:
    """Waits until nobody else works out states, until the end of the transaction.

    Of two workers the one that looked earlier could else write later, and what it wrote would stay.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('documents.settle'))")


@hourly
def states_of_the_day() -> None:
    """Documents whose state changes with the calendar: from the first minute of the day, and after a pause."""
    with transaction.atomic():
        one_at_a_time()
        refresh(list(DocumentPage.objects.live().filter(validity_until__lte=today())))


def state_on(document: DocumentPage, day: datetime.date) -> State:
    """The state of one document on a day."""
    return validity(timelines([document])[document.pk], day)
