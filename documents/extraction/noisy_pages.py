"""Pages as a tired scanner makes them, from a known text: what `make bench` measures OCR with."""

from __future__ import annotations

import io
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

# A4 at 300 dots an inch, type of 13 points as NĐ 30/2020 asks.
_WIDTH, _HEIGHT, _MARGIN = 2480, 3508, 300
_SIZE, _LEADING, _INDENT = 54, 1.45, 100
_TURNED, _BLURRED, _SPECKS, _QUALITY = 0.7, 0.6, 0.01, 60
# Fonts with serifs; some copies of Liberation Serif have no letters with two marks.
_FONTS = (
    "LiberationSerif-Regular.ttf",
    "Tinos-Regular.ttf",
    "FreeSerif.ttf",
    "DejaVuSerif.ttf",
    "NotoSerif-Regular.ttf",
)


def serif(size: int = _SIZE) -> ImageFont.FreeTypeFont:
    """An installed font with serifs that has all Vietnamese letters. Raises `OSError` where there is none."""
    for name in _FONTS:
        try:
            font = ImageFont.truetype(name, size)
        except OSError:
            continue
        if bytes(font.getmask("ệ")) != bytes(font.getmask("\uffff")):
            return font
    raise OSError("no font with serifs and Vietnamese letters is installed (DejaVu Serif, Liberation Serif)")


def set_pages(text: str, most: int, font: ImageFont.FreeTypeFont) -> list[tuple[Image.Image, str]]:
    """The beginning of the text on clean pages, each with the words that stand on it."""
    pages: list[tuple[Image.Image, str]] = []
    lines = [line for paragraph in text.splitlines() if paragraph.strip() for line in _wrapped(paragraph, font)]
    a_page = int((_HEIGHT - 2 * _MARGIN) / (_SIZE * _LEADING))
    for start in range(0, len(lines), a_page):
        if len(pages) == most:
            break
        page = Image.new("L", (_WIDTH, _HEIGHT), 255)
        draw = ImageDraw.Draw(page)
        here = lines[start : start + a_page]
        for number, (indent, words) in enumerate(here):
            draw.text((_MARGIN + indent, _MARGIN + number * _SIZE * _LEADING), words, font=font, fill=0)
        pages.append((page, "\n".join(words for _indent, words in here)))
    return pages


def _wrapped(paragraph: str, font: ImageFont.FreeTypeFont) -> list[tuple[int, str]]:
    lines: list[tuple[int, str]] = []
    line = ""
    for word in paragraph.split():
        indent = 0 if lines else _INDENT
        if line and font.getlength(f"{line} {word}") > _WIDTH - 2 * _MARGIN - indent:
            lines.append((indent, line))
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, (0 if lines else _INDENT, line)]


def spoilt(page: Image.Image, seed: int = 1) -> bytes:
    """The page turned by 0.7°, blurred by 0.6 pixels, with 1 % salt and pepper, as JPEG of quality 60."""
    page = page.rotate(_TURNED, resample=Image.Resampling.BICUBIC, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur(_BLURRED))
    chance = random.Random(seed)  # noqa: S311 - noise, no secret
    pixels = bytearray(page.tobytes())
    for place in chance.sample(range(len(pixels)), int(len(pixels) * _SPECKS)):
        pixels[place] = chance.choice((0, 255))
    target = io.BytesIO()
    Image.frombytes("L", page.size, bytes(pixels)).save(target, "JPEG", quality=_QUALITY, dpi=(300, 300))
    return target.getvalue()


def write_pages(text: str, most: int, folder: Path) -> list[tuple[Path, str]]:
    """Spoilt pages as files, each with its words."""
    written = []
    for number, (page, words) in enumerate(set_pages(text, most, serif())):
        path = folder / f"page-{number + 1}.jpg"
        path.write_bytes(spoilt(page, seed=number + 1))
        written.append((path, words))
    return written
