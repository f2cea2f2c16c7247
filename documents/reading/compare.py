"""The text of a document on two days beside each other, word by word; what stayed the same is left out."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from core.models.dated import today
from documents.badges import badge_of
from documents.changes import Block, Fate, compare
from documents.reading.changed_text import ChangedText
from documents.reading.dates import AskedDay
from documents.reading.record import Record
from documents.validity import validity
from vietnamese.dates import short_date

LONGEST_PLACE = 160
# Where a reader is: the last such line before a change is shown above it.
_PLACE = re.compile(r"(?:Điều\s+\d+\w*\s*[.:]|(?:CHƯƠNG|Chương|PHẦN|Phần|PHỤ LỤC|Phụ lục)\s+[\w]+\s*$)")


@dataclass(slots=True)
class Part:
    """Changed lines that belong together, below the article they stand in; how many equal lines come before."""

    place: str = ""
    skipped: int = 0
    blocks: list[dict[str, Any]] = field(default_factory=list)


def comparison(record: Record, request: HttpRequest) -> dict[str, Any]:
    """What `compare.html` shows. Without days: from the text as issued to today's."""
    later = AskedDay.of(request, "to")
    earlier = AskedDay.of(request, "from")
    known = ChangedText(record, later.day, request)
    days = known.days()
    first = day_before(days, record)
    start = first if earlier.is_today and "from" not in request.GET else earlier.day
    old = ChangedText(record, start, request).structure.text
    parts = list(parts_of(compare(old, known.structure.text)))
    return {
        "from_day": start,
        "to_day": later.day,
        "from_text": short_date(start),
        "to_text": short_date(later.day),
        "wrong": [day.wrong for day in (earlier, later) if day.wrong],
        "from_badge": badge_of(validity(record.events, start)),
        "to_badge": badge_of(validity(record.events, later.day)),
        "parts": parts,
        "changed": sum(len(part.blocks) for part in parts),
        "days": [short_date(day) for day in days],
    }


def day_before(days: list[datetime.date], record: Record) -> datetime.date:
    """The last day on which the text stood as issued."""
    if days:
        return days[0] - datetime.timedelta(days=1)
    document = record.document
    return document.effective_on or document.issued_on or today()


def parts_of(blocks: Iterable[Block]) -> Iterator[Part]:
    """The changes in order, with their place; runs of equal lines are only counted."""
    place, shown, skipped = "", "", 0
    part: Part | None = None
    for block in blocks:
        line = "".join(run.text for run in block.runs if run.kind is not Fate.REMOVED)
        if match := _PLACE.match(line):
            place = line if len(line) <= LONGEST_PLACE else match[0]
        if block.kind is Fate.KEPT:
            skipped += 1
            continue
        if part is None or skipped or place != shown:
            if part is not None:
                yield part
            part = Part(place if place != shown and line != place else "", skipped)
            shown, skipped = place, 0
        part.blocks.append({"runs": [{"kind": run.kind.value, "text": run.text} for run in block.runs]})
    if part is not None:
        yield part
