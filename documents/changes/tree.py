"""The text while it is being changed: a tree of nodes that can be cut, planted and written out again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.changes.change import Change, Note, Piece, PieceState
from documents.citations.resolving import placed
from documents.structure import Provision, ProvisionKind, Structure
from documents.structure.outline import set_levels

K = ProvisionKind
# What holds articles; inside chapters they are counted through the whole text.
CHAPTERS = frozenset({K.PART, K.CHAPTER, K.SECTION, K.SUBSECTION})
DIVISIONS = CHAPTERS | {K.REGULATION, K.ANNEX}
# What tells how the document came about; no later change of words touches it.
FACTS = frozenset({K.PREAMBLE, K.SIGNATURE, K.RECIPIENTS})


@dataclass(slots=True, eq=False)
class Node:
    """One piece, its own lines as `raw`, and what was done to it."""

    kind: ProvisionKind
    number: str
    label: str
    title: str
    text: str
    anchor: str
    raw: str
    state: PieceState = PieceState.ORIGINAL
    changes: list[Change] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)

    def whole(self) -> str:
        """What this node and all below it say."""
        return "".join(node.raw for node in self.walk())

    def history(self) -> list[str]:
        """Everything that once stood in this node or below it, the present text last."""
        return [*(text for node in self.walk() for text in node.former), self.whole()]

    def set_state(self, state: PieceState) -> None:
        """What was inserted stays inserted until it is repealed."""
        if state is PieceState.REPEALED or self.state is not PieceState.INSERTED:
            self.state = state


class Tree:
    """The nodes of a text and where each anchor stands."""

    def __init__(self, base: Structure) -> None:
        self.root = Node(K.PARAGRAPH, "", "", "", "", "", "")
        self.by_anchor: dict[str, Node] = {}
        for node in nodes_of(base.roots, base.text):
            self.plant(node, self.root, len(self.root.children))

    def find(self, anchor: str) -> Node | None:
        """The node with this anchor; `chuong-ii.muc-1` is the first section of that chapter, whatever its counter."""
        found = self.by_anchor.get(anchor)
        if found is None and (".muc-" in anchor or ".chuong-" in anchor):
            known = [node.anchor for node in self.root.walk() if node.anchor]
            found = self.by_anchor.get(placed(anchor, known))
        return found

    def plant(self, node: Node, parent: Node, place: int) -> None:
        """Puts a node with all below it under a parent. An anchor that is taken gets a counter."""
        node.parent = parent
        parent.children.insert(place, node)
        for one in node.walk():
            if not one.anchor:
                continue
            name, count = one.anchor, 2
            while one.anchor in self.by_anchor:
                one.anchor, count = f"{name}-{count}", count + 1
            self.by_anchor[one.anchor] = one

    def cut(self, node: Node) -> int:
        """Takes a node out with all below it; answers where it stood among its siblings."""
        for one in node.walk():
            if self.by_anchor.get(one.anchor) is one:
                del self.by_anchor[one.anchor]
        siblings = node.parent.children if node.parent else []
        place = siblings.index(node)
        del siblings[place]
        return place

    def written(self) -> tuple[Structure, list[Piece], list[Note]]:
        """The text as it now stands, its pieces and its footnotes, numbered in reading order."""
        provisions: list[Provision] = []
        pieces: list[Piece] = []
        notes: list[Note] = []
        texts: list[str] = []
        at = 0
        depths = {self.root: -1}
        made: dict[Node, Provision] = {}
        for node in self.root.walk():
            if node is self.root:
                continue
            raw = node.raw
            if texts and texts[-1] and not texts[-1].endswith("\n"):
                texts[-1] += "\n"
                at += 1
                provisions[-1].end = at
            assert node.parent is not None
            depths[node] = depths[node.parent] + 1
            provision = Provision(
                node.kind, node.number, node.label, node.title, node.text, node.anchor, at, at + len(raw), depths[node]
            )
            at += len(raw)
            texts.append(raw)
            provisions.append(provision)
            made[node] = provision
            if node.parent in made:
                made[node.parent].children.append(provision)
            own = tuple(Note(len(notes) + i, node.anchor, change) for i, change in enumerate(node.changes, 1))
            notes += own
            pieces.append(Piece(provision, node.state, own, tuple(node.former)))
        set_levels(provisions)
        roots = [made[node] for node in self.root.children]
        return Structure("".join(texts), provisions, roots, []), pieces, notes


def nodes_of(roots: list[Provision], text: str) -> list[Node]:
    """Nodes for provisions and all below them."""
    found: list[Node] = []
    waiting: list[tuple[Provision, Node | None]] = [(provision, None) for provision in reversed(roots)]
    while waiting:
        provision, parent = waiting.pop()
        node = Node(
            provision.kind, provision.number, provision.label, provision.title, provision.text, provision.anchor,
            text[provision.start : provision.end], parent=parent,
        )  # fmt: skip
        (found if parent is None else parent.children).append(node)
        waiting += [(child, node) for child in reversed(provision.children)]
    return found
