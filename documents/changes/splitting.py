"""One quoted text for several provisions, cut where each begins: “1. … 3. …” for “khoản 1 và khoản 3”."""

from __future__ import annotations

import re

from documents.changes.wording import kind_of, label_of, number_in
from documents.structure import ProvisionKind

K = ProvisionKind
_WORDS = {K.PART: "Phần", K.CHAPTER: "Chương", K.SECTION: "Mục", K.SUBSECTION: "Tiểu mục", K.ANNEX: "Phụ lục"}


def split_by_units(text: str, anchors: list[str]) -> dict[str, str]:
    """The lines of each provision. What cannot be told apart goes whole to the first of them."""
    if len(anchors) < 2:
        return dict.fromkeys(anchors, text)
    lines = text.splitlines()
    starts: list[tuple[int, str]] = []
    at = 0
    for anchor in anchors:
        pattern = _opening(anchor)
        place = next((i for i in range(at, len(lines)) if pattern.match(lines[i])), None)
        if place is not None:
            starts.append((place, anchor))
            at = place + 1
    if not starts:
        return {anchors[0]: text}
    # What stands before the first label belongs to it.
    borders = [0, *(place for place, _ in starts[1:]), len(lines)]
    return {anchor: "\n".join(lines[borders[i] : borders[i + 1]]).strip() for i, (_, anchor) in enumerate(starts)}


def _opening(anchor: str) -> re.Pattern[str]:
    """How the line begins that opens the provision."""
    kind = kind_of(anchor)
    if word := _WORDS.get(kind):
        return re.compile(rf"\s*[“\"]?\s*{word}\s+(?:số\s+)?{re.escape(number_in(anchor))}(?!\w)", re.IGNORECASE)
    label = re.escape(label_of(anchor).rstrip(".)")).replace(r"\ ", r"\s+")
    return re.compile(rf"\s*[“\"]?\s*{label}\s*[.):]", re.IGNORECASE)
