"""What was sent to the portal: the intake list of an agency (Quy chế Điều 12.1.b)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models.catalogue import DocumentType, Issuer
from vietnamese.document_number import parse_number


class IncomingDocument(models.Model):
    """One document the Office sent, or ought to have sent. When it was published is read from the library."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.CASCADE, related_name="+", editable=False)
    number = models.CharField(
        _("number"), max_length=80, help_text=_("As on the document, for example 02/2011/QĐ-UBND.")
    )
    number_key = models.CharField(max_length=100, editable=False)
    document_type = models.ForeignKey(DocumentType, verbose_name=_("type"), on_delete=models.PROTECT, related_name="+")
    issuer = models.ForeignKey(Issuer, verbose_name=_("issuer"), on_delete=models.PROTECT, related_name="+")
    abstract = models.CharField(_("abstract"), max_length=500, blank=True)
    issued_on = models.DateField(_("issued on"))
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    is_withheld = models.BooleanField(
        _("is not to be published"), default=False, help_text=_("Secret, internal or withdrawn. Say why in the note.")
    )
    note = models.CharField(_("note"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("document sent to the portal")
        verbose_name_plural = _("documents sent to the portal")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "issuer", "document_type", "number_key", "issued_on"],
                name="documents_sent_once",
                violation_error_message=_("This document is on the list already."),
            )
        ]
        indexes = [models.Index(fields=["agency", "-issued_on"], name="documents_intake")]

    def __str__(self) -> str:
        return self.number

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().full_clean(*args, **kwargs)

    def derive(self) -> None:
        """What follows from the number as written."""
        self.number_key = parse_number(self.number).key[:100]
