"""What makes the force of documents and their citations be worked out anew."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _now
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from agencies.models import PortalFile
from agencies.signals import pages_published
from core.jobs import enqueue
from core.page_cache import purge_at_commit
from documents.linking import keys_of
from documents.models import DocumentPage, Upload, UploadState
from documents.settling import number_tag


@receiver([page_published, page_unpublished], sender=DocumentPage)
def one_document(sender: type[Page], instance: DocumentPage, **kwargs: Any) -> None:
    enqueue("documents.settle", str(instance), page_ids=[instance.pk])


@receiver(pages_published)
def a_batch(sender: Any, page_ids: list[int], pages: list[Page] | None = None, **kwargs: Any) -> None:
    given = DocumentPage.objects.filter(pk__in=page_ids) if pages is None else pages
    found = [page for page in given if isinstance(page, DocumentPage)]
    if found:
        cited = all(page.new_citations is not None for page in found)
        enqueue("documents.settle", f"{len(found)} documents", page_ids=[page.pk for page in found], cited=cited)


@receiver([page_slug_changed, post_page_move], sender=DocumentPage)
def elsewhere(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Others link to its address. Wagtail moves bare pages: they know nothing of their type."""
    keys = DocumentPage.objects.filter(pk=instance.pk).values_list("number_key", flat=True)
    purge_at_commit(*(number_tag(spelling) for key in keys for spelling in keys_of(key)))


@receiver(post_delete, sender=DocumentPage)
def gone(sender: type[Page], instance: DocumentPage, **kwargs: Any) -> None:
    """What it did to others it does no more."""
    keys = [*instance.touched_keys, *keys_of(instance.number_key)]
    if instance.live and keys:
        enqueue("documents.settle_keys", str(instance), keys=keys)


@receiver(pre_delete, sender=PortalFile)
def file_on_its_way(sender: type[PortalFile], instance: PortalFile, **kwargs: Any) -> None:
    """A file that is being read, checked or held back goes by its own screen alone, where that is logged."""
    on_its_way = (UploadState.WAITING, UploadState.READING, UploadState.READ, UploadState.QUARANTINED)
    if Upload.objects.filter(file=instance, state__in=on_its_way).exists():
        raise PermissionDenied(
            _now("This file is on its way to becoming a document. Delete it under “Upload documents”.")
        )
