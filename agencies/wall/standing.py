"""Who somebody is at this moment, for everything the wall has to decide. Three queries a request, asked once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from agencies.memberships import sync_groups
from agencies.models import Membership, Portal, PortalGroup, Role
from core.models import User


@dataclass(frozen=True, slots=True)
class Standing:
    """The agencies a person works for today, in which roles, and what of the house is theirs."""

    roles: dict[int, frozenset[str]] = field(default_factory=dict)  # agency id → roles
    places: dict[str, int] = field(default_factory=dict)  # tree path of a container → agency id
    collections: frozenset[int] = frozenset()
    is_operator: bool = False

    @property
    def is_staff(self) -> bool:
        """Whether the person has anything to do for any agency."""
        return bool(self.roles)

    def has(self, *roles: str, agency_id: int | None = None) -> bool:
        """Whether the person has one of the roles, in a given agency or in any."""
        if agency_id is not None:
            return bool(self.roles.get(agency_id, frozenset()) & set(roles))
        return any(held & set(roles) for held in self.roles.values())

    @property
    def paths(self) -> tuple[str, ...]:
        """The tree paths of the own containers."""
        return tuple(self.places)

    def agency_at(self, path: str) -> int | None:
        """The own agency a place in the tree belongs to."""
        return next((agency for own, agency in self.places.items() if path.startswith(own)), None)

    def owns_path(self, path: str) -> bool:
        """Whether a place in the tree is in an own container (the container itself included)."""
        return any(path.startswith(own) for own in self.paths)

    def owns_page(self, page_id: int) -> bool:
        """Whether the page of this id stands in an own container; False for an id that does not exist."""
        path = Page.objects.filter(pk=page_id).values_list("path", flat=True).first()
        return path is not None and self.owns_path(path)

    def agencies_as(self, *roles: str) -> list[int]:
        """The agencies in which the person has one of the roles."""
        return [agency for agency, held in self.roles.items() if held & set(roles)]


NOBODY = Standing()


def standing_of(user: Any) -> Standing:
    """The standing of a signed-in person, remembered for the life of the user object (one request)."""
    if not isinstance(user, User) or isinstance(user, AnonymousUser) or not user.is_active:
        return NOBODY
    known = user.__dict__.get("_standing")
    if known is None:
        known = user.__dict__["_standing"] = find_standing(user)
    return known


def find_standing(user: User) -> Standing:
    """Reads the memberships of now; puts the groups right when a membership began or ended since they were made."""
    roles: dict[int, set[str]] = {}
    for agency, role in Membership.objects.on().filter(user=user).values_list("agency", "role"):
        roles.setdefault(agency, set()).add(role)
    portals = Portal.objects.filter(agency__in=roles, container__isnull=False)
    places = list(portals.values_list("container__path", "collection", "agency"))
    wanted = {
        group
        for group, agency, role in PortalGroup.objects.filter(portal__agency__in=roles).values_list(
            "group", "portal__agency", "role"
        )
        if role in roles[agency]
    }
    had = set(user.groups.filter(portal_group__isnull=False).values_list("pk", flat=True))
    if wanted != had:
        sync_groups(user)
        for name in [name for name in user.__dict__ if name.endswith("perm_cache")]:
            user.__dict__.pop(name)
    return Standing(
        roles={agency: frozenset(held) for agency, held in roles.items()},
        places={path: agency for path, _collection, agency in places},
        collections=frozenset(collection for _path, collection, _agency in places if collection),
        is_operator=user.is_superuser,
    )


APPROVING = (Role.APPROVER,)
WRITING = (Role.CONTRIBUTOR, Role.EDITOR, Role.APPROVER)
# Whose sign-in opens more than one's own text (design: MFA is compulsory for them in production).
WEIGHTY = (Role.APPROVER, Role.OFFICER)
