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
from core.page_cache import read_query
from documents.models.document import DocumentPage, DocumentQuerySet

PER_PAGE = 20


class DocumentIndexPage(PortalPage):
    """All documents of one portal, newest first, by type and year."""

    parent_page_types = ["home.MainHomePage", "home.AgencyHomePage"]
    subpage_types = ["documents.DocumentPage"]
    template = "documents/document_index_page.html"
    max_count_per_parent = 1
    schema_type = "CollectionPage"
    feed_key = "van-ban"

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
        documents = DocumentPage.objects.child_of(self).live().filter(agency_id=self.agency_id)
        chosen = {name: request.GET.get(name, "") for name in ("type", "issuer", "year")}
        choices = there_is(documents)
        documents = narrowed(documents, **chosen)
        page = Paginator(documents.newest(), PER_PAGE).get_page(request.GET.get("page"))
        if page.object_list and request.GET.get("page", "1") == str(page.number):
            read_query(request, "type", "issuer", "year", "page")
        context["paginator_page"] = page
        context["query_prefix"] = prefix(**chosen)
        context["rows"] = [document.row(request) for document in page]
        labels = {"type": _now("Type of document"), "issuer": _now("Issuer"), "year": _now("Year")}
        context["filters"] = [choice(name, label, chosen[name], choices[name]) for name, label in labels.items()]
        context["filtered"] = any(chosen.values())
        context["reset_url"] = request.path if context["filtered"] else ""
        return context


def narrowed(documents: DocumentQuerySet, **chosen: str) -> DocumentQuerySet:
    """The documents that fit what is chosen; nonsense fits nothing."""
    if chosen["type"]:
        documents = documents.filter(document_type__slug=chosen["type"])
    if chosen["issuer"]:
        documents = documents.filter(issuer__slug=chosen["issuer"])
    if year := chosen["year"]:
        is_year = len(year) == 4 and year.isascii() and year.isdecimal()
        documents = documents.filter(year=int(year)) if is_year else documents.none()
    return documents


def there_is(documents: QuerySet[DocumentPage]) -> dict[str, list[tuple[str, str]]]:
    """The types, issuers and years of which there are documents, as choices. One query."""
    kind, issuer = (
        ("document_type__order", "document_type__slug", "document_type__name"),
        ("issuer__slug", "issuer__name"),
    )
    rows = set(documents.order_by().values_list(*kind, "issuer__name_key", *issuer, "year").distinct())
    kinds = sorted({row[:3] for row in rows})
    issuers = sorted({row[3:6] for row in rows})
    years = sorted({row[6] for row in rows if row[6]}, reverse=True)
    return {
        "type": [(slug, name) for _order, slug, name in kinds],
        "issuer": [(slug, name) for _key, slug, name in issuers],
        "year": [(str(year), str(year)) for year in years],
    }


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
