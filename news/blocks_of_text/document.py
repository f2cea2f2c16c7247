"""A legal document named in the text: the editor types its number, readers get a card with what it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from agencies.models import Portal
from documents.models import DocumentPage
from vietnamese.document_number import parse_number, query_keys
from vietnamese.text import fold

Found = dict[str, list[DocumentPage]]


def public_documents(keys: Iterable[str]) -> Found:
    """The public documents of any portal by the key of their number. One query, none for no key."""
    wanted = set(filter(None, keys))
    found: Found = defaultdict(list)
    if wanted:
        documents = DocumentPage.objects.live().filter(
            number_key__in=wanted, agency__portal__state__in=Portal.READABLE_STATES
        )
        for document in documents.select_related("document_type", "issuer", "locale").order_by("pk"):
            found[document.number_key].append(document)
    return found


def meant(documents: list[DocumentPage], issuer: str) -> list[DocumentPage]:
    """Those of the named issuer (any, when none is named), the version in the language of the request only."""
    wanted = fold(issuer).strip()
    own = [document for document in documents if not wanted or wanted == fold(document.issuer.name)]
    if not own:
        own = [document for document in documents if wanted in fold(document.issuer.name)]
    language = get_language() or "vi"
    of_each: dict[Any, DocumentPage] = {}
    for document in sorted(own, key=lambda document: document.language != language):
        of_each.setdefault(document.translation_key, document)
    return list(of_each.values())


class CitedDocumentBlock(blocks.StructBlock):
    """A public document of any portal, by its number. Numbers repeat across issuers, so its issuer is kept with it."""

    number = blocks.CharBlock(
        label=_("number"), max_length=80, help_text=_("As on the document, for example 02/2011/QĐ-UBND.")
    )
    issuer = blocks.CharBlock(
        label=_("issuer"),
        required=False,
        default="",
        max_length=250,
        help_text=_("Filled in by itself. Needed only when several agencies have a document of this number."),
    )

    class Meta:
        icon = "doc-full-inverse"
        label = _("legal document")
        template = "news/blocks/document.html"

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        number, issuer = value.get("number") or "", value.get("issuer") or ""
        keys = [parse_number(number).key, *query_keys(number)]
        found = public_documents(keys) if number else {}
        same_number = next((found[key] for key in keys if key in found), [])
        documents = meant(same_number, issuer)
        if len(documents) == 1:
            value["number"], value["issuer"] = documents[0].number, documents[0].issuer.name
        elif not self.is_deferred_validation:
            raise StructBlockValidationError(why_not(number, same_number, documents))
        return value

    def numbers(self, value: Any) -> list[str]:
        return [parse_number(value.get("number") or "").key]

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        found: Found | None = context.get("found_documents")
        key = self.numbers(value)[0]
        documents = meant((found if found is not None else public_documents([key])).get(key, []), value.get("issuer"))
        request = context.get("request")
        context["rows"] = [document.row(request) for document in documents[:1]]
        return context


def why_not(number: str, same_number: list[DocumentPage], meant_ones: list[DocumentPage]) -> dict[str, ValidationError]:
    """What keeps a number from naming one public document."""
    if not same_number:
        said = _now("There is no public document with the number %(number)s. Publish it first, or name it in the text.")
        return {"number": ValidationError(said % {"number": number})}
    issuers = "; ".join(sorted({document.issuer.name for document in meant_ones or same_number}))
    said = _now("Several documents have this number. Say whose it is: %(issuers)s.")
    return {"issuer": ValidationError(said % {"issuers": issuers})}
