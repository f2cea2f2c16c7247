"""Forms of the operator's portal screens."""

from __future__ import annotations

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from agencies.models import Agency, Portal


class OpenPortalForm(forms.Form):
    """What opening a portal takes."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Agency"))
    label = forms.CharField(
        label=_("Label"), max_length=63, help_text=_("The first part of the address: letters a–z, digits and hyphens.")
    )
    title = forms.CharField(
        label=_("Title"), required=False, max_length=200, help_text=_("Empty: the name of the agency.")
    )
    responsible = forms.CharField(label=_("Responsible person"), required=False, max_length=200)
    address = forms.CharField(label=_("Address"), required=False, max_length=250)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=60)
    email = forms.EmailField(label=_("E-mail"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        waiting = Q(portal__isnull=True) | Q(portal__state=Portal.State.PROPOSED)
        self.fields["agency"].queryset = Agency.objects.filter(waiting).sorted()  # type: ignore[attr-defined]


class ClosePortalForm(forms.Form):
    """Archive or redirect: who takes over, since when, why."""

    successor = forms.ModelChoiceField(
        Portal.objects.filter(state=Portal.State.ACTIVE), label=_("Portal that takes over"), required=False
    )
    on = forms.DateField(label=_("First day"), widget=AdminDateInput, required=False)
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
