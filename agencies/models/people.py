"""Who works for which agency, in which role, from when to when."""

from __future__ import annotations

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models.agency import Agency
from core.models import Dated, DatedQuerySet
from core.models.dated import never_two_at_once, today


class Role(models.TextChoices):
    """What a person may do within the own agency, and nowhere else."""

    CONTRIBUTOR = "contributor", _("contributor")
    EDITOR = "editor", _("editor")
    APPROVER = "approver", _("approver")
    OFFICER = "officer", _("portal officer")


class MembershipQuerySet(DatedQuerySet):
    def on(self, day: datetime.date | None = None) -> Self:
        """Who may act: rows in force on a day (default: now). Today a membership ends the moment it is ended."""
        found = super().on(day)
        return found.filter(ended_at__isnull=True) if day is None or day == today() else found

    def had_access_on(self, day: datetime.date) -> Self:
        """Everybody who had access at any moment of a day (the report); an end during the day does not hide it."""
        began = timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
        return super().on(day).filter(Q(ended_at__isnull=True) | Q(ended_at__gte=began))


class Membership(Dated):
    """A person's role in an agency for a period. The groups of the account follow from the memberships of now."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="memberships"
    )
    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    # An early end holds from that moment on; the row stays for "who had access on that day".
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["-valid_from"]
        constraints = [
            never_two_at_once(
                "agencies_one_membership_per_role", "user", "agency", "role", condition=Q(ended_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}, {self.agency}"


class Invitation(models.Model):
    """An officer's invitation to a colleague. Only a hash of its link is kept; the link itself went out by mail."""

    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    email = models.EmailField(_("e-mail"))
    last_name = models.CharField(_("family name and middle name"), max_length=100)
    first_name = models.CharField(_("given name"), max_length=60)
    post = models.CharField(_("post"), max_length=150, blank=True)
    valid_from = models.DateField(_("valid from"), default=today)
    valid_to = models.DateField(_("valid to"), null=True, blank=True, help_text=_("The last day. Empty: no end set."))
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("open until"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("invited by"), on_delete=models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("accepted by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at"]

    def __str__(self) -> str:
        return f"{self.last_name} {self.first_name} <{self.email}>"

    @property
    def is_open(self) -> bool:
        """Whether the link still works."""
        return self.revoked_at is None and self.accepted_at is None and self.expires_at > timezone.now()


class KeptForm(models.Model):
    """What somebody sent after the sign-in had run out: kept until they are back (nothing typed is lost)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=500)
    fields = models.JSONField()
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-kept_at"]

    def __str__(self) -> str:
        return f"{self.user} {self.path}"
