"""A quoted new text as nodes, read as if it stood where it is going to stand."""

from __future__ import annotations

import re

from documents.changes.tree import DIVISIONS, Node, nodes_of
from documents.citations.quotation import unquoted
from documents.structure import Provision, ProvisionKind, read_structure
from vietnamese.text import normalise

K = ProvisionKind
# A clause or a point is read below an article of this name, whatever its own is called; what is attached, behind it.
_SCAFFOLD = "Điều 1. Tên điều\n"
_SCAFFOLD_ANCHOR = "dieu-1."
_ARTICLE = re.compile(r"\s*Điều\s*\d", re.IGNORECASE)
_KINDS = {
    "dieu": K.ARTICLE, "khoan": K.CLAUSE, "diem": K.POINT, "chuong": K.CHAPTER, "phan": K.PART, "muc": K.SECTION,
    "tieu-muc": K.SUBSECTION, "phu-luc": K.ANNEX, "mau": K.ANNEX,
}  # fmt: skip
_PIECE = re.compile(r"(?P<kind>tieu-muc|phu-luc|dieu|khoan|diem|chuong|phan|muc|mau)(?:-(?P<number>[\w-]+))?")


def kind_of(anchor: str) -> ProvisionKind:
    """What an anchor names: a clause, a point, an annex; anything else is an attached regulation."""
    match = _PIECE.fullmatch(anchor.rpartition(".")[2])
    return _KINDS[match["kind"]] if match else K.REGULATION


def number_in(anchor: str) -> str:
    """`15a` of `dieu-15a`, `đ` of `dieu-1.diem-dd`."""
    match = _PIECE.fullmatch(anchor.rpartition(".")[2])
    number = (match["number"] or "") if match else ""
    return number.replace("dd", "đ") if match and match["kind"] == "diem" else number


def parent_of(anchor: str) -> str:
    """The anchor of what it lies in; "" for the document itself."""
    return anchor.rpartition(".")[0]


def label_of(anchor: str) -> str:
    """How a unit with this anchor is labelled where its text does not say it: `Điều 15a.`, `4.`, `đ)`."""
    kind, number = kind_of(anchor), number_in(anchor)
    if kind in (K.ARTICLE, K.CLAUSE, K.POINT):
        return {K.ARTICLE: f"Điều {number}.", K.CLAUSE: f"{number}.", K.POINT: f"{number})"}[kind]
    return ""


def new_nodes(new_text: str, anchor: str, label: str = "", title: str = "") -> list[Node]:
    """The nodes of a new text; the first has the anchor it is meant for.

    `label` stands in where the text has none, and the old `title` where only the text of an article is new.

    What the reader does not recognise becomes one piece with paragraphs: nothing of the text is lost.
    """
    kind = kind_of(anchor)
    text = normalise(unquoted(new_text)).strip("\n") + "\n"
    label = label or label_of(anchor)
    if kind is K.ARTICLE and not _ARTICLE.match(text):
        text = f"{label} {title}\n{text}" if title else f"{label} {text}"
    nodes = _read(text, kind)
    if not nodes or nodes[0].kind is not kind:
        nodes = _plain(text, kind, anchor, label)
    parent = parent_of(anchor)
    own = nodes[0].anchor
    for i, node in enumerate(nodes):
        for one in node.walk():
            if i == 0 and one.anchor and f"{one.anchor}.".startswith(f"{own}."):
                one.anchor = anchor + one.anchor[len(own) :]
            elif one.anchor and parent:
                one.anchor = f"{parent}.{one.anchor}"
    return nodes


def _read(text: str, kind: ProvisionKind) -> list[Node]:
    if kind not in (K.CLAUSE, K.POINT, K.REGULATION, K.ANNEX):
        structure = read_structure(text)
        return nodes_of(structure.roots, structure.text)
    structure = read_structure(_SCAFFOLD + text)
    article = structure.roots[0] if structure.roots else Provision(K.ARTICLE)
    if article.end != len(_SCAFFOLD):
        return []
    if kind in (K.REGULATION, K.ANNEX):
        return [] if article.children else nodes_of(structure.roots[1:], structure.text)
    if len(structure.roots) != 1:
        return []
    nodes = nodes_of(article.children, structure.text)
    for node in nodes:
        for one in node.walk():
            one.anchor = one.anchor.removeprefix(_SCAFFOLD_ANCHOR)
    return nodes


def _plain(text: str, kind: ProvisionKind, anchor: str, label: str) -> list[Node]:
    """One piece out of the first line, paragraphs out of the others."""
    first, *others = text.splitlines(keepends=True) or ["\n"]
    words = first.strip()
    if said := re.match(rf"{re.escape(label.rstrip(' .):'))}\s*[.):]", words, re.IGNORECASE) if label else None:
        label, words = said[0], words[said.end() :].strip()
    raw = f"{label} {words}".strip() + "\n"
    title, text = (words, "") if kind in DIVISIONS else ("", words)
    node = Node(kind, number_in(anchor), label, title, text, anchor, raw)
    for line in others:
        node.children.append(Node(K.PARAGRAPH, "", "", "", line.strip(), "", line, parent=node))
    return [node]
