"""The text of an item as a whole: what all its blocks need, fetched together, and what speaks against it, in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from wagtail.blocks import StreamValue

from news.blocks_of_text.choosers import all_at_hand
from news.blocks_of_text.document import public_documents
from news.pictures import fetch_sizes


def fetched(body: StreamValue, *more_pictures: Any) -> dict[str, Any]:
    """What the blocks find in their context; the sizes of all pictures are at hand afterwards. Four queries at most."""
    pictures, numbers = list(more_pictures), []
    with all_at_hand(body):
        parts = list(body)
    for part in parts:
        if hasattr(part.block, "pictures"):
            pictures += part.block.pictures(part.value)
        if hasattr(part.block, "numbers"):
            numbers += part.block.numbers(part.value)
    fetch_sizes(pictures)
    return {"found_documents": public_documents(numbers)}


def body_text(body: StreamValue) -> str:
    """The words of the text, for the index: captions, tables and transcripts too."""
    return "\n".join(body.stream_block.get_searchable_content(body))


def body_problems(body: StreamValue, public: StreamValue | None = None) -> list[str]:
    """What keeps a text from being public, block by block. Drafts may be unfinished, so they are not asked this.

    Parts that stand in the `public` version as they are pass: what readers see may have lost a picture or a document
    it named, and the rest goes on.
    """
    problems = []
    seen = {as_stored(part) for part in public or ()}
    for place, part in enumerate(body, start=1):
        if as_stored(part) in seen:
            continue
        try:
            part.block.clean(part.value)
        except ValidationError as error:
            where = _now("%(block)s (part %(place)d of the text)")
            named = where % {"block": capfirst(str(part.block.label)), "place": place}
            problems += [f"{named}: {text}" for text in sentences(error, part.block)]
    return problems


def as_stored(part: Any) -> str:
    """A part's kind and content, to tell whether two are the same."""
    return json.dumps([part.block_type, part.get_prep_value()["value"]], sort_keys=True, default=str)


def sentences(error: ValidationError, block: Any) -> Iterator[str]:
    """What an error says, with those of the blocks within, each with the name of its field."""
    yield from (text for problem in getattr(error, "non_block_errors", ()) for text in as_texts(problem))
    inner = getattr(error, "block_errors", None)
    if inner is None:
        yield from as_texts(error)
        return
    for name, part in inner.items() if isinstance(inner, dict) else enumerate(inner):
        if part is None:
            continue
        child = block.child_block if hasattr(block, "child_block") else block.child_blocks[name]
        label = f"{child.label} {name + 1}" if isinstance(name, int) else str(child.label)
        yield from (f"{label}: {text}" for text in sentences(part, child))


def as_texts(problem: Any) -> list[str]:
    return [str(text) for text in problem.messages] if isinstance(problem, ValidationError) else [str(problem)]
