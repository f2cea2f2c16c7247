"""From what a citation says to the anchors it means, seen from the piece it stands in."""

from __future__ import annotations

import re
from collections.abc import Collection

from documents.citations.citation import Citation, Part, This
from documents.citations.sources import REGULATIONS

_SERIES = ("dieu-", "chuong-", "phan-", "muc-", "tieu-muc-", "khoan-", "diem-")
_DIVISIONS = ("phan-", "chuong-", "muc-", "tieu-muc-")


def scope_of(here: str) -> str:
    """What stands before the articles: `quy-che` of `quy-che.dieu-6.khoan-2`, "" in the document's own part."""
    pieces = here.split(".") if here else []
    count = next((i for i, piece in enumerate(pieces) if piece.startswith(_SERIES)), len(pieces))
    return ".".join(pieces[:count])


def resolve(citation: Citation, here: str, known: Collection[str] | None = None) -> list[str]:
    """The anchors a citation of this document means; [] for other documents and for what cannot be told.

    `here` is the anchor of the piece it stands in. With the document's anchors in reading order as `known` (the keys of
    a dict), what has no anchor becomes what it lies in (the article for a clause that was not recognised), or is left
    out.
    """
    found = [_anchor(citation, anchor, here, known) for anchor in citation.anchors or ("",)]
    return list(dict.fromkeys(anchor for anchor in found if anchor))


def links(citation: Citation, here: str, known: Collection[str] | None = None) -> list[tuple[Part, str]]:
    """The words to link and their targets in this document."""
    found = [(part, _anchor(citation, part.anchor, here, known)) for part in citation.parts]
    return [(part, anchor) for part, anchor in found if anchor]


def _anchor(citation: Citation, anchor: str, here: str, known: Collection[str] | None) -> str:
    if citation.this is None or (citation.this is This.DOCUMENT and not anchor):
        return ""
    choices = _choices(citation, anchor, here)
    if known is None:
        return choices[0] if choices else ""
    exact = next((choice for choice in choices if choice in known), "")
    in_chapter = "" if exact else next(filter(None, (placed(choice, known) for choice in choices)), "")
    return exact or in_chapter or _above(choices, here, known)


def _choices(citation: Citation, anchor: str, here: str) -> list[str]:
    """What it can mean, the likeliest first."""
    scope = scope_of(here)
    if citation.this is This.DOCUMENT:
        return _in_document(citation, anchor, scope)
    pieces = here.split(".")
    article = next((i + 1 for i, piece in enumerate(pieces) if piece.startswith("dieu-")), 0)
    if not article:
        return []
    clause = next((i + 1 for i, piece in enumerate(pieces) if piece.startswith("khoan-")), article)
    above = pieces[:article] if citation.this is This.ARTICLE else pieces[:clause]
    return [".".join([*above, *filter(None, [anchor])])]


def _in_document(citation: Citation, anchor: str, scope: str) -> list[str]:
    within, _, rest = anchor.partition(".")
    if within in REGULATIONS.values():
        # “Quy chế này”, said inside it, is this one and not another of the same kind.
        own = [f"{scope}.{rest}" if rest else scope] if scope.startswith(within) else []
        return list(dict.fromkeys([*own, anchor, *([rest] if rest and not scope else [])]))
    if citation.kind or not scope:
        return [anchor]
    return [f"{scope}.{anchor}", anchor]


def placed(anchor: str, known: Collection[str]) -> str:
    """“Mục 1 Chương II” as an anchor of the document: sections begin anew in each chapter, a counter tells them apart.

    "" where there is none. `known` is in reading order.
    """
    pieces = anchor.split(".")
    first = next((i for i, piece in enumerate(pieces) if piece.startswith(_DIVISIONS)), len(pieces))
    divisions = pieces[first:]
    if len(divisions) < 2 or not all(piece.startswith(_DIVISIONS) for piece in divisions):
        return ""
    scope = "".join(f"{piece}." for piece in pieces[:first])
    inside = list(known)
    found = ""
    for piece in divisions:
        wanted = re.compile(re.escape(scope + piece) + r"(?:-\d+)?")
        at = next((i for i, one in enumerate(inside) if wanted.fullmatch(one)), None)
        if at is None:
            return ""
        found = inside[at]
        same = scope + piece.split("-")[0] + "-"
        end = next((i for i in range(at + 1, len(inside)) if inside[i].startswith(same)), len(inside))
        inside = inside[at + 1 : end]
    return found


def _above(choices: list[str], here: str, known: Collection[str]) -> str:
    """The nearest piece around what is meant that has an anchor, but none that the reader already stands in."""
    for choice in choices:
        pieces = choice.split(".")
        for count in range(len(pieces) - 1, 0, -1):
            shorter = ".".join(pieces[:count])
            if f"{here}.".startswith(f"{shorter}."):
                return ""
            if pieces[count - 1].startswith(_SERIES) and shorter in known:
                return shorter
    return ""
