"""“Report a mistake”: a plain form at an address of its own, and what becomes of it.

Pages are kept and shown to everybody, so the form is not on them; its own page is never kept. It has no token and sets
no cookie: what keeps others from writing in a reader's name is asked as for the small question (`agencies.votes`).
"""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import Portal
from agencies.votes import HOUR, came_from_here, too_often
from core.models.dated import today
from documents.models import DocumentPage
from documents.models.mistake import LONGEST_WORDS, MistakeReport
from documents.provision_names import anchors_in, name_of
from documents.views import about_a_document, head_of


class MistakeForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is wrong, where, and perhaps where to write back."""

    class Meta:
        model = MistakeReport
        fields = ("words", "place", "contact")
        widgets = {"words": forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST_WORDS})}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
@about_a_document
def mistake(request: HttpRequest, document: DocumentPage) -> HttpResponse:
    """The form; a sent one is stored and thanked for by a redirect, so that going back sends nothing again."""
    portal: Portal = request.portal  # type: ignore[attr-defined]
    if portal.is_read_only:
        raise Http404
    if request.method != "POST":
        return shown(request, document, MistakeForm(initial={"place": place_asked(request)}))
    if not came_from_here(request):
        return refused(request, 403)
    form = MistakeForm(request.POST)
    # Nobody sees that field: whoever fills it in is a machine, and is thanked like everybody.
    if not request.POST.get("website"):
        if not form.is_valid():
            return shown(request, document, form, status=422)
        if too_often(get_adapter(request).get_client_ip(request), document.pk, today(), "mistakes"):
            return refused(request, 429)
        form.instance.document = document
        form.save()
    return HttpResponseRedirect(reverse("document_mistake_thanks", args=[document.slug]), status=303)  # type: ignore[arg-type]


@require_safe
@cache_control(no_store=True)
@about_a_document
def mistake_thanks(request: HttpRequest, document: DocumentPage) -> HttpResponse:
    context = head_of(request, document, _now("Thank you for your report"))
    return render(request, "documents/mistake_thanks.html", context)


def place_asked(request: HttpRequest) -> str:
    """`?o=dieu-5.khoan-2` as words: khoản 2 Điều 5. Only anchors: nobody puts words of theirs into our form."""
    anchor = request.GET.get("o", "")[:120]
    name = name_of(anchor) if anchor.replace("-", "").replace(".", "").isalnum() else ""
    return name if anchors_in(name) else ""


def shown(request: HttpRequest, document: DocumentPage, form: MistakeForm, status: int = 200) -> HttpResponse:
    context = {**head_of(request, document, _now("Report a mistake in this document")), "form": form}
    return render(request, "documents/mistake.html", context, status=status)


def refused(request: HttpRequest, status: int) -> HttpResponse:
    """Why the report was not taken, in words."""
    answer = render(request, "documents/mistake_refused.html", {"too_often": status == 429}, status=status)
    if status == 429:
        answer["Retry-After"] = str(HOUR)
    return answer
