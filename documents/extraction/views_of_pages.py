"""Pages to look at: how many there are, whether they hold text, and a picture of one."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from documents.extraction import pdf
from documents.extraction.paged import frames
from documents.extraction.result import Unreadable

_QUALITY = 80
_WIDEST = 3000  # pixels
_SAMPLE = 12


def _is_pdf(path: Path) -> bool:
    with path.open("rb") as opened:
        return b"%PDF-" in opened.read(1029)


def page_count(path: Path) -> int | None:
    """How many pages a PDF or a picture has; None for what has none of its own (Word, spreadsheets).

    Raises `Unreadable` for a PDF that is locked or broken.
    """
    if _is_pdf(path):
        with pdf.opened(path) as document:
            return len(document)
    try:
        with Image.open(path) as picture:
            return int(getattr(picture, "n_frames", 1))
    except (OSError, Image.DecompressionBombError):
        return None


def has_text_layer(path: Path) -> bool:
    """Whether text can be taken without OCR: of a PDF by a few of its pages; pictures have none, all else has."""
    if not _is_pdf(path):
        return page_count(path) is None
    with pdf.opened(path) as document:
        count = len(document)
        return any(_has_text(document, number) for number in range(0, count, max(count // _SAMPLE, 1)))


def _has_text(document: Any, number: int) -> bool:
    page = document[number]
    text = page.get_textpage()
    try:
        return any(map(str.isalnum, text.get_text_range())) and not pdf.is_scan(page)
    finally:
        text.close()
        page.close()


def page_picture(path: Path, page: int, width: int = 1000) -> bytes:
    """A page of a PDF or picture as WebP, `width` pixels wide, to be shown beside its text. Pages count from 0.

    Raises `Unreadable` for a broken file and `IndexError` for a page that is not there.
    """
    width = max(1, min(width, _WIDEST))
    count = page_count(path)
    if count is None:
        raise Unreadable("unsupported", "no pages")
    if not 0 <= page < count:
        raise IndexError(page)
    if _is_pdf(path):
        with pdf.opened(path) as document:
            shown = pdf.picture(document, page, width=width)
    else:
        with frames(path) as picture:
            picture.seek(page)
            shown = ImageOps.exif_transpose(picture).convert("RGB")
            shown = shown.resize((width, max(1, round(shown.height * width / shown.width))), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    shown.convert("RGB").save(target, "WEBP", quality=_QUALITY, method=4)
    return target.getvalue()
