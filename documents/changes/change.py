"""What one document changes in another, as plain values; and the changed text they lead to."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from documents.structure import Provision, Structure


class Action(StrEnum):
    """What is done to a provision; the values of `ChangeAction`."""

    REPLACE = "replace"
    INSERT = "insert"
    REPEAL = "repeal"
    WORDS = "replace_words"
    RETITLE = "retitle"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A change read out of an amending text, for the editor to confirm.

    `number` or `name` is the amended document as said, both "" where the text does not say it. `source_anchor` is the
    provision that makes the change; it stands from `start` to `end`, the quoted new text included.
    """

    action: Action
    anchor: str
    after: str = ""
    new_text: str = ""
    old_words: str = ""
    new_words: str = ""
    number: str = ""
    name: str = ""
    source_anchor: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one provision, with the document that makes it.

    `anchor` is the provision after the change (`dieu-15a` for a new one), "" for words that change in the whole text.
    `order` tells changes of one day apart: the order in which they stand in their documents.
    """

    action: str
    anchor: str
    after: str = ""
    new_text: str = ""
    old_words: str = ""
    new_words: str = ""
    effective_on: datetime.date | None = None
    source_title: str = ""
    source_number: str = ""
    source_url: str = ""
    source_anchor: str = ""
    order: int = 0


class PieceState(StrEnum):
    """What became of a piece. One that was inserted stays so, whatever later happens to its words."""

    ORIGINAL = "original"
    CHANGED = "changed"
    INSERTED = "inserted"
    REPEALED = "repealed"


class Reason(StrEnum):
    """Why a change could not be applied."""

    NO_DATE = "no_date"
    NO_TARGET = "no_target"
    NO_PARENT = "no_parent"
    NO_TEXT = "no_text"
    EXISTS = "exists"
    REPEALED = "repealed"
    NO_WORDS = "no_words"


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: which change made this place read as it does. Numbered from 1 in reading order."""

    number: int
    anchor: str
    change: Change


@dataclass(frozen=True, slots=True)
class Unapplied:
    """A change that found nothing to change."""

    change: Change
    reason: Reason


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the changed text. `former` is what stood here before, the oldest first."""

    provision: Provision
    state: PieceState = PieceState.ORIGINAL
    notes: tuple[Note, ...] = ()
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Consolidated:
    """A text as changed until a day. `structure` reads like that of any document; `pieces` is parallel to it."""

    structure: Structure
    pieces: list[Piece]
    notes: list[Note] = field(default_factory=list)
    unapplied: list[Unapplied] = field(default_factory=list)
    # The changes in the order in which they were applied.
    applied: list[Change] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.structure.text
