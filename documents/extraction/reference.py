"""What other programs read in a file: to compare our own reading with, for `make bench` only."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from documents.extraction.tools import private_folder, run, soffice

_SECONDS = 180


def can_compare() -> bool:
    """Whether LibreOffice and poppler are installed."""
    return bool(soffice() and shutil.which("pdftotext"))


def reference_text(path: Path) -> str | None:
    """The text of a Word file as LibreOffice writes it, of a PDF as poppler does; None for others and for scans."""
    ending = path.suffix.lower()
    if ending in (".doc", ".docx"):
        return _by_libreoffice(path)
    if ending == ".pdf":
        with private_folder() as folder:
            text = run(["pdftotext", "-enc", "UTF-8", path.resolve(), "-"], folder, _SECONDS)
        return text if text.strip() else None
    return None


def _by_libreoffice(path: Path) -> str | None:
    with private_folder() as folder:
        source = folder / f"source{path.suffix.lower()}"
        shutil.copyfile(path, source)
        command = [str(soffice()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder / "out"), str(source)]
        try:
            run(command, folder, _SECONDS)
            return (folder / "out" / "source.txt").read_text("utf-8-sig")
        except (subprocess.CalledProcessError, FileNotFoundError):
            return None
