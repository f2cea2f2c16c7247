"""Pictures and files, kept in the collection of the agency that owns them."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class PortalImage(AbstractImage):
    """A picture with what the law asks for: what it shows, and whose it is (Quy chế Điều 5.9)."""

    alt_text = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_("Read aloud to people who cannot see the picture. One plain sentence."),
    )
    credit = models.CharField(_("credit"), max_length=150, blank=True, help_text=_("Author or source."))
    is_sample = models.BooleanField(default=False, editable=False)

    # No tags: their names are shared by all agencies, and Wagtail suggests them to everybody. One description, ours.
    admin_form_fields = (
        *(name for name in Image.admin_form_fields if name not in ("tags", "description")),
        "alt_text",
        "credit",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        return self.alt_text or self.title

    def get_upload_to(self, filename: str) -> str:
        """A folder nobody can guess: an original is never asked for by its name."""
        name = Path(super().get_upload_to(filename))
        return f"{name.parent}/{secrets.token_hex(12)}/{name.stem[:40]}{name.suffix[:8]}"


class PortalRendition(AbstractRendition):
    """One size of a picture."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="agencies_rendition")
        ]
        indexes = [models.Index(fields=["file"], name="agencies_rendition_file")]

    def get_upload_to(self, filename: str) -> str:
        """In the unguessable folder of its original; pictures from before there were such folders get one by key."""
        folder = Path(self.image.file.name).parent.name
        if len(folder) != 24:
            folder = salted_hmac("agencies.rendition", str(self.image_id)).hexdigest()[:24]
        name = Path(super().get_upload_to(filename))
        return f"{name.parent}/{folder}/{name.name[-60:]}"


class PortalFile(AbstractDocument):
    """A file to read or download."""

    is_sample = models.BooleanField(default=False, editable=False)

    admin_form_fields = tuple(name for name in Document.admin_form_fields if name != "tags")

    def clean(self) -> None:
        """A file that was refused has said why already; Wagtail would add that its kind, "", is none."""
        if self.file:
            super().clean()

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def link(self, title: str = "") -> dict[str, Any]:
        """What a list of files shows of it, under a title of its own where the page gives it one."""
        return {
            "title": title or self.title,
            "url": self.url,
            "size_text": size_text(self.file_size or 0),
            "kind": self.file_extension.upper(),
        }


def size_text(count: int) -> str:
    """Bytes as people read them: `412 KB`, `3,5 MB`."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")
