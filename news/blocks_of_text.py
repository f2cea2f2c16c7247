"""What the text of a news item is made of."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

RICH_TEXT = ["bold", "italic", "ol", "ul", "link", "document-link"]


class PictureBlock(blocks.StructBlock):
    """A picture inside the text, with what it shows and whose it is."""

    image = ImageChooserBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("picture")
        template = "news/blocks/picture.html"


def news_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks an editor may put together."""
    return [
        ("text", blocks.RichTextBlock(label=_("text"), features=RICH_TEXT)),
        (
            "heading",
            blocks.CharBlock(label=_("heading"), max_length=150, icon="title", template="news/blocks/heading.html"),
        ),
        ("picture", PictureBlock()),
        ("quote", blocks.TextBlock(label=_("quotation"), icon="openquote", template="news/blocks/quote.html")),
    ]
