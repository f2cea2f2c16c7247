"""Who may do what with an uploaded file: one place for screens, services and mails."""

from __future__ import annotations

from agencies.models import Agency, Portal, Role
from agencies.wall.standing import WRITING, standing_of
from core.models import User
from documents.models import Upload

# Who decides whether what looks like a secrecy stamp is one; and who may open the list.
DECIDING = (Role.APPROVER, Role.OFFICER)
LOOKING = (*WRITING, Role.OFFICER)


def agencies_open_to(user: User) -> list[Agency]:
    """The agencies whose list of uploads a person sees, the main portal's first: one's own; all for operators."""
    standing = standing_of(user)
    portals = Portal.objects.filter(state=Portal.State.ACTIVE, collection__isnull=False).select_related("agency")
    if not standing.is_operator:
        portals = portals.filter(agency__in=standing.agencies_as(*LOOKING))
    return [portal.agency for portal in portals]


def may_upload(user: User | None, agency_id: int) -> bool:
    """Who works on the agency's texts. None is a command of the operator."""
    return user is None or user.is_superuser or standing_of(user).has(*WRITING, agency_id=agency_id)


def may_decide(user: User | None, upload: Upload) -> bool:
    """Approver or officer of the agency, and never the person who uploaded it (design ground rule 5)."""
    if user is None or user.pk == upload.by_id:
        return False
    return standing_of(user).has(*DECIDING, agency_id=upload.agency_id)
