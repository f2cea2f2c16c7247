"""What a page points at: only pages, pictures and files of its own agency (design ground rule 3).

Choosers are presentation: a posted id of another agency would be accepted by Wagtail in a foreign key, in a block and
in rich text, and its title would then be shown. A link to another agency's page is a plain web address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from agencies.models.media import PortalFile, PortalImage

if TYPE_CHECKING:
    from django.db import models

CONTAINER_DEPTH = 2


def found_references(thing: models.Model) -> Iterator[tuple[int, str, str, str]]:
    """Everything a model instance points at as it stands in memory: (content type id, id, model path, content path).

    Wagtail keeps this method private (8.0); `tests/agencies/test_wall_references.py` says when it changes. Blocks,
    rich text, foreign keys and child rows are all in it.
    """
    return ReferenceIndex._extract_references_from_object(thing)


def references_of(thing: models.Model) -> dict[int, set[str]]:
    """The same, as content type id → ids."""
    found: dict[int, set[str]] = defaultdict(set)
    for type_id, object_id, _model_path, _content_path in found_references(thing):
        found[type_id].add(str(object_id))
    return found


def foreign_references(thing: models.Model, top: str) -> set[tuple[str, str]]:
    """The references that lead out of the container at tree path `top`, as (model, id).

    Three queries at most, none for a thing that points at nothing.
    """
    from agencies.models.portal import Portal

    found = references_of(thing)
    kinds = {
        model: found.get(ContentType.objects.get_for_model(model).pk, set())
        for model in (Page, PortalImage, PortalFile)
    }
    foreign: set[tuple[str, str]] = set()
    if pages := kinds[Page] - {str(thing.pk)}:
        # A page that is gone leads nowhere and tells nothing.
        there = Page.objects.filter(pk__in=pages)
        foreign |= {("page", str(pk)) for pk in there.exclude(path__startswith=top).values_list("pk", flat=True)}
    if kinds[PortalImage] or kinds[PortalFile]:
        own = Portal.objects.filter(container__path=top).values("collection")
        for model in (PortalImage, PortalFile):
            elsewhere = model.objects.filter(pk__in=kinds[model]).exclude(collection__in=own)
            foreign |= {(model._meta.model_name or "", str(pk)) for pk in elsewhere.values_list("pk", flat=True)}
    return foreign


def container_path(page: Page) -> str:
    """The tree path of the agency's container that a page stands in."""
    return page.path[: Page.steplen * CONTAINER_DEPTH]
