"""A text typed or corrected in the page editor that seems to bear a stamp: the same decision, for a version."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _now

from agencies.approval import PageTransition
from agencies.versions import last_editor
from agencies.wall.standing import standing_of
from core.models import User
from core.transitions import reasons_if
from documents.models import DocumentPage
from documents.models.text import digest
from documents.secrecy import Stamp, find_stamp
from documents.uploading.rights import DECIDING
from documents.uploading.stamps import SHORTEST_REASON


def open_stamp(page: DocumentPage) -> Stamp | None:
    """The stamp of a version about which nobody has decided; `page` is the version as an object."""
    row = page.text_row
    stamp = find_stamp(row.text) if row.text else None
    cleared = stamp is not None and row.cleared_sha256 and row.cleared_sha256 == digest(row.text)
    return None if cleared else stamp


def may_decide_about(user: User | None, page: DocumentPage) -> bool:
    """Approver or officer of the agency, and never the person who wrote the version."""
    if user is None or not standing_of(user).has(*DECIDING, agency_id=page.agency_id):
        return False
    editor = last_editor(page)
    return editor is None or editor.pk != user.pk


class ClearPageStamp(PageTransition):
    """A person says that what looks like a secrecy stamp in the newest version is none, and why."""

    verb = "documents.clear_stamp"

    def __init__(self, page: DocumentPage, *, by: User | None, reason: str, seen: str = "") -> None:
        super().__init__(page, by=by, seen=seen)
        self.reason = reason.strip()

    def failure_reasons(self) -> list[str]:
        assert isinstance(self.page, DocumentPage)
        return [
            *self.standing_reasons(),
            *reasons_if(
                not may_decide_about(self.by, self.page),
                _now("Only an approver or officer of this agency decides, and not the person who wrote the text."),
            ),
            *reasons_if(
                open_stamp(self.page.get_latest_revision_as_object()) is None,
                _now("Nothing in the newest version waits for this decision."),
            ),
            *reasons_if(
                len(self.reason) < SHORTEST_REASON, _now("Say in a sentence why these words are no secrecy stamp.")
            ),
            *self.unseen_reasons(),
        ]

    def change(self) -> DocumentPage:
        # The decision is no new version: its writer stays the editor, and the decider may still approve it.
        revision = self.page.get_latest_revision()
        for row in revision.content["text_rows"]:
            row["cleared_sha256"] = digest(row["text"])
        revision.save(update_fields=["content"])
        return self.page  # type: ignore[return-value]

    def more_details(self) -> dict[str, Any]:
        return {"reason": self.reason, "revision": self.page.latest_revision_id}
