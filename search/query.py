"""From what a citizen typed to the entries that answer it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import connection

from search.analysis import TITLE_WEIGHT, all_of, preferred, side_by_side, some_of
from vietnamese.document_number import query_keys

# Only so many matches are ranked, the newest ones: a word of everyday use is in most texts (docs/decisions/0007).
RANKED_AT_MOST = 1000
LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked: the words, and what narrows them; empty means everything. `agency_id` limits to one portal."""

    text: str
    language: str
    kind: str = ""
    agency_id: int | None = None

    @classmethod
    def clean(cls, text: str, **narrowing: object) -> Search:
        """From raw input: too long is cut, control characters go."""
        tidy = "".join(c if c.isprintable() else " " for c in text)[:LONGEST_QUERY].strip()
        return cls(tidy, **narrowing)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry and how well it answers; `by_number` when it was asked for by its number."""

    entry_id: int
    score: float
    date: datetime.date | None
    by_number: bool = False


def find(search: Search) -> list[Hit]:
    """The entries that answer, best first. At most three short statements; none for an empty query."""
    # A number that was found is what was asked for: everyday words around it ("quyết định số …") would only add noise.
    return by_number(search) or by_words(search, all_of(search.text)) or by_words(search, some_of(search.text))


def by_number(search: Search) -> list[Hit]:
    """Entries with a number that the query names, the closest spelling first, then the newest."""
    keys = query_keys(search.text)
    if not keys:
        return []
    sql = f"""
        SELECT e.id, MIN(array_position(%s::varchar[], n.key)) AS place, e.date
        FROM search_searchnumber n JOIN search_searchentry e ON e.id = n.entry_id
        WHERE n.key = ANY(%s) AND {_NARROW}
        GROUP BY e.id ORDER BY place, e.date DESC NULLS LAST LIMIT %s
    """
    rows = _rows(sql, [keys, keys, *_narrow(search), RANKED_AT_MOST])
    if not rows:
        return []
    best = rows[0][1]
    return [Hit(pk, float(-place), date, by_number=True) for pk, place, date in rows if place == best]


def by_words(search: Search, tsquery: str) -> list[Hit]:
    """Entries that match a tsquery: those with the words side by side first, then by words of the title, diacritics as
    typed, and freshness."""
    if not tsquery:
        return []
    sql = f"""
        WITH matched AS (
            SELECT e.id, e.date, e.vector, e.prominence FROM search_searchentry e
            WHERE e.vector @@ %s::tsquery AND {_NARROW}
            ORDER BY e.date DESC NULLS LAST LIMIT %s
        )
        SELECT id,
               (vector @@ %s::tsquery)::int
               + (vector @@ %s::tsquery)::int * (0.5 + prominence)
               + ts_rank('{{0.05, 0.05, 0.05, 1.0}}', vector, %s::tsquery, 1) AS score, date
        FROM matched ORDER BY score DESC, date DESC NULLS LAST, id
    """
    together = side_by_side(search.text) or tsquery
    titled = all_of(search.text, TITLE_WEIGHT) or tsquery
    rows = _rows(sql, [tsquery, *_narrow(search), RANKED_AT_MOST, together, titled, preferred(search.text)])
    return [Hit(pk, score, date) for pk, score, date in rows]


_NARROW = (
    "(%s = '' OR e.language = %s) AND (%s = '' OR e.kind = %s) AND (%s::bigint IS NULL OR e.agency_id = %s::bigint)"
)


def _narrow(search: Search) -> list[Any]:
    return [search.language, search.language, search.kind, search.kind, search.agency_id, search.agency_id]


def _rows(sql: str, values: list[Any]) -> list[tuple[int, float, datetime.date | None]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()  # type: ignore[no-any-return]
