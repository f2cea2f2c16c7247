"""Where a text names a document by its number: `42/2022/NĐ-CP`, `nghị định số 42 năm 2022`, `qd ubnd 02 2011`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from vietnamese.document_types import (
    FIRM_CODES,
    FIRM_TYPES,
    ISSUER_OF_PHRASE,
    SYMBOL_TYPES,
    TYPE_CODES,
    TYPE_OF_PHRASE,
    is_issuer,
    is_symbol,
    split_code,
    uniform_signs,
)
from vietnamese.text import compact_spaces, fold

# More than a citizen types; the expressions below look at every place of the text.
_LONGEST_TEXT = 400


@dataclass(frozen=True, slots=True)
class Mention:
    """A number named in a text, folded. Either `symbol` is known as typed, or `kind` and `issuer` as far as named.

    `year_in_number` tells `42/2022` from "số 42 năm 2022", where the year may be that of the signing.
    """

    ordinal: str
    year: int | None = None
    symbol: str = ""
    separator: str = "/"
    kind: str | None = None
    issuer: str | None = None
    year_in_number: bool = False


def mentions(text: str) -> Iterator[Mention]:
    """The document numbers a text names: first those with a symbol, then those in words, then number/year alone."""
    line = compact_spaces(uniform_signs(fold(text[:_LONGEST_TEXT])))
    found: list[Mention] = []

    def take(match: re.Match[str]) -> str:
        mention = _with_symbol(match)
        if mention is None:
            return match[0]
        found.append(mention)
        return " | "

    for pattern in (_SLASHED, _HYPHENED, _SLUG):
        line = pattern.sub(take, line)
    yield from found
    marked = _masked(_marked(line))
    words = list(_in_words(marked))
    yield from words
    if not words:
        yield from _alone(marked, alone=not found)


# --- with a symbol ---------------------------------------------------------------------------------------------------

_START = r"(?<![\w/.,-])"
_ORDINAL = r"(?P<ordinal>\d{1,6}(?:\.\d{1,3})?[a-z]?)"
_YEAR = r"(?:19|20)\d{2}"
_CODE = r"[a-z][a-z0-9&]*"
# A hyphen with spaces joins only a type and what follows: "02/2011/qd-ubnd - quy dinh" ends at ubnd.
_SLASHED = re.compile(
    rf"{_START}{_ORDINAL}(?P<separator>\s*/\s*)(?:(?P<year>{_YEAR})\s*/\s*)?"
    rf"(?P<symbol>{_CODE}(?:[-/]{_CODE})+|{_CODE}(?:\s*-\s*|\s+){_CODE}(?:-{_CODE})*|{_CODE})(?!\w)"
)
_HYPHENED = re.compile(rf"{_START}{_ORDINAL}\s?(?P<separator>-)\s?(?P<symbol>{_CODE}(?: ?/ ?{_CODE})?)(?![\w-])")
_SLUG = re.compile(rf"{_START}{_ORDINAL}(?P<separator>-)(?P<year>{_YEAR})-(?P<symbol>{_CODE}(?:-{_CODE})*)(?!\w)")


def _with_symbol(match: re.Match[str]) -> Mention | None:
    written_year = match.groupdict().get("year")
    year = int(written_year) if written_year else None
    separator = "/" if year else match["separator"].strip()
    spaced = match["symbol"].replace("&", "")
    symbol = re.sub(r"\s*([-/])\s*", r"\1", spaced)
    if " " in symbol:
        first, second = symbol.split(" ", 1)
        # "02/2011/qd ubnd" is one symbol, "02/2011/qd-ubnd quy định" is not.
        symbol = f"{first}-{second}" if first in SYMBOL_TYPES and is_issuer(second.split("-")[0]) else first
    parts = re.split("[-/]", symbol)
    if year and match["separator"] == "-" and len(parts) > 2 and is_issuer(parts[1]):
        # An address may go on with the title: 02-2011-qd-ubnd-ve-viec.
        parts = [parts[0], *takewhile(is_issuer, parts[1:])]
        symbol = "-".join(parts)
    known = is_symbol(parts[0])
    if separator == "-":
        known = known and (len(parts) > 1 or parts[0] in {"cp", "ttg"})
    if not known and year is None and (len(parts) < 2 or not _letter_code(parts)):
        return None
    return Mention(_plain(match["ordinal"]), year, symbol, separator)


def _letter_code(parts: list[str]) -> bool:
    """Whether it can be a symbol of a letter, `stttt-bcxb`; "tháng/quý-năm" cannot."""
    return all(2 <= len(part) <= 12 and not part.isdigit() for part in parts) and parts[0] not in _UNITS


def _plain(ordinal: str) -> str:
    return ordinal.lstrip("0") or "0"


# --- in words --------------------------------------------------------------------------------------------------------

_UNITS = {
    "thang", "ngay", "nam", "quy", "tuan", "gio", "phut", "trieu", "ty", "ti", "nghin", "ngan", "dong", "nguoi", "dieu",
    "khoan", "chuong", "trang", "ban", "bo", "buoc", "lan", "muc", "km", "m2", "ha", "tuoi", "cap", "loai", "cai",
    "phan", "diem", "ky", "dot", "vong", "nhom", "ong", "ba",
}  # fmt: skip
_MASKS = (
    # Days keep their year: "quyết định số 1234 ngày 5/6/2014".
    (re.compile(rf"(?<![\d/])\d{{1,2}} ?[/.-] ?\d{{1,2}} ?[/.-] ?({_YEAR})(?![\d/])"), r" ~\1 "),
    (re.compile(rf"(?:ngay )?\b\d{{1,2}} thang \d{{1,2}},? nam ({_YEAR})"), r"ngay ~\1 "),
    # Telephone numbers.
    (re.compile(r"(?<!\d)(?:\+?84|0)\d{1,3}(?:[ .-]?\d{3,4}){2,3}(?!\d)"), " % "),
    # Parts of a document, of a year, of a form; years of school.
    (re.compile(r"\b(?:dieu|khoan|diem|muc|chuong|phu luc|mau|bieu|bang|trang|bai) (?:so )?\d+[a-z]?\b(?!/)"), " % "),
    (re.compile(rf"\b(?:thang|quy|tuan|dot|ky|lan|nam hoc|khoa|nhiem ky) ?\d+ ?(?:[/-]|nam )? ?{_YEAR}"), " % "),
    (re.compile(rf"\b(?:tu|den|toi|truoc|sau|het|cuoi|dau|trong|ngay|vao|thang) \d{{1,2}} ?/ ?{_YEAR}"), " % "),
    (re.compile(rf"{_YEAR} ?[-/] ?{_YEAR}"), " % "),
)
_PHRASES = {**{k: f"@{v}" for k, v in TYPE_OF_PHRASE.items()}, **{k: f"#{v}" for k, v in ISSUER_OF_PHRASE.items()}}
_PHRASE = re.compile(r"\b(?:" + "|".join(sorted(_PHRASES, key=len, reverse=True)) + r")\b")
_GLUED = re.compile(r"\b(" + "|".join(sorted(FIRM_CODES | {"tt", "ct"}, key=len, reverse=True)) + r")(?=\d)")
_WORD = re.compile(r"(?<![@#~\w])[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)?")

_FILLER = r"(?:(?:cua|tinh|thanh pho|thai binh|hung yen|do|ban hanh|#\w+) )"
_AFTER = rf"(?: ?[/-] ?|,? (?:{_FILLER}*(?:nam |ngay ~|~))?)(?P<year>{_YEAR})(?![\d/]| ?- ?\d)"
_ISSUER = r"(?: ?[/-]? ?(?:cua )?#(?P<{}>\w+))?"
_FORWARD = re.compile(
    rf"(?P<sign>[@!])(?P<kind>\w+){_ISSUER.format('before')} {_FILLER}{{0,4}}(?P<so>so ?:? ?)?"
    rf"(?<![.,]){_ORDINAL}(?![\w%]|[.,]\d|/\d{{1,2}}\b(?!\d))(?:{_AFTER})?{_ISSUER.format('behind')}"
)
_BACKWARD = re.compile(
    rf"{_START}{_ORDINAL}(?:(?: ?/ ?| (?:nam )?)(?P<year>{_YEAR}))? "
    rf"(?P<sign>[@!])(?P<kind>\w+){_ISSUER.format('behind')}"
)
_YEAR_FIRST_LIMIT, _YEAR_LAST_LIMIT = 1945, 2050


def _masked(line: str) -> str:
    for pattern, replacement in _MASKS:
        line = pattern.sub(replacement, line)
    return compact_spaces(line)


def _marked(line: str) -> str:
    """The line with its types as `@qd` (in words) or `!qd` (as codes) and its issuers as `#ubnd`."""

    def mark(match: re.Match[str]) -> str:
        first, _, second = match[0].partition("-")
        if (glued := split_code(first)) is not None and not second:
            return f"!{glued[0]} #{glued[1]}"
        if first in TYPE_CODES and (not second or is_issuer(second)):
            return f"!{first} #{second}" if second else f"!{first}"
        return f"#{match[0]}" if is_issuer(match[0]) else match[0]

    line = _PHRASE.sub(lambda match: _PHRASES[match[0]], line)
    return compact_spaces(_WORD.sub(mark, _GLUED.sub(r"\1 ", line)))


def _in_words(line: str) -> Iterator[Mention]:
    rest = line
    for match in _FORWARD.finditer(line):
        if _is_document(match, line):
            issuer = match["before"] or match["behind"] or _issuer_within(match[0])
            yield _named(match, issuer)
        rest = rest.replace(match[0], " | ", 1)
    for match in _BACKWARD.finditer(rest):
        # "45/2019 quy định gì": a type in words may be another word here.
        if match["behind"] or (match["year"] and (match["sign"] == "!" or match["kind"] in FIRM_TYPES)):
            yield _named(match, match["behind"])


def _named(match: re.Match[str], issuer: str | None) -> Mention:
    year = int(match["year"]) if match["year"] else None
    joined = year is not None and re.search(rf"\d ?/ ?{year}", match[0]) is not None
    return Mention(_plain(match["ordinal"]), year, kind=match["kind"], issuer=issuer, year_in_number=joined)


def _issuer_within(matched: str) -> str | None:
    issuer = re.search(r"#(\w+)", matched)
    return issuer[1] if issuer else None


def _is_document(match: re.Match[str], line: str) -> bool:
    """Whether a type and a number are a document, not "kế hoạch 5 năm", "luật 2013" or "báo cáo 6 tháng"."""
    kind, said_number, year = match["kind"], match["so"] is not None, match["year"]
    in_words = match["sign"] == "@"
    if year:
        # "kế hoạch 5 năm 2021": a plan of five years.
        return said_number or kind in FIRM_TYPES or " nam " not in match[0]
    if said_number:
        return True
    if _YEAR_FIRST_LIMIT <= float(re.sub("[a-z]", "", match["ordinal"])) <= _YEAR_LAST_LIMIT:
        return False
    following = line[match.end() :].lstrip(" ,.;:?!)").split(" ", 1)[0]
    if following in _UNITS or following.startswith("%"):
        # "Nghị định 42, điều 5" has lost its article to a mask; "5%" is glued.
        return following == "%" and kind in FIRM_TYPES
    firm = kind in (FIRM_TYPES if in_words else FIRM_CODES)
    return bool(match["before"] or match["behind"]) or firm or (in_words and not following)


# --- number and year alone -------------------------------------------------------------------------------------------

_ALONE = re.compile(rf"{_START}{_ORDINAL} ?/ ?(?P<year>{_YEAR})(?![\w/]|[.,]\d)")
_MONTHS = 12


def _alone(line: str, *, alone: bool) -> Iterator[Mention]:
    """`2/2011` as the whole query is a number; inside a text it may be a month, unless something says otherwise."""
    for match in _ALONE.finditer(line):
        before, behind = line[: match.start()].strip(" :"), line[match.end() :].strip(" .?")
        ordinal = re.sub("[a-z]", "", match["ordinal"])
        whole = alone and before in {"", "so", "van ban", "van ban so", "vb"} and not behind
        named = before.endswith(("so", "van ban", "vb")) or re.search(r"#\w+$", before) or behind.startswith("#")
        if whole or named or float(ordinal) > _MONTHS:
            yield Mention(_plain(match["ordinal"]), int(match["year"]))
