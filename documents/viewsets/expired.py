"""The screen of the yearly list of documents that are out of force: on screen, as a file, to be printed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.desk import DeskView, acting_user
from agencies.wall.standing import standing_of
from core.models.dated import today
from documents.desk import OfAnAgency, file_answer, wants_file
from documents.expired import PART_LABELS, ExpiredRow, Part, expired_in, heading, line_of
from documents.models import DocumentPage, Issuer
from documents.province import main_agency_id, own_issuer_ids
from documents.viewsets.clock import may_write_for

ALL = "tat-ca"
SHOWN = 300  # lines on the screen; the file has them all
FIRST_YEAR = 1945


class ExpiredView(OfAnAgency, DeskView):
    """What of an agency's documents ceased to be in force in a year, with the reason and the acting document."""

    page_title = _("Documents out of force")
    header_icon = "date"
    template_name = "documents/admin/expired.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        wanted = request.GET.get("nam", "")
        is_year = len(wanted) == 4 and wanted.isascii() and wanted.isdecimal()
        # In January the list of the year before is what is asked for.
        usual = today().year - 1 if today().month == 1 else today().year
        self.year = max(FIRST_YEAR, int(wanted)) if is_year and int(wanted) <= today().year + 1 else usual
        self.whose = request.GET.get("cua", "")
        self.normative = request.GET.get("loai", "") != ALL

    def documents(self) -> Any:
        """The live documents that are looked at: by default the agency's own normative ones."""
        found = DocumentPage.objects.live().filter(agency=self.agency, language="vi")
        if self.normative:
            found = found.filter(is_normative=True)
        if self.whose == ALL:
            return found
        if self.whose.isascii() and self.whose.isdecimal() and len(self.whose) < 10:
            return found.filter(issuer=int(self.whose))
        own = own_issuer_ids(self.agency.pk, main_agency_id())
        return found.filter(issuer__in=own) if own else found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if wants_file(request):
            rows = expired_in(self.year, self.documents())
            return file_answer(request, f"het-hieu-luc-{self.year}", heading(), map(line_of, rows))
        if request.GET.get("dang") == "in":
            answer = render(request, "documents/admin/expired_print.html", self.on_paper())
            answer["Cache-Control"] = "private, no-store"
            return answer
        return super().get(request, *args, **kwargs)

    def on_paper(self) -> dict[str, Any]:
        rows = expired_in(self.year, self.documents())
        parts = [(PART_LABELS[part], [row for row in rows if row.part is part]) for part in Part]
        return {
            "parts": [part for part in parts if part[1]],
            "agency": self.agency,
            "year": self.year,
            "normative": self.normative,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = expired_in(self.year, self.documents())
        standing = standing_of(acting_user(self.request))
        writes = may_write_for(standing, self.agency.pk)
        issuers = Issuer.objects.filter(pk__in=self.issuer_ids()).order_by("name_key")
        return super().get_context_data(
            rows=[self.shown(row, writes) for row in rows[:SHOWN]],
            total=len(rows),
            more=max(0, len(rows) - SHOWN),
            year=self.year,
            issuers=issuers,
            whose=self.whose,
            normative=self.normative,
            **self.with_agency(),
            **kwargs,
        )

    def issuer_ids(self) -> Any:
        live = DocumentPage.objects.live().filter(agency=self.agency, language="vi")
        return live.order_by().values("issuer").distinct()

    def shown(self, row: ExpiredRow, writes: bool) -> dict[str, Any]:
        """A line with where it leads: to the editor, where events are noted down, for who writes."""
        url = reverse("wagtailadmin_pages:edit", args=[row.document.pk]) if writes else row.document.full_url
        return {"row": row, "label": PART_LABELS[row.part], "url": url or ""}
