"""One row per public thing and language."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """What a result shows and what filters need. The words to match are in `vector`, written by `search.analysis`."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.CASCADE, related_name="+")
    portal = models.ForeignKey("agencies.Portal", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    number = models.CharField(max_length=80, blank=True)
    path = models.CharField(max_length=500)
    date = models.DateField(null=True)
    prominence = models.FloatField(default=0)
    validity = models.CharField(max_length=20, blank=True, db_default="")
    is_archived = models.BooleanField(default=False)
    vector = SearchVectorField()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        indexes = [
            GinIndex(fields=["vector"], name="search_entry_vector", fastupdate=False),
            models.Index(fields=["agency", "-date"], name="search_entry_agency"),
        ]

    def __str__(self) -> str:
        return self.title


class SearchText(models.Model):
    """The words of an entry as written, read only for the few results of one page: excerpts are cut from it."""

    entry = models.OneToOneField(SearchEntry, on_delete=models.CASCADE, primary_key=True, related_name="body")
    text = models.TextField()

    def __str__(self) -> str:
        return self.text[:60]


class SearchNumber(models.Model):
    """The normalised numbers by which an entry is found: `2/2011/qd-ubnd`, `2/2011`, `qd:2/2011` …"""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="numbers")
    key = models.CharField(max_length=110)

    class Meta:
        indexes: list[Any] = [models.Index(OpClass("key", name="varchar_pattern_ops"), name="search_number_prefix")]

    def __str__(self) -> str:
        return self.key
