"""Who may do what with a page of an agency. One place for screens, services and mails."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from wagtail.models import Page, PagePermissionTester

from agencies.models import Membership, PortalPage, Role
from agencies.wall.standing import WRITING, standing_of
from core.models import User


class PageRights(PagePermissionTester):
    """What Wagtail's own buttons and views ask about a page of an agency.

    Agencies move, withdraw and delete by our services (`agencies.page_changes`); Wagtail's ways are closed to them by
    the gate. Saying so here takes buttons away that would lead to a refusal, and the two queries a row they cost.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Asked for moving too."""
        return self.user.is_superuser and super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        return self.user.is_superuser and super().can_unpublish()


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

    model = page.specific_class
    return page.depth <= 3 or (page.depth == 4 and any(part.is_page(model, page.slug) for part in portal_parts()))
