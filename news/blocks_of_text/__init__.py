"""What the text of a news item is made of, one noun a file. What a page fetches for all blocks at once: `news.body`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from news.blocks_of_text.attachment import AttachmentBlock
from news.blocks_of_text.document import CitedDocumentBlock
from news.blocks_of_text.gallery import GalleryBlock
from news.blocks_of_text.picture import PictureBlock
from news.blocks_of_text.quote import QuoteBlock
from news.blocks_of_text.table import DataTableBlock
from news.blocks_of_text.video import VideoBlock

RICH_TEXT = ["bold", "italic", "ol", "ul", "link", "document-link"]


def news_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks an editor may put together."""
    return [
        ("text", blocks.RichTextBlock(label=_("text"), features=RICH_TEXT)),
        (
            "heading",
            blocks.CharBlock(label=_("heading"), max_length=150, icon="title", template="news/blocks/heading.html"),
        ),
        ("picture", PictureBlock()),
        ("gallery", GalleryBlock()),
        ("video", VideoBlock()),
        ("quote", QuoteBlock()),
        ("table", DataTableBlock()),
        ("attachment", AttachmentBlock()),
        ("document", CitedDocumentBlock()),
    ]
