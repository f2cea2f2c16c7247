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
    "Chỉ huy trưởng", "Phó Trưởng đoàn", "Trưởng đoàn", "Tổng Bí thư", "Tổng thư ký", "Phó Tổng thư ký", "Trưởng Công an",
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
_TITLE_BY_NAME = {title.lower(): title for title in TITLES}
_TITLE_OF = {fold(title): title for title in reversed(TITLES)}
TITLE = re.compile(
    r"(?<![^\W_])(?:"
    + "|".join(sorted((re.escape(t).replace(r"\ ", r"\s+") for t in _TITLE_OF), key=len, reverse=True))
    + r")(?![^\W_])"
)
ITEM = re.compile(r"\s*[-–+*•]")
_BEHIND_ITEM = re.compile(r"[;.]\s+(?=[^\W\d_])")


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


def behind_item(source: Source, cell: Piece) -> Piece | None:
    """What a file joined to a line of the recipients: “- UBND các tỉnh; Nguyễn Đồng Tiến”."""
    ends = [*_BEHIND_ITEM.finditer(source.plain, cell.start, cell.end)]
    return source.trimmed(ends[-1].end(), cell.end, cell.line) if ends else None


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
    if not all(_NAME_WORD.fullmatch(token) and token[0].isupper() for token in tokens):
        return None
    if _ORGANISATION.search(plain) and name != name.title():
        return None
    shown = " ".join(tokens)
    return Found(shown.title() if shown == shown.upper() else shown, start, start + len(name), name)
