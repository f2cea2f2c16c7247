"""The text of a document as changed until a day (Pháp lệnh 01/2012/UBTVQH13; domain 3.7).

Units keep their number, changed places carry a footnote, what is repealed keeps its number and says so. The base text
is never written to. Later changes act on what earlier ones made.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from documents.changes.change import Action, Change, Consolidated, PieceState, Reason, Unapplied
from documents.changes.order import order_of_changes
from documents.changes.placing import place_for
from documents.changes.tree import CHAPTERS, DIVISIONS, FACTS, Node, Tree
from documents.changes.wording import new_nodes
from documents.citations.quotation import unquoted
from documents.structure import ProvisionKind, Structure
from vietnamese.text import compact_spaces, normalise

K = ProvisionKind
_ARTICLE = re.compile(r"^\W*Điều\s+\d", re.MULTILINE)
_CHAPTER_BEFORE = re.compile(r"(?:phan|chuong)-[\w-]+\.(?=(?:chuong|muc|tieu-muc)-)")


def consolidate(base: Structure, changes: Sequence[Change], on: datetime.date, repealed: str) -> Consolidated:
    """Applies the changes in force on a day. `repealed` is what a repealed unit says: “(được bãi bỏ)”.

    Changes of later days are left out. Those without a day, and those that find nothing to change, come back in
    `unapplied` with the reason; with no changes the text is that of the base.
    """
    tree = Tree(base)
    unapplied = [Unapplied(change, Reason.NO_DATE) for change in changes if change.effective_on is None]
    applied: list[Change] = []
    for change in order_of_changes(changes, on):
        reason = _apply(tree, change, repealed)
        if reason:
            unapplied.append(Unapplied(change, reason))
        else:
            applied.append(change)
    structure, pieces, notes = tree.written()
    return Consolidated(structure, pieces, notes, unapplied, applied)


def _apply(tree: Tree, change: Change, repealed: str) -> Reason | None:
    """Does it, or says why not."""
    if change.action == Action.WORDS:
        return _replace_words(tree, change)
    node = tree.find(change.anchor)
    if change.action == Action.INSERT:
        return _insert(tree, change, node)
    if node is None:
        return Reason.NO_TARGET
    if change.action == Action.REPEAL:
        return _repeal(tree, change, node, repealed)
    if not unquoted(change.new_text).strip():
        return Reason.NO_TEXT
    if change.action == Action.RETITLE:
        return _retitle(change, node)
    return _replace(tree, change, node)


def _replace(tree: Tree, change: Change, node: Node) -> Reason | None:
    holds_articles = any(one.kind is K.ARTICLE for one in node.walk())
    if node.kind in DIVISIONS and holds_articles and not _ARTICLE.search(change.new_text):
        # “Sửa đổi Chương II như sau” with a heading alone changes the heading, and takes no article away.
        return _retitle(change, node)
    nodes = new_nodes(change.new_text, node.anchor, node.label, node.title)
    first = nodes[0]
    parent = node.parent or tree.root
    first.former = node.history()
    first.changes = [*node.changes, change]
    state = PieceState.INSERTED if node.state is PieceState.INSERTED else PieceState.CHANGED
    place = tree.cut(node)
    for i, one in enumerate(nodes):
        _set_state(one, state if i == 0 else PieceState.INSERTED)
        tree.plant(one, parent, place + i)
        if i:
            one.changes.append(change)
    return None


def _insert(tree: Tree, change: Change, there: Node | None) -> Reason | None:
    if not unquoted(change.new_text).strip():
        return Reason.NO_TEXT
    if there is not None:
        # A number that was repealed may be given again.
        return _replace(tree, change, there) if there.state is PieceState.REPEALED else Reason.EXISTS
    found = place_for(tree, change.anchor, change.after)
    if found is None:
        return Reason.NO_PARENT
    parent, place = found
    # Sections have no chapter in their anchors: `chuong-ii.muc-3` says where it goes.
    anchor = _CHAPTER_BEFORE.sub("", change.anchor)
    for i, node in enumerate(new_nodes(change.new_text, anchor)):
        _set_state(node, PieceState.INSERTED)
        node.changes.append(change)
        tree.plant(node, parent, place + i)
    return None


def _repeal(tree: Tree, change: Change, node: Node, repealed: str) -> Reason | None:
    if node.state is PieceState.REPEALED:
        return None if _by_the_same(node, change) else Reason.REPEALED
    former = node.history()
    _empty(tree, node, repealed)
    node.former = former
    node.changes.append(change)
    return None


def _by_the_same(node: Node, change: Change) -> bool:
    """“Bãi bỏ Chương VIII gồm các điều từ Điều 67 đến Điều 78” says it twice."""
    above: Node | None = node
    while above is not None:
        for one in above.changes:
            if one.action == Action.REPEAL and (one.effective_on, one.source_number) == (
                change.effective_on, change.source_number,
            ):  # fmt: skip
                return True
        above = above.parent
    return False


def _empty(tree: Tree, node: Node, repealed: str) -> None:
    """Leaves nothing of a unit but its number; a chapter keeps the numbers of its articles, which count on."""
    for child in list(node.children):
        if node.kind in CHAPTERS and (child.kind is K.ARTICLE or child.kind in CHAPTERS):
            _empty(tree, child, repealed)
        else:
            tree.cut(child)
    node.former = []
    node.title, node.text = "", repealed
    node.raw = f"{node.label} {repealed}".strip() + "\n"
    node.set_state(PieceState.REPEALED)


def _retitle(change: Change, node: Node) -> Reason | None:
    lines = [line.strip() for line in unquoted(change.new_text).strip().splitlines() if line.strip()]
    title = compact_spaces(" ".join(lines))
    plain = compact_spaces(node.label.rstrip(" .:"))
    if plain and (label := re.match(rf"{re.escape(plain)}(?!\w)[\s.:–-]*", title, re.IGNORECASE)):
        title = title[label.end() :]
    node.former.append(node.raw)
    if node.kind in (K.CLAUSE, K.POINT):
        # “Sửa tên khoản 2 Điều 29”: what a clause says before its points.
        node.text, title = title, ""
    node.title = title
    # A chapter has its title on the next line, and keeps it there.
    below = "\n" in node.raw.strip() and node.kind in DIVISIONS
    head = f"{node.label}\n{title}\n" if below else f"{node.label} {title}".strip() + "\n"
    node.raw = head + (f"{node.text}\n" if node.text else "")
    node.changes.append(change)
    node.set_state(PieceState.CHANGED)
    return None


def _replace_words(tree: Tree, change: Change) -> Reason | None:
    """New words for old ones in one provision, or in the whole text but its head and its signature."""
    target = tree.find(change.anchor) if change.anchor else tree.root
    if target is None:
        return Reason.NO_TARGET
    if not change.old_words.strip():
        return Reason.NO_TEXT
    new_words = compact_spaces(normalise(change.new_words))
    pattern = _words_pattern(normalise(change.old_words), alone=not new_words)
    found = False
    for node in target.walk():
        if node.state is PieceState.REPEALED or (node.kind in FACTS and target is not node):
            continue
        if not pattern.search(node.raw, _behind_label(node)):
            continue
        found = True
        start = _behind_label(node)
        before = node.raw
        node.raw = before[:start] + _swap(pattern, new_words, before[start:])
        node.title, node.text = _swap(pattern, new_words, node.title), _swap(pattern, new_words, node.text)
        node.former.append(before)
        node.changes.append(change)
        node.set_state(PieceState.CHANGED)
    return None if found else Reason.NO_WORDS


def _behind_label(node: Node) -> int:
    """Where the words begin behind the number."""
    at = node.raw.find(node.label) if node.label else 0
    return at + len(node.label) if at >= 0 else 0


def _words_pattern(words: str, *, alone: bool) -> re.Pattern[str]:
    """The words as whole words, over line ends too, also with a capital at the beginning of a sentence.

    Where they go and nothing comes, the space before them goes too (`alone`).
    """
    spaced = r"\s+".join(map(re.escape, words.split()))
    if words.strip()[:1].islower():
        first = words.strip()[0]
        spaced = f"[{first}{first.upper()}]" + spaced[len(re.escape(first)) :]
    before = r"(?<!\w)" if words.strip()[:1].isalnum() else ""
    after = r"(?!\w)" if words.strip()[-1:].isalnum() else ""
    return re.compile((rf"(?: |{before})" if alone else before) + spaced + after)


def _swap(pattern: re.Pattern[str], new_words: str, text: str) -> str:
    """Every occurrence in new words; a capital stays a capital."""

    def swapped(match: re.Match[str]) -> str:
        if new_words and match[0][0].isupper() and new_words[0].islower():
            return new_words[0].upper() + new_words[1:]
        return new_words

    return pattern.sub(swapped, text)


def _set_state(node: Node, state: PieceState) -> None:
    for one in node.walk():
        one.state = state
