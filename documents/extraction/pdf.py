"""Text out of PDF by PDFium, with the font of each character, and pictures of its pages."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from core.uploads import DAMAGED, LOCKED
from documents.extraction.fonts import GAP, Line, Run, decode
from documents.extraction.lines import Page, PageLine
from documents.extraction.result import Limits, Unreadable
from documents.extraction.tools import time_over
from vietnamese.legacy_encodings import Legacy, share_vietnamese

POINTS = 72  # an inch
_MOST_PIXELS = 60_000_000  # of a picture of a page
_HYPHEN_AT_END = 2  # what PDFium says for a hyphen or a soft one at the end of a line
# A page that a picture covers this far is a scan if it has no more letters than a stamp of a digital signature.
_COVERED = 0.55
_STAMP = 450
# A scan may come with text that a scanner guessed; of its words with marks so many must be Vietnamese.
_GOOD_GUESS = 0.85
_FEW_LETTERS = 20


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with its fonts; the box is in points from the upper left corner."""

    runs: Line
    box: tuple[float, float, float, float]


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """The PDF. Raises `Unreadable` for one that is locked or broken."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise Unreadable("locked", LOCKED) from None
        raise Unreadable("broken", DAMAGED) from None
    try:
        if len(document) == 0:
            raise Unreadable("broken", DAMAGED)
        yield document
    finally:
        document.close()


def read(document: Any, pages: range, limits: Limits) -> tuple[dict[int, Page], list[Legacy]]:
    """The lines of those pages that have text, and the old encodings that were met."""
    until = time.monotonic() + limits.seconds
    placed: dict[int, list[_Placed]] = {}
    sizes: dict[int, tuple[float, float, bool]] = {}
    for number in pages:
        if time.monotonic() > until:
            raise time_over(limits.seconds)
        page = _page(document, number)
        try:
            if is_scan(page):
                continue
            sizes[number] = page.get_height(), page.get_width(), page.get_rotation() % 180 == 0
            placed[number] = list(_placed(page))
        finally:
            page.close()
    decoded = decode(line.runs for lines in placed.values() for line in lines)
    texts = iter(decoded.lines)
    found = {
        number: Page([PageLine(next(texts), *line.box) for line in lines], *sizes[number])
        for number, lines in placed.items()
    }
    return found, list(decoded.encodings)


def _page(document: Any, number: int) -> Any:
    try:
        return document[number]
    except pdfium.PdfiumError:
        raise Unreadable("broken", DAMAGED) from None


def is_scan(page: Any) -> bool:
    """Whether the page is as good as a picture: what can be read on it is not in it, or not as letters."""
    text = page.get_textpage()
    try:
        if _is_nameless(text):
            return True
        words = text.get_text_range()
        letters = sum(map(str.isalnum, words))
        covered = _covered(page) >= _COVERED
        if letters < _FEW_LETTERS:
            return covered
        if not covered:
            return False
        if _is_invisible(text):
            return share_vietnamese(words) < _GOOD_GUESS
        return letters < _STAMP
    finally:
        text.close()


def _covered(page: Any) -> float:
    """The share of the page that pictures cover; overlapping ones count twice."""
    width, height = page.get_size()
    area = 0.0
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = picture.get_bounds()
        area += max(min(right, width) - max(left, 0), 0) * max(min(top, height) - max(bottom, 0), 0)
    return float(area / max(width * height, 1))


def _sample(text: Any) -> range:
    count = text.count_chars()
    return range(0, count, max(count // 50, 1))


def _is_nameless(text: Any) -> bool:
    """Whether most characters are only numbers of shapes: some programs do not write which letters they are."""
    errors = [raw.FPDFText_HasUnicodeMapError(text, index) == 1 for index in _sample(text)]
    return sum(errors) * 2 > len(errors)


def _is_invisible(text: Any) -> bool:
    """Whether most of the text is not drawn: programs lay it over a scan so that it can be searched."""
    modes = [raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(text, i)) for i in _sample(text)]
    return sum(mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE for mode in modes) * 2 > len(modes)


def _placed(page: Any) -> Iterator[_Placed]:
    height = page.get_height()
    text = page.get_textpage()
    try:
        line = _LineBuilder(height)
        fonts = _Fonts(text)
        box = raw.FS_RECTF()
        for index in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, index)
            if code == _HYPHEN_AT_END:
                line.add(fonts.hyphen(index), fonts.name(index), None)
            elif code in (10, 13):
                pass
            elif raw.FPDFText_IsGenerated(text, index) == 1:
                line.add(chr(code), "", None)
                continue
            elif raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
                line.add(chr(code), fonts.name(index), box)
                continue
            else:
                continue
            if line.runs:
                yield line.finished()
                line = _LineBuilder(height)
        if line.runs:
            yield line.finished()
    finally:
        text.close()


class _Fonts:
    """The names of the fonts of a page's characters."""

    def __init__(self, text: Any) -> None:
        self._text = text
        self._buffer = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()

    def name(self, index: int) -> str:
        size = raw.FPDFText_GetFontInfo(self._text, index, self._buffer, 256, ctypes.byref(self._flags))
        return self._buffer.value.decode("utf-8", "replace") if 0 < size <= 256 else ""

    def hyphen(self, index: int) -> str:
        """The letter ư of TCVN3 is a soft hyphen to everybody else."""
        return "\u00ad" if "vn" in self.name(index).lower() else "-"


class _LineBuilder:
    """Gathers the characters of one line."""

    def __init__(self, page_height: float) -> None:
        self.runs: Line = []
        self._height = page_height
        self._box: list[float] = []

    def add(self, character: str, font: str, box: Any | None) -> None:
        if box is not None:
            self._widen(box)
        if self.runs and (self.runs[-1].font == font or not font):
            last = self.runs[-1]
            self.runs[-1] = Run(last.text + character, last.font)
        else:
            self.runs.append(Run(character, font))

    def _widen(self, box: Any) -> None:
        left, right = float(box.left), float(box.right)
        top, bottom = self._height - float(box.top), self._height - float(box.bottom)
        if not self._box:
            self._box = [left, top, right, bottom]
            return
        size = self._box[3] - self._box[1]
        if left - self._box[2] > 2 * size and self.runs:
            last = self.runs[-1]
            self.runs[-1] = Run(last.text.rstrip(" ") + GAP, last.font)
        self._box = [
            min(self._box[0], left),
            min(self._box[1], top),
            max(self._box[2], right),
            max(self._box[3], bottom),
        ]

    def finished(self) -> _Placed:
        left, top, right, bottom = self._box or (0.0, 0.0, 0.0, 0.0)
        return _Placed(self.runs, (left, top, right, bottom))


def picture(document: Any, number: int, width: int | None = None, dpi: int = 300) -> Image.Image:
    """A page as a picture, `width` pixels wide or with `dpi` dots an inch."""
    page = _page(document, number)
    try:
        points, height = page.get_size()
        scale = width / max(points, 1) if width else dpi / POINTS
        scale = min(scale, (_MOST_PIXELS / max(points * height, 1)) ** 0.5)
        return page.render(scale=scale, grayscale=width is None).to_pil()
    finally:
        page.close()
