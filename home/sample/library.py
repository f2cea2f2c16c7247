"""Puts the sample documents into the libraries of their portals, once, through the same gates as every import."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any

from django.utils import timezone

from agencies.bulk import BulkPublish
from agencies.models import Agency, Portal
from core.calendar import working_calendar
from core.models.dated import today
from documents.importing import Catalogue, draft
from documents.importing.catalogue import library_of
from documents.importing.proposed import relations_of
from documents.models import Attachment, DocumentPage, EffectRule, Issuer, ProvisionChange, Relation, ValidityEvent
from documents.proposal import read_proposal
from documents.proposal.values import RelationKind as Told
from home.sample.files import keep_file
from home.sample.papers import Paper, papers
from vietnamese.working_days import next_working_day

SOURCE = "Văn bản mẫu, viết để minh họa; không có giá trị pháp lý"
HOUR = datetime.time(9, 30)


def fill_libraries(found: dict[str, Paper] | None = None) -> None:
    """All sample documents (or these) that are not there yet. Raises `ValueError` where a gate refuses one."""
    found = papers(today()) if found is None else found
    catalogue = Catalogue()
    by_portal: dict[str, list[Paper]] = defaultdict(list)
    for paper in found.values():
        by_portal[paper.facts["portal"]].append(paper)
    for label, mine in by_portal.items():
        library = library_of("" if label == "main" else label)
        portal = Portal.objects.select_related("agency", "collection").get(agency=library.agency_id)
        pages = [as_page(paper, found, catalogue, library.locale) for paper in mine]
        new = [(paper, page) for paper, page in zip(mine, pages, strict=True) if page.twin() is None]
        for paper, page in new:
            page.new_rows = (*page.new_rows, *attachments(paper, portal))
            own_issuer(page.issuer, portal.agency)
        result = BulkPublish(library, [page for _paper, page in new], by=None, reason="Nội dung mẫu").run()
        for page, reasons in result.refused:
            raise ValueError(f"the sample document {page.number} is refused: {' '.join(map(str, reasons))}")


def as_page(paper: Paper, others: dict[str, Paper], catalogue: Catalogue, locale: Any) -> DocumentPage:
    """The document as an editor would have filled it in."""
    facts = paper.facts
    mode, title, name = facts["signed"]
    row = {
        "number": paper.number,
        "type": facts["type"],
        "title": facts["title"],
        "issuer": [paper.issuer],
        "issued_on": paper.issued_on,
        "effective_on": paper.effective_on,
        "expired_on": facts.get("expired"),
        "expired_reason": facts.get("expired_reason", ""),
        "is_normative": facts.get("normative", False),
        "is_certified": facts.get("certified", False),
        "sign_mode": mode,
        "signer_title": title,
        "signer": name,
        "fields": facts["fields"],
        "recipients": paper.recipients,
        "source": SOURCE,
        "text": paper.text,
        "relations": [*relations(paper, others), *bases(paper, catalogue)],
        "changes": [change(paper, others, wanted) for wanted in facts.get("changes", [])],
        "events": [event(wanted) for wanted in facts.get("events", [])],
        **rule(facts),
    }
    page = draft(row, catalogue, locale)
    page.is_sample = True
    page.gazette_number, page.gazette_on = facts.get("gazette", ["", None])
    page.first_published_at = page.last_published_at = published_at(paper)
    return page


def rule(facts: dict[str, Any]) -> dict[str, Any]:
    """How the text tells the first day of effect."""
    if "after_days" in facts:
        return {"effective_rule": EffectRule.AFTER_DAYS.value, "effective_days": facts["after_days"]}
    return {"effective_rule": EffectRule.ON_SIGNING.value} if facts.get("on_signing") else {}


def relations(paper: Paper, others: dict[str, Paper]) -> list[Relation]:
    """What it does to other sample documents: kind, name of the other one, provisions."""
    found = []
    for kind, name, *provisions in paper.facts.get("relations", []):
        other = others[name]
        found.append(
            Relation(
                kind=kind,
                number=other.number,
                target_issued_on=other.issued_on,
                provisions="".join(provisions),
            )
        )
    return found


def bases(paper: Paper, catalogue: Catalogue) -> list[Relation]:
    """Căn cứ: as the reader of texts finds them."""
    proposal = read_proposal(paper.text)
    known = {row[0] for row in paper.facts.get("relations", []) if row[0] == Told.BASED_ON}
    return [] if known else relations_of(proposal.of(Told.BASED_ON), {"number": paper.number}, catalogue)


def change(paper: Paper, others: dict[str, Paper], wanted: dict[str, Any]) -> ProvisionChange:
    """One place it changes; the new text stands in quotation marks in its own."""
    old, new = wanted.get("words", ["", ""])
    return ProvisionChange(
        number=others[wanted["of"]].number,
        action=wanted["action"],
        provisions=wanted["provisions"],
        after=wanted.get("after", ""),
        new_text=paper.quoted(wanted["quote"]) if "quote" in wanted else "",
        old_words=old,
        new_words=new,
        source_provision=wanted.get("source", ""),
    )


def event(wanted: dict[str, Any]) -> ValidityEvent:
    return ValidityEvent(**{**wanted, "on": datetime.date.fromisoformat(wanted["on"])})


def attachments(paper: Paper, portal: Portal) -> list[Attachment]:
    """The table that comes with it, as a file."""
    wanted = paper.facts.get("attachment")
    if wanted is None:
        return []
    made = Attachment(file=keep_file(portal, wanted), title=wanted["title"])
    made.look_into()
    return [made]


def published_at(paper: Paper) -> datetime.datetime:
    """The working day after it was signed; of what is older than the portal, the day that is written down."""
    if "published" in paper.facts:
        on = datetime.date.fromisoformat(paper.facts["published"])
    else:
        on = next_working_day(paper.issued_on, working_calendar())
    at = timezone.make_aware(datetime.datetime.combine(on, HOUR))
    return min(at, timezone.now())


def own_issuer(issuer: Issuer, agency: Agency) -> None:
    """The catalogue knows that an agency issues its own documents; the province's bodies it knows already."""
    if issuer.agency_id is None and not agency.portal.is_main:
        issuer.agency = agency
        issuer.save(update_fields=["agency"])


def clear_issuers(agency: Agency) -> None:
    """The issuers of a sample agency that goes: gone too where no document is theirs."""
    for issuer in Issuer.objects.filter(agency=agency):
        if DocumentPage.objects.filter(issuer=issuer).exists():
            issuer.agency = None
            issuer.save(update_fields=["agency"])
        else:
            issuer.delete()
