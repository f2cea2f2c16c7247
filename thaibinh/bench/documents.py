"""Legal documents: how well texts are taken apart and files read, how quickly they come in, what pages weigh."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from core.importing import ImportJob
from documents.extraction import Unreadable
from documents.extraction.accuracy import Score, files_whole, legacy_accuracy, ocr_error, share
from documents.extraction.reference import can_compare
from documents.importing import import_documents
from documents.models import DocumentPage
from documents.structure.accuracy import accuracy
from thaibinh.bench.documents_weight import page_weight

Say = Callable[[str], object]
PAGES = 3
# The longest of the real documents.
HEAVIEST = ("101/2015/QH13", "155/2020/NĐ-CP")


def measure_structure(folder: Path, say: Say) -> dict[str, Any]:
    """Articles that come back with number and title, of the documents that are complete."""
    figures = accuracy(folder).figures()
    say(
        f"Structure: {figures['articles']} articles of {figures['documents']} documents, "
        f"{100 * figures['articles_right']:.2f} % with number and title (goal 99)"
    )
    return figures


def measure_files(folder: Path, say: Say) -> dict[str, Any]:
    """Old encodings, whole files, and pages read by machine."""
    found: dict[str, Any] = {}
    tried = [("letters with diacritics right in files of old encodings", 99.5, legacy_accuracy(folder / "legacy"))]
    if can_compare():
        tried.append(("syllables of office files there", 100, files_whole(folder / "files")))
    else:
        say("Files: whether they come out whole is compared with LibreOffice and poppler, which are not installed.")
    for name, goal, scores in tried:
        found[name] = {"share": round(share(scores), 5), "files": [told(score) for score in scores]}
        say(f"Files: {100 * share(scores):.2f} % of {name}, {len(scores)} files (goal {goal})")
        for score in scores:
            if score.problem:
                say(f"    {score.name}: {score.problem}")
    try:
        error = ocr_error((folder / "decision-02-2011.txt").read_text("utf-8"), PAGES)
        found["scans"] = {"pages": PAGES, "syllable_error": round(error, 5)}
        say(f"Scans: {100 * error:.2f} % of syllables wrong on {PAGES} spoilt pages (goal 3)")
    except (Unreadable, OSError) as problem:
        found["scans"] = {"problem": str(problem)}
        say(f"Scans: not measured. {problem}")
    return found


def told(score: Score) -> dict[str, Any]:
    return {"name": score.name, "share": round(score.share, 5), "problem": score.problem}


def measure_import(folder: Path, say: Say) -> dict[str, Any]:
    """All of `documents.jsonl` into the empty portal, this process on one core; then once more."""
    job = ImportJob(folder / "documents.jsonl", "", None, lambda rows: iter(rows))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    begun = time.perf_counter()
    report = import_documents(job)
    first = time.perf_counter() - begun
    if not report.created:
        raise CommandError(f"Nothing could be imported: {report.problems[:3]}")
    begun = time.perf_counter()
    again = import_documents(replace(job))
    second = time.perf_counter() - begun
    figures = {
        "documents": report.created,
        "left_out": len(report.problems),
        "per_second": round(report.created / first, 1),
        "again_seconds": round(second, 1),
        "again_created": again.created,
    }
    say(
        f"Import: {figures['documents']} documents, {figures['per_second']} a second with structure, relations and "
        f"index (goal 20); a second run changes {again.created} in {figures['again_seconds']} s"
    )
    return figures


def measure_weight(say: Say) -> list[dict[str, Any]]:
    """What the first view of the longest documents loads, compressed."""
    found = []
    for number in HEAVIEST:
        if DocumentPage.objects.filter(number=number).exists():
            row = page_weight(number)
            found.append(row)
            say(f"Weight: {number}: {row['total'] / 1000:.0f} KB compressed (goal 250)")
    return found
