"""Sections: what the news of every portal is sorted into."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Section(models.Model):
    """A section every portal may fill (Quy chế Điều 5), with how fresh it should be kept (Điều 6.2.a)."""

    slug = models.SlugField(_("address"), unique=True, max_length=60)
    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("place in lists"), default=100)
    freshness_days = models.PositiveSmallIntegerField(
        _("new item at least every … days"), null=True, blank=True, help_text=_("Empty: no duty.")
    )
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.title

    @property
    def local_title(self) -> str:
        return (self.title_en if get_language() == "en" else "") or self.title
