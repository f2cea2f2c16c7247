"""Where the agencies' screens hang in Wagtail's admin, and what keeps closed portals closed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from agencies import panels, vote_panels  # noqa: F401 - their hooks
from agencies.desk import acting_user
from agencies.hosts import speaks_for_standing_agency
from agencies.models import BinPage, PortalPage, Role
from agencies.own_file import FILING_ROLES
from agencies.views import refuse_private_file
from agencies.viewsets.register import AgencyViewSet
from agencies.wall import screens, side_menu  # noqa: F401 - their hooks
from agencies.wall.standing import standing_of

hooks.register("before_serve_document", refuse_private_file)


@hooks.register("register_admin_viewset")
def agency_register() -> AgencyViewSet:
    return AgencyViewSet("agencies")


@hooks.register("register_admin_urls")
def agency_urls() -> list[URLPattern | URLResolver]:
    from agencies.admin_urls import urlpatterns

    return urlpatterns


class OperatorMenuItem(MenuItem):
    """Seen by who speaks for the standing agency. The view asks again."""

    def is_shown(self, request: HttpRequest) -> bool:
        standing = standing_of(request.user)
        may = standing.is_operator or standing.has(Role.OFFICER)  # known already; most people cost no query here
        return may and speaks_for_standing_agency(acting_user(request))


class OwnFileMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(standing_of(request.user).agencies_as(*FILING_ROLES))


@hooks.register("register_admin_menu_item")
def own_file_item() -> MenuItem:
    return OwnFileMenuItem(_("Our portal's file"), reverse("own_file"), icon_name="folder-open-inverse", order=320)


class RegisterMenuItem(MenuItem):
    """The register of agencies is guarded by model permissions, which only operators have."""

    def is_shown(self, request: HttpRequest) -> bool:
        return acting_user(request).has_perm("agencies.change_agency")


@hooks.register("register_admin_menu_item")
def agencies_item() -> MenuItem:
    return RegisterMenuItem(_("Agencies"), reverse("agencies:index"), icon_name="group", order=810)


@hooks.register("register_admin_menu_item")
def participations_item() -> MenuItem:
    return OperatorMenuItem(_("Taking part"), reverse("participations"), icon_name="doc-full", order=820)


def refuse_when_read_only(page: Page) -> None:
    specific = page.specific
    if isinstance(specific, PortalPage):
        specific.refuse_when_read_only()
    if page.get_ancestors(inclusive=True).type(BinPage).exists():
        raise PermissionDenied(_now("This page is in the bin. Restore it first."))


@hooks.register("before_edit_page")
@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
@hooks.register("before_publish_page")
def keep_page(request: HttpRequest, page: Page, *args: Any) -> None:
    refuse_when_read_only(page)


@hooks.register("before_create_page")
def keep_parent(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> None:
    refuse_when_read_only(parent_page)


@hooks.register("before_move_page")
def keep_both(request: HttpRequest, page: Page, destination: Page) -> None:
    refuse_when_read_only(page)
    refuse_when_read_only(destination)


@hooks.register("before_copy_page")
def keep_copy(request: HttpRequest, page: Page) -> None:
    refuse_when_read_only(page)


@hooks.register("before_bulk_action")
def keep_many(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    for page in objects:
        if isinstance(page, Page):
            refuse_when_read_only(page)
