"""A portal of one agency: its site, its part of the page tree, its groups, its address through time."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Page, Site, Workflow

from agencies.models.agency import Agency
from agencies.models.people import Role
from core.models import Dated, DatedQuerySet
from core.models.dated import never_two_at_once


class PortalQuerySet(models.QuerySet["Portal"]):
    def open_to_readers(self) -> PortalQuerySet:
        """Portals that answer with pages: active ones and read-only archives."""
        return self.filter(state__in=Portal.READABLE_STATES)

    def listed(self) -> PortalQuerySet:
        """Component portals for public lists, in the order of lists, with what a row shows."""
        return (
            self.open_to_readers()
            .filter(is_main=False)
            .select_related("agency", "site")
            .order_by("agency__level_rank", "agency__order", "agency__name_key")
        )


class Portal(models.Model):
    """The main portal or a component portal (Quy chế Điều 2.1)."""

    class State(models.TextChoices):
        """proposed → active → archived (read only) → redirected to the successor."""

        PROPOSED = "proposed", _("proposed")
        ACTIVE = "active", _("active")
        ARCHIVED = "archived", _("archived, read only")
        REDIRECTED = "redirected", _("redirects to its successor")

    class EditorialModel(models.TextChoices):
        """How the agency edits (Quy chế Điều 7.2)."""

        STAFF = "staff", _("assigned staff")
        BOARD = "board", _("a board of its own")

    READABLE_STATES = (State.ACTIVE, State.ARCHIVED)

    agency = models.OneToOneField(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="portal")
    is_main = models.BooleanField(_("main portal"), default=False)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.PROPOSED)
    editorial_model = models.CharField(
        _("who edits"), max_length=10, choices=EditorialModel.choices, default=EditorialModel.STAFF
    )
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    archived_on = models.DateField(_("archived on"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", verbose_name=_("successor"), null=True, blank=True, on_delete=models.PROTECT, related_name="inherited"
    )
    # The imprint that header and footer show on every page (Quy chế Điều 2.1, NĐ 43/2011 Điều 10).
    responsible = models.CharField(_("responsible person"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=250, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    fax = models.CharField(_("fax"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    # What OpenPortal made for it. The container holds the home pages of all languages; rights hang on it.
    site = models.OneToOneField(
        Site, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="portal"
    )
    container = models.OneToOneField(
        Page, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    collection = models.OneToOneField(
        Collection, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    workflow = models.OneToOneField(
        Workflow, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("portal")
        verbose_name_plural = _("portals")
        ordering = ["-is_main", "agency__level_rank", "agency__order", "agency__name_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_main"], condition=models.Q(is_main=True), name="agencies_one_main_portal"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def local_title(self) -> str:
        """The title in the language of the reader."""
        return (self.title_en if get_language() == "en" else "") or self.title

    @property
    def label(self) -> str:
        """The first part of its host, empty for the main portal. Read from the site: no query when that is loaded."""
        return (
            "" if self.is_main or self.site is None else self.site.hostname.removesuffix(f".{settings.PORTAL_DOMAIN}")
        )

    @property
    def root_url(self) -> str:
        """Scheme, host and port, without a trailing slash."""
        assert self.site is not None, "a proposed portal has no address yet"
        return self.site.root_url

    @property
    def is_read_only(self) -> bool:
        return self.state in (self.State.ARCHIVED, self.State.REDIRECTED)


class PortalHostQuerySet(DatedQuerySet):
    def agreed(self) -> PortalHostQuerySet:
        """Addresses both sides agreed on (Quy chế Điều 4.3)."""
        return self.filter(agreed_on__isnull=False)


class PortalHost(Dated):
    """An address of a portal for a period: proposed by the agency, agreed by the standing agency (Quy chế Điều 4.3)."""

    portal = models.ForeignKey(Portal, verbose_name=_("portal"), on_delete=models.CASCADE, related_name="hosts")
    label = models.CharField(_("label"), max_length=63)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)

    objects = PortalHostQuerySet.as_manager()

    class Meta:
        verbose_name = _("address of a portal")
        verbose_name_plural = _("addresses of portals")
        ordering = ["-valid_from"]
        constraints = [
            never_two_at_once("agencies_host_label_free", "label", condition=models.Q(agreed_on__isnull=False))
        ]

    def __str__(self) -> str:
        return f"{self.label}.{settings.PORTAL_DOMAIN}"


class PortalGroup(models.Model):
    """The Wagtail group that carries a role's rights on one portal."""

    portal = models.ForeignKey(Portal, on_delete=models.CASCADE, related_name="role_groups")
    role = models.CharField(max_length=12, choices=Role.choices)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="portal_group")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["portal", "role"], name="agencies_one_group_per_role")]

    def __str__(self) -> str:
        return str(self.group)
