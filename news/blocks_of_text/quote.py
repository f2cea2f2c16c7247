"""Somebody's words, and whose they are."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class QuoteBlock(blocks.StructBlock):
    """A quotation with its author. Older items hold the words alone: they are read as a quotation of nobody named."""

    text = blocks.TextBlock(label=_("words"), rows=4)
    by = blocks.CharBlock(
        label=_("who said or wrote it"),
        required=False,
        default="",
        max_length=200,
        help_text=_("Name and post, or the source."),
    )

    class Meta:
        icon = "openquote"
        label = _("quotation")
        template = "news/blocks/quote.html"

    def normalize(self, value: Any) -> Any:
        return super().normalize(in_full(value))

    def to_python(self, value: Any) -> Any:
        return super().to_python(in_full(value))

    def bulk_to_python(self, values: Any) -> Any:
        return super().bulk_to_python([in_full(value) for value in values])


def in_full(value: Any) -> Any:
    return {"text": value, "by": ""} if isinstance(value, str) else value
