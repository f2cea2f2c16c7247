"""Admin screens of our own: a form that runs a transition, a list with its actions. Every request asks who may."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from agencies.hosts import speaks_for_standing_agency
from core.models import User
from core.transitions import Transition, TransitionRefused


def acting_user(request: HttpRequest) -> User:
    """The signed-in person; admin views are never reached by anybody else."""
    assert isinstance(request.user, User)
    return request.user


class OperatorOnly:
    """Only who speaks for the standing agency gets in; hiding the menu item is not the guard."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not speaks_for_standing_agency(acting_user(request)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc,no-any-return]


class DeskView(WagtailAdminTemplateMixin, TemplateView):
    """A list or an overview."""

    header_icon = "site"
    index_url_name = ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class TransitionFormView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    """A form whose submission runs one transition. Its reasons for refusing are shown above the form."""

    template_name = "agencies/admin/transition_form.html"
    header_icon = "site"
    success_message: Any = _("Done.")
    submit_label: Any = _("Save")
    back_url_name = ""
    note: Any = ""

    def transition(self, form: BaseForm) -> Transition:
        raise NotImplementedError

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            result = self.transition(form).run()
        except TransitionRefused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
            return self.form_invalid(form)
        messages.success(self.request, str(self.success_message) % {"object": result})
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        return reverse(self.back_url_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context.update(
            submit_button_label=self.submit_label,
            submit_button_active_label=_("Working …"),
            back_url=self.get_success_url(),
            media=context["form"].media,
            note=self.note,
        )
        return context
