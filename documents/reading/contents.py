"""The table of contents: headings, and the articles below each; long ones fold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from documents.structure import Provision, ProvisionKind

# With more entries than this the articles of a chapter fold away below its name.
MANY = 60
# With fewer there is nothing to find one's way in.
FEWEST = 4


@dataclass(slots=True)
class Entry:
    """A heading with the articles that follow it; the first may be no heading at all."""

    title: str = ""
    anchor: str = ""
    level: int = 1
    articles: list[dict[str, object]] = field(default_factory=list)


def contents_of(provisions: Iterable[Provision]) -> tuple[list[Entry], bool]:
    """The entries, and whether there are so many that they fold; none where there are very few."""
    entries: list[Entry] = []
    count = 0
    for provision in provisions:
        if not provision.in_contents or not provision.anchor:
            continue
        count += 1
        entry = provision.contents_entry()
        if provision.kind is ProvisionKind.ARTICLE:
            if not entries:
                entries.append(Entry())
            entries[-1].articles.append(entry)
        else:
            entries.append(Entry(str(entry["title"]), str(entry["anchor"]), int(str(entry["level"]))))
    return (entries if count >= FEWEST else []), count > MANY
