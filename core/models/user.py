"""People who sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person with an account. One person, one account; what they may do follows from memberships of agencies."""

    post = models.CharField(_("post"), max_length=150, blank=True, help_text=_("For example: Head of the Office."))
    is_sample = models.BooleanField(_("sample account"), default=False, editable=False)

    class Meta(AbstractUser.Meta):
        pass

    def get_full_name(self) -> str:
        """Family name first, as Vietnamese names are said."""
        return f"{self.last_name} {self.first_name}".strip()
