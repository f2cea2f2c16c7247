"""The numbers that Word counts by itself: `1.`, `a)`, `Điều 5.` stand nowhere in the text of a .docx."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from documents.extraction.fonts import symbols

_LEVEL = re.compile(r"%([1-9])")
_ROMAN = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")]
_ROMAN += [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MOST = 30_000  # of a counter; more is no list but a broken file


def formatted(value: int, style: str) -> str:
    """A counter as Word writes it (ECMA-376, ST_NumberFormat); unknown styles count in digits."""
    if style == "none":
        return ""
    if style in ("lowerLetter", "upperLetter") and 0 < value < _MOST:
        # After z come aa, bb, cc.
        letters = _LETTERS[(value - 1) % 26] * ((value - 1) // 26 + 1)
        return letters if style == "lowerLetter" else letters.upper()
    if style in ("lowerRoman", "upperRoman") and 0 < value < _MOST:
        roman, rest = "", value
        for number, sign in _ROMAN:
            roman += sign * (rest // number)
            rest %= number
        return roman if style == "upperRoman" else roman.lower()
    return f"{value:02d}" if style == "decimalZero" else str(value)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str
    text: str
    font: str
    # The level whose next number makes this one begin again; 0 for never, None for any higher one.
    restart: int | None
    all_digits: bool


def _value(element: Any, name: str, default: str = "") -> str:
    child = element.find(qn(name)) if element is not None else None
    return child.get(qn("w:val"), default) if child is not None else default


def _number(element: Any, name: str, default: int) -> int:
    text = _value(element, name)
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default


def _level(element: Any) -> _Level:
    fonts = element.find(f".//{qn('w:rFonts')}")
    restart = _value(element, "w:lvlRestart")
    return _Level(
        start=_number(element, "w:start", 1),
        style=_value(element, "w:numFmt", "decimal"),
        text=_value(element, "w:lvlText"),
        font=fonts.get(qn("w:ascii"), "") if fonts is not None else "",
        restart=int(restart) if restart.isdecimal() else None,
        all_digits=element.find(qn("w:isLgl")) is not None and _value(element, "w:isLgl", "1") not in ("0", "false"),
    )


class Numbering:
    """The counters of one document. Paragraphs are told in reading order; each gets the number it shows."""

    def __init__(self, root: Any | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._list_of: dict[str, str] = {}
        # Levels that a list of its own overrides, and starts that take effect when it is met first.
        self._own: dict[str, dict[int, _Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        # By style: paragraphs of it are numbered at a level of their list.
        self._style_levels: dict[tuple[str, str], int] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: Any) -> None:
        links: dict[str, str] = {}
        style_links: dict[str, str] = {}
        for element in root.iterchildren(qn("w:abstractNum")):
            key = element.get(qn("w:abstractNumId"), "")
            levels = self._abstract.setdefault(key, {})
            for level in element.iterchildren(qn("w:lvl")):
                index = int(level.get(qn("w:ilvl"), "0"))
                levels[index] = _level(level)
                if style := _value(level, "w:pStyle"):
                    self._style_levels[key, style] = index
            if link := _value(element, "w:numStyleLink"):
                links[key] = link
            if link := _value(element, "w:styleLink"):
                style_links[link] = key
        for key, link in links.items():
            target = style_links.get(link)
            if target is not None and not self._abstract[key]:
                self._abstract[key] = self._abstract[target]
        for element in root.iterchildren(qn("w:num")):
            key = element.get(qn("w:numId"), "")
            self._list_of[key] = _value(element, "w:abstractNumId")
            for override in element.iterchildren(qn("w:lvlOverride")):
                index = int(override.get(qn("w:ilvl"), "0"))
                if (start := _number(override, "w:startOverride", -1)) >= 0:
                    self._starts.setdefault(key, {})[index] = start
                if (level := override.find(qn("w:lvl"))) is not None:
                    self._own.setdefault(key, {})[index] = _level(level)

    def level_of_style(self, number: str, style: str) -> int:
        """The level at which a list numbers the paragraphs of a style, 0 when it does not say."""
        return self._style_levels.get((self._list_of.get(number, ""), style), 0)

    def next(self, number: str, index: int) -> str:
        """The number that the next paragraph of a list shows at a level, "" for none."""
        key = self._list_of.get(number)
        if key is None:
            return ""
        levels = {**self._abstract.get(key, {}), **self._own.get(number, {})}
        level = levels.get(index)
        if level is None:
            return ""
        # Lists made from the same pattern go on counting, unless one says where to start.
        counters = self._counters.setdefault(key, {})
        for at, start in self._starts.pop(number, {}).items():
            counters[at] = start - 1
        counters[index] = counters.get(index, level.start - 1) + 1
        for deeper in [at for at in counters if at > index]:
            restart = levels[deeper].restart if deeper in levels else None
            # `restart` counts levels from 1: a deeper level begins again after that one or a higher one.
            if restart is None or (restart > 0 and index < restart):
                del counters[deeper]
        if level.style == "bullet":
            return symbols(level.text, level.font)
        return _LEVEL.sub(lambda found: self._shown(int(found[1]) - 1, level, levels, counters), level.text)

    def _shown(self, index: int, level: _Level, levels: dict[int, _Level], counters: dict[int, int]) -> str:
        other = levels.get(index)
        if other is None:
            return ""
        style = "decimal" if level.all_digits and other.style != "none" else other.style
        return formatted(counters.get(index, other.start), style)
