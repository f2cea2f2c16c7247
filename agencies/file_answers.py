"""Films and captions as answers: shown inside a page, a piece at a time where the player asks for a piece.

Safari plays nothing from a server that does not answer ranges (RFC 9110, section 14). Nothing is read into memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from wagtail import hooks
from wagtail.documents.models import document_served

from agencies.models import PortalFile

# What is shown inside a page, and how a browser is told what it is.
SHOWN_INSIDE = {".mp4": "video/mp4", ".webm": "video/webm", ".vtt": "text/vtt; charset=utf-8"}
PIECE = 256 * 1024  # bytes read at once
_ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


class Unsatisfiable(ValueError):
    """The piece asked for lies behind the end of the file."""


def is_shown_inside(document: PortalFile) -> bool:
    return PurePath(document.filename).suffix.lower() in SHOWN_INSIDE


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for, both inclusive; None for the whole file: no range, several, or nonsense.

    Raises `Unsatisfiable` for a range that has no byte in the file.
    """
    match = _ONE_RANGE.fullmatch(header.strip())
    if match is None or not (match[1] or match[2]):
        return None
    if not match[1]:  # the last so many bytes
        first, last = max(0, size - int(match[2])), size - 1
        if not int(match[2]):
            raise Unsatisfiable
    else:
        first, last = int(match[1]), int(match[2] or size)
        if match[2] and last < first:
            return None
    if first >= size:
        raise Unsatisfiable
    return first, min(last, size - 1)


def pieces(document: PortalFile, first: int, last: int) -> Iterator[bytes]:
    """The bytes from `first` to `last`; the file is closed when the reader goes away, too."""
    with document.file.storage.open(document.file.name, "rb") as source:
        source.seek(first)
        left = last - first + 1
        while left > 0 and (piece := source.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def media_answer(request: HttpRequest, document: PortalFile, filename: str) -> HttpResponseBase:
    """A film or captions, whole or a piece of it. Whoever may not read it gets 404, as for every other file."""
    if document.filename != filename:
        raise Http404
    for ask in hooks.get_hooks("before_serve_document"):
        refused = ask(document, request)
        if isinstance(refused, HttpResponseBase):
            return refused
    try:
        size = document.file.size
    except OSError:
        raise Http404 from None
    etag = quote_etag(document.file_hash) if document.file_hash else None
    answer = get_conditional_response(request, etag=etag) or ranged(request, document, size, etag)
    answer["Accept-Ranges"] = "bytes"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'"
    if etag:
        answer["ETag"] = etag
    return answer


def ranged(request: HttpRequest, document: PortalFile, size: int, etag: str | None) -> HttpResponseBase:
    """200 with all of it, 206 with the piece asked for, or 416 when there is no such piece."""
    header = request.headers.get("Range", "")
    if request.headers.get("If-Range", etag) != etag:
        header = ""  # the player has a piece of another file: it begins again
    try:
        piece = asked_range(header, size)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = piece or (0, size - 1)
    if first == 0 and request.method == "GET":
        document_served.send(sender=PortalFile, instance=document, request=request)
    body = pieces(document, first, last) if request.method == "GET" else ()
    answer = StreamingHttpResponse(
        body,
        status=206 if piece else 200,
        content_type=SHOWN_INSIDE[PurePath(document.filename).suffix.lower()],
    )
    answer["Content-Length"] = last - first + 1
    answer["Content-Disposition"] = content_disposition_header(False, document.filename) or "inline"
    if piece:
        answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    return answer
