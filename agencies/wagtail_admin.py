"""Wagtail's admin without its own mails about workflows: ours say more and say it in Vietnamese (agencies/mail.py)."""

from __future__ import annotations

from wagtail.admin.apps import WagtailAdminAppConfig


class PortalAdminConfig(WagtailAdminAppConfig):
    """Stands in INSTALLED_APPS for `wagtail.admin`."""

    default = False

    def ready(self) -> None:
        from wagtail.models import TaskState, WorkflowState
        from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

        super().ready()
        its_mails = (
            (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
            (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
            (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
            (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
        )
        for signal, sender, key in its_mails:
            if not signal.disconnect(sender=sender, dispatch_uid=key):
                raise RuntimeError(f"Wagtail no longer connects {key}: look at agencies/wagtail_admin.py")
