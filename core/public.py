"""How a public thing tells the rest of the house about itself. Rooms above ask these and never the type."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchData:
    """One row of the index: what it is called, what it says, what filters and results need.

    `kind` is a slug ("document", "news"); `number` the number as written; `number_keys` its normalised forms;
    `date` the day shown and sorted by; `path` the path on its own host, with the language prefix. Results show
    `heading` and `summary` where the searched title is longer than what a reader should see as a headline.
    """

    kind: str
    title: str
    text: str
    path: str
    date: datetime.date | None = None
    number: str = ""
    number_keys: tuple[str, ...] = ()
    heading: str = ""
    summary: str = ""
    # How much it should come first when the query names it: 1 for an agency asked for by its name.
    prominence: float = 0
    # Of what is in force or not: its state today, as `documents.validity.State` names it.
    validity: str = ""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One thing in a feed. `key` stays when the address changes; `author` is the agency that answers for it."""

    key: str
    title: str
    url: str
    summary: str
    published_at: datetime.datetime | None
    author: str
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A title and where it leads; the smallest thing menus, breadcrumbs and trees are made of."""

    title: str
    url: str
    current: bool = False
    children: tuple[Link, ...] = ()
