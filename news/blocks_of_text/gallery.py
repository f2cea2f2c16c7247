"""Several pictures side by side: a still grid, each picture a link to its large size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from agencies.pictures import TILE
from news.blocks_of_text.choosers import PictureChooser
from news.blocks_of_text.picture import SHOWS_HELP, alt_of, require_description
from news.pictures import large_url, picture_sizes

FEWEST, MOST = 2, 30


class GalleryPictureBlock(blocks.StructBlock):
    """One picture of a gallery. It is a link, so it always has words: there is no decoration here."""

    image = PictureChooser(label=_("picture"))
    shows = blocks.CharBlock(
        label=_("what the picture shows"), required=False, default="", max_length=250, help_text=SHOWS_HELP
    )
    caption = blocks.CharBlock(label=_("caption"), required=False, default="", max_length=250)

    class Meta:
        icon = "image"
        label = _("picture")
        template = "news/blocks/gallery_picture.html"

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if not self.is_deferred_validation:
            require_description(value)
        return value


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), required=False, default="", max_length=150)
    images = blocks.ListBlock(
        GalleryPictureBlock(), label=_("pictures"), min_num=FEWEST, max_num=MOST, default=[{}] * FEWEST
    )

    class Meta:
        icon = "image"
        label = _("gallery")
        template = "news/blocks/gallery.html"

    def pictures(self, value: Any) -> Iterator[Any]:
        for part in value.get("images") or ():
            yield part.get("image")

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        tiles = (tile_of(part) for part in value.get("images") or ())
        context["tiles"] = [tile for tile in tiles if tile]
        return context


def tile_of(part: Any) -> dict[str, Any] | None:
    """A picture of the grid as the template shows it; None where its file is lost."""
    picture = part.get("image")
    small = picture_sizes(picture, TILE, alt=alt_of(part)) if picture else None
    url = large_url(picture) if small else ""
    return {"image": small, "url": url, "caption": part.get("caption")} if url else None
