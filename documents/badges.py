"""How a state of validity is shown: word, colour and sign together, never colour alone."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from documents.validity import State

LABELS: dict[str, Any] = {
    State.NOT_YET: _("Not yet in force"),
    State.IN_FORCE: _("Is in force"),
    State.PARTLY_EXPIRED: _("Partly no longer in force"),
    State.EXPIRED: _("Wholly no longer in force"),
    State.SUSPENDED: _("Suspended"),
    State.PARTLY_SUSPENDED: _("Partly suspended"),
    State.UNSUITABLE: _("No longer suitable"),
    State.UNKNOWN: _("Validity not known"),
}
KINDS: dict[str, str] = {
    State.NOT_YET: "warn",
    State.IN_FORCE: "ok",
    State.PARTLY_EXPIRED: "warn",
    State.EXPIRED: "stop",
    State.SUSPENDED: "stop",
    State.PARTLY_SUSPENDED: "warn",
    State.UNSUITABLE: "stop",
    State.UNKNOWN: "unknown",
}


def badge_of(state: str) -> dict[str, str] | None:
    """The badge of a state, as the component `badge.html` takes it; None for what is no state."""
    return {"kind": KINDS[state], "text": str(LABELS[state])} if state in LABELS else None
