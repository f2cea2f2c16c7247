"""Which portal answers: by host, and by host alone."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from agencies.addresses import main_portal_name, on_main_host
from agencies.models import Portal, PortalHost

LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
# Wagtail's admin answers on the main host only, so that a session cookie never travels to an agency's host.
MAIN_HOST_ONLY = ("/admin/", "/_util/", "/tai-khoan/")


def host_of(request: HttpRequest) -> str:
    """The host name of the request without port, checked against ALLOWED_HOSTS."""
    host = request.get_host().lower().rstrip(".")
    return host.rsplit(":", 1)[0] if ":" in host and not host.endswith("]") else host


class PortalMiddleware:
    """Sets `request.portal`, redirects what lives elsewhere, answers unknown labels with the list of portals."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", "") or "\x00" in request.path:
            # No text has this character, and the database refuses it: a broken or a hostile request.
            return HttpResponseBadRequest("400\n", content_type="text/plain")
        host = host_of(request)
        portal = find_portal(host)
        if portal is None:
            return self.without_portal(request, host)
        if portal.state == Portal.State.REDIRECTED:
            return to_successor(request, portal)
        if not portal.is_main and request.path.startswith(MAIN_HOST_ONLY):
            return HttpResponseRedirect(on_main_host(request.get_full_path()))
        request.portal = portal  # type: ignore[attr-defined]
        request._wagtail_site = portal.site  # type: ignore[attr-defined]
        return self.get_response(request)

    def without_portal(self, request: HttpRequest, host: str) -> HttpResponse:
        bare_domain = {settings.PORTAL_DOMAIN, f"www.{settings.PORTAL_DOMAIN}"} - {settings.MAIN_HOST}
        if host in bare_domain | LOOPBACK:
            redirect = HttpResponsePermanentRedirect if host in bare_domain else HttpResponseRedirect
            return redirect(on_main_host(request.get_full_path()))
        if (portal := portal_formerly_at(host)) is not None:
            return HttpResponsePermanentRedirect(f"{portal.root_url}{request.get_full_path()}")
        with translation.override("vi"):
            return unknown_host(request, host)


def find_portal(host: str) -> Portal | None:
    """The portal whose site has this host name. One query, by a unique index."""
    return (
        Portal.objects.exclude(state=Portal.State.PROPOSED)
        .select_related("agency", "site__root_page", "successor__site", "successor__agency")
        .filter(site__hostname=host)
        .first()
    )


def portal_formerly_at(host: str) -> Portal | None:
    """The portal that had this label once and has another one now (D15: redirect history)."""
    label = host.removesuffix(f".{settings.PORTAL_DOMAIN}")
    former = PortalHost.objects.agreed().filter(label=label, portal__site__isnull=False).select_related("portal__site")
    last = former.exclude(portal__state=Portal.State.PROPOSED).order_by("-valid_from").first()
    return last.portal if last and last.portal.site and last.portal.site.hostname != host else None


def to_successor(request: HttpRequest, portal: Portal) -> HttpResponse:
    """The same path on the successor's host, for good."""
    assert portal.successor is not None
    return HttpResponsePermanentRedirect(f"{portal.successor.root_url}{request.get_full_path()}")


def unknown_host(request: HttpRequest, host: str) -> HttpResponse:
    """404 with a page that lists the portals there are."""
    groups = [
        {
            "title": _("All portals"),
            "portals": [{"name": p.local_title, "url": p.root_url} for p in Portal.objects.listed()],
        }
    ]
    context = {"host": host, "groups": groups, "main_portal": {"name": main_portal_name(), "url": on_main_host("/")}}
    return render(request, "unknown_host.html", context, status=404)
