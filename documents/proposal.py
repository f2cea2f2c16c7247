"""What a document says about itself: number, type, issuer, dates and abstract, proposed from its plain text."""

from __future__ import annotations

import datetime
import re
from typing import Any

from vietnamese.dates import parse_date
from vietnamese.text import compact_spaces, normalise

TYPES = {
    "QUYẾT ĐỊNH": "Quyết định",
    "NGHỊ QUYẾT": "Nghị quyết",
    "CHỈ THỊ": "Chỉ thị",
    "NGHỊ ĐỊNH": "Nghị định",
    "THÔNG TƯ": "Thông tư",
    "KẾ HOẠCH": "Kế hoạch",
    "THÔNG BÁO": "Thông báo",
}
NUMBER = re.compile(r"Số\s*:\s*(?P<number>\d+\S*/\S+)")
ISSUED_WITH = re.compile(
    r"[Bb]an hành kèm theo\s+\w+\s+\w+\s+số\s+(?P<number>\S+)\s+ngày\s+(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
)
LONG_DATE = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}")
ISSUERS = re.compile(r"^(ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|CHÍNH PHỦ|THỦ TƯỚNG|BỘ TRƯỞNG)\b.*$")
AFTER_DAYS = re.compile(
    r"có hiệu lực(?:\s+thi hành)?\s+sau\s+(?P<days>\d{1,3})\s+ngày,?\s+kể từ ngày\s+(?:ký|ban hành)"
)
FROM_DAY = re.compile(r"có hiệu lực(?:\s+thi hành)?\s+(?:kể\s+)?từ ngày\s+(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})")


def propose(text: str) -> dict[str, Any]:
    """A row in the keys of the import format. Raises `ValueError` naming what the text does not tell."""
    clean = normalise(text)
    lines = [line.strip() for line in clean.splitlines()]
    kind = next((TYPES[line] for line in lines if line in TYPES), None)
    if kind is None:
        raise ValueError("the text names no type of document (QUYẾT ĐỊNH, NGHỊ QUYẾT …) on a line of its own")
    number, issued_on = number_and_day(clean)
    start = lines.index(next(line for line in lines if TYPES.get(line) == kind))
    issuer_line = next((i for i, line in enumerate(lines) if i > start and ISSUERS.match(line)), None)
    return {
        "number": number,
        "type": kind,
        "title": sentence_case(" ".join(line for line in lines[start + 1 : issuer_line] if line)),
        "issuer": sentence_case(lines[issuer_line], names=True) if issuer_line else "",
        "issued_on": issued_on.isoformat() if issued_on else None,
        "effective_on": (day := effective_day(clean, issued_on)) and day.isoformat(),
        "text": clean.strip(),
    }


def number_and_day(text: str) -> tuple[str, datetime.date | None]:
    """The document's own number and its day of issue, from its head or from what it is attached to."""
    if match := NUMBER.search(text):
        day = LONG_DATE.search(text)
        return match["number"], parse_date(day[0]) if day else None
    if match := ISSUED_WITH.search(text):
        return match["number"].rstrip(".,;)"), parse_date(match["day"])
    raise ValueError("the text does not tell its number")


def effective_day(text: str, issued_on: datetime.date | None) -> datetime.date | None:
    """From “after N days from signing” or a named day; None when the text is silent (D01: computed, not typed)."""
    if (match := AFTER_DAYS.search(text)) and issued_on:
        return issued_on + datetime.timedelta(days=int(match["days"]))
    if match := FROM_DAY.search(text):
        return parse_date(match["day"])
    return None


# Names that keep their capitals when a line written in capitals is set in lower case.
NAMES = (
    "Thái Bình",
    "Hưng Yên",
    "Việt Nam",
    "Hội đồng nhân dân",
    "Ủy ban nhân dân",
    "UBND",
    "HĐND",
    "Chính phủ",
    "Quốc hội",
)


def sentence_case(text: str, *, names: bool = False) -> str:
    """`BAN HÀNH QUY CHẾ …` → `Ban hành quy chế …`; proper names keep their capitals."""
    low = compact_spaces(text).rstrip(".").lower()
    for name in NAMES:
        low = re.sub(rf"\b{re.escape(name.lower())}\b", name, low)
    return low[:1].upper() + low[1:]
