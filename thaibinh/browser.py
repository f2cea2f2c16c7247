"""Finds the Chromium that the browser journeys use, or gets one; a journey is never skipped in silence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def installed() -> str:
    """The path of a Chromium that is there already; empty when there is none."""
    if named := os.environ.get("CHROMIUM"):
        return named if Path(named).exists() else ""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return playwrights_own()


def playwrights_own() -> str:
    """The browser Playwright has downloaded, if it has."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else ""


def get() -> None:
    """Tries Debian's package as root, then Playwright's own download."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("  • Installing Debian's Chromium for the browser tests …", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], capture_output=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], capture_output=True)
        if installed():
            return
    print("  • Downloading Playwright's Chromium for the browser tests …", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True)


def main() -> None:
    if not installed():
        get()
    if not installed():
        sys.exit(
            "\n  ✗ The browser tests need Chromium, and none could be had.\n"
            "    Debian, Ubuntu: apt install chromium   macOS: brew install --cask chromium\n"
            "    or name one: CHROMIUM=/path/to/chromium make test\n"
        )


if __name__ == "__main__":
    main()
