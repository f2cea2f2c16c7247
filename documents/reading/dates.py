"""The day a reader asks about: `?on=2015-01-01`, in any usual spelling."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.http import HttpRequest

from core.models.dated import today
from vietnamese.dates import parse_date

# Before the first document of the state there is nothing to ask about; far in the future nothing is known.
FIRST, LAST = datetime.date(1945, 9, 2), datetime.date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day shown, whether it is today, and what was typed that is no day."""

    day: datetime.date
    is_today: bool
    wrong: str = ""

    @classmethod
    def of(cls, request: HttpRequest, name: str = "on") -> AskedDay:
        typed = request.GET.get(name, "").strip()[:40]
        now = today()
        if not typed:
            return cls(now, True)
        day = parse_date(typed)
        if day is None or not FIRST <= day <= LAST:
            return cls(now, True, typed)
        return cls(day, day == now)
