"""Who the agency is: functions, duties, units, leaders, contact (Quy chế Điều 5.8, NĐ 224/2026 Điều 9.1.b)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField

from agencies.models.page import PortalPage

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class OrganisationPage(PortalPage):
    """Functions, duties and powers of the agency; its units and leaders stand below it."""

    parent_page_types = ["home.MainHomePage", "home.AgencyHomePage"]
    subpage_types = ["agencies.UnitPage", "agencies.LeaderPage"]
    template = "agencies/organisation_page.html"
    max_count_per_parent = 1
    kind = "organisation"

    functions = RichTextField(_("functions"), blank=True, features=TEXT_FEATURES)
    duties = RichTextField(_("duties and powers"), blank=True, features=TEXT_FEATURES)

    content_panels = [*PortalPage.content_panels, FieldPanel("functions"), FieldPanel("duties")]

    class Meta:
        verbose_name = _("organisation page")

    def search_text(self) -> str:
        return strip_tags(f"{self.functions}\n{self.duties}")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        leaders = LeaderPage.objects.child_of(self).live().select_related("portrait")
        units = UnitPage.objects.child_of(self).live()
        context["leaders"] = [leader.card() for leader in leaders]
        context["units"] = [
            {"name": unit.title, "summary": unit.summary, "url": unit.get_url(request)} for unit in units
        ]
        return context


class UnitPage(PortalPage):
    """One subordinate unit of the agency."""

    parent_page_types = ["agencies.OrganisationPage"]
    subpage_types: list[str] = []
    template = "agencies/unit_page.html"
    kind = "organisation"

    head = models.CharField(_("head of the unit"), max_length=150, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    body = RichTextField(_("functions and duties"), blank=True, features=TEXT_FEATURES)

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("head"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("unit")

    def search_text(self) -> str:
        return f"{self.head}\n{strip_tags(self.body)}"


class LeaderPage(PortalPage):
    """One leader: post, what the person is in charge of, how to reach the office."""

    parent_page_types = ["agencies.OrganisationPage"]
    subpage_types: list[str] = []
    template = "agencies/leader_page.html"
    kind = "organisation"

    post = models.CharField(_("post"), max_length=200)
    assignment = models.TextField(_("in charge of"), blank=True)
    portrait = models.ForeignKey(
        "agencies.PortalImage",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    phone = models.CharField(_("telephone of the office"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail of the office"), blank=True)
    biography = RichTextField(_("short biography"), blank=True, features=TEXT_FEATURES)

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("post"),
        FieldPanel("assignment"),
        FieldPanel("portrait"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        FieldPanel("biography"),
    ]

    class Meta:
        verbose_name = _("leader")

    def card(self) -> dict[str, Any]:
        """What the list of leaders shows."""
        return {
            "name": self.title,
            "post": self.post,
            "assignment": self.assignment,
            "email": self.email,
            "phone": self.phone,
            "is_sample": self.is_sample,
        }

    def search_text(self) -> str:
        return f"{self.post}\n{self.assignment}\n{strip_tags(self.biography)}"


class ContactPage(PortalPage):
    """Where the agency is and how it is reached. Address and numbers come from the portal itself."""

    parent_page_types = ["home.MainHomePage", "home.AgencyHomePage"]
    subpage_types: list[str] = []
    template = "agencies/contact_page.html"
    max_count_per_parent = 1
    kind = "organisation"

    body = RichTextField(_("how to get there, whom to ask"), blank=True, features=TEXT_FEATURES)

    content_panels = [*PortalPage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("contact page")

    def search_text(self) -> str:
        return strip_tags(self.body)
