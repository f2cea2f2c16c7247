"""Where this room's screens hang in Wagtail's admin: one menu, and what waits on the start screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from agencies.models import Role
from agencies.wagtail_hooks import OperatorMenuItem
from agencies.wall.standing import WRITING, standing_of
from documents.desk import KEEPING
from documents.models import DocumentPage
from documents.start_panels import WaitingPanel
from documents.uploading.rights import LOOKING
from documents.uploading.stamps import refuse_held_back
from documents.viewsets.page_stamp import stamp_button

documents_menu = Menu(register_hook_name="register_documents_menu_item")


@hooks.register("register_admin_urls")
def documents_urls() -> list[URLPattern | URLResolver]:
    from documents.admin_urls import urlpatterns

    return urlpatterns


@hooks.register("register_admin_menu_item")
def documents_item() -> MenuItem:
    """Shown to whom one of its entries is shown."""
    return SubmenuMenuItem(
        _("Legal documents"), documents_menu, name="legal-documents", icon_name="doc-full-inverse", order=140
    )


class KeepersMenuItem(MenuItem):
    """Shown to who keeps an agency's books of documents; the view asks again."""

    def is_shown(self, request: HttpRequest) -> bool:
        standing = standing_of(request.user)
        return standing.is_operator or standing.has(*KEEPING)


class UploadsMenuItem(MenuItem):
    """Shown to who writes for an agency, and to officers; the view asks again."""

    def is_shown(self, request: HttpRequest) -> bool:
        standing = standing_of(request.user)
        return standing.is_operator or standing.has(*LOOKING)


@hooks.register("register_documents_menu_item")
def uploads_item() -> MenuItem:
    return UploadsMenuItem(_("Upload documents"), reverse("document_uploads"), icon_name="upload", order=100)


hooks.register("before_serve_document", refuse_held_back)
hooks.register("register_page_header_buttons", stamp_button)


@hooks.register("register_documents_menu_item")
def clock_item() -> MenuItem:
    return KeepersMenuItem(_("Publication in time"), reverse("documents_clock"), icon_name="time", order=300)


@hooks.register("register_documents_menu_item")
def intake_item() -> MenuItem:
    return KeepersMenuItem(
        _("Documents sent to the portal"), reverse("documents_intake"), icon_name="doc-full", order=310
    )


@hooks.register("register_documents_menu_item")
def series_item() -> MenuItem:
    return KeepersMenuItem(_("Missing numbers"), reverse("documents_series"), icon_name="list-ol", order=320)


@hooks.register("register_documents_menu_item")
def expired_item() -> MenuItem:
    return KeepersMenuItem(_("Documents out of force"), reverse("documents_expired"), icon_name="date", order=330)


class ApproversMenuItem(MenuItem):
    """Shown to who may change what is public; the view and the service ask again."""

    def is_shown(self, request: HttpRequest) -> bool:
        standing = standing_of(request.user)
        return standing.is_operator or standing.has(Role.APPROVER)


@hooks.register("register_documents_menu_item")
def fields_item() -> MenuItem:
    return ApproversMenuItem(_("Fields of many documents"), reverse("documents_fields"), icon_name="tag", order=340)


@hooks.register("register_documents_menu_item")
def catalogue_item() -> MenuItem:
    address = reverse("documents_catalogue", args=["co-quan-ban-hanh"])
    return OperatorMenuItem(_("Issuers, fields, types"), address, icon_name="list-ul", order=350)


@hooks.register("register_documents_menu_item")
def mistakes_item() -> MenuItem:
    return KeepersMenuItem(
        _("Mistakes that readers reported"), reverse("documents_mistakes"), icon_name="warning", order=335
    )


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    if standing_of(request.user).has(*KEEPING):
        panels.append(WaitingPanel())


@hooks.register("register_page_header_buttons")
def changes_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On a document of one's own: put down what it changes in others."""
    agency = standing_of(user).agency_at(page.path)
    writes = standing_of(user).is_operator or (agency and standing_of(user).has(*WRITING, agency_id=agency))
    if writes and page.specific_class is DocumentPage:
        yield Button(
            _now("What it changes in others"),
            url=reverse("documents_changes", args=[page.pk]),
            icon_name="edit",
            priority=90,
        )
