"""Where the picture in a file ends, in bytes from the start: what stands behind it may be anything."""

from __future__ import annotations

from struct import unpack_from

MOST_PARTS = 50_000  # segments, chunks or blocks of one picture
MOST_COMMENT = 64 * 1024  # bytes of comments in a GIF


def _jpeg_end(raw: bytes) -> int:
    """Where the picture ends; phones put more behind it. Thumbnails within its segments have ends of their own."""
    at = 2
    for _part in range(MOST_PARTS):
        marker, length = unpack_from(">HH", raw, at)
        if marker == 0xFFDA:
            return raw.rindex(b"\xff\xd9", at) + 2
        if marker < 0xFF01:
            raise ValueError("no marker where one must be")
        at += 1 if marker == 0xFFFF else 2 + length
    raise ValueError("too many segments")


def _png_end(raw: bytes) -> int:
    at = 8
    for _part in range(MOST_PARTS):
        length, kind = unpack_from(">I4s", raw, at)
        at += 12 + length
        if kind == b"IEND" and at <= len(raw):
            return at
    raise ValueError("too many chunks")


def _gif_end(raw: bytes) -> int:
    """Where the last block ends. Comments are counted: pasting many of them together takes for ever."""

    def colours(flags: int) -> int:
        return 3 * 2 ** (flags % 8 + 1) if flags & 0x80 else 0  # bytes

    at, comments = 13 + colours(raw[10]), 0
    for _part in range(MOST_PARTS):
        if at == len(raw):
            return at  # some programs leave the last byte out
        block, label = raw[at], raw[at + 1 : at + 2]
        if block == 0x3B:
            return at + 1
        if block not in (0x21, 0x2C):
            raise ValueError("unknown block")
        start = at = at + (2 if block == 0x21 else 11 + colours(raw[at + 9]))
        while raw[at]:
            at += 1 + raw[at]
        at += 1
        comments += at - start if block == 0x21 and label == b"\xfe" else 0
        if comments > MOST_COMMENT:
            raise ValueError("too many comments")
    raise ValueError("too many blocks")


def _webp_end(raw: bytes) -> int:
    end = 8 + int.from_bytes(raw[4:8], "little")
    if end > len(raw):
        raise ValueError("cut short")
    return end


def _avif_end(raw: bytes) -> int:
    at = 0
    for _part in range(MOST_PARTS):
        if at == len(raw):
            return at
        size = unpack_from(">I", raw, at)[0]
        size = unpack_from(">Q", raw, at + 8)[0] if size == 1 else size or len(raw) - at
        at += max(size, 8)
    raise ValueError("too many boxes")


# Of each form; whatever they raise means damaged or cut short.
ENDS = {"jpeg": _jpeg_end, "png": _png_end, "gif": _gif_end, "webp": _webp_end, "avif": _avif_end}
