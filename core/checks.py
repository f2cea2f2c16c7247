"""System checks that keep the architecture true."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection


@register(Tags.database)
def no_sample_accounts_in_production(databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Sample accounts have printed passwords: a database that holds them is not served to the world."""
    if settings.SAMPLE_CONTENT or not databases:
        return []
    from core.models import User

    if User._meta.db_table not in connection.introspection.table_names():
        return []  # an empty database, about to be migrated
    names = list(User.objects.filter(is_sample=True, is_active=True).values_list("username", flat=True)[:5])
    if not names:
        return []
    return [
        Error(
            f"Sample accounts are in this database: {', '.join(names)}.", hint="manage.py remove_sample", id="core.E002"
        )
    ]


@register(Tags.database)
def postgresql_only(**kwargs: Any) -> list[CheckMessage]:
    """Search, constraints and time ranges use PostgreSQL; there is no second branch (docs/decisions/0001)."""
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        return [Error("The portal runs on PostgreSQL only.", hint="Set DATABASE_URL.", id="core.E001")]
    return []
