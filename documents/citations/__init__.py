"""Citations: where a text names a provision or another document, and which one it means."""

from documents.citations.citation import Citation, Part, This
from documents.citations.finding import find_citations, named_provisions
from documents.citations.resolving import links, resolve

__all__ = ["Citation", "Part", "This", "find_citations", "links", "named_provisions", "resolve"]
