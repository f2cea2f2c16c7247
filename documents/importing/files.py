"""A file of an import: read as an upload is, and kept as the original of its document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files import File
from django.utils.translation import gettext as _now

from agencies.models import Portal, PortalFile
from core.models import User
from documents.extraction import Unreadable, extract
from documents.importing.rows import Row
from documents.lines import PAGE_BREAK
from documents.models import Attachment, DocumentIndexPage, Origin
from documents.secrecy import find_stamp
from documents.uploading.receiving import problems_of, sha256_of, store
from vietnamese.text import normalise

SUFFIXES = (".docx", ".doc", ".pdf", ".txt", ".rtf")


def file_inside(folder: Path, name: Any) -> Path:
    """The file of a row, which stands in the folder of the import. Raises `ValueError`."""
    if not isinstance(name, str) or not name.strip():
        raise ValueError("file is no name of a file")
    path = (folder / name.strip()).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ValueError(f"file “{name}” lies outside the folder of the import")
    if not path.is_file():
        raise ValueError(f"there is no file “{name}”")
    return path


def read_file(path: Path) -> Row:
    """Text and origin, in the keys of a row. Raises `ValueError` for what may not be kept or cannot be read."""
    with path.open("rb") as opened:
        if reasons := problems_of(File(opened, name=path.name), path.name):  # type: ignore[arg-type]
            raise ValueError(" ".join(reasons))
    try:
        found = extract(path, name=path.name)
    except Unreadable as unreadable:
        raise ValueError(unreadable.message) from unreadable
    pages = [page.text for page in found.pages] or [found.text]
    if stamp := find_stamp(PAGE_BREAK.join(pages)):
        told = _now("The text seems to bear a secrecy stamp: “%(stamp)s”. A person has to decide: upload it by hand.")
        raise ValueError(told % {"stamp": stamp.words})
    text = normalise("\n".join(pages)).replace("\x00", "").replace(PAGE_BREAK, "\n").strip()
    if not text:
        raise ValueError("there is no text in it")
    origin = Origin.SCAN if found.origin == "scan" else Origin.FILE
    return {"text": text, "origin": origin.value, "doubts": [str(warning.words) for warning in found.warnings]}


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as opened:
        return sha256_of(File(opened))  # type: ignore[arg-type]


def is_kept(library: DocumentIndexPage, sha256: str) -> bool:
    """Whether a document of this portal has this very file already."""
    return Attachment.objects.filter(document__agency=library.agency_id, sha256=sha256).exists()


def keep_file(library: DocumentIndexPage, path: Path, by: User | None) -> PortalFile:
    """The file as it came, in the collection of the portal."""
    portal = Portal.objects.select_related("collection").get(agency=library.agency_id)
    with path.open("rb") as opened:
        return store(File(opened, name=path.name), normalise(path.name), portal, by)  # type: ignore[arg-type]
