"""The tree of a text out of its pieces in reading order, and the levels of its headings."""

from __future__ import annotations

from documents.structure.provision import CONTENTS_LEVELS, Provision, ProvisionKind

K = ProvisionKind
# What holds what: a piece hangs below the nearest piece above it with a smaller rank.
RANKS = {
    K.REGULATION: 0,
    K.ANNEX: 0,
    K.PART: 2,
    K.CHAPTER: 3,
    K.SECTION: 4,
    K.SUBSECTION: 5,
    K.ARTICLE: 6,
    K.CLAUSE: 7,
    K.POINT: 8,
}
# A form inside an annex.
FORM = 1
LEAF = 9
TOPMOST = 2
DEEPEST = 6


def tree(provisions: list[Provision], ranks: list[int]) -> list[Provision]:
    """The roots. `ranks` says of each piece what it closes: a signature closes the articles above it."""
    roots: list[Provision] = []
    above: list[tuple[int, Provision]] = []
    for provision, rank in zip(provisions, ranks, strict=True):
        while above and above[-1][0] >= rank:
            above.pop()
        provision.depth = len(above)
        (above[-1][1].children if above else roots).append(provision)
        if provision.kind in RANKS:
            above.append((rank, provision))
    return roots


def set_levels(provisions: list[Provision]) -> None:
    """Gives every heading its place in the outline: one deeper than what it stands under, without jumps."""
    above: list[int] = []
    for provision in provisions:
        if provision.kind in CONTENTS_LEVELS:
            rank = RANKS[provision.kind]
            while above and above[-1] >= rank:
                above.pop()
            provision.level = min(TOPMOST + len(above), DEEPEST)
            above.append(rank)
