"""What our room adds to Wagtail's screens: the first lines of the queue, the menu, the actions on a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, json_script
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    LockedPagesPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, PageQuerySet
from wagtail_localize.wagtail_hooks import page_listing_more_buttons as translation_buttons

from agencies.desk import acting_user
from agencies.models import ApprovalState, BinPage, KeptForm, PortalPage, Role
from agencies.permissions import portal_born
from agencies.staff import agencies_staffed_by
from agencies.viewsets.approval import own_submissions, row_of, waiting_for
from agencies.wall.standing import WRITING, standing_of
from vietnamese.dates import short_date

SHOWN = 10


class QueuePanel(Component):
    """On the start screen: what waits for me, and what of mine is on its way. Two queries, however much waits."""

    name = "agency_queue"
    template_name = "agencies/admin/queue_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        user = acting_user(request)
        standing = standing_of(user)
        decides = standing.is_operator or standing.has(Role.APPROVER)
        waiting = list(waiting_for(user)[: SHOWN + 1]) if decides else []
        return {
            "decides": decides,
            "waiting": [row_of(state) for state in waiting[:SHOWN]],
            "more": len(waiting) > SHOWN,
            "mine": [row_of(state) for state in own_submissions(user)[:SHOWN]],
            "kept": KeptForm.objects.filter(user=user)[:SHOWN],
        }


@hooks.register("construct_homepage_panels")
def our_queue_first(request: HttpRequest, panels: list[Any]) -> None:
    """Wagtail's list of what waits is not paged: 1,200 items took a minute. Ours replaces it."""
    theirs = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel, LockedPagesPanel)
    panels[:] = [panel for panel in panels if not isinstance(panel, theirs)]
    if standing_of(request.user).is_staff or standing_of(request.user).is_operator:
        panels.append(QueuePanel())


class StaffMenuItem(MenuItem):
    """Shown to who may use it; the view asks again."""

    roles: tuple[str, ...] = ()

    def is_shown(self, request: HttpRequest) -> bool:
        standing = standing_of(request.user)
        return standing.is_operator or (standing.has(*self.roles) if self.roles else standing.is_staff)


class OfficerMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return agencies_staffed_by(acting_user(request)).exists()


class LookersMenuItem(StaffMenuItem):
    roles = (Role.APPROVER, Role.OFFICER)


class WritersMenuItem(StaffMenuItem):
    roles = WRITING


@hooks.register("register_admin_menu_item")
def queue_item() -> MenuItem:
    return WritersMenuItem(_("Approval"), reverse("approval_queue"), icon_name="clipboard-list", order=120)


@hooks.register("register_admin_menu_item")
def forced_item() -> MenuItem:
    return LookersMenuItem(_("To review"), reverse("forced_list"), icon_name="warning", order=340)


@hooks.register("register_admin_menu_item")
def staff_item() -> MenuItem:
    return OfficerMenuItem(_("Our people"), reverse("staff"), icon_name="group", order=330)


@hooks.register("register_admin_menu_item")
def bin_item() -> MenuItem:
    return WritersMenuItem(_("Bin"), reverse("bin"), icon_name="bin", order=350)


@hooks.register("register_admin_menu_item")
def log_item() -> MenuItem:
    return LookersMenuItem(_("Log"), reverse("own_log"), icon_name="history", order=360)


CLOSED_MENUS = ("reports", "help", "settings", "redirects", "snippets", "forms")


@hooks.register("construct_main_menu")
def only_what_opens(request: HttpRequest, items: list[Any]) -> None:
    """Menu items of screens the gate keeps closed would lead to a refusal."""
    if not standing_of(request.user).is_operator:
        items[:] = [item for item in items if item.name not in CLOSED_MENUS]


@hooks.register("construct_explorer_page_queryset")
def without_the_bin(parent_page: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Deleted pages are found in the bin, not among the others."""
    return pages.not_type(BinPage)


class SubmitItem(ActionMenuItem):
    """Saves the draft and goes on to the check of Điều 5."""

    name = "to-approval"
    label = _("Submit for approval")
    icon_name = "check"
    template_name = "agencies/admin/submit_action.html"

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        if page is not None and not isinstance(page.specific, PortalPage):
            return False
        return not (page and page.pk and page.workflow_in_progress) and not context.get("locked_for_user")


STOCK_ITEMS = (
    "action-publish",
    "action-submit",
    "action-restart-workflow",
    "action-workflow-action",
    "action-cancel-workflow",
    "action-unpublish",
    "action-delete",
)


@hooks.register("construct_page_action_menu")
def our_actions(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Instead of Wagtail's submission and publication: ours, with the check, for operators too."""
    items[:] = [item for item in items if item.name not in STOCK_ITEMS and "workflow" not in item.name]
    items.append(SubmitItem(order=20))


@hooks.register("before_edit_page")
def say_why_it_came_back(request: HttpRequest, page: Page) -> None:
    """Whoever mends a returned page reads the reason where the mending is done."""
    if request.method != "GET" or page.workflow_in_progress:
        return
    last = ApprovalState.objects.filter(workflow_state__object_id=str(page.pk)).order_by("-pk").first()
    if last is None or last.status != ApprovalState.STATUS_REJECTED:
        return
    text = _now("Returned on %(day)s: %(reason)s")
    day = short_date(timezone.localdate(last.finished_at)) if last.finished_at else ""
    messages.warning(request, text % {"day": day, "reason": last.comment})


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def kept_no_longer(request: HttpRequest, page: Page) -> None:
    """What was kept for its sender is saved now."""
    if (kept := request.POST.get("kept-form", "")).isdecimal():
        KeptForm.objects.filter(pk=kept, user=acting_user(request)).delete()


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def on_to_the_check(request: HttpRequest, page: Page) -> HttpResponse | None:
    return redirect("approval_submit", page.pk) if "action-to-approval" in request.POST else None


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_what_was_converted(request: HttpRequest, page: Page) -> None:
    """Old fonts' text was turned into Unicode on the way in: its writer should read it once more."""
    if fields := getattr(page, "converted_fields", None):
        text = _now("Text in an old encoding (TCVN3, VNI) was converted to Unicode: %(fields)s. Please read it again.")
        messages.warning(request, text % {"fields": ", ".join(fields)})


def actions_on(page: Page, user: Any) -> Iterator[tuple[str, str, str]]:
    """(label, URL name, icon) of what this person may do with this page beside editing."""
    if not isinstance(page.specific, PortalPage):
        return
    standing = standing_of(user)
    agency = standing.agency_at(page.path)
    if agency is None and not standing.is_operator:
        return
    # Lists fetch these states for all their rows at once.
    waits = bool(page.workflow_in_progress)
    if waits:
        yield (
            _now("Decide") if standing.has(Role.APPROVER, agency_id=agency) else _now("See the submission"),
            "approval_review",
            "clipboard-list",
        )
    elif (standing.has(*WRITING, agency_id=agency) or standing.is_operator) and (
        page.has_unpublished_changes or not page.live
    ):
        yield _now("Submit for approval"), "approval_submit", "check"
    if not (standing.has(Role.APPROVER, agency_id=agency) or standing.is_operator):
        if page.owner_id == user.pk and page.first_published_at is None and not waits and not page.numchild:
            yield _now("Delete"), "page_delete", "bin"
        return
    if page.approved_schedule:
        yield _now("Cancel the schedule"), "approval_unschedule", "cross"
    if page.has_unpublished_changes or not page.live:
        yield _now("Publish without approval"), "approval_force", "warning"
    if page.numchild > 1:
        yield _now("Order of pages"), "page_order", "list-ul"
    if not portal_born(page):
        yield _now("Move"), "page_move", "arrow-right-full"
        if page.live:
            yield _now("Withdraw"), "page_withdraw", "download"
        if not waits:
            yield _now("Delete"), "page_delete", "bin"


@hooks.register("register_page_header_buttons")
def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    for place, (label, name, icon) in enumerate(actions_on(page, user)):
        yield Button(label, url=reverse(name, args=[page.pk]), icon_name=icon, priority=100 + place)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    for place, (label, name, icon) in enumerate(actions_on(page, user)):
        yield Button(label, url=reverse(name, args=[page.pk]), icon_name=icon, priority=100 + place)


# wagtail-localize's buttons lead to addresses that the gate keeps closed to everybody, and cost two queries a row.
# Wagtail 8.0 has no way to take a hook back (no public `unregister`), so its register is written to, here only.
for place in ("register_page_header_buttons", "register_page_listing_more_buttons"):
    hooks._hooks[place] = [row for row in hooks._hooks[place] if row[0] is not translation_buttons]


@hooks.register("insert_global_admin_js")
def watch_the_session() -> str:
    """Counts presence, warns before the session ends, and lets the person sign in again beside the open page."""
    words = {
        "state": reverse("session_state"),
        "presence": reverse("session_presence"),
        "signIn": f"{reverse('account_login')}?next={reverse('wagtailadmin_home')}",
        "warning": _now("You will be signed out soon, because nothing has been typed for a while."),
        "goOn": _now("Go on working"),
        "ended": _now(
            "You have been signed out. What you wrote is still on this page. "
            "Sign in again in the new tab, then come back here and go on."
        ),
        "again": _now("Sign in again"),
        "other": _now("Somebody else has signed in. Sign in as yourself to go on."),
    }
    return format_html(
        '{}<link rel="stylesheet" href="{}"><script src="{}" defer></script>',
        json_script(words, "session-words"),
        static("agencies/session.css"),
        static("agencies/session.js"),
    )
