"""Screens for what an approver does with pages: withdraw, move, put in order, delete, restore."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.models import Page

from agencies.approval_forms import long_field
from agencies.desk import DeskView, TransitionFormView, acting_user
from agencies.models import BinEntry, PortalPage
from agencies.page_changes import DeletePage, MovePage, ReorderPage, RestorePage, WithdrawPage
from agencies.permissions import may_approve
from agencies.viewsets.approval import OnePageView, own_specific_page
from agencies.wall.references import container_path
from agencies.wall.standing import standing_of
from core.transitions import Transition, TransitionRefused


class WhyForm(forms.Form):
    """The reason, kept in the log."""

    reason = long_field(_("Reason"))


class ExplorerBack:
    """Back to the place in the explorer one came from."""

    def get_success_url(self) -> str:
        return reverse("wagtailadmin_explore", args=[self.page.get_parent().pk])  # type: ignore[attr-defined]


class WithdrawView(ExplorerBack, OnePageView):
    page_title = _("Withdraw")
    form_class = WhyForm
    header_icon = "download"
    submit_label = _("Withdraw from public view")
    note = _("Readers no longer see the page, nor what stands below it. It stays as a draft.")
    success_message = _("“%(object)s” is withdrawn.")

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        return WithdrawPage(self.page, by=acting_user(self.request), reason=form.cleaned_data["reason"])


class DeleteView(ExplorerBack, OnePageView):
    page_title = _("Delete")
    form_class = WhyForm
    header_icon = "bin"
    submit_label = _("Put into the bin")
    note = _("The page goes into the bin, with what stands below it, and can be restored for 30 days.")
    success_message = _("“%(object)s” is in the bin.")

    def get_success_url(self) -> str:
        return reverse("bin") if self.request.method == "POST" else super().get_success_url()

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        return DeletePage(self.page, by=acting_user(self.request), reason=form.cleaned_data["reason"])


class MoveForm(forms.Form):
    """Where to: only places of the same portal and language that may hold the page."""

    to = forms.ModelChoiceField(Page.objects.none(), label=_("New place"))

    def __init__(self, *args: Any, places: QuerySet[Page], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = places  # type: ignore[attr-defined]
        self.fields["to"].label_from_instance = place_name  # type: ignore[attr-defined]


def place_name(page: Page) -> str:
    """Indented by its depth, as a tree is read."""
    return f"{'– ' * max(0, page.depth - 3)}{page.get_admin_display_title()}"


def places_for(page: PortalPage) -> QuerySet[Page]:
    found = Page.objects.filter(path__startswith=container_path(page), locale=page.locale, depth__gte=3)
    allowed = tuple(type(page).allowed_parent_page_models())
    return found.type(*allowed).exclude(path__startswith=page.path).exclude(pk=page.get_parent().pk).order_by("path")


class MoveView(ExplorerBack, OnePageView):
    page_title = _("Move")
    form_class = MoveForm
    header_icon = "arrow-right-full"
    submit_label = _("Move here")
    note = _("Old addresses lead to the new ones by themselves.")
    success_message = _("“%(object)s” has a new place.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "places": places_for(self.page)}

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        return MovePage(self.page, to=form.cleaned_data["to"], by=acting_user(self.request))


class OrderView(DeskView):
    """The pages below one page, with a button up and one down at each."""

    page_title = _("Order of pages")
    header_icon = "list-ul"
    template_name = "agencies/admin/order.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = own_specific_page(request, kwargs["page_id"])
        if not may_approve(acting_user(request), self.page):
            raise Http404

    def get_page_title(self) -> str:
        return f"{self.page_title}: {self.page.get_admin_display_title()}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        children = self.page.get_children().only("title", "draft_title", "live", "path", "depth")[:200]
        return super().get_context_data(page=self.page, children=children, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.POST.get("page", "")
        child = self.page.get_children().filter(pk=wanted if wanted.isdecimal() else 0).first()
        if child is None:
            raise Http404
        try:
            ReorderPage(child.specific, up="up" in request.POST, by=acting_user(request)).run()
        except TransitionRefused as refused:
            messages.error(request, " ".join(refused.reasons))
        return redirect("page_order", self.page.pk)


def own_bin(request: HttpRequest) -> QuerySet[BinEntry]:
    standing = standing_of(request.user)
    found = BinEntry.objects.select_related("by", "agency", "page")
    return found if standing.is_operator else found.filter(agency__in=standing.roles)


class BinView(DeskView):
    """Deleted pages, newest first, with the day they go for good."""

    page_title = _("Bin")
    header_icon = "bin"
    template_name = "agencies/admin/bin.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(entries=own_bin(self.request)[:200], **kwargs)


class RestoreView(TransitionFormView):
    """Back from the bin."""

    page_title = _("Restore")
    header_icon = "undo"
    form_class = forms.Form
    back_url_name = "bin"
    submit_label = _("Restore")
    note = _("The page goes back to its place; what was public is public again.")
    success_message = _("“%(object)s” is back in its place.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        entry = own_bin(request).filter(pk=kwargs["pk"]).first()
        if entry is None:
            raise Http404
        self.entry = entry

    def get_page_title(self) -> str:
        return f"{self.page_title}: {self.entry.title}"

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        return RestorePage(self.entry, by=acting_user(self.request))
