"""What makes the index change: publication, withdrawal, a move, a new address, a batch, a portal's end."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from agencies.models import Portal
from agencies.signals import pages_published, pages_shown_anew, portal_changed
from core.jobs import enqueue


@receiver([page_published, page_unpublished])
def one_page(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    enqueue("search.index_pages", str(instance), page_ids=[instance.pk])


@receiver([page_slug_changed, post_page_move])
def a_branch(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    enqueue("search.index_pages", str(instance), page_ids=[instance.pk], below=True)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def privacy(sender: type[PageViewRestriction], instance: PageViewRestriction, **kwargs: Any) -> None:
    """What was made private leaves the index with everything below it."""
    enqueue("search.index_pages", str(instance.page), page_ids=[instance.page_id], below=True)


@receiver([pages_published, pages_shown_anew])
def a_batch(sender: Any, page_ids: list[int], **kwargs: Any) -> None:
    enqueue("search.index_pages", f"{len(page_ids)} pages", page_ids=page_ids)


@receiver(portal_changed)
def a_portal(sender: Any, portal: Portal, **kwargs: Any) -> None:
    if portal.is_read_only:
        enqueue("search.index_portal", str(portal), portal_id=portal.pk)
