"""The menu item of what readers answered."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from agencies.viewsets.votes import may_read_votes
from agencies.wall.standing import standing_of


class VotesMenuItem(MenuItem):
    """Shown to who may read them; the view asks again."""

    def is_shown(self, request: HttpRequest) -> bool:
        standing = standing_of(request.user)
        return standing.is_operator or may_read_votes(standing, request, {})


@hooks.register("register_admin_menu_item")
def votes_item() -> MenuItem:
    return VotesMenuItem(_("Readers about our pages"), reverse("page_votes"), icon_name="help", order=345)
