"""The pieces of a text as they are found: their anchors, and what each closes of what is open above it."""

from __future__ import annotations

from documents.structure import outline
from documents.structure.anchors import Anchors
from documents.structure.headings import Heading
from documents.structure.provision import Provision, ProvisionKind
from documents.structure.units import Unit

K = ProvisionKind
# A signature closes articles and chapters, but not the attached text it stands in.
CLOSING = outline.RANKS[K.PART]


class Pieces:
    """Provisions in reading order. Attached texts, articles and clauses give their anchors to what follows them."""

    def __init__(self) -> None:
        self.found: list[Provision] = []
        self.ranks: list[int] = []
        self._anchors = Anchors()
        # Anchors: of the attached text, of what clauses hang from, of the clause that is open.
        self.scope = self.holder = self.clause = ""
        self._annex = ""
        self.has_point = False
        # Paragraphs below a point that may belong to its clause instead: only the next unit tells.
        self._floating: list[int] = []

    @property
    def last(self) -> Provision | None:
        return self.found[-1] if self.found else None

    def attach(self, start: int, heading: Heading, title: str, text: str) -> None:
        """A regulation or annex: what follows has its anchor in front."""
        is_form = heading.piece.startswith("mau-")
        self._close_article()
        scope = self._annex if is_form else ""
        self.scope = self._anchors.take(scope, heading.piece)
        if heading.kind is K.ANNEX and not is_form:
            self._annex = self.scope
        elif not is_form:
            self._annex = ""
        self.holder = self.scope
        rank = outline.FORM if is_form and scope else outline.RANKS[heading.kind]
        self._add(start, heading, title, text, self.scope, rank)

    def divide(self, start: int, heading: Heading, title: str, text: str, holds: bool) -> None:
        """A part, chapter or section; it `holds` clauses of its own where there are no articles."""
        self._close_article()
        anchor = self._anchors.take(self.scope, heading.piece)
        self.holder = anchor if holds else ""
        self._add(start, heading, title, text, anchor, outline.RANKS[heading.kind])

    def article(self, start: int, heading: Heading, title: str, text: str) -> None:
        self._close_article()
        self.holder = self._anchors.take(self.scope, heading.piece)
        self._add(start, heading, title, text, self.holder, outline.RANKS[K.ARTICLE])

    def unit(self, start: int, kind: ProvisionKind, unit: Unit) -> None:
        """A clause, or a point below the clause that is open."""
        if kind is K.CLAUSE:
            self.settle()
            self.clause = self._anchors.take(self.holder, unit.piece)
        self._floating.clear()
        self.has_point = kind is K.POINT
        anchor = self._anchors.take(self.clause or self.holder, unit.piece) if self.has_point else self.clause
        self._push(Provision(kind, unit.number, unit.label, "", unit.text, anchor, start), outline.RANKS[kind])

    def leaf(self, start: int, kind: ProvisionKind, text: str, loose: bool = False) -> None:
        """A piece without a number. A `loose` one below the last point of a clause belongs to the clause."""
        if loose and self.has_point:
            self._floating.append(len(self.found))
        self._push(Provision(kind, text=text, start=start), outline.LEAF)

    def close(self, start: int, kind: ProvisionKind, text: str) -> None:
        """A piece that belongs to no article any more."""
        self._close_article()
        self.holder = self.scope
        self._push(Provision(kind, text=text, start=start), CLOSING)

    def settle(self) -> None:
        """No further point follows: the loose paragraphs, and all below them, belong to the clause."""
        if self._floating:
            for place in range(self._floating[0], len(self.found)):
                self.ranks[place] = outline.RANKS[K.POINT]
        self._floating.clear()
        self.has_point = False

    def _close_article(self) -> None:
        self.settle()
        self.clause = ""

    def _add(self, start: int, heading: Heading, title: str, text: str, anchor: str, rank: int) -> None:
        self._push(Provision(heading.kind, heading.number, heading.label, title, text, anchor, start), rank)

    def _push(self, provision: Provision, rank: int) -> None:
        self.found.append(provision)
        self.ranks.append(rank)
