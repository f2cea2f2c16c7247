"""`manage.py open_main_portal "Ủy ban nhân dân tỉnh Thái Bình"`: the first portal of a new installation."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from agencies.models import Agency, AgencyName
from core.transitions import TransitionRefused
from home.services import OpenPortal


class Command(BaseCommand):
    help = "Makes the agency that owns the main portal, where it is not there yet, and opens the main portal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("owner", help="name of the owner, for example: Ủy ban nhân dân tỉnh Thái Bình")
        parser.add_argument("--owner-en", default="", help="its name in English")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        agency = Agency.objects.filter(name=options["owner"]).first()
        if agency is None:
            names = {"name": options["owner"], "name_en": options["owner_en"]}
            agency = Agency.objects.create(
                **names, kind=Agency.Kind.COMMITTEE, level=Agency.Level.PROVINCE, order=0, short_name="UBND tỉnh"
            )
            AgencyName.objects.create(agency=agency, **names)
        title = f"Cổng Thông tin điện tử tỉnh {settings.PROVINCE_NAME}"
        title_en = f"{settings.PROVINCE_NAME_EN} provincial portal"
        try:
            portal = OpenPortal(agency, by=None, is_main=True, title=title, title_en=title_en).run()
        except TransitionRefused as refused:
            raise CommandError(" ".join(refused.reasons)) from refused
        self.stdout.write(f"  ✓ {portal}: {portal.root_url}/")
