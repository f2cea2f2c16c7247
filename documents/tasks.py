"""Reads uploaded files in the background: a look at the file, then its pages, some at a time, each part saved.

A killed worker loses one part at most. What the person sees meanwhile is in the `Upload` row.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _now

from agencies.models import PortalFile
from core.jobs import enqueue_later, job
from documents.models import Upload, UploadState
from documents.models.text import LONGEST_TEXT, too_long
from documents.uploading.pages import joined, tidy, with_breaks
from documents.uploading.stamps import hold_back, stamp_not_cleared
from vietnamese.text import normalise

logger = logging.getLogger(__name__)

# Pages read before they are saved: a scan takes some seconds a page, a page of text next to nothing.
SCANNED_AT_ONCE = 10
TEXT_AT_ONCE = 40
# A reading that took its process with it is not tried for ever.
MOST_DEATHS = 3
OPEN = (UploadState.WAITING, UploadState.READING)


@job("documents.read_file")
def read_file(upload: int, first: int | None = None) -> None:
    """Without `first` a look at the file: how many pages there are; then those from page `first` (from 0) on."""
    row = Upload.objects.select_related("file").filter(pk=upload, state__in=OPEN).first()
    if row is None or (first is not None and row.pages_read != first):
        return  # discarded, or read by another run of this job
    if died_too_often(row, first):
        fail(row, _now("The program that reads files broke off at this file several times. Type or paste the text."))
        cache.delete(death_key(row, first))  # who tries again begins anew
        return
    from documents.extraction import Unreadable

    try:
        with local_copy(row.file) as path:
            step = look(row, path) if first is None else read_on(row, path, first)
    except Unreadable as unreadable:
        step = {"state": UploadState.FAILED, "error": unreadable.message}
    except DatabaseError:
        raise
    except Exception:  # whatever a parser throws at a broken file: the person has to know, the job is done
        logger.exception("upload %s could not be read", row.pk)
        step = {"state": UploadState.FAILED, "error": _now("The file could not be read. Type or paste the text.")}
    save(row, step)
    cache.delete(death_key(row, first))


def look(row: Upload, path: Path) -> dict[str, Any]:
    """The number of pages, where the format has pages. Then the reading goes on where it stopped."""
    from documents.extraction import page_count

    pages = page_count(path) or 0
    return {"state": UploadState.READING, "page_count": pages, "error": "", "next": row.pages_read}


def read_on(row: Upload, path: Path, first: int) -> dict[str, Any]:
    """The next pages, put to those read before."""
    from documents.extraction import extract, has_text_layer

    pages = None
    if row.page_count:
        at_once = TEXT_AT_ONCE if has_text_layer(path) else SCANNED_AT_ONCE
        pages = range(first, min(first + at_once, row.page_count))
    found = extract(path, name=row.name, pages=pages)
    starts: list[int] = []
    if pages is None:
        text = tidy(normalise(found.text))
    else:
        by_number = {page.number: normalise(page.text) for page in found.pages}
        text, starts = joined(row.text, row.page_starts, [by_number.get(number, "") for number in pages])
    if len(text.encode("utf-8", "replace")) > LONGEST_TEXT:
        return {"state": UploadState.FAILED, "error": too_long(text)}
    done = pages is None or pages.stop >= row.page_count
    return {
        "state": UploadState.READ if done else UploadState.READING,
        "text": text,
        "page_starts": starts,
        "pages_read": pages.stop if pages is not None else 0,
        "origin": worst(row.origin, str(found.origin)),
        "warnings": added(row.warnings, found),
        "stamp": stamp_not_cleared(row, with_breaks(text, starts)),
        "next": None if done else pages.stop if pages is not None else None,
    }


def save(row: Upload, step: dict[str, Any]) -> None:
    """Writes what was found, unless the file was discarded meanwhile; the next part is another job."""
    following, stamp = step.pop("next", None), step.pop("stamp", None)
    with transaction.atomic():
        current = Upload.objects.select_for_update().filter(pk=row.pk, state__in=OPEN).first()
        if current is None or current.pages_read != row.pages_read:
            return
        for name, value in step.items():
            setattr(current, name, value)
        current.save(update_fields=[*step])
        if stamp is not None:
            hold_back(current, stamp.words)
        elif following is not None:
            enqueue_later("documents.read_file", current.name, upload=current.pk, first=following)


def fail(row: Upload, error: str) -> None:
    save(row, {"state": UploadState.FAILED, "error": error})


def worst(before: str, now: str) -> str:
    """A text of which one page was read by machine from a picture has to be compared as a whole."""
    from documents.models import Origin

    return Origin.SCAN if Origin.SCAN in (before, now) else Origin.FILE


def added(before: list[dict[str, str]], found: Any) -> list[dict[str, str]]:
    """The warnings of all parts, each once."""
    rows = [*before, *({"code": str(warning.code), "words": str(warning.words)} for warning in found.warnings)]
    for encoding in found.encoding_notes:
        words = _now("The text was written in %(encoding)s and was converted to Unicode. Please read it again.")
        rows.append({"code": "encoding", "words": words % {"encoding": encoding}})
    return list({(row["code"], row["words"]): row for row in rows}.values())


def death_key(row: Upload, first: int | None) -> str:
    return f"documents.read_file:{row.pk}:{first}"


def died_too_often(row: Upload, first: int | None) -> bool:
    """Counts the beginnings of this part that had no end. The job's own row forgets them with its transaction."""
    key = death_key(row, first)
    begun = cache.get(key, 0)
    cache.set(key, begun + 1, timeout=24 * 3600)
    return begun >= MOST_DEATHS


@contextmanager
def local_copy(file: PortalFile) -> Iterator[Path]:
    """The file as a path: its own, or a copy that is gone afterwards where the store is elsewhere."""
    if file.is_stored_locally():
        yield Path(file.file.path)
        return
    suffix = Path(file.filename).suffix
    with tempfile.NamedTemporaryFile(suffix=suffix) as copy, file.open_file() as source:
        shutil.copyfileobj(source, copy)
        copy.flush()
        yield Path(copy.name)
