"""The list of official channels (NĐ 224/2026 Điều 10.2: other channels are managed and published as a list)."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from agencies.addresses import duty_path, on_main_host
from agencies.models.fixed import FixedAddress
from agencies.models.page import PortalPage

SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:\S")
PHONE = re.compile(r"\+?[0-9][0-9 ().-]{2,24}\Z")
is_email = EmailValidator(_("This is no e-mail address."))
is_web_address = URLValidator(schemes=["https"], message=_("A full web address is needed, beginning with https://"))


class ChannelsPage(FixedAddress, PortalPage):
    """Every official channel of the agency; what is not on it is not official."""

    parent_page_types = ["home.MainHomePage", "home.AgencyHomePage"]
    subpage_types: list[str] = []
    template = "agencies/channels_page.html"
    max_count_per_parent = 1

    content_panels = [
        *PortalPage.content_panels,
        InlinePanel(
            "channels",
            heading=_("Official channels"),
            label=_("Channel"),
            help_text=_("Every hotline, mailbox, social network page and app the agency answers for. Nothing else."),
        ),
    ]

    class Meta:
        verbose_name = _("list of official channels")
        verbose_name_plural = _("lists of official channels")

    def search_text(self) -> str:
        return "\n".join(f"{channel.name} {channel.value} {channel.note}" for channel in self.channels.all())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        portal = getattr(request, "portal", None)
        context["groups"] = self.groups()
        context["own_address"] = portal.root_url if portal and portal.site else ""
        context["main_list_url"] = "" if portal is None or portal.is_main else on_main_host(duty_path("channels"))
        return context

    def groups(self) -> list[dict[str, Any]]:
        """The channels by kind, in the order of the kinds and, within one, in the order the editor gave. One query."""
        rows = list(self.channels.all())
        groups = [{"title": kind.label, "channels": [row for row in rows if row.kind == kind]} for kind in Channel.Kind]
        return [group for group in groups if group["channels"]]


class Channel(Orderable):
    """One way to reach the agency that the agency answers for."""

    class Kind(models.TextChoices):
        """The order of the list: what helps in an emergency stands first."""

        HOTLINE = "hotline", _("Hotline")
        TELEPHONE = "telephone", _("Telephone")
        EMAIL = "email", _("E-mail")
        SOCIAL = "social", _("Social network")
        APP = "app", _("Mobile app")
        OTHER = "other", _("Other channel")

    TELEPHONES = (Kind.HOTLINE, Kind.TELEPHONE)
    WEB = (Kind.SOCIAL, Kind.APP)

    page = ParentalKey(ChannelsPage, on_delete=models.CASCADE, related_name="channels")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.TELEPHONE)
    name = models.CharField(_("what it is for"), max_length=150, help_text=_("For example: Reports about food safety."))
    value = models.CharField(
        _("number or address"),
        max_length=250,
        help_text=_("A telephone number, an e-mail address, or a full web address beginning with https://"),
    )
    hours = models.CharField(_("hours"), max_length=150, blank=True, help_text=_("When somebody answers."))
    note = models.CharField(_("note"), max_length=250, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("name")]),
        FieldPanel("value"),
        FieldRowPanel([FieldPanel("hours"), FieldPanel("note")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("official channel")
        verbose_name_plural = _("official channels")

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"

    def clean(self) -> None:
        super().clean()
        self.value = self.value.strip()
        if not self.value:
            return  # a draft that is not finished; publishing asks for it
        try:
            self.check_value()
        except ValidationError as error:
            raise ValidationError({"value": error.messages}) from error

    def check_value(self) -> None:
        """Whether number and address are what their kind promises. Raises `ValidationError`."""
        if self.kind in self.TELEPHONES and not PHONE.match(self.value):
            raise ValidationError(_("This is no telephone number: digits and spaces, for example 0227 3000 000."))
        if self.kind == self.Kind.EMAIL:
            is_email(self.value)
        # A web address that is not encrypted could be anybody's.
        if self.kind in self.WEB or (self.kind == self.Kind.OTHER and SCHEME.match(self.value)):
            is_web_address(self.value)

    @property
    def href(self) -> str:
        """What a click does; empty for what is only read."""
        if self.kind in self.TELEPHONES:
            return "tel:" + re.sub(r"[^0-9+]", "", self.value)
        if self.kind == self.Kind.EMAIL:
            return f"mailto:{self.value}"
        return self.value if self.value.startswith("https://") else ""
