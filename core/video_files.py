"""Looks into video files and their captions, without playing them: is it what its name says, and is it whole?

Memory stays within a few KB: only the heads of boxes are read, and of captions at most `LONGEST_CAPTIONS`.
"""

from __future__ import annotations

import os
import re
from typing import IO, Any

MOST_BOXES = 100_000  # a fragmented film of 50 MB has some thousands
LONGEST_CAPTIONS = 2 * 1024 * 1024  # bytes; an hour of speech is 100 KB

EBML, SEGMENT = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"
DOC_TYPE = b"\x42\x82"
# Brands of ISO media files that browsers play as video/mp4 (ISO/IEC 14496-12, mp4ra.org).
MP4_BRANDS = frozenset(f"iso{n}".encode() for n in ("m", *range(2, 10))) | {
    *(b"mp41", b"mp42", b"mp71", b"avc1", b"av01", b"dash", b"msdh", b"cmfc"),
    *(b"M4V ", b"M4VH", b"M4VP", b"MSNV"),
}
QUICKTIME = b"qt  "
_CUE = re.compile(r"^(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}[ \t]+-->[ \t]+(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class CutShort(ValueError):
    """The file ends before its content does, or goes on behind it."""


def brands_of(head: bytes) -> set[bytes]:
    """The brands an ISO media file names in its first box; empty for anything else."""
    if head[4:8] != b"ftyp":
        return set()
    end = min(int.from_bytes(head[:4], "big"), len(head), 256)
    return {head[8:12], *(head[at : at + 4] for at in range(16, end, 4))}


def is_mp4(head: bytes) -> bool:
    """Whether the first bytes are those of an MP4 film. An iPhone's .mov says `qt` first and is none."""
    return head[8:12] != QUICKTIME and bool(brands_of(head) & MP4_BRANDS)


def is_webm(head: bytes) -> bool:
    """Whether the first bytes are those of a WebM film; Matroska (.mkv) has the same shell and is none."""
    return head.startswith(EBML) and document_type(head) == b"webm"


def document_type(head: bytes) -> bytes:
    """What an EBML file calls itself, from its head; empty when it does not say."""
    at = head.find(DOC_TYPE, 4, 128)
    if at < 0:
        return b""
    size, start = number_at(head, at + 2)
    return head[start : start + size].rstrip(b"\x00")


def number_at(data: bytes, at: int) -> tuple[int, int]:
    """A number of EBML's variable length and where it ends; -1 for "unknown". Raises `CutShort` at the file's end."""
    if at >= len(data) or not data[at]:
        raise CutShort("no length where one must be")
    length = 9 - data[at].bit_length()
    raw = data[at : at + length]
    if len(raw) < length:
        raise CutShort("a length is cut off")
    value = int.from_bytes(raw, "big") & ((1 << 7 * length) - 1)
    return (-1 if value == (1 << 7 * length) - 1 else value), at + length


def size_of(file: IO[Any]) -> int:
    """Bytes of a file, without reading it."""
    file.seek(0, os.SEEK_END)
    return file.tell()


def check_mp4(file: IO[bytes]) -> None:
    """Walks the outermost boxes: film and description must be there, and the last box ends where the file does.

    Raises `CutShort` otherwise.
    """
    end, at, kinds = size_of(file), 0, set()
    for _box in range(MOST_BOXES):
        if at == end:
            break
        file.seek(at)
        head = file.read(16)
        size, kind = int.from_bytes(head[:4], "big"), head[4:8]
        size = int.from_bytes(head[8:16], "big") if size == 1 else size or end - at
        if len(head) < 8 or size < 8 or at + size > end:
            raise CutShort(f"a box at byte {at} reaches beyond the file")
        kinds.add(kind)
        at += size
    if at != end or not {b"moov"} <= kinds or not kinds & {b"mdat", b"moof"}:
        raise CutShort("no film in the file")


def check_webm(file: IO[bytes]) -> None:
    """The film must follow its head and end within the file. Raises `CutShort` otherwise."""
    end = size_of(file)
    file.seek(0)
    head = file.read(256)
    size, at = number_at(head, 4)
    at += size
    if head[at : at + 4] != SEGMENT:
        raise CutShort("no film behind the head")
    length, start = number_at(head, at + 4)
    if length == 0 or start >= end or (length > 0 and start + length > end):
        raise CutShort("the film reaches beyond the file")


def captions_problem(file: IO[bytes]) -> str:
    """What is wrong with a WebVTT file: "form", "encoding", "empty", "large"; "" for nothing."""
    file.seek(0)
    raw = file.read(LONGEST_CAPTIONS + 1)
    if len(raw) > LONGEST_CAPTIONS:
        return "large"
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "encoding"  # browsers read captions as UTF-8 whatever they are
    if not re.match(r"WEBVTT(?:[ \t\r\n]|\Z)", text) or _CONTROL.search(text):
        return "form"
    return "" if _CUE.search(text.replace("\r\n", "\n").replace("\r", "\n")) else "empty"
