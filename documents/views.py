"""Public answers about one document that are not its page: comparison, downloads, reports of mistakes."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.views.decorators.http import require_safe

from agencies.addresses import home_path
from agencies.models import Portal
from agencies.page_metadata import view_metadata
from agencies.public_pages import PublicPages
from core.page_cache import depends_only, page_tag
from core.public import Link
from documents.exports import FORMATS
from documents.models import DocumentPage
from documents.models.index import elsewhere
from documents.reading.compare import comparison
from documents.reading.record import Record
from documents.settling import number_tag

View = Callable[..., HttpResponse]


def about_a_document(view: View) -> View:
    """Gives the view the document of this portal with this slug; one of another portal is read on its own host.

    Only what anybody can reach: live, below nothing hidden, in the language of the address. Two queries.
    """

    @functools.wraps(view)
    def wrapper(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        portal: Portal = request.portal  # type: ignore[attr-defined]
        pages = DocumentPage.objects.filter(slug=slug, language=get_language() or "vi")
        found = PublicPages(portal).of(pages.select_related("document_type", "issuer", "locale")).first()
        if found is not None:
            return view(request, found, *args, **kwargs)
        address = elsewhere(slug) if request.method in ("GET", "HEAD") else None
        if address is None:
            raise Http404
        rest = request.get_full_path().split(f"/{slug}/", 1)[1]
        return HttpResponsePermanentRedirect(f"{address}{rest}")

    return wrapper


def head_of(request: HttpRequest, document: DocumentPage, title: str) -> dict[str, Any]:
    """Way, address and metadata of a view about a document; the document's own address is the canonical one."""
    url = document.get_url(request) or ""
    way = [
        Link(_now("Home"), home_path()),
        Link(_now("Legal documents"), url.removesuffix(f"{document.slug}/")),
        Link(document.title, url),
        Link(title, "", current=True),
    ]
    return {
        "title": title,
        "document": document,
        "document_url": url,
        "breadcrumbs": way,
        "metadata": view_metadata(request, f"{title} – {document.title}", crumbs=way),
        "canonical_url": document.full_url,
    }


@require_safe
@about_a_document
def compare(request: HttpRequest, document: DocumentPage) -> HttpResponse:
    """The text on two days, word by word."""
    record = Record(document, with_citations=False)
    context = {**head_of(request, document, _now("What changed")), **comparison(record, request)}
    keys = record.shown_keys()
    depends_only(request, page_tag(document.pk), *(number_tag(key) for key in sorted(keys)))
    return render(request, "documents/compare.html", context)


@require_safe
@about_a_document
def download(request: HttpRequest, document: DocumentPage, key: str) -> HttpResponse:
    """The document in one of the formats, made from its provisions."""
    export = FORMATS.get(key)
    if export is None:
        raise Http404
    record = Record(document, with_citations=False)
    answer = HttpResponse(export.make(record, request), content_type=export.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{document.slug}.{export.extension}"'
    answer["X-Robots-Tag"] = "noindex"
    keys = record.shown_keys() if export.names_others else {document.number_key}
    depends_only(request, page_tag(document.pk), *(number_tag(key) for key in sorted(keys)))
    return answer
