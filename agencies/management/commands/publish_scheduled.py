"""`manage.py publish_scheduled`: what its time has come for, one by one; instead of Wagtail's command of this name.

Wagtail's stops at the first page that may not be published, and with it every other agency's schedule.
"""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from agencies import mail
from agencies.models import PortalPage
from core import audit

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Publishes pages whose time has come and withdraws those whose time is over."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
        for pk in list(due.values_list("pk", flat=True)):
            self.guarded(publish_one, pk)
        over = Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")
        for pk in list(over.values_list("pk", flat=True)):
            self.guarded(withdraw_one, pk)

    def guarded(self, step: Any, pk: int) -> None:
        """What fails in one page is told in the log and tried again the next minute; the others go on."""
        try:
            with transaction.atomic():
                step(pk)
        except Exception:  # whatever one page throws, sixty agencies are waiting behind it
            logger.exception("%s failed for %s", step.__name__, pk)


def publish_one(pk: int) -> None:
    """Publishes one version; a refusal ends its schedule and is told to the agency."""
    waiting = Revision.objects.filter(pk=pk, approved_go_live_at__isnull=False)
    revision = waiting.select_for_update(skip_locked=True).first()
    if revision is None:
        return
    page = revision.content_object
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except (PermissionDenied, ValidationError) as refused:
        reason = " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)
        waiting.update(approved_go_live_at=None)
        if isinstance(page, PortalPage):
            audit.record("page.schedule_refused", page, by=None, reason=reason)
            mail.schedule_refused(page, reason)


def withdraw_one(pk: int) -> None:
    """Takes one page whose time is over from public view; one of a closed portal stays as it is."""
    page = Page.objects.get(pk=pk).specific
    try:
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    except PermissionDenied as refused:
        logger.warning("%s stays: %s", page, refused)
