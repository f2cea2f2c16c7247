"""Forms of approval."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from agencies.models import LegalPoint


class PointsField(forms.MultipleChoiceField):
    """The points of Điều 5, to tick off one by one. The service says when one is missing."""

    def __init__(self) -> None:
        super().__init__(
            label=_("I have checked (Quy chế, Article 5)"),
            choices=LegalPoint.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )


def moment_field(help_text: Any) -> forms.DateTimeField:
    return forms.DateTimeField(label=_("Publish at"), required=False, widget=AdminDateTimeInput, help_text=help_text)


def long_field(label: Any, *, required: bool = False, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, widget=forms.Textarea(attrs={"rows": 3}), help_text=help_text, max_length=4000
    )


class SubmitForm(forms.Form):
    """What the submitter says."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    points = PointsField()
    note = long_field(_("Note to the approver"))
    publish_at = moment_field(_("Empty: as soon as it is approved."))


class ForceForm(forms.Form):
    """Why it cannot wait."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = long_field(_("Why it cannot wait for a second person"))
    points = PointsField()


class ApproveForm(forms.Form):
    """Yes. The version that was shown is sent along: a newer one is not approved by mistake."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    publish_at = moment_field(_("Empty: at once."))
    note = long_field(_("Note to the writer"))


class ReturnForm(forms.Form):
    """Not yet, and why."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = long_field(_("What is to be changed"))


class VerdictForm(forms.Form):
    """What the second look found."""

    verdict = long_field(_("What you found"))
