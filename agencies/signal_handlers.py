"""Keeps what is derived true when Wagtail moves things about."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import ModelLogEntry, Page, PageLogEntry
from wagtail.signals import post_page_move

from agencies.memberships import sync_groups
from agencies.models import Membership, Portal, PortalFile, PortalImage, PortalPage
from agencies.wall.references import container_path
from core.audit import record


@receiver(post_page_move)
def own_moved_pages(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """A moved branch belongs to the agency it was moved to."""
    for page in instance.get_descendants(inclusive=True).specific():
        if isinstance(page, PortalPage) and page.agency_id != (owner := page.owning_agency_id()):
            type(page).objects.filter(pk=page.pk).update(agency_id=owner)


@receiver([post_save, post_delete], sender=Membership)
def groups_follow_memberships(sender: type[Membership], instance: Membership, **kwargs: Any) -> None:
    sync_groups(instance.user)


@receiver(post_save, sender=PageLogEntry)
def log_for_good(sender: type[PageLogEntry], instance: PageLogEntry, created: bool, **kwargs: Any) -> None:
    """What Wagtail notes about pages stands in our log too, which nobody can change (Quy chế Điều 11.1, 15.1).

    An autosave goes on with the version it began: one line for it is enough.
    """
    if not created or goes_on(instance):
        return
    page = Page.objects.filter(pk=instance.page_id).first()
    portal = (
        Portal.objects.filter(container__path=container_path(page)).select_related("site").first() if page else None
    )
    record(
        instance.action,
        page or Page,
        by=instance.user,
        title=instance.label,
        agency_label=portal.label if portal else "",
        revision=instance.revision_id,
        changed=instance.content_changed,
        page=instance.page_id,
    )


@receiver(post_save, sender=ModelLogEntry)
def log_files_for_good(sender: type[ModelLogEntry], instance: ModelLogEntry, created: bool, **kwargs: Any) -> None:
    """Pictures and files too: who brought them in, changed and removed them."""
    model = instance.content_type.model_class() if instance.content_type else None
    if not created or model not in (PortalImage, PortalFile):
        return
    thing = model.objects.filter(pk=instance.object_id).first()
    record(instance.action, thing or model, by=instance.user, title=instance.label, file=instance.object_id)


def goes_on(entry: PageLogEntry) -> bool:
    """Whether this is one more autosave of a version that has its line already."""
    if entry.action != "wagtail.edit" or entry.revision_id is None:
        return False
    same = PageLogEntry.objects.filter(page_id=entry.page_id, action=entry.action, revision_id=entry.revision_id)
    return same.exclude(pk=entry.pk).exists()
