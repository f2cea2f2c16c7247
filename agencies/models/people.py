"""Who works for which agency, in which role, from when to when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models.agency import Agency
from core.models import Dated
from core.models.dated import never_two_at_once


class Role(models.TextChoices):
    """What a person may do within the own agency, and nowhere else."""

    CONTRIBUTOR = "contributor", _("contributor")
    EDITOR = "editor", _("editor")
    APPROVER = "approver", _("approver")
    OFFICER = "officer", _("portal officer")


class Membership(Dated):
    """A person's role in an agency for a period. The groups of the account follow from the memberships of today."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="memberships"
    )
    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["-valid_from"]
        constraints = [never_two_at_once("agencies_one_membership_per_role", "user", "agency", "role")]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}, {self.agency}"
