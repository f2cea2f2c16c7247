"""Admin screens about agencies: the operator's register, and each agency's own file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from agencies.desk import DeskView, OperatorOnly, TransitionFormView, acting_user
from agencies.forms import STEP_FORMS, InternalRuleForm, LabelForm, RequestForm, StaffAssignmentForm
from agencies.hosts import ProposeLabel
from agencies.models import Agency, InternalRule, Participation, Portal, StaffAssignment
from agencies.own_file import FileRecord, agencies_filed_by
from agencies.participations import STEPS, RequestToJoin
from core.transitions import Transition


class AgencyIndexView(IndexView):
    """By name means by the Vietnamese alphabet, which the database of a server may not know."""

    def order_queryset(self, queryset: Any) -> Any:
        if self.ordering in ("name", "-name"):
            return queryset.order_by(f"{self.ordering}_key")
        return super().order_queryset(queryset)


class AgencyViewSet(ModelViewSet):
    """The register of agencies in time. Model permissions guard it: agency groups have none."""

    model = Agency
    index_view_class = AgencyIndexView
    icon = "group"
    menu_label = _("Agencies")
    add_to_admin_menu = False
    list_display = ["name", "abbreviation", "kind", "level", "valid_from", "valid_to"]
    list_filter = ["level", "kind"]
    search_fields = ["name", "abbreviation"]
    search_backend_name = None
    inspect_view_enabled = True
    url_prefix = "co-quan"


class ParticipationsView(OperatorOnly, DeskView):
    """All requests and participations, with the steps that are possible now."""

    page_title = _("Taking part in the portal")
    template_name = "agencies/admin/participations.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [
            {
                "participation": p,
                "steps": [(key, label) for key, (step, label) in STEPS.items() if p.state in step.sources],
            }
            for p in Participation.objects.select_related("agency").order_by("state", "agency__name_key")
        ]
        return super().get_context_data(rows=rows, **kwargs)


class RequestView(OperatorOnly, TransitionFormView):
    """Records a request to join."""

    page_title = _("Record a request to join")
    form_class = RequestForm
    back_url_name = "participations"
    submit_label = _("Record the request")
    success_message = _("The request is recorded.")

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        facts = form.cleaned_data
        return RequestToJoin(
            facts["agency"],
            by=acting_user(self.request),
            mode=facts["mode"],
            basis=facts["basis"],
            request_number=facts["request_number"],
            on=facts["on"],
        )


class StepView(OperatorOnly, TransitionFormView):
    """One step of a participation: review, approve, refuse, activate, leave."""

    back_url_name = "participations"
    success_message = "%(object)s"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["step"] not in STEPS:
            raise Http404
        self.participation = get_object_or_404(Participation.objects.select_related("agency"), pk=kwargs["pk"])
        self.step, self.step_label = STEPS[kwargs["step"]]
        self.submit_label = self.step_label

    def get_page_title(self) -> str:
        return f"{self.step_label}: {self.participation.agency}"

    def get_form_class(self) -> type[forms.Form]:
        return STEP_FORMS[self.kwargs["step"]]

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        facts = {name: value for name, value in form.cleaned_data.items() if value}
        return self.step(self.participation, by=acting_user(self.request), **facts)


class OwnFileOnly:
    """Only who keeps an agency's file gets in, and only to that agency's."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.agencies = agencies_filed_by(acting_user(request))
        if not self.agencies:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc,no-any-return]

    def chosen_agency(self) -> Agency:
        """The agency named by `?co-quan=`, among those whose file the person keeps; the first without it."""
        wanted = self.request.GET.get("co-quan", "")  # type: ignore[attr-defined]
        return next((agency for agency in self.agencies if str(agency.pk) == wanted), self.agencies[0])


class OwnFileView(OwnFileOnly, DeskView):
    """The agency's own rules, its assigned staff, and its address (Quy chế Điều 4.3 and 15.2)."""

    page_title = _("Our portal's file")
    header_icon = "folder-open-inverse"
    template_name = "agencies/admin/own_file.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        files = [
            {
                "agency": agency,
                "rules": InternalRule.objects.filter(agency=agency),
                "staff": StaffAssignment.objects.filter(agency=agency),
                "hosts": Portal.objects.get(agency=agency).hosts.all() if hasattr(agency, "portal") else [],
            }
            for agency in self.agencies
        ]
        return super().get_context_data(files=files, **kwargs)


RECORDS: dict[str, tuple[type[forms.ModelForm[Any]], Any]] = {
    "quy-che": (InternalRuleForm, _("internal rule")),
    "phan-cong": (StaffAssignmentForm, _("staff assignment")),
}


class RecordView(OwnFileOnly, TransitionFormView):
    """Adds or changes one record of the agency's own file. A record of another agency is not found."""

    back_url_name = "own_file"
    success_message = _("Filed: %(object)s")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["kind"] not in RECORDS:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        kind = RECORDS[self.kwargs["kind"]][1]
        return (_now("Change: %(kind)s") if self.kwargs.get("pk") else _now("Add: %(kind)s")) % {"kind": kind}

    def get_form_class(self) -> type[forms.ModelForm[Any]]:
        return RECORDS[self.kwargs["kind"]][0]

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        if pk := self.kwargs.get("pk"):
            model = self.get_form_class()._meta.model  # type: ignore[attr-defined]
            kwargs["instance"] = get_object_or_404(model, pk=pk, agency__in=self.agencies)
        if self.kwargs["kind"] == "quy-che":
            kwargs["agencies"] = self.agencies
        return kwargs

    def transition(self, form: forms.ModelForm[Any]) -> Transition:  # type: ignore[override]
        record = form.save(commit=False)
        agency = record.agency if record.agency_id else self.chosen_agency()
        return FileRecord(record, agency, by=acting_user(self.request))


class ProposeLabelView(OwnFileOnly, TransitionFormView):
    """The agency proposes an address."""

    page_title = _("Propose an address")
    form_class = LabelForm
    back_url_name = "own_file"
    submit_label = _("Propose")
    success_message = _("%(object)s is proposed; the standing agency will agree or answer.")

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        agency = self.chosen_agency()
        portal, _created = Portal.objects.get_or_create(agency=agency, defaults={"title": agency.name})
        return ProposeLabel(
            portal,
            form.cleaned_data["label"],
            by=acting_user(self.request),
            valid_from=form.cleaned_data["valid_from"],
        )
