"""Which documents the text of a document names: written anew with every publication."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Citation(models.Model):
    """One document named in the text of another, at one article. From these rows "cited by" is told."""

    document = models.ForeignKey("documents.DocumentPage", on_delete=models.CASCADE, related_name="citations")
    number_key = models.CharField(max_length=120)
    # Where it stands, to the article; what it names, to the provision. Both may be empty.
    source_anchor = models.CharField(max_length=120, blank=True)
    target_anchor = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        indexes = [models.Index(fields=["number_key", "document"], name="documents_cited_by")]

    def __str__(self) -> str:
        return f"{self.source_anchor} → {self.number_key} {self.target_anchor}"
