"""Text out of pictures of pages by Tesseract with its Vietnamese.

Tesseract is called directly: measured on noisy pages it errs less than ocrmypdf with unpaper does, in a quarter of the
time, once specks are gone and the page stands straight.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

from core.uploads import DAMAGED
from documents.extraction.fonts import GAP
from documents.extraction.lines import Page, PageLine
from documents.extraction.result import Limits, Unreadable
from documents.extraction.tools import need_tesseract, private_folder, run

_PAPER_HEIGHT = 11.69  # inches, A4: who photographs a page does not say how large it is
_LOWEST_TOLD = 150  # dots an inch that a file says; less is what programs say when they do not know
_WANTED_DPI = 300
_LOWEST_DPI, _HIGHEST_DPI = 220, 450
_SPECKLED = 0.002  # share of pixels that stand alone
_SMALL = 400  # pixels across, enough to see how the lines run
_STEEPEST = 4.0  # degrees that a page may be turned and still be set straight
_HARDLY_READ = 50.0  # certainty below which the page may lie on its side
_RUBBISH = 30.0  # certainty of a line of specks


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read on a page and how sure Tesseract is of it, 0–100."""

    page: Page
    certainty: float


def see(picture: Image.Image, limits: Limits) -> Seen:
    """What stands on a picture of a page. Raises `Unreadable` when Tesseract is missing or takes too long."""
    clean = cleaned(picture)
    program = need_tesseract()
    with private_folder() as folder:
        seen = _read(program, clean, folder, limits)
        if seen.certainty < _HARDLY_READ and (turn := _turned_by(program, folder, limits)):
            turned = _read(program, straight(clean.rotate(-turn, expand=True, fillcolor=255)), folder, limits)
            seen = max(seen, turned, key=lambda one: one.certainty)
    return seen


def cleaned(picture: Image.Image) -> Image.Image:
    """The picture in grey, as large as Tesseract likes it, without specks, standing straight."""
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("RGBA", "LA", "P"):
        upright = upright.convert("RGBA")
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright)
    grey = upright.convert("L")
    dpi = _dots_an_inch(picture)
    if not _LOWEST_DPI <= dpi <= _HIGHEST_DPI:
        scale = min(_WANTED_DPI / max(dpi, 1), 4)
        grey = grey.resize((round(grey.width * scale), round(grey.height * scale)), Image.Resampling.LANCZOS)
    smooth = grey.filter(ImageFilter.MedianFilter(3))
    specks = ImageChops.difference(grey, smooth).point(lambda value: 255 if value > 100 else 0)
    if ImageStat.Stat(specks).mean[0] / 255 > _SPECKLED:
        grey = smooth
    return straight(grey)


def _dots_an_inch(picture: Image.Image) -> float:
    told = picture.info.get("dpi", (0, 0))
    if isinstance(told, tuple) and min(told, default=0) >= _LOWEST_TOLD:
        return float(min(told))
    return max(picture.size) / _PAPER_HEIGHT


def straight(grey: Image.Image) -> Image.Image:
    """The page turned so that its lines run level."""
    small = ImageOps.autocontrast(
        grey.resize((600, max(round(600 * grey.height / grey.width), 1)), Image.Resampling.BOX)
    )

    def unevenness(angle: float) -> float:
        """Lines that run level make rows that are dark or light; others blur them."""
        turned = small.rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=255)
        rows = turned.resize((1, turned.height), Image.Resampling.BOX)
        return ImageStat.Stat(rows).var[0]

    rough = max((step / 2 for step in range(round(-2 * _STEEPEST), round(2 * _STEEPEST) + 1)), key=unevenness)
    fine = max((rough + step / 10 for step in range(-5, 6)), key=unevenness)
    if abs(fine) < 0.15 or unevenness(fine) < unevenness(0) * 1.02:
        return grey
    return grey.rotate(fine, resample=Image.Resampling.BICUBIC, fillcolor=255)


def _read(program: str, picture: Image.Image, folder: Path, limits: Limits) -> Seen:
    picture.save(folder / "page.png", dpi=(_WANTED_DPI, _WANTED_DPI), compress_level=1)
    command = [program, "page.png", "-", "-l", "vie", "--psm", "3", "--dpi", str(_WANTED_DPI), "tsv"]
    try:
        return _seen(run(command, folder, limits.seconds), picture)
    except subprocess.CalledProcessError:
        raise Unreadable("broken", DAMAGED) from None


def _turned_by(program: str, folder: Path, limits: Limits) -> int:
    """By how many degrees the page has to be turned clockwise to be read: 0, 90, 180 or 270."""
    try:
        printed = run([program, "page.png", "-", "-l", "osd", "--psm", "0"], folder, limits.seconds)
    except subprocess.CalledProcessError:
        return 0  # too few letters to tell, or it has not learnt that
    found = [line.partition(":")[2].strip() for line in printed.splitlines() if line.startswith("Rotate:")]
    return int(found[0]) if found and found[0].isdecimal() else 0


def _seen(table: str, picture: Image.Image) -> Seen:
    """Tesseract's table of words: level, page, block, paragraph, line, word, four numbers of a box, certainty, text."""
    words: dict[tuple[str, ...], list[tuple[list[float], str]]] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            words.setdefault(tuple(cells[1:5]), []).append(([float(cell) for cell in cells[6:11]], cells[11].strip()))
    lines: list[PageLine] = []
    weights = points = 0.0
    for line in words.values():
        letters = sum(len(text) for _box, text in line)
        certainty = sum(box[4] * len(text) for box, text in line) / letters
        if certainty < _RUBBISH and letters < 4:
            continue
        lines.append(_line(line))
        weights, points = weights + letters, points + certainty * letters
    return Seen(Page(lines, float(picture.height), float(picture.width)), points / weights if weights else 0.0)


def _line(words: list[tuple[list[float], str]]) -> PageLine:
    size = max(box[3] for box, _text in words)
    text, end = "", 0.0
    for (left, _top, width, _height, _certainty), word in words:
        text += (GAP if left - end > 2.5 * size else " ") + word if text else word
        end = left + width
    boxes = [box for box, _text in words]
    return PageLine(
        text,
        left=min(box[0] for box in boxes),
        top=min(box[1] for box in boxes),
        right=max(box[0] + box[2] for box in boxes),
        bottom=max(box[1] + box[3] for box in boxes),
    )
