"""`manage.py welcome`: where to go and how to sign in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from agencies.addresses import on_main_host
from agencies.models import Portal
from home.sample.accounts import ACCOUNTS, read_passwords

SHOWN = ("sotttt", "soyte", "tienhai")


class Command(BaseCommand):
    help = "Prints the addresses of the portal and the sample accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        count = Portal.objects.open_to_readers().filter(is_main=False).count()
        self.stdout.write(f"\n  Main portal       {on_main_host('/')}")
        for portal in Portal.objects.open_to_readers().filter(is_main=False).select_related("site"):
            if portal.label in SHOWN:
                self.stdout.write(f"  {portal.title[:48]:<17} {portal.root_url}/")
        self.stdout.write(f"  All {count} portals   {on_main_host('/cong-thanh-phan/')}")
        self.stdout.write(f"  Editors' side     {on_main_host('/admin/')}")
        passwords = read_passwords() if settings.SAMPLE_CONTENT else {}
        if passwords:
            self.stdout.write("\n  Sample accounts (user, password, who):")
            for account in ACCOUNTS:
                self.stdout.write(f"    {account.username:<20} {passwords[account.username]}   {account.who}")
            self.stdout.write(f"\n  Mails to them are files in {settings.EMAIL_FILE_PATH}")
        self.stdout.write("\n  Stop with Ctrl-C. Your data stays in var/.\n")
