"""Writes lines of the log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models

from core.models import AuditEntry, User

Owner = Callable[[models.Model], int | None]
_owner: list[Owner] = []


def register_owner(owner: Owner) -> None:
    """Says how to find the agency a thing belongs to; the room of agencies does, in `AppConfig.ready`."""
    _owner[:] = [owner]


def record(
    verb: str,
    subject: models.Model | type[models.Model],
    *,
    by: User | None,
    title: str = "",
    agency_label: str = "",
    reason: str = "",
    **details: Any,
) -> AuditEntry:
    """Writes one log line about a thing, or about a whole batch when `subject` is a model class."""
    is_class = isinstance(subject, type)
    return AuditEntry.objects.create(
        actor=by,
        actor_name=(by.get_full_name() or by.get_username()) if by else "",
        verb=verb,
        subject_type=subject._meta.label,
        subject_id="" if is_class else str(subject.pk or ""),
        subject_title=(title or str(subject._meta.verbose_name_plural if is_class else subject))[:300],
        agency_label=agency_label,
        owner=None if isinstance(subject, type) or not _owner else _owner[0](subject),
        reason=reason,
        details=details,
    )
