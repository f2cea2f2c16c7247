"""Makes the virtual environment and puts the exactly pinned packages in it. Standard library only.

Run by `make` with whatever Python the machine has: it must say clearly what is missing and how to get it.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
import sys
import time
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def stop(message: str) -> None:
    """Ends with a message a person can act on."""
    print(f"\n  ✗ {message}\n", file=sys.stderr)
    sys.exit(1)


def newest_python() -> str:
    """The interpreter to build with: this one, or a newer one on the path."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for minor in range(14, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    stop(
        f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, this is {sys.version.split()[0]}.\n"
        "    Debian, Ubuntu: apt install python3 python3-venv   macOS: brew install python"
    )
    raise AssertionError


def stamp(requirements: Path) -> Path:
    """The file whose presence says: these very requirements are installed."""
    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()[:16]
    return VENV / f".{requirements.stem}-{digest}"


def make_environment() -> None:
    """Creates the virtual environment when it is missing or broken."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0:
        return
    print("  • Making the virtual environment (.venv) …", flush=True)
    done = subprocess.run([newest_python(), "-m", "venv", "--clear", VENV], capture_output=True, text=True)
    if done.returncode:
        stop(
            "Python could not make a virtual environment.\n"
            "    Debian, Ubuntu: apt install python3-venv\n"
            f"    It said: {(done.stderr or done.stdout).strip()[-400:]}"
        )


def install(requirements: Path) -> None:
    """Installs one requirements file by its hashes; once it is in, only a glance is needed."""
    if stamp(requirements).exists():
        return
    count = requirements.read_text().count("==")
    print(f"  • Installing {count} packages from {requirements.name} (the first time takes a minute) …", flush=True)
    begun = time.monotonic()
    log = VENV / f"{requirements.stem}.log"
    with log.open("w") as out:
        command = [
            PYTHON,
            "-m",
            "pip",
            "install",
            "--require-hashes",
            "--disable-pip-version-check",
            "-r",
            requirements,
        ]
        done = subprocess.run(command, stdout=out, stderr=subprocess.STDOUT)
    if done.returncode:
        tail = "\n    ".join(log.read_text().strip().splitlines()[-6:])
        free = shutil.disk_usage(ROOT).free
        hint = "The disk is full." if free < 300_000_000 else "Is the package registry reachable (network, proxy)?"
        stop(f"The packages could not be installed. {hint}\n    Full log: {log}\n    {tail}")
    for old in VENV.glob(f".{requirements.stem}-*"):
        if old.name.rsplit("-", 1)[0] == f".{requirements.stem}":
            old.unlink()
    stamp(requirements).touch()
    print(f"    done in {time.monotonic() - begun:.0f} s", flush=True)


def main() -> None:
    wanted = [ROOT / "requirements.txt"]
    if "--dev" in sys.argv:
        wanted.append(ROOT / "requirements-dev.txt")
    if PYTHON.exists() and all(stamp(path).exists() for path in wanted):
        return
    if shutil.disk_usage(ROOT).free < 700_000_000:
        stop(f"The disk is almost full: about 700 MB are needed under {ROOT}. Free some space and run make again.")
    # Two makes beside each other must not install into the same place at once.
    with (ROOT / ".venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        make_environment()
        for path in wanted:
            install(path)


if __name__ == "__main__":
    main()
