"""What a document has to do with others, seen from its own page: in both directions, grouped by what is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest

from documents.badges import badge_of
from documents.linking import LIGHT, choose, keys_of, live_documents, wanted_by
from documents.models import Citation, DocumentPage, ProvisionChange, Relation
from documents.models.relation import EFFECT, PASSIVE, RelationKind
from documents.reading.life import Acted, Candidates
from vietnamese.dates import short_date

# Of what does not touch its force a page shows so many of a kind, and their number: a law is the basis of thousands.
MOST_OF_A_KIND = 20
MOST_CITING = 20


@dataclass(slots=True)
class Incoming:
    """What other documents say of this one: rows with the documents they stand in, and how many of each kind."""

    rows: list[Acted] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)


def incoming(document: DocumentPage, candidates: Candidates) -> Incoming:
    """The relations and changes of live documents that mean this one. Two queries, however many there are."""
    found = Incoming()
    changes = ProvisionChange.objects.filter(named(document), document__live=True).order_by("document", "sort_order")
    for row in [*relations_to(document, candidates), *light(changes)]:
        if is_meant(row, row.document, document, candidates):
            found.rows.append((row, row.document))
            if isinstance(row, Relation):
                found.totals[row.kind] = row.total  # type: ignore[attr-defined]
    return found


def is_meant(row: Any, source: DocumentPage, document: DocumentPage, candidates: Candidates) -> bool:
    """Whether a row that names this number means this document."""
    target = choose([*candidates.get(row.number_key, ()), document], wanted_by(row, source.issuer_id))
    return target is not None and target.pk == document.pk


def relations_to(document: DocumentPage, candidates: Candidates) -> QuerySet[Relation]:
    """All that touch its force; of the rest the newest of each kind."""
    asked = Relation.objects.filter(named(document), document__live=True)
    if not is_alone(document, candidates):
        asked = asked.filter(Q(target_issuer=document.issuer_id) | Q(document__issuer=document.issuer_id))
    rows = asked.annotate(
        total=Window(Count("pk"), partition_by="kind"),
        place=Window(
            RowNumber(),
            partition_by="kind",
            order_by=[F("document__issued_on").desc(nulls_last=True), F("document").desc(), F("sort_order").asc()],
        ),
    )
    rows = rows.filter(Q(kind__in=EFFECT) | Q(place__lte=MOST_OF_A_KIND))
    return light(rows).order_by("kind", "place")


def light(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With the document a row stands in, without what nobody asks of it here."""
    own = [f.attname for f in rows.model._meta.concrete_fields]
    columns = [name for name in LIGHT if name != "pk"]
    return rows.select_related("document").only(*own, *(f"document__{name}" for name in columns))


def named(document: DocumentPage) -> Q:
    return Q(number_key__in=keys_of(document.number_key)) & ~Q(document=document.pk)


def is_alone(document: DocumentPage, candidates: Candidates) -> bool:
    """Whether no other live document bears its number: issuers number their own documents each."""
    found = (page.pk for key in keys_of(document.number_key) for page in candidates.get(key, ()))
    return set(found) <= {document.pk}


def citing(document: DocumentPage, candidates: Candidates) -> tuple[list[DocumentPage], int]:
    """The newest live documents whose text names this one, and how many there are. One query."""
    keys = keys_of(document.number_key)
    sources = Citation.objects.filter(number_key__in=keys).exclude(document=document.pk)
    documents = live_documents().filter(pk__in=sources.values("document"))
    if not is_alone(document, candidates):
        # An issuer cites its own; which of several others is meant nobody can tell.
        documents = documents.filter(issuer=document.issuer_id)
    rows = list(
        documents.annotate(total=Window(Count("pk"))).order_by(F("issued_on").desc(nulls_last=True), "-pk")[
            :MOST_CITING
        ]
    )
    return rows, rows[0].total if rows else 0  # type: ignore[attr-defined]


@dataclass(slots=True)
class Item:
    """Another document in a group: found in the library, or only a number."""

    key: str
    number: str
    found: DocumentPage | None
    places: list[str] = field(default_factory=list)
    on: str = ""
    note: str = ""

    def view(self, request: HttpRequest) -> dict[str, Any]:
        page = self.found
        return {
            "title": page.title if page else self.number,
            "url": page.get_url(request) if page else "",
            "abstract": page.abstract if page else "",
            "badge": badge_of(page.validity) if page and (page.is_normative or page.validity != "unknown") else None,
            "places": "; ".join(dict.fromkeys(one.strip() for place in self.places for one in place.split(";"))),
            "on": self.on,
            "note": self.note,
        }


@dataclass(slots=True)
class Group:
    """All documents to which this one stands in one relation, in one direction."""

    kind: str
    label: str
    active: bool
    items: list[Item]
    total: int = 0

    @property
    def more(self) -> int:
        """How many are not shown."""
        return max(0, self.total - len(self.items))


def groups_of(
    document: DocumentPage,
    own: Sequence[Relation],
    changes: Iterable[ProvisionChange],
    others: Incoming,
    candidates: Candidates,
) -> list[Group]:
    """Active groups, then passive ones, in the order of the kinds. No query."""
    active: dict[str, dict[str, Item]] = {}
    for row in [*own, *changes]:
        target = choose(candidates.get(row.number_key, []), wanted_by(row, document.issuer_id))
        put(active, row, target.number_key if target else row.number_key, row.number, target)
    passive: dict[str, dict[str, Item]] = {}
    for row, source in others.rows:
        put(passive, row, source.number_key, source.number, source)
    found = []
    for kind in RelationKind:
        if items := active.get(kind):
            found.append(Group(kind, str(kind.label), True, list(items.values())))
    for kind in RelationKind:
        if items := passive.get(kind):
            total = others.totals.get(kind, 0) if kind not in EFFECT else 0
            found.append(Group(kind, str(PASSIVE[kind]), False, list(items.values()), total))
    return found


def put(
    groups: dict[str, dict[str, Item]],
    row: Relation | ProvisionChange,
    key: str,
    number: str,
    found: DocumentPage | None,
) -> None:
    """Adds a row to its group; a document stands in a group once, with all provisions that are named."""
    kind = RelationKind.AMENDS if isinstance(row, ProvisionChange) else row.kind
    item = groups.setdefault(kind, {}).setdefault(f"{key} {found.pk if found else ''}", Item(key, number, found))
    if row.provisions:
        item.places.append(row.provisions)
    if row.effective_on:
        item.on = short_date(row.effective_on)
    item.note = item.note or getattr(row, "note", "")


def views(groups: Iterable[Group], request: HttpRequest) -> list[dict[str, Any]]:
    """For the template."""
    return [
        {
            "label": group.label[:1].upper() + group.label[1:],
            "active": group.active,
            "items": [item.view(request) for item in group.items],
            "more": group.more,
        }
        for group in groups
    ]
