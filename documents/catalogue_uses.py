"""Where an issuer, a field or a type of documents is used: in rows, and in versions of pages, which hold ids too.

A version that names an entry which is gone could not be opened any more (django-modelcluster refuses it), so versions
are looked at before an entry goes, and written anew when two are merged.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Q, QuerySet
from wagtail.models import Page, Revision

from documents.models import DocumentPage, DocumentType, Field, IncomingDocument, Issuer, Relation
from documents.models.document import DocumentQuerySet

BATCH = 500
# Where ids of an entry stand in a version: single values, lists, and values of child rows.
SINGLE: dict[type[Any], str] = {Issuer: "issuer", DocumentType: "document_type"}
LISTS: dict[type[Any], str] = {Issuer: "co_issuers", Field: "fields"}


def documents_of(entry: Any) -> DocumentQuerySet:
    """The documents that use it, drafts too."""
    if isinstance(entry, Issuer):
        used = Q(issuer=entry) | Q(co_issuers=entry)
    elif isinstance(entry, DocumentType):
        used = Q(document_type=entry)
    elif isinstance(entry, Field):
        used = Q(fields=entry)
    else:
        used = Q(pk__in=[])
    return DocumentPage.objects.filter(used).distinct()  # type: ignore[no-any-return]


def versions_with(entry: Any) -> QuerySet[Revision]:
    """The versions of documents that name it."""
    kind, model = ContentType.objects.get_for_model(DocumentPage), type(entry)
    named = Q(pk__in=[])
    if column := SINGLE.get(model):
        named |= Q(**{f"content__{column}": entry.pk})
    if column := LISTS.get(model):
        named |= Q(**{f"content__{column}__contains": [entry.pk]})
    if model is Issuer:
        named |= Q(content__relations__contains=[{"target_issuer": entry.pk}])
    return Revision.objects.filter(named, content_type=kind)


def is_used(entry: Any) -> bool:
    """Whether any document, version, relation or intake list needs it."""
    rows: list[QuerySet[Any]] = [documents_of(entry), versions_with(entry)]
    if isinstance(entry, Issuer):
        rows += [Relation.objects.filter(target_issuer=entry), IncomingDocument.objects.filter(issuer=entry)]
    elif isinstance(entry, DocumentType):
        rows.append(IncomingDocument.objects.filter(document_type=entry))
    return any(found.exists() for found in rows)


def rename_in_versions(wrong: Any, right: Any) -> None:
    """Every version that named the wrong entry names the right one. The texts inside stay in the database."""
    model = type(wrong)
    if column := SINGLE.get(model):
        kind = ContentType.objects.get_for_model(DocumentPage)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE wagtailcore_revision SET content = jsonb_set(content, ARRAY[%s]::text[], to_jsonb(%s::bigint)) "
                "WHERE content_type_id = %s AND content -> %s = to_jsonb(%s::bigint)",
                [column, right.pk, kind.pk, column, wrong.pk],
            )
    for revision in versions_with(wrong).iterator(20):
        content = revision.content
        if column := LISTS.get(model):
            content[column] = without_double(right.pk if pk == wrong.pk else pk for pk in content.get(column) or [])
        for relation in content.get("relations") or []:
            if model is Issuer and relation.get("target_issuer") == wrong.pk:
                relation["target_issuer"] = right.pk
        Revision.objects.filter(pk=revision.pk).update(content=content)


def without_double(ids: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(ids))


def retitle(documents: DocumentQuerySet) -> None:
    """Titles are made of type and number; they follow a type that is called otherwise."""
    rows = documents.order_by().values_list("pk", "document_type__name", "number", "live", "title", "draft_title")
    pages = []
    for pk, kind, number, _live, title, draft_title in rows.iterator(BATCH):
        new = f"{kind} {number}"[:255]
        if new != title:
            pages.append(Page(pk=pk, title=new, draft_title=new if draft_title == title else draft_title))
    Page.objects.bulk_update(pages, ["title", "draft_title"], batch_size=BATCH)
