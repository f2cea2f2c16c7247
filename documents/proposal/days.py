"""Days as documents write them, with what scanners make of their figures, and the place and day of issue."""

from __future__ import annotations

import datetime
import re

from vietnamese.dates import parse_date

# Folded figures: O for 0, l and I for 1.
FIGURE = "[0-9oil|]"
_GAP = r"\s{0,8}"
DAY = (
    rf"{FIGURE}{{1,2}}{_GAP}[/.-]{_GAP}{FIGURE}{{1,2}}{_GAP}[/.-]{_GAP}{FIGURE}{{4}}(?!\w)"
    rf"|{FIGURE}{{1,2}}{_GAP}thang{_GAP}{FIGURE}{{1,2}}{_GAP},?{_GAP}nam{_GAP}{FIGURE}{{4}}(?!\w)"
)
# What a form leaves open: `ngày    tháng 4 năm 2011`.
BLANK_DAY = (
    rf"[\s._…]*(?:{FIGURE}{{1,2}})?[\s._…]*thang[\s._…]*(?:{FIGURE}{{1,2}})?[\s._…]*nam[\s._…]*(?:{FIGURE}{{1,4}})?"
)
_FIGURES = str.maketrans("oil|", "0111")
_PART = re.compile(f"{FIGURE}+")
_MONTH_OR_YEAR = re.compile("thang|nam")


def figures(plain: str) -> str:
    """Folded words with the letters that a scanner took for figures put right."""
    return plain.translate(_FIGURES)


def read_day(plain: str) -> datetime.date | None:
    """The day of words that match `DAY`; None for 31/02 and for what is no day."""
    parts = _PART.findall(_MONTH_OR_YEAR.sub("/", plain))
    if len(parts) != 3:
        return None
    return parse_date("/".join(map(figures, parts)))
