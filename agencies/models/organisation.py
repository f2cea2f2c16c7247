"""Who the agency is: functions, duties, units, leaders, contact (Quy chế Điều 5.8, NĐ 224/2026 Điều 9.1.b)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from agencies.models.fixed import FixedAddress
from agencies.models.media import PortalRendition
from agencies.models.page import PortalPage
from agencies.page_metadata import about_the_agency, organisation_name, portal_of, shared_picture
from core.metadata import Metadata, Picture
from core.plain_text import words_of

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class OrganisationPage(FixedAddress, PortalPage):
    """Functions, duties and powers of the agency; its units and leaders stand below it."""

    parent_page_types = ["home.MainHomePage", "home.AgencyHomePage"]
    subpage_types = ["agencies.UnitPage", "agencies.LeaderPage"]
    template = "agencies/organisation_page.html"
    max_count_per_parent = 1
    kind = "organisation"
    schema_type = "AboutPage"

    functions = RichTextField(_("functions"), blank=True, features=TEXT_FEATURES)
    duties = RichTextField(_("duties and powers"), blank=True, features=TEXT_FEATURES)
    legal_basis = models.TextField(
        _("legal basis"),
        blank=True,
        max_length=1000,
        help_text=_("The decree or decision that lays down functions and duties: type, number, day. One a line."),
    )

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("functions"),
        FieldPanel("duties"),
        FieldPanel("legal_basis"),
    ]

    class Meta:
        verbose_name = _("organisation page")

    def search_text(self) -> str:
        return words_of(f"{self.functions}\n{self.duties}\n{self.legal_basis}")

    def metadata(self, request: HttpRequest) -> Metadata:
        return about_the_agency(self, super().metadata(request), request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        from agencies.pictures import PORTRAIT

        # Both in the order of the tree, which the agency decides. Three queries, however many people there are.
        sizes = PortalRendition.objects.filter(filter_spec__in=PORTRAIT.all_specs)
        leaders = LeaderPage.objects.child_of(self).live().select_related("portrait").defer("biography")
        leaders = leaders.prefetch_related(
            models.Prefetch("portrait__renditions", sizes, to_attr="prefetched_renditions")
        )
        units = UnitPage.objects.child_of(self).live().defer("body")
        context["leaders"] = [leader.card(request) for leader in leaders]
        context["units"] = [unit.row(request) for unit in units]
        return context


class UnitPage(PortalPage):
    """One subordinate unit of the agency."""

    parent_page_types = ["agencies.OrganisationPage"]
    subpage_types: list[str] = []
    template = "agencies/unit_page.html"
    kind = "organisation"
    schema_type = "AboutPage"

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

    def row(self, request: HttpRequest) -> dict[str, Any]:
        """What the list of units shows."""
        return {
            "name": self.title,
            "summary": self.summary,
            "head": self.head,
            "phone": self.phone,
            "url": self.get_url(request),
        }

    def search_text(self) -> str:
        return f"{self.head}\n{words_of(self.body)}"

    def metadata(self, request: HttpRequest) -> Metadata:
        metadata = super().metadata(request)
        unit = {
            "@type": "GovernmentOrganization",
            "name": self.title,
            "url": metadata.url,
            "telephone": self.phone,
            "email": self.email,
            "parentOrganization": organisation_name(portal_of(self, request)),
        }
        return replace(metadata, schema={**metadata.schema, "mainEntity": unit})


def telephone_link(number: str) -> str:
    return "tel:" + "".join(letter for letter in number if letter.isdigit() or letter == "+")


class LeaderPage(PortalPage):
    """One leader: post, what the person is in charge of, how to reach the office."""

    parent_page_types = ["agencies.OrganisationPage"]
    subpage_types: list[str] = []
    template = "agencies/leader_page.html"
    kind = "organisation"
    schema_type = "ProfilePage"

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

    def card(self, request: HttpRequest) -> dict[str, Any]:
        """What the list of leaders shows. The name stands beside the picture: only what somebody wrote adds to that."""
        from agencies.pictures import PORTRAIT, picture_of

        picture = picture_of(self.portrait, PORTRAIT)
        return {
            "name": self.title,
            "url": self.get_url(request),
            "portrait": {**picture, "alt": self.portrait.alt_text} if picture and self.portrait else None,
            "post": self.post,
            "assignment": self.assignment,
            "email": self.email,
            "phone": self.phone,
            "is_sample": self.is_sample,
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from agencies.pictures import LARGE_PORTRAIT, picture_of

        context = super().get_context(request, *args, **kwargs)
        context["portrait"] = picture_of(self.portrait, LARGE_PORTRAIT)
        context["facts"] = [
            {"label": _now("Telephone of the office"), "value": self.phone, "url": telephone_link(self.phone)},
            {"label": _now("E-mail of the office"), "value": self.email, "url": f"mailto:{self.email}"},
        ]
        return context

    def search_text(self) -> str:
        return f"{self.post}\n{self.assignment}\n{words_of(self.biography)}"

    def metadata(self, request: HttpRequest) -> Metadata:
        metadata = super().metadata(request)
        leader = {
            "@type": "Person",
            "name": self.title,
            "jobTitle": self.post,
            "description": self.assignment,
            "telephone": self.phone,
            "email": self.email,
            "worksFor": organisation_name(portal_of(self, request)),
        }
        said = self.search_description or self.summary or f"{self.title}, {self.post}"
        return replace(metadata, description=said, schema={**metadata.schema, "mainEntity": leader})

    def share_picture(self, request: HttpRequest) -> Picture | None:
        return shared_picture(self.portrait, portal_of(self, request))


class ContactPage(FixedAddress, PortalPage):
    """Where the agency is and how it is reached. Address and numbers come from the portal itself."""

    parent_page_types = ["home.MainHomePage", "home.AgencyHomePage"]
    subpage_types: list[str] = []
    template = "agencies/contact_page.html"
    max_count_per_parent = 1
    kind = "organisation"
    schema_type = "ContactPage"

    body = RichTextField(_("how to get there, whom to ask"), blank=True, features=TEXT_FEATURES)
    press_name = models.CharField(
        _("press contact"),
        max_length=200,
        blank=True,
        help_text=_("Name and post of who answers journalists. Empty: the page says nothing about it."),
    )
    press_phone = models.CharField(_("telephone for the press"), max_length=60, blank=True)
    press_email = models.EmailField(_("e-mail for the press"), blank=True)

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("press_name"), FieldRowPanel([FieldPanel("press_phone"), FieldPanel("press_email")])],
            heading=_("Press contact"),
        ),
    ]

    class Meta:
        verbose_name = _("contact page")

    def clean(self) -> None:
        super().clean()
        if (self.press_phone or self.press_email) and not self.press_name:
            raise ValidationError({"press_name": _("Say who answers the press: name and post, or the office.")})

    def search_text(self) -> str:
        return f"{words_of(self.body)}\n{self.press_name}"

    def metadata(self, request: HttpRequest) -> Metadata:
        return about_the_agency(self, super().metadata(request), request)
