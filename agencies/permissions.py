"""Who may do what with a page of an agency. One place for screens, services and mails."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from wagtail.models import Page

from agencies.models import Membership, PortalPage, Role
from agencies.wall.standing import WRITING, standing_of
from core.models import User


def may_approve(user: User | None, page: PortalPage) -> bool:
    """The agency's head or a delegate: who has the role of approver there today. None is a command of the operator."""
    return user is None or user.is_superuser or standing_of(user).has(Role.APPROVER, agency_id=page.agency_id)


def may_write(user: User | None, page: PortalPage) -> bool:
    """Who works on the agency's texts and may edit this page (a contributor: only what he or she began)."""
    if user is None or user.is_superuser:
        return True
    return standing_of(user).has(*WRITING, agency_id=page.agency_id) and page.permissions_for_user(user).can_edit()


def people_as(agency_id: int, *roles: str, without: Iterable[User | None] = ()) -> QuerySet[User]:
    """Active people with a role in the agency now."""
    now = Membership.objects.on().filter(agency=agency_id, role__in=roles).values("user")
    return User.objects.filter(pk__in=now, is_active=True).exclude(pk__in=[user.pk for user in without if user])


def portal_born(page: Page) -> bool:
    """Whether every portal has this page from its first day: it cannot be moved or deleted."""
    from agencies.portal_parts import portal_parts

    types = {part.page_class() for part in portal_parts()}
    return page.depth <= 3 or (page.depth == 4 and page.specific_class in types)
