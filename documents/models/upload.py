"""A file on its way to becoming a document: uploaded, read in the background, looked at by a person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class UploadState(models.TextChoices):
    """How far it has come."""

    WAITING = "waiting", _("waits to be read")
    READING = "reading", _("is being read")
    READ = "read", _("read, to be checked")
    QUARANTINED = "quarantined", _("held back: it seems to bear a secrecy stamp")
    FAILED = "failed", _("could not be read")
    USED = "used", _("has become a document")


class Upload(models.Model):
    """One file of one agency. What was read and proposed stays here until a person has confirmed it."""

    # It is no use of its file: whoever asks where a file is shown means pages.
    wagtail_reference_index_ignore = True

    agency = models.ForeignKey("agencies.Agency", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    file = models.ForeignKey("agencies.PortalFile", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name of the file"), max_length=255)
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    state = models.CharField(
        _("state"), max_length=15, choices=UploadState.choices, default=UploadState.WAITING, db_index=True
    )
    page_count = models.PositiveIntegerField(default=0)
    pages_read = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)
    origin = models.CharField(max_length=10, blank=True)
    # Where each page begins in `text`; only of what was read page by page.
    page_starts = models.JSONField(default=list)
    warnings: Any = models.JSONField(default=list)
    error = models.TextField(blank=True)
    # Secrecy: the words that look like a stamp, and who decided that they are none, and why.
    stamp = models.CharField(max_length=200, blank=True)
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    cleared_reason = models.TextField(blank=True)
    page = models.ForeignKey(
        "documents.DocumentPage",
        null=True,
        on_delete=models.SET_NULL,
        related_name="uploads",
        verbose_name=_("document"),
    )

    class Meta:
        verbose_name = _("uploaded document file")
        verbose_name_plural = _("uploaded document files")
        ordering = ["-uploaded_at", "-pk"]
        indexes = [
            models.Index(fields=["agency", "-uploaded_at"], name="documents_uploads"),
            models.Index(fields=["agency", "sha256"], name="documents_upload_hash"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def percent(self) -> int:
        """How much is read, of 100."""
        if self.state in (UploadState.READ, UploadState.USED, UploadState.QUARANTINED):
            return 100
        return min(99, round(100 * self.pages_read / self.page_count)) if self.page_count else 0
