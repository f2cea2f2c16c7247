"""What comes out of a file: its text, where it was read and what the editor should know about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

# All pages of a text that somebody typed, and those of a scan, which takes seconds a page.
MOST_PAGES = 3000
MOST_SCANNED_PAGES = 300


class Origin(StrEnum):
    """How the text was read. `SCAN` is guessed from a picture: somebody has to compare it with the page."""

    FILE = "file"
    SHEET = "sheet"
    SCAN = "scan"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one reading may take. `seconds` holds for each start of a program; sizes in bytes and characters."""

    pages: int = MOST_PAGES
    scanned_pages: int = MOST_SCANNED_PAGES
    seconds: int = 180
    characters: int = 30_000_000
    # Of one part of an Office file, unpacked: lxml needs some ten times as much memory.
    part_bytes: int = 128 * 1024 * 1024
    # Cells of a workbook.
    cells: int = 2_000_000


@dataclass(frozen=True, slots=True)
class Warning:
    """What the editor should look at: a short code and a sentence."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class PageText:
    """One page. `number` counts from 0, as in `pages=range(0, 10)`; `certainty` is 0–100 for a scan, else None."""

    number: int
    text: str
    origin: Origin = Origin.FILE
    certainty: float | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file: Unicode NFC, one paragraph a line, the cells of a table separated by tabs.

    `pages` is empty where the format has none (Word, spreadsheets); `page_count` counts those of the whole file, also
    when only some were asked for. `tool` names what read it.
    """

    text: str
    origin: Origin
    tool: str
    pages: list[PageText] = field(default_factory=list)
    page_count: int | None = None
    # Legacy encodings that were converted: "TCVN3", "VNI-Windows".
    encoding_notes: list[str] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)


class Unreadable(Exception):
    """Why there is no text, as a code for the program and a sentence for the person who uploaded the file.

    Codes: `empty`, `locked`, `broken`, `mismatch`, `refused`, `unsupported`, `too_large`, `too_many_pages`,
    `time_limit`, `tool_missing`. The file itself is kept all the same.
    """

    def __init__(self, code: str, message: object) -> None:
        self.code = code
        self.message = str(message)
        super().__init__(f"{code}: {self.message}")
