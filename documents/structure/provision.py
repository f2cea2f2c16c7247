"""What a legal text is made of (NĐ 30/2020, Phụ lục I), as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class ProvisionKind(StrEnum):
    """What a piece of a legal text is; the names of the open API."""

    PREAMBLE = "preamble"
    REGULATION = "regulation"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    CLAUSE = "clause"
    POINT = "point"
    PARAGRAPH = "paragraph"
    ANNEX = "annex"
    TABLE = "table"
    SIGNATURE = "signature"
    RECIPIENTS = "recipients"


# What has a line in the table of contents, and how far it is set in.
CONTENTS_LEVELS = {
    ProvisionKind.REGULATION: 1,
    ProvisionKind.ANNEX: 1,
    ProvisionKind.PART: 1,
    ProvisionKind.CHAPTER: 2,
    ProvisionKind.SECTION: 3,
    ProvisionKind.SUBSECTION: 3,
    ProvisionKind.ARTICLE: 4,
}
# A title longer than this (characters) is left out of the table of contents.
LONGEST_ENTRY = 110


@dataclass(slots=True)
class Provision:
    """One piece of the text: an article, a clause, a paragraph.

    `label` is its number as written (`Điều 6.`, `1.`, `a)`), `number` the number alone (`6`, `15a`, `II`, `đ`),
    `title` what a heading is called, `text` what the piece itself says, without what hangs below it.
    `start` and `end` are its own lines in `Structure.text`, without its children; in reading order the pieces lie end
    to end, so that nothing between the first and the last is lost.
    """

    kind: ProvisionKind
    number: str = ""
    label: str = ""
    title: str = ""
    text: str = ""
    # By which it is cited: `dieu-5`, `quy-che.dieu-6.khoan-2.diem-e`. Only what has a number or a name has one.
    anchor: str = ""
    start: int = 0
    end: int = 0
    # Steps below the top of the tree.
    depth: int = 0
    # Of a heading, in the outline of the page: 2 for the topmost; 0 for what is no heading.
    level: int = 0
    children: list[Provision] = field(default_factory=list)

    def walk(self) -> Iterator[Provision]:
        """This piece and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def in_contents(self) -> bool:
        """Whether the table of contents has a line for it."""
        return self.kind in CONTENTS_LEVELS

    def contents_entry(self) -> dict[str, object]:
        """One line of the table of contents."""
        title = self.title if len(self.title) <= LONGEST_ENTRY else ""
        level = CONTENTS_LEVELS[self.kind]
        return {"title": f"{self.label} {title}".strip(), "anchor": self.anchor, "level": level}


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the reader of the text is not sure of, for the editor: where it stands and what is odd."""

    position: int
    # A short code (`article_missing`, `article_twice`, `unclosed_quotation` …) and the words it is about.
    code: str
    words: str


@dataclass(slots=True)
class Structure:
    """A whole text taken apart. `provisions` is flat, in reading order; `roots` the same as a tree."""

    text: str
    provisions: list[Provision]
    roots: list[Provision]
    doubts: list[Doubt]

    def find(self, anchor: str) -> Provision | None:
        """The piece with this anchor."""
        return next((p for p in self.provisions if p.anchor == anchor), None)

    def rebuilt(self) -> str:
        """The text put together again from its pieces."""
        return "".join(self.text[p.start : p.end] for p in self.provisions)
