"""The list of documents of a portal."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.url_routing import RouteResult

from agencies.models import Portal, PortalPage
from documents.models.document import DocumentPage


class DocumentIndexPage(PortalPage):
    """All documents of one portal, newest first, narrowed by what the reader chooses."""

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
            if len(path_components) != 1 or (found := elsewhere(path_components[0])) is None:
                raise
            return RouteResult(self, kwargs={"elsewhere": found})

    def serve(self, request: HttpRequest, elsewhere: str = "", **kwargs: Any) -> HttpResponse:
        if elsewhere:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{elsewhere}?{query}" if query else elsewhere)
        return super().serve(request, **kwargs)

    def search_entries(self) -> list[Any]:
        return []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from documents.reading.index_view import list_context

        context = super().get_context(request, *args, **kwargs)
        context.update(list_context(self, request))
        return context


def elsewhere(slug: str) -> str | None:
    """The full address of the live document with this slug, on whatever portal it stands."""
    found = DocumentPage.objects.live().filter(
        slug=slug, language=get_language() or "vi", agency__portal__state__in=Portal.READABLE_STATES
    )
    page = found.first()
    return page.full_url if page is not None else None
