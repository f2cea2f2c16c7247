"""`make run` and its sisters, after the packages are in: database, migrations, sample content, server.

Only the standard library is imported at the top, so that a failure is told in words, not in a traceback.
"""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit, urlunsplit

from thaibinh.cluster import Cluster, ClusterFailed

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var"))
ENOUGH_DISK = 300_000_000  # bytes
PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


def stop(message: str) -> None:
    """Ends with a message a person can act on."""
    print(f"\n  ✗ {message}\n", file=sys.stderr)
    sys.exit(1)


def say(text: str) -> None:
    print(f"  • {text}", flush=True)


@contextmanager
def database(data: Path, *, durable: bool = True) -> Iterator[Cluster | None]:
    """The database to work with: the operator's by `DATABASE_URL`, else the embedded one."""
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    cluster = Cluster(data, durable=durable)
    try:
        os.environ["DATABASE_URL"] = cluster.start()
    except ClusterFailed as error:
        stop(str(error))
    try:
        yield cluster
    finally:
        cluster.stop()


def manage(*args: str) -> int:
    """Runs one Django command and answers its exit code."""
    return subprocess.run([sys.executable, "manage.py", *args], cwd=ROOT).returncode


def wanted_port() -> int:
    """The port of `PORT`, checked; a port in use is named together with the way out."""
    text = os.environ.get("PORT", "8000")
    if not text.isdigit() or not 0 < int(text) < 65536:
        stop(f"PORT={text} is no port. Use a number from 1024 to 65535, for example: PORT=8001 make run")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            stop(f"Port {port} needs administrator rights. Choose a higher one: PORT=8001 make run")
        except OSError:
            stop(f"Port {port} is taken by another program. Choose another one: PORT={port + 1} make run")
    return port


@contextmanager
def only_one() -> Iterator[None]:
    """Two runs in the same folder would share data and sockets: the second is told so."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            stop(f"The portal of this folder already runs ({lock.read().strip() or 'starting'}). Stop it with Ctrl-C.")
        lock.truncate(0)
        yield


def running_port() -> str:
    """The port the portal of this folder was last started on, so that new addresses carry it."""
    path = VAR / "run.lock"
    found = re.search(r"port (\d+)", path.read_text()) if path.exists() else None
    return found[1] if found else os.environ.get("PORT", "8000")


def run() -> None:
    """Serves the portal until Ctrl-C."""
    begun = time.monotonic()
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, end_run)
    if shutil.disk_usage(VAR if VAR.exists() else ROOT).free < ENOUGH_DISK:
        stop(f"The disk is almost full: at least {ENOUGH_DISK // 1_000_000} MB are needed under {VAR}.")
    with only_one():
        port = wanted_port()
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thaibinh.settings.local")
        os.environ["PUBLIC_PORT"] = str(port)
        os.environ["BIND"] = f"127.0.0.1:{port}"
        os.environ.setdefault("WEB_WORKERS", "2")
        (VAR / "run.lock").write_text(f"process {os.getpid()}, port {port}")
        say("Starting the database …")
        with database(VAR / "postgres") as cluster:
            if manage("prepare"):
                stop("The database could not be prepared: the lines above say why. Your data is untouched.")
            say("Starting the web server …")
            serve(port, cluster, begun)


def end_run(signum: int, frame: FrameType | None) -> None:
    """A closed terminal or a polite kill ends like Ctrl-C: everything is stopped in order."""
    raise KeyboardInterrupt


def die_with_parent() -> None:
    """On Linux a server whose launcher was killed is stopped by the kernel, and does not keep the port."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def serve(port: int, cluster: Cluster | None, begun: float) -> None:
    """Starts web server and worker, prints the addresses, and keeps all three alive."""
    commands = {
        "web server": [sys.executable, "-m", "gunicorn", "thaibinh.wsgi", "-c", "deploy/gunicorn.conf.py"],
        "worker": [sys.executable, "manage.py", "worker"],
    }
    log = (VAR / "server.log").open("a")
    running: dict[str, subprocess.Popen[bytes]] = {}

    def start(name: str) -> None:
        running[name] = subprocess.Popen(
            commands[name], cwd=ROOT, stdout=log, stderr=log, start_new_session=True, preexec_fn=die_with_parent
        )

    try:
        for name in commands:
            start(name)
        wait_for_first_page(port, running["web server"])
        say(f"Ready after {time.monotonic() - begun:.0f} s. Log: {VAR / 'server.log'}")
        manage("welcome")
        while True:
            time.sleep(1)
            if cluster is not None and not cluster.alive():
                say("The database stopped; starting it again …")
                cluster.revive()
                say("The database is back.")
            for name, process in list(running.items()):
                if process.poll() is not None:
                    say(f"The {name} stopped (code {process.returncode}); starting it again …")
                    start(name)
    except KeyboardInterrupt:
        print()
        say("Stopping …")
    except ClusterFailed as error:
        stop(str(error))
    finally:
        for process in running.values():
            process.terminate()
        for process in running.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_for_first_page(port: int, web: subprocess.Popen[bytes]) -> None:
    """Waits until the portal answers; a server that dies at once is reported with its log."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if web.poll() is not None:
            tail = "\n    ".join((VAR / "server.log").read_text(errors="replace").splitlines()[-8:])
            stop(f"The web server did not start. Its log ends:\n    {tail}")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    stop(f"The web server did not answer within a minute. See {VAR / 'server.log'}.")


def command(*args: str) -> None:
    """Any Django command with the database of `make run`, which may be running meanwhile."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thaibinh.settings.local")
    VAR.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PUBLIC_PORT", running_port())
    with database(VAR / "postgres"):
        if args and args[0] not in {"prepare", "migrate"} and manage("prepare", "--quiet"):
            stop("The database could not be prepared: the lines above say why.")
        code = manage(*args)
    sys.exit(code)


def test(*args: str) -> None:
    """The tests, with a database cluster of their own that trades safety for speed."""
    from thaibinh.messages import compile_catalogues

    os.environ["DJANGO_SETTINGS_MODULE"] = "thaibinh.settings.test"
    compile_catalogues(ROOT)
    with database(VAR / "test" / "postgres", durable=False):
        os.environ["TEST_TEMPLATE"] = test_template()
        code = subprocess.run([sys.executable, "-m", "pytest", *args], cwd=ROOT).returncode
    sys.exit(code)


def test_template() -> str:
    """The name of a migrated database that test databases are copied from; made anew when migrations change."""
    import psycopg
    from psycopg import sql

    files = [*sorted(ROOT.glob("*/migrations/*.py")), *sorted(ROOT.glob("*/data/*")), ROOT / "requirements.txt"]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
    name, url = f"portal_template_{digest}", os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
        say("Making the template of the test databases (once per change of the migrations) …")
        # One at a time; what a run that was stopped left half made goes first.
        connection.execute("SELECT pg_advisory_lock(7201103)")
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
        half = sql.Identifier(f"{name}_new")
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(half))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(half))
        fresh = urlunsplit(urlsplit(url)._replace(path=f"/{name}_new"))
        migrated = subprocess.run(
            [sys.executable, "manage.py", "migrate", "--noinput", "-v0"],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": fresh},
        )
        if migrated.returncode:
            connection.execute(sql.SQL("DROP DATABASE {}").format(half))
            stop("The migrations failed: the lines above say why.")
        connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(half, sql.Identifier(name)))
    return name


def main() -> None:
    verbs = {"run": run, "manage": command, "test": test}
    verb, args = (sys.argv[1] if len(sys.argv) > 1 else ""), sys.argv[2:]
    if verb not in verbs:
        stop(f"Say one of: {', '.join(verbs)}")
    try:
        verbs[verb](*args)
    except KeyboardInterrupt:
        sys.exit(130)
    except PermissionError as error:
        stop(
            f"No permission for {error.filename}. Another user (root?) has run make in this folder before:\n"
            f"    run it as that user, or clone the project anew, or: chown -R $USER {ROOT}"
        )


if __name__ == "__main__":
    main()
