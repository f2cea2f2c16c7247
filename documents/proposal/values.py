"""What is read out of a text: each value with the place where it was read, and how sure that is."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from documents.provision_names import name_of

T = TypeVar("T")


class Certainty(StrEnum):
    """How sure a reading is. Only `SURE` and `LIKELY` go into a document that nobody looks at (an import)."""

    SURE = "sure"
    LIKELY = "likely"
    WEAK = "weak"


class EffectRule(StrEnum):
    """How the text tells the first day of effect; nothing where it is silent."""

    SILENT = ""
    DATE = "date"
    AFTER_DAYS = "after_days"
    ON_SIGNING = "on_signing"
    # So many days after the gazette printed it: a day the text cannot know.
    AFTER_GAZETTE = "after_gazette"


class RelationKind(StrEnum):
    """What this document does to another one (domain 3.6); the values the library stores."""

    AMENDS = "amends"
    SUPPLEMENTS = "supplements"
    REPLACES = "replaces"
    REPEALS = "repeals"
    SUSPENDS = "suspends"
    CORRECTS = "corrects"
    BASED_ON = "based_on"
    DETAILS = "details"
    GUIDES = "guides"
    CONSOLIDATES = "consolidates"


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value, and where it was read: `text[start:end]` of the proposal is `words`."""

    value: T
    start: int
    end: int
    words: str
    certainty: Certainty = Certainty.SURE


@dataclass(frozen=True, slots=True)
class Caution:
    """What the editor should look at: a short code and the words it is about.

    `number_twice`, `number_blank`, `number_mended`, `date_impossible`, `date_blank`, `date_twice`,
    `type_and_number_differ`, `attachment_only`, `effect_in_parts`, `effect_blank`, `effect_from_gazette`,
    `effect_before_issue`, `signers_many`, `secrecy_stamp`, `circulation_note`.
    """

    code: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Cited:
    """Another document as the text names it; what is not said is empty."""

    type: str = ""
    number: str = ""
    name: str = ""
    issued_on: datetime.date | None = None
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class FoundRelation:
    """What this document does to another one, and the words that say so."""

    kind: RelationKind
    document: Cited
    start: int
    end: int
    words: str
    # The provisions of the other document, by their addresses; none: the whole of it.
    anchors: tuple[str, ...] = ()
    effective_on: datetime.date | None = None
    certainty: Certainty = Certainty.SURE

    @property
    def provisions(self) -> str:
        """The provisions in words: `Điều 5; khoản 2 Điều 7`."""
        return "; ".join(map(name_of, self.anchors))


@dataclass(slots=True)
class Proposal:
    """All that a document says about itself. What it does not say is None or empty: nothing is guessed.

    All places are places in `text`, the text in the portal's spelling.
    """

    text: str
    number: Found[str] | None = None
    type: Found[str] | None = None
    abstract: Found[str] | None = None
    issuers: list[Found[str]] = field(default_factory=list)
    # Cơ quan chủ quản: whose name stands above the issuer's.
    superior: Found[str] | None = None
    place: Found[str] | None = None
    issued_on: Found[datetime.date] | None = None
    effective_on: Found[datetime.date] | None = None
    effective_rule: Found[EffectRule] | None = None
    effective_days: int | None = None
    expired_on: Found[datetime.date] | None = None
    signer: Found[str] | None = None
    signer_title: Found[str] | None = None
    sign_mode: Found[str] | None = None
    recipients: Found[str] | None = None
    urgency: Found[str] | None = None
    secrecy: Found[str] | None = None
    fields: list[Found[str]] = field(default_factory=list)
    attached_title: Found[str] | None = None
    # The document that this text was issued with, where the text is only what was attached to it.
    attached_to: Found[Cited] | None = None
    is_normative: Found[bool] | None = None
    relations: list[FoundRelation] = field(default_factory=list)
    # What else it could be, by the name of the value.
    others: dict[str, list[Found[str]]] = field(default_factory=dict)
    cautions: list[Caution] = field(default_factory=list)

    def of(self, kind: RelationKind) -> list[FoundRelation]:
        """The relations of one kind."""
        return [relation for relation in self.relations if relation.kind is kind]
