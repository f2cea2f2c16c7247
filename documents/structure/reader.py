"""From plain text to provisions: the walk over the lines (NĐ 30/2020, Phụ lục I).

Before the walk, `survey` has said where articles and attached texts begin and `quotations` which lines are another
text's. What fits nowhere stays a paragraph, and what an editor should look at becomes a doubt.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from documents.structure import blocks, outline, tail, titles
from documents.structure.doubts import Doubts
from documents.structure.headings import Heading
from documents.structure.lines import is_row, read_lines
from documents.structure.pieces import Pieces
from documents.structure.provision import Provision, ProvisionKind, Structure
from documents.structure.quotations import find_quotations
from documents.structure.survey import survey
from documents.structure.units import Units, find_units
from vietnamese.text import normalise

K = ProvisionKind
_DASH = re.compile(r"[-–—+*•·]")
_GOES_ON = frozenset({K.PREAMBLE, K.ARTICLE, K.CLAUSE, K.POINT, K.PARAGRAPH})


def read_structure(text: str) -> Structure:
    """The text taken apart. Never raises: what is not understood stays a paragraph. Takes time linear to its length."""
    return _Reader(normalise(text)).read()


def parse_structure(text: str) -> list[Provision]:
    """The provisions of a text in reading order."""
    return read_structure(text).provisions


class _Reader:
    """Walks over the lines and remembers where it is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = read_lines(text)
        quotations = find_quotations(self.lines)
        self.quoted = quotations.quoted
        self.plan = survey(self.lines, self.quoted)
        self.tails = set(self.plan.tails)
        self.headings = sorted({*self.plan.articles, *self.plan.attached, *self.plan.divisions})
        self.breaks = sorted({*self.headings, *self.tails})
        self.head_end = blocks.head_end(self.lines, self.plan, self.breaks)
        self.habit = titles.habit_of([self._article_line(place) for place in self.plan.articles])
        self.pieces = Pieces()
        self.doubts = Doubts(self.lines, quotations.doubts, self.plan)
        self.units = Units()
        self.units_end = 0
        # The document itself is signed, and what follows is not said to be an annex.
        self.signed = False

    def read(self) -> Structure:
        place = 0
        while place < len(self.lines):
            place = self._step(place)
        self.pieces.settle()
        found = self.pieces.found
        for piece, following in pairwise(found):
            piece.end = following.start
        if found:
            found[-1].end = len(self.text)
        roots = outline.tree(found, self.pieces.ranks)
        outline.set_levels(found)
        return Structure(self.text, found, roots, self.doubts.all())

    def _step(self, place: int) -> int:
        """Takes the piece that begins in this line; answers the line after it."""
        line = self.lines[place]
        if place in self.tails:
            return self._tail(place)
        if heading := self.plan.attached.get(place):
            return self._attached(place, heading)
        if heading := self.plan.articles.get(place):
            return self._article(place, heading)
        if heading := self.plan.divisions.get(place):
            return self._division(place, heading)
        if place < self.head_end:
            return self._leaf(place, K.PREAMBLE)
        if not self.quoted[place] and self._may_have_units(place):
            self._find_units(place)
            if unit := self.units.clauses.get(place):
                self.pieces.unit(line.start, K.CLAUSE, unit)
                return place + 1
            if unit := self.units.points.get(place):
                self.pieces.unit(line.start, K.POINT, unit)
                return place + 1
        if line.doubtful and self.pieces.last and self.pieces.last.kind in _GOES_ON:
            self._go_on(self.pieces.last, line.text)
            return place + 1
        if is_row(line.text) and (stop := blocks.table_end(self.lines, place, self._next_break(place))) > place:
            return self._table(place, stop)
        return self._leaf(place, K.PARAGRAPH)

    def _next_break(self, place: int) -> int:
        at = bisect_right(self.breaks, place)
        return self.breaks[at] if at < len(self.breaks) else len(self.lines)

    def _attached(self, place: int, heading: Heading) -> int:
        title, text, after = blocks.attached_title(self.lines, place, heading, self._next_break(place))
        self.pieces.attach(self.lines[place].start, heading, title, text)
        self.signed = False
        return after

    def _division(self, place: int, heading: Heading) -> int:
        title, text, after = blocks.division_title(self.lines, place, heading, self._next_break(place), self.quoted)
        holds = not self.plan.has_articles(place)
        self.pieces.divide(self.lines[place].start, heading, title, text, holds)
        return after

    def _article_line(self, place: int) -> titles.ArticleLine:
        below = place + 1
        stands = (
            below < len(self.lines) and self._next_break(place) > below and not tail.is_adopted(self.lines[below].text)
        )
        return titles.ArticleLine(self.plan.articles[place].rest, self.lines[below].text if stands else "")

    def _article(self, place: int, heading: Heading) -> int:
        line = self._article_line(place)
        title = text = ""
        after = place + 1
        if not line.rest:
            if self.habit.below and line.below and not self.quoted[after] and titles.could_be_title(line.below):
                title, after = line.below, after + 1
        elif titles.is_title(line, self.habit):
            title = line.rest
        else:
            text = line.rest
        self.pieces.article(self.lines[place].start, heading, title, text)
        return after

    def _may_have_units(self, place: int) -> bool:
        """Clauses stand in articles; in a text without articles, anywhere below its head."""
        if self.signed:
            return False
        return bool(self.pieces.holder) or not self.plan.has_articles(place)

    def _find_units(self, place: int) -> None:
        if place >= self.units_end:
            self.units_end = self._next_break(place)
            self.units = find_units(self.lines, self.quoted, place, self.units_end)
            if self.plan.has_articles(place):
                self.doubts.units(self.units, self.pieces.scope)

    def _go_on(self, above: Provision, text: str) -> None:
        if above.title and not above.text:
            above.title = f"{above.title} {text}"
        else:
            above.text = f"{above.text} {text}".lstrip()

    def _tail(self, place: int) -> int:
        text = self.lines[place].text
        at = bisect_right(self.headings, place)
        stop = self.headings[at] if at < len(self.headings) else len(self.lines)
        if tail.is_recipients(text):
            kind, after = K.RECIPIENTS, tail.recipients_end(self.lines, place, stop)
        else:
            kind, after = K.SIGNATURE, tail.signature_end(self.lines, place, stop)
        self.pieces.close(self.lines[place].start, kind, "\n".join(line.text for line in self.lines[place:after]))
        self.signed = not self.pieces.scope
        return after

    def _table(self, place: int, stop: int) -> int:
        self.pieces.leaf(self.lines[place].start, K.TABLE, "\n".join(line.text for line in self.lines[place:stop]))
        return stop

    def _leaf(self, place: int, kind: ProvisionKind) -> int:
        line = self.lines[place]
        if kind is K.PREAMBLE:
            self.pieces.leaf(line.start, kind, line.text)
            return place + 1
        adopted = tail.is_adopted(line.text) and self._next_break(place) not in self.plan.articles
        if self.signed or adopted:
            self.doubts.after_signature(place, self.signed)
            self.pieces.close(line.start, kind, line.text)
            return place + 1
        above = self.pieces.last
        leads_in = above is not None and above.text.endswith(":")
        loose = not (self.quoted[place] or leads_in or _DASH.match(line.text))
        self.pieces.leaf(line.start, kind, line.text, loose)
        return place + 1
