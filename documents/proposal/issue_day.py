"""Where and when a document was issued (NĐ 30/2020, Phụ lục I: “Thái Bình, ngày 22 tháng 4 năm 2011”)."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

from documents.lines import Source
from documents.proposal.casing import authority_name
from documents.proposal.days import BLANK_DAY, DAY, read_day
from documents.proposal.head import Head
from documents.proposal.name_data import PROVINCES
from documents.proposal.values import Caution, Certainty, Found
from vietnamese.text import compact_spaces, fold

_PLACED = re.compile(rf"(?:(?P<place>[^\W\d_](?:[^\W\d_]|[ .-]){{1,38}})\s*[,.;]\s*)?\bng[aà]y\s{{0,8}}(?P<day>{DAY})")
_BLANK = re.compile(rf"(?:(?<=[\t\n ,])|^)ngay(?P<blank>{BLANK_DAY})")
_ADOPTED = re.compile(
    rf"\b(?P<what>bo\s+luat|luat|phap\s+lenh|nghi\s+quyet)\s+nay\s+(?:da\s+)?(?:duoc\s+)?[^.;]{{0,220}}?thong\s+qua\s*(?:vao\s+)?ngay\s+(?P<day>{DAY})"
)
_IN_TITLE = re.compile(rf"\bngay\s*(?P<day>{DAY})")
_LONGEST_PLACE = 6
_PROVINCES = frozenset(map(fold, PROVINCES))


@dataclass(slots=True)
class IssueDay:
    """Place and day of issue, and what is odd about them."""

    place: Found[str] | None = None
    day: Found[datetime.date] | None = None
    cautions: list[Caution] = field(default_factory=list)


def read_issue_day(head: Head, number: Found[str] | None, heading_at: int) -> IssueDay:
    """The day beside the number; that of an old title, that of adoption for a law.

    `heading_at` is where the heading stands: days of other documents stand behind it.
    """
    source, found = head.source, IssueDay()
    limit = heading_at if heading_at >= 0 else head.end
    days: list[tuple[Found[datetime.date], Found[str] | None]] = []
    for line in source.lines[:80]:
        if line.start >= head.end:
            break
        if line.start >= limit and not _is_date_line(source.plain[line.start : line.end]):
            continue
        for match in _PLACED.finditer(source.plain, line.start, min(len(source.plain), line.end + 30)):
            if not _stands_in_head(source, line.start, match):
                continue
            value = read_day(match["day"])
            start, end = match.span("day")
            if value is None:
                found.cautions.append(_caution("date_impossible", source, start, end))
                continue
            place = _place(source, match)
            sure = Certainty.SURE if place else Certainty.LIKELY
            days.append((Found(value, start, end, source.text[start:end], sure), place))
    if days:
        found.day, found.place = next((pair for pair in days if pair[1]), days[0])
        others = [day for day, _ in days if found.day and day.value != found.day.value]
        found.cautions += [Caution("date_twice", day.start, day.end, day.words) for day in others]
        return found
    if number and (day := _behind(source, number)):
        found.day = day
        return found
    if not found.cautions and (blank := _BLANK.search(source.plain, 0, head.end)):
        if read_day(blank["blank"]) is None:
            found.cautions.append(_caution("date_blank", source, blank.start(), blank.end()))
    if not found.cautions or found.cautions[0].code != "date_impossible":
        found.day = _adopted(source, found)
    return found


def _is_date_line(plain: str) -> bool:
    """Below the heading only a line that is nothing but place and day."""
    return re.fullmatch(rf"\W*(?:[^\W\d_][\w .]{{1,30}},\s*)ngay\s*(?:{DAY})\W*", plain) is not None


def _stands_in_head(source: Source, line_start: int, match: re.Match[str]) -> bool:
    """“Thái Bình, ngày …” or “ngày …” at the start of a cell; not “… số 12 ngày …” inside a sentence."""
    if match["place"]:
        before = source.plain[line_start : match.start("place")]
        return not re.search(r"\b(?:quyet\s+dinh|nghi\s+dinh|luat|theo)\s*$", before)
    if re.match(r"\s*(?:cua\b|,?\s*ve\b)", source.plain[match.end() : match.end() + 20]):
        return False
    before = source.text[line_start : match.start()]
    return not before.strip() or before.endswith(("\t", "   ", "|", "| ")) or before.rstrip().endswith(")")


def _place(source: Source, match: re.Match[str]) -> Found[str] | None:
    """The place, without what a joined left column put before it: `01/2006/TT-NHNN Hà Nội`."""
    if not match["place"]:
        return None
    start, end = match.span("place")
    words = source.text[start:end]
    if cut := [*re.finditer(r"\t|\s{3,}|\n", words)]:
        start += cut[-1].end()
    tokens = [*re.finditer(r"\S+", source.text[start:end])][-_LONGEST_PLACE:]
    known = next((n for n in (2, 3, 4, 5) if fold(" ".join(token[0] for token in tokens[-n:])) in _PROVINCES), 0)
    if known:
        tokens = tokens[-known:]
    elif any(token[0][:1].isupper() for token in tokens):
        # Of a joined line only the words with capitals before the comma are the place.
        named: list[re.Match[str]] = []
        for token in reversed(tokens):
            if not (token[0][:1].isupper() or token[0] == "-") or _is_code(source.text, start, token):
                break
            named.insert(0, token)
        tokens = named
    if not tokens:
        return None
    first, last = start + tokens[0].start(), start + tokens[-1].end()
    first = _begun_above(source, first, last)
    return Found(_place_name(source.text[first:last]), first, last, source.text[first:last])


def _is_code(text: str, start: int, token: re.Match[str]) -> bool:
    """Whether a word belongs to the number before it: `-NHNN`."""
    place = start + token.start()
    return (place > 0 and text[place - 1] in "/-" and len(token[0]) > 1) or (
        token[0].startswith("-") and len(token[0]) > 1
    )


def _begun_above(source: Source, start: int, end: int) -> int:
    """Where the name of a province begins that was broken over two lines: `Bà Rịa - Vũng` / `Tàu`."""
    above = re.compile(r"(?:[^\n]*\n)?(?P<words>[^\n|]{2,20})\n\s*$").search(source.text, max(0, start - 80), start)
    if above is None:
        return start
    joined = fold(compact_spaces(source.text[above.start("words") : end]))
    return above.start("words") if joined in _PROVINCES else start


def _place_name(words: str) -> str:
    name = authority_name(words)
    return re.sub(r"^thành phố\b", "Thành phố", name)


def _behind(source: Source, number: Found[str]) -> Found[datetime.date] | None:
    """`số 115/2003/NĐ-CP ngày 10/10/2003`."""
    match = re.compile(
        rf"[\s,.…]{{0,8}}ngay[\s.…]{{0,8}}(?P<day>{DAY}|[0-9.…]{{1,8}}\s*thang\s*\d{{1,2}}\s*nam\s*\d{{4}})"
    ).match(source.plain, number.end)
    if match is None or (day := read_day(match["day"].replace(".", "").replace("…", ""))) is None:
        return None
    start, end = match.span("day")
    return Found(day, start, end, source.text[start:end], number.certainty)


def _adopted(source: Source, found: IssueDay) -> Found[datetime.date] | None:
    """“Luật này được Quốc hội … thông qua ngày …”, at the end of a law."""
    said = [*_ADOPTED.finditer(source.plain)]
    if not said:
        return None
    last = said[-1]
    day = read_day(last["day"])
    start, end = last.span("day")
    if day is None:
        found.cautions.append(_caution("date_impossible", source, start, end))
        return None
    found.cautions = [caution for caution in found.cautions if caution.code != "date_blank"]
    return Found(day, start, end, source.text[start:end], Certainty.LIKELY)


def _caution(code: str, source: Source, start: int, end: int) -> Caution:
    return Caution(code, start, end, source.text[start:end])
