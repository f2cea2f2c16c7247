"""From text to what the index holds, and from a query to what it asks: the same words on both sides.

PostgreSQL's own parser breaks Vietnamese document numbers, so the `tsvector` and `tsquery` are written here, literally.
"""

from __future__ import annotations

from vietnamese.syllables import Syllable, bigrams, syllables

TITLE_WEIGHT = "A"
# A tsvector holds 16,383 positions and 1 MB; lexemes of long texts go in without positions, so only their size counts.
LONGEST_TEXT = 400_000
LARGEST_VECTOR = 900_000  # bytes
LEXEME_OVERHEAD = 8
LONGEST_LEXEME = 60


def quoted(lexeme: str) -> str:
    """A lexeme as a tsvector or tsquery literal writes it."""
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def lexemes(found: list[Syllable]) -> set[str]:
    """Folded syllables, exact ones that differ, and folded pairs of neighbours."""
    words = {s.folded for s in found} | {f"={s.exact}" for s in found if s.exact != s.folded} | set(bigrams(found))
    return {word for word in words if 0 < len(word) <= LONGEST_LEXEME}


def vector_literal(title: str, text: str) -> str:
    """The tsvector of a title and a text. Words of the title carry weight A."""
    heads = lexemes(syllables(title))
    body = lexemes(syllables(text[:LONGEST_TEXT])) - heads
    size, kept = 0, []
    for word in sorted(body):
        size += len(word.encode()) + LEXEME_OVERHEAD
        if size > LARGEST_VECTOR:
            break
        kept.append(quoted(word))
    return " ".join([*(f"{quoted(word)}:1{TITLE_WEIGHT}" for word in sorted(heads)), *kept])


def all_of(query: str, weight: str = "") -> str:
    """A tsquery for texts that have every word of the query (in the title, with its weight); empty without a word."""
    suffix = f":{weight}" if weight else ""
    return " & ".join(dict.fromkeys(quoted(s.folded) + suffix for s in syllables(query)))


def side_by_side(query: str) -> str:
    """A tsquery for texts that have all neighbouring words of the query as neighbours; empty for a single word."""
    return " & ".join(dict.fromkeys(map(quoted, bigrams(syllables(query)))))


def some_of(query: str) -> str:
    """A tsquery for texts that have at least one pair of neighbouring words of the query."""
    pairs = bigrams(syllables(query))
    return " | ".join(dict.fromkeys(quoted(pair) for pair in pairs))


def preferred(query: str) -> str:
    """A tsquery whose rank lifts texts with the same neighbours and the same diacritics as typed."""
    found = syllables(query)
    wanted = [*bigrams(found), *(f"={s.exact}" for s in found if s.exact != s.folded), *(s.folded for s in found)]
    return " | ".join(dict.fromkeys(map(quoted, wanted)))
