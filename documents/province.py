"""Who is who in the house of documents: the province's own bodies, the main portal's agency, the Office."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q

from agencies.models import Portal
from agencies.wall.standing import Standing
from documents.models import Issuer
from vietnamese.text import slug


def province_bodies() -> tuple[str, ...]:
    """The slugs of those whose documents the main portal publishes as its own (Quy chế Điều 5.3, 12.1.b)."""
    names = ("Ủy ban nhân dân", "Chủ tịch Ủy ban nhân dân", "Hội đồng nhân dân")
    return tuple(slug(f"{name} tỉnh {settings.PROVINCE_NAME}", 120) for name in names)


def main_agency_id() -> int | None:
    """The agency that owns the main portal. One query."""
    return Portal.objects.filter(is_main=True).values_list("agency_id", flat=True).first()


def office_agency_id() -> int | None:
    """The Office of the Provincial People's Committee, which supplies its documents (Điều 12). One query."""
    host = f"{settings.OFFICE_LABEL}.{settings.PORTAL_DOMAIN}"
    return Portal.objects.filter(site__hostname=host).values_list("agency_id", flat=True).first()


def own_issuers(agency_id: int, main_id: int | None) -> Q:
    """The issuers that are an agency itself; for the main portal's agency, the province's bodies."""
    own = Q(agency_id=agency_id)
    return own | Q(slug__in=province_bodies()) if agency_id == main_id else own


def own_issuer_ids(agency_id: int, main_id: int | None) -> set[int]:
    """Their ids. One query."""
    return set(Issuer.objects.filter(own_issuers(agency_id, main_id)).values_list("pk", flat=True))


def agencies_served(standing: Standing, *roles: str) -> list[int]:
    """The agencies for whose documents a person keeps the books: the own ones, and for the Office the province's.

    Quy chế Điều 12: the Office hands over what the Provincial People's Committee issues. Two queries at most.
    """
    own = standing.agencies_as(*roles)
    office = office_agency_id() if own else None
    if office in own and (main := main_agency_id()) is not None and main not in own:
        return [main, *own]
    return own
