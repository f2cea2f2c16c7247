"""What every test may use: a small province, made once, and a reader who knows hosts."""

from __future__ import annotations

import copy
import datetime
import os
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client

FIRST_DAY = datetime.date(2011, 5, 2)
# Playwright's own loop runs while Django's ORM is used from the same thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_terminal_summary(terminalreporter):
    """What tests want to tell besides passing: how much the wall's matrix walked."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "summary" and report.when == "call":
                terminalreporter.write_line(str(value))


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder with real documents, named by REAL_DATA."""
    folder = os.environ.get("REAL_DATA", "")
    if not folder:
        pytest.skip("REAL_DATA names no folder with real documents (see README)")
    return Path(folder)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Once per worker: the main portal and two agencies with their portals; every test rolls back to this."""
    with django_db_blocker.unblock():
        from tests.factories import build_world

        build_world()


@contextmanager
def kept_for_a_module(django_db_blocker):
    """What is made inside stays for all tests of a module, each of which rolls back to it; then it is gone.

    For worlds that take seconds to build. Tests get copies of its objects, and must not need a real commit.
    """
    with django_db_blocker.unblock(), transaction.atomic() as _outer:
        yield
        with django_db_blocker.unblock():
            transaction.set_rollback(True)


@pytest.fixture(scope="module")
def wall_of_the_module(django_db_setup, django_db_blocker):
    """`tests.agencies.wall_world`, built once for the tests of a module."""
    from tests.agencies.wall_world import build

    with kept_for_a_module(django_db_blocker):
        with django_db_blocker.unblock():
            built = build()
        yield built


@pytest.fixture
def wall(wall_of_the_module, world):
    """Two agencies, one of everything in each: a copy for this test."""
    return copy.deepcopy(wall_of_the_module)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """The database rolls back after every test, the cache does not: addresses of portals would outlive it."""
    from django.core.cache import caches

    from core.page_cache import store

    for cache in caches.all(initialized_only=True):
        cache.clear()
    store.recent.clear()


class Reader(Client):
    """A test client that asks a host: `reader.get("/", host="soyte")`, no host means the main portal."""

    def generic(self, method, path, *args, host="", **kwargs):
        name = host if "." in host else f"{host}.thaibinh.localhost" if host else "thaibinh.localhost"
        kwargs.setdefault("HTTP_HOST", name)
        return super().generic(method, path, *args, **kwargs)


@pytest.fixture
def reader(db) -> Reader:
    """A citizen's browser: no account, no cookie."""
    return Reader()


@pytest.fixture
def world(db) -> SimpleNamespace:
    """The portals of the small province by label: `world.main`, `world.sotttt`, `world.soyte`."""
    from agencies.models import Portal

    portals = Portal.objects.select_related("site__root_page", "agency", "collection", "container")
    return SimpleNamespace(**{portal.label or "main": portal for portal in portals})


@pytest.fixture
def operator(db):
    from tests.factories import UserFactory

    return UserFactory(username="the.operator", is_superuser=True)


@pytest.fixture
def signed_in(db):
    """A client signed in as a person: `signed_in(user)`."""

    def sign_in(user) -> Reader:
        client = Reader()
        client.force_login(user)
        return client

    return sign_in
