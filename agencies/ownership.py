"""Whose a thing is: for the log, which has to know it for good."""

from __future__ import annotations

from django.db import models
from wagtail.models import Page

from agencies.models import Agency, Membership, Portal, PortalHost
from agencies.wall.references import container_path
from core.models import User


def owner_of(thing: models.Model) -> int | None:
    """The id of the agency a thing belongs to; None for what is nobody's. One query at most."""
    if isinstance(thing, Agency):
        return thing.pk
    if isinstance(thing, PortalHost):
        return thing.portal.agency_id
    if agency := getattr(thing, "agency_id", None):
        return agency
    if isinstance(thing, Page):
        return Portal.objects.filter(container__path=container_path(thing)).values_list("agency", flat=True).first()
    if isinstance(thing, User):
        roles = Membership.objects.filter(user=thing).order_by(models.F("ended_at").desc(nulls_first=True), "pk")
        return roles.values_list("agency", flat=True).first()
    if collection := getattr(thing, "collection_id", None):
        return Portal.objects.filter(collection=collection).values_list("agency", flat=True).first()
    return None


def label_of(agency: Agency) -> str:
    """The label lines of the log show beside a thing of this agency; empty without a portal of its own."""
    portal = getattr(agency, "portal", None)
    return portal.label if portal else ""
