"""What an amending document changes in others, put down by its editor: read from the text, looked at, kept in a draft.

Rows stand in the version that is being written (`ProvisionChange` is a child of the page): they are approved and
published with it, and nothing public changes before.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agencies.approval import PageTransition
from agencies.permissions import may_write
from core.models import User
from core.models.dated import today
from core.transitions import reasons_if
from documents.changes import Block, Change, Reason, compare, consolidate, propose_changes
from documents.linking import by_key, choose, wanted_by
from documents.models import DocumentPage, ProvisionChange
from documents.models.relation import RelationKind
from documents.provision_names import anchors_in, name_of
from documents.reading.changed_text import REPEALED, changes_of
from documents.reading.record import Record
from documents.structure import Structure
from vietnamese.document_number import parse_number

# Relations of a document that is the one meant where the text names none.
AMENDING = (RelationKind.AMENDS, RelationKind.SUPPLEMENTS, RelationKind.REPEALS)
MOST_TARGETS = 12  # amended documents whose text is read for one screen; laws that amend many name some ten
WHY_NOT: dict[str, Any] = {
    Reason.NO_DATE: _("nobody knows from when: neither the change nor this document has a first day"),
    Reason.NO_TARGET: _("the other document has no such provision"),
    Reason.NO_PARENT: _("nothing in the other document tells where it goes"),
    Reason.NO_TEXT: _("the new text is missing"),
    Reason.EXISTS: _("the other document has a provision of this number already"),
    Reason.REPEALED: _("it was repealed before"),
    Reason.NO_WORDS: _("the words that are to go do not stand there"),
}


def proposed_rows(draft: DocumentPage) -> list[ProvisionChange]:
    """The changes the text of this version tells of, not kept yet. Where it names no document, the only one amended."""
    amended = {row.number for row in draft.relations.all() if row.kind in AMENDING}
    only = next(iter(amended)) if len(amended) == 1 else ""
    rows = []
    for found in propose_changes(draft.structure):
        row = ProvisionChange(
            number=(parse_number(found.number).number if found.number else only)[:120],
            action=found.action.value,
            provisions=name_of(found.anchor)[:500] if found.anchor else "",
            after=name_of(found.after)[:120] if found.after else "",
            new_text=found.new_text,
            old_words=found.old_words[:1000],
            new_words=found.new_words[:1000],
            source_provision=name_of(found.source_anchor)[:120] if found.source_anchor else "",
        )
        row.derive()
        rows.append(row)
    return rows


def same_place(row: ProvisionChange) -> tuple[str, str, tuple[str, ...], str]:
    """By which a proposal is known to be kept already, whatever its words have become."""
    return row.number_key, row.action, row.anchors, row.old_words


def still_open(proposed: Iterable[ProvisionChange], kept: Iterable[ProvisionChange]) -> list[ProvisionChange]:
    """The proposals that nobody has kept yet."""
    known = {same_place(row) for row in kept}
    return [row for row in proposed if same_place(row) not in known]


@dataclass
class Target:
    """A document that is amended, as readers see it today without the changes of the one being written."""

    number: str
    document: DocumentPage | None
    without: str
    request: HttpRequest = field(repr=False)
    is_read: bool = True

    @cached_property
    def structure(self) -> Structure | None:
        """Its text today. None where the library has none."""
        if self.document is None or not self.is_read:
            return None
        record = Record(DocumentPage.objects.get(pk=self.document.pk), with_citations=False)
        others = [change for change in changes_of(record, self.request) if change.source_number != self.without]
        base = record.document.structure
        return consolidate(base, others, today(), REPEALED).structure if base.provisions else None

    @property
    def problem(self) -> str:
        """Why its text cannot be shown beside the change."""
        if self.document is None:
            return _now("This document is not in the library, or several have this number.")
        if not self.is_read:
            return _now("Only the first %(n)s amended documents are read for this screen.") % {"n": MOST_TARGETS}
        return "" if self.structure else _now("The library does not have the text of this document.")

    @cached_property
    def provisions(self) -> list[str]:
        """Its provisions by name, to choose from."""
        found = self.structure.provisions if self.structure else []
        names = (name_of(piece.anchor) for piece in found if piece.anchor)
        return [name for name in dict.fromkeys(names) if anchors_in(name)]


def targets_of(draft: DocumentPage, rows: Sequence[ProvisionChange], request: HttpRequest) -> dict[str, Target]:
    """The amended documents by the key of their number, those of the relations too. A few queries for each."""
    named = [*(row for row in draft.relations.all() if row.kind in AMENDING), *rows]
    for row in named:
        row.derive()
    candidates = by_key({row.number_key for row in named})
    found: dict[str, Target] = {}
    for row in named:
        if row.number_key and row.number_key not in found:
            document = choose(candidates.get(row.number_key, []), wanted_by(row, draft.issuer_id))
            document = None if document is not None and document.pk == draft.pk else document
            is_read = sum(one.document is not None for one in found.values()) < MOST_TARGETS
            found[row.number_key] = Target(row.number, document, draft.number, request, is_read)
    return found


@dataclass(slots=True)
class Outcome:
    """What a row does: the present text, the words that change, or why it changes nothing."""

    present: str = ""
    blocks: list[Block] = field(default_factory=list)
    problem: str = ""


def outcomes(draft: DocumentPage, rows: Sequence[ProvisionChange], targets: dict[str, Target]) -> list[Outcome]:
    """The outcome of each row, all rows of a document applied together as they will be."""
    found = [Outcome() for _row in rows]
    for key, target in targets.items():
        own = [place for place, row in enumerate(rows) if row.number_key == key]
        if not own:
            continue
        if target.problem:
            for place in own:
                found[place].problem = target.problem
        elif target.structure is not None:
            applied_to(target.structure, draft, {place: rows[place] for place in own}, found)
    for place, row in enumerate(rows):
        if not row.number_key:
            found[place].problem = _now("The text does not say which document is changed.")
    return found


def applied_to(base: Structure, draft: DocumentPage, rows: dict[int, ProvisionChange], found: list[Outcome]) -> None:
    """Fills in the outcomes of the rows about one document."""
    first_day = draft.effective_on or today()
    planned: dict[int, list[Change]] = {
        place: list(changes_in(row, first_day, draft, place)) for place, row in rows.items()
    }
    every = [change for changes in planned.values() for change in changes]
    made = consolidate(base, every, datetime.date.max, REPEALED)
    why = {unapplied.change: unapplied.reason for unapplied in made.unapplied}
    for place, changes in planned.items():
        reasons = dict.fromkeys(why[change] for change in changes if change in why)
        before = "".join(text_at(base, change.anchor) for change in changes)
        after = "".join(text_at(made.structure, change.anchor) for change in changes)
        found[place].present = before
        found[place].problem = "; ".join(str(WHY_NOT[reason]) for reason in reasons)
        found[place].blocks = [] if reasons else compare(before, after)
        if not changes:
            found[place].problem = _now("Say which provision is changed, for example: khoản 2 Điều 5.")


def changes_in(row: ProvisionChange, first_day: datetime.date, draft: DocumentPage, order: int) -> Iterable[Change]:
    """A row as plain values, one for each provision it names."""
    after = anchors_in(row.after)
    for anchor in row.anchors:
        yield Change(
            row.action,
            anchor,
            after=after[0] if after else "",
            new_text=row.new_text,
            old_words=row.old_words,
            new_words=row.new_words,
            effective_on=row.effective_on or first_day,
            source_number=draft.number,
            order=order,
        )


def text_at(structure: Structure, anchor: str) -> str:
    """What a provision says with all below it; nothing where there is none."""
    piece = structure.find(anchor) if anchor else None
    if piece is None:
        return ""
    *_, last = piece.walk()
    return structure.text[piece.start : last.end].strip("\n") + "\n"


class RecordChanges(PageTransition):
    """Keeps the rows in a new version of the amending page. What is public stays as it is until that is approved."""

    verb = "documents.record_changes"

    def __init__(self, page: DocumentPage, rows: Sequence[ProvisionChange], *, by: User | None, seen: str = "") -> None:
        super().__init__(page, by=by, seen=seen)
        self.rows = list(rows)

    def failure_reasons(self) -> list[str]:
        return [
            *self.standing_reasons(),
            *reasons_if(not may_write(self.by, self.page), _now("You may not edit this page.")),
            *reasons_if(
                self.page.workflow_in_progress,
                _now("This page waits for a decision. Take it back or return it first."),
            ),
            *self.unseen_reasons(),
        ]

    def change(self) -> DocumentPage:
        draft = self.page.get_latest_revision_as_object()
        for place, row in enumerate(self.rows):
            row.sort_order = place
            row.derive()
        draft.changes.set(self.rows)
        draft.save_revision(user=self.by, log_action=True)
        return draft  # type: ignore[no-any-return]

    def more_details(self) -> dict[str, Any]:
        return {"changes": len(self.rows)}
