"""What waits to be published and until when; what was published, and how soon (Quy chế Điều 6.2.d)."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.desk import DeskView, acting_user
from agencies.models import Agency, Role
from agencies.wall.standing import Standing, standing_of
from core.models.dated import today
from documents.clock import TimeLimits, clocks
from documents.clock_figures import figures
from documents.desk import KEEPING, OfAnAgency, agencies_as
from documents.models import DocumentPage

PER_PAGE = 50
# A draft of an older document belongs to a library that is being filled, not to the news of the day.
LONGEST = datetime.timedelta(days=366)


def waiting_documents(agency_ids: list[int]) -> QuerySet[DocumentPage]:
    """Drafts of documents issued within a year that were never public, the oldest issue first."""
    since = today() - LONGEST
    drafts = DocumentPage.objects.filter(agency__in=agency_ids, live=False, first_published_at=None, language="vi")
    return (  # type: ignore[no-any-return]
        drafts.filter(issued_on__gte=since, bin_entry=None)
        .select_related("issuer", "agency")
        .only("title", "draft_title", "abstract", "issued_on", "first_published_at", "agency", "issuer")
        .order_by("issued_on", "pk")
    )


def may_write_for(standing: Standing, agency_id: int) -> bool:
    """Whether the title of a document leads to its editor: an officer does not write."""
    return standing.is_operator or standing.has(Role.EDITOR, Role.APPROVER, agency_id=agency_id)


def clock_rows(documents: Any, standing: Standing) -> list[dict[str, Any]]:
    """What lists show of documents and their time. Four queries, whatever their number."""
    return [
        {
            "document": document,
            "clock": clock,
            "url": reverse("wagtailadmin_pages:edit", args=[document.pk])
            if may_write_for(standing, document.agency_id)
            else "",
        }
        for document, clock in clocks(documents, TimeLimits())
    ]


class ClockView(OfAnAgency, DeskView):
    """The documents of one agency that wait, then those that are public, newest issue first."""

    page_title = _("Publication in time")
    header_icon = "time"
    template_name = "documents/admin/clock.html"

    def agencies_open(self, standing: Standing) -> list[Agency]:
        return agencies_as(standing, *KEEPING)  # drafts are nobody else's: the Office keeps lists, not our texts

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = standing_of(acting_user(self.request))
        public = DocumentPage.objects.live().filter(
            agency=self.agency, language="vi", issued_on__gte=today() - LONGEST, first_published_at__isnull=False
        )
        shown = public.select_related("issuer").order_by("-issued_on", "-pk")
        page = Paginator(shown, PER_PAGE).get_page(self.request.GET.get("p"))
        waiting = waiting_documents([self.agency.pk])[:PER_PAGE]
        return super().get_context_data(
            waiting=clock_rows(waiting, standing),
            rows=clock_rows(page.object_list, standing),
            page_obj=page,
            figure=figures(self.agency.pk),
            **self.with_agency(),
            **kwargs,
        )
