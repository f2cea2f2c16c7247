"""What the portal as a whole puts on the home pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.models import Portal
from agencies.portal_parts import HomeBlock, Task, register_block, register_task
from home.listing import contact_of


def portals_block(request: HttpRequest, portal: Portal) -> dict[str, Any] | None:
    """How many portals there are and the way to them. One query."""
    count = Portal.objects.open_to_readers().filter(is_main=False).count()
    return {"count": count, "url": reverse("portals")} if count else None


def contact_block(request: HttpRequest, portal: Portal) -> dict[str, Any] | None:
    contact = contact_of(portal)
    return {"contact": contact} if any(contact.values()) else None


def register() -> None:
    """Called once, when the room opens."""
    register_block(
        HomeBlock("contact", "home/blocks/contact.html", contact_block, order=10, place="aside", on_main=False)
    )
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
            url=lambda: "https://dichvucong.gov.vn/",
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
