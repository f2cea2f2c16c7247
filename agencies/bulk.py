"""Many pages at once: the same checks as one by one, one log line and one index job for the batch.

Used by imports and by the sample province. 50,000 pages one by one would take half an hour, in bulk ten seconds.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField
from wagtail.models import Page, ReferenceIndex

from agencies.models import Portal, PortalPage
from agencies.models.page import POINTS_ELSEWHERE
from agencies.signals import pages_published
from agencies.wall.references import container_path, foreign_references, found_references
from core.models import User
from core.rich_text import clean
from core.transitions import Transition, reasons_if

BATCH = 500
# Set by the insertion itself, so they are not checked before it.
TREE_FIELDS = {
    "path",
    "depth",
    "numchild",
    "url_path",
    "page_ptr",
    "content_type",
    "agency",
    "translation_key",
    "locale",
}


@dataclass(slots=True)
class BulkResult:
    """What went in, and what was left out and why."""

    created: list[PortalPage] = field(default_factory=list)
    refused: list[tuple[PortalPage, list[str]]] = field(default_factory=list)


class BulkPublish(Transition):
    """Publishes many new pages below one parent. A page that may not be published is left out, with its reasons."""

    verb = "pages.bulk_publish"

    def __init__(self, parent: Page, pages: list[PortalPage], *, by: User | None, reason: str = "") -> None:
        super().__init__(by)
        self.parent, self.pages, self.reason = parent, pages, reason
        self.result = BulkResult()
        self.side_rows: dict[int, list[models.Model]] = {}

    def subject(self) -> Page:
        return self.parent

    def failure_reasons(self) -> list[str]:
        portal = self._portal()
        return [
            *reasons_if(portal is None, _("This page stands outside every portal.")),
            *reasons_if(portal is not None and portal.is_read_only, _("This portal is read only.")),
        ]

    def change(self) -> BulkResult:
        wanted = [page.slug for page in self.pages]
        taken = set(self.parent.get_children().filter(slug__in=wanted).values_list("slug", flat=True))
        by_type: dict[type[PortalPage], list[PortalPage]] = defaultdict(list)
        for page in self.pages:
            by_type[type(page)].append(page)
        for model, pages in by_type.items():
            model.before_bulk(pages)
        good: list[PortalPage] = []
        for page in self.pages:
            self.side_rows[id(page)] = attach_side_rows(page)
            reasons = self.problems(page, taken)
            if reasons:
                self.result.refused.append((page, reasons))
            else:
                taken.add(page.slug)
                good.append(page)
        if good:
            self._insert(good)
            pages_published.send(type(self), page_ids=[page.pk for page in good], pages=good)
        self.result.created = good
        return self.result

    def log_subject(self, result: Any) -> models.Model:
        return self.parent

    def log_details(self) -> dict[str, Any]:
        return {
            "reason": self.reason,
            "created": len(self.result.created),
            "refused": len(self.result.refused),
            "first_ids": [page.pk for page in self.result.created[:20]],
        }

    def problems(self, page: PortalPage, taken: set[str]) -> list[str]:
        """Everything that speaks against this page, in words: structure, fields, uniqueness, secrecy."""
        reasons = reasons_if(
            not page.can_exist_under(self.parent),
            _("This type of page may not stand here."),
        )
        reasons += reasons_if(page.slug in taken, _("The address “%(slug)s” is taken.") % {"slug": page.slug})
        for rich in (f for f in page._meta.fields if isinstance(f, RichTextField)):
            setattr(page, rich.attname, clean(getattr(page, rich.attname) or ""))
        try:
            page.clean_fields(exclude={*TREE_FIELDS, "draft_title", "owner", *just_read(page)})
        except ValidationError as error:
            reasons += [f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items()]
        reasons += reasons_if(bool(foreign_references(page, container_path(self.parent))), POINTS_ELSEWHERE)
        # Of a page that is live, `clean` asks what is asked below anyway, and the whole text is read for it.
        page.live = False
        try:
            page.clean()
        except ValidationError as error:
            reasons += error.messages
        for row in self.side_rows[id(page)]:
            reasons += row_problems(row)
        return [*reasons, *(r for r in page.publication_problems() if r not in reasons)]

    def _portal(self) -> Portal | None:
        return Portal.objects.filter(container__path=self.parent.path[: Page.steplen * 2]).first()

    def _insert(self, pages: list[PortalPage]) -> None:
        portal = self._portal()
        assert portal is not None
        self._place(pages, portal)
        bases = [
            Page(**{f.attname: getattr(p, f.attname) for f in Page._meta.concrete_fields if f.attname != "id"})
            for p in pages
        ]
        Page.objects.bulk_create(bases, batch_size=BATCH)
        by_type: dict[type[PortalPage], list[PortalPage]] = defaultdict(list)
        for page, base in zip(pages, bases, strict=True):
            page.pk = page.id = page.page_ptr_id = base.pk
            page._state.adding = False
            by_type[type(page)].append(page)
        for model, rows in by_type.items():
            insert_own_columns(model, rows)
        side: dict[type[models.Model], list[models.Model]] = defaultdict(list)
        for page in pages:
            for row in self.side_rows[id(page)]:
                point_at(page, row)
                side[type(row)].append(row)
        for side_model, side_rows in side.items():
            side_model._default_manager.bulk_create(side_rows, batch_size=BATCH)
        keep_references(pages)
        Page.objects.filter(pk=self.parent.pk).update(numchild=F("numchild") + len(pages))
        self.parent.refresh_from_db(fields=["numchild"])

    def _place(self, pages: list[PortalPage], portal: Portal) -> None:
        """Gives every page its place in the tree and what follows from it."""
        last = self.parent.get_children().order_by("path").last()
        first = Page._str2int(last.path[-Page.steplen :]) + 1 if last else 1
        now = timezone.now()
        types = ContentType.objects.get_for_models(*{type(page) for page in pages})
        depth = self.parent.depth + 1
        for step, page in enumerate(pages, start=first):
            page.path, page.depth, page.numchild = Page._get_path(self.parent.path, depth, step), depth, 0
            page.set_url_path(self.parent)
            page.content_type = types[type(page)]
            page.locale_id = self.parent.locale_id
            page.agency_id = portal.agency_id
            page.draft_title, page.live, page.has_unpublished_changes = page.title, True, False
            page.first_published_at = page.first_published_at or now
            page.last_published_at = page.last_published_at or page.first_published_at
            page.latest_revision_created_at = page.last_published_at
            page.owner = self.by


def just_read(page: PortalPage) -> set[str]:
    """The links whose rows are at hand: that they exist need not be asked of the database for each page."""
    links = (field for field in page._meta.concrete_fields if field.is_relation and field.is_cached(page))
    rows = ((link, link.get_cached_value(page)) for link in links)
    return {link.name for link, row in rows if row is not None and row.pk == getattr(page, link.attname)}


def attach_side_rows(page: PortalPage) -> list[models.Model]:
    """The rows of other tables, known to the page as its children, so that every check sees them with the page."""
    rows = page.side_rows()
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if name not in page.__dict__.get("_cluster_related_objects", {}):
            setattr(page, name, [row for row in rows if type(row) is relation.related_model])
    return rows


def row_problems(row: models.Model) -> list[str]:
    """What a form would say of a row: its fields, and what its own check finds. What it belongs to comes later."""
    links = {f.name for f in row._meta.concrete_fields if f.is_relation}
    try:
        row.clean_fields(exclude=links)
        row.clean()
    except ValidationError as error:
        return [f"{row._meta.verbose_name}: {text}" for text in error.messages]
    return []


def point_at(page: PortalPage, row: models.Model) -> None:
    """The row belongs to the page, which has its id by now."""
    for link in row._meta.concrete_fields:
        if link.is_relation and isinstance(page, cast(type[models.Model], link.related_model)):
            setattr(row, link.attname, page.pk)


def keep_references(pages: list[PortalPage]) -> None:
    """What the new pages use, for Wagtail's index: a file is public because a live page uses it."""
    base = ContentType.objects.get_for_model(Page)
    kinds = ContentType.objects.get_for_models(*{type(page) for page in pages})
    rows = [
        ReferenceIndex(
            content_type=kinds[type(page)],
            base_content_type=base,
            object_id=str(page.pk),
            to_content_type_id=to_type,
            to_object_id=to_id,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for page in pages
        for to_type, to_id, model_path, content_path in set(found_references(page))
    ]
    ReferenceIndex.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def insert_own_columns(model: type[models.Model], rows: list[Any]) -> None:
    """Inserts the child table's rows of pages whose base rows exist already.

    Django's `bulk_create` refuses inherited models, so this uses the same inner step it is made of
    (`QuerySet._batched_insert`, Django 5.2); `tests/agencies/test_bulk.py` says when that changes.
    """
    queryset = model._base_manager.all()
    queryset._for_write = True  # type: ignore[attr-defined]
    queryset._batched_insert(rows, model._meta.local_concrete_fields, BATCH)  # type: ignore[attr-defined]
