"""What readers reported as wrong in an agency's documents."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages

from agencies.desk import DeskView, acting_user
from agencies.wall.standing import standing_of
from core.transitions import TransitionRefused
from documents.desk import OfAnAgency
from documents.mistake_reports import SettleReport, reports_of
from documents.models import MistakeReport
from documents.viewsets.clock import may_write_for

PER_PAGE = 50


class MistakesView(OfAnAgency, DeskView):
    """The reports of one agency, what is open first."""

    page_title = _("Mistakes that readers reported")
    header_icon = "warning"
    template_name = "documents/admin/mistakes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(reports_of(self.agency), PER_PAGE).get_page(self.request.GET.get("p"))
        writes = may_write_for(standing_of(self.request.user), self.agency.pk)
        rows = [
            {
                "report": report,
                "url": reverse("wagtailadmin_pages:edit", args=[report.document_id]) if writes else "",
            }
            for report in page
        ]
        return super().get_context_data(rows=rows, page_obj=page, **self.with_agency(), **kwargs)


class SettleView(OfAnAgency, View):
    """One press: it has been looked into."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        own = MistakeReport.objects.select_related("document__agency")
        report = get_object_or_404(own, pk=kwargs["pk"], document__agency__in=self.agencies)
        try:
            SettleReport(report, by=acting_user(request)).run()
            messages.success(request, _now("The report is settled."))
        except TransitionRefused as refused:
            messages.error(request, " ".join(refused.reasons))
        return redirect(f"{reverse('documents_mistakes')}?co-quan={report.document.agency_id}")
