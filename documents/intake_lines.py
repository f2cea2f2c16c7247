"""Lines copied from a spreadsheet onto an intake list: number, type, day of issue, abstract."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now

from documents.models import DocumentType, IncomingDocument, Issuer
from vietnamese.dates import parse_date
from vietnamese.document_number import parse_number
from vietnamese.text import compact_spaces, fold, normalise

MOST_LINES = 2000


@dataclass(slots=True)
class ReadLines:
    """Rows ready for the list, and lines that are none: (number of the line, the line, why)."""

    records: list[IncomingDocument] = field(default_factory=list)
    problems: list[tuple[int, str, str]] = field(default_factory=list)


class KnownTypes:
    """Types of documents by whatever they are called: `Quyết định`, `QĐ`, `quyet dinh`. One query."""

    def __init__(self) -> None:
        self.found: dict[str, DocumentType] = {}
        for kind in DocumentType.objects.all():
            for name in (kind.name, kind.abbreviation, kind.slug):
                if name:
                    self.found.setdefault(fold(name), kind)

    def named(self, words: str, symbol: str) -> DocumentType | None:
        """By its name; without one by the symbol of the number: `QĐ-UBND` is a decision, `UBND-KT` a letter."""
        if words:
            return self.found.get(fold(words))
        codes = (self.found.get(fold(code)) for code in re.split(r"[-/]", symbol))
        return next((kind for kind in codes if kind), None) or (self.found.get("cong van") if symbol else None)


def read_lines(text: str, issuer: Issuer) -> ReadLines:
    """Reads the lines; columns are parted by tabs, as spreadsheets copy them, or by bars or semicolons."""
    result, types = ReadLines(), KnownTypes()
    lines = [(number, line) for number, line in enumerate(normalise(text).splitlines(), 1) if line.strip()]
    for number, line in lines[:MOST_LINES]:
        try:
            record = read_line(line, issuer, types)
        except ValueError as error:
            # A heading is no mistake.
            if not (number == lines[0][0] and not any(sign.isdigit() for sign in line)):
                result.problems.append((number, line, str(error)))
            continue
        result.records.append(record)
    if len(lines) > MOST_LINES:
        number, line = lines[MOST_LINES]
        said = _now("At most %(n)s lines at once: paste the rest afterwards.") % {"n": MOST_LINES}
        result.problems.append((number, line, said))
    return result


def read_line(line: str, issuer: Issuer, types: KnownTypes) -> IncomingDocument:
    """One line. Raises `ValueError` with what is wrong with it."""
    separator = next((sign for sign in ("\t", "|", ";") if sign in line), "\t")
    cells = [compact_spaces(cell) for cell in line.split(separator)]
    number, kind, day, *rest = [*cells, "", "", ""]
    parsed = parse_number(number)
    if parsed.ordinal is None:
        raise ValueError(_now("“%(text)s” is no number of a document.") % {"text": number[:80]})
    document_type = types.named(kind, parsed.symbol)
    if document_type is None:
        raise ValueError(_now("“%(text)s” is no type of document.") % {"text": (kind or number)[:80]})
    issued_on = parse_date(day)
    if issued_on is None:
        raise ValueError(_now("“%(text)s” is no date.") % {"text": day[:80]})
    record = IncomingDocument(
        number=parsed.number, document_type=document_type, issuer=issuer, issued_on=issued_on, abstract=rest[0][:500]
    )
    record.derive()
    try:
        record.clean_fields(exclude=["agency"])
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from error
    return record
