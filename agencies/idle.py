"""Fifteen minutes without a hand on the keyboard end a session in the admin; what was typed is not lost.

Wagtail's pings, autosaves and previews go on by themselves and count for nothing. A person's presence is a page they
open or a form they send, and what our script in the admin reports: keys and touches, at most once a minute.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.http import urlencode

from agencies.models import KeptForm
from core.models import Rule, User

# Requests that browsers send without anybody doing anything.
BY_THEMSELVES = (
    "wagtailadmin_editing_sessions:",
    "wagtailadmin_api:",
    "wagtailadmin_pages:preview_on_",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtail_localize:javascript_catalog",
    "session_state",
)
PRESENCE = "session_presence"
WRITE_EVERY = 30  # seconds: the session's row is not written at every request
KEPT_MOST = 20  # forms a person
LONGEST_FORM = 8_000_000  # characters
TEXT_FORMS = ("wagtailadmin_pages:edit", "wagtailadmin_pages:add")


class IdleMiddleware:
    """Ends idle sessions under `/admin/`; keeps the form that came too late."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/admin/") or not isinstance(request.user, User):
            return self.get_response(request)
        now = timezone.now().timestamp()
        name = view_name(request.path)
        last = request.session.get("active_at", now)
        if now - last > idle_limit():
            return self.end(request, name)
        if is_presence(request, name) and (now - last > WRITE_EVERY or "active_at" not in request.session):
            request.session["active_at"] = now
            User.objects.filter(pk=request.user.pk).update(last_seen_at=timezone.now())
        return self.get_response(request)

    def end(self, request: HttpRequest, name: str) -> HttpResponse:
        """Signs out; a form that was sent is kept for its sender, and shown after the next sign-in."""
        kept = keep_late_form(request)
        logout(request)
        if name == "session_state":
            return JsonResponse({"signed_in": False, "left": 0})
        if is_script(request) or name.startswith(BY_THEMSELVES):
            return JsonResponse({"success": False, "error_code": "signed_out"}, status=401)
        back = reverse("kept_form", args=[kept.pk]) if kept else request.get_full_path()
        goal: str = back if kept or request.method == "GET" else reverse("wagtailadmin_home")
        return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': goal, 'idle': '1'})}")


def is_awake(request: HttpRequest) -> bool:
    """Whether the person of this session was at work within the limit: asked where private files are read."""
    last = request.session.get("active_at")
    return last is None or timezone.now().timestamp() - last <= idle_limit()


def idle_limit() -> int:
    """Seconds a session may be idle: the dated rule `admin-idle`, asked for once a minute."""
    minutes: Any = cache.get("admin-idle")
    if minutes is None:
        minutes = int(Rule.objects.value("admin-idle"))
        cache.set("admin-idle", minutes, 60)
    return minutes * 60


def view_name(path: str) -> str:
    try:
        return resolve(path).view_name or ""
    except Resolver404:
        return ""


def is_script(request: HttpRequest) -> bool:
    """Whether a script asked, not the person by opening or sending a page."""
    headers = request.headers
    return (
        headers.get("x-requested-with") == "XMLHttpRequest"
        or "application/json" in headers.get("accept", "")
        or headers.get("sec-fetch-mode", "navigate") != "navigate"
    )


def is_presence(request: HttpRequest, name: str) -> bool:
    if name == PRESENCE:
        return request.method == "POST"
    return not is_script(request) and not name.startswith(BY_THEMSELVES)


def no_answer(request: HttpRequest) -> HttpResponse:
    """Stands for the view whose form is checked."""
    return HttpResponse()


def keep_late_form(request: HttpRequest) -> KeptForm | None:
    """Keeps the text of a page editor's form that cannot be taken now; nothing else, and nothing another site sent."""
    if request.method != "POST" or is_script(request) or view_name(request.path) not in TEXT_FORMS:
        return None
    if CsrfViewMiddleware(no_answer).process_view(request, no_answer, (), {}) is not None:
        return None
    secret = ("csrfmiddlewaretoken", "password")
    fields = {name: values for name, values in request.POST.lists() if not any(word in name for word in secret)}
    if not fields or sum(len(value) for values in fields.values() for value in values) > LONGEST_FORM:
        return None
    assert isinstance(request.user, User)
    mine = KeptForm.objects.filter(user=request.user)
    for old in mine[KEPT_MOST - 1 :]:
        old.delete()
    return KeptForm.objects.create(user=request.user, path=request.get_full_path()[:500], fields=fields)
