"""The list of documents of a portal."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.url_routing import RouteResult

from agencies.models import Portal, PortalPage
from documents.models.document import DocumentPage

PER_PAGE = 20


class DocumentIndexPage(PortalPage):
    """All documents of one portal, newest first, by type and year."""

    parent_page_types = ["home.MainHomePage", "home.AgencyHomePage"]
    subpage_types = ["documents.DocumentPage"]
    template = "documents/document_index_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of legal documents")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A document asked for on another portal's host is sent to its own address."""
        try:
            return super().route(request, path_components)
        except Http404:
            if len(path_components) != 1:
                raise
            elsewhere = DocumentPage.objects.live().filter(
                slug=path_components[0],
                language=get_language() or "vi",
                agency__portal__state__in=Portal.READABLE_STATES,
            )
            found = elsewhere.first()
            if found is None or found.full_url is None:
                raise
            return RouteResult(self, kwargs={"elsewhere": found.full_url})

    def serve(self, request: HttpRequest, elsewhere: str = "", **kwargs: Any) -> HttpResponse:
        if elsewhere:
            return HttpResponsePermanentRedirect(elsewhere)
        return super().serve(request, **kwargs)

    def search_entries(self) -> list[Any]:
        return []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        documents = DocumentPage.objects.child_of(self).live()
        chosen_type, chosen_year = request.GET.get("type", ""), request.GET.get("year", "")
        kinds, years = there_is(documents)
        if chosen_type:
            documents = documents.filter(document_type__slug=chosen_type)
        if chosen_year.isdecimal() and len(chosen_year) == 4:
            documents = documents.filter(year=int(chosen_year))
        page = Paginator(documents.newest(), PER_PAGE).get_page(request.GET.get("page"))
        context["paginator_page"] = page
        context["query_prefix"] = prefix(type=chosen_type, year=chosen_year)
        context["rows"] = [document.row(request) for document in page]
        context["filters"] = [
            choice("type", _now("Type of document"), chosen_type, kinds),
            choice("year", _now("Year"), chosen_year, [(str(year), str(year)) for year in years]),
        ]
        context["filtered"] = bool(chosen_type or chosen_year)
        context["reset_url"] = request.path if context["filtered"] else ""
        return context


def there_is(documents: QuerySet[DocumentPage]) -> tuple[list[tuple[str, str]], list[int]]:
    """The types and years of which there are documents, as choices. One query."""
    columns = ("document_type__order", "document_type__slug", "document_type__name", "year")
    pairs = set(documents.order_by().values_list(*columns).distinct())
    kinds = sorted({(order, slug, name) for order, slug, name, _year in pairs})
    years = sorted({year for *_type, year in pairs if year}, reverse=True)
    return [(slug, name) for _order, slug, name in kinds], years


def prefix(**chosen: str) -> str:
    """The filters as they stand before `page=` in the links to other pages."""
    text = urlencode({name: value for name, value in chosen.items() if value})
    return f"{text}&" if text else ""


def choice(name: str, label: str, chosen: str, options: list[tuple[str, str]]) -> dict[str, Any]:
    """One filter as the filter form takes it."""
    rows = [("", _now("All")), *options]
    return {
        "name": name,
        "label": label,
        "options": [{"value": value, "label": text, "selected": value == chosen} for value, text in rows],
    }
