"""The log of the own agency, and the two small views the session script asks."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views import View

from agencies.desk import DeskView, acting_user
from agencies.idle import idle_limit
from agencies.models import KeptForm
from agencies.wall.standing import standing_of
from core.models import AuditEntry

PER_PAGE = 100


def own_log(request: HttpRequest) -> QuerySet[AuditEntry]:
    standing = standing_of(request.user)
    if standing.is_operator:
        return AuditEntry.objects.all()
    return AuditEntry.objects.filter(owner__in=standing.roles)


class LogView(DeskView):
    """Who wrote, submitted, approved, published and withdrew what (Quy chế Điều 11.1, 15.1)."""

    page_title = _("Log")
    header_icon = "history"
    template_name = "agencies/admin/log.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = own_log(self.request)
        if words := self.request.GET.get("q", "").strip():
            entries = entries.filter(subject_title__icontains=words) | entries.filter(actor_name__icontains=words)
        page = Paginator(entries, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(page_obj=page, q=words, **kwargs)


class SessionStateView(View):
    """GET: seconds left and a fresh token for the forms on the page. POST (`session_presence`): a person is there."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.state(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        request.session["active_at"] = timezone.now().timestamp()
        return self.state(request)

    def state(self, request: HttpRequest) -> HttpResponse:
        last = request.session.get("active_at", timezone.now().timestamp())
        left = max(0, int(idle_limit() - (timezone.now().timestamp() - last)))
        user = acting_user(request)
        return JsonResponse({"signed_in": True, "left": left, "person": user.pk, "token": get_token(request)})


class KeptFormView(DeskView):
    """What came too late, ready to be sent again by its sender."""

    page_title = _("Your text was kept")
    header_icon = "history"
    template_name = "agencies/admin/kept_form.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        KeptForm.objects.filter(pk=kwargs["pk"], user=acting_user(request)).delete()
        return redirect("wagtailadmin_home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept = KeptForm.objects.filter(pk=self.kwargs["pk"], user=acting_user(self.request)).first()
        if kept is None:
            raise Http404
        fields = [(name, value) for name, values in kept.fields.items() for value in values]
        return super().get_context_data(kept=kept, fields=fields, title=(kept.fields.get("title") or [""])[0], **kwargs)
