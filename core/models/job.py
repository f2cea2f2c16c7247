"""What follows from a change, as a row that can be seen, retried and explained."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class JobQuerySet(models.QuerySet["Job"]):
    def due(self, moment: datetime.datetime | None = None) -> JobQuerySet:
        """Jobs that wait and whose time has come."""
        return self.filter(state=Job.State.WAITING, run_after__lte=moment or timezone.now())


class Job(models.Model):
    """One piece of work outside the request: index, purge, extract, mail."""

    class State(models.TextChoices):
        """Where the job stands. A running job is a locked row: when its process dies it is waiting again."""

        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    kind = models.CharField(_("kind"), max_length=60)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    payload = models.JSONField(_("data"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("error"), blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    run_after = models.DateTimeField(_("not before"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["run_after"], name="core_job_waiting", condition=models.Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} ({self.get_state_display()})"
