"""Sample files: tables to take away."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from agencies.models import Portal, PortalFile


def keep_file(portal: Portal, attachment: dict[str, Any]) -> PortalFile:
    """A table to take away, as Excel opens it: UTF-8 with its mark, semicolons between."""
    lines = "".join(f"{';'.join(row)}\r\n" for row in attachment["rows"])
    file = PortalFile(
        title=attachment["title"],
        collection=portal.collection,
        is_sample=True,
        file=ContentFile(lines.encode("utf-8-sig"), name=attachment["name"]),
    )
    file._set_document_file_metadata()
    file.save()
    return file
