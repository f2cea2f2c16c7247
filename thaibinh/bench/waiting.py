"""Many submissions at once, as `SubmitForApproval` would leave them: for the benchmark and the tests of flat cost."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState, WorkflowState

from agencies.models import ApprovalState, Portal, PortalPage
from core.models import User

BATCH = 500


def versions_of(pages: list[PortalPage], by: User) -> list[Revision]:
    """A newest version for each page, which is remembered by the page."""
    base = ContentType.objects.get_for_model(Page)
    now = timezone.now()
    revisions = Revision.objects.bulk_create(
        [
            Revision(
                content_type=page.cached_content_type,
                base_content_type=base,
                object_id=str(page.pk),
                created_at=now,
                user=by,
                object_str=page.title,
                content=page.serializable_data(),
            )
            for page in pages
        ],
        batch_size=BATCH,
    )
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision, page.latest_revision_created_at, page.has_unpublished_changes = revision, now, True
    fields = ["latest_revision", "latest_revision_created_at", "has_unpublished_changes"]
    Page.objects.bulk_update([page.page_ptr for page in pages if copy_to_base(page, fields)], fields, batch_size=BATCH)
    return revisions


def copy_to_base(page: PortalPage, fields: list[str]) -> bool:
    """The base row of a page carries these columns; the child row knows only its own."""
    for name in fields:
        setattr(page.page_ptr, name, getattr(page, name))
    return True


def submit_in_bulk(portal: Portal, pages: list[PortalPage], by: User) -> list[WorkflowState]:
    """Puts a new version of every page into the portal's queue; an answer is due in three days."""
    assert portal.workflow is not None
    task = portal.workflow.workflow_tasks.get().task
    base = ContentType.objects.get_for_model(Page)
    revisions = versions_of(pages, by)
    states = WorkflowState.objects.bulk_create(
        [
            WorkflowState(
                content_type=page.cached_content_type,
                base_content_type=base,
                object_id=str(page.pk),
                workflow=portal.workflow,
                requested_by=by,
            )
            for page in pages
        ],
        batch_size=BATCH,
    )
    kind = ContentType.objects.get_for_model(ApprovalState)
    bases = TaskState.objects.bulk_create(
        [
            TaskState(workflow_state=state, revision=revision, task=task, content_type=kind)
            for state, revision in zip(states, revisions, strict=True)
        ],
        batch_size=BATCH,
    )
    due = timezone.now() + datetime.timedelta(days=3)
    insert_states([(row.pk, due) for row in bases])
    for state, row in zip(states, bases, strict=True):
        state.current_task_state = row
    WorkflowState.objects.bulk_update(states, ["current_task_state"], batch_size=BATCH)
    return states


def insert_states(rows: list[tuple[Any, ...]]) -> None:
    """The child rows of task states that exist already; Django's `bulk_create` refuses inherited models."""
    table = connection.ops.quote_name(ApprovalState._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (taskstate_ptr_id, due_at, note) VALUES (%s, %s, '')",  # noqa: S608 - our own name
            rows,
        )
