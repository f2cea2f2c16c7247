"""Taking part in the portal: by duty, or by decision of the Provincial People's Committee (Quy chế Điều 3)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models.agency import Agency


class Participation(models.Model):
    """One stay of an agency in the portal: from the request to the leaving."""

    class Basis(models.TextChoices):
        DUTY = "duty", _("by duty (Article 3.1)")
        DECISION = "decision", _("by decision of the People's Committee (Article 3.2)")

    class Mode(models.TextChoices):
        OWN_PORTAL = "own_portal", _("runs a portal of its own")
        CONTENT_ONLY = "content_only", _("supplies content to the main portal only")

    class State(models.TextChoices):
        """requested → under review → approved or refused → active → left."""

        REQUESTED = "requested", _("requested")
        UNDER_REVIEW = "under_review", _("under review")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")
        ACTIVE = "active", _("active")
        LEFT = "left", _("left")

    OPEN_STATES = (State.REQUESTED, State.UNDER_REVIEW, State.APPROVED, State.ACTIVE)

    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), on_delete=models.CASCADE, related_name="participations"
    )
    basis = models.CharField(_("basis"), max_length=10, choices=Basis.choices)
    mode = models.CharField(_("mode"), max_length=15, choices=Mode.choices, default=Mode.OWN_PORTAL)
    state = models.CharField(_("state"), max_length=15, choices=State.choices, default=State.REQUESTED)
    requested_on = models.DateField(_("requested on"), null=True, blank=True)
    request_number = models.CharField(_("number of the request"), max_length=60, blank=True)
    decision_number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    decision_date = models.DateField(_("date of the decision"), null=True, blank=True)
    decision_file = models.ForeignKey(
        "agencies.PortalFile",
        verbose_name=_("decision (file)"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.TextField(_("reason"), blank=True, help_text=_("Why it was refused, or why the agency left."))
    active_from = models.DateField(_("active from"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency"],
                condition=models.Q(state__in=["requested", "under_review", "approved", "active"]),
                name="agencies_one_open_participation",
                violation_error_message=_("This agency already takes part, or its request is still open."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_state_display()}"

    def clean(self) -> None:
        super().clean()
        decided = self.state in (self.State.APPROVED, self.State.ACTIVE) and self.basis == self.Basis.DECISION
        if decided and not (self.decision_number and self.decision_date):
            raise ValidationError(
                _("Article 3.2: name the number and the date of the decision of the People's Committee.")
            )
