"""Public answers to “Was this page useful?”."""

from __future__ import annotations

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from agencies.addresses import home_path
from agencies.models import Portal
from agencies.votes import HOUR, came_from_here, count_answer, page_asked_about, too_often
from core.models.dated import today

ANSWERS = {"co": True, "khong": False}


@csrf_exempt
@require_POST
@cache_control(no_store=True)
def vote(request: HttpRequest) -> HttpResponse:
    """Counts one answer and thanks for it by a redirect, so that going back sends nothing again."""
    if not came_from_here(request):
        return refused(request, 403)
    portal: Portal = request.portal  # type: ignore[attr-defined]
    page = page_asked_about(portal, request.POST.get("trang", ""))
    answer = request.POST.get("y-kien", "")
    if page is None or answer not in ANSWERS or portal.is_read_only:
        raise Http404
    # Nobody sees that field: whoever fills it in is a machine, and is thanked like everybody.
    if not request.POST.get("website"):
        day = today()
        if too_often(get_adapter(request).get_client_ip(request), page.pk, day):
            return refused(request, 429)
        count_answer(page.pk, day, useful=ANSWERS[answer])
    query = urlencode({"trang": page.pk, "y-kien": answer})
    return HttpResponseRedirect(f"{reverse('page_vote_thanks')}?{query}", status=303)  # type: ignore[arg-type]


@require_safe
@cache_control(no_store=True)
def thanks(request: HttpRequest) -> HttpResponse:
    """Thanks, the way back, and for “no” where to say what was missing."""
    portal: Portal = request.portal  # type: ignore[attr-defined]
    page = page_asked_about(portal, request.GET.get("trang", ""))
    context = {
        "asked_title": page.title if page else "",
        "asked_url": (page.get_url(request) if page else "") or home_path(),
        "was_useful": ANSWERS.get(request.GET.get("y-kien", "")),
    }
    return render(request, "agencies/vote_thanks.html", context)


def refused(request: HttpRequest, status: int) -> HttpResponse:
    """Why the answer was not counted, in words."""
    answer = render(request, "agencies/vote_refused.html", {"too_often": status == 429}, status=status)
    if status == 429:
        answer["Retry-After"] = str(HOUR)
    return answer
