"""The officer's work with people: invite, change a role, retire, unlock. Always within the own agency."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies import mail
from agencies.addresses import on_main_host
from agencies.memberships import sync_groups
from agencies.models import Agency, Invitation, Membership, Role
from agencies.ownership import label_of
from agencies.wall.standing import standing_of
from core.models import Rule, User
from core.models.dated import today
from core.transitions import Transition, reasons_if


def agencies_staffed_by(user: User) -> QuerySet[Agency]:
    """The agencies whose people somebody manages today; all of them for operators."""
    standing = standing_of(user)
    if standing.is_operator:
        return Agency.objects.filter(portal__isnull=False).sorted()
    return Agency.objects.filter(pk__in=standing.agencies_as(Role.OFFICER)).sorted()


def staffs(user: User | None, agency: Agency) -> bool:
    if user is None or user.is_superuser:
        return True
    return standing_of(user).has(Role.OFFICER, agency_id=agency.pk)


class StaffTransition(Transition):
    """A change of an agency's people. Only its officer, or the operator, may do it."""

    def __init__(self, agency: Agency, *, by: User | None) -> None:
        super().__init__(by)
        self.agency = agency

    def failure_reasons(self) -> list[str]:
        return reasons_if(
            not staffs(self.by, self.agency), _("Only the portal officer of this agency manages its people.")
        )

    def log_details(self) -> dict[str, Any]:
        return {"agency_label": label_of(self.agency)}


def token_hash(token: str) -> str:
    """What is kept of an invitation's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


class InviteColleague(StaffTransition):
    """Sends a colleague the link to an account of their own. The link works once and not for long."""

    verb = "staff.invite"

    def __init__(self, agency: Agency, *, by: User, role: str, email: str, **facts: Any) -> None:
        super().__init__(agency, by=by)
        self.role, self.email, self.facts = role, email.strip().lower(), facts

    def failure_reasons(self) -> list[str]:
        waiting = Invitation.objects.filter(
            agency=self.agency,
            email__iexact=self.email,
            role=self.role,
            accepted_at__isnull=True,
            revoked_at__isnull=True,
            expires_at__gt=timezone.now(),
        )
        works = Membership.objects.on().filter(agency=self.agency, role=self.role, user__email__iexact=self.email)
        first, last = self.facts.get("valid_from") or today(), self.facts.get("valid_to")
        return [
            *super().failure_reasons(),
            *reasons_if(self.role not in Role.values, _("There is no such role.")),
            *reasons_if(
                self.by is not None and not self.by.is_superuser and self.by.email.lower() == self.email,
                _("Nobody gives themselves a role. Ask the agency's other officer or the operator."),
            ),
            *reasons_if(waiting.exists(), _("An invitation to this address is open already. Withdraw it first.")),
            *reasons_if(works.exists(), _("Somebody with this address has this role already.")),
            *reasons_if(last is not None and last < first, _("The last day lies before the first day.")),
        ]

    def change(self) -> Invitation:
        assert self.by is not None, "an invitation is somebody's"
        token = secrets.token_urlsafe(32)
        days = int(Rule.objects.value("invitation-open"))
        invitation = Invitation.objects.create(
            agency=self.agency,
            role=self.role,
            email=self.email,
            token_hash=token_hash(token),
            expires_at=timezone.now() + datetime.timedelta(days=days),
            invited_by=self.by,
            **{name: value for name, value in self.facts.items() if value},
        )
        mail.invited(invitation, on_main_host(reverse("invitation", args=[token])))
        return invitation


class RevokeInvitation(StaffTransition):
    """The link stops working."""

    verb = "staff.revoke_invitation"

    def __init__(self, invitation: Invitation, *, by: User) -> None:
        super().__init__(invitation.agency, by=by)
        self.invitation = invitation

    def subject(self) -> Invitation:
        return self.invitation

    def failure_reasons(self) -> list[str]:
        return [
            *super().failure_reasons(),
            *reasons_if(not self.invitation.is_open, _("This invitation is not open any more.")),
        ]

    def change(self) -> Invitation:
        self.invitation.revoked_at = timezone.now()
        self.invitation.save()
        return self.invitation


class AcceptInvitation(Transition):
    """The invited person takes the invitation up: a new account, or one more role for the account they have."""

    verb = "staff.accept_invitation"

    def __init__(self, invitation: Invitation, *, by: User | None, username: str = "", password: str = "") -> None:
        super().__init__(by)
        self.invitation, self.username, self.password = invitation, username, password

    def subject(self) -> Invitation:
        return self.invitation

    def failure_reasons(self) -> list[str]:
        invitation = self.invitation
        # The link proves the address; an account of another address may not take it up.
        other = self.by is not None and self.by.email.lower() != invitation.email.lower()
        taken = User.objects.filter(email__iexact=invitation.email, is_active=True).exists()
        now = Membership.objects.filter(
            user__email__iexact=invitation.email, agency=invitation.agency, role=invitation.role, ended_at__isnull=True
        )
        return [
            *reasons_if(not invitation.is_open, _("This invitation is not open any more.")),
            *reasons_if(
                self.by is None and taken,
                _("There is an account with your e-mail address already. Sign in with it and open this address again."),
            ),
            *reasons_if(
                self.by is None and self.closed_for_good(),
                _("The operator closed this account: only the operator opens it again."),
            ),
            *reasons_if(
                self.by is not None and self.by == invitation.invited_by and not self.by.is_superuser,
                _("Nobody gives themselves a role. Ask the agency's other officer or the operator."),
            ),
            *reasons_if(
                now.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today())).exists(),
                _("Somebody with this address has this role already."),
            ),
            *reasons_if(other, _("This invitation is for another e-mail address. Sign out and open it again.")),
            *reasons_if(
                not standing_of(invitation.invited_by).is_operator
                and not standing_of(invitation.invited_by).has(Role.OFFICER, agency_id=invitation.agency_id),
                _("Who invited you is not the agency's officer any more. Ask for a new invitation."),
            ),
        ]

    def closed_for_good(self) -> bool:
        """Whether the former account of this address was closed by an operator; an officer's link does not open it."""
        former = User.objects.filter(email__iexact=self.invitation.email, is_active=False).first()
        if former is None or self.invitation.invited_by.is_superuser:
            return False
        return former.is_superuser or former.closed_because not in ("idle", "retired")

    def change(self) -> Membership:
        invitation = self.invitation
        user = self.by or self._new_user()
        first = max(invitation.valid_from, today()) if invitation.valid_from <= today() else invitation.valid_from
        membership = Membership.objects.create(
            user=user,
            agency=invitation.agency,
            role=invitation.role,
            valid_from=first,
            valid_to=invitation.valid_to,
        )
        invitation.accepted_at, invitation.accepted_by = timezone.now(), user
        invitation.save()
        return membership

    def _new_user(self) -> User:
        """A new account; somebody who comes back gets their former one again, with the new name and password."""
        invitation = self.invitation
        user = User.objects.filter(email__iexact=invitation.email).first() or User(email=invitation.email)
        user.username, user.last_name, user.first_name = self.username, invitation.last_name, invitation.first_name
        user.post, user.is_active, user.closed_because = invitation.post, True, ""
        user.set_password(self.password)
        user.save()
        return user

    def log_details(self) -> dict[str, Any]:
        return {"agency_label": label_of(self.invitation.agency), "role": self.invitation.role}


class MembershipTransition(StaffTransition):
    """A change of one membership. Nobody changes their own: not up, and not out by mistake."""

    def __init__(self, membership: Membership, *, by: User) -> None:
        super().__init__(membership.agency, by=by)
        self.membership = membership

    def subject(self) -> Membership:
        return self.membership

    def failure_reasons(self) -> list[str]:
        gone = self.membership.ended_at is not None or (
            self.membership.valid_to is not None and self.membership.valid_to < today()
        )
        return [
            *super().failure_reasons(),
            *reasons_if(
                self.by is not None and self.membership.user_id == self.by.pk,
                _("Nobody changes their own role. Ask the agency's other officer or the operator."),
            ),
            *reasons_if(gone, _("This membership has ended already.")),
        ]

    def end_now(self) -> None:
        """From this moment on; the row stays, so that the report of any day stays true."""
        self.membership.ended_at = timezone.now()
        self.membership.valid_to = max(today(), self.membership.valid_from)
        self.membership.save()


class ChangeMembership(MembershipTransition):
    """Another role, or another last day."""

    verb = "staff.change"

    def __init__(self, membership: Membership, *, by: User, role: str, valid_to: datetime.date | None) -> None:
        super().__init__(membership, by=by)
        self.role, self.valid_to = role, valid_to

    def failure_reasons(self) -> list[str]:
        other = Membership.objects.on().filter(user=self.membership.user, agency=self.agency, role=self.role)
        return [
            *super().failure_reasons(),
            *reasons_if(self.role not in Role.values, _("There is no such role.")),
            *reasons_if(other.exclude(pk=self.membership.pk).exists(), _("This person has that role already.")),
            *reasons_if(
                self.valid_to is not None and self.valid_to < max(today(), self.membership.valid_from),
                _("The last day lies in the past. To end a role at once, use “Retire”."),
            ),
        ]

    def change(self) -> Membership:
        former = self.membership
        if former.role == self.role:
            former.valid_to = self.valid_to
            former.save()
            return former
        self.end_now()
        return Membership.objects.create(
            user=former.user,
            agency=self.agency,
            role=self.role,
            valid_from=max(today(), former.valid_from) if former.valid_from > today() else today(),
            valid_to=self.valid_to,
        )

    def log_details(self) -> dict[str, Any]:
        return {**super().log_details(), "role": self.role, "valid_to": str(self.valid_to or "")}


class RetireColleague(MembershipTransition):
    """Ends a role at once. Without any other role the account is closed, and signed out everywhere."""

    verb = "staff.retire"

    def change(self) -> Membership:
        self.end_now()
        user = self.membership.user
        if not user.is_superuser and not Membership.objects.on().filter(user=user).exists():
            user.is_active, user.closed_because = False, "retired"
            user.save(update_fields=["is_active", "closed_because"])
        # Links that are still on their way would let the person in again.
        open_ones = Invitation.objects.filter(agency=self.agency, email__iexact=user.email, accepted_at__isnull=True)
        open_ones.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())
        return self.membership


class UnlockAccount(MembershipTransition):
    """Opens an account again that was locked after failed sign-ins, or disabled because nobody used it."""

    verb = "staff.unlock"

    def failure_reasons(self) -> list[str]:
        user = self.membership.user
        return [
            *super().failure_reasons(),
            *reasons_if(user.is_superuser, _("Only the operator does this for an operator's account.")),
            *reasons_if(user.is_active and not user.is_locked, _("This account is open.")),
            *reasons_if(
                not user.is_active and user.closed_because != "idle" and not (self.by is None or self.by.is_superuser),
                _("The operator closed this account: only the operator opens it again."),
            ),
        ]

    def change(self) -> Membership:
        user = self.membership.user
        user.is_active, user.locked_until, user.failed_sign_ins, user.closed_because = True, None, 0, ""
        user.last_seen_at = timezone.now()
        user.save()
        sync_groups(user)
        return self.membership


class ResetSecondFactor(MembershipTransition):
    """For somebody who lost the telephone: the next sign-in asks to set up a second factor anew."""

    verb = "staff.reset_second_factor"

    def failure_reasons(self) -> list[str]:
        elsewhere = Membership.objects.on().filter(user=self.membership.user).exclude(agency=self.agency)
        return [
            *super().failure_reasons(),
            *reasons_if(
                self.membership.user.is_superuser or elsewhere.exists(),
                _("This person also works elsewhere: only the operator resets the second factor."),
            )
            * (not (self.by is None or self.by.is_superuser)),
        ]

    def change(self) -> Membership:
        from allauth.mfa.models import Authenticator

        Authenticator.objects.filter(user=self.membership.user).delete()
        return self.membership
