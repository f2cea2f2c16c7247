"""Sample documents on paper: a few lines about each and its body, put between head and foot as NĐ 30/2020 has them.

Some are dated from the day the sample is made, so that states of validity change in the weeks after it.
"""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from vietnamese.dates import long_date

FOLDER = Path(__file__).resolve().parent / "papers"
COMMITTEE = "Ủy ban nhân dân tỉnh {{tinh}}"
ATTACHED = "\n=====\n"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
PORTAL = "Cổng Thông tin điện tử tỉnh"
_TOKEN = re.compile(r"\{\{(?P<what>[\w-]+)(?::(?P<other>[\w-]+))?\}\}")
_QUOTED = re.compile(r"“([^”]+)”")

Facts = dict[str, Any]


@dataclass(slots=True)
class Paper:
    """One document: what is said about it, its days, and its whole text."""

    name: str
    facts: Facts
    number: str
    issuer: str
    issued_on: datetime.date
    effective_on: datetime.date | None
    text: str = ""

    def quoted(self, place: int) -> str:
        """The new text of a provision as an amending document quotes it; places from 1."""
        quotes = [quote for quote in _QUOTED.findall(self.facts["body"]) if len(quote) > 60]
        return str(quotes[place - 1])

    @property
    def recipients(self) -> list[str]:
        """Nơi nhận; documents of the province name the portal (Quy chế Điều 12.1.b)."""
        portal = [PORTAL] if self.facts["portal"] == "main" else []
        return [*(f"{name};" for name in [*self.facts["to"], *portal]), "Lưu: VT."]


def papers(on: datetime.date) -> dict[str, Paper]:
    """All sample documents by their name, as they are when the sample is made on this day; oldest first."""
    found = [read(path, on) for path in FOLDER.glob("*.txt")]
    by_name = {paper.name: paper for paper in sorted(found, key=lambda paper: (paper.issued_on, paper.name))}
    for paper in by_name.values():
        paper.facts["body"] = filled(paper.facts["body"], paper, by_name)
        paper.text = whole_text(paper)
    return by_name


def read(path: Path, on: datetime.date) -> Paper:
    """One file: a JSON object, a line of three hyphens, the body."""
    head, _, body = path.read_text("utf-8").partition("\n---\n")
    facts: Facts = {"issuer": COMMITTEE, **json.loads(head), "body": body.strip()}
    issued_on = workday(day(facts["issued"], on))
    issuer, number = (with_names(facts[key], issued_on) for key in ("issuer", "number"))
    return Paper(path.stem, facts, number, issuer, issued_on, first_day(facts, issued_on, on))


def with_names(text: str, issued_on: datetime.date) -> str:
    return text.replace("{{tinh}}", settings.PROVINCE_NAME).replace("{{nam}}", str(issued_on.year))


def day(text: str, on: datetime.date) -> datetime.date:
    """`2016-03-10`, or so many days before or after the day of the sample: `-4`, `+12`."""
    if text[:1] in "+-":
        return on + datetime.timedelta(days=int(text))
    return datetime.date.fromisoformat(text)


def workday(found: datetime.date) -> datetime.date:
    """Nothing is signed at a weekend."""
    return found - datetime.timedelta(days=max(0, found.weekday() - 4))


def first_day(facts: Facts, issued_on: datetime.date, on: datetime.date) -> datetime.date | None:
    """The first day of effect; None for what has none, or where nobody knows."""
    if "effective" in facts:
        return day(facts["effective"], on)
    if "after_days" in facts:
        return issued_on + datetime.timedelta(days=facts["after_days"])
    return issued_on if facts.get("on_signing") else None


def filled(text: str, own: Paper, by_name: dict[str, Paper]) -> str:
    """The text with the numbers and days it names."""

    def value(match: re.Match[str]) -> str:
        paper = by_name[match["other"]] if match["other"] else own
        values = {
            "so": paper.number,
            "ky": long_date(paper.issued_on),
            "hieu-luc": long_date(paper.effective_on) if paper.effective_on else "",
            "tinh": settings.PROVINCE_NAME,
            "TINH": settings.PROVINCE_NAME.upper(),
        }
        return values[match["what"]]

    return _TOKEN.sub(value, text)


def whole_text(paper: Paper) -> str:
    """Head, body, recipients and signature; what is attached stands behind them."""
    facts = paper.facts
    body, _, attached = facts["body"].partition(ATTACHED)
    title, kind = facts["title"], facts["type"]
    place = settings.PROVINCE_NAME if "huyện" not in paper.issuer else paper.issuer.rpartition("huyện ")[2]
    dated = f"{place}, {long_date(paper.issued_on)}"
    lines = [*letterhead(paper.issuer), NATION, f"Số: {paper.number}"]
    if kind == "Công văn":
        lines += [f"V/v {title.removeprefix('Về việc ')}", dated]
    else:
        lines += [dated, kind.upper(), title]
    recipients = "\n".join(["Nơi nhận:", *(f"- {name}" for name in paper.recipients)])
    return "\n".join([*lines, body, recipients, *signature(paper), *([attached] if attached else [])])


def letterhead(issuer: str) -> list[str]:
    """The left column: the body, or the body above and the office."""
    province = f"TỈNH {settings.PROVINCE_NAME.upper()}"
    for body in ("Chủ tịch Ủy ban nhân dân", "Ủy ban nhân dân", "Hội đồng nhân dân"):
        if issuer.startswith(body):
            return [body.removeprefix("Chủ tịch ").upper(), issuer.removeprefix(body).strip().upper()]
    return ["ỦY BAN NHÂN DÂN", province, issuer.removesuffix(" Ủy ban nhân dân tỉnh").upper()]


def signature(paper: Paper) -> list[str]:
    """In whose name, the position and the name of the one who signed."""
    mode, title, name = paper.facts["signed"]
    head = title.removeprefix("Phó ").strip()
    head = head[:1].upper() + head[1:] if mode == "KT." else "Chủ tịch"
    collective = paper.issuer.startswith("Ủy ban nhân dân")
    above = []
    if collective and mode in ("TM.", "KT."):
        above.append("TM. ỦY BAN NHÂN DÂN")
    if mode in ("KT.", "TL."):
        above.append(f"{mode} {head.upper()}")
    return [*above, title.upper(), name]
