"""What readers say is wrong in a document: told to the agency that answers for it (Quy chế Điều 6.2.e)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_WORDS = 3000


class MistakeReport(models.Model):
    """One report about one document. Nothing is kept of who sent it but the address they want the answer at."""

    document = models.ForeignKey(
        "documents.DocumentPage", verbose_name=_("document"), on_delete=models.CASCADE, related_name="mistake_reports"
    )
    words = models.TextField(_("what is wrong"), max_length=LONGEST_WORDS)
    place = models.CharField(
        _("where it stands"),
        max_length=120,
        blank=True,
        help_text=_("For example: khoản 2 Điều 5, or page 3 of the scan."),
    )
    contact = models.EmailField(
        _("your e-mail address"),
        blank=True,
        help_text=_("Only if you want an answer. It is erased when this is settled."),
    )
    at = models.DateTimeField(_("sent at"), auto_now_add=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("report of a mistake")
        verbose_name_plural = _("reports of mistakes")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["document", "-at"], name="documents_mistakes")]

    def __str__(self) -> str:
        return self.words[:60]
