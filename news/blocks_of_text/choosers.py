"""Pictures and files of a text, all of it in one query each: Wagtail asks once for every kind of part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

AT_HAND: ContextVar[dict[type, dict[int, Any]] | None] = ContextVar("news_things_at_hand", default=None)


class Together:
    """A chooser that looks among what is at hand before it asks the database."""

    def bulk_to_python(self, values: Any) -> Any:
        known = AT_HAND.get()
        if known is None:
            return super().bulk_to_python(values)  # type: ignore[misc]
        things = known.get(self.model_class, {})  # type: ignore[attr-defined]
        return [things.get(value) for value in values]


class PictureChooser(Together, ImageChooserBlock):
    pass


class FileChooser(Together, DocumentChooserBlock):
    pass


def chosen(block: Any, raw: Any) -> Iterator[tuple[type, int]]:
    """(model, id) of everything chosen in a stored value, however deep; what has another shape is passed over."""
    if isinstance(block, Together):
        if isinstance(raw, int):
            yield block.model_class, raw  # type: ignore[attr-defined]
    elif isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        for name, child in block.child_blocks.items():
            yield from chosen(child, raw.get(name))
    elif isinstance(block, blocks.ListBlock) and isinstance(raw, list):
        for part in raw:
            yield from chosen(block.child_block, part["value"] if isinstance(part, dict) and "value" in part else part)


@contextmanager
def all_at_hand(body: StreamValue) -> Iterator[None]:
    """While this lasts, the parts of the text find their pictures and files without asking. A query for each kind."""
    wanted: dict[type, set[int]] = defaultdict(set)
    for part in body.raw_data:
        child = body.stream_block.child_blocks.get(part["type"])
        for model, pk in chosen(child, part["value"]):
            wanted[model].add(pk)
    found = {model: model._default_manager.in_bulk(pks) for model, pks in wanted.items()}  # type: ignore[attr-defined]
    token = AT_HAND.set(found)
    try:
        yield
    finally:
        AT_HAND.reset(token)
