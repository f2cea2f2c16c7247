"""People who sign in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person with an account. One person, one account; what they may do follows from memberships of agencies."""

    post = models.CharField(_("post"), max_length=150, blank=True, help_text=_("For example: Head of the Office."))
    is_sample = models.BooleanField(_("sample account"), default=False, editable=False)
    password_changed_at = models.DateTimeField(_("password changed"), null=True, blank=True, editable=False)
    must_change_password = models.BooleanField(_("has to change the password"), default=False, editable=False)
    failed_sign_ins = models.PositiveSmallIntegerField(_("failed sign-ins in a row"), default=0, editable=False)
    locked_until = models.DateTimeField(_("locked until"), null=True, blank=True, editable=False)
    # Why an account is closed: "idle" the officer may open again, "retired" and "" (the operator's no) not.
    closed_because = models.CharField(_("closed because"), max_length=10, blank=True, editable=False)
    last_seen_at = models.DateTimeField(_("last at work"), null=True, blank=True, editable=False)

    class Meta(AbstractUser.Meta):
        constraints = [
            # Sign-in goes by e-mail too: one address, one account.
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="core_user_one_account_per_email",
                violation_error_message=_("Another account has this e-mail address."),
            )
        ]

    def get_full_name(self) -> str:
        """Family name first, as Vietnamese names are said."""
        return f"{self.last_name} {self.first_name}".strip()

    @property
    def shown_name(self) -> str:
        """The name lists and mails show; the user name where no name is known."""
        return self.get_full_name() or self.get_username()

    @property
    def is_locked(self) -> bool:
        """Whether too many failed sign-ins keep the account closed now."""
        return self.locked_until is not None and self.locked_until > timezone.now()

    def set_password(self, raw_password: str | None) -> None:
        """Keeps the former password in mind (the last ones may not come back) and the moment of the change."""
        self._former_password = self.password
        super().set_password(raw_password)
        self.password_changed_at = timezone.now()
        self.must_change_password = False

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        former = self.__dict__.pop("_former_password", "")
        if former and not former.startswith("!"):
            PasswordMemory.objects.create(user=self, password=former)


class PasswordMemory(models.Model):
    """A password that was used before, as the same kind of hash that accounts keep."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="former_passwords")
    password = models.CharField(max_length=128)
    until = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-until"]

    def __str__(self) -> str:
        return f"{self.user} – {self.until:%d/%m/%Y}"
