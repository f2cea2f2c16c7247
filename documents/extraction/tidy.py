"""The last touch: one spelling, one paragraph a line, no more white space than says something."""

from __future__ import annotations

import re
from collections.abc import Iterable

from documents.extraction.fonts import GAP
from vietnamese.text import normalise

# Control characters and what stands for characters that a program did not know; Word's bell ends cells.
_NOTHING = dict.fromkeys([*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF])
_LINE_ENDS = re.compile(r"[\n\v\f\r\x85\u2028\u2029]")
_WIDE = re.compile(r" {4,}")
_AROUND_TABS = re.compile(r" *\t *")


def tidy(lines: Iterable[str]) -> str:
    """Lines as one text: NFC, nothing invisible, at most one empty line between paragraphs."""
    found: list[str] = []
    for line in lines:
        for part in _LINE_ENDS.split(line):
            clean = _AROUND_TABS.sub("\t", _WIDE.sub(GAP, normalise(part.translate(_NOTHING)))).strip(" ").rstrip("\t ")
            if clean or (found and found[-1]):
                found.append(clean)
    return "\n".join(found).strip("\n")
