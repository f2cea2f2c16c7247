"""Production settings refuse to start half configured, and serve under gunicorn as an operator would run them."""

import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
GOOD = {
    "DJANGO_SETTINGS_MODULE": "thaibinh.settings.production",
    "SECRET_KEY": "a-long-key-of-an-operator-0123456789-abcdefghijklmnopqrstuvwxyz",
    "PORTAL_DOMAIN": "tinh.example.vn",
    "ALLOWED_HOSTS": ".tinh.example.vn",
    "DATABASE_URL": "postgresql://nobody@localhost/none",
}


def start(**changes):
    env = {k: v for k, v in os.environ.items() if k not in {*GOOD, "SAMPLE_CONTENT", "DEBUG"}}
    env |= {k: v for k, v in {**GOOD, **changes}.items() if v is not None}
    code = "import django; django.setup(); from django.conf import settings; print(settings.MAIN_HOST)"
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True)


def test_well_configured_it_starts_with_www_as_main_host():
    done = start()
    assert (done.returncode, done.stdout.strip()) == (0, "www.tinh.example.vn")


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "change-me-" + "x" * 60}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"DEBUG": "on"}, "DEBUG"),
        ({"SAMPLE_CONTENT": "on"}, "SAMPLE_CONTENT"),
        ({"PORTAL_DOMAIN": None}, "PORTAL_DOMAIN"),
        ({"DATABASE_URL": None}, "DATABASE_URL"),
    ],
)
def test_half_configured_it_refuses_and_names_the_setting(changes, word):
    done = start(**changes)
    assert done.returncode != 0 and word in done.stderr.splitlines()[-1]


@pytest.mark.slow
def test_gunicorn_under_production_settings_answers_on_a_wildcard_host(django_db_setup, django_db_blocker, tmp_path):
    """The container's own entry point: migrate, collectstatic, web."""
    from urllib.parse import urlsplit, urlunsplit

    import psycopg
    from psycopg import sql

    from tests.browser.conftest import wait_for

    url, name, port = os.environ["DATABASE_URL"], f"production_{os.getpid()}", 18000 + os.getpid() % 1000
    with psycopg.connect(url, autocommit=True) as connection:
        template = os.environ.get("TEST_TEMPLATE") or "template1"
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*map(sql.Identifier, (name, template))))
    env = {
        **os.environ, **GOOD, "DATABASE_URL": urlunsplit(urlsplit(url)._replace(path=f"/{name}")),
        "VAR_DIR": str(tmp_path), "BIND": f"127.0.0.1:{port}", "WEB_WORKERS": "1", "JOBS": "inline",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "MAIN_HOST": "www.tinh.example.vn",
    }  # fmt: skip
    web = None
    try:
        run = {"cwd": ROOT, "env": env, "check": True, "capture_output": True}
        subprocess.run(["sh", "deploy/entrypoint.sh", "migrate"], **run)
        subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], **run)
        subprocess.run([sys.executable, "manage.py", "shell", "-c", OPEN], **run)
        log = (tmp_path / "log").open("w")
        web = subprocess.Popen(["sh", "deploy/entrypoint.sh", "web"], cwd=ROOT, env=env, stdout=log, stderr=log)
        wait_for(f"http://127.0.0.1:{port}/healthz")
        status, headers, body = ask(port, "/", "soct.tinh.example.vn")
        assert status == 200 and "Sở Công Thương" in body
        assert "max-age=" in headers["Strict-Transport-Security"] and headers["X-Content-Type-Options"] == "nosniff"
        stylesheet = body.split('rel="stylesheet" href="')[1].split('"')[0]
        status, headers, _body = ask(port, stylesheet, "soct.tinh.example.vn")
        assert status == 200 and "immutable" in headers["Cache-Control"]
        assert ask(port, "/", "tinh.example.vn")[1]["Location"] == "https://www.tinh.example.vn/"
        assert ask(port, "/", "khongco.tinh.example.vn")[0] == 404
        assert ask(port, "/", "evil.example")[0] == 400
        assert ask(port, "/", "soct.tinh.example.vn", secure=False)[1]["Location"].startswith("https://soct.")
    finally:
        if web is not None:
            web.terminate()
            web.wait(15)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


OPEN = """
from agencies.models import Agency
from home.services import OpenPortal
main = Agency.objects.create(name="Ủy ban nhân dân tỉnh", kind="committee", level="province")
OpenPortal(main, by=None, is_main=True).run()
OpenPortal(Agency.objects.create(name="Sở Công Thương", kind="department", level="province"), "soct", by=None).run()
"""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def ask(port, path, host, *, secure=True):
    headers = {"Host": host, **({"X-Forwarded-Proto": "https"} if secure else {})}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        answer = urllib.request.build_opener(NoRedirect).open(request, timeout=20)
    except urllib.error.HTTPError as error:
        answer = error
    return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
