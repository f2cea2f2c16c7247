"""Old Word files (.doc): LibreOffice turns them into .docx, which keeps fonts and automatic numbers.

Where LibreOffice is missing, `doc2docx` (PyPI: msdoc2docx) reads the binary format in Python; it loses some text boxes.
Macros never run: LibreOffice is told so, the other knows none.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from django.utils.translation import gettext as _now

from core.uploads import DAMAGED
from documents.extraction.result import Limits, Unreadable, Warning
from documents.extraction.tools import need_soffice, private_folder, run, soffice

# LibreOffice's own settings: no macros, no active content, nothing fetched that a document links to, no way to the net.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
_ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
_SCRIPTING, _NET = "/org.openoffice.Office.Common/Security/Scripting", "/org.openoffice.Inet/Settings"
_VALUES = [
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "DisableActiveContent", "true"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    (_NET, "ooInetProxyType", "2"),
    (_NET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_NET, "ooInetHTTPProxyPort", "9"),
    (_NET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_NET, "ooInetHTTPSProxyPort", "9"),
]


@contextmanager
def as_docx(path: Path, suffix: str, limits: Limits) -> Iterator[tuple[Path, str, list[Warning]]]:
    """A .docx with the text of `path`, the name of what made it, and warnings. It is gone afterwards.

    Raises `Unreadable` when nothing here can read the file.
    """
    with private_folder() as folder:
        source = folder / f"source.{suffix}"
        shutil.copyfile(path, source)
        made: Path | None = None
        if soffice():
            with suppress(subprocess.CalledProcessError):  # what one cannot read, the other may
                made = _by_libreoffice(source, folder, limits)
        if made:
            yield made, "LibreOffice", []
        elif suffix == "doc" and find_spec("doc2docx"):
            yield _by_python(source, folder, limits), "doc2docx", _said_without_libreoffice()
        else:
            need_soffice()
            raise Unreadable("broken", DAMAGED)


def _by_libreoffice(source: Path, folder: Path, limits: Limits) -> Path:
    profile = folder / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _VALUES)
    settings.write_text(_SETTINGS.format(items=items))
    command: list[str | Path] = [need_soffice(), f"-env:UserInstallation={profile.as_uri()}"]
    command += ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"]
    command += ["--convert-to", "docx", "--outdir", folder / "out", source]
    run(command, folder, limits.seconds)
    made = folder / "out" / "source.docx"
    if not made.exists():
        # It ends without an error when it cannot open a file.
        raise subprocess.CalledProcessError(1, "soffice")
    return made


def _by_python(source: Path, folder: Path, limits: Limits) -> Path:
    made = folder / "source.docx"
    try:
        run([sys.executable, "-I", "-m", "doc2docx", source, "-o", made], folder, limits.seconds)
    except subprocess.CalledProcessError:
        raise Unreadable("broken", DAMAGED) from None
    if not made.exists():
        raise Unreadable("broken", DAMAGED)
    return made


def _said_without_libreoffice() -> list[Warning]:
    said = _now("The file was read without LibreOffice, so text in boxes may be missing. Compare it with the original.")
    return [Warning("without_libreoffice", said)]
