"""Rules are data: a value, the days it holds, and the text of law it comes from."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.dated import Dated, DatedQuerySet, never_two_at_once


class RuleMissing(LookupError):
    """No rule of that kind holds on the day asked for."""


class RuleQuerySet(DatedQuerySet):
    def value(self, kind: str, day: datetime.date | None = None, scope: str = "") -> Any:
        """The value of a rule on a day (default: today). Raises `RuleMissing` where none holds."""
        rule = self.on(day).filter(kind=kind, scope=scope).first()
        if rule is None:
            raise RuleMissing(f"no rule {kind!r} {scope!r} on {day or 'today'}")
        return rule.value


class Rule(Dated):
    """One value with its validity interval and legal basis, for example the days to answer a question."""

    kind = models.SlugField(_("kind"), max_length=60)
    scope = models.CharField(
        _("scope"), max_length=60, blank=True, help_text=_("Narrows the kind, for example a class of questions.")
    )
    value = models.JSONField(_("value"))
    unit = models.CharField(
        _("unit"), max_length=30, blank=True, help_text=_("For example: working_days, days, percent, dong.")
    )
    legal_basis = models.CharField(_("legal basis"), max_length=250)
    note = models.TextField(_("note"), blank=True)

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["kind", "scope", "-valid_from"]
        constraints = [never_two_at_once("core_rule_one_at_a_time", "kind", "scope")]

    def __str__(self) -> str:
        return f"{self.kind} {self.scope} = {self.value} {self.unit}".replace("  ", " ")
