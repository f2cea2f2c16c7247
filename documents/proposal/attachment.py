"""“(Ban hành kèm theo Quyết định số … ngày … của …)”: what a text was issued with."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

from documents.lines import Source
from documents.proposal.citations import issuer_behind, mention_at
from documents.proposal.days import read_day
from documents.proposal.head import Head
from documents.proposal.kinds import TYPE_OF_PLAIN
from documents.proposal.numbers import ISSUED_WITH, number_of
from documents.proposal.values import Cited, Found

LONGEST = 400_000
_FILLED_BY_HAND = re.compile(r"[.…]+")


@dataclass(frozen=True, slots=True)
class IssuedWith:
    """The document named in the note; `in_head` where nothing but a title stands before the note."""

    cited: Found[Cited]
    number: Found[str] | None
    day: Found[datetime.date] | None
    in_head: bool


def read_attached_to(source: Source, head: Head) -> IssuedWith | None:
    """The first note of the text that names a document with its number."""
    for match in ISSUED_WITH.finditer(source.plain, 0, LONGEST):
        number = number_of(source, match)
        in_head = _in_head(source, head, match.start())
        before = source.plain[max(0, match.start() - 40) : match.start()].rstrip(" \t")[-1:]
        # “… Quy chế ban hành kèm theo Quyết định số …” in a sentence is about another decision.
        if number is None or before not in (("(", ":", "\n", "") if in_head else ("(",)):
            continue
        start, end = match.start("type"), match.end()
        mention = mention_at(source, source.plain, start, min(len(source.plain), end + 200))
        day = _day(source, match)
        cited = mention.cited if mention else Cited(_type(match["type"]), number.value)
        cited = replace(cited, issued_on=cited.issued_on or (day.value if day else None))
        stop = max(mention.end if mention else end, end)
        if not cited.issuer and (issuer := issuer_behind(source, source.plain, end, len(source.plain))):
            cited, stop = replace(cited, issuer=issuer[0]), issuer[1]
        found = Found(cited, start, stop, source.text[start:stop])
        return IssuedWith(found, number, day, in_head)
    return None


def _in_head(source: Source, head: Head, place: int) -> bool:
    """Whether only a title stands before the note: no preamble and no article."""
    if head.preamble >= 0 and head.preamble < place:
        return False
    before = source.plain[:place]
    return place < 3000 and re.search(r"(?m)^\W*dieu\s+\d+\s*[.:]", before) is None


def _type(plain: str) -> str:
    return TYPE_OF_PLAIN.get(" ".join(plain.split()), "")


def _day(source: Source, match: re.Match[str]) -> Found[datetime.date] | None:
    if not match["day"]:
        return None
    day = read_day(_FILLED_BY_HAND.sub("", match["day"]) if "thang" in match["day"] else match["day"])
    start, end = match.span("day")
    return Found(day, start, end, source.text[start:end]) if day else None
