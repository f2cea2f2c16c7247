"""A film of the agency's own, with words for who cannot hear it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from agencies.models.media import size_text
from agencies.pictures import FULL
from news.blocks_of_text.choosers import FileChooser, PictureChooser
from news.pictures import picture_sizes
from vietnamese.text import normalise

TYPES = {".mp4": "video/mp4", ".webm": "video/webm"}


def ending(file: Any) -> str:
    return PurePath(file.filename).suffix.lower()


class VideoBlock(blocks.StructBlock):
    """A video file, chosen from the agency's files. Captions or a transcript are required (WCAG 1.2)."""

    title = blocks.CharBlock(label=_("what the video shows"), max_length=150)
    file = FileChooser(
        label=_("video file"), help_text=_("An .mp4 or .webm file of your own, at most 50 MB. H.264 plays everywhere.")
    )
    poster = PictureChooser(label=_("still picture"), required=False, help_text=_("Shown until somebody presses play."))
    captions = FileChooser(label=_("captions"), required=False, help_text=_("A .vtt file: what is said, with times."))
    transcript = blocks.TextBlock(
        label=_("transcript"),
        required=False,
        default="",
        rows=6,
        help_text=_("What is said and what is to be seen, as text. Needed when there are no captions."),
    )

    class Meta:
        icon = "media"
        label = _("video")
        template = "news/blocks/video.html"

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        errors = {}
        if (file := value.get("file")) and ending(file) not in TYPES:
            errors["file"] = ValidationError(_now("This is no video: choose an .mp4 or .webm file."))
        if (captions := value.get("captions")) and ending(captions) != ".vtt":
            errors["captions"] = ValidationError(_now("Captions are a .vtt file."))
        if not self.is_deferred_validation and not captions and not (value.get("transcript") or "").strip():
            said = _now("People who cannot hear need captions (a .vtt file) or a transcript: add one of them.")
            errors["transcript"] = ValidationError(said)
        if errors:
            raise StructBlockValidationError(errors)
        return value

    def pictures(self, value: Any) -> Iterator[Any]:
        yield value.get("poster")

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        file, poster = value.get("file"), value.get("poster")
        if file and ending(file) in TYPES:
            context["type"] = TYPES[ending(file)]
            context["kind"] = ending(file)[1:].upper()
            context["size_text"] = size_text(file.file_size or 0)
            code = get_language() or settings.LANGUAGE_CODE
            context["language"] = {"code": code, "name": normalise(get_language_info(code)["name_local"])}
            context["poster"] = picture_sizes(poster, FULL) if poster else None
        return context
