"""The officer's screens: the agency's people, invitations, and who had access on a day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from agencies.desk import DeskView, TransitionFormView, acting_user
from agencies.models import Agency, Invitation, Membership, Role
from agencies.staff import (
    ChangeMembership,
    InviteColleague,
    ResetSecondFactor,
    RetireColleague,
    RevokeInvitation,
    UnlockAccount,
    agencies_staffed_by,
)
from core.models.dated import today
from core.transitions import Transition


class OfficerOnly:
    """Only who manages an agency's people gets in, and only to that agency's."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.agencies = list(agencies_staffed_by(acting_user(request)))
        if not self.agencies:
            raise Http404
        self.find(**kwargs)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc,no-any-return]

    def find(self, **kwargs: Any) -> None:
        """Looks the record of the address up among the own agencies'. Raises `Http404`."""

    def chosen_agency(self) -> Agency:
        """The agency named by `?co-quan=`, among those whose people one manages; the first without it."""
        wanted = self.request.GET.get("co-quan", "")  # type: ignore[attr-defined]
        return next((agency for agency in self.agencies if str(agency.pk) == wanted), self.agencies[0])


class StaffView(OfficerOnly, DeskView):
    """Who works here, who is invited, who has left."""

    page_title = _("Our people")
    header_icon = "group"
    template_name = "agencies/admin/staff.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        agency = self.chosen_agency()
        everybody = Membership.objects.filter(agency=agency).select_related("user")
        now = everybody.on().order_by("role", "user__last_name")
        coming = everybody.filter(valid_from__gt=today(), ended_at__isnull=True)
        invitations = Invitation.objects.filter(
            agency=agency, accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=timezone.now()
        )
        return super().get_context_data(
            agency=agency,
            agencies=self.agencies,
            now=now,
            coming=coming,
            former=everybody.exclude(pk__in=now).exclude(pk__in=coming).order_by("-valid_to")[:100],
            invitations=invitations,
            me=acting_user(self.request),
            **kwargs,
        )


class PersonForm(forms.Form):
    """Whom to invite."""

    last_name = forms.CharField(label=_("Family name and middle name"), max_length=100)
    first_name = forms.CharField(label=_("Given name"), max_length=60)
    email = forms.EmailField(label=_("E-mail"), help_text=_("The invitation goes to this address."))
    post = forms.CharField(label=_("Post"), max_length=150, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.EDITOR)
    valid_from = forms.DateField(label=_("First day"), widget=AdminDateInput, required=False)
    valid_to = forms.DateField(
        label=_("Last day"), widget=AdminDateInput, required=False, help_text=_("Empty: no end set.")
    )


class InviteView(OfficerOnly, TransitionFormView):
    page_title = _("Invite a colleague")
    header_icon = "user"
    form_class = PersonForm
    back_url_name = "staff"
    submit_label = _("Send the invitation")
    success_message = _("The invitation to %(object)s is on its way.")
    note = _("Your colleague gets an e-mail with a link and chooses a password. You never see it.")

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        facts = dict(form.cleaned_data)
        return InviteColleague(
            self.chosen_agency(),
            by=acting_user(self.request),
            role=facts.pop("role"),
            email=facts.pop("email"),
            **facts,
        )


class OneMembershipView(OfficerOnly, TransitionFormView):
    """A change of one membership of an own agency."""

    header_icon = "user"
    back_url_name = "staff"
    form_class: Any = forms.Form

    def find(self, **kwargs: Any) -> None:
        found = Membership.objects.filter(agency__in=self.agencies).select_related("user", "agency")
        self.membership = get_object_or_404(found, pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return f"{self.page_title}: {self.membership.user.shown_name}"


class RoleForm(forms.Form):
    """Another role, another last day."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    valid_to = forms.DateField(
        label=_("Last day"), widget=AdminDateInput, required=False, help_text=_("Empty: no end set.")
    )


class ChangeView(OneMembershipView):
    page_title = _("Change the role")
    form_class = RoleForm
    success_message = _("Changed.")

    def get_initial(self) -> dict[str, Any]:
        return {"role": self.membership.role, "valid_to": self.membership.valid_to}

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        return ChangeMembership(self.membership, by=acting_user(self.request), **form.cleaned_data)


class RetireView(OneMembershipView):
    page_title = _("Retire")
    submit_label = _("End the access now")
    note = _("The access ends at this moment. What the person wrote stays, and so does the record of the membership.")
    success_message = _("The access has ended.")

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        return RetireColleague(self.membership, by=acting_user(self.request))


class UnlockView(OneMembershipView):
    page_title = _("Open the account again")
    submit_label = _("Open the account")
    success_message = _("The account is open again.")

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        return UnlockAccount(self.membership, by=acting_user(self.request))


class ResetFactorView(OneMembershipView):
    page_title = _("Reset the second factor")
    submit_label = _("Reset")
    note = _("Make sure that it is really your colleague who asks: by telephone or in person.")
    success_message = _("The second factor is reset.")

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        return ResetSecondFactor(self.membership, by=acting_user(self.request))


class RevokeView(OfficerOnly, TransitionFormView):
    page_title = _("Withdraw the invitation")
    header_icon = "user"
    form_class = forms.Form
    back_url_name = "staff"
    submit_label = _("Withdraw the invitation")
    success_message = _("The invitation is withdrawn; its link no longer works.")

    def find(self, **kwargs: Any) -> None:
        self.invitation = get_object_or_404(Invitation, pk=kwargs["pk"], agency__in=self.agencies)

    def get_page_title(self) -> str:
        return f"{self.page_title}: {self.invitation}"

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        return RevokeInvitation(self.invitation, by=acting_user(self.request))


class DayForm(forms.Form):
    """Which day."""

    day = forms.DateField(label=_("Day"), widget=AdminDateInput)


class AccessReportView(OfficerOnly, DeskView):
    """Who had access on a day, in which role (Quy chế Điều 15.2; reviewed every six months)."""

    page_title = _("Who had access on a day")
    header_icon = "calendar-alt"
    template_name = "agencies/admin/access_report.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = DayForm(self.request.GET if "day" in self.request.GET else None, initial={"day": today()})
        day = form.cleaned_data["day"] if form.is_bound and form.is_valid() else today()
        rows = Membership.objects.had_access_on(day).filter(agency__in=self.agencies)
        return super().get_context_data(
            form=form,
            day=day,
            rows=rows.select_related("user", "agency").order_by("agency__name_key", "role", "user__last_name"),
            several=len(self.agencies) > 1,
            **kwargs,
        )
