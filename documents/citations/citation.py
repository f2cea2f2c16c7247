"""A place in a text that names another provision or another document, as plain values."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum


class This(StrEnum):
    """What a citation starts from when it names no other document."""

    DOCUMENT = "document"
    ARTICLE = "article"
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True)
class Part:
    """Words that can be a link of their own, and the provision they name; the document itself where `anchor` is ""."""

    start: int
    end: int
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Words that name provisions of one document.

    `number` is as written and "" for this document; `key` is that of `vietnamese.document_number`. `kind` is the type
    as said, folded (`nghi dinh`). A law cited without its number has a `name` (“Luật Đất đai”) and perhaps a `year`.
    `anchors` names every provision, ranges filled; relative to the article or the clause where `this` says so. Neither
    `number`, `name` nor `this`: a provision of a document that cannot be told from these words (“Điều 5 của Luật”).
    """

    start: int
    end: int
    words: str
    number: str = ""
    key: str = ""
    kind: str = ""
    name: str = ""
    year: int | None = None
    day: datetime.date | None = None
    issuer: str = ""
    anchors: tuple[str, ...] = ()
    this: This | None = None
    parts: tuple[Part, ...] = ()

    @property
    def elsewhere(self) -> bool:
        """Whether it names another document that can be looked for."""
        return bool(self.number or self.name)
