"""From plain text to provisions: what a heading is, what hangs below it, and the anchor by which it is cited.

A first reading of the structure (NĐ 30/2020, Phụ lục I): attached regulations with articles of their own, parts,
chapters, sections, articles, clauses and points. A reference inside a sentence is no heading: headings stand at the
start of a line and end in a full stop or a colon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from vietnamese.text import normalise, slug


class ProvisionKind(StrEnum):
    """What a piece of a legal text is; the names of the open API."""

    PREAMBLE = "preamble"
    REGULATION = "regulation"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    CLAUSE = "clause"
    POINT = "point"
    PARAGRAPH = "paragraph"


HEADINGS = {ProvisionKind.REGULATION, ProvisionKind.PART, ProvisionKind.CHAPTER, ProvisionKind.SECTION}
LEVELS = {
    ProvisionKind.REGULATION: 1,
    ProvisionKind.PART: 1,
    ProvisionKind.CHAPTER: 2,
    ProvisionKind.SECTION: 3,
    ProvisionKind.ARTICLE: 4,
}


@dataclass(slots=True)
class Provision:
    """One piece of the text. `label` is its number as written (`Điều 6.`), `text` its title or what it says."""

    kind: ProvisionKind
    label: str = ""
    text: str = ""
    anchor: str = ""
    number: str = ""
    # Of a heading, in the outline of the page: 2 for the topmost.
    level: int = 0

    @property
    def in_contents(self) -> bool:
        return self.kind in LEVELS

    def contents_entry(self) -> dict[str, object]:
        """One line of the table of contents. What an article without a title says is no title."""
        title = self.text if len(self.text) <= LONGEST_ENTRY else ""
        return {"title": f"{self.label} {title}".strip(), "anchor": self.anchor, "level": LEVELS[self.kind]}


LONGEST_ENTRY = 110
TOPMOST = 2
ROMAN_OR_ARABIC = r"(?:[IVXLC]+|\d+)"
PATTERNS: tuple[tuple[ProvisionKind, re.Pattern[str]], ...] = (
    (
        ProvisionKind.PART,
        re.compile(rf"(?P<label>Phần\s+(?P<number>thứ\s+\w+|{ROMAN_OR_ARABIC}))\b[.:]?\s*(?P<text>.*)$", re.I),
    ),
    (
        ProvisionKind.CHAPTER,
        re.compile(rf"(?P<label>Chương\s+(?P<number>{ROMAN_OR_ARABIC}))\b[.:]?\s*(?P<text>.*)$", re.I),
    ),
    (
        ProvisionKind.SECTION,
        re.compile(rf"(?P<label>Mục\s+(?P<number>{ROMAN_OR_ARABIC}))\b[.:]?\s*(?P<text>.*)$", re.I),
    ),
    (ProvisionKind.ARTICLE, re.compile(r"(?P<label>Điều\s+(?P<number>\d+[a-zđ]?)\s*[.:])\s*(?P<text>.*)$")),
)
CLAUSE = re.compile(r"(?P<label>(?P<number>\d{1,3}[a-zđ]?)\s*[.)])\s*(?P<text>\D.*)$")
POINT = re.compile(r"(?P<label>(?P<number>[a-zđ]\d?)\s*[.)])\s*(?P<text>\S.*)$")
# What may be attached to a decision and has articles of its own.
REGULATION = re.compile(r"(?P<label>QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ|NỘI QUY|QUY TRÌNH)\s*$")
# A chapter's title is short, and stands on the next line where it does not stand on the same one.
LONGEST_TITLE = 200
HEADING_START = re.compile(r"(Phần|Chương|Mục|Điều)\s+(thứ\s|[IVXLC\d])", re.I)


class _Reader:
    """Walks over the lines and remembers where it is."""

    def __init__(self, text: str) -> None:
        self.lines = [line.strip() for line in normalise(text).splitlines()]
        self.found: list[Provision] = []
        self.anchors: set[str] = set()
        self.scope = self.article = self.clause = ""
        self.seen_article = False

    def read(self) -> list[Provision]:
        position = 0
        while position < len(self.lines):
            line = self.lines[position]
            position += 1
            if not line:
                continue
            position = self._heading(line, position) or self._body(line, position)
        return self.found

    def _heading(self, line: str, position: int) -> int:
        """Takes a heading, and its title from the next lines; answers the next position, 0 when it is none."""
        if self.seen_article and (match := REGULATION.match(line)):
            return self._regulation(match, position)
        for kind, pattern in PATTERNS:
            match = pattern.match(line)
            if match is None or (kind is not ProvisionKind.ARTICLE and not self._fits(match)):
                continue
            title = match["text"].strip()
            if kind is ProvisionKind.ARTICLE:
                self._open_article(match, title)
                return position
            if not title:
                title, position = self._title_below(position)
            self.article = self.clause = ""
            self._add(kind, match["label"], title, f"{_SLUGS[kind]}-{slug(match['number'])}", match["number"])
            return position
        return 0

    def _fits(self, match: re.Match[str]) -> bool:
        """“Chương II của Luật này …” inside a paragraph is a reference: a title is short and starts with a capital."""
        title = match["text"].strip()
        return len(title) <= LONGEST_TITLE and (not title or title[0].isupper() or title[0] in '“"(')

    def _regulation(self, match: re.Match[str], position: int) -> int:
        title, position = self._title_below(position)
        self.scope = self.article = self.clause = ""
        name = slug(match["label"])
        self._add(ProvisionKind.REGULATION, match["label"], title, name, "")
        self.scope = self.found[-1].anchor + "."
        return position

    def _title_below(self, position: int) -> tuple[str, int]:
        """The title on the following lines, while they are written in capitals."""
        parts: list[str] = []
        while position < len(self.lines):
            line = self.lines[position]
            if line and (HEADING_START.match(line) or line != line.upper() or CLAUSE.match(line)):
                break
            if line:
                parts.append(line)
            elif parts:
                break
            position += 1
        return " ".join(parts), position

    def _open_article(self, match: re.Match[str], text: str) -> None:
        self.seen_article = True
        self.clause = ""
        self._add(ProvisionKind.ARTICLE, match["label"], text, f"dieu-{match['number']}", match["number"])
        self.article = self.found[-1].anchor

    def _body(self, line: str, position: int) -> int:
        if not self.article:
            kind = ProvisionKind.PARAGRAPH if self.seen_article else ProvisionKind.PREAMBLE
            self.found.append(Provision(kind, text=line))
        elif match := CLAUSE.match(line):
            self._add(
                ProvisionKind.CLAUSE,
                match["label"],
                match["text"],
                f"{self.article}.khoan-{match['number']}",
                match["number"],
            )
            self.clause = self.found[-1].anchor
        elif match := POINT.match(line):
            above = self.clause or self.article
            self._add(
                ProvisionKind.POINT,
                match["label"],
                match["text"],
                f"{above}.diem-{letter(match['number'])}",
                match["number"],
            )
        else:
            self.found.append(Provision(ProvisionKind.PARAGRAPH, text=line))
        return position

    def _add(self, kind: ProvisionKind, label: str, text: str, anchor: str, number: str) -> None:
        """Adds a piece with an anchor of its own; a number that comes twice is told apart by a counter."""
        full = anchor if anchor.startswith(self.scope) and self.scope else f"{self.scope}{anchor}"
        unique, count = full, 2
        while unique in self.anchors:
            unique, count = f"{full}-{count}", count + 1
        self.anchors.add(unique)
        self.found.append(Provision(kind, label.strip(), text.strip(), unique, number))


_SLUGS = {ProvisionKind.PART: "phan", ProvisionKind.CHAPTER: "chuong", ProvisionKind.SECTION: "muc"}


def letter(point: str) -> str:
    """The letter of a point in an anchor: `đ` is `dd`, since `d` is another point and addresses stay ASCII."""
    return point.replace("đ", "dd")


def parse_structure(text: str) -> list[Provision]:
    """The provisions of a text in reading order. Never raises: what is not understood stays a paragraph.

    Anchors: `dieu-5`, `dieu-6.khoan-2.diem-e`; inside an attached regulation `quy-che.dieu-6`.
    """
    found = _Reader(text).read()
    set_levels(found)
    return found


def set_levels(provisions: list[Provision]) -> None:
    """Gives every heading its place in the outline: one deeper than what it stands under, without jumps."""
    above: list[int] = []
    for provision in provisions:
        if provision.kind in LEVELS:
            rank = LEVELS[provision.kind]
            while above and above[-1] >= rank:
                above.pop()
            provision.level = min(TOPMOST + len(above), 6)
            above.append(rank)
