"""The first day of effect: computed from the rule the text gives, or from the law where the text is silent."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from core.models import Rule
from core.models.rule import RuleMissing

if TYPE_CHECKING:
    from documents.models import DocumentPage


def effective_day(document: DocumentPage) -> datetime.date | None:
    """The first day of effect by the document's own rule; the day that was typed where it gives one, or None."""
    from documents.models.document import EffectRule

    issued, rule = document.issued_on, document.effective_rule
    if rule == EffectRule.DATE:
        return document.effective_on
    if issued is None:
        return None
    if rule == EffectRule.ON_SIGNING:
        return issued
    if rule == EffectRule.AFTER_DAYS:
        days: int | None = document.effective_days or 0
    else:
        days = default_days(document.issuer.level, issued) if document.issuer_id else None
    try:
        return None if days is None else issued + datetime.timedelta(days=days)
    except OverflowError:  # a slip of the keyboard: behind the end of all calendars
        return None


def default_days(level: str, issued_on: datetime.date) -> int | None:
    """Days from signing to effect by the law in force on the day of signing (Luật 2004 Điều 51, 2015 Điều 151, 2025).

    None where that law says nothing for the level: then a person has to find out.
    """
    try:
        return int(Rule.objects.value("document-default-effect", issued_on, scope=level or "none"))
    except RuleMissing:
        return None
