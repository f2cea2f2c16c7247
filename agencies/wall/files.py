"""Files and pictures are private until a live page uses them, and again when none does any more."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField
from django.db.models.functions import Cast
from django.http import HttpRequest
from wagtail.models import Page, ReferenceIndex

from agencies.idle import is_awake
from agencies.models import PortalFile, PortalImage
from agencies.wall.standing import standing_of
from core.models import User


def used_by_a_live_page(thing: PortalFile | PortalImage) -> bool:
    """Whether any live page shows or links the file or picture now. One query, over Wagtail's reference index."""
    users = (
        ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(type(thing)),
            to_object_id=str(thing.pk),
            base_content_type=ContentType.objects.get_for_model(Page),
        )
        .annotate(page_id=Cast("object_id", BigIntegerField()))
        .values("page_id")
    )
    return Page.objects.live().filter(pk__in=users).exists()


def may_read(request: HttpRequest, thing: PortalFile | PortalImage) -> bool:
    """Everybody when a live page uses it; before that the staff of the agency whose it is, and operators."""
    if used_by_a_live_page(thing):  # asked first: a public answer knows nothing of who asks
        return True
    if not is_awake(request) or owes_a_step(request.user):
        return False
    standing = standing_of(request.user)
    return standing.is_operator or thing.collection_id in standing.collections


def owes_a_step(user: Any) -> bool:
    """Whether the account has to set up a second factor or change its password before it sees anything private."""
    from agencies.wall.gate import next_step

    return isinstance(user, User) and bool(next_step(user))
