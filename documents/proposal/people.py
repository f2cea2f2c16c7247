"""Who signs: positions as catalogues name them, and names of persons."""

from __future__ import annotations

import re

from documents.lines import Piece, Source
from documents.proposal.values import Found
from vietnamese.text import fold

# Positions as catalogues name them, by what is written in capitals; longer ones first.
TITLES = (
    "Phó Chủ tịch Thường trực", "Phó Chủ tịch Quốc hội", "Chủ tịch Quốc hội", "Chủ tịch nước", "Phó Chủ tịch nước",
    "Phó Chủ tịch", "Quyền Chủ tịch", "Chủ tịch", "Phó Thủ tướng Thường trực", "Phó Thủ tướng", "Thủ tướng",
    "Thứ trưởng Thường trực", "Thứ trưởng", "Bộ trưởng", "Bộ trưởng, Chủ nhiệm", "Phó Thống đốc", "Thống đốc",
    "Phó Tổng Thanh tra", "Tổng Thanh tra", "Phó Chánh Thanh tra", "Chánh Thanh tra", "Phó Tổng Giám đốc",
    "Tổng Giám đốc", "Phó Giám đốc Thường trực", "Phó Giám đốc Phụ trách", "Phó Giám đốc", "Giám đốc",
    "Phó Chánh Văn phòng", "Chánh Văn phòng", "Phó Tổng cục trưởng", "Tổng cục trưởng", "Phó Chi cục trưởng",
    "Chi cục trưởng", "Phó Cục trưởng", "Cục trưởng", "Phó Vụ trưởng", "Vụ trưởng", "Phó Viện trưởng", "Viện trưởng",
    "Phó Chánh án", "Chánh án", "Phó Tổng Kiểm toán nhà nước", "Tổng Kiểm toán nhà nước", "Phó Trưởng ban Thường trực",
    "Phó Trưởng ban", "Trưởng ban", "Phó Trưởng phòng", "Trưởng phòng", "Phó Hiệu trưởng", "Hiệu trưởng",
    "Phó Chủ nhiệm", "Chủ nhiệm", "Phó Bí thư Thường trực", "Phó Bí thư", "Bí thư", "Phó Chỉ huy trưởng",
    "Chỉ huy trưởng", "Phó Trưởng đoàn", "Trưởng đoàn", "Tổng Bí thư", "Tổng thư ký", "Phó Tổng thư ký",
    "Trưởng Công an",
    "Thủ trưởng", "Phó Thủ trưởng",
)  # fmt: skip
# The first word of a person's name.
_FAMILY_NAMES = frozenset(
    [
        "an",
        "au",
        "bach",
        "bang",
        "banh",
        "be",
        "bo",
        "bui",
        "cai",
        "can",
        "cao",
        "chau",
        "chu",
        "chung",
        "co",
        "cu",
        "cung",
        "cuu",
        "da",
        "dam",
        "dan",
        "dang",
        "danh",
        "dao",
        "dau",
        "diep",
        "dinh",
        "do",
        "doan",
        "doi",
        "don",
        "dong",
        "du",
        "duong",
        "gia",
        "giang",
        "giap",
        "ha",
        "han",
        "hang",
        "ho",
        "hoa",
        "hoang",
        "hong",
        "hua",
        "huynh",
        "ke",
        "khieu",
        "khong",
        "khuat",
        "khuc",
        "kieu",
        "kim",
        "la",
        "lai",
        "lam",
        "lang",
        "lanh",
        "le",
        "lo",
        "loc",
        "loi",
        "lu",
        "luc",
        "luong",
        "luu",
        "luyen",
        "ly",
        "ma",
        "mac",
        "mach",
        "mai",
        "man",
        "mau",
        "mong",
        "mua",
        "nghiem",
        "ngo",
        "ngoc",
        "ngu",
        "nguy",
        "nguyen",
        "nham",
        "nhan",
        "nhu",
        "nie",
        "ninh",
        "nong",
        "on",
        "ong",
        "phan",
        "phi",
        "pham",
        "pho",
        "phu",
        "phung",
        "phuong",
        "quach",
        "quan",
        "quang",
        "que",
        "quy",
        "sam",
        "si",
        "sung",
        "ta",
        "tan",
        "tang",
        "tao",
        "tay",
        "thach",
        "thai",
        "than",
        "thang",
        "thi",
        "thieu",
        "tho",
        "thoi",
        "thuy",
        "tieu",
        "to",
        "ton",
        "tong",
        "tra",
        "tram",
        "tran",
        "trang",
        "tri",
        "trieu",
        "trinh",
        "truong",
        "tu",
        "tuong",
        "ung",
        "uong",
        "uy",
        "vang",
        "vi",
        "vien",
        "vo",
        "vu",
        "vuong",
        "vy",
        "xa",
        "y",
        "yen",
    ]
)
_DEGREES = re.compile(r"(?:(?:gs|pgs|ts|ths|bs|bscki+|ks|ls|cn|(?:dai|thuong|trung|thieu)\s+(?:tuong|ta))[.\s,:]+)*")
_TAIL_SIGNED = re.compile(r"\s*\(?\s*(?:da\s+ky|a\s+ky)\)?\W*$")
_ORGANISATION = re.compile(
    r"\b(?:van\s+phong|so\s|ban\s|chinh\s+phu|quoc\s+hoi|nhan\s+dan|tinh\b|cong\s+ty|huyen\b|bo\s+truong)"
)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)?")
# No part of any name.
_NO_NAME = frozenset(("va", "cua", "cac", "ve", "cho", "tai", "theo", "voi"))
_VOWEL = re.compile("[aeiouy]")
_TITLE_BY_NAME = {title.lower(): title for title in TITLES}
_TITLE_OF = {fold(title): title for title in reversed(TITLES)}
TITLE = re.compile(
    r"(?<![^\W_])(?:"
    + "|".join(sorted((re.escape(t).replace(r"\ ", r"\s+") for t in _TITLE_OF), key=len, reverse=True))
    + r")(?![^\W_])"
)
ITEM = re.compile(r"\s*[-–+*•]")
# TM. for a collective, KT. for the head, TL. by order, TUQ. by delegation, Q. acting.
MODE = re.compile(
    r"\W*(?:(?P<mode>t\s?[.,/]?\s?u\s?[.,/]?\s?q|t\s?[.,/]?\s?m|k\s?[.,/]?\s?t|t\s?[.,/]?\s?l|q)\s?[.,/:]+\s*"
    r"|(?P<slashed>t\s?/\s?m|k\s?/\s?t|t\s?/\s?l|t\s?/\s?u\s?q)\s+)(?=[^\W\d]|$)"
)
_MARK = re.compile(r"\W*([^\W\d_](?:\s?[.,/]?\s?[^\W\d_]){0,2})\s?[.,/:\s]")
_SHOUTED_MODE = re.compile(r"(?:T\s?[./]?\s?U\s?[./]?\s?Q|T\s?[./]?\s?M|K\s?[./]?\s?T|T\s?[./]?\s?L)\s?[./]")
LONGEST_MODE_LINE = 110
LONGEST_JOINED = 200
_BREAK = re.compile(r"(?<=[\s.;:,])(?=[^\W\d_])")


def titles_in(source: Source, cell: Piece) -> list[Found[str]]:
    """The positions that a cell names, as catalogues write them."""
    found = []
    for match in TITLE.finditer(source.plain, cell.start, cell.end):
        words = source.text[match.start() : match.end()]
        found.append(Found(title_named(words), match.start(), match.end(), words))
    return found


def title_named(words: str) -> str:
    """`THỨ TRƯỞNG` and `THỦ TRƯỞNG` differ by a mark only."""
    exact = " ".join(words.lower().split())
    return _TITLE_BY_NAME.get(exact) or _TITLE_OF[" ".join(fold(exact).split())]


def is_title_line(plain: str) -> bool:
    """Whether the position begins the cell; a sentence that mentions one is no title."""
    return TITLE.match(plain.lstrip(" .-*(")) is not None


def is_mode(source: Source, cell: Piece) -> bool:
    """`TM.` in capitals, or on a line that lost its capitals with its font; not “t.m …” inside a sentence."""
    if cell.end - cell.start > LONGEST_MODE_LINE or not MODE.match(source.folded(cell)):
        return False
    mark = _MARK.match(f"{source.words(cell)} ")
    letters = mark[1] if mark else ""
    return letters in (letters.upper(), letters.lower()) or letters.istitle()


def joined_signature(source: Source, cell: Piece) -> Piece | None:
    """What a file or a scanner joined to a line of the recipients: “- Lưu: VT. TM. ỦY BAN NHÂN DÂN”, “…; Lê Văn A”."""
    words = source.words(cell)
    if len(words) > LONGEST_JOINED or is_title_line(source.folded(cell)) or is_mode(source, cell):
        return None
    for match in _BREAK.finditer(words, 1):
        tail = source.trimmed(cell.start + match.start(), cell.end, cell.line)
        if tail is not None and _is_joined(source, words[: match.start()].rstrip(), tail):
            return tail
    return None


def _is_joined(source: Source, before: str, tail: Piece) -> bool:
    words = source.words(tail)
    if words == words.upper():
        if _SHOUTED_MODE.match(words):
            return True
        title = TITLE.match(source.folded(tail))
        if title is not None and title.end() >= len(words.rstrip(" .,;")):
            return True
    # A recipient may be a person too: “- Đ/c Nguyễn Văn A;”. Joined names stand behind a sign or an abbreviation.
    last = before.split()[-1] if before.split() else ""
    sign = before[-1:] in (";", ".", ")") or not any(char.isalpha() for char in last)
    return (sign or (last == last.upper() and len(last) > 1)) and person_in(source, tail) is not None


def _is_code(token: str) -> bool:
    return len(token) > 1 and token == token.upper()


def person_in(source: Source, cell: Piece) -> Found[str] | None:
    """The person whose name a cell is: two to six words with capitals, a Vietnamese family name first."""
    words, plain = source.words(cell), source.folded(cell)
    if tail := _TAIL_SIGNED.search(plain):
        words = words[: tail.start()]
    left = len(words) - len(words.lstrip(" \t.[(*"))
    name = words[left:].rstrip(" .,;)]*")
    degrees = _DEGREES.match(plain, left)
    skip = max(0, (degrees.end() if degrees else left) - left)
    name, start = name[skip:], cell.start + left + skip
    plain = source.plain[start : start + len(name)]
    tokens = name.split()
    if not 2 <= len(tokens) <= 6 or plain.split()[0] not in _FAMILY_NAMES or TITLE.search(plain):
        return None
    if not all(_NAME_WORD.fullmatch(token) and token[0].isupper() and _VOWEL.search(fold(token)) for token in tokens):
        return None
    if _ORGANISATION.search(plain) and name != name.title():
        return None
    if _NO_NAME.intersection(plain.split()) or (name != name.upper() and any(_is_code(token) for token in tokens)):
        return None
    shown = " ".join(tokens)
    return Found(shown.title() if shown == shown.upper() else shown, start, start + len(name), name)
