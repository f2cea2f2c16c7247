"""What the text of a document tells where its row is silent: nobody looks at an import, so weak readings stay out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from documents.importing.catalogue import Catalogue
from documents.importing.rows import Row, full_text
from documents.lines import Source
from documents.models import EffectRule, Relation, RelationKind
from documents.models.text import LONGEST_TEXT, too_long
from documents.proposal import Certainty, Found, FoundRelation, Proposal, read_proposal
from documents.proposal import EffectRule as ToldRule
from documents.proposal.head import read_head
from documents.proposal.quotes import without_quotes
from documents.proposal.relations import read_relations
from documents.uploading.cautions import SENTENCES, sentence
from vietnamese.document_number import parse_number

RULES = {ToldRule.AFTER_DAYS: EffectRule.AFTER_DAYS, ToldRule.ON_SIGNING: EffectRule.ON_SIGNING}
# What makes the reading of number and type, or of the day, too doubtful where nobody has confirmed it.
DOUBTFUL_NUMBER = {"number_twice", "number_blank", "type_and_number_differ", "attachment_only"}
DOUBTFUL_DAY = {"date_impossible", "date_blank"}
# Of one document; a text that names more is no document but a list.
MOST_RELATIONS = 500


def completed(row: Row, catalogue: Catalogue) -> Row:
    """The row with its text written out, and with what the text tells of what the row does not. Raises `ValueError`.

    Consolidated texts by article have neither head nor signature: only what they do to others is read.
    """
    text = full_text(row)
    if len(text.encode("utf-8", "replace")) > LONGEST_TEXT:
        raise ValueError(too_long(text))
    if not row.get("text"):
        found = read_relations(read_head(source := Source(text)), without_quotes(source.plain), None, None, "")
        told: Row = {}
    else:
        proposal = read_proposal(text)
        refuse_doubtful(proposal, row)
        found, told = proposal.relations, told_by(proposal)
    given = {key: value for key, value in row.items() if value and key != "articles"}
    # A day that the row gives is the day; the rule of the text would compute another one over it.
    if given.get("effective_on") or given.get("effective_date"):
        told = {key: value for key, value in told.items() if not key.startswith("effective")}
    doubts = [*(row.get("doubts") or []), *told.get("doubts", [])]
    relations = relations_of(found, {**told, **given}, catalogue)
    return {**told, **given, "text": text, "doubts": doubts, "relations": relations}


def refuse_doubtful(proposal: Proposal, row: Row) -> None:
    """Raises `ValueError` where only the text could tell which document it is, and does not tell it surely."""
    codes = set() if row.get("number") and row.get("type") else DOUBTFUL_NUMBER
    codes = codes | (set() if row.get("issued_on") or row.get("issue_date") else DOUBTFUL_DAY)
    if found := [caution for caution in proposal.cautions if caution.code in codes]:
        raise ValueError(" ".join(sentence(caution.code, caution.words, SENTENCES) for caution in found))


def told_by(proposal: Proposal) -> Row:
    """The readings one can rely on, in the keys of a row."""
    readings: dict[str, Found[Any] | None] = {
        "number": proposal.number,
        "type": proposal.type,
        "title": proposal.abstract,
        "issued_on": proposal.issued_on,
        "effective_on": proposal.effective_on,
        "expired_on": proposal.expired_on,
        "signer": proposal.signer,
        "signer_title": proposal.signer_title,
        "recipients": proposal.recipients,
        "urgency": proposal.urgency,
        "secrecy": proposal.secrecy,
    }
    told: Row = {key: found.value for key, found in readings.items() if found and relied_on(found.certainty)}
    if (mode := proposal.sign_mode) and relied_on(mode.certainty):
        told["sign_mode"] = f"{mode.value.rstrip('.')}."
    told["issuer"] = [found.value for found in proposal.issuers if relied_on(found.certainty)]
    told["fields"] = [found.value for found in proposal.fields if relied_on(found.certainty)]
    if (rule := proposal.effective_rule) and relied_on(rule.certainty) and rule.value in RULES:
        told["effective_rule"] = RULES[rule.value].value
        told["effective_days"] = proposal.effective_days
    told["doubts"] = [sentence(caution.code, caution.words, SENTENCES) for caution in proposal.cautions]
    return told


def relied_on(certainty: Certainty) -> bool:
    return certainty is not Certainty.WEAK


def relations_of(found: Iterable[FoundRelation], row: Row, catalogue: Catalogue) -> list[Relation]:
    """As the library keeps them: each document by its number. One that the text only names is left to its reader."""
    own = parse_number(str(row.get("number") or "")).key
    rows: dict[tuple[str, str, str], Relation] = {}
    for relation in found:
        cited, provisions = relation.document, relation.provisions
        if not cited.number or not relied_on(relation.certainty) or parse_number(cited.number).key == own:
            continue
        kind = relation.kind.value
        if kind == RelationKind.AMENDS and relation.certainty is not Certainty.SURE:
            # “… đã được sửa đổi bởi …” may only describe. Until a person says so, it touches nobody's force.
            kind = RelationKind.RELATED.value
        made = Relation(
            kind=kind,
            number=cited.number[:120],
            provisions=provisions if len(provisions) <= 500 else "",
            target_issued_on=cited.issued_on,
            effective_on=relation.effective_on,
        )
        if provisions and not made.provisions:
            # To say "the whole document" instead of a list too long to store would be wrong.
            continue
        if cited.issuer:
            made.target_issuer = catalogue.known_issuer(cited.issuer)
        rows.setdefault((made.kind, made.number, made.provisions), made)
    return list(rows.values())[:MOST_RELATIONS]
