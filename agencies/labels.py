"""Which label may stand before the province's domain, and why not (Quy chế Điều 4.3; NĐ 224/2026 Điều 11.4)."""

from __future__ import annotations

import datetime
import re

from django.utils.translation import gettext as _

from agencies.models import Agency, Portal, PortalHost
from core.models import Rule
from core.models.dated import today
from vietnamese.text import slug

FORM = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
COMMUNE_PREFIXES = {Agency.Kind.COMMUNE: ("xa", "commune"), Agency.Kind.WARD: ("phuong", "ward")}


def label_problems(label: str, agency: Agency, *, day: datetime.date | None = None) -> list[str]:
    """Why an agency may not have this label from that day on (default: today); empty when it may."""
    day = day or today()
    if not FORM.fullmatch(label) or "--" in label:
        return [
            _("“%(label)s”: only a–z, 0–9 and single hyphens between them, at most 63 characters.") % {"label": label}
        ]
    problems = []
    if label in Rule.objects.value("reserved-labels", day):
        problems.append(_("“%(label)s” is reserved.") % {"label": label})
    if holder := holder_of(label, day, other_than=agency):
        problems.append(
            _("“%(label)s” is the address of %(holder)s in this period.") % {"label": label, "holder": holder}
        )
    problems += commune_problems(label, agency, day)
    return problems


def holder_of(label: str, day: datetime.date, *, other_than: Agency) -> Portal | None:
    """The portal of another agency that has the label on that day or any later one."""
    taken = PortalHost.objects.agreed().filter(label=label).exclude(portal__agency=other_than)
    later = taken.exclude(valid_to__lt=day).select_related("portal").first()
    return later.portal if later else None


def commune_problems(label: str, agency: Agency, day: datetime.date) -> list[str]:
    """NĐ 224/2026 Điều 11.4: a commune's label is its full name without diacritics, with or without its type."""
    prefixes = COMMUNE_PREFIXES.get(Agency.Kind(agency.kind))
    if prefixes is None or not Rule.objects.on(day).filter(kind="commune-label-full-name").exists():
        return []
    allowed = commune_labels(agency.name, prefixes[0])
    if label.replace("-", "") in allowed:
        return []
    return [
        _("The address of a commune or ward is its full name: %(allowed)s.")
        % {"allowed": _(" or ").join(f"“{name}”" for name in sorted(allowed))}
    ]


def commune_labels(name: str, prefix: str) -> set[str]:
    """`Ủy ban nhân dân xã Vũ Thư` → `vuthu`, `xavuthu`."""
    words = slug(name, 200).split("-")
    if words[:4] == ["uy", "ban", "nhan", "dan"]:
        words = words[4:]
    if words and words[0] == prefix:
        words = words[1:]
    bare = "".join(words)
    return {bare, prefix + bare}
