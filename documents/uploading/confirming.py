"""A person has looked at what was read and says what the document is: it becomes a draft of the agency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _now

from agencies.bulk import TREE_FIELDS
from agencies.models import Agency, Portal
from core import audit
from core.models import User
from core.transitions import TransitionRefused, reasons_if
from documents.issuers import level_of_name
from documents.models import (
    Attachment,
    DocumentIndexPage,
    DocumentPage,
    DocumentText,
    Field,
    Issuer,
    Origin,
    Relation,
    Upload,
    UploadState,
)
from documents.models.text import digest
from documents.secrecy import find_stamp
from documents.uploading.rights import may_upload
from documents.uploading.stamps import UploadTransition, hold_back, stamp_not_cleared
from vietnamese.text import normalise, slug

CONFIRMABLE = (UploadState.READ, UploadState.FAILED, UploadState.USED)


@dataclass(slots=True)
class Confirmed:
    """What the person confirmed. `page` is new and in no tree yet; `new_issuer` is to be added to the catalogue."""

    page: DocumentPage
    text: str = ""
    is_checked: bool = False
    relations: Sequence[Relation] = ()
    fields: Sequence[Field] = ()
    co_issuers: Sequence[Issuer] = ()
    new_issuer: str = ""


def index_of(agency: Agency) -> DocumentIndexPage | None:
    """The Vietnamese list of documents of the agency's portal."""
    portal = Portal.objects.filter(agency=agency, container__isnull=False).select_related("container").first()
    if portal is None or portal.container is None:
        return None
    found = DocumentIndexPage.objects.descendant_of(portal.container).filter(locale__language_code="vi")
    return found.order_by("path").first()  # type: ignore[no-any-return]


def check_page(page: DocumentPage, index: DocumentIndexPage, agency_id: int) -> None:
    """What the library asks of a document, before it has its place. Raises `ValidationError` by field.

    Without an issuer, because that is only to be added, everything else is checked.
    """
    page.locale, page.agency_id = index.locale, agency_id
    page.derive()
    unknown = set() if page.issuer_id else {"issuer"}
    page.clean_fields(exclude={*TREE_FIELDS, "draft_title", "owner", *unknown})
    if (twin := page.twin()) and twin.agency_id == agency_id and not twin.live:
        said = _now("There is a draft of this document already: %(link)s")
        link = format_html('<a href="{}">{}</a>', reverse("wagtailadmin_pages:edit", args=[twin.pk]), twin.title)
        raise ValidationError({"number": format_html(said.replace("%(link)s", "{}"), link)})
    page.clean()


def page_problems(page: DocumentPage, index: DocumentIndexPage, agency_id: int) -> list[str]:
    """The same as a list of sentences."""
    try:
        check_page(page, index, agency_id)
    except ValidationError as error:
        return list(error.messages)
    return []


class HoldBack(UploadTransition):
    """A text that was typed or corrected seems to bear a stamp: it waits for a person like one that was read."""

    verb = "documents.hold_back"

    def __init__(self, upload: Upload, *, by: User | None, text: str) -> None:
        super().__init__(upload, by=by)
        self.text = normalise(text)

    def failure_reasons(self) -> list[str]:
        return open_reasons(self.upload, self.by)

    def change(self) -> Upload:
        stamp = stamp_not_cleared(self.upload, self.text)
        if stamp is not None:
            if self.text != self.upload.text:
                self.upload.text, self.upload.page_starts = self.text, []
                self.upload.save(update_fields=["text", "page_starts"])
            hold_back(self.upload, stamp.words)
        return self.upload

    def more_details(self) -> dict[str, Any]:
        return {"stamp": self.upload.stamp}


class CorrectText(UploadTransition):
    """The text as the person corrected it, kept with the upload until it is confirmed."""

    verb = "documents.correct_text"

    def __init__(self, upload: Upload, *, by: User | None, text: str) -> None:
        super().__init__(upload, by=by)
        self.text = normalise(text)

    def failure_reasons(self) -> list[str]:
        return [*open_reasons(self.upload, self.by), *stamp_reasons(self.upload, self.text)]

    def change(self) -> Upload:
        self.upload.text, self.upload.page_starts = self.text, moved_starts(self.upload, self.text)
        self.upload.save(update_fields=["text", "page_starts"])
        return self.upload


def moved_starts(upload: Upload, text: str) -> list[int]:
    """Where the pages begin in a corrected text: found again by their first words; none where a page is lost."""
    starts, place = [], 0
    for start in upload.page_starts:
        opening = upload.text[start : start + 40]
        found = text.find(opening, place) if start else 0
        if found < 0:
            return []
        starts.append(found)
        place = found + 1
    return starts


class ConfirmUpload(UploadTransition):
    """Makes the draft: fields, text, original file, relations. The draft then goes the way of every page."""

    verb = "documents.confirm"

    def __init__(self, upload: Upload, confirmed: Confirmed, *, by: User | None) -> None:
        super().__init__(upload, by=by)
        self.confirmed = confirmed

    def failure_reasons(self) -> list[str]:
        index = index_of(self.upload.agency)
        portal = getattr(self.upload.agency, "portal", None)
        reasons = [
            *open_reasons(self.upload, self.by),
            *reasons_if(portal is None or portal.is_read_only, _now("This portal is read only.")),
            *reasons_if(index is None, _now("This portal has no list of documents. Tell the operator.")),
            *stamp_reasons(self.upload, normalise(self.confirmed.text)),
        ]
        if reasons or index is None:
            return reasons
        if not (self.confirmed.page.issuer_id or self.confirmed.new_issuer):
            return [_now("Say who issued the document.")]
        return page_problems(self.confirmed.page, index, self.upload.agency_id)

    def change(self) -> DocumentPage:
        index, page = index_of(self.upload.agency), self.confirmed.page
        assert index is not None
        if self.confirmed.new_issuer:
            page.issuer = added_issuer(self.confirmed.new_issuer, self.by)
        if problems := page_problems(page, index, self.upload.agency_id):
            raise TransitionRefused(problems)
        page.live, page.owner = False, self.by
        page.fields, page.co_issuers = list(self.confirmed.fields), list(self.confirmed.co_issuers)
        page.text_rows = self.text_rows()
        page.attachments = [self.attachment(page)]
        page.relations = list(self.confirmed.relations)
        index.add_child(instance=page)
        page.save_revision(user=self.by, log_action=True)
        self.upload.page, self.upload.state = page, UploadState.USED
        self.upload.save(update_fields=["page", "state"])
        return page

    def text_rows(self) -> list[DocumentText]:
        text = normalise(self.confirmed.text).strip()
        if not text:
            return []
        read = self.upload.origin if self.upload.text else Origin.TYPED
        cleared = digest(text) if self.upload.cleared_by_id and find_stamp(text) else ""
        return [
            DocumentText(text=text, origin=read, is_checked=self.confirmed.is_checked, cleared_sha256=cleared),
        ]

    def attachment(self, page: DocumentPage) -> Attachment:
        """The original; what reading it has told is not asked again."""
        upload = self.upload
        row = Attachment(file=upload.file, title=(_now("Full text of %(document)s") % {"document": page.title})[:200])
        if upload.origin:
            row.sha256, row.has_text = upload.sha256, upload.origin != Origin.SCAN
            row.looked_into = upload.file_id
        return row

    def more_details(self) -> dict[str, Any]:
        page = self.confirmed.page
        return {"page": page.pk, "number": page.number, "relations": len(self.confirmed.relations)}


def open_reasons(upload: Upload, by: User | None) -> list[str]:
    """Why an uploaded file cannot be worked on now."""
    return [
        *reasons_if(
            not may_upload(by, upload.agency_id), _now("Only who writes for this agency uploads its documents.")
        ),
        *reasons_if(upload.page_id is not None, _now("This file has become a document already.")),
        *reasons_if(
            upload.state == UploadState.QUARANTINED,
            _now("This file is held back: an approver or officer decides whether it bears a secrecy stamp."),
        ),
        *reasons_if(
            upload.state not in (*CONFIRMABLE, UploadState.QUARANTINED), _now("This file is still being read.")
        ),
    ]


def stamp_reasons(upload: Upload, text: str) -> list[str]:
    """The text as it is now, typed, corrected or read: a stamp that nobody has decided about."""
    stamp = stamp_not_cleared(upload, text)
    said = _now("The text seems to bear a secrecy stamp: “%(stamp)s”. A person has to decide first that it bears none.")
    return [said % {"stamp": stamp.words}] if stamp else []


def added_issuer(name: str, by: User | None) -> Issuer:
    """The issuer of this name, put into the catalogue where it is not in it yet; the log says by whom."""
    issuer, is_new = Issuer.objects.get_or_create(
        slug=slug(name, 120), defaults={"name": name, "level": level_of_name(name)}
    )
    if is_new:
        audit.record("documents.catalogue_save", issuer, by=by)
    return issuer
