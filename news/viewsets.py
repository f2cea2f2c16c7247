"""Admin screens of this room."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.desk import DeskView, acting_user
from agencies.models import Role
from agencies.wall.standing import Standing, standing_of
from news.events import MEDIAN_DAYS, LagLimits, LagRow, Median, in_words
from news.models import NewsPage, NewsQuerySet

PER_PAGE = 50
WATCHING = (Role.EDITOR, Role.APPROVER, Role.OFFICER)


def watches_lag(standing: Standing, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """Who answers for an agency's news being quick: its editors, approvers and officer. The gate asks, the view too."""
    return standing.has(*WATCHING)


def own_events(standing: Standing) -> NewsQuerySet:
    """Items of events of the own agencies, newest publication first; all of them for operators."""
    events: NewsQuerySet = NewsPage.objects.events()
    if not standing.is_operator:
        events = events.filter(agency__in=standing.agencies_as(*WATCHING))
    return events.order_by("-first_published_at", "-pk")


def address_of(item: NewsPage, standing: Standing) -> str:
    """Where the title of an item leads: to the editor, for who may use it (an officer does not write)."""
    writes = standing.is_operator or standing.has(Role.EDITOR, Role.APPROVER, agency_id=item.agency_id)
    return reverse("wagtailadmin_pages:edit", args=[item.pk]) if writes else ""


class EventLagView(DeskView):
    """How long after an event its news was public, and where it took too long (Quy chế Điều 6.2.c)."""

    page_title = _("News of events: from the event to publication")
    header_icon = "time"
    template_name = "news/admin/event_lag.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        standing = standing_of(acting_user(request))
        if not (standing.is_operator or watches_lag(standing, request, kwargs)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = standing_of(acting_user(self.request))
        events, limits = own_events(standing), LagLimits()
        lately = timezone.now() - datetime.timedelta(days=MEDIAN_DAYS)
        measured = events.filter(first_published_at__gte=lately, lag__gte=datetime.timedelta())
        median = measured.order_by().aggregate(middle=Median("lag"))["middle"]
        shown = events.select_related("agency").defer("body", "summary")
        page = Paginator(shown, PER_PAGE).get_page(self.request.GET.get("p"))
        limit = limits.on(timezone.localdate())
        return super().get_context_data(
            rows=[LagRow.of(item, limits, address_of(item, standing)) for item in page],
            page_obj=page,
            median=in_words(median) if median is not None else "",
            median_late=median is not None and limit is not None and median > limit,
            median_days=MEDIAN_DAYS,
            limit=in_words(limit) if limit else "",
            several=standing.is_operator or len(standing.roles) > 1,
            **kwargs,
        )
