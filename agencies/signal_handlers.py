"""Keeps what is derived true when Wagtail moves things about."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import post_page_move

from agencies.memberships import sync_groups
from agencies.models import Membership, PortalPage


@receiver(post_page_move)
def own_moved_pages(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """A moved branch belongs to the agency it was moved to."""
    for page in instance.get_descendants(inclusive=True).specific():
        if isinstance(page, PortalPage) and page.agency_id != (owner := page.owning_agency_id()):
            type(page).objects.filter(pk=page.pk).update(agency_id=owner)


@receiver([post_save, post_delete], sender=Membership)
def groups_follow_memberships(sender: type[Membership], instance: Membership, **kwargs: Any) -> None:
    sync_groups(instance.user)
