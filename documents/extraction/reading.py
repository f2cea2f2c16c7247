"""Every kind of file has its reader here."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _now

from core.uploads import DAMAGED, TOO_LARGE_UNPACKED
from documents.extraction import office, plain, rtf, sheets, word
from documents.extraction.fonts import Line, decode
from documents.extraction.kinds import Kind, kind_of
from documents.extraction.paged import read_pdf, read_picture
from documents.extraction.result import Extracted, Limits, Origin, Unreadable, Warning
from documents.extraction.tidy import tidy

logger = logging.getLogger(__name__)

DEFAULT = Limits()
_HEAD = 4096  # bytes of a part that tell what it is


def extract(path: Path, *, name: str, pages: range | None = None, limits: Limits = DEFAULT) -> Extracted:
    """The text of the file at `path`, which its uploader calls `name`.

    `pages` (counted from 0) picks pages of a PDF or scan, so that long ones are read piece by piece; what has no pages
    of its own is always read as a whole. Raises `Unreadable` when there is no text to be had.
    """
    kind = kind_of(path, name)
    try:
        found = _read(path, kind, pages, limits)
    except Unreadable:
        raise
    except MemoryError:
        raise Unreadable("too_large", TOO_LARGE_UNPACKED) from None
    except Exception:  # parsers raise whatever they like on broken files
        logger.info("A .%s could not be read into text", kind, exc_info=True)
        raise Unreadable("broken", DAMAGED) from None
    if len(found.text) > limits.characters:
        raise Unreadable(
            "too_large", _now("The text is too long to be shown on one page. Split it into smaller files.")
        )
    if not found.text and not found.pages:
        said = _now("There is no text in this file. If it holds pictures of pages, upload it as PDF.")
        found.warnings.append(Warning("no_text", said))
    return found


def _read(path: Path, kind: Kind, pages: range | None, limits: Limits) -> Extracted:
    if kind is Kind.PDF:
        return read_pdf(path, pages, limits)
    if kind is Kind.PICTURE:
        return read_picture(path, pages, limits)
    return _READERS[kind](path, limits)


def _docx(path: Path, limits: Limits) -> Extracted:
    _check_parts(path, limits)
    if _is_strict(path):
        return _by_office(path, "docx", limits)
    return _of(word.read(path), "python-docx")


def _is_strict(path: Path) -> bool:
    """Files that keep to the strict standard (ISO 29500) are beyond python-docx, not beyond LibreOffice."""
    with zipfile.ZipFile(path) as archive, archive.open("_rels/.rels") as part:
        return b"purl.oclc.org/ooxml" in part.read(_HEAD)


def _doc(path: Path, limits: Limits) -> Extracted:
    return _by_office(path, "doc", limits)


def _by_office(path: Path, suffix: str, limits: Limits) -> Extracted:
    with office.as_docx(path, suffix, limits) as (converted, tool, warnings):
        _check_parts(converted, limits)
        return _of(word.read(converted), tool, warnings=warnings)


def _rtf(path: Path, limits: Limits) -> Extracted:
    return _of(rtf.read(path.read_bytes()), "RTF")


def _text(path: Path, limits: Limits) -> Extracted:
    return _of(plain.read(path.read_bytes()), "text")


def _xlsx(path: Path, limits: Limits) -> Extracted:
    _check_parts(path, limits)
    book = sheets.read_xlsx(path, limits)
    return _of(book.lines, "openpyxl", Origin.SHEET, book.warnings())


def _xls(path: Path, limits: Limits) -> Extracted:
    book = sheets.read_xls(path, limits)
    return _of(book.lines, "xlrd", Origin.SHEET, book.warnings())


_READERS: dict[Kind, Callable[[Path, Limits], Extracted]] = {
    Kind.DOCX: _docx,
    Kind.DOC: _doc,
    Kind.RTF: _rtf,
    Kind.TEXT: _text,
    Kind.XLSX: _xlsx,
    Kind.XLS: _xls,
}


def _of(lines: list[Line], tool: str, origin: Origin = Origin.FILE, warnings: list[Warning] | None = None) -> Extracted:
    decoded = decode(lines)
    return Extracted(
        text=tidy(decoded.lines),
        origin=origin,
        tool=tool,
        encoding_notes=[str(encoding) for encoding in decoded.encodings if decoded.encodings[encoding]],
        warnings=warnings or [],
    )


def _check_parts(path: Path, limits: Limits) -> None:
    """An Office file is small while packed; what has to be held in memory is bounded before it is unpacked."""
    with zipfile.ZipFile(path) as archive:
        texts = [part for part in archive.infolist() if part.filename.lower().endswith((".xml", ".rels"))]
        if sum(part.file_size for part in texts) > limits.part_bytes:
            raise Unreadable("too_large", TOO_LARGE_UNPACKED)
        for part in texts:
            with archive.open(part) as opened:
                # Office files have no document type; who writes one wants its entities to multiply.
                if b"<!DOCTYPE" in opened.read(_HEAD).replace(b"\x00", b""):
                    raise Unreadable("broken", DAMAGED)
