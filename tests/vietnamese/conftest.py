"""Real public texts to try the parsers on: read where they lie, never copied into the repository."""

import json
import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def real_numbers() -> list[dict[str, str]]:
    """Number and type of every real document. Skips without REAL_DATA."""
    folder = os.environ.get("REAL_DATA")
    if not folder or not (Path(folder) / "documents.jsonl").is_file():
        pytest.skip("REAL_DATA names no folder with documents.jsonl: real document numbers are not tried")
    with (Path(folder) / "documents.jsonl").open(encoding="utf-8") as lines:
        return [{"number": row["number"], "type": row["type"]} for row in map(json.loads, lines)]
