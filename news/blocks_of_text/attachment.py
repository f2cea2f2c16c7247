"""A file to take away, in the middle of the text."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from news.blocks_of_text.choosers import FileChooser


class AttachmentBlock(blocks.StructBlock):
    """A file of the agency's own, with its kind and size."""

    file = FileChooser(label=_("file"))
    title = blocks.CharBlock(
        label=_("title"), required=False, default="", max_length=200, help_text=_("Empty: the title of the file.")
    )

    class Meta:
        icon = "doc-full"
        label = _("attached file")
        template = "news/blocks/attachment.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        if file := value.get("file"):
            context["file"] = file.link(value.get("title") or "")
        return context
