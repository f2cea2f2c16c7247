"""What the first view of one document loads, as it travels to a phone: page, stylesheet, fonts, script, emblem."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management.base import CommandError
from django.test import Client

from documents.models import DocumentPage

_LINKED = re.compile(r'(?:<link rel="stylesheet" href|<script src|<img [^>]*src)="([^"]+)"')
_FONTS = re.compile(r"url\((fonts/[^)]+\.woff2)\)")
TEXT = {".css", ".js", ".svg"}


def page_weight(number: str) -> dict[str, Any]:
    """Bytes as they travel by part, and their `total`. The document is the live one with this number."""
    document = DocumentPage.objects.live().filter(number=number).select_related("locale").first()
    if document is None or not document.full_url:
        raise CommandError(f"There is no public document {number}.")
    host, path = address(document.full_url)
    # Brotli is what a kept answer has; the second request is given from what is kept, where that is switched on.
    client = Client(HTTP_HOST=host, HTTP_ACCEPT_ENCODING="br, gzip")
    client.get(path)
    answer = client.get(path)
    if answer.status_code != 200:
        raise CommandError(f"{path} answered {answer.status_code}")
    body = Client(HTTP_HOST=host).get(path).content.decode()
    parts = {"html": len(answer.content), "raw_html": len(body)}
    for url in dict.fromkeys(_LINKED.findall(body)):
        if url.startswith(settings.STATIC_URL):
            name = url.removeprefix(settings.STATIC_URL)
            parts[name] = travels(name)
            if name.endswith(".css"):
                folder = name.rsplit("/", 1)[0]
                for font in dict.fromkeys(_FONTS.findall(found(name).read_text())):
                    parts[f"{folder}/{font}"] = travels(f"{folder}/{font}")
    total = sum(size for part, size in parts.items() if part != "raw_html")
    return {"number": number, "encoding": answer.get("Content-Encoding", ""), "total": total, "parts": parts}


def address(url: str) -> tuple[str, str]:
    """Host without port, and path."""
    match = re.fullmatch(r"https?://([^/:]+)(?::\d+)?(/.*)", url)
    assert match is not None, url
    return match[1], match[2]


def found(name: str) -> Path:
    path = finders.find(name)
    if not path:
        raise CommandError(f"The static file {name} is missing.")
    return Path(str(path))


def travels(name: str) -> int:
    """Bytes of a static file as whitenoise sends it."""
    path = found(name)
    content = path.read_bytes()
    return len(brotli.compress(content)) if path.suffix in TEXT else len(content)
