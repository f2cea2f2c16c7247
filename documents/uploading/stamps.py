"""What seems to bear a secrecy stamp is held back until a person has decided (Quy chế Điều 12.2; design ground rule 5).

The decision is about the file as a whole, by somebody other than the person who uploaded it. Until then nobody else
sees its text or opens it.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _now

from agencies.addresses import on_main_host
from agencies.models import PortalFile
from agencies.ownership import label_of
from agencies.permissions import people_as
from core.jobs import enqueue_later
from core.mail import send_later
from core.models import User
from core.transitions import Transition, reasons_if
from documents.models import Upload, UploadState
from documents.secrecy import Stamp, find_stamp
from documents.uploading.rights import DECIDING, may_decide

# Of one text; each is cleared or held back on its own.
MOST_STAMPS = 50
SHORTEST_REASON = 10
# Of the words, at least so many stay when misread ones are corrected.
SAME_WORDS = 0.7


def stamp_not_cleared(upload: Upload, text: str) -> Stamp | None:
    """The first stamp of a text of this file whose words nobody has decided about. The text is in normal spelling."""
    stamp = find_stamp(text)
    if stamp is not None and not is_same_paper(upload, text):
        return stamp
    for _count in range(MOST_STAMPS):
        if stamp is None or not (upload.cleared_by_id and stamp.words == upload.stamp):
            break
        text = f"{text[: stamp.start]}{'·' * (stamp.end - stamp.start)}{text[stamp.end :]}"
        stamp = find_stamp(text)
    return stamp


def is_same_paper(upload: Upload, text: str) -> bool:
    """Whether a text is still the one that was decided about, corrected here and there, and no other one.

    While the file is read page by page, it grows.
    """
    before, now = Counter(upload.text.split()), Counter(text.split())
    grows = upload.state in (UploadState.WAITING, UploadState.READING)
    whole = before.total() if grows else max(before.total(), now.total())
    return (before & now).total() >= SAME_WORDS * whole


def hold_back(upload: Upload, words: str) -> None:
    """Puts a locked row into quarantine and tells those who may decide; the mail names the file and nothing of it."""
    upload.state, upload.stamp = UploadState.QUARANTINED, words[:200]
    upload.cleared_by, upload.cleared_reason = None, ""
    upload.save(update_fields=["state", "stamp", "cleared_by", "cleared_reason"])
    people = people_as(upload.agency_id, *DECIDING, without=[upload.by])
    context = {"upload": upload, "url": on_main_host(reverse("document_upload_stamp", args=[upload.pk]))}
    send_later(people.values_list("email", flat=True), "documents/mail/held_back.txt", context)


class UploadTransition(Transition):
    """A change of one uploaded file. Its row is locked and read again before it is checked."""

    def __init__(self, upload: Upload, *, by: User | None) -> None:
        super().__init__(by)
        self.upload = upload

    def subject(self) -> Upload:
        return self.upload

    def log_subject(self, result: Any) -> Upload:
        return self.upload

    def log_details(self) -> dict[str, Any]:
        return {"agency_label": label_of(self.upload.agency), "file": self.upload.name, **self.more_details()}

    def more_details(self) -> dict[str, Any]:
        return {}


class ClearStamp(UploadTransition):
    """A person says that what looks like a secrecy stamp is none, and why. The file goes on its way."""

    verb = "documents.clear_stamp"

    def __init__(self, upload: Upload, *, by: User | None, reason: str) -> None:
        super().__init__(upload, by=by)
        self.reason = reason.strip()

    def failure_reasons(self) -> list[str]:
        return [
            *reasons_if(
                not may_decide(self.by, self.upload),
                _now("Only an approver or officer of this agency decides, and not the person who uploaded the file."),
            ),
            *reasons_if(self.upload.state != UploadState.QUARANTINED, _now("This file is not held back any more.")),
            *reasons_if(
                len(self.reason) < SHORTEST_REASON, _now("Say in a sentence why these words are no secrecy stamp.")
            ),
        ]

    def change(self) -> Upload:
        upload = self.upload
        upload.cleared_by, upload.cleared_reason = self.by, self.reason
        pages_left = upload.pages_read < upload.page_count
        upload.state = UploadState.WAITING if pages_left else UploadState.READ
        upload.save(update_fields=["cleared_by", "cleared_reason", "state"])
        if pages_left:
            enqueue_later("documents.read_file", upload.name, upload=upload.pk)
        return upload

    def more_details(self) -> dict[str, Any]:
        return {"reason": self.reason, "stamp": self.upload.stamp}


def refuse_held_back(document: PortalFile, request: HttpRequest) -> None:
    """Wagtail asks before it serves a file: one that is held back exists for those alone who decide about it."""
    held = Upload.objects.filter(file=document, state=UploadState.QUARANTINED).first()
    if held is not None and not may_decide(request.user if isinstance(request.user, User) else None, held):
        raise Http404
