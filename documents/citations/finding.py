"""Every place of a text that names a provision or a document: chains of provisions and the document behind them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from documents.citations.citation import Citation, Part, This
from documents.citations.paths import Named, named
from documents.citations.quotation import Quotations
from documents.citations.sources import REGULATIONS, Source, next_source, source_at
from documents.citations.units import WORD, Group, Rank, group_at
from vietnamese.document_types import uniform_signs

_SAME_LENGTH = str.maketrans(
    {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "\t": " ", **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f", " ")}
)
_START = re.compile(
    rf"(?<!\w)(?:{WORD}(?:\s+|(?=\d))(?=(?:từ\s|số\s|này(?!\w)|(?:được\s+)?(?:ban\s+hành\s+)?kèm\s|thứ\s|\d|[IVXLC]+[a-z]?(?!\w)|[a-zđA-ZĐ]\d?(?!\w)))"
    r"|[Ll]uật\s|[Bb]ộ\s+luật\s|[Pp]háp\s+lệnh|[Hh]iến\s+pháp|[Nn]ghị\s+(?:định|quyết)|[Qq]uyết\s+định|[Tt]hông\s+tư"
    r"|[Cc]hỉ\s+thị|[Ss]ắc\s+l|[Ll]ệnh\s|Quy\s+(?:chế|định|trình)|Điều\s+lệ|Nội\s+quy|[Cc]ông\s+(?:văn|điện)\s|[Tt]ờ\s+trình"
    r"|[Kk]ế\s+hoạch\s+số|[Tt]hông\s+báo\s+số|[Bb]áo\s+cáo\s+số|[Hh]ướng\s+dẫn\s+số|[Cc]hương\s+trình\s+số|[Vv]ăn\s+bản\s+hợp"
    r"|LUẬT\s|BỘ\s+LUẬT\s|PHÁP\s+LỆNH|NGHỊ\s+|QUYẾT\s+ĐỊNH|THÔNG\s+TƯ|(?:[Ss]ố\s*:?\s*)?\d{1,5}[A-Z]?\s?/\s?(?:19|20)\d\d\s?/\s?[A-ZĐ])"
)
_CHILD = re.compile(r"\s*(?:của\s+|thuộc\s+|tại\s+|trong\s+|ở\s+)?")
_COMMA = re.compile(r"\s*,\s*(?:của\s+|tại\s+)?")
_LIST = re.compile(r"\s*(?:,\s*(?:và|hoặc)|;\s*(?:và|hoặc)?|và|hoặc|hay)\s+(?:tại\s+|theo\s+|của\s+)?")
_RANGE = re.compile(r"\s*(?:đến|tới|-)\s*(?:hết\s+)?")
_THIS_UNIT = re.compile(r"(?P<word>[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Cc]hương|[Mm]ục|[Pp]hần|[Pp]hụ\s+lục)\s+này(?!\w)")
_ATTACHED_TO = re.compile(r"\s+(?:được\s+)?(?:ban\s+hành\s+)?kèm\s+theo\s+")
# A capital right behind the chain begins the name of a document that is not known here: “Điều 10 Hiệp định …”.
_OTHER_DOCUMENT = re.compile(
    r"\s+(?:của\s+)?(?:Hiệp|Công\s+ước|Nghị\s+định\s+thư|Hiến\s+chương|[A-ZĐ]{3,})|,?\s+(?:về\s+)?tội\s|\s\("
)
# With a capital at the beginning of a sentence these mean what was just said: “Quy định này cũng được áp dụng …”.
_COMMON = frozenset({"quy dinh", "lenh", "van ban", "quy trinh"})
_HEAD_NUMBER = re.compile(r"(?:\A|\n)\s*(?:Luật\s+)?[Ss]ố\s*:?\s*\Z")
# A list with more members is no sentence.
_LONGEST_CHAIN = 60
# Characters between an article and its second mention.
_NEAR = 120
_LEAD = re.compile(r"(?:tại|theo|ở|và|với|từ|nêu|trừ|trong|hoặc|thuộc|của|các|quy định)\s+\Z")
_AMENDED = re.compile(
    r"(?:sửa đổi|bổ sung|thay thế|bãi bỏ|h[ủu][ỷy] bỏ|sửa tên|đính chính|cụm từ|bỏ)[^.;:\n]{0,120}\Z", re.IGNORECASE
)
_AMENDS = re.compile(
    r"[^.;:\n“]{0,40}(?:như\s+sau|được\s+sửa|sửa\s+(?:lại\s+)?thành|được\s+bổ\s+sung|được\s+thay|bằng\s+cụm|thành\s+“)"
)


@dataclass(slots=True)
class _Chain:
    """Provisions joined by commas, “và”, “đến” or nothing, and what stands behind them."""

    groups: list[Group] = field(default_factory=list)
    joints: list[str] = field(default_factory=list)
    source: Source | None = None
    this: This | None = None
    end: int = 0


def find_citations(text: str, names: Sequence[str] = ()) -> list[Citation]:
    """Every citation in reading order; they do not overlap. `names` are laws besides the usual, without their type.

    The text is in the portal's spelling (`vietnamese.text.normalise`). Headings, dates and amounts cite nothing; the
    new wording that an amending text quotes does not speak of the amending text, so “Điều này” in it is left open.
    """
    line = uniform_signs(text).translate(_SAME_LENGTH)
    quoted = Quotations(line).provisions()
    starts = [start for start, _ in quoted]
    found: list[Citation] = []
    at = 0
    while match := _START.search(line, at):
        at, citations = _at(line, match.start(), names)
        at = max(at, match.end())
        for citation in citations:
            if citation.start < (found[-1].end if found else 0):
                continue
            at = max(at, citation.end)
            inside = bisect_right(starts, citation.start) - 1
            if citation.this and inside >= 0 and citation.start < quoted[inside][1]:
                citation = replace(citation, this=None)
            elif found and _takes_up(citation, found[-1]):
                before = found[-1]
                citation = replace(
                    citation, this=None, number=before.number, key=before.key, kind=before.kind, name=before.name
                )
            found.append(replace(citation, words=text[citation.start : citation.end]))
    return found


def named_provisions(text: str) -> list[Citation]:
    """The provisions an amending sentence names: “Bổ sung khoản 1a vào sau khoản 1 Điều 5” names two.

    Unlike `find_citations` it takes clauses and points without their article, and says of none that it is of this text.
    """
    line = uniform_signs(text).translate(_SAME_LENGTH)
    found: list[Citation] = []
    at = 0
    while match := _START.search(line, at):
        at = match.end()
        group = group_at(line, match.start())
        if group is None:
            continue
        chain = _chain(line, group, ())
        at = chain.end
        source = chain.source
        result = named(chain.groups, chain.joints, chain.end, within=source.within if source else "")
        this = chain.this or (This.DOCUMENT if source and source.this else None)
        found.append(_cite(result, source, this, group.start, chain.end))
    return found


def _takes_up(citation: Citation, before: Citation) -> bool:
    """“Điều 16 Luật Đất đai (trừ khoản 6 Điều 16)”: an article that was just said to be another document's."""
    if citation.this is not This.DOCUMENT or citation.kind or before.this or citation.start - before.end > _NEAR:
        return False
    articles = {anchor.split(".")[0] for anchor in citation.anchors}
    return articles <= {anchor.split(".")[0] for anchor in before.anchors}


def _at(line: str, at: int, names: Sequence[str]) -> tuple[int, list[Citation]]:
    """The citations that begin at a place where one may begin, and where the next one may."""
    found: list[Citation] = []
    end = at
    if group := group_at(line, at):
        chain = _chain(line, group, names)
        found += _of_chain(line, chain)
        # What was no citation may still have a document behind it.
        end = chain.source.start if chain.source and not found else chain.end
        source = chain.source if found else None
    elif said := _THIS_UNIT.match(line, at):
        this = {"điều": This.ARTICLE, "khoản": This.CLAUSE}.get(said["word"].lower())
        return said.end(), [Citation(at, said.end(), "", this=this)] if this else []
    else:
        source = source_at(line, at, names)
        if source is None or not _is_cited(line, source):
            return at, []
        found.append(_of_source(source))
    while source and (source := next_source(line, source)):
        found.append(_of_source(source))
    return end, found


def _is_cited(line: str, source: Source) -> bool:
    """A type alone is a word of every day; so is “quyết định này” in small letters, and a document's own number."""
    if source.number:
        return source.kind != "" or not _HEAD_NUMBER.search(line, max(0, source.start - 16), source.start)
    if source.this:
        return line[source.start].isupper() and (source.kind not in _COMMON or bool(source.number))
    # “Hiến pháp” by itself is an idea as well.
    return bool(source.name) and (source.kind != "hien phap" or source.year is not None)


def _chain(line: str, group: Group, names: Sequence[str]) -> _Chain:
    chain = _Chain([group], [], end=group.end)
    while len(chain.groups) < _LONGEST_CHAIN:
        for pattern, joint in ((_RANGE, "range"), (_LIST, "list"), (_COMMA, "comma"), (_CHILD, "child")):
            gap = pattern.match(line, chain.end)
            following = group_at(line, gap.end()) if gap else None
            if following:
                chain.groups.append(following)
                chain.joints.append(joint)
                chain.end = following.end
                break
        else:
            break
    _close(line, chain, names)
    return chain


def _close(line: str, chain: _Chain, names: Sequence[str]) -> None:
    """The document, or the article or clause, that the chain belongs to."""
    last = chain.groups[-1].rank
    for pattern in (_ATTACHED_TO, _CHILD, _COMMA):
        gap = pattern.match(line, chain.end)
        if gap is None:
            continue
        if said := _THIS_UNIT.match(line, gap.end()):
            word = said["word"].lower()
            if word == "điều" and last < Rank.ARTICLE:
                chain.this, chain.end = This.ARTICLE, said.end()
            elif word == "khoản" and last is Rank.POINT:
                chain.this, chain.end = This.CLAUSE, said.end()
            elif last >= Rank.ARTICLE:
                chain.end = said.end()
            return
        source = source_at(line, gap.end(), names)
        if source and source.kind and (pattern is not _COMMA or source.number or source.name or source.this):
            if pattern is _CHILD and gap[0].strip() == "" and not _names_a_document(line, source):
                continue
            chain.source, chain.end = source, source.end
            return


def _names_a_document(line: str, source: Source) -> bool:
    """Whether “Điều 5 quy định …” goes on with a verb rather than with a document."""
    return bool(source.number or source.name or source.this) or (
        line[source.start].isupper() and not line[source.start : source.link_end].isupper()
    )


def _of_source(source: Source) -> Citation:
    anchors = (source.within,) if source.within else ()
    # “Nghị định này” is no link: the reader is there.
    here = source.this and source.kind in (*REGULATIONS, "") if source.within else source.this
    parts = () if here else (Part(source.start, source.link_end, source.within),)
    return _citation(source.start, source.end, source, This.DOCUMENT if source.this else None, anchors, parts)


def _citation(
    start: int, end: int, source: Source | None, this: This | None, anchors: tuple[str, ...], parts: tuple[Part, ...]
) -> Citation:
    if source is None:
        return Citation(start, end, "", anchors=anchors, this=this, parts=parts)
    return Citation(
        start, end, "", source.number, source.key, source.kind, source.name, source.year, source.day, source.issuer,
        anchors, this, parts,
    )  # fmt: skip


def _of_chain(line: str, chain: _Chain) -> Iterator[Citation]:
    """One citation, or two where the chain ends in “Điều này” and began with other articles."""
    groups, joints = chain.groups, chain.joints
    source, this = chain.source, chain.this
    if this:
        limit = Rank.ARTICLE if this is This.ARTICLE else Rank.CLAUSE
        split = max((i + 1 for i, group in enumerate(groups) if group.rank >= limit), default=0)
        if split:
            before = _Chain(groups[:split], joints[: split - 1], end=groups[split - 1].end)
            yield from _implied(line, before)
        yield _cite(named(groups[split:], joints[split:], chain.end), None, this, groups[split].start, chain.end)
    elif source:
        this = This.DOCUMENT if source.this else None
        result = named(groups, joints, source.link_end, within=source.within, relative=False)
        if result.loose and not result.anchors:
            if source.number or source.name:
                yield _of_source(source)
            return
        yield _cite(result, source, this, groups[0].start, chain.end)
    else:
        yield from _implied(line, chain)


def _cite(result: Named, source: Source | None, this: This | None, start: int, end: int) -> Citation:
    return _citation(start, end, source, this, result.anchors, result.parts)


def _implied(line: str, chain: _Chain) -> Iterator[Citation]:
    """“Điều 5” alone is of this text, “khoản 2” alone of this article, unless the words are about another document."""
    start, last = chain.groups[0].start, chain.groups[-1]
    this: This | None = This.DOCUMENT
    if all(group.rank < Rank.ARTICLE for group in chain.groups):
        this = This.CLAUSE if last.rank is Rank.POINT else This.ARTICLE
        if not _LEAD.search(line, max(0, start - 12), start) or last.units[-1].number.isdecimal() != (
            last.rank is Rank.CLAUSE
        ):
            return
    elif last.rank >= Rank.SUBSECTION and not line[last.start].isupper():
        return
    amended = _AMENDED.search(line, max(0, start - 160), start) or _AMENDS.match(line, chain.end)
    if amended or _OTHER_DOCUMENT.match(line, chain.end):
        this = None
    relative = this in (This.ARTICLE, This.CLAUSE)
    result = named(chain.groups, chain.joints, last.end, relative=relative)
    if result.anchors:
        yield Citation(start, chain.end, "", anchors=result.anchors, this=this, parts=result.parts)
