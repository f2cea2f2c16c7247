"""Programs outside Python: which are there, and how they are run. All of them are optional.

What is read may be hostile. Each program runs in a private folder that is gone afterwards, in a group of processes that
is killed as a whole when its time is over, with bounded memory and without the way out to the network that it would
find in the environment.
"""

from __future__ import annotations

import logging
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _now

from documents.extraction.result import Unreadable

logger = logging.getLogger(__name__)

_MOST_MEMORY = 4 * 1024**3  # bytes of address space
_MOST_WRITTEN = 1024**3  # bytes of one file
# Nothing listens there: programs that heed these variables reach nobody.
_NOWHERE = "http://127.0.0.1:9"


def soffice() -> str | None:
    """LibreOffice, if it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def tesseract() -> str | None:
    """Tesseract, if it is installed and has learnt Vietnamese."""
    program = shutil.which("tesseract")
    return program if program and "vie" in _languages(program) else None


@lru_cache(maxsize=4)
def _languages(program: str) -> frozenset[str]:
    try:
        done = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(done.stdout.split())


def need_soffice() -> str:
    """Where LibreOffice is. Raises `Unreadable` when it is missing."""
    if program := soffice():
        return program
    raise Unreadable(
        "tool_missing",
        _now(
            "LibreOffice is not installed on the server, so this file cannot be read into text. The file itself is "
            "kept. Type or paste the text, or upload the document as .docx; the operator can install LibreOffice."
        ),
    )


def need_tesseract() -> str:
    """Where Tesseract is. Raises `Unreadable` naming what is missing: the program or its Vietnamese."""
    if program := tesseract():
        return program
    missing = "Tesseract" if not shutil.which("tesseract") else _now("the Vietnamese language data of Tesseract (vie)")
    said = _now(
        "%(missing)s is not installed on the server, so a scan cannot be read into text. The file itself is kept. "
        "Type or paste the text, or upload the document as Word or as a PDF with text; the operator can install what "
        "is missing."
    )
    raise Unreadable("tool_missing", said % {"missing": missing})


def time_over(seconds: int) -> Unreadable:
    """What to raise when the time for a file is over."""
    said = _now("Reading the file took longer than %(seconds)d seconds and was stopped. Split it into smaller files.")
    return Unreadable("time_limit", said % {"seconds": seconds})


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder that only this process sees, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="extraction-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def run(command: Sequence[str | Path], folder: Path, seconds: int) -> str:
    """Runs a program in `folder` and answers what it printed. Raises `Unreadable` when it takes longer than `seconds`
    and `subprocess.CalledProcessError` when it fails.
    """
    environment = {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "OMP_THREAD_LIMIT": "1",  # several threads of Tesseract wait for one another more than they read
        **dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), _NOWHERE),
    }
    if "TESSDATA_PREFIX" in os.environ:
        environment["TESSDATA_PREFIX"] = os.environ["TESSDATA_PREFIX"]
    with (folder / "printed").open("w+b") as printed, (folder / "complained").open("w+b") as complained:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=complained,
            start_new_session=True,
        )
        try:
            _bound(process.pid)
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise time_over(seconds) from None
        finally:
            _kill(process)
        printed.seek(0)
        complained.seek(0)
        output, errors = printed.read(), complained.read()[-2000:].decode("utf-8", "replace")
    if process.returncode:
        logger.info("%s ended with %s: %s", Path(str(command[0])).name, process.returncode, errors.strip())
        raise subprocess.CalledProcessError(process.returncode, str(command[0]), output, errors)
    return output.decode("utf-8", "replace")


def _bound(pid: int) -> None:
    """Limits memory and files of a process and of those it starts; only Linux can do that from outside."""
    if sys.platform == "linux":
        with suppress(OSError):  # it has ended already
            resource.prlimit(pid, resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (_MOST_WRITTEN, _MOST_WRITTEN))


def _kill(process: subprocess.Popen[bytes]) -> None:
    """The whole group: LibreOffice's starter leaves its child behind."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
