"""From a chain of provisions to their anchors: “điểm a khoản 2, điểm k khoản 3 và Điều 9” is three of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from documents.citations.citation import Part
from documents.citations.numbering import between
from documents.citations.units import Group, Rank, Unit
from vietnamese.text import slug

_SLUGS = {
    Rank.POINT: "diem",
    Rank.CLAUSE: "khoan",
    Rank.ARTICLE: "dieu",
    Rank.SUBSECTION: "tieu-muc",
    Rank.SECTION: "muc",
    Rank.CHAPTER: "chuong",
    Rank.PART: "phan",
    Rank.ANNEX: "phu-luc",
}
# Ranges are filled until a citation has so many anchors.
_MOST_ANCHORS = 300


@dataclass(frozen=True, slots=True)
class _Path:
    """An anchor and the rank of what it ends in. Below a section inside an article nothing has an anchor of its own."""

    anchor: str = ""
    rank: Rank | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """What a chain names. `loose` where some of it could not be told."""

    anchors: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    loose: bool = False


def unit_anchor(rank: Rank, number: str) -> str:
    """`dieu-15a`, `khoan-2`, `diem-dd`, `chuong-ii`, `phu-luc-1`: as `documents.structure` names its pieces."""
    plain = slug(number.lower().replace("đ", "dd").lstrip("0"))
    return f"{_SLUGS[rank]}-{plain}" if plain else _SLUGS[rank]


def named(groups: list[Group], joints: list[str], end: int, *, within: str = "", relative: bool = True) -> Named:
    """The anchors of a chain that ends at `end`. Not `relative`: a clause needs its article, a point its clause."""
    if described := _descending(groups, joints, end):
        return _under(described, within)
    parents = _parents(groups, joints, relative=relative)
    anchors: list[str] = []
    parts: list[Part] = []
    loose = False
    skip_first = False
    for i, group in enumerate(groups):
        above = parents[i]
        swallowed = skip_first
        skip_first = False
        if above is None:
            loose = True
            continue
        child = i < len(joints) and groups[i + 1].rank > group.rank and joints[i] in {"child", "comma"}
        child = child or (i < len(joints) and _inside_article(groups, joints, i))
        for j, unit in enumerate(group.units):
            paths = [_join(path, group.rank, unit.number) for path in above]
            if not swallowed:
                if len(anchors) < _MOST_ANCHORS:
                    anchors += _range_before(groups, joints, i, j, above)
                anchors += [path.anchor for path in paths]
            if swallowed and j == 0:
                continue
            shown = paths[0].anchor
            if swallowed and len(groups[i - 1].units) == 1:
                shown = _join(paths[0], groups[i - 1].rank, groups[i - 1].units[0].number).anchor
            last = j == len(group.units) - 1
            parts.append(Part(unit.start, _link_end(groups, joints, i, end) if last else unit.end, shown))
        skip_first = child
    return _under(Named(tuple(dict.fromkeys(anchors)), tuple(parts), loose), within)


def _under(result: Named, within: str) -> Named:
    if not within:
        return result
    anchors = tuple(f"{within}.{anchor}" for anchor in result.anchors)
    return Named(anchors, tuple(Part(p.start, p.end, f"{within}.{p.anchor}") for p in result.parts), result.loose)


def _join(above: _Path, rank: Rank, number: str) -> _Path:
    if above.closed:
        return above
    own = unit_anchor(rank, number)
    if above.rank is None:
        return _Path(own, rank)
    if rank is Rank.POINT and number.isdecimal() and above.rank is not Rank.CLAUSE:
        # Older texts call the numbered parts of an article or of a section points.
        return _Path(f"{above.anchor}.{unit_anchor(Rank.CLAUSE, number)}", Rank.CLAUSE)
    if above.rank is Rank.ARTICLE and rank > Rank.ARTICLE:
        return _Path(above.anchor, Rank.ARTICLE, closed=True)
    if rank is Rank.ARTICLE and above.rank is not Rank.ANNEX:
        # Articles are counted through the whole text: their chapter adds nothing.
        return _Path(own, rank)
    return _Path(f"{above.anchor}.{own}", rank)


def _inside_article(groups: list[Group], joints: list[str], i: int) -> bool:
    """“Mục III Điều 1”: a section of what an article approves."""
    return joints[i] == "child" and groups[i].rank > Rank.ARTICLE and groups[i + 1].rank is Rank.ARTICLE


def _parents(groups: list[Group], joints: list[str], *, relative: bool) -> list[list[_Path] | None]:
    """What each group lies in: [an empty path] for the document itself, None where it cannot be told."""
    parents: list[list[_Path] | None] = [None] * len(groups)
    for i in reversed(range(len(groups))):
        rank = groups[i].rank
        top: list[_Path] | None = [_Path()] if relative or rank >= Rank.ARTICLE else None
        if i == len(groups) - 1:
            parents[i] = top
        elif groups[i + 1].rank > rank or _inside_article(groups, joints, i):
            parents[i] = _paths(groups, parents, i + 1) if joints[i] in {"child", "comma"} else top
            if joints[i] not in {"child", "comma"} and rank < Rank.ARTICLE:
                parents[i] = None
        else:
            j = next((k for k in range(i + 1, len(groups)) if groups[k].rank >= rank), None)
            if j is None:
                parents[i] = top
            else:
                parents[i] = parents[j] if groups[j].rank == rank else _paths(groups, parents, j)
        if rank >= Rank.ARTICLE and parents[i] is None:
            parents[i] = [_Path()]
    return parents


def _paths(groups: list[Group], parents: list[list[_Path] | None], i: int) -> list[_Path] | None:
    above = parents[i]
    if above is None:
        return None
    return [_join(path, groups[i].rank, unit.number) for unit in groups[i].units for path in above]


def _range_before(groups: list[Group], joints: list[str], i: int, j: int, above: list[_Path]) -> list[str]:
    """What lies between the ends of a range that this unit closes."""
    group = groups[i]
    before: Unit | None = None
    if j and group.units[j].closes_range:
        before = group.units[j - 1]
    elif j == 0 and i and joints[i - 1] == "range" and groups[i - 1].rank == group.rank:
        before = groups[i - 1].units[-1]
    if before is None:
        return []
    return [_join(path, group.rank, n).anchor for n in between(before.number, group.units[j].number) for path in above]


def _link_end(groups: list[Group], joints: list[str], i: int, end: int) -> int:
    """The last unit of a group takes what it lies in with it: “c khoản 2 Điều 10 Nghị định …”."""
    while i < len(joints):
        if not ((groups[i + 1].rank > groups[i].rank and joints[i] != "list") or _inside_article(groups, joints, i)):
            return groups[i].end if len(groups[i].units) == 1 else groups[i].units[0].end
        i += 1
        if len(groups[i].units) > 1:
            return groups[i].units[0].end
    return end


def _descending(groups: list[Group], joints: list[str], end: int) -> Named | None:
    """“Điều 12, khoản 1, điểm a”: the other way round; None where it is not that."""
    if len(groups) < 2 or any(later.rank >= earlier.rank for earlier, later in pairwise(groups)):
        return None
    if groups[0].rank is not Rank.ARTICLE or any(joint not in {"child", "comma"} for joint in joints):
        return None
    if any(len(group.units) > 1 for group in groups[:-1]):
        return None
    path = _Path()
    for group in groups[:-1]:
        path = _join(path, group.rank, group.units[0].number)
    last = groups[-1]
    anchors = [_join(path, last.rank, unit.number).anchor for unit in last.units]
    parts = [Part(unit.start, unit.end, anchor) for unit, anchor in zip(last.units, anchors, strict=True)]
    parts[0] = Part(groups[0].start, parts[0].end, anchors[0])
    parts[-1] = Part(parts[-1].start, end, anchors[-1])
    return Named(tuple(anchors), tuple(parts))
