"""The agency's approval: who submitted which version, what was checked, when an answer is due, what came of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.locks import WorkflowLock
from wagtail.models import AbstractGroupApprovalTask, Page, Revision, TaskState


class LegalPoint(models.TextChoices):
    """What is ticked off on submission: information has to be lawful (Quy chế Điều 5.9, its last paragraph, 12.2)."""

    SOURCE = "source", _("The source is named and the facts are right.")
    COPYRIGHT = "copyright", _("Text, pictures and files may be published: copyright is respected.")
    PERSONAL_DATA = "personal_data", _("No personal data is published without a legal basis.")
    STATE_SECRET = "state_secret", _("It was checked that nothing in it is a state secret.")
    ADVERTISING = "advertising", _("It contains no commercial advertising.")


class ApprovalLock(WorkflowLock):
    """Says what is true here: nobody edits what waits, and how to go on."""

    def get_message(self, user: Any) -> Any:
        return _("This page waits for approval and cannot be changed. To go on writing, take the submission back.")


class ApprovalTask(AbstractGroupApprovalTask):
    """The single step of an agency's workflow: somebody other than the last editor decides, on a screen of ours."""

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")

    lock_class = ApprovalLock
    # `task_state_class` is set below: both classes need each other.

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """What waits for a decision is read, not edited: on the review screen."""
        return False

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """The submitted version stays as it was checked. Whoever wants to change it takes it back first."""
        return True

    def get_actions(self, obj: Any, user: Any) -> list[Any]:
        """No decisions in the page editor: they are taken on the review screen."""
        return []

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        if self.groups.filter(pk__in=user.groups.values("pk")).exists() or user.is_superuser:
            return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return TaskState.objects.none()


class ApprovalState(TaskState):
    """One submission on its way: until when an answer is due, what the submitter said, when it should appear."""

    due_at = models.DateTimeField(_("answer due"), null=True, blank=True, db_index=True)
    note = models.TextField(_("note"), blank=True)
    publish_at = models.DateTimeField(_("publish at"), null=True, blank=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")


ApprovalTask.task_state_class = ApprovalState


class LegalityCheck(models.Model):
    """The points that were ticked off for one version, by whom and when. Kept with the version, never changed."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="legality_checks")
    # Old versions are purged one day; what was ticked off for which content stays.
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    points = models.JSONField(default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.page} – {self.by_name}"


class ForcedPublication(models.Model):
    """A publication without the second pair of eyes: why, and what the one who looked at it later said."""

    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="forced_publications")
    title = models.CharField(max_length=255)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    verdict = models.TextField(_("what the review found"), blank=True)

    class Meta:
        verbose_name = _("publication without approval")
        verbose_name_plural = _("publications without approval")
        ordering = ["reviewed_at", "-at"]

    def __str__(self) -> str:
        return self.title


class BinPage(Page):
    """Where deleted pages of an agency wait: below the container, on no site, never public."""

    parent_page_types = ["home.ContainerPage"]
    subpage_types: list[str] = []
    is_creatable = False

    class Meta:
        verbose_name = _("bin")


class BinEntry(models.Model):
    """A deleted page, kept for a while: where it stood and what of it was public."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="bin_entry")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="bin_entries")
    title = models.CharField(max_length=255)
    slug = models.CharField(max_length=255)
    parent = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    # What was public when it was deleted: page id → id of its live version (0: it had none).
    was_live = models.JSONField(default=dict)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    kept_until = models.DateField()

    class Meta:
        verbose_name = _("deleted page")
        verbose_name_plural = _("deleted pages")
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.title
