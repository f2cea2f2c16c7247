"""`manage.py publish_scheduled`: what its time has come for, one by one; instead of Wagtail's command of this name.

Wagtail's stops at the first page that may not be published, and with it every other agency's schedule.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from agencies import mail
from agencies.models import PortalPage
from core import audit


class Command(BaseCommand):
    help = "Publishes pages whose time has come and withdraws those whose time is over."

    def handle(self, *args: Any, **options: Any) -> None:
        for pk in Revision.objects.filter(approved_go_live_at__lt=timezone.now()).values_list("pk", flat=True):
            self.one(pk)
        for page in Page.objects.filter(live=True, expire_at__lt=timezone.now()).specific():
            try:
                with transaction.atomic():
                    page.unpublish(set_expired=True)
            except PermissionDenied as refused:
                self.stderr.write(f"{page} stays: {refused}")

    def one(self, pk: int) -> None:
        """Publishes one version; a refusal ends its schedule and is told to the agency."""
        with transaction.atomic():
            revision = Revision.objects.select_for_update(skip_locked=True).filter(
                pk=pk, approved_go_live_at__isnull=False
            )
            row = revision.first()
            if row is None:
                return
            page = row.content_object
            try:
                with transaction.atomic():
                    row.publish(log_action="wagtail.publish.scheduled")
            except (PermissionDenied, ValidationError) as refused:
                reason = " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)
                revision.update(approved_go_live_at=None)
                if isinstance(page, PortalPage):
                    audit.record("page.schedule_refused", page, by=None, reason=reason)
                    mail.schedule_refused(page, reason)
