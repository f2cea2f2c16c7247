"""Keeps the index true to what is public, in jobs after the commit."""

from __future__ import annotations

from django.db import DatabaseError, transaction
from django.db.models import prefetch_related_objects
from django.db.models.expressions import RawSQL
from wagtail.models import Page

from agencies.models import Portal, PortalPage
from core.jobs import enqueue, job
from search.analysis import vector_literal
from search.models import SearchEntry, SearchNumber, SearchText

BATCH = 100


@job("search.index_pages")
def index_pages(page_ids: list[int], below: bool = False) -> None:
    """Writes the entries of these pages anew; pages that are no longer public lose theirs.

    `below` takes in all pages under them, whose addresses change with a move or a new slug.
    """
    if below:
        branches = Page.objects.filter(pk__in=page_ids)
        page_ids = [pk for page in branches for pk in page.get_descendants(inclusive=True).values_list("pk", flat=True)]
    if len(page_ids) == 1:
        # Alone, a page that cannot be indexed fails its own job, where the error can be read.
        _index(page_ids)
        return
    for start in range(0, len(page_ids), BATCH):
        _index_batch(page_ids[start : start + BATCH])


@job("search.index_portal")
def index_portal(portal_id: int) -> None:
    """A portal was archived or redirected: its entries are flagged, or go."""
    portal = Portal.objects.select_related("container").get(pk=portal_id)
    if portal.container:
        ids = portal.container.get_descendants().live().values_list("pk", flat=True)
        index_pages(list(ids))


def _index_batch(page_ids: list[int]) -> None:
    """Many pages at once; when one of them cannot be indexed, each gets a job of its own and harms no neighbour."""
    try:
        with transaction.atomic():
            _index(page_ids)
    except DatabaseError:
        for pk in page_ids:
            enqueue("search.index_pages", f"page {pk}", page_ids=[pk])


def _index(page_ids: list[int]) -> None:
    pages = list(Page.objects.filter(pk__in=page_ids).live().public().specific().select_related("locale"))
    for model in {type(page) for page in pages if isinstance(page, PortalPage)}:
        # What a page says of itself names them: asked for all at once.
        prefetch_related_objects([page for page in pages if type(page) is model], *model.routed_with)
    portals = {p.agency_id: p for p in Portal.objects.open_to_readers()}
    with transaction.atomic():
        SearchEntry.objects.filter(page__in=page_ids).delete()
        for page in pages:
            if isinstance(page, PortalPage) and page.agency_id in portals:
                write_entries(page, portals[page.agency_id])


def write_entries(page: PortalPage, portal: Portal) -> None:
    """The rows of one page: what it says of itself, and the words by which it is found."""
    for data in page.search_entries():
        entry = SearchEntry(
            page_id=page.pk,
            agency_id=page.agency_id,
            portal=portal,
            language=page.locale.language_code,
            kind=data.kind,
            title=(data.heading or data.title)[:300],
            summary=data.summary,
            number=data.number[:80],
            path=data.path,
            date=data.date,
            prominence=data.prominence,
            validity=data.validity,
            is_archived=portal.is_read_only,
            # Django would send the literal through `to_tsvector`; ours is ready.
            vector=RawSQL("%s::tsvector", [vector_literal(data.title, data.text)]),
        )
        entry.save()
        SearchText.objects.create(entry=entry, text=data.text)
        SearchNumber.objects.bulk_create([SearchNumber(entry=entry, key=key[:110]) for key in data.number_keys])


def rebuild() -> int:
    """Writes the whole index anew, page by page; answers the number of entries. Readers go on searching meanwhile."""
    ids = list(Page.objects.live().filter(depth__gt=2).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        _index_batch(ids[start : start + BATCH])
    SearchEntry.objects.exclude(page__in=ids).delete()
    return SearchEntry.objects.count()
