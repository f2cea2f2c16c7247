"""The public figure: how soon after their issue documents can be read on the portal (Quy chế Điều 6.2.d)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _now

from agencies.addresses import home_path
from agencies.models import Portal
from agencies.page_metadata import view_head
from core.models import Rule
from core.page_cache import anywhere_tag, depends_only, kind_tag
from core.public import Link
from documents.clock import ISSUER, RULE
from documents.clock_figures import Figure, figures_by_month, figures_of_all


def publication_times(request: HttpRequest) -> HttpResponse:
    """On the main portal every agency, on an agency's portal its own months."""
    portal: Portal = request.portal  # type: ignore[attr-defined]
    title = _now("How soon documents are published")
    rows, without = rows_of_all() if portal.is_main else (rows_of_months(portal.agency_id), [])
    depends_only(request, anywhere_tag("document") if portal.is_main else kind_tag("document", portal.pk))
    way = crumbs(title)
    context = {
        "title": title,
        "by_agency": portal.is_main,
        "rows": rows,
        "without": without,
        "limits": limits_in_words(),
        "breadcrumbs": way,
        **view_head(request, title, crumbs=way),
    }
    return render(request, "documents/clock.html", context)


def crumbs(title: str) -> list[Link]:
    """The list of documents lies between in Vietnamese; there is none in English."""
    here = Link(title, "", current=True)
    between = [Link(_now("Legal documents"), "/van-ban/")] if get_language() == settings.LANGUAGE_CODE else []
    return [Link(_now("Home"), home_path()), *between, here]


def rows_of_all() -> tuple[list[dict[str, Any]], list[str]]:
    """The agencies with a figure in the order of lists, then all together; and the names of the others. 7 queries."""
    found = figures_of_all()
    rows: list[dict[str, Any]] = []
    without: list[str] = []
    for portal in Portal.objects.open_to_readers().select_related("agency", "site"):
        name = portal.agency.local_name
        if figure := found.get(portal.agency_id):
            rows.append({"name": name, "url": f"{portal.root_url}/van-ban/", "figure": figure})
        else:
            without.append(name)
    return with_sum(rows), without


def rows_of_months(agency_id: int) -> list[dict[str, Any]]:
    """The months of issue, newest first, and all together; nothing where nothing counts. Six queries."""
    months = figures_by_month(agency_id)
    rows = [{"name": date_format(month, "n/Y"), "url": "", "figure": figure} for month, figure in months.items()]
    return with_sum(rows)


def with_sum(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, and one for all of them where there are several."""
    if len(rows) < 2:
        return rows
    return [*rows, {"name": _now("All together"), "url": "", "figure": together(row["figure"] for row in rows)}]


def together(figures: Any) -> Figure:
    """One figure out of many: the median is of all documents, not of medians."""
    figures = list(figures)
    return Figure(
        sum(one.count for one in figures),
        sum(one.in_time for one in figures),
        [days for one in figures for days in one.taken],
    )


def limits_in_words() -> list[dict[str, Any]]:
    """The times allowed today, each with the law it comes from; the issuer's own first. One query."""
    rules = sorted(Rule.objects.on().filter(kind=RULE), key=lambda rule: rule.scope != ISSUER)
    return [{"days": rule.value, "own": rule.scope == ISSUER, "basis": rule.legal_basis} for rule in rules]
