"""One stylesheet out of many small files, without a build step.

`css/bundle.txt` lists the parts in order; the finder writes them as `thaibinh/site.css`, so that a phone makes one
request while people read one file per component.
"""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import brotli
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

# Not below static/: addresses in the parts are right only inside the bundle, next to fonts/ and images/.
SOURCE_DIR = Path(__file__).parent / "css"
BUNDLE = "thaibinh/site.css"


def parts() -> list[Path]:
    """The files of the stylesheet, in order."""
    lines = (SOURCE_DIR / "bundle.txt").read_text().splitlines()
    return [SOURCE_DIR / line.strip() for line in lines if line.strip() and not line.startswith("#")]


def bundle() -> str:
    """The whole stylesheet, without its comments and without space that says nothing."""
    text = "\n".join(path.read_text() for path in parts())
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" ?([{};]) ?", r"\1", text).replace(";}", "}").strip() + "\n"


def write(path: Path, content: bytes) -> None:
    """In one step: nobody reads half a stylesheet."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(path)


class StylesheetFinder(BaseFinder):
    """Offers the bundle to `collectstatic` and to whitenoise as if it were a file of the project."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.root = Path(settings.VAR_DIR) / "stylesheet"
        self.storage = FileSystemStorage(location=str(self.root))
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:
        if path != BUNDLE:
            return []
        found = str(self._write())
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        self._write()
        yield BUNDLE, self.storage
        if getattr(settings, "WHITENOISE_USE_FINDERS", False):  # `collectstatic` compresses what it collects itself
            yield f"{BUNDLE}.gz", self.storage
            yield f"{BUNDLE}.br", self.storage

    def _write(self) -> Path:
        target = self.root / BUNDLE
        newest = max(path.stat().st_mtime for path in [*parts(), SOURCE_DIR / "bundle.txt", Path(__file__)])
        if not target.exists() or target.stat().st_mtime < newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            text = bundle().encode()
            # Beside it as it travels: whitenoise gives these to whoever takes them, also where nothing was collected.
            write(target.with_name(f"{target.name}.gz"), gzip.compress(text, 9, mtime=0))
            write(target.with_name(f"{target.name}.br"), brotli.compress(text))
            write(target, text)
        return target
