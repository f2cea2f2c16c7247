"""“Was this page useful?”: how many said yes and no, a day and page at a time. Nothing about who said so."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PageVote(models.Model):
    """The number of one answer about one page on one day (NĐ 224/2026 Điều 10.3: anonymous satisfaction rating)."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    day = models.DateField(_("day"), db_index=True)
    useful = models.BooleanField(_("useful"))
    count = models.PositiveIntegerField(_("number of answers"), default=0)

    class Meta:
        verbose_name = _("answers about a page")
        verbose_name_plural = _("answers about pages")
        constraints = [models.UniqueConstraint(fields=["page", "day", "useful"], name="agencies_one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.day}: {self.count}"
