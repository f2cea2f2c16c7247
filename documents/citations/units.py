"""Provisions named in a text: “các điểm a, b và c”, “khoản 1”, “Điều 12 đến Điều 15”, “Chương II”."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum

from documents.citations.numbering import place


class Rank(IntEnum):
    """What lies inside what."""

    POINT = 1
    CLAUSE = 2
    ARTICLE = 3
    SUBSECTION = 4
    SECTION = 5
    CHAPTER = 6
    PART = 7
    ANNEX = 8


@dataclass(frozen=True, slots=True)
class Unit:
    """One provision of a list; the first of a list starts at its word, the others at their number."""

    start: int
    end: int
    number: str
    # The end of a range that the unit before it begins.
    closes_range: bool = False


@dataclass(slots=True)
class Group:
    """Provisions of one rank after one word."""

    rank: Rank
    units: list[Unit] = field(default_factory=list)
    # “các điều 5, 6” names a list; “Điều 5, 10 ngày” does not.
    plural: bool = False

    @property
    def start(self) -> int:
        return self.units[0].start

    @property
    def end(self) -> int:
        return self.units[-1].end


# “Khoản 1Điều 2” is typed often enough.
_ARABIC = r"\d{1,3}(?:(?=[ĐK](?:iều|hoản)\s)|(?:[a-zđ]\d?)?(?!\w|\s*%|[./]\d))"
_ROMAN = r"(?:[IVXLC]{1,6}[a-zđ]?|\d{1,3}[a-zđ]?)(?!\w|[./]\d|-[A-Z](?!\w))"
_NUMBERS: dict[Rank, re.Pattern[str]] = {
    Rank.POINT: re.compile(r"(?:[a-zđA-ZĐ]\d{0,2}(?!\w|[’'/])(?!(?<=[yY])\s+(?:tế|học|sĩ|tá))|\d{1,2}(?!\w|[./,]\d))"),
    Rank.CLAUSE: re.compile(_ARABIC),
    Rank.ARTICLE: re.compile(_ARABIC),
    Rank.SUBSECTION: re.compile(_ROMAN),
    Rank.SECTION: re.compile(_ROMAN),
    Rank.CHAPTER: re.compile(_ROMAN),
    Rank.PART: re.compile(rf"(?:thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|[A-EĐ](?!\w)|{_ROMAN})"),
    Rank.ANNEX: re.compile(r"(?:[IVXLC]{1,6}[a-zA-Z]?|\d{1,3}[a-zA-Z]?|[A-ZĐ])(?![\w/]|\.\d)"),
}
_RANKS = {
    "điểm": Rank.POINT,
    "khoản": Rank.CLAUSE,
    "điều": Rank.ARTICLE,
    "tiểu mục": Rank.SUBSECTION,
    "mục": Rank.SECTION,
    "chương": Rank.CHAPTER,
    "phần": Rank.PART,
    "phụ lục": Rank.ANNEX,
}
_NOT_AFTER = {
    Rank.POINT: ("thời", "địa", "quan", "đặc", "ưu", "nhược", "trọng", "cao", "số", "tổng", "trung", "khuyết", "giao"),
    Rank.CLAUSE: ("tài", "điều", "trương"),
    Rank.ARTICLE: ("theo", "máy"),
    Rank.SECTION: ("danh", "chuyên", "hạng", "đề", "tiểu", "tiết", "hạn"),
    Rank.CHAPTER: ("huy", "văn", "hiến"),
    Rank.PART: ("cổ", "thành", "học", "bộ", "một", "góp", "chất"),
}
WORD = r"(?:[Đđ]iểm|[Kk]hoản|[Đđ]iều|(?:[Tt]iểu\s+)?[Mm]ục|[Cc]hương|[Pp]hần|[Pp]hụ\s+lục)"
_HEAD = re.compile(
    rf"(?P<plural>(?:[Cc]ác|[Nn]hững)\s+)?(?P<word>{WORD})(?:\s+|(?=\d))(?P<from>từ\s+)?(?:số\s+)?(?=[\wĐđ])"
)
_ANNEX_ALONE = re.compile(r"[Pp]hụ\s+lục(?=\s+(?:được\s+)?(?:ban\s+hành\s+)?kèm\s+theo\s)")
_AND = re.compile(r"\s*(?:,?\s*(?:và|hoặc|hay)(?!\w)|,|;)\s*")
_TO = re.compile(r"\s*(?:đến|tới|-)\s*(?:hết\s+)?")
# What may stand behind the last number of a list without “các”, so that it is no amount.
_FOLLOWS = re.compile(
    r"\s*(?:[,;.:)”\"]|$|và(?!\w)|hoặc(?!\w)|đến(?!\w)|của(?!\w)|[Đđ]iều\s|[Kk]hoản\s|[Mm]ục\s|[Cc]hương\s|[Pp]hần\s|này(?!\w)"
    r"|[Ll]uật\s|[Bb]ộ\s+luật|[Nn]ghị\s|[Tt]hông\s+tư|[Qq]uyết\s+định|[Ss]ắc\s|[Pp]háp\s+lệnh|Hiến\s|[Qq]uy\s|được\s|thì\s|nêu\s"
    r"|phải\s|có\s|là\s|theo\s|tại\s|trong\s|ban\s+hành|kèm\s)"
)
_COUNTED = re.compile(
    r"\s*(?:%|(?:ngày|tháng|năm|tuần|giờ|phút|người|triệu|tỷ|nghìn|đồng|lần|bộ|bản|cơ\s+quan|văn\s+bản|trường\s+hợp|tuổi|mét|m2)(?!\w))"
)
_TITLE = re.compile(r"\s*(?:[.:\n]|\Z|- *[A-ZĐ])")
_DIVISION_TITLE = re.compile(
    r"\s*(?:[.:\n]|\Z|(?!(?:Mục|Chương|Phần|Điều|Luật|Bộ\s+luật|Nghị|Quyết|Thông|Pháp)\s)[A-ZĐ])"
)
_LONGEST_LIST = 200
_BEFORE = re.compile(r"(\w+)\s+\Z")
_OPENS_LINE = re.compile(r"(?:\A|\n)\s*[“\"]?\s*\Z|[“\"]\s*\Z")


def group_at(text: str, at: int) -> Group | None:
    """The provisions named at this very place."""
    head = _HEAD.match(text, at)
    if alone := _ANNEX_ALONE.match(text, at):
        return Group(Rank.ANNEX, [Unit(at, alone.end(), "")])
    if head is None:
        return None
    rank = _RANKS[" ".join(head["word"].lower().split())]
    number = _NUMBERS[rank].match(text, head.end())
    start = head.start("word")
    if number is None or _other_word(text, start, rank):
        return None
    if text[start].islower() and number[0].isdecimal() and _COUNTED.match(text, number.end()):
        return None
    group = Group(rank, [Unit(start, number.end(), number[0])], plural=head["plural"] is not None)
    if is_heading(text, start, number.end(), rank):
        return None
    _more(text, group, ranged=head["from"] is not None)
    return group


def is_heading(text: str, start: int, end: int, rank: Rank) -> bool:
    """“Điều 5. Title” at the beginning of a line or of a quotation is what it names, it cites nothing."""
    if rank < Rank.ARTICLE or not text[start].isupper() or not _OPENS_LINE.search(text, max(0, start - 12), start):
        return False
    return (_TITLE if rank is Rank.ARTICLE else _DIVISION_TITLE).match(text, end) is not None


def _other_word(text: str, start: int, rank: Rank) -> bool:
    """“thời điểm 5”, “tài khoản 1”, “danh mục 2” are other words."""
    before = _BEFORE.search(text, max(0, start - 12), start)
    return before is not None and text[start].islower() and before[1].lower() in _NOT_AFTER.get(rank, ())


def _more(text: str, group: Group, *, ranged: bool) -> None:
    """The rest of the list: “, 2 và 3”, “đến 15”."""
    while len(group.units) < _LONGEST_LIST and (joint := _AND.match(text, group.end) or _TO.match(text, group.end)):
        number = _NUMBERS[group.rank].match(text, joint.end())
        to = _AND.fullmatch(joint[0]) is None
        if number is None or not _goes_on(text, group, number) or (ranged and not to and len(group.units) == 1):
            return
        group.units.append(Unit(number.start(), number.end(), number[0], closes_range=to))


def _goes_on(text: str, group: Group, number: re.Match[str]) -> bool:
    last = group.units[-1].number
    if number[0].isdecimal() != last[:1].isdecimal() and group.rank <= Rank.ARTICLE and not number[0][0].isdecimal():
        return False
    if number[0].isdecimal() and last.isdecimal() and place(number[0]) <= place(last):
        return False
    if not number[0][0].isdecimal():
        return True
    if group.plural:
        return _COUNTED.match(text, number.end()) is None
    return _FOLLOWS.match(text, number.end()) is not None
