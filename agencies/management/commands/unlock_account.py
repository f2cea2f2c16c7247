"""`manage.py unlock_account NAME`: the way back in when nobody else can open a locked account (break-glass)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core import audit
from core.models import User


class Command(BaseCommand):
    help = "Opens an account again that was locked after failed sign-ins or closed because nobody used it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username__iexact=options["username"]).first()
        if user is None:
            raise CommandError(f"There is no account {options['username']!r}.")
        user.is_active, user.locked_until, user.failed_sign_ins, user.closed_because = True, None, 0, ""
        user.last_seen_at = timezone.now()
        user.save()
        audit.record("account.unlocked_by_command", user, by=None, title=user.shown_name)
        self.stdout.write(f"✓ {user.username} may sign in again.")
