"""Pictures and files, kept in the collection of the agency that owns them."""

from __future__ import annotations

from django.db import models
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

    admin_form_fields = (*Image.admin_form_fields, "alt_text", "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        return self.alt_text or self.title


class PortalRendition(AbstractRendition):
    """One size of a picture."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="agencies_rendition")
        ]


class PortalFile(AbstractDocument):
    """A file to read or download."""

    is_sample = models.BooleanField(default=False, editable=False)

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")
