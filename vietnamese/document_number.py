"""Numbers of documents (số, ký hiệu): read, tidied, stored and asked for.

The contract of look-up: a document is stored under all of `index_keys`; a query asks for its `query_keys` one after the
other, and a document answers when one of its keys **equals** the key asked for. Nothing else is compared, so a plain
index on the key is enough. Four forms of keys, all folded, without leading zeros:

* the number: `2/2011/qd-ubnd`, and the same with the symbol's separators left out: `2/2011/qdubnd`
* number and year: `2/2011`
* type, number, year: `qd:2/2011`, and `qd:1234/-` for a document whose number bears no year
* type (with issuer) and number: `qd:2`, `qdubnd:2`
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vietnamese.document_types import (
    ASSEMBLY,
    OFFICIAL_LETTER,
    looks_like_issuer,
    split_code,
    types_of_symbol,
    uniform_signs,
    without_term,
)
from vietnamese.number_mentions import Mention, mentions
from vietnamese.text import compact_spaces, fold, normalise

# Codes with small letters of their own; everything else in a symbol is upper case.
_MIXED_CASE = frozenset({"TTr", "TTg", "CTr", "QyĐ", "TrS"})
# Types that can be normative (Luật 64/2025/QH15 and its forerunners), besides those of the National Assembly.
_NORMATIVE_TYPES = frozenset({"pl", "l", "nd", "nq", "nqlt", "qd", "tt", "ttlt", "ct"})
# Luật 80/2015/QH13, in force from 01/07/2016, took Chỉ thị from the normative documents.
_LAST_YEAR_OF_NORMATIVE_CT = 2016

_REMARK = re.compile(r"[\s,(]+(?:ngày|ngay|của|cua|về|ve)\s.*$", re.IGNORECASE)
_BEFORE_DIGITS = re.compile(r"^[^\d/]*(?=\d)")
_ONLY_NUMBER_WORD = re.compile(r"^(?:so|no|n°)?\s*[:.]?\s*$")
_LETTER = r"[^\W\d_]"
_NUMBER = re.compile(
    rf"(?P<ordinal>[0-9]{{1,7}})(?P<sub>(?:\.[0-9]{{1,3}})?{_LETTER}?)"
    r"(?:(?P<gap>[/-])(?P<year>(?:19|20)[0-9]{2}|[4-9][0-9](?=/)))?"
    rf"(?:(?P<separator>[/-])(?P<symbol>{_LETTER}[^\W_]*(?:[-/&.][^\W_]+)*))?"
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number: as it came (`raw`), as it is shown (`number`), and what it says.

    `ordinal` and `year` are `None` where the number does not tell them; `symbol` is the part after them (`QĐ-UBND`).
    `key` is the same for every spelling of one number; numbers repeat across issuers, so it identifies only together
    with the issuer.
    """

    raw: str
    number: str
    ordinal: int | None
    year: int | None
    symbol: str
    key: str


def parse_number(raw: str) -> DocumentNumber:
    """Read a number in any usual spelling: `Luật số: 64/2025/QH15`, `01 /2018/TT-VPCP`, `57-NQ/TW`. Never raises.

    Words before the number and a date behind it are left out. What is no number keeps its text, has no ordinal and its
    folded text without spaces as key.
    """
    line = compact_spaces(uniform_signs(normalise(raw)))
    return _read(raw, line) or DocumentNumber(raw, line, None, None, "", fold(line).replace(" ", ""))


def _read(raw: str, line: str) -> DocumentNumber | None:
    words = _BEFORE_DIGITS.match(line)
    if words is None:
        return None
    number = _REMARK.sub("", line[words.end() :]).rstrip(" .,;:)")
    number = re.sub(r"\s*([/&-])\s*", r"\1", number)
    number = re.sub(rf"({_LETTER})\s+({_LETTER})", r"\1-\2", number)
    number = re.sub(rf"({_LETTER})\s+(\d)", r"\1\2", number)
    number = re.sub(rf"(\d)\s+({_LETTER})", r"\1/\2", number)
    match = _NUMBER.fullmatch(number)
    if match is None:
        return None
    digits, sub, year_digits, symbol = match["ordinal"], match["sub"], match["year"], match["symbol"] or ""
    if not symbol and (sub or not (year_digits or _ONLY_NUMBER_WORD.match(fold(words[0])))):
        # "Hiến pháp 2013" and the procedure code 1.012070 are no numbers of documents.
        return None
    year = int(year_digits) if year_digits else None
    if year is not None and year < 100:
        year += 1900
    # 57-NQ/TW keeps its hyphen; a year in the number is always followed by a slash.
    separator = match["separator"] if year is None else "/"
    shown_symbol = re.sub(r"[^\W_]+", lambda part: part[0] if part[0] in _MIXED_CASE else part[0].upper(), symbol)
    start = digits + sub.upper() if sub[-1:].isalpha() else digits + sub
    parts = [start, *([f"/{year_digits}"] if year else []), *([separator + shown_symbol] if symbol else [])]
    key_parts = [
        f"{int(digits)}{fold(sub)}",
        *([f"/{year}"] if year else []),
        *([separator + re.sub("[&.]", "", fold(symbol))] if symbol else []),
    ]
    return DocumentNumber(raw, "".join(parts), int(digits), year, shown_symbol, "".join(key_parts))


def index_keys(number: DocumentNumber) -> list[str]:
    """Every key under which a document is found by its number (see the module), the full number first."""
    if number.ordinal is None:
        return [number.key] if number.key else []
    ordinal = re.split("[-/]", number.key, maxsplit=1)[0]
    head = ordinal if number.year is None else f"{ordinal}/{number.year}"
    keys = [number.key]
    if number.year is not None:
        keys.append(head)
    if number.symbol:
        symbol = _folded_symbol(number.symbol)
        letters = re.sub("[-/]", "", symbol)
        keys += [f"{head}/{letters}", f"{head}/{without_term(letters)}"]
        for kind in types_of_symbol(symbol):
            keys += [f"{kind}:{head}" if number.year is not None else f"{kind}:{ordinal}/-", f"{kind}:{ordinal}"]
        keys.append(f"{letters}:{ordinal}")
    return list(dict.fromkeys(keys))


def query_keys(text: str) -> list[str]:
    """The keys to look up for what a citizen typed, the most telling first; `[]` if it names no document number.

    Numbers may stand anywhere in the text, with or without diacritics, hyphens and leading zeros, the type in words or
    as a code (`qđ ubnd 02 2011`, `nghị định 42`). Dates, articles, telephone numbers and amounts are no numbers.
    """
    keys: list[str] = []
    for mention in mentions(text):
        keys += _symbol_keys(mention) if mention.symbol else _word_keys(mention)
    return list(dict.fromkeys(keys))


def _head(mention: Mention) -> str:
    return mention.ordinal if mention.year is None else f"{mention.ordinal}/{mention.year}"


def _symbol_keys(mention: Mention) -> list[str]:
    """Keys for a number that was typed with its symbol.

    If the symbol names a known issuer the number is complete, and a document of the same type and number by another
    issuer would be a wrong answer. Otherwise the issuer is missing or misspelt, and type and number have to do.
    """
    head = _head(mention)
    parts = re.split("[-/]", mention.symbol)
    letters = "".join(parts)
    keys = [f"{head}{mention.separator}{mention.symbol}", f"{head}/{letters}"]
    if letters.endswith("ub"):
        keys.append(f"{head}/{letters}nd")
    elif letters.endswith("ubnd"):
        keys.append(f"{head}/{letters[:-2]}")
    if mention.year is None:
        keys.append(f"{letters}:{mention.ordinal}")
    kinds = types_of_symbol(mention.symbol)
    joint = kinds[0] in {"ttlt", "nqlt"}
    complete = any(map(looks_like_issuer, parts)) or split_code(letters) is not None
    if kinds[0] != OFFICIAL_LETTER and (joint or not complete):
        keys.append(f"{kinds[0]}:{head}")
    elif len(parts) == 1 and mention.year is not None:
        # "02/2011/UBND": no type to hold on to.
        keys.append(head)
    return keys


def _word_keys(mention: Mention) -> list[str]:
    """Keys for a number named by type, issuer and year in words or codes, as far as they were typed."""
    head, kind, issuer = _head(mention), mention.kind, mention.issuer
    if kind is None:
        return [head]
    keys: list[str] = []
    if issuer in {ASSEMBLY, "ubtvqh"}:
        keys.append(f"{head}/{issuer}")
    if issuer is not None and kind not in {ASSEMBLY, OFFICIAL_LETTER}:
        keys += [f"{head}/{kind}-{issuer}", f"{head}/{kind}{issuer}"]
        if mention.year is None:
            keys.append(f"{kind}{issuer}:{mention.ordinal}")
        elif not mention.year_in_number:
            # An individual decision of that year bears no year in its number.
            keys.append(f"{mention.ordinal}/{kind}{issuer}")
    keys.append(f"{kind}:{head}")
    if mention.year is not None and not mention.year_in_number:
        keys.append(f"{kind}:{mention.ordinal}/-")
    return keys


def looks_normative(number: DocumentNumber) -> bool:
    """Whether the number is that of a normative document (QPPL): it bears a year and a type that can be normative.

    A first guess to be confirmed by a person (domain 3.2): true of UBND and HĐND since about 2005, with exceptions;
    documents before 1997 bear no year. Chỉ thị count until 2016.
    """
    if number.ordinal is None or number.year is None:
        return False
    if not number.symbol:
        return True
    kind = types_of_symbol(_folded_symbol(number.symbol))[0]
    if kind == "ct":
        return number.year <= _LAST_YEAR_OF_NORMATIVE_CT
    return kind == ASSEMBLY or kind in _NORMATIVE_TYPES


def _folded_symbol(symbol: str) -> str:
    return re.sub("[&.]", "", fold(symbol))
