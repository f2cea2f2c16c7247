"""One spelling for every Vietnamese text before it is stored, compared or put into an address."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache

# Letters of other alphabets that stand for Đ and đ in scanned and converted texts.
_LOOKALIKES = {0x00D0: "Đ", 0x0189: "Đ", 0x00F0: "đ"}

# What a reader cannot see but a comparison can: soft hyphen, grapheme joiner, zero-width and direction marks, BOM.
_INVISIBLE = [0x00AD, 0x034F, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]

# Latin letters with a stroke or a ligature: they have no decomposition, so they are named one by one.
_UNDECOMPOSED = str.maketrans(
    {"đ": "d", "ɖ": "d", "ø": "o", "ł": "l", "ħ": "h", "ŧ": "t", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
)
_LATIN_MARKS = re.compile("[\u0300-\u036f]+")
_NOT_SLUG = re.compile("[^a-z0-9]+")
_SPACES = re.compile(r"\s+")


@cache
def _cleaning() -> dict[int, str]:
    """The translation table of `normalise`: look-alikes, invisible characters, every space that is not U+0020."""
    spaces = {code: " " for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Zs"}
    return {**spaces, **dict.fromkeys(_INVISIBLE, ""), **_LOOKALIKES}


@cache
def _uncleaned() -> re.Pattern[str]:
    """Any character that `normalise` changes, besides marks."""
    return re.compile(f"[{''.join(re.escape(chr(code)) for code in _cleaning() if code != 0x20)}]")


def normalise(text: str) -> str:
    """The text in the one spelling the portal stores: NFC, one Đ, plain spaces, nothing invisible.

    Ð (U+00D0), Ɖ (U+0189) and ð (U+00F0) become Đ and đ; soft hyphens, zero-width characters and byte-order marks go;
    no-break and other spaces become U+0020. Line ends, tabs, punctuation and case stay. Doing it twice changes nothing.
    """
    # To look is ten times as quick as to translate, and nearly every text is clean.
    if _uncleaned().search(text):
        # These go first: a zero-width character between a letter and its mark would keep NFC from joining them.
        text = text.translate(_cleaning())
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text in lower case without diacritics, as it is typed on a plain keyboard: `Quyết định` → `quyet dinh`.

    For comparing only: distinct words fold to the same one (bàn, bán, bạn → ban). The length may change.
    """
    marked = unicodedata.normalize("NFD", normalise(text).lower().translate(_UNDECOMPOSED))
    return unicodedata.normalize("NFC", _LATIN_MARKS.sub("", marked))


def slug(text: str, max_length: int = 80) -> str:
    """The text as a part of an address: `02/2011/QĐ-UBND` → `02-2011-qd-ubnd`. Only a–z, 0–9 and single hyphens.

    Longer than `max_length` characters it is cut at a hyphen, or anywhere if there is none. A text without a Latin
    letter or digit gives "". Raises `ValueError` if `max_length` is below 1.
    """
    if max_length < 1:
        raise ValueError("max_length is at least 1")
    whole = _NOT_SLUG.sub("-", fold(text)).strip("-")
    if len(whole) <= max_length:
        return whole
    cut, _, _ = whole[: max_length + 1].rpartition("-")
    return cut or whole[:max_length]


def compact_spaces(text: str) -> str:
    """The text on one line: each run of spaces, tabs and line ends becomes one space, none at the ends."""
    return _SPACES.sub(" ", text).strip()
