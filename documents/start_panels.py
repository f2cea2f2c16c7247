"""What this room adds to the start screen of the admin."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from agencies.desk import acting_user
from agencies.wall.standing import standing_of
from documents.desk import KEEPING
from documents.viewsets.clock import clock_rows, waiting_documents

SHOWN = 10


class WaitingPanel(Component):
    """Documents of one's agencies that are not public yet, the most urgent first. One query where there is none."""

    name = "documents_waiting"
    template_name = "documents/admin/waiting_panel.html"
    order = 60

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        standing = standing_of(acting_user(parent_context["request"]))
        found = list(waiting_documents(standing.agencies_as(*KEEPING))[: SHOWN + 1])
        return {"rows": clock_rows(found[:SHOWN], standing) if found else [], "more": len(found) > SHOWN}
