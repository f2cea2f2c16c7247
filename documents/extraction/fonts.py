"""Text with its fonts becomes Unicode: old Word files keep Vietnamese in the bytes of Western letters, and only the
font (.VnTime, VNI-Times) shows the right ones.

The name of a font is a hint, no proof: since 2001 the same fonts hold Unicode as well. Each font of a file is judged
by all that is written in it, and each paragraph by its own words where they tell.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from vietnamese.legacy_encodings import Legacy, evidence, may_be_legacy, recognise, repaired, to_unicode

_TCVN3_FONT = re.compile(
    r"^(?:\.vn|vn(?:time|arial|3d|courier|avant|book|century|clarendon|uni)|.*tcvn)", re.IGNORECASE
)
_CAPITALS_FONT = re.compile(r"^\.?(?i:vn).*?[a-z0-9 ]H(?=$|[\s,-]|Bold|Italic)")
_VNI_FONT = re.compile(r"^vni(?:[- ]|[A-Z])", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")  # of a font that is embedded in a PDF in part
_SYMBOLS_FONT = re.compile(r"symbol|wingdings|webdings|dingbats|marlett|monotype sorts", re.IGNORECASE)

# How programs that write PDF name three letters of TCVN3: ư (AD), ã (B7) and µ (B5) have the shape of these signs.
_RENAMED = str.maketrans({"\u2212": "\xad", "\u2219": "\xb7", "\u2022": "\xb7", "\u03bc": "\xb5", "\u2215": "/"})
# The places where fonts of pictures, and old fonts that say they are such, keep byte 00–FF.
_PRIVATE = {0xF000 + code: chr(code) for code in range(0x20, 0x100)}
_PRIVATE_USE = re.compile("[\uf000-\uf0ff]+")
# Signs of the font Symbol that stand in formulas.
_SIGNS = {0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xB9: "≠", 0xBB: "≈", 0xB0: "°", 0xE5: "∑", 0xD6: "√"}
_GREEK = dict(zip(b"abgdelmnprstfqwDSW", "αβγδελμνπρστφθωΔΣΩ", strict=True))
# Ticks and empty boxes of Wingdings.
_BOXES = {0x6F: "☐", 0xA8: "☐", 0x71: "☐", 0x72: "☐", 0xFE: "☑", 0x52: "☑", 0xFD: "☒", 0x54: "☒", 0xFC: "✓"}
_BULLET = "•"
# What a tab inside a paragraph becomes: a tab stands between the cells of a table only.
GAP = "   "
_LONG = 500_000  # characters


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters in one font. `capitals`: shown in capitals whatever was typed."""

    text: str
    font: str = ""
    capitals: bool = False


Line = list[Run]


@dataclass(slots=True)
class Decoded:
    """Lines in Unicode and how often an old encoding was met."""

    lines: list[str]
    encodings: Counter[Legacy] = field(default_factory=Counter)


@lru_cache(maxsize=1024)
def hint(font: str) -> Legacy | None:
    """The encoding that a font of this name was made for."""
    name = _SUBSET.sub("", font.strip())
    if _VNI_FONT.match(name):
        return Legacy.VNI
    return Legacy.TCVN3 if _TCVN3_FONT.match(name) else None


@lru_cache(maxsize=1024)
def draws_capitals(font: str) -> bool:
    """Whether every letter of the font looks like a capital (.VnTimeH): TCVN3 has no other with a tone."""
    return bool(_CAPITALS_FONT.match(_SUBSET.sub("", font.strip())))


def symbols(text: str, font: str = "") -> str:
    """Characters of a font of pictures as signs that any font has."""
    names_wingdings = "wingdings" in font.lower()

    def sign(character: str) -> str:
        code = ord(character) & 0xFF if 0xF000 <= ord(character) <= 0xF0FF else ord(character)
        if code > 0xFF or character.isspace():
            return character
        if names_wingdings:
            return _BOXES.get(code, _BULLET)
        if code in _SIGNS or code in _GREEK:
            return _SIGNS.get(code) or _GREEK[code]
        return chr(code) if code < 0x7F and chr(code) in "0123456789()[]+-=<>/*.,:;%" else _BULLET

    return "".join(map(sign, text))


@dataclass(slots=True)
class _Stretch:
    """Neighbouring runs of one line whose fonts hint at the same encoding."""

    encoding: Legacy | None
    runs: list[Run]
    # Words that are Vietnamese only once converted, and only as they stand.
    legacy: int = 0
    unicode: int = 0

    @property
    def fonts(self) -> set[str]:
        return {run.font for run in self.runs}


def decode(lines: Iterable[Sequence[Run]]) -> Decoded:
    """The lines in Unicode NFC."""
    stretches = [_stretches(line) for line in lines]
    verdicts = _verdicts(stretch for line in stretches for stretch in line if stretch.encoding)
    result = Decoded([])
    for line in stretches:
        pieces = [_piece(stretch, verdicts, result.encodings) for stretch in line]
        result.lines.append(unicodedata.normalize("NFC", "".join(pieces)))
    return _without_hints(result)


def _stretches(line: Sequence[Run]) -> list[_Stretch]:
    # What has no letters (a blank in Times New Roman) goes with its neighbour, so that no word is torn.
    hinted: list[tuple[Legacy | None, Run]] = []
    for run in map(_plain, line):
        encoding = hint(run.font)
        if encoding is None and hinted and run.text.isascii() and not any(map(str.isalpha, run.text)):
            encoding = hinted[-1][0]
        hinted.append((encoding, run))
    found = []
    for encoding, group in groupby(hinted, lambda pair: pair[0]):
        stretch = _Stretch(encoding, [run for _encoding, run in group])
        if encoding:
            stretch.legacy, stretch.unicode = evidence("".join(run.text for run in stretch.runs), encoding)
        found.append(stretch)
    return found


def _plain(run: Run) -> Run:
    """The run without private characters: bytes of old fonts, signs of fonts of pictures."""
    encoding = hint(run.font)
    if encoding:
        text = run.text.translate(_PRIVATE)
        return Run(text.translate(_RENAMED) if encoding is Legacy.TCVN3 else text, run.font, run.capitals)
    if _SYMBOLS_FONT.search(run.font):
        return Run(symbols(run.text, run.font), "", run.capitals)
    if _PRIVATE_USE.search(run.text):
        return Run(_PRIVATE_USE.sub(lambda found: symbols(found[0]), run.text), run.font, run.capitals)
    return run


def _verdicts(stretches: Iterable[_Stretch]) -> dict[str, bool]:
    """Of each hinting font whether it holds its old encoding, by all that is written in it."""
    score: dict[str, int] = defaultdict(int)
    for stretch in stretches:
        for font in stretch.fonts:
            score[font] += stretch.legacy - stretch.unicode
    return {font: points >= 0 for font, points in score.items()}


def _piece(stretch: _Stretch, verdicts: dict[str, bool], encodings: Counter[Legacy]) -> str:
    encoding = stretch.encoding
    if encoding is None:
        return "".join(_cased(run.text, run) for run in stretch.runs)
    if stretch.legacy == stretch.unicode:
        is_legacy = all(verdicts.get(font, True) for font in stretch.fonts if hint(font))
    else:
        is_legacy = stretch.legacy > stretch.unicode
    pieces = []
    # Only where the case changes the text is cut: VNI writes a letter in two characters.
    for capitals, group in groupby(stretch.runs, _in_capitals):
        text = "".join(run.text for run in group)
        if is_legacy:
            encodings[encoding] += not text.isascii()
            text = _around(text, encoding) if stretch.unicode else to_unicode(text, encoding)
        pieces.append(text.upper() if capitals else text)
    return "".join(pieces)


def _in_capitals(run: Run) -> bool:
    return run.capitals or draws_capitals(run.font)


def _cased(text: str, run: Run) -> str:
    return text.upper() if run.capitals else text


def _around(text: str, encoding: Legacy) -> str:
    """A text with words of both kinds: only the words of the old encoding change."""
    return "".join(
        to_unicode(word, encoding) if evidence(word, encoding)[1] == 0 else word for word in re.split(r"(\s+)", text)
    )


def _without_hints(result: Decoded) -> Decoded:
    """What no font gave away is recognised by its words."""
    lines = [line.replace("\n", "\v") for line in result.lines]
    suspects = "\n".join(line for line in lines if may_be_legacy(line))
    encoding = recognise(suspects[:_LONG]) if suspects else None
    if not encoding:
        return result
    whole = "\n".join(lines)
    # Word by word is slow; a long text without a letter that is surely Unicode is of one kind.
    better = to_unicode(whole, encoding) if len(whole) > _LONG and _all_suspect(lines) else repaired(whole)
    if better:
        result.encodings[encoding] += 1
        result.lines = [line.replace("\v", "\n") for line in better.split("\n")]
    return result


def _all_suspect(lines: list[str]) -> bool:
    return all(line.isascii() or may_be_legacy(line) for line in lines)
