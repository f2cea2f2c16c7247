"""Screens of the intake list (Quy chế Điều 12.1.b)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from agencies.desk import DeskView, TransitionFormView, acting_user
from agencies.models import Agency
from core.transitions import Transition, TransitionRefused
from documents.clock import TimeLimits
from documents.desk import OfAnAgency, file_answer, query_prefix, wants_file
from documents.intake import FILTERS, OVERDUE, IntakeState, in_state, intake_of, intake_rows, table_of
from documents.intake_changes import DropIncoming, KeepIncoming, ReceiveIncoming, TakeLinesIn
from documents.intake_lines import read_lines
from documents.models import IncomingDocument, Issuer
from documents.province import own_issuer_ids
from vietnamese.document_number import parse_number

PER_PAGE = 50
MOST_IN_A_FILE = 20_000
ASKING = (OVERDUE, IntakeState.SENT, IntakeState.RECEIVED)  # told with their number: somebody has to do something


def list_url(agency: Agency) -> str:
    return f"{reverse('documents_intake')}?co-quan={agency.pk}"


class IntakeView(OfAnAgency, DeskView):
    """The list with its filters; as a file with `?dang=`."""

    page_title = _("Documents sent to the portal")
    header_icon = "doc-full"
    template_name = "documents/admin/intake.html"

    def narrowed(self, limits: TimeLimits) -> QuerySet[IncomingDocument]:
        asked = self.request.GET
        state = asked.get("tinh-trang", "")
        records = in_state(self.agency.pk, state, limits) if state else intake_of(self.agency.pk)
        if words := asked.get("q", "").strip():
            key = parse_number(words).key
            records = records.filter(
                Q(number__icontains=words) | Q(abstract__icontains=words) | Q(number_key=key or words)
            )
        if year := asked.get("nam", ""):
            is_year = len(year) == 4 and year.isascii() and year.isdecimal() and year > "0000"
            records = records.filter(issued_on__year=int(year)) if is_year else records.none()
        return records

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if wants_file(request):
            limits = TimeLimits()
            rows = intake_rows(self.narrowed(limits)[:MOST_IN_A_FILE], limits)
            return file_answer(request, "van-ban-den", *table_of(rows))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        limits, asked = TimeLimits(), self.request.GET
        page = Paginator(self.narrowed(limits), PER_PAGE).get_page(asked.get("p"))
        counts = [(key, FILTERS[key], in_state(self.agency.pk, key, limits).count()) for key in ASKING]
        years = IncomingDocument.objects.filter(agency=self.agency).dates("issued_on", "year", order="DESC")
        return super().get_context_data(
            rows=intake_rows(page.object_list, limits),
            page_obj=page,
            counts=[row for row in counts if row[2]],
            states=FILTERS.items(),
            years=[day.year for day in years],
            chosen={name: asked.get(name, "") for name in ("tinh-trang", "q", "nam")},
            state=asked.get("tinh-trang", ""),
            **self.with_agency(),
            **kwargs,
        )


class IncomingForm(forms.ModelForm):  # type: ignore[type-arg]
    """One row, as on the document and in the book of the Office."""

    class Meta:
        model = IncomingDocument
        fields = [
            "number",
            "document_type",
            "issuer",
            "abstract",
            "issued_on",
            "sent_on",
            "received_on",
            "is_withheld",
            "note",
        ]
        widgets = {
            "issued_on": AdminDateInput,
            "sent_on": AdminDateInput,
            "received_on": AdminDateInput,
            "abstract": forms.Textarea(attrs={"rows": 2}),
        }

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("is_withheld") and not facts.get("note", "").strip():
            self.add_error("note", _("Say why it is not to be published."))
        if facts.get("number") and parse_number(facts["number"]).ordinal is None:
            self.add_error("number", _("This is no number of a document. For example: 02/2011/QĐ-UBND."))
        return facts


class BackToTheList(OfAnAgency):
    """After the change the list of the same agency is shown again."""

    def get_success_url(self) -> str:
        return list_url(self.agency)


def usual_issuer(agency: Agency) -> int | None:
    """The issuer a new row most likely has: that of the newest row, else the agency itself."""
    newest = IncomingDocument.objects.filter(agency=agency).order_by("-pk").values_list("issuer", flat=True).first()
    return newest or min(own_issuer_ids(agency.pk, TimeLimits().main_id), default=None)


class AddView(BackToTheList, TransitionFormView):
    """A new row."""

    page_title = _("Put a document on the list")
    form_class = IncomingForm
    success_message = _("%(object)s is on the list.")

    def get_initial(self) -> dict[str, Any]:
        return {"issuer": usual_issuer(self.agency)}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": IncomingDocument(agency=self.agency)}

    def transition(self, form: forms.ModelForm[Any]) -> Transition:  # type: ignore[override]
        return KeepIncoming(form.save(commit=False), self.agency, by=acting_user(self.request))


class OneIncoming(BackToTheList):
    """A row of one of one's own lists; every other id is not found."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        own = IncomingDocument.objects.select_related("agency", "issuer", "document_type")
        self.record = get_object_or_404(own, pk=kwargs["pk"], agency__in=self.agencies)
        self.agency = self.record.agency


class EditView(OneIncoming, TransitionFormView):
    """A row is put right."""

    page_title = _("Change a row of the list")
    template_name = "documents/admin/intake_edit.html"
    form_class = IncomingForm
    success_message = _("%(object)s is changed.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.record}

    def transition(self, form: forms.ModelForm[Any]) -> Transition:  # type: ignore[override]
        return KeepIncoming(form.save(commit=False), self.agency, by=acting_user(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(record=self.record, **kwargs)


class DropView(OneIncoming, TransitionFormView):
    """A row that stands there by mistake goes."""

    page_title = _("Take off the list")
    header_icon = "bin"
    form_class = forms.Form
    submit_label = _("Take off the list")
    success_message = _("%(object)s is off the list.")
    note = _(
        "Only for what was put on the list by mistake. A document that is not to be published stays, marked as such."
    )

    def get_page_title(self) -> str:
        return f"{self.page_title}: {self.record}"

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        return DropIncoming(self.record, by=acting_user(self.request))


class ReceiveView(OneIncoming, View):
    """One press: it has come today."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            ReceiveIncoming(self.record, by=acting_user(request)).run()
            messages.success(request, _now("%(number)s is received.") % {"number": self.record.number})
        except TransitionRefused as refused:
            messages.error(request, " ".join(refused.reasons))
        return redirect(f"{reverse('documents_intake')}?{query_prefix(request)}co-quan={self.agency.pk}")


class LinesForm(forms.Form):
    """Lines copied from a spreadsheet."""

    issuer = forms.ModelChoiceField(Issuer.objects.all(), label=_("Issuer"))
    lines = forms.CharField(
        label=_("Lines"),
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("One document on each line: number, type, day of issue, abstract, copied from a spreadsheet."),
    )


class PasteView(BackToTheList, TransitionFormView):
    """Many rows at once. Lines that are none stay in the field with the reason; the good ones are on the list."""

    page_title = _("Put many documents on the list")
    template_name = "documents/admin/intake_lines.html"
    form_class = LinesForm
    submit_label = _("Put on the list")

    def get_initial(self) -> dict[str, Any]:
        return {"issuer": usual_issuer(self.agency)}

    def form_valid(self, form: forms.Form) -> HttpResponse:  # type: ignore[override]
        read = read_lines(form.cleaned_data["lines"], form.cleaned_data["issuer"])
        try:
            taken = TakeLinesIn(self.agency, read.records, by=acting_user(self.request)).run()
        except TransitionRefused as refused:
            form.add_error(None, " ".join(refused.reasons))
            return self.form_invalid(form)
        said = _now("Put on the list: %(created)s. There already: %(unchanged)s.")
        messages.success(self.request, said % {"created": taken.created, "unchanged": taken.unchanged})
        if not read.problems:
            return redirect(self.get_success_url())
        left = "\n".join(line for _number, line, _why in read.problems)
        again = self.get_form_class()(initial={**form.cleaned_data, "lines": left})
        return self.render_to_response(self.get_context_data(form=again, problems=read.problems))
