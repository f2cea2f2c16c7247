"""Things that hold from one day to another."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def today() -> datetime.date:
    """The day in Asia/Ho_Chi_Minh."""
    return timezone.localdate()


class DatedQuerySet(models.QuerySet[Any]):
    """Asks by day: `Rule.objects.on(day)`."""

    def on(self, day: datetime.date | None = None) -> Self:
        """Rows in force on a day (default: today). Both ends are inclusive."""
        day = day or today()
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


def validity_range() -> Func:
    """The interval as PostgreSQL sees it: both ends belong to it, no end means for ever."""
    return Func(F("valid_from"), F("valid_to"), Value("[]"), function="daterange")


def never_two_at_once(name: str, *fields: str, condition: Q | None = None) -> ExclusionConstraint:
    """A constraint: rows that agree in `fields` may not hold on the same day."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((field, RangeOperators.EQUAL) for field in fields),
            (validity_range(), RangeOperators.OVERLAPS),
        ],
        condition=condition,
        violation_error_message=_("Another entry of the same kind already holds in this period."),
    )


class Dated(models.Model):
    """A row with a validity interval, both days inclusive; no last day means it holds until further notice."""

    valid_from = models.DateField(_("valid from"), default=today)
    valid_to = models.DateField(_("valid to"), null=True, blank=True, help_text=_("The last day. Empty: no end set."))

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, day: datetime.date) -> bool:
        """Whether the row is in force on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def clean(self) -> None:
        super().clean()
        if self.valid_to and self.valid_from and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The last day lies before the first day.")})
