"""Other information (Quy chế Điều 6.2.i): a page with a text and files, for what no other type is made for."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from agencies.models.organisation import TEXT_FEATURES
from agencies.models.page import PortalPage
from agencies.wall.references import CONTAINER_DEPTH
from core.plain_text import words_of

LEVELS = 3
# Home pages stand right below the container.
DEEPEST = CONTAINER_DEPTH + 1 + LEVELS


class StandardPage(PortalPage):
    """Text and files, below the home page or below another page of this type: three levels at most."""

    parent_page_types = ["home.MainHomePage", "home.AgencyHomePage", "agencies.StandardPage"]
    subpage_types = ["agencies.StandardPage"]
    template = "agencies/standard_page.html"

    body = RichTextField(_("text"), blank=True, features=TEXT_FEATURES)

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("body"),
        InlinePanel("attachments", heading=_("Files"), label=_("File")),
    ]

    class Meta:
        verbose_name = _("other information")
        verbose_name_plural = _("other information")

    @classmethod
    def can_exist_under(cls, parent: Page) -> bool:
        return parent.depth < DEEPEST and super().can_exist_under(parent)

    def can_move_to(self, parent: Page) -> bool:
        """What stands below it moves along and needs its room too."""
        deepest = self.get_descendants(inclusive=True).aggregate(deepest=Max("depth"))["deepest"] or self.depth
        return parent.depth + 1 + deepest - self.depth <= DEEPEST and super().can_move_to(parent)

    def clean(self) -> None:
        super().clean()
        if self.depth and self.depth > DEEPEST:
            raise ValidationError(_("Pages of this type stand at most three levels deep."))

    def search_text(self) -> str:
        return words_of(self.body)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["files"] = [row.link() for row in self.attachments.select_related("file")]
        below = StandardPage.objects.child_of(self).live().defer("body") if self.numchild else []
        context["below"] = [
            {"name": page.title, "summary": page.summary, "url": page.get_url(request)} for page in below
        ]
        return context


class StandardFile(Orderable):
    """A file that goes with the text."""

    page = ParentalKey(StandardPage, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey("agencies.PortalFile", verbose_name=_("file"), on_delete=models.PROTECT, related_name="+")
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("Empty: the title of the file is shown.")
    )

    panels = [FieldPanel("file"), FieldPanel("title")]

    class Meta(Orderable.Meta):
        verbose_name = _("file of a page")
        verbose_name_plural = _("files of pages")

    def link(self) -> dict[str, Any]:
        return self.file.link(self.title)
