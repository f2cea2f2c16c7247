"""Which kept answers a change makes untrue. Purged at the commit, in every process (`core.page_cache`).

One page that changes concerns itself and whatever else its portal shows of it; a page in the menu, a move, a new
address or a withdrawal concerns the frame that all pages of the portal share; names and addresses of agencies,
sections and types concern everybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from agencies.models import Agency, AgencyName, Portal, PortalFile, PortalImage, PortalPage
from agencies.signals import pages_published, pages_shown_anew, portal_changed
from agencies.wall.references import CONTAINER_DEPTH
from core.models import Rule
from core.page_cache import EVERYTHING, anywhere_tag, frame_tag, kind_tag, page_tag, portal_tag, purge_at_commit

MENU_DEPTH = CONTAINER_DEPTH + 2  # home pages stand below the container, entries of the menu below them


def portals_at(paths: Iterable[str]) -> list[int]:
    """The portals whose part of the tree holds these places."""
    starts = {path[: len(container_path_of(path))] for path in paths}
    return list(Portal.objects.filter(container__path__in=starts).values_list("pk", flat=True))


def container_path_of(path: str) -> str:
    return path[: CONTAINER_DEPTH * Page.steplen]


def purge_branch(page: Page, *more_paths: str) -> None:
    """Addresses or presence of a branch changed: everything its portal shows."""
    tags = {tag for pk in portals_at([page.path, *more_paths]) for tag in (portal_tag(pk), frame_tag(pk))}
    purge_at_commit(page_tag(page.pk), *map(anywhere_tag, kinds_below(page)), *tags)


def kind_of(page: Page) -> str:
    model = page.specific_class
    return model.kind if model and issubclass(model, PortalPage) else "page"


def kinds_below(page: Page) -> set[str]:
    """Of a page and of what stands under it."""
    return {kind_of(page), *(kind_of(below) for below in first_of_each_type(page.get_descendants()))}


def with_translations(page_ids: list[int]) -> list[str]:
    """These pages and the same ones in other languages, which name them as theirs."""
    keys = Page.objects.filter(pk__in=page_ids).values("translation_key")
    return [page_tag(pk) for pk in Page.objects.filter(translation_key__in=keys).values_list("pk", flat=True)]


def purge_page(page: Page) -> None:
    """The content of one page changed."""
    if page.depth <= MENU_DEPTH:
        purge_branch(page)
        return
    kind = kind_of(page)
    tags = {tag for pk in portals_at([page.path]) for tag in (portal_tag(pk), kind_tag(kind, pk))}
    purge_at_commit(*with_translations([page.pk]), anywhere_tag(kind), *tags)


@receiver(page_published)
def published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    purge_page(instance)


@receiver([page_unpublished, page_slug_changed])
def gone_or_elsewhere(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    purge_branch(instance)


@receiver(post_page_move)
def moved(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    places = [kwargs[name].path for name in ("parent_page_before", "parent_page_after") if kwargs.get(name)]
    purge_branch(instance, *places)


@receiver(post_delete)
def deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    if isinstance(instance, Page):
        purge_branch(instance)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def privacy(sender: type[Model], instance: PageViewRestriction, **kwargs: Any) -> None:
    purge_branch(instance.page)


@receiver([pages_published, pages_shown_anew])
def a_batch(sender: Any, page_ids: list[int], **kwargs: Any) -> None:
    found = Page.objects.filter(pk__in=page_ids)
    paths = {container_path_of(path) for path in found.values_list("path", flat=True)}
    portals = portals_at(paths)
    kinds = {kind_of(page) for page in first_of_each_type(found)}
    tags = {tag for pk in portals for tag in (portal_tag(pk), frame_tag(pk), *(kind_tag(k, pk) for k in kinds))}
    purge_at_commit(*tags, *with_translations(page_ids), *map(anywhere_tag, kinds))


def first_of_each_type(pages: Any) -> Iterable[Page]:
    return pages.order_by("content_type", "pk").distinct("content_type")


@receiver([post_save, post_delete], sender=PortalImage)
@receiver([post_save, post_delete], sender=PortalFile)
def a_file(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Descriptions, credits, titles: wherever the agency shows them."""
    above = instance.collection.get_ancestors(inclusive=True)
    portals = Portal.objects.filter(collection__in=above).values_list("pk", flat=True)
    purge_at_commit(*(tag for pk in portals for tag in (portal_tag(pk), frame_tag(pk))))


@receiver(portal_changed)
def a_portal(sender: Any, portal: Portal, **kwargs: Any) -> None:
    purge_at_commit(EVERYTHING)


def everything(sender: type[Model], **kwargs: Any) -> None:
    """Seldom changed, shown everywhere."""
    purge_at_commit(EVERYTHING)


SHOWN_EVERYWHERE: tuple[type[Model], ...] = (Agency, AgencyName, Portal, Site, Locale, Redirect, Rule, Collection)


def watch(*models: type[Model]) -> None:
    """A change of these rows makes every kept answer untrue. Rooms above add their own."""
    for model in models:
        for signal in (post_save, post_delete):
            signal.connect(everything, sender=model, dispatch_uid=f"purge {model._meta.label} {id(signal)}")


watch(*SHOWN_EVERYWHERE)
