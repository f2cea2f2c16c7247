"""The list of documents narrowed by what a reader chose, and what there is to choose with how many of each."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Case, Count, IntegerField, Value, When
from django.http import QueryDict
from django.utils.translation import gettext as _now

from documents.badges import LABELS
from documents.models.catalogue import DocumentType, Field, Issuer
from documents.models.document import DocumentPage, DocumentQuerySet
from vietnamese.document_number import index_keys, parse_number, query_keys
from vietnamese.number_mentions import mentions
from vietnamese.text import compact_spaces, normalise

PER_PAGE = 20
LONGEST = 120  # characters of what is typed or chosen
# Documents of one portal with the same ordinal, in all years, that are looked at for a number typed carelessly.
MOST_ALIKE = 2000
CHOICES = ("type", "issuer", "field", "year", "validity")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the reader chose, as it stands in the address; kept as it is even where nothing fits."""

    number: str = ""
    type: str = ""
    issuer: str = ""
    field: str = ""
    year: str = ""
    validity: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Chosen:
        return cls(**{name: compact_spaces(normalise(query.get(name, "")))[:LONGEST] for name in cls.__slots__})

    def values(self) -> dict[str, str]:
        """What was chosen and typed, by name; without what was left open."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}

    def address(self, **changes: str) -> str:
        """The query of the list with other choices: `?type=quyet-dinh&year=2024`."""
        values = replace(self, **changes).values()
        return f"?{urlencode(values)}" if values else "?"

    @property
    def prefix(self) -> str:
        """As it stands before `page=` in the links to other pages."""
        return f"{urlencode(values)}&" if (values := self.values()) else ""


class CountedPaginator(Paginator):  # type: ignore[type-arg]
    """Pages of a list whose length is known already."""

    def __init__(self, *args: Any, known: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known is not None:
            self.__dict__["count"] = known


class DocumentList:
    """One portal's documents, narrowed. Three queries, with a number two more, whatever there is."""

    def __init__(self, documents: DocumentQuerySet, chosen: Chosen) -> None:
        self.everything = documents
        self.chosen = chosen

    @cached_property
    def groups(self) -> list[tuple[Any, ...]]:
        """(type, issuer, year, validity, how many), then the names: from these all counts follow. One query."""
        documents = by_field(self.everything, self.chosen.field)
        columns = ("document_type__slug", "issuer__slug", "year", "validity")
        names = ("document_type__order", "document_type__name", "issuer__name_key", "issuer__name")
        rows = documents.order_by().values_list(*columns).annotate(n=Count("pk"))
        return list(rows.values_list(*columns, "n", *names))

    @cached_property
    def names(self) -> dict[str, dict[Any, tuple[str, str]]]:
        """Value and label of each choice by what `groups` calls it, in the order they are shown."""
        types = sorted({(row[5], row[6], row[0]) for row in self.groups})
        issuers = sorted({(row[7], row[8], row[1]) for row in self.groups})
        years = sorted({row[2] for row in self.groups if row[2]}, reverse=True)
        return {
            "type": {slug: (slug, name) for _order, name, slug in types},
            "issuer": {slug: (slug, name) for _key, name, slug in issuers},
            "year": {year: (str(year), str(year)) for year in years},
            "validity": {str(state): (str(state), str(label)) for state, label in LABELS.items()},
        }

    @cached_property
    def picked(self) -> dict[str, Any]:
        """What was chosen as `groups` calls it; None for what is nowhere, so that nonsense fits nothing."""
        found = {}
        for name, names in self.names.items():
            if value := getattr(self.chosen, name):
                found[name] = next((key for key, (slug, _label) in names.items() if slug == value), None)
        return found

    def counts(self, name: str) -> Counter[Any]:
        """How many documents each value of a choice would leave, the other choices standing."""
        places = {"type": 0, "issuer": 1, "year": 2, "validity": 3}
        others = [(places[other], value) for other, value in self.picked.items() if other != name]
        counts: Counter[Any] = Counter()
        for row in self.groups:
            if all(row[place] == value for place, value in others):
                counts[row[places[name]] if name in places else ""] += row[4]
        return counts

    def options(self, name: str) -> list[dict[str, Any]]:
        """One choice as a select shows it: only what leads somewhere, and what is chosen."""
        value = getattr(self.chosen, name)
        if name == "field":
            found = self.fields
        else:
            counts = self.counts(name)
            found = [(slug, label, counts[key]) for key, (slug, label) in self.names[name].items()]
        rows = [row for row in found if row[2] or row[0] == value]
        if value and all(slug != value for slug, _label, _count in rows):
            rows.append((value, name_of(name, value), 0))
        options = [
            {"value": slug, "label": label, "count": count, "selected": slug == value} for slug, label, count in rows
        ]
        return [{"value": "", "label": _now("All"), "selected": not value}, *options]

    @cached_property
    def fields(self) -> list[tuple[str, str, int]]:
        """Fields of government: slug, name, how many documents the other choices leave. One query."""
        found = self.narrowed(replace(self.chosen, field="", number="")).order_by()
        through: Any = DocumentPage.fields.through.objects.filter(documentpage__in=found.values("pk"))  # type: ignore[attr-defined]
        columns = ("field__name_key", "field__slug", "field__name")
        counts = through.order_by().values_list(*columns).annotate(n=Count("pk"))
        return [(slug, label, count) for _key, slug, label, count in sorted(counts)]

    def narrowed(self, chosen: Chosen) -> DocumentQuerySet:
        """The documents that fit; nonsense fits nothing."""
        picked = self.picked
        if None in [picked[name] for name in picked if getattr(chosen, name)]:
            return self.everything.none()
        names = {"type": "document_type__slug", "issuer": "issuer__slug", "year": "year", "validity": "validity"}
        wanted = {names[name]: value for name, value in picked.items() if getattr(chosen, name)}
        return by_field(self.everything, chosen.field).filter(**wanted)

    @cached_property
    def total(self) -> int | None:
        """How many fit, where the groups tell it."""
        return None if self.chosen.number else self.counts("").total()

    def page(self, asked: str | None) -> Any:
        """One page of those that fit, the newest first; a number that is hit exactly comes before all."""
        documents = self.narrowed(self.chosen)
        if self.chosen.number:
            found, known = by_number(documents, self.chosen.number)
            return CountedPaginator(found, PER_PAGE, known=known).get_page(asked)
        return CountedPaginator(documents.newest(), PER_PAGE, known=self.total).get_page(asked)


def name_of(choice: str, slug: str) -> str:
    """What a value is called of which this portal has no document; nonsense is shown as it was sent."""
    model = {"type": DocumentType, "issuer": Issuer, "field": Field}.get(choice)
    found = model.objects.filter(slug=slug).values_list("name", flat=True).first() if model else None  # type: ignore[attr-defined]
    return found or slug


def by_field(documents: DocumentQuerySet, slug: str) -> DocumentQuerySet:
    return documents.filter(fields__slug=slug) if slug else documents


def by_number(documents: DocumentQuerySet, typed: str) -> tuple[DocumentQuerySet, int | None]:
    """The documents with this number in any usual spelling, the best hits first, and how many. One query more.

    Documents are looked up by the ordinal the text names; each answers when one of its own keys equals one asked for
    (`vietnamese.document_number`). Digits alone ask for the ordinal.
    """
    wanted = query_keys(typed)
    ordinals = {int(digits[0]) for mention in mentions(typed) if (digits := re.match(r"\d+", mention.ordinal))}
    digits_alone = typed.isascii() and typed.isdecimal() and len(typed) < 8
    if digits_alone:
        ordinals = {int(typed)}
    if not ordinals:
        key = parse_number(typed).key
        return (documents.filter(number_key__startswith=key).newest(), None) if key else (documents.none(), 0)
    alike = documents.filter(ordinal__in=ordinals).order_by("-issued_on").values_list("pk", "number")[:MOST_ALIKE]
    ranks = {pk: rank for pk, number in alike if (rank := rank_of(number, wanted, anything=digits_alone)) is not None}
    best = min(ranks.values(), default=0)
    first = [pk for pk, rank in ranks.items() if rank == best]
    order = Case(When(pk__in=first, then=Value(0)), default=Value(1), output_field=IntegerField())
    newest = documents.filter(pk__in=ranks).newest()
    return newest.order_by(order, *newest.query.order_by), len(ranks)


def rank_of(number: str, wanted: list[str], *, anything: bool) -> int | None:
    """The place of the first key asked for that is one of this number's; None where there is none."""
    if anything:
        return 0
    own = set(index_keys(parse_number(number)))
    return next((place for place, key in enumerate(wanted) if key in own), None)
