"""What a heading looks like: articles, divisions (parts, chapters, sections), attached regulations, annexes.

A line is only looked at by itself here; whether it fits its series is said in `series`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from documents.structure.provision import ProvisionKind
from vietnamese.text import slug

K = ProvisionKind
LONGEST_TITLE = 300
LONGEST_NAME = 150
# A title of a chapter is short; what is longer is a sentence that begins with a reference.
LONGEST_DIVISION_TITLE = 250


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its kind, its label as written, its number, the words after it on the line, its piece of an anchor."""

    kind: ProvisionKind
    label: str
    number: str
    rest: str
    piece: str


_ARTICLE = re.compile(
    r"(?P<label>Đi[ềêế]u\s*(?P<number>\d{1,4}\s?[a-zđ]?)(?:\s*(?P<mark>\.(?!\d)|:|[-–](?=\s)))?)(?P<rest>.*)", re.I
)
_ORDINAL = r"thứ\s+\w+(?:\s+mươi)?"
_NUMBER = rf"(?:(?:[IVXLC]+|\d{{1,3}}|[A-ZĐ])[a-zđ]?|{_ORDINAL})"
_DIVISION = re.compile(
    rf"(?P<label>(?P<name>Phần|Chương|Tiểu\s+mục|Mục)(?:\s+số)?\s+(?P<number>{_NUMBER})(?!\w)(?P<mark>\s*[.:/)]|\s+[-–](?=\s))?)"
    r"\s*(?P<rest>.*)",
    re.I,
)
_DIVISIONS = {"phần": (K.PART, "phan"), "chương": (K.CHAPTER, "chuong"), "mục": (K.SECTION, "muc")}
_SUBSECTION = (K.SUBSECTION, "tieu-muc")
# “Mục 2 Chương III của Luật này …”: what follows the number shows that it is a reference.
_REFERENCE = re.compile(
    r"(?:Phần|Chương|Mục|Điều|Khoản|Điểm|Phụ lục)\s+[IVXLC\d]"
    r"|(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định|Quy chế|Quy định|Điều lệ)\b.*?\s(?:này|số)\b",
    re.I,
)
_ROMAN_SECTION = re.compile(r"(?P<label>(?P<number>[IVX]{1,5})\s*[.)/–-])\s*(?P<rest>\S.*)")
_LETTER_PART = re.compile(r"(?P<label>(?P<number>[A-EĐ])\s*[.)/–-])\s*(?P<rest>[^\d\s].*)")

REGULATION_NAMES = (
    "QUY CHẾ",
    "QUY ĐỊNH",
    "QUI CHẾ",
    "QUI ĐỊNH",
    "ĐIỀU LỆ",
    "NỘI QUY",
    "NỘI QUI",
    "QUY TRÌNH",
    "QUI TRÌNH",
    "KẾ HOẠCH",
    "ĐỀ ÁN",
    "CHƯƠNG TRÌNH",
    "PHƯƠNG ÁN",
    "CHIẾN LƯỢC",
    "QUY HOẠCH",
    "QUY ƯỚC",
    "HƯỚNG DẪN",
    "CHẾ ĐỘ",
    "QUY CHUẨN",
    "DANH MỤC",
    "BẢNG GIÁ",
    "ĐỊNH MỨC",
    "TIÊU CHÍ",
    "BỘ TIÊU CHÍ",
    "ĐƠN GIÁ",
    "THỂ LỆ",
)
# These have no articles: they are annexes by another name.
_LISTS = frozenset({"DANH MỤC", "BẢNG GIÁ", "ĐỊNH MỨC", "TIÊU CHÍ", "BỘ TIÊU CHÍ", "ĐƠN GIÁ"})
_REGULATION = re.compile(rf"(?P<label>{'|'.join(REGULATION_NAMES)})(?!\w)[:.]?\s*(?P<rest>.*)", re.I)
# Titles of chapters that begin like the name of a regulation.
_CHAPTER_TITLES = re.compile(r"QU[YI] ĐỊNH (?:CHUNG|CỤ THỂ|KHÁC|CHUYỂN TIẾP|RIÊNG)|QU[YI] ĐỊNH VỀ THI HÀNH", re.I)
_ANNEX = re.compile(
    r"(?P<label>(?P<name>Phụ lục)(?:\s+số)?"
    r"(?:\s*:?\s*(?P<number>[IVXLC]+(?:\.?\d+)?|\d{1,3}[A-Z]?(?:[./-]\d+)?|[A-Z])(?!\w))?"
    r"(?P<mark>\s*[.:]|\s+[-–](?=\s))?)\s*(?P<rest>.*)",
    re.I,
)
_FORM = re.compile(
    r"(?P<label>(?P<name>Mẫu|Biểu mẫu|Biểu)(?:\s+số)?"
    r"\s*:?\s*(?P<number>[A-ZĐ]{0,3}\s?\d{1,3}[a-z]?(?:[./-]\s?[A-ZĐ\d]+)*)"
    r"(?P<mark>\s*[.:]|\s+[-–](?=\s))?)\s*(?P<rest>.*)",
    re.I,
)
KEM_THEO = re.compile(r"\(?\s*(?:(?:Ban hành\s+)?kèm\s+theo|Ban hành\s+theo)\b", re.I)
_FIRST_LETTERS = frozenset("PpCcMmTt")


def article(text: str) -> Heading | None:
    """`Điều 5. Title`. Without a full stop or colon it is one only when nothing follows: “Điều 5 Nghị định này”."""
    if text[:1] not in ("Đ", "đ"):
        return None
    match = _ARTICLE.match(text)
    if match is None:
        return None
    rest = match["rest"].strip()
    if not match["mark"] and rest:
        return None
    if text[0] == "đ" or rest[:1] in (",", ";"):
        return None
    number = match["number"].replace(" ", "").lower().lstrip("0") or "0"
    return Heading(K.ARTICLE, match["label"].strip(), number, rest, f"dieu-{ascii_number(number)}")


def article_number(text: str) -> int | None:
    """The number of the article that this line is the heading of, without its letter."""
    found = article(text)
    return int(found.number.rstrip("abcdefghijklmnopqrstuvwxyzđ")) if found else None


def division(text: str) -> Heading | None:
    """`Chương II`, `Mục 1. Title`, `PHẦN THỨ NHẤT`; not “Chương II của Luật này …”."""
    if text[:1] not in _FIRST_LETTERS:
        return None
    match = _DIVISION.match(text)
    if match is None:
        return None
    rest = match["rest"].strip()
    if rest and not _is_division_title(rest, bool(match["mark"])):
        return None
    name = " ".join(match["name"].lower().split())
    kind, piece = _DIVISIONS.get(name, _SUBSECTION)
    number = match["number"]
    return Heading(kind, match["label"].strip(), number, rest, f"{piece}-{ascii_number(number.lower())}")


def _is_division_title(rest: str, marked: bool) -> bool:
    if len(rest) > LONGEST_DIVISION_TITLE or not (rest[0].isupper() or rest[0] in '“"('):
        return False
    if is_capitals(rest):
        return True
    return marked or (rest[-1] not in ".;:," and not _REFERENCE.match(rest))


def is_division(text: str) -> bool:
    return division(text) is not None


def roman_section(text: str) -> Heading | None:
    """`I. Title` in a text without articles."""
    if text[:1] not in ("I", "V", "X"):
        return None
    if match := _ROMAN_SECTION.match(text):
        return Heading(K.SECTION, match["label"], match["number"], match["rest"], f"muc-{match['number'].lower()}")
    return None


def letter_part(text: str) -> Heading | None:
    """`A. TITLE` in capitals, above Roman numbers."""
    match = _LETTER_PART.match(text)
    if match is None or not is_capitals(match["rest"]):
        return None
    return Heading(
        K.PART, match["label"], match["number"], match["rest"], f"phan-{ascii_number(match['number'].lower())}"
    )


def regulation(text: str) -> Heading | None:
    """`QUY CHẾ`, alone or with its title on the same line; whether small letters will do, the lines around it tell."""
    match = _REGULATION.match(text)
    if match is None or _CHAPTER_TITLES.match(text):
        return None
    rest = match["rest"].strip()
    if rest and not is_capitals(text) and (len(text) > LONGEST_NAME or rest[-1] in ".;:,"):
        return None
    name = match["label"].upper()
    kind = K.ANNEX if name in _LISTS else K.REGULATION
    return Heading(kind, match["label"], "", rest, slug(name.replace("QUI", "QUY")))


def annex(text: str) -> Heading | None:
    """`PHỤ LỤC`, `Phụ lục I`, `Phụ lục số 01: Title`; not “Phụ lục I ban hành kèm theo Nghị định này …”."""
    if text[:1] not in ("P", "p"):
        return None
    match = _ANNEX.match(text)
    if match is None:
        return None
    rest, number = match["rest"].strip(), match["number"] or ""
    if not number and not match["name"].isupper() and (rest or text[1:] != "hụ lục"):
        return None
    if not _is_annex_rest(rest, bool(match["mark"])):
        return None
    piece = f"phu-luc-{ascii_number(number.lower().lstrip('0'))}" if number else "phu-luc"
    return Heading(K.ANNEX, match["label"].strip(), number, rest, piece)


def form(text: str) -> Heading | None:
    """`Mẫu số 01`, alone on its line or with a short title."""
    if text[:1] not in ("M", "B"):
        return None
    match = _FORM.match(text)
    if match is None or not _is_annex_rest(match["rest"].strip(), bool(match["mark"])):
        return None
    number = match["number"].replace(" ", "")
    return Heading(
        K.ANNEX, match["label"].strip(), number, match["rest"].strip(), f"mau-{ascii_number(number.lower())}"
    )


def _is_annex_rest(rest: str, marked: bool) -> bool:
    if not rest:
        return True
    if len(rest) > LONGEST_TITLE or rest[-1] in ";,":
        return False
    if KEM_THEO.match(rest) and rest[0] in "(BK":
        return True
    if is_capitals(rest):
        return True
    return marked and rest[0].isupper() and rest[-1] not in ".:" and not _REFERENCE.match(rest)


def roman_value(number: str) -> int:
    """IV is 4."""
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}.get(letter, 0) for letter in number.upper()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def is_capitals(text: str) -> bool:
    """Mostly capital letters: texts converted from old fonts lose some (`CÁC QUY ĐỊNH cHUNG`)."""
    letters = [letter for letter in text[:200] if letter.isalpha()]
    return len(letters) > 1 and sum(letter.isupper() for letter in letters) >= 0.75 * len(letters)


@lru_cache(maxsize=4096)
def ascii_number(number: str) -> str:
    """A number in an anchor: `đ` is `dd`, since `d` is another one, and addresses stay ASCII."""
    return slug(number.replace("đ", "dd")) or "0"
