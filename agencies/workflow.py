"""Approval publishes: no role of an agency has the right to publish (docs/decisions/0004)."""

from __future__ import annotations

from typing import TYPE_CHECKING

# Wagtail imports this module while it loads its own models: nothing of theirs may be imported here at run time.
if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from core.models import User


def publish_finished(workflow_state: WorkflowState, user: User | None = None) -> None:
    """Publishes what the agency's workflow has approved. Wagtail asks for this by `WAGTAIL_FINISH_WORKFLOW_ACTION`.

    The approver has no publish right, so Wagtail's own check is skipped here and nowhere else; what speaks against the
    publication itself (secrecy, a closed portal) is asked by `PortalPage.publish`.
    """
    revision = workflow_state.current_task_state.revision
    revision.publish(user=user, skip_permission_checks=True)
