"""A database of the benchmark's own on the same server: made, filled, measured, dropped. The portal's is untouched."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

from django.core.management.base import CommandError
from django.db import ProgrammingError, connection

NAME = "portal_bench"
LOCK = 7201104


@contextmanager
def scratch_database() -> Iterator[str]:
    """The URL of an empty database. One benchmark at a time; what a killed one left behind goes first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise CommandError("Another benchmark runs on this database server. Wait until it has ended.")
    try:
        make()
        yield urlunsplit(urlsplit(os.environ.get("DATABASE_URL", "postgresql:///thaibinh"))._replace(path=f"/{NAME}"))
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def make() -> None:
    """Commits of a database that is thrown away need not reach the disk."""
    with connection.cursor() as cursor:
        try:
            cursor.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {NAME}")
        except ProgrammingError as error:
            raise CommandError(f"The benchmark needs the right to make a database of its own: {error}") from error
        cursor.execute(f"ALTER DATABASE {NAME} SET synchronous_commit = off")


def refuse_elsewhere() -> None:
    """Filling and measuring happens in the benchmark's own database and nowhere else."""
    if connection.settings_dict["NAME"] != NAME:
        raise CommandError("This part of the benchmark works in its own database only. Run: make bench")
