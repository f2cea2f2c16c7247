"""The gate before every admin address: closed unless listed, and only for things of the own agency."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from agencies.idle import keep_late_form
from agencies.models import PortalFile, PortalImage
from agencies.permissions import portal_born
from agencies.wall.files import used_by_a_live_page
from agencies.wall.references import CONTAINER_DEPTH
from agencies.wall.standing import WEIGHTY, WRITING, Standing, standing_of
from core.models import User

Check = Callable[[Standing, HttpRequest, dict[str, Any]], bool]


def anybody(standing: Standing, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """Screens that show nothing of an agency."""
    return True


def staff(standing: Standing, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """Screens whose lists are narrowed by `screens` or by Wagtail's own page rights."""
    return standing.is_staff


def writers(standing: Standing, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    return standing.has(*WRITING)


def own_page(name: str) -> Check:
    """The page named in the address stands in an own container."""

    def check(standing: Standing, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
        return standing.owns_page(int(kwargs[name]))

    return check


def own_portal_page(name: str) -> Check:
    """The page named in the address stands in an own container; the container itself is the house's."""

    def check(standing: Standing, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
        found = Page.objects.filter(pk=int(kwargs[name])).values_list("path", "depth").first()
        return found is not None and found[1] > CONTAINER_DEPTH and standing.owns_path(found[0])

    return check


def own_pages_asked(name: str) -> Check:
    """Every page id of a query parameter stands in an own container."""

    def check(standing: Standing, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
        wanted = request.GET.getlist(name)
        return all(value.isdecimal() and standing.owns_page(int(value)) for value in wanted)

    return check


def own_copy(standing: Standing, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """Both what is copied and where it goes; home pages and what every portal is born with are not copied."""
    page = Page.objects.filter(pk=int(kwargs["page_id"])).first()
    if page is None or not standing.owns_path(page.path) or portal_born(page):
        return False
    goal = request.POST.get("new_parent_page", "")
    target = Page.objects.filter(pk=int(goal), depth__gt=CONTAINER_DEPTH).first() if goal.isdecimal() else None
    return not goal or (target is not None and standing.owns_path(target.path))


def own_media(model: type[PortalImage | PortalFile], name: str) -> Check:
    """The picture or file named in the address lies in an own collection."""

    def check(standing: Standing, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
        pk = str(kwargs[name])
        return pk.isdecimal() and owns_media(standing, model, [pk])

    return check


def own_media_asked(model: type[PortalImage | PortalFile]) -> Check:
    """Every picture or file of the query parameter `id` lies in an own collection."""

    def check(standing: Standing, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
        return owns_media(standing, model, request.GET.getlist("id"))

    return check


def own_unused_media(model: type[PortalImage | PortalFile], name: str) -> Check:
    """One's own, and no live page uses it: what readers see does not vanish without an approval."""
    own = own_media(model, name)

    def check(standing: Standing, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
        return own(standing, request, kwargs) and not in_public_use(request, model, [str(kwargs[name])])

    return check


def in_public_use(request: HttpRequest, model: type[PortalImage | PortalFile], pks: list[str]) -> bool:
    """Whether a live page uses one of them; says so to the person."""
    used = any(used_by_a_live_page(thing) for thing in model.objects.filter(pk__in=pks))
    if used:
        messages.error(request, _now("A public page uses it. Take it out of that page first."))
    return used


def owns_media(standing: Standing, model: type[PortalImage | PortalFile], pks: list[str]) -> bool:
    if not all(pk.isdecimal() for pk in pks):
        return False
    own = model.objects.filter(pk__in=pks, collection__in=standing.collections)
    return own.count() == len(set(pks))


def own_bulk(standing: Standing, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """Pictures and files may be removed many at once; pages change one by one, by services of ours."""
    models: dict[str, type[PortalImage | PortalFile]] = {"portalimage": PortalImage, "portalfile": PortalFile}
    model = models.get(kwargs["model_name"])
    if model is None or kwargs["app_label"] != "agencies" or kwargs["action"] != "delete":
        return False
    ids = request.GET.getlist("id") + request.POST.getlist("id")
    own = bool(ids) and "all" not in ids and owns_media(standing, model, ids)
    return own and not in_public_use(request, model, ids)


def own_session(standing: Standing, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """Who else edits this page: pages of one's own only."""
    is_page = kwargs["app_label"] == "wagtailcore" and kwargs["model_name"] == "page"
    return is_page and str(kwargs["object_id"]).isdecimal() and standing.owns_page(int(kwargs["object_id"]))


def own_listing(standing: Standing, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """The side menu's tree asks for children of a page."""
    parent = request.GET.get("child_of") or request.GET.get("translation_of") or request.GET.get("descendant_of")
    return parent is not None and parent.isdecimal() and standing.owns_page(int(parent))


IMAGE, FILE = PortalImage, PortalFile
OPEN: dict[str, Check] = {
    # The frame.
    "wagtailadmin_home": anybody,
    "wagtailadmin_account": anybody,
    "wagtailadmin_logout": anybody,
    "wagtailadmin_dismissibles": anybody,
    "wagtailadmin_sprite": anybody,
    "wagtailadmin_javascript_catalog": anybody,
    "wagtail_localize:javascript_catalog": anybody,
    "wagtailadmin_block_preview": writers,
    "wagtailembeds:chooser": writers,
    "wagtailembeds:chooser_upload": writers,
    # Pages.
    "wagtailadmin_explore_root": staff,
    "wagtailadmin_explore": own_page("parent_page_id"),
    "wagtailadmin_explore_results": own_page("parent_page_id"),
    "wagtailadmin_pages:search": staff,
    "wagtailadmin_pages:search_results": staff,
    "wagtailadmin_pages:add": own_portal_page("parent_page_id"),
    "wagtailadmin_pages:preview_on_add": own_portal_page("parent_page_id"),
    "wagtailadmin_pages:add_subpage": own_page("parent_page_id"),
    "wagtailadmin_pages:usage": own_portal_page("page_id"),
    "wagtailadmin_pages:edit": own_portal_page("page_id"),
    "wagtailadmin_pages:preview_on_edit": own_portal_page("page_id"),
    "wagtailadmin_pages:view_draft": own_portal_page("page_id"),
    "wagtailadmin_pages:copy": own_copy,
    "wagtailadmin_pages:lock": own_portal_page("page_id"),
    "wagtailadmin_pages:unlock": own_portal_page("page_id"),
    "wagtailadmin_pages:revisions_index": own_portal_page("page_id"),
    "wagtailadmin_pages:revisions_view": own_portal_page("page_id"),
    "wagtailadmin_pages:revisions_revert": own_portal_page("page_id"),
    "wagtailadmin_pages:revisions_compare": own_portal_page("pk"),
    "wagtailadmin_pages:workflow_history": own_portal_page("page_id"),
    "wagtailadmin_pages:workflow_history_detail": own_portal_page("page_id"),
    "wagtailadmin_pages:history": own_portal_page("page_id"),
    "wagtailadmin_pages:history_results": own_portal_page("page_id"),
    "wagtailadmin_choose_page": writers,
    "wagtailadmin_choose_page_child": own_page("parent_page_id"),
    "wagtailadmin_choose_page_search": writers,
    "wagtailadmin_choose_page_chosen_multiple": own_pages_asked("id"),
    "wagtailadmin_choose_page_external_link": writers,
    "wagtailadmin_choose_page_email_link": writers,
    "wagtailadmin_choose_page_phone_link": writers,
    "wagtailadmin_choose_page_anchor_link": writers,
    "wagtailadmin_api:pages:listing": own_listing,
    "wagtailadmin_api:pages:detail": own_page("pk"),
    "wagtailadmin_editing_sessions:ping": own_session,
    "wagtailadmin_editing_sessions:release": staff,  # Wagtail asks for the own session
    # Pictures and files.
    "wagtailimages:index": writers,
    "wagtailimages:index_results": writers,
    "wagtailimages:add": writers,
    "wagtailimages:add_multiple": writers,
    "wagtailimages:edit": own_media(IMAGE, "image_id"),
    "wagtailimages:delete": own_unused_media(IMAGE, "image_id"),
    "wagtailimages:image_usage": own_media(IMAGE, "image_id"),
    "wagtailimages:preview": own_media(IMAGE, "image_id"),
    "wagtailimages:edit_multiple": own_media(IMAGE, "image_id"),
    "wagtailimages:delete_multiple": own_unused_media(IMAGE, "image_id"),
    "wagtailimages:create_multiple_from_uploaded_image": writers,  # Wagtail asks for the own upload
    "wagtailimages:delete_upload_multiple": writers,
    "wagtailimages_chooser:choose": writers,
    "wagtailimages_chooser:choose_results": writers,
    "wagtailimages_chooser:create": writers,
    "wagtailimages_chooser:chosen": own_media(IMAGE, "pk"),
    "wagtailimages_chooser:chosen_multiple": own_media_asked(IMAGE),
    "wagtailimages_chooser:select_format": own_media(IMAGE, "image_id"),
    "wagtaildocs:index": writers,
    "wagtaildocs:index_results": writers,
    "wagtaildocs:add": writers,
    "wagtaildocs:add_multiple": writers,
    "wagtaildocs:edit": own_media(FILE, "document_id"),
    "wagtaildocs:delete": own_unused_media(FILE, "document_id"),
    "wagtaildocs:document_usage": own_media(FILE, "document_id"),
    "wagtaildocs:edit_multiple": own_media(FILE, "doc_id"),
    "wagtaildocs:delete_multiple": own_unused_media(FILE, "doc_id"),
    "wagtaildocs:create_multiple_from_uploaded_document": writers,
    "wagtaildocs:delete_upload_multiple": writers,
    "wagtaildocs_chooser:choose": staff,
    "wagtaildocs_chooser:choose_results": staff,
    "wagtaildocs_chooser:create": writers,
    "wagtaildocs_chooser:chosen": own_media(FILE, "pk"),
    "wagtaildocs_chooser:chosen_multiple": own_media_asked(FILE),
    "wagtail_bulk_action": own_bulk,
}
# Wagtail's own buttons in the page editor that would go round our services.
STOCK_ACTIONS = (
    "action-publish",
    "action-submit",
    "action-restart-workflow",
    "action-workflow-action",
    "action-cancel-workflow",
    "publish_copies",
    "alias",
)
CLOSED_TO_ALL = {
    "wagtailadmin_api:pages:action",
    "wagtail_localize:submit_page_translation",
    "wagtail_localize:update_translations",
}
ALWAYS = {"wagtailadmin_logout", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}
WHY = {
    "mfa_index": _("Your role needs a second factor: set up an authenticator app or a passkey to go on."),
    "account_change_password": _("Your password has to be changed before you go on."),
}
SIGN_IN = ("wagtailadmin_login", "wagtailadmin_password_reset")


def open_to(name: str, check: Check) -> None:
    """A room's own admin address goes on the list, with its check; the view asks again. Called in `AppConfig.ready`."""
    if OPEN.setdefault(name, check) is not check:
        raise ValueError(f"{name} is on the list of the gate already")


class AdminGate:
    """Middleware: stands before every admin view. Operators pass; everybody else only by the list."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not request.path.startswith("/admin/"):
            return None
        name = (request.resolver_match and request.resolver_match.view_name) or ""
        if name.startswith(SIGN_IN):
            return to_our_sign_in(request, name)
        user = request.user
        if not isinstance(user, User):
            return None  # Wagtail asks for the sign-in
        if (step := next_step(user)) and name not in ALWAYS:
            keep_late_form(request)
            if request.headers.get("sec-fetch-mode", "navigate") == "navigate":
                messages.warning(request, WHY[step])
            return redirect(step)
        standing = standing_of(user)
        if goes_round_approval(request, name, kwargs):
            return refuse(request)  # for operators too: what is published was submitted or has its reason
        if standing.is_operator:
            return None
        if not user.has_perm("wagtailadmin.access_admin"):
            return refuse(request)
        check = OPEN.get(name)
        if check is None or not check(standing, request, kwargs):
            return refuse(request)
        return None


def goes_round_approval(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> bool:
    """Wagtail's own ways to publish: buttons, copies, many at once, its API, and wagtail-localize's."""
    if name in CLOSED_TO_ALL or (name == "wagtail_bulk_action" and kwargs.get("action") == "publish"):
        return True
    if request.method != "POST" or not name.startswith("wagtailadmin_pages:"):
        return False
    return any(action in request.POST for action in STOCK_ACTIONS) or request.POST.get("action") == "publish"


def to_our_sign_in(request: HttpRequest, name: str) -> HttpResponse:
    """Wagtail's own sign-in knows no lock-out and no second factor: there is one door only."""
    if name == "wagtailadmin_login":
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{reverse('account_login')}{'?' + query if query else ''}")
    return redirect("account_reset_password")


def next_step(user: User) -> str:
    """What an account owes before it may go on: a second factor, a new password. Empty: nothing."""
    from agencies.passwords import must_change

    if must_change(user):
        return "account_change_password"
    return "mfa_index" if lacks_second_factor(user) else ""


def lacks_second_factor(user: User) -> bool:
    """Approvers, officers, the Board and operators need one where `MFA_COMPULSORY` is on (production)."""
    if not settings.MFA_COMPULSORY:
        return False
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import is_mfa_enabled

    weighty = user.is_superuser or standing_of(user).has(*WEIGHTY) or is_on_board(user)
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return weighty and not is_mfa_enabled(user, kinds)


def is_on_board(user: User) -> bool:
    """The Editorial Board's accounts: in the Board's group, or with a role on the main portal."""
    from agencies.models import Portal

    main = Portal.objects.filter(is_main=True).values_list("agency", flat=True).first()
    return main in standing_of(user).roles or user.groups.filter(name=settings.BOARD_GROUP).exists()


def refuse(request: HttpRequest) -> HttpResponse:
    """One answer for what is forbidden and for what does not exist: an id tells nothing."""
    if request.headers.get("x-requested-with") == "XMLHttpRequest" or "json" in request.headers.get("accept", ""):
        return HttpResponseForbidden(_now("You have no access to this."), content_type="text/plain; charset=utf-8")
    response = TemplateResponse(request, "agencies/admin/refused.html", status=403)
    return response.render()
