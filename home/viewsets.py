"""The operator's screens: all portals, open one, archive it, redirect it, agree to an address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agencies.desk import DeskView, OperatorOnly, TransitionFormView, acting_user
from agencies.forms import ReviewForm
from agencies.hosts import AgreeLabel
from agencies.models import Portal, PortalHost
from core.transitions import Transition
from home.forms import ClosePortalForm, OpenPortalForm
from home.services import ArchivePortal, OpenPortal, RedirectPortal
from home.services.open_portal import Imprint
from vietnamese.dates import short_date


class PortalsView(OperatorOnly, DeskView):
    """Every portal with its state, and the addresses that wait for a yes."""

    page_title = _("Portals")
    template_name = "home/admin/portals.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        portals = Portal.objects.select_related("agency", "site", "successor")
        waiting = PortalHost.objects.filter(agreed_on__isnull=True).select_related("portal", "proposed_by")
        return super().get_context_data(portals=portals, waiting=waiting, **kwargs)


class OpenPortalView(OperatorOnly, TransitionFormView):
    page_title = _("Open a portal")
    form_class = OpenPortalForm
    back_url_name = "portal_desk"
    submit_label = _("Open the portal")
    success_message = _("%(object)s is open.")
    note = _("Makes home pages, sections, groups, workflow and address at once, or nothing if anything is against it.")

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        facts = form.cleaned_data
        imprint = Imprint(**{name: facts[name] for name in ("responsible", "address", "phone", "email")})
        return OpenPortal(
            facts["agency"],
            facts["label"],
            by=acting_user(self.request),
            title=facts["title"],
            imprint=imprint,
        )


class OnePortalView(OperatorOnly, TransitionFormView):
    """A change of one portal."""

    back_url_name = "portal_desk"
    form_class: Any = ClosePortalForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.portal = get_object_or_404(Portal, pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return f"{self.page_title}: {self.portal}"

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.fields["successor"].queryset = form.fields["successor"].queryset.exclude(pk=self.portal.pk)
        return form


class ArchivePortalView(OnePortalView):
    page_title = _("Archive")
    submit_label = _("Archive the portal")
    success_message = _("%(object)s is read only now.")
    note = _("Pages and addresses stay; nobody can change them any more. Readers see the day and who took over.")

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        return ArchivePortal(self.portal, by=acting_user(self.request), **form.cleaned_data)


class RedirectPortalView(OnePortalView):
    page_title = _("Redirect")
    submit_label = _("Redirect the portal")
    success_message = _("%(object)s leads to its successor now.")
    note = _("Every address of this portal leads to the same path at the successor. Its pages are no longer shown.")

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        return RedirectPortal(
            self.portal,
            by=acting_user(self.request),
            successor=form.cleaned_data["successor"],
            reason=form.cleaned_data["reason"],
        )


class AgreeLabelView(OperatorOnly, TransitionFormView):
    """The standing agency's yes to an address."""

    form_class = ReviewForm
    back_url_name = "portal_desk"
    submit_label = _("Agree")
    success_message = _("%(object)s is agreed.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.host = get_object_or_404(PortalHost.objects.select_related("portal__agency"), pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return f"{self.host} – {self.host.portal}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = {
            "person": self.host.proposed_by or "–",
            "day": short_date(self.host.valid_from),
            "now": self.host.portal.site.hostname if self.host.portal.site else "–",
        }
        note = _now("Proposed by %(person)s, to hold from %(day)s. Address today: %(now)s.") % facts
        return super().get_context_data(**kwargs) | {"note": note}

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        return AgreeLabel(self.host, by=acting_user(self.request))
