"""How well articles are found again in texts whose articles are known.

The folder holds `documents.jsonl`, one document a line with its `articles` (`no`, `title`, `text`). Each is flattened
to the plain text it came from (`Điều 5. Title`, then what it says) and read; an article is right when its number comes
in its turn and its title is the same (none where the source has none).
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from documents.structure.provision import ProvisionKind, Structure
from documents.structure.reader import read_structure
from vietnamese.text import normalise

# Documents of which more is missing are no measure: the gaps would look like mistakes.
COVERAGE = 0.95


@dataclass(slots=True)
class Accuracy:
    """The figures. `wrong` names what went wrong: document, article, what was found instead."""

    documents: int = 0
    articles: int = 0
    numbers_right: int = 0
    titled: int = 0
    titles_right: int = 0
    right: int = 0
    surplus: int = 0
    doubts: int = 0
    doubtful_documents: int = 0
    lossless: int = 0
    characters: int = 0
    seconds: float = 0.0
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The shares that matter, and the speed."""
        return {
            "documents": self.documents,
            "articles": self.articles,
            "articles_right": round(self.right / max(1, self.articles), 5),
            "numbers_right": round(self.numbers_right / max(1, self.articles), 5),
            "titles_right": round(self.titles_right / max(1, self.titled), 5),
            "surplus_articles": self.surplus,
            "documents_lossless": self.lossless,
            "documents_with_doubts": self.doubtful_documents,
            "doubts": self.doubts,
            "characters_per_second": round(self.characters / max(self.seconds, 1e-9)),
        }


def accuracy(folder: Path) -> Accuracy:
    """Reads every document of the folder that is complete enough."""
    found = Accuracy()
    for row in rows(folder):
        _count(found, row)
    return found


def rows(folder: Path) -> Iterator[dict[str, Any]]:
    with (folder / "documents.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if (row.get("article_coverage") or 0) >= COVERAGE:
                yield row


def flat(row: dict[str, Any]) -> str:
    """The document as plain text, a heading a line."""
    parts: list[str] = []
    for article in row["articles"]:
        parts.append(f"Điều {article['no']}. {(article['title'] or '').strip()}".rstrip())
        if article["text"]:
            parts.append(article["text"])
    return "\n".join(parts)


def _count(found: Accuracy, row: dict[str, Any]) -> None:
    text = flat(row)
    started = time.perf_counter()
    structure = read_structure(text)
    found.seconds += time.perf_counter() - started
    found.characters += len(text)
    found.documents += 1
    found.lossless += _squeezed(structure.rebuilt()) == _squeezed(normalise(text))
    found.doubts += len(structure.doubts)
    found.doubtful_documents += bool(structure.doubts)
    wanted = [(_clean(article["no"]).lower(), _clean(article["title"] or "")) for article in row["articles"]]
    got = _articles(structure)
    found.articles += len(wanted)
    found.titled += sum(1 for _number, title in wanted if title)
    pairs = SequenceMatcher(None, [number for number, _ in wanted], [number for number, _ in got], autojunk=False)
    matched: dict[int, int] = {}
    for block in pairs.get_matching_blocks():
        matched.update((block.a + step, block.b + step) for step in range(block.size))
    found.numbers_right += len(matched)
    found.surplus += len(got) - len(matched)
    for place, (number, title) in enumerate(wanted):
        shown = got[matched[place]][1] if place in matched else None
        found.titles_right += bool(title) and shown == title
        found.right += shown == title
        if shown != title:
            found.wrong.append((row["id"], f"{number} {title}", "no article" if shown is None else shown))


def _articles(structure: Structure) -> list[tuple[str, str]]:
    return [(p.number, _clean(p.title)) for p in structure.provisions if p.kind is ProvisionKind.ARTICLE]


def _clean(text: str) -> str:
    return " ".join(normalise(text).split())


def _squeezed(text: str) -> str:
    return "".join(text.split())
