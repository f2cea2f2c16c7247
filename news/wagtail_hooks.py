"""Where this room's screens hang in Wagtail's admin."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from agencies.wall.standing import standing_of
from news.viewsets import WATCHING


@hooks.register("register_admin_urls")
def news_urls() -> list[URLPattern | URLResolver]:
    from news.admin_urls import urlpatterns

    return urlpatterns


class WatchingMenuItem(MenuItem):
    """Shown to who may use it; the view asks again."""

    def is_shown(self, request: HttpRequest) -> bool:
        standing = standing_of(request.user)
        return standing.is_operator or standing.has(*WATCHING)


@hooks.register("register_admin_menu_item")
def event_lag_item() -> MenuItem:
    return WatchingMenuItem(_("News of events"), reverse("event_lag"), icon_name="time", order=345)
