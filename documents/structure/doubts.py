"""What an editor should look at: a short list, without noise on good texts."""

from __future__ import annotations

from documents.structure.lines import Line
from documents.structure.provision import Doubt
from documents.structure.survey import Survey
from documents.structure.units import Units

LONGEST_WORDS = 80
# More than these help nobody: the text as a whole needs a look then.
MOST = 50
# Fewer characters than these after the signature are the remains of a form.
MENTIONED = 200


class Doubts:
    """Collects them in the order of the text."""

    def __init__(self, lines: list[Line], quotations: list[Doubt], plan: Survey) -> None:
        self._lines = lines
        self._found = list(quotations)
        self._after = 0
        self._first_after = -1
        for place, code in plan.odd:
            self._add(place, code)

    def units(self, units: Units, scope: str) -> None:
        """Clauses and points out of order; in annexes numbers begin anew all the time."""
        if scope.startswith(("phu-luc", "mau-")):
            return
        for place, code in units.odd:
            self._add(place, code)

    def after_signature(self, place: int, signed: bool) -> None:
        if not signed:
            return
        if self._first_after < 0:
            self._first_after = place
        self._after += len(self._lines[place].text)

    def all(self) -> list[Doubt]:
        if self._after > MENTIONED:
            self._add(self._first_after, "text_after_signature")
        return sorted(self._found, key=lambda doubt: doubt.position)[:MOST]

    def _add(self, place: int, code: str) -> None:
        line = self._lines[place]
        self._found.append(Doubt(line.start, code, line.text[:LONGEST_WORDS]))
