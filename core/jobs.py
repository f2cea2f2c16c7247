"""Work that follows a change, done once, after the commit, and taken up again when a process dies.

The `Job` row is the truth: it is written in the transaction of the change, so there is no change without its job and
no job without its change. procrastinate wakes the workers and sweeps up what was left lying; with `JOBS=inline` the
process that made the change does the work itself right after the commit, and the worker only takes what it left behind.
"""

from __future__ import annotations

import datetime
import logging
import traceback
from collections.abc import Callable, Collection
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from core.models import Job

logger = logging.getLogger(__name__)

Handler = Callable[..., None]
MAX_ATTEMPTS = 8
KEEP_DONE = datetime.timedelta(days=30)
FIRST_WAIT = datetime.timedelta(seconds=10)

_handlers: dict[str, Handler] = {}
_forgotten: set[str] = set()


def job(kind: str, *, forget: bool = False) -> Callable[[Handler], Handler]:
    """Registers the function that does jobs of a kind. It gets the payload as keyword arguments.

    `forget` empties the payload of a done job: for what should be kept no longer than needed, such as secret links.

    It runs inside a transaction together with the mark "done", and may run twice when a process is killed:
    what it does must come out the same.
    """

    def register(handler: Handler) -> Handler:
        if _handlers.get(kind, handler) is not handler:
            raise ValueError(f"two handlers for jobs of kind {kind!r}")
        _handlers[kind] = handler
        (_forgotten.add if forget else _forgotten.discard)(kind)
        return handler

    return register


def enqueue(kind: str, subject: str = "", **payload: Any) -> Job:
    """Writes a job in the running transaction; it is done after the commit. Raises `KeyError` for an unknown kind."""
    if settings.JOBS != "inline":
        return enqueue_later(kind, subject, **payload)
    row = new_row(kind, subject, payload)
    transaction.on_commit(lambda: _run_inline(row.pk))
    return row


def new_row(kind: str, subject: str, payload: dict[str, Any]) -> Job:
    if kind not in _handlers:
        raise KeyError(kind)
    return Job.objects.create(kind=kind, subject=subject[:200], payload=payload)


def enqueue_later(kind: str, subject: str = "", **payload: Any) -> Job:
    """Like `enqueue`, for work that takes seconds and nobody waits for: always left to a worker."""
    from core.tasks import run_job

    row = new_row(kind, subject, payload)
    run_job.defer(job_id=row.pk)
    return row


def _run_inline(job_id: int) -> None:
    """After the commit nothing may fail the request any more: the row keeps the error, the sweep tries again."""
    try:
        run(job_id)
    except DatabaseError:
        logger.exception("job %s could not be run at once; the worker will take it up", job_id)


def run(job_id: int) -> bool:
    """Does one waiting job. Answers False when it is already done or another process has it."""
    with transaction.atomic():
        row = Job.objects.select_for_update(skip_locked=True).filter(pk=job_id, state=Job.State.WAITING).first()
        if row is None:
            return False
        try:
            with transaction.atomic():
                _handlers[row.kind](**row.payload)
        except Exception as error:  # whatever a handler throws belongs into its row, where people can read it
            _note_failure(row, error)
            return True
        row.state, row.error, row.attempts = Job.State.DONE, "", row.attempts + 1
        row.finished_at = timezone.now()
        row.payload = {} if row.kind in _forgotten else row.payload
        row.save()
    return True


def _note_failure(row: Job, error: Exception) -> None:
    row.attempts += 1
    row.error = f"{error.__class__.__name__}: {error}\n\n{traceback.format_exc(limit=-6)}"
    if row.attempts >= MAX_ATTEMPTS:
        row.state, row.finished_at = Job.State.FAILED, timezone.now()
    else:
        row.run_after = timezone.now() + FIRST_WAIT * 2**row.attempts
    row.save()
    logger.error("job %s (%s) failed, attempt %s: %s", row.pk, row.kind, row.attempts, error)


def sweep(limit: int = 200, kinds: Collection[str] | None = None) -> int:
    """Takes up jobs (or those of some kinds) whose time has come: retries, and what a dead process left.

    Answers how many were run.
    """
    due = Job.objects.due() if kinds is None else Job.objects.due().filter(kind__in=kinds)
    return sum(run(pk) for pk in list(due.order_by("run_after").values_list("pk", flat=True)[:limit]))


def forget_done() -> int:
    """Removes done jobs after a while; failed ones stay until somebody has read them. Answers how many went."""
    before = timezone.now() - KEEP_DONE
    return Job.objects.filter(state=Job.State.DONE, finished_at__lt=before).delete()[0]
