"""The screen of missing numbers: for the agency whose series it is, and for the Office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from agencies.desk import DeskView
from documents.desk import OfAnAgency, file_answer, wants_file
from documents.province import main_agency_id, own_issuer_ids
from documents.series import Series, series_of, years_of

MOST_GAPS = 60  # shown of one series; the file has them all


class SeriesView(OfAnAgency, DeskView):
    """The series of one year with their gaps; as a file with `?dang=`."""

    page_title = _("Missing numbers")
    header_icon = "list-ol"
    template_name = "documents/admin/series.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.issuers = own_issuer_ids(self.agency.pk, main_agency_id())
        self.years = years_of(self.issuers)
        wanted = request.GET.get("nam", "")
        chosen = [year for year in self.years if str(year) == wanted]
        self.year = (chosen or self.years or [0])[0]

    def series(self) -> list[Series]:
        return series_of(self.issuers, self.year, self.agency.pk) if self.years else []

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if wants_file(request):
            heading = [_("Issuer"), _("Type"), _("Year"), _("From number"), _("To number"), _("How many")]
            lines = [
                [row.issuer.name, row.document_type.name, row.year, gap.first, gap.last, len(gap)]
                for row in self.series()
                for gap in row.gaps
            ]
            return file_answer(request, f"so-con-thieu-{self.year}", heading, lines)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [
            {
                "series": row,
                "gaps": ", ".join(map(str, row.gaps[:MOST_GAPS])),
                "more": max(0, len(row.gaps) - MOST_GAPS),
            }
            for row in self.series()
        ]
        return super().get_context_data(
            rows=rows, year=self.year, years=self.years, has_issuer=bool(self.issuers), **self.with_agency(), **kwargs
        )
