"""Whether this process lives, and whether it can serve."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

logger = logging.getLogger(__name__)

# A worker takes a job up within seconds; one that has waited this long says that no worker runs.
LONGEST_WAIT = datetime.timedelta(minutes=15)


def database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def shared_cache() -> bool:
    cache.set("readyz", "yes", 10)
    return cache.get("readyz") == "yes"


def jobs() -> bool:
    from core.models import Job

    return not Job.objects.due(timezone.now() - LONGEST_WAIT).exists()


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database,
    "migrations": migrations,
    "cache": shared_cache,
    "jobs": jobs,
}


def readiness() -> dict[str, bool]:
    """Every check by its name. A check that raises is not passed, whatever it raises: that is what it is for."""
    result = {}
    for name, check in CHECKS.items():
        try:
            result[name] = check()
        except Exception:
            logger.warning("readyz: the check of %s failed", name, exc_info=True)
            result[name] = False
    return result
