"""Password rules (TCVN 14423:2026, level 3; domain 2.5): 14 characters of four kinds, or 8 beside a second factor."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import Rule, User

LONG, SHORT = 14, 8


class LengthAndKinds:
    """Long and of four kinds of characters; shorter is enough where a second factor is set up."""

    def validate(self, password: str, user: Any = None) -> None:
        if isinstance(user, User) and user.pk and has_second_factor(user):
            if len(password) < SHORT:
                raise ValidationError(_("The password needs at least %(n)d characters.") % {"n": SHORT})
            return
        kinds = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum())
        missing = not all(any(kind(c) for c in password) for kind in kinds)
        if len(password) < LONG or missing:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        return _(
            "At least %(n)d characters, with small letters, capital letters, digits and other signs, "
            "for example three words with a number and a full stop."
        ) % {"n": LONG}


class NotOneOfTheLast:
    """Not the password of now and none of the last ones (dated rule `passwords-remembered`)."""

    def validate(self, password: str, user: Any = None) -> None:
        if not isinstance(user, User) or user.pk is None:
            return
        count = int(Rule.objects.value("passwords-remembered"))
        former = list(user.former_passwords.values_list("password", flat=True)[:count])
        if any(check_password(password, known) for known in [user.password, *former]):
            raise ValidationError(_("You have used this password before. Choose a new one."))

    def get_help_text(self) -> str:
        return _("Not one of your last passwords.")


def has_second_factor(user: User) -> bool:
    from allauth.mfa.models import Authenticator

    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=user, type__in=kinds).exists()


def must_change(user: User) -> bool:
    """Whether the password has to be changed before anything else: at first sign-in, and operators' every two months.

    Sample accounts keep their printed passwords.
    """
    if user.must_change_password:
        return True
    if not user.is_superuser or settings.SAMPLE_CONTENT:
        return False
    days = int(Rule.objects.value("password-age", scope="operator"))
    return (user.password_changed_at or user.date_joined) < timezone.now() - datetime.timedelta(days=days)
