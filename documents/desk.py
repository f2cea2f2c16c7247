"""What the admin screens of this room share: who keeps an agency's books, which agency is meant, lists as files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from agencies.desk import acting_user
from agencies.models import Agency, Portal, Role
from agencies.wall.standing import Standing, standing_of
from core.models.dated import today
from core.spreadsheets import csv_answer, xlsx_answer
from documents.province import agencies_served

# Who keeps lists about an agency's documents: those who answer for its texts. Contributors may be outsiders.
KEEPING = (Role.EDITOR, Role.APPROVER, Role.OFFICER)


def keeps_books(standing: Standing, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """Who gets in at all. The gate asks; the view asks again, and for which agency."""
    return standing.has(*KEEPING)


def agencies_kept(standing: Standing) -> list[Agency]:
    """The agencies whose books a person keeps, the province's first; for operators all with a portal."""
    found = Agency.objects.sorted()
    if standing.is_operator:
        return list(found.filter(pk__in=Portal.objects.open_to_readers().values("agency")))
    return list(found.filter(pk__in=agencies_served(standing, *KEEPING)))


def agencies_as(standing: Standing, *roles: str) -> list[Agency]:
    """The agencies in which a person has one of the roles, and no other's; for operators all with a portal."""
    if standing.is_operator:
        return agencies_kept(standing)
    return list(Agency.objects.sorted().filter(pk__in=standing.agencies_as(*roles)))


class OfAnAgency:
    """A screen about the books of one agency: the one named by `?co-quan=`, among one's own; the first without it."""

    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.agencies = self.agencies_open(standing_of(acting_user(request)))
        self.agency = self.chosen(request.GET.get("co-quan", ""))

    def agencies_open(self, standing: Standing) -> list[Agency]:
        return agencies_kept(standing)

    def chosen(self, wanted: str) -> Agency:
        """Raises `PermissionDenied` without any agency, `Http404` for one that is not one's own."""
        if not self.agencies:
            raise PermissionDenied
        if not wanted:
            return self.agencies[0]
        found = next((agency for agency in self.agencies if str(agency.pk) == wanted), None)
        if found is None:
            raise Http404
        return found

    def with_agency(self, **context: Any) -> dict[str, Any]:
        """What the choice of the agency in the templates needs."""
        several = self.agencies if len(self.agencies) > 1 else []
        return {"agency": self.agency, "agencies": several, "prefix": query_prefix(self.request), **context}


def query_prefix(request: HttpRequest) -> str:
    """The filters as they stand before `p=` or `dang=` in links of the same list."""
    kept = [(name, value) for name, value in request.GET.items() if name not in ("p", "dang") and value]
    return f"{urlencode(kept)}&" if kept else ""


def file_answer(request: HttpRequest, name: str, heading: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The list as the file that `?dang=` asks for, `csv` or `xlsx`; its name bears the day."""
    answer = xlsx_answer if request.GET.get("dang") == "xlsx" else csv_answer
    kind = "xlsx" if answer is xlsx_answer else "csv"
    return answer(f"{name}-{today():%Y-%m-%d}.{kind}", heading, rows)


def wants_file(request: HttpRequest) -> bool:
    """Whether the list is asked for as a file."""
    return request.GET.get("dang") in ("csv", "xlsx")
