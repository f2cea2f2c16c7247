"""What a document says, and its files: side tables that no list loads."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from vietnamese.text import normalise

# Bytes of UTF-8. The longest law has some 700 KB; what is longer is no text to read but a file to download.
LONGEST_TEXT = 5_000_000


class Origin(models.TextChoices):
    """Where a text comes from: how far it can be trusted."""

    TYPED = "", _("typed or pasted")
    FILE = "file", _("read from a file")
    SCAN = "scan", _("read from a scan, by machine")
    IMPORT = "import", _("imported")


class DocumentText(models.Model):
    """The plain text, as issued. Its structure is read from it; amendments never touch it."""

    document = ParentalKey("documents.DocumentPage", on_delete=models.CASCADE, related_name="text_rows", unique=True)
    text = models.TextField(_("text"), blank=True)
    sha256 = models.CharField(max_length=64, editable=False, blank=True)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices, blank=True, default=Origin.TYPED)
    is_checked = models.BooleanField(
        _("a person compared it with the scan"),
        default=False,
        help_text=_("Until then readers are told that a machine read it and that the scan decides."),
    )
    # The text for which a person decided that what looks like a secrecy stamp is none.
    cleared_sha256 = models.CharField(max_length=64, editable=False, blank=True)

    panels = [FieldPanel("text"), FieldPanel("is_checked")]

    class Meta:
        verbose_name = _("text of a document")
        verbose_name_plural = _("texts of documents")

    def __str__(self) -> str:
        return self.text[:60]

    def clean(self) -> None:
        super().clean()
        self.text = normalise(self.text)
        if len(self.text.encode("utf-8", "replace")) > LONGEST_TEXT:
            raise ValidationError({"text": too_long(self.text)})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sha256 = digest(self.text)
        super().save(*args, **kwargs)

    @property
    def is_raw_scan(self) -> bool:
        """Read by a machine, and nobody has compared it yet."""
        return self.origin == Origin.SCAN and not self.is_checked


def too_long(text: str) -> str:
    """Why a text is refused."""
    size = len(text.encode("utf-8", "replace")) / 1_000_000
    return str(
        _("The text has %(size)s MB; at most %(limit)s MB can be read as a page. Attach it as a file instead.")
        % {"size": f"{size:.1f}".replace(".", ","), "limit": LONGEST_TEXT // 1_000_000}
    )


class Attachment(Orderable):
    """A file of the document: the signed scan, the Word file, an annex."""

    document = ParentalKey("documents.DocumentPage", on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey("agencies.PortalFile", verbose_name=_("file"), on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, editable=False, blank=True)
    has_text = models.BooleanField(_("its text can be read and searched"), null=True, editable=False)
    # The file `sha256` and `has_text` were read from; another one is looked into anew.
    looked_into = models.PositiveBigIntegerField(null=True, editable=False)

    panels = [FieldPanel("file"), FieldPanel("title")]

    class Meta(Orderable.Meta):
        verbose_name = _("file of a document")
        verbose_name_plural = _("files of documents")

    def __str__(self) -> str:
        return self.title or str(self.file)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.looked_into != self.file_id:
            self.look_into()
        super().save(*args, **kwargs)

    def look_into(self) -> None:
        """Notes the hash and whether there is text in the file, once for each file."""
        from documents.file_facts import file_facts

        self.sha256, self.has_text = file_facts(self.file)
        self.looked_into = self.file_id

    def link(self) -> dict[str, Any]:
        """What the list of files shows."""
        return {**self.file.link(self.title), "sha256": self.sha256, "has_text": self.has_text}


def digest(text: str) -> str:
    """SHA-256 of the text, to see whether it changed."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
