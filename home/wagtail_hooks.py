"""Where the operator's portal screens hang in Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from agencies.wagtail_hooks import OperatorMenuItem
from agencies.wall.gate import open_to, staff
from home.viewsets import AgreeLabelView, ArchivePortalView, OpenPortalView, PortalsView, RedirectPortalView


@hooks.register("register_admin_urls")
def portal_urls() -> list[URLPattern]:
    for name in ("portal_desk", "portal_open", "portal_archive", "portal_redirect", "host_agree"):
        open_to(name, staff)  # the views let in who speaks for the standing agency
    return [
        path("cong/", PortalsView.as_view(), name="portal_desk"),
        path("cong/mo/", OpenPortalView.as_view(), name="portal_open"),
        path("cong/<int:pk>/luu-tru/", ArchivePortalView.as_view(), name="portal_archive"),
        path("cong/<int:pk>/chuyen-huong/", RedirectPortalView.as_view(), name="portal_redirect"),
        path("cong/dia-chi/<int:pk>/", AgreeLabelView.as_view(), name="host_agree"),
    ]


@hooks.register("register_admin_menu_item")
def portals_item() -> MenuItem:
    return OperatorMenuItem(_("Portals"), reverse("portal_desk"), icon_name="site", order=800)
