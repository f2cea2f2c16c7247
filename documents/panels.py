"""What this room adds to the editor of a document."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class ClockPanel(Panel):
    """How much time is left to publish the document, or whether it was published in time. Nothing to fill in."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Publication in time"))
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):  # type: ignore[misc]
        template_name = "documents/admin/clock_panel.html"

        def __init__(self, **kwargs: Any) -> None:
            from documents.clock import clock_of

            super().__init__(**kwargs)
            page = self.instance
            self.clock = clock_of(page) if self.request and page.pk and page.issuer_id else None

        def is_shown(self) -> bool:
            return self.clock is not None and super().is_shown()
