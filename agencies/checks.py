"""System checks that keep the page tree true."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register
from wagtail.models import Page, get_page_models

from agencies.models import PortalPage

NOT_PUBLIC = {"wagtailcore.Page", "home.ContainerPage", "agencies.BinPage"}


@register()
def page_types_know_their_place(**kwargs: Any) -> list[CheckMessage]:
    """Every page type is a PortalPage and declares what may stand above and below it."""
    problems: list[CheckMessage] = []
    for model in get_page_models():
        if model._meta.label in NOT_PUBLIC:
            continue
        if not issubclass(model, PortalPage):
            problems.append(Error(f"{model._meta.label} is no PortalPage.", obj=model, id="agencies.E001"))
        for name in ("parent_page_types", "subpage_types"):
            if getattr(model, name, None) is getattr(Page, name, None):
                problems.append(Error(f"{model._meta.label} declares no {name}.", obj=model, id="agencies.E002"))
    return problems
