"""Numbers of documents as they stand in a text: the document's own, and the shape that all of them have."""

from __future__ import annotations

import re

from documents.lines import Source
from documents.proposal.days import DAY, FIGURE, figures
from documents.proposal.head import Head
from documents.proposal.values import Caution, Certainty, Found
from vietnamese.document_number import parse_number

_SYMBOL = r"[a-z][a-z0-9]*(?:&[a-z0-9]+)*(?:\s{0,2}[-/.]\s{0,2}[a-z][a-z0-9]*(?:&[a-z0-9]+)*){0,6}"
NUMBER = (
    rf"(?P<ordinal>{FIGURE}{{1,6}}(?:\.[0-9]{{1,3}})?[a-z]?)[.…_]{{0,6}}"
    rf"(?:\s{{0,4}}(?P<separator>[/-])\s{{0,4}}|\s(?=(?:19|20)\d\d\s?/))"
    rf"(?:(?P<year>{FIGURE}{{4}}|9[0-9](?=\s?/))\s{{0,3}}[/-]\s{{0,3}})?(?P<symbol>{_SYMBOL})"
)
_LABEL = r"(?:(?:bo\s+luat|luat|phap\s+lenh|nghi\s+quyet|lenh)\s+)?\bs[o06]\s?[:;.,]?\s{0,12}[.…_]{0,6}\s{0,4}"
_LABELLED = re.compile(rf"(?<![^\W_]){_LABEL}{NUMBER}")
_BLANK = re.compile(
    rf"(?<![^\W_])(?:luat\s+)?s[o06]\s?:[\s._…]*(?:/\s?(?:{FIGURE}{{4}})?\s?/?\s?|-\s?)(?P<symbol>[a-z][a-z0-9]*(?:[-/&][a-z0-9]+)*)"
)
_ALONE = re.compile(rf"{NUMBER}\W*$")
# “Nghị định của Chính phủ số 115/2003/NĐ-CP ngày 10/10/2003 về …”: old titles name the number themselves.
_IN_TITLE = re.compile(rf"\bs[o06]\s*:?\s*{NUMBER}\s*,?\s*(?:ngay\s*(?P<day>{DAY}))?")
ISSUED_WITH = re.compile(
    r"\b(?:(?:ban\s+hanh\s+)?kem|ban\s+hanh)\s+theo\s+(?P<type>(?:\w+\s+){1,4}?)s[o06]\s*:?[\s.…_]*"
    rf"{NUMBER}(?:[\s,.…]{{0,6}}ngay[\s.…]{{0,6}}(?P<day>{DAY}|[\d.…]{{1,6}}\s*thang\s*\d{{1,2}}\s*nam\s*\d{{4}}))?"
)
_ACTING = re.compile(r"\b(?:ve|quy\s+dinh|huong\s+dan|sua\s+doi|ban\s+hanh|bo\s+sung|thi\s+hanh|bai\s+bo|thay\s+the)\b")
_MIXED = {"ttr": "TTr", "ttg": "TTg", "ctr": "CTr", "qyd": "QyĐ", "trs": "TrS"}
_TERM = re.compile("(QH|UBTVQH)([0-9lIoO]{1,2})")
# Codes that lose their Đ on some keyboards and in some scans.
_MENDED = {
    "QD": "QĐ", "ND": "NĐ", "CD": "CĐ", "HDND": "HĐND", "BGDDT": "BGDĐT", "SGDDT": "SGDĐT", "BLDTBXH": "BLĐTBXH",
    "SLDTBXH": "SLĐTBXH", "BKHDT": "BKHĐT", "SKHDT": "SKHĐT", "HDBT": "HĐBT", "HDTP": "HĐTP", "QDUB": "QĐUB",
    "QDUBND": "QĐUBND", "GDDT": "GDĐT",
}  # fmt: skip


def read_number(
    head: Head, heading_at: int, title_end: int
) -> tuple[Found[str] | None, list[Found[str]], list[Caution]]:
    """The document's own number, what else it could be, and what is odd about it.

    `heading_at` is where the heading begins (the end of the head without one), `title_end` where the abstract ends: an
    old title may name the number.
    """
    source = head.source
    found = _labelled(head, heading_at)
    cautions: list[Caution] = []
    if not found:
        found = [*_alone(head), *_in_title(source, title_end)]
    if not found and (blank := _BLANK.search(source.plain, 0, head.end)):
        cautions.append(_caution("number_blank", source, blank.start(), blank.end()))
    distinct = {parse_number(number.value).key: number for number in reversed(found)}
    ordered = [number for number in found if distinct[parse_number(number.value).key] is number]
    if not ordered:
        return None, [], cautions
    best = ordered[0]
    if len(ordered) > 1:
        cautions += [Caution("number_twice", n.start, n.end, n.words) for n in ordered[1:]]
    if best.certainty is Certainty.LIKELY and _mended(best.words) != best.words:
        cautions.append(Caution("number_mended", best.start, best.end, best.words))
    return best, ordered[1:], cautions


def _labelled(head: Head, heading_at: int) -> list[Found[str]]:
    """Numbers behind “Số:” at the start of a cell; without the colon only above the heading."""
    source, found = head.source, []
    for cell in head.cells:
        match = _LABELLED.match(source.plain, cell.start, head.end)
        if match is None or match.start("ordinal") - cell.start > 40:
            continue
        colon = ":" in source.text[cell.start : match.start("ordinal")]
        if not colon and cell.start > heading_at:
            continue
        if number := number_of(source, match):
            found.append((0 if colon else 1, number))
    best = min((rank for rank, _ in found), default=0)
    return [number for rank, number in found if rank == best]


def _alone(head: Head) -> list[Found[str]]:
    """A cell that is nothing but a number with a known symbol."""
    found = []
    for cell in head.cells[:12]:
        if match := _ALONE.match(head.source.plain, cell.start, cell.end):
            number = number_of(head.source, match, Certainty.LIKELY)
            if number and parse_number(number.value).ordinal is not None and number.words == number.words.upper():
                found.append(number)
    return found


def _in_title(source: Source, title_end: int) -> list[Found[str]]:
    match = _IN_TITLE.search(source.plain, 0, title_end)
    if match is None or _ACTING.search(source.plain, max(0, match.start() - 200), match.start()):
        return []
    number = number_of(source, match)
    return [number] if number else []


def number_of(source: Source, match: re.Match[str], certainty: Certainty = Certainty.SURE) -> Found[str] | None:
    """The number of a match of `NUMBER`, tidied; None if its letters are those of a word, not of a symbol."""
    start, end = match.start("ordinal"), match.end("symbol")
    symbol, end = _symbol(source.text[match.start("symbol") : end], match.start("symbol"))
    ordinal = figures(match["ordinal"]).replace(" ", "")
    if not symbol or not any(char.isdigit() for char in match["ordinal"] + (match["year"] or "")):
        return None
    if match["ordinal"][-1:].isalpha() and match["ordinal"][-1] not in "oil":
        ordinal = ordinal[:-1] + match["ordinal"][-1].upper()
    mended = _mended(symbol)
    year = f"{figures(match['year'])}/" if match["year"] else ""
    separator = "/" if year else match["separator"] or "/"
    raw = f"{ordinal}{'/' if year else separator}{year}{mended}"
    parsed = parse_number(raw)
    if parsed.ordinal is None:
        return None
    words = source.text[start:end]
    odd = mended != symbol or figures(match["ordinal"]) != match["ordinal"]
    return Found(parsed.number, start, end, words, Certainty.LIKELY if odd else certainty)


def _symbol(words: str, start: int) -> tuple[str, int]:
    """The part of the words that is a symbol, in the letters of symbols, and where it ends."""
    flat = words == words.lower()
    kept, end = "", start
    for match in re.finditer(r"(\s*[-/.]\s*)?([^\W_]+(?:&[^\W_]+)*)", words):
        joint, code = match[1] or "", match[2]
        if term := _TERM.fullmatch(code):
            code = term[1] + figures(term[2].lower())
        proper = _MIXED.get(code.lower()) or code
        capitals = proper == proper.upper() or proper in _MIXED.values()
        spaced = joint != joint.strip()
        if not (capitals or (flat and not spaced and len(code) <= 12)) or (spaced and kept and len(code) < 2):
            break
        kept += joint.strip() + (proper if proper in _MIXED.values() else proper.upper())
        end = start + match.end()
    return kept, end


def _mended(symbol: str) -> str:
    return re.sub(r"[^\W_]+", lambda part: _MENDED.get(part[0], part[0]), symbol)


def _caution(code: str, source: Source, start: int, end: int) -> Caution:
    return Caution(code, start, end, source.text[start:end])
