"""What the list of uploads shows of each: how far it is, in words, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _now

from agencies.models import Role
from agencies.wall.standing import standing_of
from core.models import User
from documents.models import Upload, UploadState
from documents.uploading.receiving import Outcome
from documents.uploading.rights import may_decide, may_upload
from vietnamese.dates import short_date

UNDER_WAY = (UploadState.WAITING, UploadState.READING)
TONES = {UploadState.FAILED: "critical", UploadState.QUARANTINED: "critical", UploadState.READ: "primary"}


def listed(uploads: Any) -> Any:
    """Only what a list shows: the texts stay in the database. One query."""
    return uploads.select_related("by", "page", "file").defer("text", "page_starts", "warnings")


def progress_text(upload: Upload) -> str:
    """How far it is: `Đang đọc trang 12/80`."""
    if upload.state == UploadState.READING and upload.page_count:
        page = min(upload.pages_read + 1, upload.page_count)
        return _now("Reading page %(page)d of %(pages)d") % {"page": page, "pages": upload.page_count}
    return str(UploadState(upload.state).label)


@dataclass(frozen=True, slots=True)
class UploadRow:
    """One line of the list, for one person."""

    upload: Upload
    progress: str
    tone: str
    under_way: bool
    # Addresses; empty where the person may not.
    file_url: str = ""
    confirm_url: str = ""
    page_url: str = ""
    stamp_url: str = ""
    again_url: str = ""
    discard_url: str = ""

    @classmethod
    def of(cls, upload: Upload, user: User) -> UploadRow:
        state, writes = upload.state, may_upload(user, upload.agency_id)
        held = state == UploadState.QUARANTINED
        decides = held and may_decide(user, upload)
        open_now = state in (UploadState.READ, UploadState.FAILED) or (state == UploadState.USED and not upload.page_id)
        gone = not (writes and not held) or upload.page_id is not None

        def to(name: str, may: bool) -> str:
            return reverse(name, args=[upload.pk]) if may else ""

        return cls(
            upload=upload,
            progress=progress_text(upload),
            tone=TONES.get(UploadState(state), ""),
            under_way=state in UNDER_WAY,
            file_url=upload.file.url if not held or decides else "",
            confirm_url=to("document_upload", writes and open_now),
            page_url=page_url(upload, user),
            stamp_url=to("document_upload_stamp", decides),
            again_url=to("document_upload_again", writes and state == UploadState.FAILED),
            discard_url=to("document_upload_discard", decides or not gone),
        )


def page_url(upload: Upload, user: User) -> str:
    """Where the document is edited, for who may: a contributor only what he or she began."""
    page, standing = upload.page, standing_of(user)
    if page is None:
        return ""
    may = standing.is_operator or standing.has(Role.EDITOR, Role.APPROVER, agency_id=page.agency_id)
    mine = page.owner_id == user.pk and standing.has(Role.CONTRIBUTOR, agency_id=page.agency_id)
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) if may or mine else ""


def outcome_text(outcome: Outcome, user: User) -> str:
    """What became of one file, in words, with the way to the earlier one where it was there already."""
    if outcome.reasons:
        return " ".join(outcome.reasons)
    upload = outcome.upload
    if outcome.is_new or upload is None:
        return _now("Taken in. It is read in the background.")
    day = short_date(timezone.localdate(upload.uploaded_at))
    if url := page_url(upload, user):
        said = _now("This file was uploaded on %(day)s and has become a document: %(link)s")
        label = upload.page.title if upload.page else upload.name
    else:
        said = _now("This file was uploaded on %(day)s already: %(link)s")
        url, label = f"#upload-{upload.pk}", upload.name
        if upload.state in (UploadState.READ, UploadState.FAILED) and may_upload(user, upload.agency_id):
            url = reverse("document_upload", args=[upload.pk])
    link = format_html('<a href="{}">{}</a>', url, label)
    return format_html(said.replace("%(day)s", "{0}").replace("%(link)s", "{1}"), day, link)
