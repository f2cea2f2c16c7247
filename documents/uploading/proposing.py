"""What the confirm screen starts from: the values read out of the text, where they stand, and what is odd."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now

from documents.linking import by_key
from documents.models import DocumentType, EffectRule, Field, Issuer, RelationKind, SignMode, Urgency
from documents.structure import read_structure
from documents.uploading.cautions import DOUBTS, SENTENCES, sentence
from documents.uploading.marked import Mark
from documents.uploading.pages import page_at
from vietnamese.document_number import parse_number
from vietnamese.text import slug

if TYPE_CHECKING:
    from documents.proposal import Found, Proposal

SURE, WEAK = "sure", "weak"  # of `documents.proposal.Certainty`
LONGEST_SHOWN = 120
MOST_RELATIONS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was read: the mark's id, the words, the page (0: none known), how sure the reading is."""

    id: str
    start: int
    end: int
    words: str
    page: int
    certainty: str

    @property
    def is_sure(self) -> bool:
        return self.certainty == SURE

    @property
    def is_weak(self) -> bool:
        return self.certainty == WEAK


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the editor should look at; `id` is its mark, empty where it stands nowhere."""

    text: str | SafeString
    id: str = ""


@dataclass(slots=True)
class Reading:
    """Everything the screen shows beside the text."""

    initial: dict[str, Any] = field(default_factory=dict)
    relations: list[dict[str, Any]] = field(default_factory=list)
    # By the name of the form's field.
    places: dict[str, Place] = field(default_factory=dict)
    relation_places: list[Place] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def read(text: str, starts: list[int], warnings: Iterable[dict[str, str]] = ()) -> Reading:
    """Reads the proposal out of a text in normal spelling. Five queries, whatever the text."""
    from documents.proposal import read_proposal

    proposal = read_proposal(text)
    reading = Reading()
    reading.initial = initial_of(proposal)
    for name, found in found_by_field(proposal).items():
        reading.places[name] = place_of(f"cho-{name}", found, starts)
    for number, relation in enumerate(proposal.relations[:MOST_RELATIONS]):
        reading.relations.append(relation_row(relation))
        reading.relation_places.append(place_of(f"cho-quan-he-{number}", relation, starts))
    reading.remarks = [*(Remark(row["words"]) for row in warnings), *twins(proposal)]
    for number, caution in enumerate(proposal.cautions):
        mark = Mark(f"cho-luu-y-{number}", caution.start, caution.end)
        reading.remarks.append(Remark(sentence(caution.code, caution.words, SENTENCES), mark.id))
        reading.marks.append(mark)
    for number, doubt in enumerate(read_structure(text).doubts if text else []):
        line_end = text.find("\n", doubt.position)
        mark = Mark(f"cho-cau-truc-{number}", doubt.position, line_end if line_end > 0 else len(text))
        reading.remarks.append(Remark(sentence(doubt.code, doubt.words, DOUBTS), mark.id))
        reading.marks.append(mark)
    places = (*reading.places.values(), *reading.relation_places)
    reading.marks += [Mark(place.id, place.start, place.end) for place in places]
    return reading


def found_by_field(proposal: Proposal) -> dict[str, Any]:
    """The readings by the name of the field they fill; what was not read is left out."""
    rows = {
        "number": proposal.number,
        "document_type": proposal.type,
        "abstract": proposal.abstract,
        "issuer": proposal.issuers[0] if proposal.issuers else None,
        "issued_on": proposal.issued_on,
        "effective_on": proposal.effective_on,
        "effective_rule": proposal.effective_rule,
        "expired_on": proposal.expired_on,
        "signer": proposal.signer,
        "signer_title": proposal.signer_title,
        "sign_mode": proposal.sign_mode,
        "recipients": proposal.recipients,
        "urgency": proposal.urgency,
        "fields_of_government": proposal.fields[0] if proposal.fields else None,
        "is_normative": proposal.is_normative,
    }
    return {name: found for name, found in rows.items() if found is not None}


def initial_of(proposal: Proposal) -> dict[str, Any]:
    """The values as the form takes them. What the catalogue does not know is given in words, for the editor."""
    rule = proposal.effective_rule.value if proposal.effective_rule else ""
    normative = bool(proposal.is_normative and proposal.is_normative.value)
    if rule not in EffectRule.values:
        rule = EffectRule.DATE
    if not proposal.effective_rule and not proposal.effective_on and normative:
        rule = EffectRule.BY_LAW
    kind = DocumentType.objects.filter(slug=slug(value_of(proposal.type), 120)).first() if proposal.type else None
    issuers = known_issuers([found.value for found in proposal.issuers])
    first = proposal.issuers[0].value if proposal.issuers else ""
    fields = [slug(found.value, 120) for found in proposal.fields]
    return {
        "number": value_of(proposal.number),
        "document_type": kind.pk if kind else None,
        "unknown_type": "" if kind else value_of(proposal.type),
        "abstract": value_of(proposal.abstract),
        "issuer": issuers.get(first),
        "new_issuer": "" if first in issuers else first,
        "co_issuers": [issuers[found.value] for found in proposal.issuers[1:] if found.value in issuers],
        "unknown_co_issuers": [found.value for found in proposal.issuers[1:] if found.value not in issuers],
        "issued_on": value_of(proposal.issued_on, None),
        "effective_rule": rule,
        "effective_days": proposal.effective_days,
        "effective_on": value_of(proposal.effective_on, None) if rule == EffectRule.DATE else None,
        "expired_on": value_of(proposal.expired_on, None),
        "signer": value_of(proposal.signer),
        "signer_title": value_of(proposal.signer_title),
        "sign_mode": known(f"{value_of(proposal.sign_mode).rstrip('.')}.", SignMode.values),
        "recipients": value_of(proposal.recipients),
        "urgency": known(value_of(proposal.urgency), Urgency.values),
        "fields_of_government": list(Field.objects.filter(slug__in=fields).values_list("pk", flat=True))
        if fields
        else [],
        "is_normative": normative,
    }


def value_of(found: Found[Any] | None, nothing: Any = "") -> Any:
    return found.value if found is not None else nothing


def known(value: str, values: Iterable[str]) -> str:
    """The value, where the library stores it so."""
    return value if value in values else ""


def known_issuers(names: list[str]) -> dict[str, int]:
    """The ids of those issuers that are in the catalogue, by the name that was read. One query.

    On its own paper a department does not say of which province it is.
    """
    exact = {slug(name, 120): name for name in names if name}
    ours = {slug(f"{name} tỉnh {settings.PROVINCE_NAME}", 120): name for name in names if name}
    found = {issuer.slug: issuer.pk for issuer in Issuer.objects.filter(slug__in=[*exact, *ours])}
    return {names_of[key]: found[key] for names_of in (ours, exact) for key in names_of if key in found}


def known_fields(slugs: list[str]) -> list[int]:
    """The ids of those fields of government that are in the catalogue. One query."""
    return list(Field.objects.filter(slug__in=slugs).values_list("pk", flat=True)) if slugs else []


def relation_row(relation: Any) -> dict[str, Any]:
    """One relation as a row of the form; a law that is named without a number waits for its number."""
    document = relation.document
    return {
        "keep": bool(document.number) and relation.certainty != WEAK,
        "kind": known(str(relation.kind), RelationKind.values),
        "number": document.number,
        "name": "" if document.number else named(document),
        "provisions": relation.provisions,
        "target_issued_on": document.issued_on,
        "effective_on": relation.effective_on,
    }


def named(document: Any) -> str:
    """`Luật Đất đai`: the type and the name, which may begin with the type."""
    name = " ".join(document.name.split())
    return name if name.startswith(document.type) else f"{document.type} {name}".strip()


def place_of(id_: str, found: Any, starts: list[int]) -> Place:
    plain = " ".join(found.words.split())
    words = plain if len(plain) <= LONGEST_SHOWN else f"{plain[:LONGEST_SHOWN]}…"
    return Place(id_, found.start, found.end, words, page_at(starts, found.start), str(found.certainty))


def twins(proposal: Proposal) -> list[Remark]:
    """Documents of the library with the same number: it may be one of them. One query."""
    key = parse_number(proposal.number.value).key[:100] if proposal.number else ""
    rows = []
    for document in by_key([key]).get(key, []) if key else []:
        said = _now("A document with this number is in the library: %(link)s")
        link = format_html('<a href="{}">{}</a>', document.full_url or "", document.title)
        rows.append(Remark(format_html(said.replace("%(link)s", "{}"), link)))
    return rows
