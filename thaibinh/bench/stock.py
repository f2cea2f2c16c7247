"""Wagtail as it is shipped, in this process and on the same rows: what our screens and pages are compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.urls import include, path
from wagtail import hooks
from wagtail import urls as wagtail_urls
from wagtail.admin.menu import admin_menu, settings_menu
from wagtail.admin.viewsets.pages import base_page_viewset, page_viewset_registry
from wagtail.models import Page

from agencies.models import PortalPage

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
# The addresses of a site that has nothing but Wagtail's pages.
urlpatterns = [path("", include(wagtail_urls))]


class OnlyPages:
    """Middleware: this request is routed by Wagtail's addresses alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return self.get_response(request)


def stock_client(*more: str) -> Client:
    """A client whose requests meet Django's middleware only. It loads them with its first request, so one is made."""
    client = Client(HTTP_HOST=settings.MAIN_HOST)
    with override_settings(MIDDLEWARE=[*MIDDLEWARE, *more]):
        client.handler.load_middleware()
    return client


@contextmanager
def stock_admin() -> Iterator[None]:
    """The admin without our hooks, views and answers about rights."""
    ours = {name: list(found) for name, found in hooks._hooks.items()}
    rooms = tuple(f"{room}." for room in settings.ROOMS)
    viewset = page_viewset_registry.values_by_class[Page]
    try:
        for name, found in ours.items():
            hooks._hooks[name] = [(fn, order) for fn, order in found if not fn.__module__.startswith(rooms)]
        page_viewset_registry.values_by_class[Page] = base_page_viewset
        forget_menus()
        with patch.object(PortalPage, "permissions_for_user", Page.permissions_for_user):
            yield
    finally:
        hooks._hooks.update(ours)
        page_viewset_registry.values_by_class[Page] = viewset
        forget_menus()


def forget_menus() -> None:
    for menu in (admin_menu, settings_menu):
        menu.__dict__.pop("registered_menu_items", None)


def in_stock(ask: Callable[[], Any]) -> Callable[[], Any]:
    """The same question, asked of stock Wagtail."""

    def asked() -> Any:
        with stock_admin():
            return ask()

    return asked
