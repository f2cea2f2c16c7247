"""The admin as an agency's people meet it in a big province, beside the same screens of stock Wagtail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import User
from thaibinh.bench.figures import alone, at_most, row, side_by_side
from thaibinh.bench.province import Province
from thaibinh.bench.stock import in_stock, stock_client

LIMIT = 30.0  # seconds that stock Wagtail gets for the start screen of somebody for whom 1,200 submissions wait


def measure_screens(province: Province) -> list[dict[str, Any]]:
    """A row for every screen; those without a counterpart in Wagtail stand alone."""
    ours, stock = signed_in(province.editor)
    rows = []
    for name, address in screens_of(province).items():
        mine, theirs = side_by_side(asking(ours, address), in_stock(asking(stock, address)))
        rows.append(row(f"editor: {name}", mine, theirs))
    return rows + approver_rows(province) + operator_rows(province)


def screens_of(province: Province) -> dict[str, str]:
    """Screens that stock Wagtail has too."""
    news = province.news
    below = reverse("wagtailadmin_explore", args=[news.pk])
    item = news.get_children().filter(live=True).order_by("-path").first()
    return {
        "start": reverse("wagtailadmin_home"),
        "pages: all news": below,
        "pages: last changed first": f"{below}?ordering=-latest_revision_created_at",
        "pages: search below news": f"{below}?q=tin+10",
        "page editor": reverse("wagtailadmin_pages:edit", args=[item.pk]),
        "page history": reverse("wagtailadmin_pages:history", args=[item.pk]),
        "page chooser": reverse("wagtailadmin_choose_page_child", args=[news.pk]),
        "page chooser: search": f"{reverse('wagtailadmin_choose_page_search')}?q=tin",
    }


def approver_rows(province: Province) -> list[dict[str, Any]]:
    """Wagtail shows all that waits on the start screen, without pages; ours shows ten, and a queue of fifty a page."""
    ours, stock = signed_in(province.approver)
    start = reverse("wagtailadmin_home")
    theirs = at_most(in_stock(asking(stock, start)), LIMIT)
    return [
        row(f"approver: start, {province.waiting:,} waiting", alone(asking(ours, start)), theirs),
        row(f"approver: queue, {province.waiting:,} waiting", alone(asking(ours, reverse("approval_queue"))), theirs),
    ]


def operator_rows(province: Province) -> list[dict[str, Any]]:
    ours, stock = signed_in(province.operator)
    address = reverse("wagtailadmin_explore_root")
    mine, theirs = side_by_side(asking(ours, address), in_stock(asking(stock, address)), rounds=5)
    return [row("operator: pages, top", mine, theirs)]


def signed_in(user: User) -> tuple[Client, Client]:
    """Ours and stock Wagtail's client of one person."""
    clients = Client(HTTP_HOST=settings.MAIN_HOST), stock_client()
    for client in clients:
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return clients


def asking(client: Client, address: str) -> Callable[[], None]:
    def ask() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise CommandError(f"{address} answered {answer.status_code} {answer.get('Location', '')}")

    return ask


def queries_of(client: Client, address: str) -> list[str]:
    """The SQL of one answer, with its values."""
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return [query["sql"] for query in captured]
