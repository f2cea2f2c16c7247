"""The text of a document on a day: as issued, or with the changes put into it that others have made until then."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _now

from documents.changes import Action, Change, Consolidated, PieceState, Unapplied, consolidate
from documents.models import DocumentPage, ProvisionChange, Relation
from documents.models.relation import RelationKind
from documents.provision_names import anchors_in, name_of
from documents.reading.text_view import Note
from documents.structure import Structure
from documents.validity import EventKind
from vietnamese.dates import short_date

if TYPE_CHECKING:
    from documents.reading.record import Record

# As a consolidated text says it (Pháp lệnh 01/2012/UBTVQH13, Điều 13): the unit keeps its number.
REPEALED = "(được bãi bỏ)"


@dataclass
class ChangedText:
    """What one document says on a day. `as_issued` shows the original, with notes at what has been changed since."""

    record: Record
    on: datetime.date
    request: HttpRequest
    as_issued: bool = False

    @cached_property
    def changes(self) -> list[Change]:
        """All changes of it that are known, those of later days too."""
        return list(changes_of(self.record, self.request))

    @cached_property
    def consolidated(self) -> Consolidated | None:
        """The changed text; None where nothing had changed by that day."""
        if not any(change.effective_on and change.effective_on <= self.on for change in self.changes):
            return None
        made = consolidate(self.record.document.structure, self.changes, self.on, REPEALED)
        return made if made.applied or made.unapplied else None

    @property
    def is_changed(self) -> bool:
        """Whether another text holds than the one that was issued."""
        return bool(self.consolidated and self.consolidated.applied)

    @cached_property
    def structure(self) -> Structure:
        """What is shown."""
        if self.consolidated and self.is_changed and not self.as_issued:
            return self.consolidated.structure
        return self.record.document.structure

    def footnotes(self) -> dict[int, list[Note]]:
        """The footnotes of each piece that is shown, by the identity of the piece."""
        if not self.consolidated:
            return {}
        if self.as_issued or not self.is_changed:
            return self._notes_of_the_original()
        found: dict[int, list[Note]] = {}
        for provision, piece in zip(self.structure.provisions, self.consolidated.pieces, strict=True):
            if piece.notes:
                found[id(provision)] = [Note(note.number, words_of(note.change)) for note in piece.notes]
        return found

    def _notes_of_the_original(self) -> dict[int, list[Note]]:
        assert self.consolidated is not None
        by_anchor: dict[str, list[Change]] = {}
        for change in self.consolidated.applied:
            place = change.after or change.anchor if change.action == Action.INSERT else change.anchor
            by_anchor.setdefault(place, []).append(change)
        found: dict[int, list[Note]] = {}
        number = 0
        for provision in self.structure.provisions:
            for change in by_anchor.pop(provision.anchor, ()) if provision.anchor else ():
                number += 1
                found.setdefault(id(provision), []).append(Note(number, words_of(change)))
        return found

    def gone(self) -> set[str]:
        """Anchors whose text says itself that they were repealed."""
        if not self.is_changed or self.as_issued or not self.consolidated:
            return set()
        return {p.provision.anchor for p in self.consolidated.pieces if p.state is PieceState.REPEALED}

    def unapplied(self) -> list[Unapplied]:
        """Changes in force that found no place in the text: the reader has to look them up."""
        if not self.consolidated:
            return []
        return [row for row in self.consolidated.unapplied if row.change.effective_on]

    def days(self) -> list[datetime.date]:
        """The days on which the text changes."""
        return sorted({change.effective_on for change in self.changes if change.effective_on})


def changes_of(record: Record, request: HttpRequest) -> Iterator[Change]:
    """What others change in it: marked by their editors, and provisions they repeal."""
    for order, (row, source) in enumerate(record.incoming.rows):
        if isinstance(row, ProvisionChange):
            for anchor in row.anchors:
                yield change_of(row, source, anchor, order, request)
        elif row.kind == RelationKind.REPEALS:
            for anchor in row.anchors:
                yield repeal_of(row, source, anchor, order, request)
    for happening in record.life:
        if happening.by is None and happening.event.kind in (EventKind.PARTLY_REPEALED, EventKind.REPEALED):
            for anchor in happening.event.anchors:
                yield Change(
                    Action.REPEAL,
                    anchor,
                    effective_on=happening.event.on,
                    source_title=happening.name or happening.note,
                )


def change_of(row: ProvisionChange, source: DocumentPage, anchor: str, order: int, request: HttpRequest) -> Change:
    after = anchors_in(row.after)
    return Change(
        row.action,
        anchor,
        after=after[0] if after else "",
        new_text=row.new_text,
        old_words=row.old_words,
        new_words=row.new_words,
        **source_facts(row, source, order, request),
    )


def repeal_of(row: Relation, source: DocumentPage, anchor: str, order: int, request: HttpRequest) -> Change:
    return Change(Action.REPEAL, anchor, **source_facts(row, source, order, request))


def source_facts(
    row: Relation | ProvisionChange, source: DocumentPage, order: int, request: HttpRequest
) -> dict[str, Any]:
    places = anchors_in(row.source_provision)
    return {
        "effective_on": row.effective_on or source.effective_on,
        "source_title": source.title,
        "source_number": source.number,
        "source_url": source.get_url(request) or "",
        "source_anchor": places[0] if places else "",
        "order": order,
    }


def words_of(change: Change) -> SafeString:
    """A footnote: what was done, by which provision of which document, since when."""
    said = {
        Action.REPLACE: _now("Amended by"),
        Action.INSERT: _now("Supplemented by"),
        Action.REPEAL: _now("Repealed by"),
        Action.WORDS: _now("Words replaced by"),
        Action.RETITLE: _now("Title amended by"),
    }.get(Action(change.action), "")
    place = name_of(change.source_anchor) if change.source_anchor else ""
    name = f"{place} {change.source_title}".strip()
    address = change.source_url + (f"#{change.source_anchor}" if change.source_anchor else "")
    source = format_html('<a href="{}">{}</a>', address, name) if change.source_url else format_html("{}", name)
    words = format_html("{} {}", said, source)
    if change.effective_on:
        words = format_html("{} {}", words, _now("from %(on)s") % {"on": short_date(change.effective_on)})
    if change.action == Action.WORDS:
        words = format_html("{}: “{}” → “{}”", words, change.old_words, change.new_words)
    return mark_safe(words)  # noqa: S308 - made by format_html
