"""One noun a file."""

from news.models.index import NewsIndexPage
from news.models.item import NewsPage, NewsQuerySet
from news.models.section import Section

__all__ = ["NewsIndexPage", "NewsPage", "NewsQuerySet", "Section"]
