"""A whole portal for the journeys: real web server, sample province, one real decision."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

from thaibinh.browser import installed

ROOT = Path(__file__).resolve().parent.parent.parent
DOMAIN = "thaibinh.localhost"


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items):
    """One portal for all journeys: they run one after the other, in one process."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.xdist_group("browser"))


@dataclass(frozen=True)
class RunningPortal:
    port: int
    passwords: dict[str, str]
    environment: dict[str, str]

    def url(self, path="/", label=""):
        host = f"{label}.{DOMAIN}" if label else DOMAIN
        return f"http://{host}:{self.port}{path}"

    def manage(self, *args):
        return subprocess.run(
            [sys.executable, "manage.py", *args],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    """Serves a portal of its own until the journeys are over."""
    var = tmp_path_factory.mktemp("portal")
    server_url, name = os.environ["DATABASE_URL"], f"journeys_{os.getpid()}"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    template = os.environ.get("TEST_TEMPLATE") or "template1"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        )
    environment = {
        **os.environ,
        "DATABASE_URL": urlunsplit(urlsplit(server_url)._replace(path=f"/{name}")),
        "DJANGO_SETTINGS_MODULE": "thaibinh.settings.local",
        "VAR_DIR": str(var),
        "PUBLIC_PORT": str(port),
        "BIND": f"127.0.0.1:{port}",
        "WEB_WORKERS": "1",
    }
    real = Path(os.environ.get("REAL_DATA", "/nowhere")) / "decision-02-2011.txt"
    (var / "import").mkdir()
    shutil.copy(real if real.exists() else ROOT / "tests" / "data" / "decision-02-2011.txt", var / "import")
    for command in (["prepare"], ["import_folder", str(var / "import"), "-v0"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
    log = (var / "server.log").open("w")
    command = [sys.executable, "-m", "gunicorn", "thaibinh.wsgi", "-c", "deploy/gunicorn.conf.py"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz")
        yield RunningPortal(port, json.loads((var / "sample-passwords.json").read_text()), environment)
    finally:
        server.terminate()
        server.wait(15)
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def wait_for(url, seconds=30):
    until = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except OSError:
            assert time.monotonic() < until, f"{url} does not answer"
            time.sleep(0.1)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return {**browser_type_launch_args, "executable_path": installed(), "args": flags}


@pytest.fixture
def phone(browser):
    """A cheap phone: 360 px wide, no JavaScript."""
    context = browser.new_context(viewport={"width": 360, "height": 720}, java_script_enabled=False, locale="vi-VN")
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser):
    """An office computer."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()
