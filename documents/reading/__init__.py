"""What the public pages of documents show."""

from documents.reading.context import reading_context

__all__ = ["reading_context"]
