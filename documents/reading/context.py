"""What the page of a document shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse

from core.metadata import iso
from core.page_cache import anywhere_tag, depends_only, page_tag, read_query
from documents.badges import badge_of
from documents.reading.changed_text import ChangedText, words_of
from documents.reading.contents import contents_of
from documents.reading.dates import AskedDay
from documents.reading.diagram import diagram_of
from documents.reading.facts import facts_of, files_of, formats_of
from documents.reading.happenings import force_view, history
from documents.reading.life import force_of, provision_states
from documents.reading.linker import Linker
from documents.reading.paper import paper_of
from documents.reading.record import Record
from documents.reading.relations_view import MOST_CITING, views
from documents.reading.text_view import TextView
from documents.settling import number_tag
from documents.structure import Provision
from documents.validity import validity
from vietnamese.dates import short_date

if TYPE_CHECKING:
    from documents.models import DocumentPage

# A page that names more documents than this is made anew with every change of any document.
MOST_TAGS = 60
_VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


def reading_context(document: DocumentPage, request: HttpRequest) -> dict[str, Any]:
    """Everything the page shows. A fixed number of queries, whatever is cited and related."""
    asked = AskedDay.of(request)
    record = Record(document)
    force = force_of(record.life, asked.day)
    groups = record.groups
    text = text_context(record, asked, request)
    cited_by, cited_total = record.citing
    context = {
        "asked": asked,
        "force": force_view(record.subject, force, request, today=asked.is_today),
        "facts": facts_of(document),
        "files": files_of(document),
        "formats": formats_of(document, request),
        "relations": views(groups, request),
        "diagram": diagram_of(document, groups, request),
        "cited_by": [
            {"title": page.title, "abstract": page.abstract, "url": page.get_url(request)} for page in cited_by
        ],
        "cited_more": max(0, cited_total - MOST_CITING),
        "history": history(document, record.life, asked.day, request),
        "paper": paper_of(document),
        "citation": citation_of(document),
        "is_central": document.is_central,
        "report_url": reverse("document_mistake", args=[document.slug]) if document.pk and document.live else "",
        **text,
    }
    say_what_it_depends_on(record, asked, request)
    return context


def text_context(record: Record, asked: AskedDay, request: HttpRequest) -> dict[str, Any]:
    """The text of the day asked for, its contents, and what has to be said about it."""
    document = record.document
    text = ChangedText(record, asked.day, request, as_issued=request.GET.get("ban") == "goc")
    provisions = text.structure.provisions
    if text.is_changed:
        record.read_more(provisions)
    linker = Linker(document, record.citations, anchors(provisions), record.candidates, request)
    view = TextView(cite=linker.cite, states=badges_of(record, text), notes=text.footnotes())
    entries, folded = contents_of(provisions)
    return {
        "text_html": view.html(text.structure.roots),
        "contents": entries,
        "contents_fold": folded,
        "has_text": bool(provisions),
        "raw_scan": document.text_row.is_raw_scan,
        "text_language": "vi" if document.language != "vi" and is_vietnamese(document.text) else "",
        "versions": versions_of(text, asked, request),
    }


def badges_of(record: Record, text: ChangedText) -> dict[str, dict[str, str]]:
    """The state of each provision where it differs from that of the document, as a badge."""
    whole = validity(record.events, text.on)
    states = provision_states(record.events, chains_of(text.structure.roots), text.on, whole)
    gone = text.gone()
    return {
        anchor: badge
        for anchor, state in states.items()
        if anchor not in gone and (badge := badge_of(state)) is not None
    }


def versions_of(text: ChangedText, asked: AskedDay, request: HttpRequest) -> dict[str, Any] | None:
    """What is said above a text that others have changed or will change; None where nobody does."""
    if not text.changes:
        return None
    document, days = text.record.document, text.days()
    certified = text.record.certified()
    coming = next((day for day in days if day > asked.day), None)
    return {
        "is_changed": text.is_changed,
        "as_issued": text.as_issued,
        "certified": short(certified, request) if certified else None,
        "unapplied": [words_of(row.change) for row in text.unapplied()],
        "days": [{"iso": iso(day), "text": short_date(day), "current": day == asked.day} for day in days],
        "coming": {"iso": iso(coming), "text": short_date(coming)} if coming else None,
        "on": "" if asked.is_today else iso(asked.day),
        "compare_url": reverse("document_compare", args=[document.slug]) if document.live and days else "",
    }


def short(page: DocumentPage, request: HttpRequest) -> dict[str, Any]:
    """Another document in one line."""
    return {"title": page.title, "abstract": page.abstract, "url": page.get_url(request)}


def anchors(provisions: list[Provision]) -> set[str]:
    return {provision.anchor for provision in provisions if provision.anchor}


def chains_of(roots: list[Provision], above: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """For each anchor itself and those of all it hangs under, the nearest first."""
    found: dict[str, tuple[str, ...]] = {}
    for provision in roots:
        chain = (provision.anchor, *above) if provision.anchor else above
        if provision.anchor:
            found[provision.anchor] = chain
        found.update(chains_of(provision.children, chain))
    return found


def is_vietnamese(text: str) -> bool:
    """Whether a text is written in Vietnamese: three of its letters in a hundred are of no other language."""
    sample = text[:4000]
    return len(_VIETNAMESE.findall(sample)) * 33 > len(sample)


def citation_of(document: DocumentPage) -> str:
    """How the document is cited: `Quyết định số 02/2011/QĐ-UBND ngày 22/4/2011 của Ủy ban nhân dân tỉnh Thái Bình`."""
    words = f"{document.document_type.name} số {document.number}"
    if document.issued_on:
        words += f" ngày {short_date(document.issued_on)}"
    return f"{words} của {document.issuer.name}" if document.issuer_id else words


def say_what_it_depends_on(record: Record, asked: AskedDay, request: HttpRequest) -> None:
    """What makes a kept answer of this page untrue."""
    keys = record.shown_keys()
    tags = [anywhere_tag("document")] if len(keys) > MOST_TAGS else [number_tag(key) for key in sorted(keys)]
    depends_only(request, page_tag(record.document.pk or 0), *tags)
    # Only days on which something happens are kept: of these there are few, of days there are many.
    if any(event.on == asked.day for event in record.events) and not asked.wrong:
        read_query(request, "on")
    if request.GET.get("ban") == "goc" and any(record.changed_by()):
        read_query(request, "ban")
