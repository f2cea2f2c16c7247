"""What is noted of an attached file: its hash, and whether there is text in it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agencies.models import PortalFile

CHUNK = 1 << 20
WITH_TEXT = frozenset({"doc", "docx", "rtf", "txt", "odt", "xls", "xlsx", "ods", "csv"})


def file_facts(file: PortalFile) -> tuple[str, bool | None]:
    """SHA-256 of the file, and whether its text can be read and searched; None where nobody can tell."""
    told = hashlib.sha256()
    try:
        with file.open_file() as stream:
            while chunk := stream.read(CHUNK):
                told.update(chunk)
    except OSError:
        return "", None
    return told.hexdigest(), text_inside(file)


def text_inside(file: PortalFile) -> bool | None:
    """Whether the file has a text layer: office files do, a PDF may, a picture has none."""
    kind = file.file_extension.lower()
    if kind in WITH_TEXT:
        return True
    if kind != "pdf":
        return False
    from documents.extraction import Unreadable, has_text_layer
    from documents.tasks import local_copy

    try:
        with local_copy(file) as path:
            return has_text_layer(path)
    except (Unreadable, OSError):
        return None  # locked or broken: nobody can tell
