"""Everything the pages of one document ask the database for, in a fixed number of queries however much there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from documents.linking import Wanted, by_key, choose, keys_of
from documents.models import DocumentPage, ProvisionChange, Relation, ValidityEvent
from documents.reading.life import Candidates, Happening, life_of
from documents.reading.linker import Citations
from documents.reading.relations_view import Group, Incoming, citing, groups_of, incoming
from documents.structure import Provision
from documents.validity import Event


@dataclass
class Record:
    """A document with its relations in both directions and the documents they name."""

    document: DocumentPage
    with_citations: bool = True
    relations: list[Relation] = field(init=False)
    changes: list[ProvisionChange] = field(init=False)

    def __post_init__(self) -> None:
        # In a preview these are what stands in the form, not yet in the database.
        self.relations = list(self.document.relations.all())
        self.changes = list(self.document.changes.all())

    @cached_property
    def citations(self) -> Citations:
        """What the text cites."""
        return Citations.of(self.document.structure.provisions) if self.with_citations else Citations()

    @cached_property
    def candidates(self) -> Candidates:
        """The live documents of all numbers that are named here. One query."""
        return by_key({self.document.number_key, *self.named_keys})

    @cached_property
    def named_keys(self) -> set[str]:
        rows = [*self.relations, *self.changes]
        acting = {event.acting_key for event in self.noted if event.acting_key}
        return {row.number_key for row in rows} | self.citations.keys() | acting

    def read_more(self, provisions: Iterable[Provision]) -> None:
        """The words that changes have put in may name others still. At most one query."""
        before = self.citations.keys()
        self.citations.read(provisions)
        if more := self.citations.keys() - before - self.named_keys:
            self.candidates.update(by_key(more))

    @cached_property
    def noted(self) -> list[ValidityEvent]:
        return list(self.document.validity_events.all())

    @cached_property
    def subject(self) -> DocumentPage:
        """The document the law knows: of an English page the Vietnamese one, where that is here."""
        if self.document.language == "vi":
            return self.document
        own = self.document
        wanted = Wanted(own.number_key, own.issuer_id, own.issued_on)
        return choose(self.candidates.get(own.number_key, []), wanted) or own

    @cached_property
    def incoming(self) -> Incoming:
        """What others say of it. Two queries."""
        return incoming(self.subject, self.candidates)

    @cached_property
    def citing(self) -> tuple[list[DocumentPage], int]:
        """The newest documents that cite it, and how many do. One query."""
        return citing(self.subject, self.candidates)

    @cached_property
    def life(self) -> list[Happening]:
        return life_of(self.subject, self.incoming.rows, self.noted, self.relations, self.candidates)

    @cached_property
    def events(self) -> list[Event]:
        return [happening.event for happening in self.life]

    @cached_property
    def groups(self) -> list[Group]:
        return groups_of(self.subject, self.relations, self.changes, self.incoming, self.candidates)

    def changed_by(self) -> Iterator[tuple[ProvisionChange, DocumentPage]]:
        """The places that others change in it."""
        for row, source in self.incoming.rows:
            if isinstance(row, ProvisionChange):
                yield row, source

    def certified(self) -> DocumentPage | None:
        """The newest certified consolidation of it (văn bản hợp nhất) in the library."""
        found = [
            source
            for row, source in self.incoming.rows
            if isinstance(row, Relation) and row.kind == "consolidates" and source.is_certified
        ]
        return max(found, key=lambda page: (page.issued_on is not None, page.issued_on, page.pk), default=None)

    def shown_keys(self) -> set[str]:
        """The numbers of all documents that the page names or could name: what it depends on."""
        sources = {source.number_key for _row, source in self.incoming.rows}
        cited_by = {page.number_key for page in self.citing[0]}
        named = {spelling for key in self.named_keys | self.citations.keys() for spelling in keys_of(key)}
        return named | sources | cited_by | keys_of(self.document.number_key)
