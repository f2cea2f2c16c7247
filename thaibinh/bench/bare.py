"""Public pages of a big province, nothing kept, beside a plain page of bare Wagtail: title in a heading, no more."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.test import Client

from thaibinh.bench.figures import row, side_by_side
from thaibinh.bench.province import BARE_HOST, Province
from thaibinh.bench.screens import asking
from thaibinh.bench.stock import stock_client

BARE_PATH = "/trang/"


def public_pages(province: Province) -> dict[str, tuple[str, str]]:
    """Host and path by name."""
    assert province.portal.site is not None
    main, agency = settings.MAIN_HOST, province.portal.site.hostname
    item = province.news.get_children().filter(live=True).order_by("path").last()
    return {
        "main home": (main, "/"),
        "agency home": (agency, "/"),
        "news": (agency, "/tin-tuc/"),
        "news item": (agency, f"/tin-tuc/{item.slug}/"),
        "organisation": (agency, "/gioi-thieu/"),
        "documents": (agency, "/van-ban/"),
        "list of all portals": (main, "/cong-thanh-phan/"),
        "site map": (agency, "/so-do/"),
    }


def measure_bare(province: Province) -> list[dict[str, Any]]:
    """`times` is below 1 here: what a full page costs beside one that shows its title."""
    bare = stock_client(f"{stock_client.__module__}.OnlyPages")
    bare.defaults["HTTP_HOST"] = f"{BARE_HOST}.{settings.PORTAL_DOMAIN}"
    rows = []
    for name, (host, path) in public_pages(province).items():
        ours, plain = side_by_side(asking(Client(HTTP_HOST=host), path), asking(bare, BARE_PATH), rounds=15)
        rows.append(row(name, ours, plain))
    return rows
