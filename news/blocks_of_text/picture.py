"""A picture inside the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from agencies.pictures import FULL
from news.blocks_of_text.choosers import PictureChooser
from news.pictures import picture_sizes

SHOWS_HELP = _("Only where the description of the picture does not fit here. Read aloud to people who cannot see it.")
TALL = 1.2  # height to width: above this a picture is shown at a height that fits a screen
VERY_TALL = 3  # above this only its upper part is shown: nothing on it could be read at that height, so a link opens it


class PictureBlock(blocks.StructBlock):
    """A picture with its caption; credit and description are the picture's own."""

    image = PictureChooser(label=_("picture"))
    shows = blocks.CharBlock(
        label=_("what the picture shows"), required=False, default="", max_length=250, help_text=SHOWS_HELP
    )
    decorative = blocks.BooleanBlock(
        label=_("decoration only"),
        required=False,
        default=False,
        help_text=_(
            "The picture says nothing that the text does not say: it is passed over when the page is read aloud."
        ),
    )
    caption = blocks.CharBlock(label=_("caption"), required=False, default="", max_length=250)

    class Meta:
        icon = "image"
        label = _("picture")
        template = "news/blocks/picture.html"

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if value.get("decorative") and value.get("shows"):
            said = _now("Either it is decoration, or it shows something: choose one.")
            raise StructBlockValidationError({"decorative": ValidationError(said)})
        if not self.is_deferred_validation and not value.get("decorative"):
            require_description(value)
        return value

    def pictures(self, value: Any) -> Iterator[Any]:
        yield value.get("image")

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        picture = value.get("image")
        image = picture_sizes(picture, FULL, alt=alt_of(value)) if picture else None
        context["image"] = image
        context["very_tall"] = bool(image and image["height"] > VERY_TALL * image["width"])
        context["tall"] = bool(image and image["height"] > TALL * image["width"])
        return context


def require_description(value: Any) -> None:
    """A picture that shows something says what (WCAG 1.1.1). Raises `StructBlockValidationError`."""
    picture = value.get("image")
    if picture is not None and not picture.alt_text and not value.get("shows"):
        said = _now("Say what the picture shows: people who cannot see it are read this.")
        raise StructBlockValidationError({"shows": ValidationError(said)})


def alt_of(value: Any) -> str | None:
    """The words in place of the picture; None means the picture's own."""
    return "" if value.get("decorative") else value.get("shows") or None
