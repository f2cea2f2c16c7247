"""System checks that keep the architecture true."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.database)
def postgresql_only(**kwargs: Any) -> list[CheckMessage]:
    """Search, constraints and time ranges use PostgreSQL; there is no second branch (docs/decisions/0001)."""
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        return [Error("The portal runs on PostgreSQL only.", hint="Set DATABASE_URL.", id="core.E001")]
    return []
