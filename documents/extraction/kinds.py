"""What a file really is. Whether it may be kept at all is asked of `core.uploads`, as at every upload."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import olefile
from django.core.files import File
from django.utils.translation import gettext as _now
from PIL import Image, ImageSequence

from core.uploads import (
    DAMAGED,
    EMPTY,
    LOCKED,
    MOST_PIXELS,
    PICTURES,
    TOO_LARGE_UNPACKED,
    file_problems,
    picture_problems,
)
from documents.extraction.result import Unreadable


class Kind(StrEnum):
    """A form that text can be taken from."""

    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    PDF = "pdf"
    XLSX = "xlsx"
    XLS = "xls"
    TEXT = "txt"
    PICTURE = "picture"


_PICTURES = {"png", "jpg", "jpeg", "webp"} & PICTURES.keys()
_TIFF = ("tif", "tiff")
ENDINGS = sorted([*(kind.value for kind in Kind if kind is not Kind.PICTURE), *_PICTURES, *_TIFF])
_ENCRYPTED = 0x0100  # a bit of the head of a Word file (MS-DOC 2.5.2, fEncrypted)


def kind_of(path: Path, name: str) -> Kind:
    """The kind of the file called `name`. Raises `Unreadable` when it is empty, locked, damaged, of no use here, or not
    what its name says.
    """
    ending = name.strip().lower().rpartition(".")[2]
    if path.stat().st_size == 0:
        raise Unreadable("empty", EMPTY)
    if ending in _TIFF:
        _check_tiff(path)
        return Kind.PICTURE
    if ending not in ENDINGS:
        said = _now("No text can be taken from this file. Its name must end in one of these: %(endings)s.")
        raise Unreadable("unsupported", said % {"endings": ", ".join(f".{ending}" for ending in ENDINGS)})
    with path.open("rb") as opened:
        problems = (picture_problems if ending in _PICTURES else file_problems)(File(opened), name)
    if problems:
        raise Unreadable(_code(problems[0]), problems[0])
    if ending in _PICTURES:
        return Kind.PICTURE
    if ending == Kind.DOC:
        _check_open(path)
    return Kind(ending)


def _code(problem: str) -> str:
    """Of a sentence of `core.uploads` what kind of trouble it is."""
    known = {EMPTY: "empty", LOCKED: "locked", DAMAGED: "broken", TOO_LARGE_UNPACKED: "too_large"}
    found = next((code for sentence, code in known.items() if str(sentence) == problem), "")
    return found or "mismatch"


def _check_open(path: Path) -> None:
    """Old Word files say in their head whether they have a password."""
    try:
        with olefile.OleFileIO(str(path)) as ole:
            head = ole.openstream("WordDocument").read(12)
    except Exception:  # whatever it cannot read, others may
        return
    if len(head) == 12 and int.from_bytes(head[10:12], "little") & _ENCRYPTED:
        raise Unreadable("locked", LOCKED)


def _check_tiff(path: Path) -> None:
    """Scanners write TIFF; `core.uploads` does not know it, since no browser shows it."""
    try:
        with Image.open(path, formats=["TIFF"]) as picture:
            sizes = [frame.size for frame in ImageSequence.Iterator(picture)]
    except Exception:  # Pillow raises whatever it likes on broken files
        said = _now("The file calls itself a TIFF picture, but it cannot be opened as one. Scan or save it again.")
        raise Unreadable("mismatch", said) from None
    if any(width * height > MOST_PIXELS for width, height in sizes):
        raise Unreadable("too_large", _now("The picture is too large. Scan it with 300 dots an inch."))
