"""Taking an uploaded file away again, or having it read once more."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from wagtail.models import ReferenceIndex

from agencies.models import PortalFile
from core.jobs import enqueue_later
from core.transitions import reasons_if
from documents.models import Attachment, Upload, UploadState
from documents.uploading.rights import may_decide, may_upload
from documents.uploading.stamps import UploadTransition


class ReadAgain(UploadTransition):
    """Reads a file once more that could not be read, from the page where it stopped."""

    verb = "documents.read_again"

    def failure_reasons(self) -> list[str]:
        return [
            *reasons_if(
                not may_upload(self.by, self.upload.agency_id),
                _now("Only who writes for this agency uploads its documents."),
            ),
            *reasons_if(
                self.upload.state != UploadState.FAILED, _now("This file is not one of those that could not be read.")
            ),
        ]

    def change(self) -> Upload:
        self.upload.state, self.upload.error = UploadState.WAITING, ""
        self.upload.save(update_fields=["state", "error"])
        enqueue_later("documents.read_file", self.upload.name, upload=self.upload.pk)
        return self.upload


class DiscardUpload(UploadTransition):
    """Takes an uploaded file away for good, with what was read of it; what is held back, the deciding person alone."""

    verb = "documents.discard_upload"

    def failure_reasons(self) -> list[str]:
        held = self.upload.state == UploadState.QUARANTINED
        return [
            *reasons_if(
                held and not may_decide(self.by, self.upload),
                _now("Only an approver or officer of this agency decides, and not the person who uploaded the file."),
            ),
            *reasons_if(
                not held and not may_upload(self.by, self.upload.agency_id),
                _now("Only who writes for this agency uploads its documents."),
            ),
            *reasons_if(
                held and is_used(self.upload.file),
                _now("A page uses this file already. Take it out of that page first."),
            ),
            *reasons_if(self.upload.page_id is not None, _now("This file has become a document and belongs to it.")),
        ]

    def change(self) -> Upload:
        upload, pk = self.upload, self.upload.pk
        file, used = upload.file, is_used(upload.file)
        upload.delete()
        if not used:
            file.delete()
        upload.pk = pk  # the log names what is gone
        return upload


def is_used(file: PortalFile) -> bool:
    """Whether anything else shows the file, drafts included."""
    return Attachment.objects.filter(file=file).exists() or ReferenceIndex.get_references_to(file).exists()
