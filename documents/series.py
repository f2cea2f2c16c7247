"""Gaps in the yearly series of numbers: what an issuer numbered and the library does not have (Quy chế Điều 12.1.b).

Decisions with the year in their number, decisions without, letters and so on are numbered apart from each other, each
anew every year. Only live documents count: a gap says nothing about anybody's drafts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from documents.intake import WITH_YEAR
from documents.models import DocumentPage, DocumentType, IncomingDocument, Issuer
from vietnamese.document_number import parse_number

_WITH_YEAR = re.compile(WITH_YEAR)


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers in a row that are missing."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(slots=True)
class Series:
    """The numbers of one issuer and type in one year, with the year in them or not."""

    issuer: Issuer
    document_type: DocumentType
    year: int
    with_year: bool
    numbers: set[int] = field(default_factory=set)
    withheld: set[int] = field(default_factory=set)
    listed: set[int] = field(default_factory=set)  # on the intake list

    @property
    def sample(self) -> str:
        """How its numbers look: `…/2024`, or `…`."""
        return f"…/{self.year}" if self.with_year else "…"

    @property
    def first(self) -> int:
        return min(self.numbers)

    @property
    def last(self) -> int:
        return max(self.numbers)

    @property
    def gaps(self) -> list[Gap]:
        """The missing numbers between the first and the last that are here, without those that are withheld."""
        return gaps_between(sorted(self.numbers | {n for n in self.withheld if self.first < n < self.last}))

    @property
    def missing(self) -> int:
        """How many numbers are missing."""
        return sum(len(gap) for gap in self.gaps)

    @property
    def known(self) -> int:
        """How many of the missing ones the intake list has: they came, or are to come."""
        return len({n for n in self.listed - self.withheld - self.numbers if self.first < n < self.last})


Key = tuple[int, int, bool]  # issuer, type, whether the number bears its year


def gaps_between(numbers: list[int]) -> list[Gap]:
    """The holes in a rising list of numbers."""
    return [Gap(a + 1, b - 1) for a, b in pairwise(numbers) if b - a > 1]


def series_of(issuer_ids: Iterable[int], year: int, list_of: int | None = None) -> list[Series]:
    """The series of these issuers in a year, by issuer and type. Four queries, whatever their number.

    `list_of` names the agency whose intake list says what is withheld and what is on its way.
    """
    found: dict[Key, set[int]] = defaultdict(set)
    live = DocumentPage.objects.live().filter(issuer__in=list(issuer_ids), year=year, ordinal__gt=0, language="vi")
    for issuer, kind, key, ordinal in live.order_by().values_list(
        "issuer_id", "document_type_id", "number_key", "ordinal"
    ):
        found[issuer, kind, bool(_WITH_YEAR.match(key))].add(ordinal)
    issuers = Issuer.objects.in_bulk({key[0] for key in found})
    kinds = DocumentType.objects.in_bulk({key[1] for key in found})
    withheld, listed = on_the_list(list_of, year) if list_of is not None and found else ({}, {})
    rows = [
        Series(
            issuers[issuer],
            kinds[kind],
            year,
            with_year,
            numbers,
            withheld.get((issuer, kind, with_year), set()),
            listed.get((issuer, kind, with_year), set()),
        )
        for (issuer, kind, with_year), numbers in found.items()
    ]
    return sorted(rows, key=lambda row: (row.issuer.name_key, row.document_type.order, not row.with_year))


def on_the_list(agency_id: int, year: int) -> tuple[dict[Key, set[int]], dict[Key, set[int]]]:
    """The numbers of a year on an agency's intake list: those withheld, and all of them. One query."""
    withheld: dict[Key, set[int]] = defaultdict(set)
    listed: dict[Key, set[int]] = defaultdict(set)
    rows = IncomingDocument.objects.filter(agency=agency_id, issued_on__year__range=(year - 1, year + 1)).order_by()
    columns = ("issuer_id", "document_type_id", "number", "number_key", "issued_on", "is_withheld")
    for issuer, kind, number, number_key, issued_on, is_withheld in rows.values_list(*columns):
        parsed = parse_number(number)
        if parsed.ordinal is None or (parsed.year or issued_on.year) != year:
            continue
        key = (issuer, kind, bool(_WITH_YEAR.match(number_key)))
        listed[key].add(parsed.ordinal)
        if is_withheld:
            withheld[key].add(parsed.ordinal)
    return withheld, listed


def years_of(issuer_ids: Iterable[int]) -> list[int]:
    """The years in which these issuers numbered something that is public, newest first. One query."""
    live = DocumentPage.objects.live().filter(issuer__in=list(issuer_ids), year__isnull=False, ordinal__gt=0)
    return sorted(live.order_by().values_list("year", flat=True).distinct(), reverse=True)  # type: ignore[type-var]
