"""The one screen on which a person confirms what was read: fields of the document, and its relations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from documents.models import (
    DocumentPage,
    DocumentType,
    EffectRule,
    Field,
    Issuer,
    Origin,
    Relation,
    RelationKind,
    SignMode,
    Upload,
    Urgency,
)
from documents.models.text import digest
from documents.uploading.confirming import Confirmed, check_page, index_of
from documents.widgets import PositionInput
from vietnamese.text import compact_spaces, slug

MOST_RELATIONS = 200
SPARE_ROWS = 2
# What the form takes over into the page as it is.
PLAIN = (
    "document_type",
    "number",
    "abstract",
    "issuer",
    "is_normative",
    "issued_on",
    "received_on",
    "effective_rule",
    "effective_days",
    "effective_on",
    "expired_on",
    "signer",
    "signer_title",
    "sign_mode",
    "recipients",
    "recipients_reason",
    "urgency",
)


def label_of(name: str) -> Any:
    return DocumentPage._meta.get_field(name).verbose_name.capitalize()


def help_of(name: str) -> Any:
    return DocumentPage._meta.get_field(name).help_text


class ConfirmForm(forms.Form):
    """The fields of the document. What is wrong with it as a whole is said at its field."""

    document_type = forms.ModelChoiceField(DocumentType.objects.all())
    number = forms.CharField(max_length=80)
    abstract = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    issuer = forms.ModelChoiceField(Issuer.objects.all(), required=False)
    new_issuer = forms.CharField(
        label=_("Name of a new issuer"),
        max_length=250,
        required=False,
        help_text=_("Only where the list has none: its full name, as on the document."),
    )
    add_issuer = forms.BooleanField(label=_("Add this issuer to the list"), required=False)
    co_issuers = forms.ModelMultipleChoiceField(Issuer.objects.all(), required=False)
    is_normative = forms.BooleanField(required=False)
    fields_of_government = forms.ModelMultipleChoiceField(
        Field.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    issued_on = forms.DateField(widget=AdminDateInput)
    received_on = forms.DateField(widget=AdminDateInput, required=False)
    effective_rule = forms.ChoiceField(choices=EffectRule.choices, required=False)
    effective_days = forms.IntegerField(min_value=0, max_value=3650, required=False)
    effective_on = forms.DateField(widget=AdminDateInput, required=False)
    expired_on = forms.DateField(widget=AdminDateInput, required=False)
    signer = forms.CharField(max_length=150, required=False)
    signer_title = forms.CharField(max_length=150, required=False, widget=PositionInput)
    sign_mode = forms.ChoiceField(choices=SignMode.choices, required=False)
    recipients = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False)
    recipients_reason = forms.CharField(max_length=250, required=False)
    urgency = forms.ChoiceField(choices=Urgency.choices, required=False)
    is_checked = forms.BooleanField(label=_("I have compared the text with the scan"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, upload: Upload, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.upload = upload
        self.page: DocumentPage | None = None
        for name in (*PLAIN, "co_issuers", "fields_of_government"):
            field, column = self.fields[name], "fields" if name == "fields_of_government" else name
            field.label, field.help_text = label_of(column), help_of(column)
        if upload.origin != Origin.SCAN:
            del self.fields["is_checked"]

    def clean_seen(self) -> str:
        seen = self.cleaned_data["seen"]
        if seen and seen != digest(self.upload.text):
            raise ValidationError(_("Somebody has corrected the text since you opened it. Look at it again."))
        return seen

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        self.find_issuer(facts)
        index = index_of(self.upload.agency)
        if self.errors or index is None:
            return facts
        self.page = DocumentPage(**{name: facts[name] for name in PLAIN})
        try:
            check_page(self.page, index, self.upload.agency_id)
        except ValidationError as error:
            for name, texts in getattr(error, "error_dict", {None: [error]}).items():
                self.add_error(name if name in self.fields else None, texts)
        return facts

    def find_issuer(self, facts: dict[str, Any]) -> None:
        """One of the list, or a new one that the person adds in so many words."""
        name = facts["new_issuer"] = compact_spaces(facts.get("new_issuer") or "")
        if facts.get("issuer"):
            facts["new_issuer"] = ""
        elif name and (there := Issuer.objects.filter(slug=slug(name, 120)).first()):
            facts["issuer"], facts["new_issuer"] = there, ""
        elif not name:
            self.add_error("issuer", _("Choose who issued the document, or add an issuer to the list."))
        elif not facts.get("add_issuer"):
            said = _now("“%(name)s” is not in the list. Choose from the list, or tick that it is to be added.")
            self.add_error("issuer", said % {"name": name})

    def confirmed(self, text: str, relations: list[Relation]) -> Confirmed:
        """What goes to the service, of a valid form."""
        facts = self.cleaned_data
        assert self.page is not None
        return Confirmed(
            page=self.page,
            text=text,
            is_checked=facts.get("is_checked", False),
            relations=relations,
            fields=list(facts["fields_of_government"]),
            co_issuers=[issuer for issuer in facts["co_issuers"] if issuer != facts["issuer"]],
            new_issuer=facts["new_issuer"],
        )


class RelationForm(forms.Form):
    """One relation to another document; only what is ticked is taken over."""

    keep = forms.BooleanField(label=_("Take over"), required=False)
    kind = forms.ChoiceField(label=_("This document"), choices=RelationKind.choices, required=False)
    number = forms.CharField(label=_("Number of the other document"), max_length=120, required=False)
    provisions = forms.CharField(
        label=_("Provisions of the other document"),
        max_length=500,
        required=False,
        help_text=_("Empty: the whole document."),
    )
    # What was read and needs no field of its own on this screen: the editor of the page shows it.
    target_issued_on = forms.DateField(widget=forms.HiddenInput, required=False)
    effective_on = forms.DateField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        self.relation: Relation | None = None
        if not self.is_kept(facts):
            return facts
        if not facts.get("number"):
            self.add_error("number", _("Give the number of the other document, or do not take this over."))
            return facts
        row = Relation(**{name: facts.get(name) or None for name in ("target_issued_on", "effective_on")})
        row.kind, row.number, row.provisions = facts["kind"], facts["number"], facts.get("provisions") or ""
        try:
            row.clean()
        except ValidationError as error:
            self.add_error(None, error)
        self.relation = row
        return facts

    def is_kept(self, facts: dict[str, Any]) -> bool:
        """What was read is ticked; what is typed into an empty row is meant."""
        return bool(facts.get("keep") if "keep" in self.fields else facts.get("number"))


class BaseRelationFormSet(forms.BaseFormSet):  # type: ignore[type-arg]
    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if index is None or index >= self.initial_form_count():
            del form.fields["keep"]

    def relations(self) -> list[Relation]:
        """Those to take over, in their order, of a valid form."""
        rows = [form.relation for form in self.forms if getattr(form, "relation", None) is not None]
        for order, row in enumerate(rows):
            row.sort_order = order
        return rows


RelationFormSet = forms.formset_factory(
    RelationForm,
    formset=BaseRelationFormSet,
    extra=SPARE_ROWS,
    max_num=MOST_RELATIONS,
    absolute_max=MOST_RELATIONS + SPARE_ROWS,
)


def typed_values(form: forms.Form, data: Any, prefix: str = "") -> dict[str, Any]:
    """What stands in the fields of a sent form, right or wrong, as what a new form begins with."""
    name_of = (lambda name: f"{prefix}-{name}") if prefix else (lambda name: name)
    return {name: field.widget.value_from_datadict(data, {}, name_of(name)) for name, field in form.fields.items()}


def typed_relations(data: Any, prefix: str) -> list[dict[str, Any]]:
    """The rows of relations of a sent form; those somebody began."""
    total = str(data.get(f"{prefix}-TOTAL_FORMS", "0"))
    count = min(int(total), MOST_RELATIONS) if total.isascii() and total.isdecimal() else 0
    initial = str(data.get(f"{prefix}-INITIAL_FORMS", "0"))
    ticked = int(initial) if initial.isascii() and initial.isdecimal() else 0
    rows = []
    for index in range(count):
        row = typed_values(RelationForm(), data, f"{prefix}-{index}")
        if index >= ticked:
            row["keep"] = bool(row["number"])
        if row["number"] or row["name"]:
            rows.append(row)
    return rows
