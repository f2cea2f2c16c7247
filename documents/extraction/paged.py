"""Text page by page: PDF and pictures. Pages with text are read as such; those that are pictures go to OCR."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import ngettext
from PIL import Image

from core.uploads import DAMAGED
from documents.extraction import ocr, pdf, tools
from documents.extraction.lines import Page, joined_pages, paragraphs, without_margins
from documents.extraction.result import Extracted, Limits, Origin, PageText, Unreadable, Warning
from documents.extraction.tidy import tidy

_DOUBTFUL = 75.0  # certainty of a page below which it should be read first
_SAMPLE = 20  # pages that tell how many of a file are scans


def read_pdf(path: Path, pages: range | None, limits: Limits) -> Extracted:
    """The text of a PDF, or of those of its pages that are in `pages`."""
    with pdf.opened(path) as document:
        count = len(document)
        if count > limits.pages:
            raise _too_many(count, limits.pages)
        if scanned_pages(document) > limits.scanned_pages:
            raise _too_many(count, limits.scanned_pages)
        wanted = _within(pages, count)
        typed, encodings = pdf.read(document, wanted, limits)
        scans = [number for number in wanted if number not in typed]
        seen: dict[int, ocr.Seen] = {}
        without_tool: Unreadable | None = None
        for number in scans:
            try:
                tools.need_tesseract()
            except Unreadable as missing:
                if not any(page.lines for page in typed.values()):
                    raise
                without_tool = missing
                break
            seen[number] = ocr.see(pdf.picture(document, number), limits)
    warnings = [Warning(without_tool.code, without_tool.message)] if without_tool else []
    return _extracted(typed, seen, count, [str(encoding) for encoding in encodings], warnings)


def read_picture(path: Path, pages: range | None, limits: Limits) -> Extracted:
    """The text on a picture; a TIFF may have many pages."""
    with frames(path) as picture:
        count = getattr(picture, "n_frames", 1)
        if count > limits.scanned_pages:
            raise _too_many(count, limits.scanned_pages)
        seen = {}
        for number in _within(pages, count):
            picture.seek(number)
            seen[number] = ocr.see(picture.copy(), limits)
    return _extracted({}, seen, count, [], [])


@contextmanager
def frames(path: Path) -> Iterator[Any]:
    """A picture, its pages to be sought. Raises `Unreadable` for one that breaks off."""
    try:
        with Image.open(path) as picture:
            yield picture
    except (OSError, EOFError, SyntaxError, Image.DecompressionBombError):
        raise Unreadable("broken", DAMAGED) from None


def scanned_pages(document: Any) -> int:
    """About how many pages of a PDF are pictures, by a sample."""
    count = len(document)
    step = max(count // _SAMPLE, 1)
    sample = range(0, count, step)
    scans = 0
    for number in sample:
        page = document[number]
        scans += pdf.is_scan(page)
        page.close()
    return round(scans * count / len(sample))


def _within(pages: range | None, count: int) -> range:
    return range(count) if pages is None else range(max(pages.start, 0), min(pages.stop, count))


def _too_many(count: int, most: int) -> Unreadable:
    said = _now("The file has %(count)d pages; at most %(most)d can be read into text. Split it into smaller files.")
    return Unreadable("too_many_pages", said % {"count": count, "most": most})


def _extracted(
    typed: dict[int, Page], seen: dict[int, ocr.Seen], count: int, encodings: list[str], warnings: list[Warning]
) -> Extracted:
    numbers = sorted({*typed, *seen})
    bare = without_margins([typed[number] if number in typed else seen[number].page for number in numbers])
    pages = []
    for number, page in zip(numbers, bare, strict=True):
        text = tidy(paragraphs(page))
        if number in seen:
            pages.append(PageText(number, text, Origin.SCAN, round(seen[number].certainty, 1)))
        else:
            pages.append(PageText(number, text))
    doubtful = [page.number + 1 for page in pages if page.certainty is not None and page.certainty < _DOUBTFUL]
    if doubtful:
        said = ngettext(
            "Page %(pages)s is hard to read: check it first.",
            "Pages %(pages)s are hard to read: check them first.",
            len(doubtful),
        )
        warnings = [*warnings, Warning("doubtful_pages", said % {"pages": ", ".join(map(str, doubtful))})]
    return Extracted(
        text=joined_pages([page.text for page in pages]),
        origin=Origin.SCAN if seen else Origin.FILE,
        tool=" + ".join(name for name, used in (("PDFium", typed), ("Tesseract", seen)) if used) or "PDFium",
        pages=pages,
        page_count=count,
        encoding_notes=encodings,
        warnings=warnings,
    )
