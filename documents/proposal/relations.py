"""What a document does to others: its legal bases, and what it amends, replaces, repeals (domain 3.6)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from documents.lines import Source
from documents.proposal.acting import acts_of
from documents.proposal.citations import Mention, mention_at, mentions
from documents.proposal.head import Head
from documents.proposal.targets import anchors_of
from documents.proposal.values import Certainty, Cited, Found, FoundRelation, RelationKind
from vietnamese.document_number import parse_number
from vietnamese.text import fold

LONGEST_PREAMBLE = 20_000
_BASIS = re.compile(r"(?m)^[^\S\n]*[-–+*•]?[^\S\n]*can\s?cu\s+(?:vao\s+)?(?=\S)")
_PREAMBLE_END = re.compile(
    r"(?m)^\W*(?:quyet\s+dinh|quyet\s+nghi|nghi\s+dinh|nghi\s+quyet|chi\s+thi|thong\s+bao|thong\s+tu)?\s*:\s*$"
    r"|^\W*(?:dieu\s+1\s*[.:]|chuong\s+(?:i|1)\b|phan\s+(?:thu\s+nhat|i)\b|i\s*[.\-/]|1\s*[.)-])"
)
# “Căn cứ ý kiến của … tại Công văn số …”
_WITHIN = re.compile(
    r"\b(?:tai|theo)\s+(?:cac\s+)?(?=(?:cong\s+van|van\s+ban|thong\s+bao|quyet\s+dinh|nghi\s+quyet|to\s+trinh)\s+so\b)"
)
_NO_BASIS = re.compile(r"(?m)^[^\S\n]*[-–+*•]?[^\S\n]*(?:xet\s|theo\s+de\s+nghi|theo\s+|sau\s+khi|thuc\s+hien\s|de\s)")
_CHAIN = re.compile(
    r"\s*(?:,|;|\bva\b)?\s*(?:cac\s+|va\s+)?(?=(?:bo\s+luat|luat|phap\s+lenh|nghi\s|quyet\s|thong\s|chi\s+thi|hien\s+phap|ket\s+luan|cong\s+van)\b)"
)
_PROVISIONS_FIRST = re.compile(
    r"(?:tai\s+|cac\s+|quy\s+dinh\s+tai\s+)?(?:diem|khoan|dieu|muc|chuong|phan|phu\s+luc)\s[^;.]{0,200}?\s(?=(?:bo\s+luat|luat|phap\s+lenh|nghi\s+dinh|nghi\s+quyet|quyet\s+dinh|thong\s+tu)\s)"
)
_DETAILS = re.compile(
    r"quy\s+dinh\s+chi\s+tiet(?:\s+va\s+(?:huong\s+dan|bien\s+phap))?(?:\s+(?:thi\s+hanh|huong\s+dan))*"
)
_GUIDES = re.compile(r"huong\s+dan(?:\s+(?:thi\s+hanh|thuc\s+hien|ap\s+dung|chi\s+tiet))*")
_SOME = re.compile(
    r"\s*(?:(?:mot\s+so|cac)?\s*(?:dieu|noi\s+dung|khoan|quy\s+dinh)(?:,\s*\w+)*\s+(?:cua|tai)\s+|(?:viec\s+)?(?:thi\s+hanh|thuc\s+hien)\s+)*"
)
_CONSOLIDATED = re.compile(
    r"(?m)^[^\S\n]*(?:\d{1,2}\s*[.)]\s*|[-–]\s*)?(?=(?:luat|bo\s+luat|phap\s+lenh|nghi\s+dinh|nghi\s+quyet|quyet\s+dinh|thong\s+tu)\s)"
)


def read_relations(
    head: Head, unquoted: str, number: Found[str] | None, abstract: Found[str] | None, kind: str
) -> list[FoundRelation]:
    """All relations that the text tells, those to one document and of one kind together."""
    source = head.source
    consolidated = kind == "Văn bản hợp nhất"
    found = [] if consolidated else _bases(head)
    title = (abstract.start, abstract.end) if abstract else None
    if consolidated and abstract:
        found += _consolidated(head, abstract)
    else:
        found += acts_of(source, unquoted, title, kind)
        if title:
            found += _details(source, title, found)
    own = parse_number(number.value).key if number else None
    return _together(relation for relation in found if not own or _key(relation.document) != own)


def _bases(head: Head) -> list[FoundRelation]:
    """Căn cứ: the first document of each part; what its title names is no basis."""
    source = head.source
    if head.preamble < 0:
        return []
    begin = source.plain.rfind("\n", 0, head.preamble) + 1
    stop = _PREAMBLE_END.search(source.plain, head.preamble, head.preamble + LONGEST_PREAMBLE)
    end = stop.start() if stop else min(len(source.plain), head.preamble + LONGEST_PREAMBLE)
    starts = [*_BASIS.finditer(source.plain, begin, end)]
    found: list[FoundRelation] = []
    for place, match in enumerate(starts):
        until = starts[place + 1].start() if place + 1 < len(starts) else end
        if other := _NO_BASIS.search(source.plain, match.end(), until):
            until = other.start()
        blank = re.compile(r"\n\s*\n(?=[^\n]{0,3}[A-ZĐ])").search(source.text, match.end(), until)
        begin = match.end()
        for part in re.finditer(r"[^;]+", source.plain[begin : blank.start() if blank else until]):
            found += _basis(source, begin + part.start(), begin + part.end())
    return found


def _basis(source: Source, start: int, end: int) -> list[FoundRelation]:
    found: list[FoundRelation] = []
    place = start
    first = re.compile(r"\s*(?:va\s+)?(?:can\s?cu\s+)?(?:vao\s+)?(?:cac\s+)?").match(source.plain, place, end)
    place = first.end() if first else place
    anchors: tuple[str, ...] = ()
    if provisions := _PROVISIONS_FIRST.match(source.plain, place, end):
        anchors = anchors_of(source.text[place : provisions.end()])
        place = provisions.end()
    certainty = Certainty.SURE
    if mention_at(source, source.plain, place, end) is None and (within := _WITHIN.search(source.plain, place, end)):
        place, certainty = within.end(), Certainty.LIKELY
    while (mention := mention_at(source, source.plain, place, end)) is not None:
        words = source.text[mention.start : mention.end]
        found.append(
            FoundRelation(
                RelationKind.BASED_ON, mention.cited, mention.start, mention.end, words, anchors, certainty=certainty
            )
        )
        anchors = ()
        chain = _CHAIN.match(source.plain, mention.end, end)
        if chain is None or chain.end() <= mention.end:
            break
        place = chain.end()
    return found


def _details(source: Source, title: tuple[int, int], known: list[FoundRelation]) -> list[FoundRelation]:
    """`Quy định chi tiết một số điều của Luật …`, `Hướng dẫn thi hành Nghị định số …`."""
    start, end = title
    for pattern, kind in ((_DETAILS, RelationKind.DETAILS), (_GUIDES, RelationKind.GUIDES)):
        match = pattern.search(source.plain, start, end)
        if match is None or match.start() - start > 12:
            continue
        some = _SOME.match(source.plain, match.end(), end)
        place = some.end() if some else match.end()
        if mention := mention_at(source, source.plain, place, end):
            document = _as_known(mention, known)
            sure = Certainty.SURE if document is mention.cited else Certainty.LIKELY
            words = source.text[mention.start : mention.end]
            return [FoundRelation(kind, document, mention.start, mention.end, words, certainty=sure)]
        if re.compile(r"(?:bo\s+)?luat\s|phap\s+lenh\s").match(source.plain, place, end):
            return _by_name(source, place, end, kind, known)
    return []


def _by_name(
    source: Source, start: int, end: int, kind: RelationKind, known: list[FoundRelation]
) -> list[FoundRelation]:
    """A law that the title calls by its name: the basis whose name the title goes on with."""
    said = " ".join(source.plain[start:end].split())
    bases = [r.document for r in known if r.kind is RelationKind.BASED_ON and r.document.name]
    fitting = [document for document in bases if said.startswith(fold(document.name))]
    if not fitting:
        return []
    document = max(fitting, key=lambda cited: len(cited.name))
    return [FoundRelation(kind, document, start, end, source.text[start:end], certainty=Certainty.LIKELY)]


def _as_known(mention: Mention, known: list[FoundRelation]) -> Cited:
    """A law by its name is the one among the bases, which tell its day and number."""
    if mention.cited.number or not mention.cited.name:
        return mention.cited
    name = fold(mention.cited.name)
    for relation in known:
        if (
            relation.kind is RelationKind.BASED_ON
            and relation.document.name
            and name.startswith(fold(relation.document.name))
        ):
            return relation.document
    return mention.cited


def _consolidated(head: Head, abstract: Found[str]) -> list[FoundRelation]:
    """The documents that a văn bản hợp nhất brings together, named between its title and its preamble."""
    source, found = head.source, []
    end = head.preamble if head.preamble > abstract.start else abstract.end + 6000
    for line in _CONSOLIDATED.finditer(source.plain, abstract.end, end):
        for mention in mentions(source, source.plain, line.end(), min(end, line.end() + 200))[:1]:
            if mention.start - line.end() <= 2:
                words = source.text[mention.start : mention.end]
                found.append(FoundRelation(RelationKind.CONSOLIDATES, mention.cited, mention.start, mention.end, words))
    return found


def _key(document: Cited) -> str:
    return parse_number(document.number).key if document.number else fold(document.name)


def _together(relations: Iterable[FoundRelation]) -> list[FoundRelation]:
    """One row for each document and kind, with all provisions."""
    kept: dict[tuple[RelationKind, str], FoundRelation] = {}
    for relation in relations:
        key = (relation.kind, _key(relation.document))
        if not key[1]:
            continue
        if (before := kept.get(key)) is None:
            kept[key] = relation
            continue
        partial = before.anchors and relation.anchors
        # What is replaced or repealed as a whole stays so; to name the amended provisions says more than “một số điều”.
        whole = not partial and relation.kind in (RelationKind.REPLACES, RelationKind.REPEALS)
        anchors = () if whole else tuple(dict.fromkeys([*before.anchors, *relation.anchors]))
        document = before.document if before.document.issued_on else relation.document
        kept[key] = replace(
            before, anchors=anchors, document=document, effective_on=before.effective_on or relation.effective_on
        )
    return list(kept.values())
