"""Where a new provision goes: behind the one that is named, or where its number belongs."""

from __future__ import annotations

from documents.changes.tree import DIVISIONS, Node, Tree
from documents.changes.wording import kind_of, number_in, parent_of
from documents.citations.numbering import place, roman
from documents.structure import ProvisionKind

K = ProvisionKind


def place_for(tree: Tree, anchor: str, after: str) -> tuple[Node, int] | None:
    """The parent of the new provision and its place among the children; None where what it belongs to is missing."""
    kind = kind_of(anchor)
    neighbour = tree.find(after) if after else None
    if neighbour is not None and neighbour.parent is not None and _can_follow(anchor, kind, neighbour):
        return neighbour.parent, neighbour.parent.children.index(neighbour) + 1
    inside = parent_of(anchor)
    holder = tree.find(inside) if inside else tree.root
    if holder is None:
        return None
    before = _before(holder, kind, number_in(anchor))
    if before is not None and before.parent is not None:
        return before.parent, before.parent.children.index(before) + 1
    following = next((node for node in holder.walk() if node is not holder and node.kind is kind), None)
    if following is not None and following.parent is not None:
        return following.parent, following.parent.children.index(following)
    return holder, len(holder.children) if kind in (K.REGULATION, K.ANNEX) else _end_of(holder)


def _can_follow(anchor: str, kind: ProvisionKind, neighbour: Node) -> bool:
    """A chapter is no neighbour of an article, nor a clause of one article that of another's: then its number tells."""
    same = kind is neighbour.kind or (kind in DIVISIONS and neighbour.kind in DIVISIONS)
    return same and parent_of(anchor) == parent_of(neighbour.anchor)


def _before(holder: Node, kind: ProvisionKind, number: str) -> Node | None:
    """The last unit of the kind whose number is smaller. Articles are counted through all chapters of their text."""
    found: Node | None = None
    wanted = _sortable(kind, number)
    for node in _series(holder, kind):
        if _sortable(kind, number_in(node.anchor) or node.number) < wanted:
            found = node
    return found


def _series(holder: Node, kind: ProvisionKind) -> list[Node]:
    if kind in (K.CLAUSE, K.POINT):
        return [node for node in holder.children if node.kind is kind]
    return [node for node in _own(holder) if node.kind is kind]


def _own(holder: Node) -> list[Node]:
    """All below a text, but not inside its attached texts, which count their own articles."""
    found: list[Node] = []
    waiting = list(reversed(holder.children))
    while waiting:
        node = waiting.pop()
        found.append(node)
        if node.kind not in (K.REGULATION, K.ANNEX):
            waiting += reversed(node.children)
    return found


def _sortable(kind: ProvisionKind, number: str) -> tuple[int, tuple[int, ...], int]:
    if kind in (K.ARTICLE, K.CLAUSE, K.POINT):
        return place(number)
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyzđ") if number[:1].isdecimal() else number
    suffix = number[len(digits) :]
    if not number[:1].isdecimal() and roman(number) is None:
        digits, suffix = number[:-1], number[-1:]
    return roman(digits) or 0, place(suffix)[1], 0


def _end_of(holder: Node) -> int:
    """Behind everything but the signature and what is attached."""
    closing = (K.SIGNATURE, K.RECIPIENTS, K.REGULATION, K.ANNEX)
    return next((i for i, node in enumerate(holder.children) if node.kind in closing), len(holder.children))
