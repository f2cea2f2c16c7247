"""`agencies.jsonl`: agencies in time, and their portals."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from agencies.models import Agency, AgencyName, Portal, Succession
from core.importing import ImportJob, ImportReport, Rows
from core.models import User
from core.models.dated import today
from core.transitions import TransitionRefused
from home.services import OpenPortal
from home.services.open_portal import Imprint
from vietnamese.dates import parse_date
from vietnamese.text import compact_spaces, normalise

KNOWN_KEYS = {
    "name",
    "name_en",
    "short_name",
    "abbreviation",
    "label",
    "kind",
    "level",
    "valid_from",
    "valid_to",
    "predecessors",
}


class BadRow(ValueError):
    """The row cannot be taken; the message says why."""


def import_agencies(job: ImportJob) -> ImportReport:
    """Makes the agencies and opens the portals of those that have a label. Running it again changes nothing."""
    report = ImportReport()
    for number, row in job.progress(Rows(job.path, KNOWN_KEYS, report)):
        where = f"{job.path.name}:{number} {row.get('name', '')}".strip()
        try:
            with transaction.atomic():
                created = take_agency(row, by=job.by)
        except TransitionRefused as refused:
            report.problem(where, refused.reasons)
        except BadRow as error:
            report.problem(where, [str(error)])
        except ValidationError as error:
            report.problem(where, error.messages)
        except (DatabaseError, TypeError, ValueError) as error:
            report.problem(where, [f"cannot be stored: {str(error).splitlines()[0]}"])
        else:
            report.created += created
            report.unchanged += not created
    return report


def take_agency(
    row: dict[str, Any], *, by: User | None, imprint: Imprint | None = None, is_sample: bool = False
) -> bool:
    """Makes one agency and opens its portal; answers False when both are there already."""
    name = compact_spaces(normalise(str(row.get("name") or "")))
    if not name:
        raise BadRow("missing: name")
    for key, choices in (("kind", Agency.Kind), ("level", Agency.Level)):
        if row.get(key) not in choices.values:
            raise BadRow(f"{key} “{row.get(key)}” is none of: {', '.join(choices.values)}")
    first, last = day(row, "valid_from") or today(), day(row, "valid_to")
    label = str(row.get("label") or "").strip().lower()
    known = Agency.objects.filter(name=name, level=row["level"])
    agency = (known.filter(valid_from=first) if row.get("valid_from") else known).first()
    if agency and (not label or Portal.objects.filter(agency=agency).exists()):
        return False
    if agency is None:
        agency = make_agency(row, name, first, last, is_sample=is_sample)
    if label:
        # An agency of tomorrow may be recorded today; its address holds from its first day on.
        OpenPortal(agency, label, by=by, imprint=imprint, valid_from=first).run()
    return True


def make_agency(
    row: dict[str, Any], name: str, first: datetime.date, last: datetime.date | None, *, is_sample: bool
) -> Agency:
    """The agency, its name from its first day on, and whom it succeeds."""
    names = {
        "name": name,
        "name_en": compact_spaces(str(row.get("name_en") or "")),
        "short_name": compact_spaces(normalise(str(row.get("short_name") or ""))),
        "abbreviation": compact_spaces(normalise(str(row.get("abbreviation") or ""))),
    }
    order = 1 + Agency.objects.filter(level=row["level"]).count()
    agency = Agency(
        **names, kind=row["kind"], level=row["level"], valid_from=first, valid_to=last, order=order, is_sample=is_sample
    )
    agency.full_clean()
    agency.save()
    AgencyName.objects.create(agency=agency, valid_from=first, valid_to=last, **names)
    formers = row.get("predecessors") or []
    if not isinstance(formers, list) or not all(isinstance(former, str) for former in formers):
        raise BadRow("predecessors is no list of names")
    for former in dict.fromkeys(formers):
        predecessor = Agency.objects.filter(name=compact_spaces(normalise(str(former)))).exclude(pk=agency.pk).first()
        if predecessor is None:
            raise BadRow(f"predecessor “{former}” is not known; put its row first")
        Succession.objects.create(predecessor=predecessor, successor=agency, on=first)
    return agency


def day(row: dict[str, Any], key: str) -> datetime.date | None:
    if not row.get(key):
        return None
    found = parse_date(str(row[key]))
    if found is None:
        raise BadRow(f"{key} “{row[key]}” is no date")
    return found
