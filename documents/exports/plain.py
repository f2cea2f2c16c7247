"""The plain text with a head that says what it is and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

from documents.exports.caution import caution
from vietnamese.dates import short_date

if TYPE_CHECKING:
    from documents.reading.record import Record

# Old programs on Windows take text without it for something else.
BOM = "\ufeff"


def plain_text(record: Record, request: HttpRequest) -> bytes:
    """UTF-8 with Windows line ends: what Notepad on an office computer shows as it should."""
    document = record.document
    issued = f"ban hành ngày {short_date(document.issued_on)}" if document.issued_on else ""
    head = [
        document.title,
        document.abstract,
        ", ".join(filter(None, [*document.issuer_names, issued])),
        caution(document),
        f"Nguồn: {document.get_full_url(request)}",
    ]
    lines = [*filter(None, head), "", *document.text.splitlines(), ""]
    return (BOM + "\r\n".join(lines)).encode("utf-8", "replace")
