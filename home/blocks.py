"""What the portal as a whole puts on the home pages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agencies.addresses import duty_path
from agencies.models import Channel, Portal
from agencies.portal_parts import HomeBlock, Task, register_block, register_task
from home.listing import contact_of

HOTLINES = 4


def portals_block(request: HttpRequest, portal: Portal) -> dict[str, Any] | None:
    """How many portals there are and the way to them. One query."""
    count = Portal.objects.open_to_readers().filter(is_main=False).count()
    return {"count": count, "url": reverse("portals")} if count else None


def contact_block(request: HttpRequest, portal: Portal) -> dict[str, Any] | None:
    contact = contact_of(portal)
    return {"contact": contact} if any(contact.values()) else None


def hotlines_block(request: HttpRequest, portal: Portal) -> dict[str, Any] | None:
    """The first numbers to call, from the list of official channels. One query."""
    found = Channel.objects.filter(
        page__live=True,
        page__agency_id=portal.agency_id,
        page__locale__language_code=get_language() or settings.LANGUAGE_CODE,
        kind__in=Channel.TELEPHONES,
    ).order_by("kind", "sort_order")
    rows = [{"name": row.name, "value": row.value, "href": row.href, "note": row.note} for row in found[:HOTLINES]]
    return {"rows": rows, "url": duty_path("channels")} if rows else None


def register() -> None:
    """Called once, when the room opens."""
    register_block(
        HomeBlock("contact", "home/blocks/contact.html", contact_block, order=10, place="aside", on_main=False)
    )
    register_block(HomeBlock("hotlines", "home/blocks/hotlines.html", hotlines_block, order=15, place="aside"))
    register_block(
        HomeBlock("portals", "home/blocks/portals.html", portals_block, order=20, place="aside", on_agency=False)
    )
    register_task(
        Task(
            title=_("Find an office"),
            summary=_("Departments, districts, communes: addresses, telephone numbers, who is in charge"),
            url=lambda: reverse("portals"),
            order=40,
        )
    )
    register_task(
        Task(
            title=_("Apply online"),
            summary=_("On the National Public Service Portal, with VNeID"),
            url=lambda: settings.ONLINE_SERVICES_URL,
            order=30,
        )
    )
    register_task(
        Task(
            title=_("Report a problem, make a suggestion"),
            summary=_("On the national system for reports and suggestions"),
            url=lambda: "https://pakn.dichvucong.gov.vn/",
            order=60,
        )
    )
