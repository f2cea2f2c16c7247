"""`make lint`: every check, each with its name; the first line that fails says what to do."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "thaibinh.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "PORTAL_DOMAIN": "example.gov.vn",
    "ALLOWED_HOSTS": ".example.gov.vn",
    "DATABASE_URL": "postgresql://nobody@localhost/none",
    "SAMPLE_CONTENT": "off",
}
LOCAL = {"DJANGO_SETTINGS_MODULE": "thaibinh.settings.test", "DATABASE_URL": "postgresql://nobody@localhost/none"}
PYTHON = sys.executable
CHECKS: list[tuple[str, list[str], dict[str, str]]] = [
    ("ruff: style", [str(BIN / "ruff"), "check", "."], {}),
    ("ruff: layout of the code", [str(BIN / "ruff"), "format", "--check", "-q", "."], {}),
    ("djlint: templates", [str(BIN / "djlint"), ".", "--lint", "--quiet"], {}),
    ("import-linter: floors", [str(BIN / "lint-imports"), "--no-cache"], {"PYTHONPATH": str(ROOT)}),
    (
        "mypy: types",
        [str(BIN / "mypy"), "vietnamese", "core", "agencies", "home", "news", "documents", "search"],
        LOCAL,
    ),
    ("django: missing migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run", "-v0"], LOCAL),
    ("messages: nothing untranslated", [PYTHON, "manage.py", "messages", "check"], LOCAL),
    (
        "django: system checks for production",
        [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        PRODUCTION,
    ),
]


def main() -> None:
    failed = []
    for name, command, variables in CHECKS:
        begun = time.monotonic()
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, capture_output=True, text=True)
        good = done.returncode == 0
        print(f"  {'✓' if good else '✗'} {name} ({time.monotonic() - begun:.0f} s)", flush=True)
        if not good:
            failed.append(name)
            print((done.stdout + done.stderr).strip() or "(it printed nothing)", flush=True)
    if failed:
        sys.exit(f"\n  ✗ {len(failed)} of {len(CHECKS)} checks failed: {', '.join(failed)}")
    print(f"  {len(CHECKS)} checks passed")


if __name__ == "__main__":
    main()
