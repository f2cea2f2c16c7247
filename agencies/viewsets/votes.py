"""What readers answered about the own pages: the ones that help least come first."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F, FloatField, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.models import Page

from agencies.desk import DeskView
from agencies.models import PageVote, Role
from agencies.wall.standing import Standing, standing_of
from core.models.dated import today
from core.spreadsheets import csv_answer

DAYS = 90
PER_PAGE = 50
# Counted in with every page, half yes and half no: one “no” alone does not put a page above one with forty.
DOUBT = 4
READERS = (Role.EDITOR, Role.APPROVER, Role.OFFICER)


def may_read_votes(standing: Standing, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """Who can do something about it: editors, approvers and officers."""
    return standing.has(*READERS)


def refuse_others(request: HttpRequest) -> None:
    """Asked by the views themselves, behind the gate. Raises `PermissionDenied`."""
    standing = standing_of(request.user)
    if not (standing.is_operator or may_read_votes(standing, request, {})):
        raise PermissionDenied


def votes_of(standing: Standing) -> QuerySet[Any, Any]:
    """The answers of the last 90 days by live page of one's own, the pages that help least first."""
    votes = PageVote.objects.filter(day__gt=today() - datetime.timedelta(days=DAYS), page__live=True)
    if not standing.is_operator:
        own = Q(pk__in=[])
        for path, agency in standing.places.items():
            if standing.has(*READERS, agency_id=agency):
                own |= Q(page__path__startswith=path)
        votes = votes.filter(own)
    yes = Coalesce(Sum("count", filter=Q(useful=True)), 0)
    no = Coalesce(Sum("count", filter=Q(useful=False)), 0)
    sums = votes.values("page", "page__title").annotate(yes=yes, no=no)
    doubt = Value(DOUBT, output_field=FloatField())
    share = (Cast(F("no"), FloatField()) + doubt / 2) / (Cast(F("yes") + F("no"), FloatField()) + doubt)
    return sums.annotate(share=share).order_by("-share", "page")


def shown(rows: list[dict[str, Any]], request: HttpRequest) -> list[dict[str, Any]]:
    """The rows with what the table shows of each page. One query."""
    pages = Page.objects.filter(pk__in=[row["page"] for row in rows]).select_related("locale").in_bulk()
    return [
        {
            "title": row["page__title"],
            "url": pages[row["page"]].get_full_url(request) or "",
            "edit_url": reverse("wagtailadmin_pages:edit", args=[row["page"]]),
            "yes": row["yes"],
            "no": row["no"],
            "percent": round(100 * row["no"] / max(1, row["yes"] + row["no"])),
        }
        for row in rows
        if row["page"] in pages
    ]


class VotesView(DeskView):
    """The own pages with their answers."""

    page_title = _("Readers about our pages")
    header_icon = "help"
    template_name = "agencies/admin/votes.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        refuse_others(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = standing_of(self.request.user)
        page = Paginator(votes_of(standing), PER_PAGE).get_page(self.request.GET.get("p"))
        writes = standing.is_operator or standing.has(Role.EDITOR, Role.APPROVER)
        rows = shown(list(page.object_list), self.request)
        return super().get_context_data(page_obj=page, rows=rows, writes=writes, days=DAYS, **kwargs)


class VotesFileView(View):
    """The same as a file for a spreadsheet."""

    def get(self, request: HttpRequest) -> HttpResponse:
        refuse_others(request)
        rows = shown(list(votes_of(standing_of(request.user))), request)
        heading = [_now("Page"), _now("Address"), _now("Yes"), _now("No"), _now("No, per cent")]
        table = ([row["title"], row["url"], row["yes"], row["no"], row["percent"]] for row in rows)
        return csv_answer(f"y-kien-trang-{today():%Y-%m-%d}.csv", heading, table)
