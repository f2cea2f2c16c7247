"""What each agency files about its own running of the portal (Quy chế Điều 15.2)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models.agency import Agency
from core.models import Dated


class InternalRule(Dated):
    """The agency's own rules for its portal: the document, for the time it is in force."""

    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), on_delete=models.CASCADE, related_name="internal_rules", editable=False
    )
    title = models.CharField(_("title"), max_length=250)
    number = models.CharField(_("number"), max_length=60, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    file = models.ForeignKey(
        "agencies.PortalFile", verbose_name=_("file"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("internal rule")
        verbose_name_plural = _("internal rules")
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class StaffAssignment(Dated):
    """Who is assigned to which work for the agency's portal, account or not."""

    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), on_delete=models.CASCADE, related_name="staff_assignments", editable=False
    )
    person = models.CharField(_("full name"), max_length=150)
    post = models.CharField(_("post"), max_length=150, blank=True)
    work = models.CharField(_("work assigned"), max_length=250)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        verbose_name = _("staff assignment")
        verbose_name_plural = _("staff assignments")
        ordering = ["-valid_from", "person"]

    def __str__(self) -> str:
        return f"{self.person}: {self.work}"
