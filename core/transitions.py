"""The one shape of every change of state: may I, and if not why; then do it, log it, in one transaction."""

from __future__ import annotations

import logging
from typing import Any, ClassVar

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from core import audit
from core.models import User

logger = logging.getLogger(__name__)


class TransitionRefused(Exception):
    """The change is not allowed now; `reasons` says why, in words for the person who asked."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


def reasons_if(condition: bool, reason: Any) -> list[str]:
    """The reason in a list when the condition holds, else nothing: for `failure_reasons`."""
    return [str(reason)] if condition else []


class Transition:
    """A change of state. Views, commands, the API and tests run the same class.

    Subclasses say `failure_reasons` and `change`, and usually `subject`: the row that is locked first and logged.
    """

    verb: ClassVar[str]

    def __init__(self, by: User | None) -> None:
        self.by = by

    def subject(self) -> models.Model | None:
        """The row to lock and to log; None when the change makes it."""
        return None

    def failure_reasons(self) -> list[str]:
        """Why it may not be done, in the user's language; empty when it may."""
        return []

    def change(self) -> Any:
        """Does it. Runs in the transaction, after the check, with the subject locked and fresh."""
        raise NotImplementedError

    def log_subject(self, result: Any) -> models.Model | type[models.Model]:
        """What the log line is about: the result of the change, or the subject."""
        subject = result if isinstance(result, models.Model) else self.subject()
        assert subject is not None, f"{type(self).__name__} changes nothing that could be logged"
        return subject

    def log_details(self) -> dict[str, Any]:
        """What else the log line should keep: `reason`, `agency_label` and any JSON value."""
        return {}

    @property
    def allowed(self) -> bool:
        return not self.failure_reasons()

    def run(self) -> Any:
        """Checks, locks, changes and logs in one transaction. Raises `TransitionRefused`."""
        try:
            with transaction.atomic():
                self.lock()
                if reasons := self.failure_reasons():
                    raise TransitionRefused(reasons)
                result = self.change()
                audit.record(self.verb, self.log_subject(result), by=self.by, **self.log_details())
        except IntegrityError as error:
            # What the check could not see yet: somebody else was quicker by a moment, and the database says so.
            logger.warning("%s refused by the database: %s", self.verb, error)
            raise TransitionRefused([_("Somebody else has just changed the same thing. Look again.")]) from error
        return result

    def lock(self) -> None:
        """Locks the subject's row and reads it again, so that the check sees what is true now."""
        subject = self.subject()
        if subject is not None and subject.pk is not None:
            if type(subject)._base_manager.select_for_update().filter(pk=subject.pk).first() is None:
                raise TransitionRefused([_("It is not there any more: somebody else has just dealt with it.")])
            subject.refresh_from_db()
