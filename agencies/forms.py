"""Forms of the agencies' own admin screens."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput
from wagtail.documents.widgets import AdminDocumentChooser

from agencies.models import Agency, InternalRule, Participation, Portal, PortalFile, StaffAssignment


class RequestForm(forms.Form):
    """A request to join, as it arrived on paper (Quy chế Điều 3.2)."""

    agency = forms.ModelChoiceField(Agency.objects.sorted(), label=_("Agency"))
    basis = forms.ChoiceField(
        choices=Participation.Basis.choices, label=_("Basis"), initial=Participation.Basis.DECISION
    )
    mode = forms.ChoiceField(choices=Participation.Mode.choices, label=_("How it takes part"))
    request_number = forms.CharField(label=_("Number of the request"), required=False, max_length=60)
    on = forms.DateField(label=_("Requested on"), widget=AdminDateInput, required=False)


class ReviewForm(forms.Form):
    """Nothing to fill in: a confirmation."""


class DecisionForm(forms.Form):
    """The decision of the Provincial People's Committee."""

    decision_number = forms.CharField(label=_("Number of the decision"), max_length=60, required=False)
    decision_date = forms.DateField(label=_("Date of the decision"), widget=AdminDateInput, required=False)
    decision_file: forms.ModelChoiceField[PortalFile] = forms.ModelChoiceField(
        queryset=None, label=_("Decision (file)"), required=False, widget=AdminDocumentChooser
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["decision_file"].queryset = PortalFile.objects.all()  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), required=False)


STEP_FORMS: dict[str, type[forms.Form]] = {
    "review": ReviewForm,
    "approve": DecisionForm,
    "refuse": ReasonForm,
    "activate": ReviewForm,
    "leave": ReasonForm,
}


class InternalRuleForm(forms.ModelForm):  # type: ignore[type-arg]
    """The agency's own rules for its portal (Quy chế Điều 15.2)."""

    class Meta:
        model = InternalRule
        fields = ["title", "number", "issued_on", "file", "valid_from", "valid_to"]
        widgets = {
            "issued_on": AdminDateInput,
            "valid_from": AdminDateInput,
            "valid_to": AdminDateInput,
            "file": AdminDocumentChooser,
        }

    def __init__(self, *args: object, agencies: list[Agency], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        own = Portal.objects.filter(agency__in=agencies).values("collection")
        self.foreign = False
        files = PortalFile.objects.filter(collection__in=own)
        self.fields["file"].queryset = files  # type: ignore[attr-defined]
        chosen = self.data.get("file") if self.data else None
        if chosen and not (str(chosen).isdecimal() and files.filter(pk=chosen).exists()):
            # The widget would show the title of whatever id is posted: another agency's file is forgotten at once.
            self.foreign = True
            self.data = {**self.data.dict(), "file": ""}  # type: ignore[attr-defined]

    def clean_file(self) -> PortalFile | None:
        if self.foreign:
            raise forms.ValidationError(_("Choose a file of your own agency."))
        return self.cleaned_data.get("file")


class StaffAssignmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who is assigned to which work (Quy chế Điều 15.2)."""

    class Meta:
        model = StaffAssignment
        fields = ["person", "post", "work", "phone", "email", "valid_from", "valid_to"]
        widgets = {"valid_from": AdminDateInput, "valid_to": AdminDateInput}


class LabelForm(forms.Form):
    """The address an agency wishes for (Quy chế Điều 4.3)."""

    label = forms.CharField(
        label=_("Label"), max_length=63, help_text=_("Letters a–z, digits and hyphens, for example: soyte.")
    )
    valid_from = forms.DateField(label=_("First day"), widget=AdminDateInput, required=False)
