"""Text files: UTF-8, UTF-16 with its mark, Windows-1258, and the bytes of TCVN3 and VNI."""

from __future__ import annotations

import codecs
import re

from documents.extraction.fonts import Line, Run
from vietnamese.legacy_encodings import share_vietnamese

_LINE_END = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
# As many words as tell the alphabet of a file; the rest costs only time.
_SAMPLE = 200_000
# Share of the words with marks.
_ENOUGH = 0.7


def text_of(raw: bytes) -> str:
    """The characters of a text file. Legacy bytes come out as Western letters: what they mean is decided later."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    # Of Windows code pages only 1258 has Vietnamese letters; any other text read as such makes few syllables.
    vietnamese = raw.decode("cp1258", "replace")
    if share_vietnamese(vietnamese[:_SAMPLE]) > _ENOUGH:
        return vietnamese
    western = raw.decode("cp1252", "replace")
    return raw.decode("latin-1") if "\ufffd" in western else western  # five bytes have no meaning there


def read(raw: bytes) -> list[Line]:
    """The lines of a text file, fonts unknown."""
    return [[Run(line)] for line in _LINE_END.split(text_of(raw))]
