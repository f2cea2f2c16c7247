"""From a row to an unsaved document: first what it is, then, for those that are new, what it says."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _now
from wagtail.models import Locale

from core.models.dated import today
from documents.citing import citations_of
from documents.importing import rows
from documents.importing.catalogue import Catalogue
from documents.importing.rows import Row
from documents.models import DocumentPage, ValidityEvent
from documents.models.relation import EFFECT
from documents.models.text import Origin
from documents.settling import end_of
from documents.structure import Doubt, read_structure
from documents.timeline import noted_event, own_events
from documents.uploading.cautions import DOUBTS, sentence
from documents.validity import EventKind, next_change, validity
from vietnamese.document_number import looks_normative, parse_number
from vietnamese.text import slug

UNKNOWN_ISSUER = "Chưa xác định"
WHOLE_COUNTRY = "Toàn quốc"
# Taken over as they are where a row or its text tells them.
PLAIN = ("sign_mode", "effective_rule", "effective_days", "is_certified", "expired_reason")


def draft(row: Row, catalogue: Catalogue, locale: Locale) -> DocumentPage:
    """An unsaved document of a row, with its text. Raises `ValueError` with what is missing or wrong."""
    page = head(row, catalogue, locale)
    add_body(page, row, catalogue)
    return page


def head(row: Row, catalogue: Catalogue, locale: Locale) -> DocumentPage:
    """What it is: number, type, issuer, dates, all that needs no look at the text. No query for known names."""
    rows.check(row)
    number = rows.words(row, "number")
    issued_on, effective_on, expired_on = rows.days(row)
    issuers = [catalogue.issuer(name) for name in rows.issuers(row) or [UNKNOWN_ISSUER]]
    page = DocumentPage(
        document_type=catalogue.document_type(rows.words(row, "type")),
        number=number,
        abstract=rows.words(row, "title"),
        issuer=issuers[0],
        issued_on=issued_on,
        effective_on=effective_on,
        expired_on=expired_on,
        signer=rows.words(row, "signer"),
        signer_title=rows.words(row, "signer_title"),
        source=rows.words(row, "source")[:200],
        scope=rows.words(row, "scope") or (WHOLE_COUNTRY if issuers[0].level == "centre" else ""),
        recipients=rows.recipients(row),
        recipients_reason=rows.words(row, "recipients_reason"),
        secrecy=rows.secrecy(row),
        urgency=rows.urgency(row),
        locale=locale,
        **{name: row[name] for name in PLAIN if row.get(name)},
    )
    parsed = parse_number(number)
    page.is_normative = bool(row.get("is_normative", looks_normative(parsed)))
    # Which addresses are taken is asked for all of a batch at once.
    page.slug = slug(parsed.number or number, 120)
    if not page.slug:
        raise ValueError(f"number “{number}” is no number")
    page.new_co_issuer_ids = tuple(dict.fromkeys(issuer.pk for issuer in issuers[1:] if issuer != issuers[0]))
    page.derive()
    return page


def add_body(page: DocumentPage, row: Row, catalogue: Catalogue) -> None:
    """What it says: text, fields, relations, events, and the state that follows from them. Raises `ValueError`."""
    page.new_text = rows.full_text(row)
    structure = read_structure(page.new_text)
    page.new_citations = citations_of(None, page.number_key, structure)
    if structure.doubts:
        row["doubts"] = [*(row.get("doubts") or []), *told_briefly(structure.doubts)]
    page.new_origin = row.get("origin") or Origin.IMPORT
    names = rows.field_names(row)
    page.new_field_ids = tuple(dict.fromkeys(catalogue.field(name).pk for name in names))
    if page.issuer.names_portal and not page.recipients and not page.recipients_reason:
        page.recipients_reason = _now("The source of this record names no recipients.")
    events = [
        *(row.get("events") or []),
        *(
            ValidityEvent(kind=EventKind.AMENDED.value, acting_number=number[:120])
            for number in rows.amending_numbers(row)
            if parse_number(number).key != page.number_key
        ),
    ]
    relations, changes = list(row.get("relations") or []), list(row.get("changes") or [])
    page.new_rows = (*relations, *changes, *events)
    for child in page.new_rows:
        child.derive()  # type: ignore[attr-defined]
    acting = [*(relation for relation in relations if relation.kind in EFFECT), *changes]
    page.touched_keys = sorted({row.number_key for row in acting})
    settle_beforehand(page, events)


def told_briefly(doubts: list[Doubt]) -> list[str]:
    """What is odd about the structure of a text: each kind once, at its first place, and how often."""
    first = {doubt.code: doubt.words for doubt in reversed(doubts)}
    many = Counter(doubt.code for doubt in doubts)
    found = [(code, sentence(code, first[code], DOUBTS)) for code in many]
    return [text if many[code] == 1 else f"{text} ({many[code]}×)" for code, text in found]


def settle_beforehand(page: DocumentPage, events: list[ValidityEvent]) -> None:
    """The state as far as the document itself tells it, so that a document without relations is settled at once."""
    told: list[Any] = [*own_events(page), *(noted_event(event, {}) for event in events)]
    day = today()
    page.validity, page.validity_until = validity(told, day).value, next_change(told, day)
    page.ends_on = end_of(told)
