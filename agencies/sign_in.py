"""How people come in: allauth's door with our lock. Every sign-in, failure and lock is a line in the log."""

from __future__ import annotations

import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.signals import authentication_failed
from django.contrib import messages
from django.contrib.auth.signals import user_logged_out
from django.db import transaction
from django.db.models import Q
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies import mail
from agencies.wall.standing import standing_of
from core import audit
from core.models import Rule, User


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation only, and five failures close one for a while."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "locked": _(
            "This account is locked for a while after too many failed sign-ins. "
            "Wait, or ask the portal officer of your agency to unlock it."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        if any(user.is_locked for user in accounts_of(credentials)):
            raise self.validation_error("locked")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        named = accounts_of(credentials)
        for user in named:
            count_failure(user, self.get_client_ip(request))
        if not named:
            name = str(credentials.get("username") or credentials.get("email") or "")[:80]
            audit.record("account.failed_sign_in", User, by=None, title=name, address=self.get_client_ip(request))

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        """Every way in comes by here, passkeys too."""
        if user.is_locked:
            return self.locked_out(request)
        return super().pre_login(request, user, **kwargs)

    def locked_out(self, request: HttpRequest) -> HttpResponse:
        messages.error(request, self.error_messages["locked"])
        return redirect("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("wagtailadmin_home")

    def login(self, request: HttpRequest, user: Any) -> None:
        if User.objects.get(pk=user.pk).is_locked:  # locked between the password and the second factor
            raise ImmediateHttpResponse(self.locked_out(request))
        super().login(request, user)
        now = timezone.now()
        User.objects.filter(pk=user.pk).update(failed_sign_ins=0, locked_until=None, last_seen_at=now)
        user.failed_sign_ins, user.locked_until, user.last_seen_at = 0, None, now
        request.session["active_at"] = now.timestamp()
        log_about(user, "account.sign_in", address=self.get_client_ip(request))


def accounts_of(credentials: dict[str, Any]) -> list[User]:
    """The accounts a sign-in may mean, by user name or e-mail; none for an unknown name."""
    names = {str(credentials.get(key) or "").strip() for key in ("username", "email")} - {""}
    meant = Q(pk__in=[])
    for name in names:
        meant |= Q(username__iexact=name) | Q(email__iexact=name)
    return list(User.objects.filter(meant))


def count_failure(user: User, address: str) -> None:
    """One more failure; the last one allowed closes the account (dated rules, no cache: it survives a restart)."""
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=user.pk)
        row.failed_sign_ins += 1
        if row.failed_sign_ins >= int(Rule.objects.value("sign-in-failures")):
            hours = int(Rule.objects.value("sign-in-lock"))
            row.locked_until, row.failed_sign_ins = timezone.now() + datetime.timedelta(hours=hours), 0
            log_about(row, "account.locked", address=address)
            mail.account_locked(row)
        else:
            log_about(row, "account.failed_sign_in", address=address)
        row.save(update_fields=["failed_sign_ins", "locked_until"])


def log_about(user: User, verb: str, **details: Any) -> None:
    """A line about an account, under the label of the agency the person works for."""
    from agencies.models import Portal

    portal = Portal.objects.filter(agency__in=standing_of(user).roles).select_related("site").first()
    audit.record(verb, user, by=user, title=user.shown_name, agency_label=portal.label if portal else "", **details)


@receiver(authentication_failed)
def count_wrong_code(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """A wrong code of the second factor counts like a wrong password."""
    if isinstance(user, User):
        count_failure(user, AccountAdapter().get_client_ip(request))


@receiver(user_logged_out)
def note_sign_out(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    if isinstance(user, User):
        log_about(user, "account.sign_out")
