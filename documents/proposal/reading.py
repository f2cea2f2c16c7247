"""All that a document says about itself, read from its plain text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from documents.lines import Piece, Source
from documents.proposal.abstracts import read_abstract, read_attached_title, title_end
from documents.proposal.attachment import IssuedWith, read_attached_to
from documents.proposal.effect import read_effect
from documents.proposal.fields import read_fields
from documents.proposal.head import Head, read_head
from documents.proposal.issue_day import read_issue_day
from documents.proposal.issuers import find_authority, read_issuers
from documents.proposal.kinds import ATTACHED, ISSUING, Heading, find_heading, read_type
from documents.proposal.numbers import read_number
from documents.proposal.quotes import without_quotes
from documents.proposal.recipient_list import read_recipients
from documents.proposal.relations import read_relations
from documents.proposal.signature import read_signature
from documents.proposal.values import Caution, Certainty, Found, Proposal
from documents.secrecy import find_circulation_note, find_stamp
from vietnamese.document_number import looks_normative, parse_number

_URGENCY = {"hoa toc": "Hỏa tốc", "hoa toc hen gio": "Hỏa tốc", "thuong khan": "Thượng khẩn", "khan": "Khẩn"}
_URGENT = re.compile(
    r"\W*(?:do\s+khan\s*:\s*)?(?P<degree>hoa\s+toc(?:\s+hen\s+gio)?|thuong\s+khan|khan)\W*(?:(?:toi\s+|tuyet\s+)?mat\W*)?"
)
_LINES_OF_URGENCY = 30


def read_proposal(text: str) -> Proposal:
    """What the text tells, with the place of each value. Never raises; takes time in proportion to the text.

    What is not told is absent. Of several candidates the best is proposed, the others are listed, and a caution says
    so.
    """
    source = Source(text)
    found = Proposal(source.text)
    head = read_head(source)
    heading = find_heading(head)
    note = read_attached_to(source, head)
    alone = note is not None and note.in_head and (heading is None or heading.type not in ISSUING)
    if note is not None and alone:
        head.cut(note.cited.start)
    authority = find_authority(head)
    end_of_title = title_end(head, heading, authority)
    found.number, others, cautions = read_number(head, heading.piece.start if heading else head.end, end_of_title)
    found.others["number"] = others
    found.type, more = read_type(head, heading, found.number)
    found.cautions += [*cautions, *more]
    symbol = parse_number(found.number.value).symbol if found.number else ""
    issuers = read_issuers(head, heading, symbol, authority)
    found.issuers, found.superior, found.others["issuers"] = issuers.found, issuers.superior, issuers.others
    found.abstract = read_abstract(head, heading, authority)
    day = read_issue_day(head, found.number, heading.piece.start if heading else -1)
    found.place, found.issued_on = day.place, day.day
    found.cautions += day.cautions
    body = _below(head, heading, found.abstract)
    signature = read_signature(source, body)
    found.signer, found.signer_title, found.sign_mode = signature.signer, signature.title, signature.mode
    found.others["sign_mode"] = signature.others
    found.recipients = read_recipients(source, body)
    unquoted = without_quotes(source.plain, body)
    kind = found.type.value if found.type else ""
    _attached(found, source, note if alone or not (note and note.in_head) else None, heading, body)
    if found.number:
        normative = looks_normative(parse_number(found.number.value))
        found.is_normative = Found(
            normative, found.number.start, found.number.end, found.number.words, Certainty.LIKELY
        )
    effect = read_effect(source, unquoted, kind, found.issued_on)
    found.effective_on, found.effective_rule, found.effective_days = effect.on, effect.rule, effect.days
    found.expired_on = effect.until
    found.cautions += effect.cautions
    found.fields = read_fields(source, found.abstract or found.attached_title)
    found.relations = read_relations(head, unquoted, found.number, found.abstract, kind)
    _marks(found, source)
    return found


def _below(head: Head, heading: Heading | None, abstract: Found[str] | None) -> int:
    """Where signature and recipients may stand: below the head, whose end is certain only where a preamble begins."""
    ends = [head.end] if head.preamble >= 0 else []
    ends += [heading.rest] if heading else []
    ends += [abstract.end] if abstract else []
    return max(ends, default=0)


def _attached(found: Proposal, source: Source, note: IssuedWith | None, heading: Heading | None, body: int) -> None:
    """What was issued with the document; and where the text is only that, the document it was issued with."""
    kind = found.type.value if found.type else ""
    if note is None:
        if kind not in ATTACHED:
            found.attached_title = read_attached_title(source, body)
        return
    same = found.type is not None and found.type.value == note.cited.value.type
    left_open = any(caution.code == "number_blank" for caution in found.cautions)
    if same and found.number is None and not left_open:
        found.number = note.number and replace(note.number, certainty=Certainty.LIKELY)
        found.issued_on = found.issued_on or note.day
        found.attached_title = read_attached_title(source, body)
        return
    if found.number is None and note.in_head:
        found.attached_to = note.cited
        found.attached_title = _own_title(source, heading, found.abstract)
        found.cautions.append(Caution("attachment_only", note.cited.start, note.cited.end, note.cited.words))
        _borrowed(found, note)
    else:
        found.attached_title = read_attached_title(source, body)


def _own_title(source: Source, heading: Heading | None, abstract: Found[str] | None) -> Found[str] | None:
    """`Quy định về chức năng …`: the heading and what follows it."""
    if heading is None or abstract is None:
        return abstract
    start = heading.piece.start
    rest = abstract.value[0].lower() + abstract.value[1:] if abstract.value.startswith("Về ") else abstract.value
    return Found(f"{heading.type} {rest}", start, abstract.end, source.text[start : abstract.end])


def _borrowed(found: Proposal, note: IssuedWith) -> None:
    """An attachment says which document it came with: that is proposed, and marked as weak."""
    cited = note.cited.value
    if note.number:
        found.number = replace(note.number, certainty=Certainty.WEAK)
    if cited.type:
        found.type = Found(cited.type, note.cited.start, note.cited.end, note.cited.words, Certainty.WEAK)
    if note.day:
        found.issued_on = replace(note.day, certainty=Certainty.WEAK)
    if cited.issuer and not found.issuers:
        found.issuers = [Found(cited.issuer, note.cited.start, note.cited.end, note.cited.words, Certainty.WEAK)]


def _marks(found: Proposal, source: Source) -> None:
    """Urgency and secrecy."""
    for line in source.lines[:_LINES_OF_URGENCY]:
        for cell in source.cells(line):
            match = _URGENT.fullmatch(source.folded(cell))
            if match and source.words(cell) == source.words(cell).upper() and found.urgency is None:
                value = _URGENCY[" ".join(match["degree"].split())]
                found.urgency = _value(source, value, cell)
    if stamp := find_stamp(source.text):
        found.secrecy = Found(stamp.level.value, stamp.start, stamp.end, stamp.words)
        found.cautions.append(Caution("secrecy_stamp", stamp.start, stamp.end, stamp.words))
    elif note := find_circulation_note(source.text):
        found.cautions.append(Caution("circulation_note", note.start, note.end, note.words))


def _value(source: Source, value: str, piece: Piece) -> Found[str]:
    return Found(value, piece.start, piece.end, source.words(piece))


def propose(text: str) -> dict[str, Any]:
    """A row in the keys of the import format. Raises `ValueError` naming what the text does not tell."""
    found = read_proposal(text)
    if found.type is None or found.type.certainty is Certainty.WEAK:
        raise ValueError("the text names no type of document (QUYẾT ĐỊNH, NGHỊ QUYẾT …) on a line of its own")
    if found.number is None or found.number.certainty is Certainty.WEAK:
        raise ValueError("the text does not tell its number")
    return {
        "number": found.number.value,
        "type": found.type.value,
        "title": found.abstract.value if found.abstract else "",
        "issuer": ", ".join(issuer.value for issuer in found.issuers),
        "issued_on": _iso(found.issued_on),
        "effective_on": _iso(found.effective_on),
        "expired_on": _iso(found.expired_on),
        "signer": found.signer.value if found.signer else "",
        "signer_title": found.signer_title.value if found.signer_title else "",
        "text": found.text.strip(),
    }


def _iso(day: Found[Any] | None) -> str | None:
    return day.value.isoformat() if day and day.certainty is not Certainty.WEAK else None
