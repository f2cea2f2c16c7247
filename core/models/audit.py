"""Who did what, when, to which thing, and why (Quy chế Điều 11.1 and 15.1: responsibility for information)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One line of the log. Written by transitions and bulk services; a trigger refuses to change or remove it."""

    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        # A line is never changed, not even when the account goes: the database refuses it (migration 0004).
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    # The name as it was: accounts may be renamed or removed, the log may not forget.
    actor_name = models.CharField(_("name"), max_length=200, blank=True)
    verb = models.CharField(_("what was done"), max_length=60, db_index=True)
    subject_type = models.CharField(_("type"), max_length=80)
    subject_id = models.CharField(_("id"), max_length=40, blank=True)
    subject_title = models.CharField(_("title"), max_length=300)
    agency_label = models.CharField(_("agency"), max_length=63, blank=True, db_index=True)
    # The id of the agency the line belongs to. Labels go from one agency to another, this does not.
    owner = models.BigIntegerField(_("agency"), null=True, blank=True, db_index=True)
    reason = models.TextField(_("reason"), blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True)

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="core_audit_subject")]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.actor_name} {self.verb} {self.subject_title}"
