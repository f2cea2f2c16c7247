"""Documents named in a text: by number, by the name of a law, or as “Nghị định này”."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.citations.law_names import name_end
from vietnamese.dates import parse_date
from vietnamese.document_number import parse_number
from vietnamese.text import compact_spaces, fold

# What can be attached to a decision and has articles of its own, and the anchor that stands before them.
REGULATIONS = {
    "quy che": "quy-che",
    "quy dinh": "quy-dinh",
    "dieu le": "dieu-le",
    "noi quy": "noi-quy",
    "quy trinh": "quy-trinh",
}
LAWS = frozenset({"luat", "bo luat", "phap lenh", "hien phap"})
# Only what can be cited by article; “báo cáo này” and “kế hoạch này” are words of every day.
_TYPE = (
    r"(?P<type>(?i:thông\s+tư\s+liên\s+tịch|thông\s+tư|nghị\s+quyết\s+liên\s+tịch|nghị\s+quyết|nghị\s+định|quyết\s+định"
    r"|bộ\s+luật|luật|pháp\s+lệnh|hiến\s+pháp|sắc\s+lệnh|sắc\s+luật|lệnh|chỉ\s+thị|văn\s+bản\s+hợp\s+nhất|công\s+văn"
    r"|công\s+điện|kế\s+hoạch|tờ\s+trình|thông\s+báo|báo\s+cáo|hướng\s+dẫn|chương\s+trình|thông\s+cáo|đề\s+án"
    r"|phương\s+án|quy\s+chế|quy\s+định|điều\s+lệ|nội\s+quy|quy\s+trình|văn\s+bản))(?!\w)"
)
_PIECE = r"(?:(?:TTg|TTr|CTr|QyĐ|TrS|[A-ZĐ]{1,14})[0-9]{0,2}(?:&[A-ZĐ]+)?)(?![^\W\d_])"
_SYMBOL = rf"{_PIECE}(?:\s?[-/.]\s?{_PIECE})*"
_YEAR = r"(?:19|20)\d{2}"
_NUMBER = (
    rf"(?:\d{{1,5}}[A-Za-zĐđ]?(?:\.\d{{1,3}})?\s?(?:/\s?{_YEAR}\s?/|/|-)\s?{_SYMBOL}"
    rf"|\d{{1,5}}/{_YEAR}/[A-Za-zĐđ]{{1,9}}(?:-[A-Za-zĐđ]{{1,9}})*(?:\d{{1,2}})?(?!\w))"
)
_SAID_NUMBER = re.compile(rf"(?:\s+(?:số|Số|SỐ)(?!\w))?\s*:?\s*(?P<number>{_NUMBER})")
# “Nghị định số 42/2022”: type, number and year without the symbol.
_SHORT_NUMBER = re.compile(rf"\s+(?:số\s*:?\s*)?(?P<number>\d{{1,5}}/{_YEAR})(?![\w/]|[.,-]\d)")
_BARE = re.compile(rf"(?<![\w/.,-])(?:[Ss]ố\s*:?\s*)?(?P<number>\d{{1,5}}[A-Z]?\s?/\s?{_YEAR}\s?/\s?{_SYMBOL})")
_NEXT = re.compile(rf"\s*(?:,|;|và)\s*(?:[Ss]ố\s*:?\s*)?(?P<number>{_NUMBER})")
_DAY = re.compile(
    r"\s*,?\s*(?:ký\s+)?ngày\s+(?P<day>\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|"
    r"\d{1,2}\s+tháng\s+\d{1,2},?\s+năm\s+\d{4})(?!\d)"
)
_LAW_YEAR = re.compile(rf"\s+(?:năm\s+)?(?P<year>{_YEAR})(?![\w/]|[.,]\d)")
_ISSUER = re.compile(
    r"\s+(?:do|của)\s+(?P<issuer>(?:Ủy|Uỷ)\s+ban\s+[Tt]hường\s+vụ\s+Quốc\s+hội|Quốc\s+hội|(?:Thủ\s+tướng\s+)?Chính\s+phủ"
    r"|Chủ\s+tịch\s+nước|Hội\s+đồng\s+Bộ\s+trưởng|Hội\s+đồng\s+Thẩm\s+phán\s+T(?:òa|oà)\s+án\s+nhân\s+dân\s+tối\s+cao"
    r"|(?:Chủ\s+tịch\s+)?(?:(?:Ủy|Uỷ)\s+ban\s+nhân\s+dân|UBND|Hội\s+đồng\s+nhân\s+dân|HĐND)"
    r"(?:\s+(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường|thị\s+trấn)(?:\s+[A-ZĐÀ-Ỹ]\w*){0,4})?"
    r"|Thống\s+đốc\s+Ngân\s+hàng\s+Nhà\s+nước(?:\s+Việt\s+Nam)?|Ngân\s+hàng\s+Nhà\s+nước(?:\s+Việt\s+Nam)?"
    r"|Thanh\s+tra\s+Chính\s+phủ|Kiểm\s+toán\s+[Nn]hà\s+nước|(?:Bộ\s+trưởng\s+)?Bộ\s+(?:Tài\s+chính|Tư\s+pháp|Nội\s+vụ"
    r"|Y\s+tế|Công\s+an|Quốc\s+phòng|Công\s+[Tt]hương|Xây\s+dựng|Ngoại\s+giao|Giáo\s+dục\s+và\s+Đào\s+tạo"
    r"|Thông\s+tin\s+và\s+Truyền\s+thông|Giao\s+thông\s+vận\s+tải|Tài\s+nguyên\s+và\s+Môi\s+trường"
    r"|Khoa\s+học\s+và\s+Công\s+nghệ|Kế\s+hoạch\s+và\s+Đầu\s+tư|Nông\s+nghiệp\s+và\s+Phát\s+triển\s+nông\s+thôn"
    r"|Nông\s+nghiệp\s+và\s+Môi\s+trường|Lao\s+động\s*-\s*Thương\s+binh\s+và\s+Xã\s+hội"
    r"|Văn\s+hóa,\s+Thể\s+thao\s+và\s+Du\s+lịch|Dân\s+tộc\s+và\s+Tôn\s+giáo))(?!\w)"
)
_THIS = re.compile(r"\s+này(?!\w)")
_KIND = re.compile(_TYPE)
# “Quy chế … ban hành kèm theo Quyết định số …”: the name between may be long, but stays in its sentence.
_ATTACHED = re.compile(r"[^.;\n“”\"()]{0,220}?\s?\(?(?:được\s+)?(?:[Bb]an\s+hành\s+)?kèm\s+theo\s+")
# What is “quy định tại Phụ lục I kèm theo Thông tư này” is the annex.
_PLACED = re.compile(r"\s(?:quy\s+định\s+tại|nêu\s+tại|tại\s+[Pp]hụ\s+lục)\s")


@dataclass(frozen=True, slots=True)
class Source:
    """A document as named at one place. The link ends at `link_end`; date and issuer behind it reach to `end`."""

    start: int
    link_end: int
    end: int
    kind: str = ""
    number: str = ""
    key: str = ""
    name: str = ""
    year: int | None = None
    day: datetime.date | None = None
    issuer: str = ""
    this: bool = False
    # The attached regulation whose articles are meant: `quy-che`.
    within: str = ""


def source_at(text: str, at: int, names: Sequence[str] = ()) -> Source | None:
    """The document named at this very place; one that only has a type (“của Luật”) has neither number nor name."""
    match = _KIND.match(text, at)
    if match is None:
        return _bare(text, at)
    kind, end = fold(compact_spaces(match["type"])), match.end()
    if said := _THIS.match(text, end):
        within = REGULATIONS.get(kind, "")
        source = Source(at, said.end(), said.end(), kind, this=True, within=within)
        return _of_attached(text, source, names) if within else source
    if said := _SAID_NUMBER.match(text, end) or _SHORT_NUMBER.match(text, end):
        return _numbered(text, at, said, kind)
    if kind in LAWS:
        return _law(text, at, end, kind, names)
    if kind in REGULATIONS and match["type"][0].isupper():
        if attached := _attached(text, at, end, kind, names):
            return attached
    return Source(at, end, end, kind)


def next_source(text: str, before: Source) -> Source | None:
    """Another number of the same list: “Nghị định số 43/2011/NĐ-CP và số 64/2007/NĐ-CP”."""
    said = _NEXT.match(text, before.end) if before.number else None
    if said is None:
        return None
    start = said.start("number")
    return _numbered(text, start, said, before.kind)


def _bare(text: str, at: int) -> Source | None:
    said = _BARE.match(text, at)
    return _numbered(text, said.start("number"), said, "") if said else None


def _numbered(text: str, start: int, said: re.Match[str], kind: str, name: str = "") -> Source | None:
    number = parse_number(said["number"])
    if number.ordinal is None or not (number.symbol or number.year):
        return None
    day, issuer, end = _dated(text, said.end())
    shown = compact_spaces(said["number"])
    return Source(start, said.end(), end, kind, shown, number.key, name, day=day, issuer=issuer)


def _dated(text: str, at: int) -> tuple[datetime.date | None, str, int]:
    """Day and issuer behind a number or a name, in either order, and where they end."""
    day, issuer, end = None, "", at
    for _ in range(2):
        if day is None and (said := _DAY.match(text, end)):
            day, end = parse_date(said["day"]), said.end()
        if not issuer and (said := _ISSUER.match(text, end)):
            issuer, end = compact_spaces(said["issuer"]), said.end()
    return day, issuer, end


def _law(text: str, at: int, end: int, kind: str, names: Sequence[str]) -> Source:
    """“Luật Đất đai”, “Luật Đất đai số 45/2013/QH13”, “Luật Đất đai năm 2013”; or only “Luật”."""
    if not text[at].isupper():
        return Source(at, end, end, kind)
    closed = name_end(text, end, names) if kind != "hien phap" else end
    name = compact_spaces(text[at:closed]) if closed > end or kind == "hien phap" else ""
    if name and (said := _SAID_NUMBER.match(text, closed)):
        if (numbered := _numbered(text, at, said, kind, name)) is not None:
            return numbered
    if not name:
        return Source(at, end, end, kind)
    year, link_end = None, closed
    if said := _LAW_YEAR.match(text, closed):
        year, link_end = int(said["year"]), said.end()
    day, issuer, whole = _dated(text, link_end)
    return Source(at, link_end, whole, kind, name=name, year=year, day=day, issuer=issuer)


def _attached(text: str, at: int, end: int, kind: str, names: Sequence[str]) -> Source | None:
    """“Quy chế … ban hành kèm theo Quyết định số 02/2011/QĐ-UBND”: its articles, in that document."""
    return _of_attached(text, Source(at, end, end, kind, within=REGULATIONS[kind]), names)


def _of_attached(text: str, regulation: Source, names: Sequence[str]) -> Source | None:
    near = text.find("kèm", regulation.end, regulation.end + 250) >= 0
    said = _ATTACHED.match(text, regulation.end) if near else None
    decision = source_at(text, said.end(), names) if said else None
    if said is None or decision is None or not (decision.number or decision.this) or _PLACED.search(said[0]):
        return regulation if regulation.this else None
    if regulation.this and said.end() - regulation.end > 40:
        return regulation
    return Source(
        regulation.start, decision.link_end, decision.end, decision.kind, decision.number, decision.key, "",
        day=decision.day, issuer=decision.issuer, this=decision.this, within=regulation.within,
    )  # fmt: skip
