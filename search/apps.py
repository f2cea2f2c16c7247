"""Floor 4: the one index over everything public."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from core.importing import follow_ups
        from search import signal_handlers, tasks  # noqa: F401

        follow_ups.add("search.index_pages")
