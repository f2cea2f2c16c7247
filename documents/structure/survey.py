"""A first walk over the lines: where the articles are, where attached texts begin, where the document is signed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from documents.structure import headings, series
from documents.structure.headings import Heading
from documents.structure.lines import Line, is_row
from documents.structure.tail import is_tail

# So many lines below the name of an attached text its first article or “(Ban hành kèm theo …)” is looked for.
_NEAR = 12
_VERY_NEAR = 8
# What stands in the first lines of a file, or right below the name of an annex.
_TOP = 3
_ANNOUNCES = re.compile(r"(?:như sau|sau đây)\s*:$")
_LETTERS = "abcdefghijklmnopqrstuvwxyzđ"


@dataclass
class Survey:
    """What was found, by the index of its line."""

    articles: dict[int, Heading] = field(default_factory=dict)
    attached: dict[int, Heading] = field(default_factory=dict)
    # Lines where a signature or a list of recipients may begin.
    tails: list[int] = field(default_factory=list)
    # Parts, chapters, sections; `I.` and `A.` where there are no articles.
    divisions: dict[int, Heading] = field(default_factory=dict)
    odd: list[tuple[int, str]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    borders: list[int] = field(default_factory=list)

    def has_articles(self, place: int) -> bool:
        """Whether the text around this line (the document itself, or what is attached to it) is made of articles."""
        at = bisect_right(self.borders, place)
        start = self.borders[at - 1] if at else 0
        stop = self.borders[at] if at < len(self.borders) else 1 << 60
        first = bisect_left(self.places, start)
        return first < len(self.places) and self.places[first] < stop

    @cached_property
    def tail_set(self) -> frozenset[int]:
        return frozenset(self.tails)

    def seal(self) -> None:
        self.places = sorted(self.articles)
        self.borders = sorted(self.attached)


def survey(lines: list[Line], quoted: list[bool]) -> Survey:
    """Reads every line once, without what is quoted."""
    found = Survey()
    articles: dict[int, Heading] = {}
    attached: dict[int, Heading] = {}
    tails: list[int] = []
    above: tuple[str, str] | None = None
    for place, line in enumerate(lines):
        if quoted[place]:
            continue
        text = line.text
        if heading := headings.article(text):
            # Some sources repeat the heading as the first line of the article.
            if above != (heading.number, heading.rest) or not heading.rest:
                articles[place] = heading
            above = (heading.number, heading.rest)
            continue
        above = None
        if heading := headings.annex(text) or headings.form(text) or headings.regulation(text):
            if not line.doubtful:
                attached[place] = heading
        elif not line.doubtful and is_tail(text):
            tails.append(place)
    numbers = [_numbered(place, heading, lines) for place, heading in articles.items()]
    _attachments(found, lines, numbers, attached, tails)
    verdict = series.articles(numbers, sorted(found.attached))
    found.articles = {place: articles[place] for place in verdict.accepted}
    found.odd = verdict.odd
    found.seal()
    found.tails = [place for place in tails if _is_end(found, place)]
    _divisions(found, lines, quoted)
    return found


def _divisions(found: Survey, lines: list[Line], quoted: list[bool]) -> None:
    last = 0
    for place, line in enumerate(lines):
        text = line.text
        if place in found.attached:
            last = 0
        elif quoted[place] or line.doubtful or place in found.articles or is_row(text):
            continue
        elif heading := headings.division(text):
            found.divisions[place] = heading
        elif found.has_articles(place):
            continue
        elif heading := headings.letter_part(text):
            found.divisions[place] = heading
            last = 0
        elif heading := headings.roman_section(text):
            value = headings.roman_value(heading.number)
            if value == 1 or 0 < value - last <= series.LONGEST_GAP:
                found.divisions[place] = heading
                last = value


def _numbered(place: int, heading: Heading, lines: list[Line]) -> series.Numbered:
    digits = heading.number.rstrip(_LETTERS)
    # “… sửa đổi như sau:” announces an article of another text, also where its quotation marks were forgotten.
    announced = place > 0 and _ANNOUNCES.search(lines[place - 1].text) is not None
    return series.Numbered(place, int(digits), heading.number[len(digits) :], lines[place].doubtful or announced)


def _attachments(
    found: Survey,
    lines: list[Line],
    numbers: list[series.Numbered],
    attached: dict[int, Heading],
    tails: list[int],
) -> None:
    """Which names of attached texts are headings: after the first series, and not inside a series that goes on."""
    places = [number.place for number in numbers]
    last_of_name = {heading.piece: place for place, heading in attached.items()}
    after_tail, last = -1, -_TOP - 1
    for place, heading in attached.items():
        at = bisect_right(places, place)
        before = numbers[at - 1] if at else None
        following = numbers[at] if at < len(numbers) else None
        tail_at = bisect_left(tails, place) - 1
        tail = tails[tail_at] if tail_at >= 0 else -1
        signed = tail > (before.place if before else -1)
        begins = following is not None and following.value == 1
        if following is not None and not begins and not signed:
            continue
        if before is None and not signed and not found.attached:
            # Nothing to be attached to: the file is an annex by itself, or this is the name of the document.
            if heading.kind is headings.K.ANNEX and heading.piece.startswith("phu-luc") and place <= _TOP:
                found.attached[place], last = heading, place
            continue
        titled = place - last <= _TOP
        near = begins and following is not None and following.place - place <= _NEAR
        said = any(headings.KEM_THEO.match(line.text) for line in lines[place + 1 : place + 1 + _VERY_NEAR])
        if heading.piece.startswith("mau-"):
            accept = (signed or bool(found.attached)) and last_of_name[heading.piece] == place
        elif heading.kind is headings.K.ANNEX:
            accept = (
                (heading.piece.startswith("phu-luc") or said)
                and not titled
                and _is_annex(lines, place, heading, signed, bool(tails) and tails[-1] > place)
            )
        else:
            if heading.rest and not headings.is_capitals(lines[place].text):
                # In small letters only where everything else says so.
                near, said = False, said and signed
            alone = signed and tail != after_tail and heading.label.isupper() and not heading.rest
            accept = near or ((said or alone) and not titled and _name_of(found) != "phu-luc")
        if accept:
            found.attached[place] = heading
            after_tail, last = tail, place


def _name_of(found: Survey) -> str:
    """What the last attached text is: inside an annex, the names of plans and rules are titles."""
    return next(reversed(found.attached.values())).piece[:7] if found.attached else ""


def _is_annex(lines: list[Line], place: int, heading: Heading, signed: bool, signed_below: bool) -> bool:
    """Not the list of annexes in the last article: those lines follow one another, before the signature."""
    if signed or heading.label.isupper():
        return True
    if signed_below:
        return False
    below = lines[place + 1].text if place + 1 < len(lines) else ""
    return headings.annex(below) is None


def _is_end(found: Survey, place: int) -> bool:
    """No article of the same series comes after the signature."""
    places = found.places
    at = bisect_right(places, place)
    if at == len(places):
        return True
    border = bisect_right(found.borders, place)
    if border < len(found.borders) and found.borders[border] < places[at]:
        return True
    return found.articles[places[at]].number == "1"
