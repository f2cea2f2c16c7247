"""Files become text: Word, PDF, spreadsheets, plain text, scans. No models, no database.

`extract` gives the text of a whole file or of some of its pages, `page_picture` a page to look at beside it.
"""

from __future__ import annotations

from documents.extraction.reading import extract
from documents.extraction.result import Extracted, Limits, Origin, PageText, Unreadable, Warning
from documents.extraction.views_of_pages import has_text_layer, page_count, page_picture

__all__ = [
    "Extracted",
    "Limits",
    "Origin",
    "PageText",
    "Unreadable",
    "Warning",
    "extract",
    "has_text_layer",
    "page_count",
    "page_picture",
]
