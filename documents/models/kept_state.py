"""What lists keep of the force of a document: of the row as it is today, never of a version somebody wrote earlier."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from agencies.models import PortalPage
from core.jobs import enqueue
from documents.validity import State

KEPT = ("validity", "validity_until", "ends_on", "touched_keys")


class KeptState(PortalPage):
    """The columns `documents.settling` writes, and what a publication must not lose of them."""

    # What the dates and events say today, kept for lists and filters; and until when it holds.
    validity = models.CharField(
        max_length=20, editable=False, default=State.UNKNOWN.value, db_default=State.UNKNOWN.value
    )
    validity_until = models.DateField(null=True, editable=False, db_index=True)
    ends_on = models.DateField(null=True, editable=False)
    # The numbers of documents whose force this one touched when it was last looked at.
    touched_keys = ArrayField(models.CharField(max_length=120), default=list, editable=False, db_default=[])

    class Meta:
        abstract = True

    def with_content_json(self, content: Any) -> Any:
        """A version tells what the document says; what it does to others now is known to the row alone.

        Publishing an earlier version would otherwise forget whom the later one touched, and leave them as they were.
        """
        version = super().with_content_json(content)
        for name in KEPT:
            setattr(version, name, getattr(self, name))
        return version

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """A number that is put right is no document's any more: who named it is looked at again."""
        before = type(self).objects.filter(pk=self.pk, live=True).values_list("number_key", flat=True).first()
        answer = super().publish(revision, *args, **kwargs)
        now = type(self).objects.filter(pk=self.pk).values_list("number_key", flat=True).first()
        if before and before != now:
            enqueue("documents.settle_keys", str(self), keys=[before])
        return answer
