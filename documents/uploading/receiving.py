"""Takes files in: each is looked into, stored for the agency alone, and handed to the reading in the background."""

from __future__ import annotations

import errno
import hashlib
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.utils.translation import gettext as _now
from PIL import Image

from agencies.models import Agency, Portal, PortalFile
from agencies.ownership import label_of
from core.jobs import enqueue_later
from core.models import User
from core.transitions import Transition, reasons_if
from core.uploads import MOST_PIXELS, file_problems, picture_problems
from documents.models import Upload
from documents.uploading.rights import may_upload
from vietnamese.text import normalise

logger = logging.getLogger(__name__)

TEXTS = ("pdf", "docx", "doc", "rtf", "xlsx", "xls", "txt")
PICTURES = ("jpg", "jpeg", "png")
TIFFS = ("tif", "tiff")
ACCEPTED = (*TEXTS, *PICTURES, *TIFFS)
# Django stops reading a form with more files (`DATA_UPLOAD_MAX_NUMBER_FILES`).
MOST_FILES = 100
LONGEST_STEM = 80
NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
# What lies beside documents in a folder and is none: hidden files, open Word files, indexes of Windows.
BESIDE = (".", "~$")
INDEXES = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: taken in, there already, or refused with its reasons."""

    name: str
    upload: Upload | None = None
    is_new: bool = False
    reasons: tuple[str, ...] = ()


class ReceiveFiles(Transition):
    """Takes in several files of one agency. One that is refused says why, and the others go in."""

    verb = "documents.upload"

    def __init__(self, agency: Agency, files: Sequence[UploadedFile], *, by: User | None) -> None:
        super().__init__(by)
        self.agency = agency
        self.files = [file for file in files if not lies_beside(file.name or "")]
        self.outcomes: list[Outcome] = []

    def failure_reasons(self) -> list[str]:
        portal = Portal.objects.filter(agency=self.agency).first()
        return [
            *reasons_if(
                not may_upload(self.by, self.agency.pk), _now("Only who writes for this agency uploads its documents.")
            ),
            *reasons_if(
                portal is None or portal.collection_id is None or portal.is_read_only,
                _now("This agency has no open portal."),
            ),
            *reasons_if(not self.files, _now("Choose at least one file.")),
        ]

    def change(self) -> list[Outcome]:
        portal = Portal.objects.select_related("collection").get(agency=self.agency)
        self.outcomes = [self.take(file, portal) for file in self.files]
        return self.outcomes

    def take(self, file: UploadedFile, portal: Portal) -> Outcome:
        """One file. A second one with the same bytes leads to the first; a double click sends the same bytes."""
        name = normalise(PurePath(file.name or "").name)[:255]
        if reasons := problems_of(file, name):
            return Outcome(name, reasons=tuple(reasons))
        told = sha256_of(file)
        wait_for_the_same(self.agency.pk, told)
        if known := Upload.objects.filter(agency=self.agency, sha256=told).select_related("page").first():
            return Outcome(name, known)
        try:
            stored = store(file, name, portal, self.by)
        except OSError as error:
            return Outcome(name, reasons=(storage_problem(error),))
        upload = Upload.objects.create(agency=self.agency, by=self.by, file=stored, name=name, sha256=told)
        enqueue_later("documents.read_file", name, upload=upload.pk)
        return Outcome(name, upload, is_new=True)

    def log_subject(self, result: Any) -> Agency:
        return self.agency

    def log_details(self) -> dict[str, Any]:
        return {
            "agency_label": label_of(self.agency),
            "taken": [row.name for row in self.outcomes if row.is_new],
            "known": [row.name for row in self.outcomes if row.upload and not row.is_new],
            "refused": [row.name for row in self.outcomes if row.reasons],
        }


def lies_beside(name: str) -> bool:
    return name.startswith(BESIDE) or name.lower() in INDEXES


def problems_of(file: UploadedFile, name: str) -> list[str]:
    """Why a file is not taken, in words: its kind, its size, what is in it."""
    extension = PurePath(name).suffix.lower().lstrip(".")
    most = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if extension not in ACCEPTED:
        endings = ", ".join(f".{known}" for known in ACCEPTED)
        return [_now("Documents are read from files of these kinds: %(endings)s.") % {"endings": endings}]
    if (file.size or 0) > most:
        said = _now("The file is larger than %(most)d MB. Split it, or scan it with 300 dots an inch.")
        return [said % {"most": most // 1024**2}]
    if extension in TIFFS:
        return tiff_problems(file)
    return picture_problems(file, name) if extension in PICTURES else file_problems(file, name)


def tiff_problems(file: UploadedFile) -> list[str]:
    """Scanners write TIFF; `core.uploads` does not know it, since no browser shows it."""
    try:
        with Image.open(file, formats=["TIFF"]) as picture:
            small = picture.width * picture.height <= MOST_PIXELS
    except Exception:  # Pillow raises whatever it likes on broken files
        return [_now("The file calls itself a TIFF picture, but it cannot be opened as one. Scan or save it again.")]
    finally:
        file.seek(0)
    return reasons_if(not small, _now("The picture is too large. Scan it with 300 dots an inch."))


def sha256_of(file: UploadedFile) -> str:
    told = hashlib.sha256()
    for chunk in file.chunks():
        told.update(chunk)
    file.seek(0)
    return told.hexdigest()


def wait_for_the_same(agency_id: int, sha256: str) -> None:
    """Two requests with the same file of one agency go one after the other, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"documents.upload {agency_id} {sha256}"])


def store(file: UploadedFile, name: str, portal: Portal, by: User | None) -> PortalFile:
    """The original, in the agency's own collection: private until a live page uses it. Raises `OSError`."""
    path = PurePath(name)
    stored = PortalFile(title=path.stem[:255] or name, collection=portal.collection, uploaded_by_user=by)
    field, storage = stored.file.field, stored.file.storage
    wanted = field.generate_filename(stored, f"{path.stem[:LONGEST_STEM]}{path.suffix.lower()}")
    place = storage.get_available_name(wanted, max_length=field.max_length)
    try:
        stored.file.name = storage.save(place, file, max_length=field.max_length)
    except OSError:
        with suppress(OSError):
            storage.delete(place)  # half a file takes the last room
        raise
    stored._set_document_file_metadata()
    stored.save()
    return stored


def storage_problem(error: OSError) -> str:
    """What the person is told when a file could not be written; the operator finds the rest in the log."""
    logger.error("an uploaded file could not be stored: %s", error)
    if error.errno in NO_SPACE:
        return _now("The server has no room left for files. Tell the operator and try again later.")
    return _now("The server could not store the file. Tell the operator and try again later.")
