"""`manage.py messages extract | check | compile`: the catalogues of Vietnamese texts, without GNU gettext."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from django.core.management.base import BaseCommand, CommandError

from thaibinh import messages, upstream
from thaibinh.messages import Key, Source
from thaibinh.placeholders import mismatch

ROOT = Path(__file__).resolve().parents[3]


def problems(catalogue: polib.POFile, sources: dict[Key, Source]) -> Iterator[str]:
    """Everything that keeps the catalogue from being complete, a line each."""
    forms = messages.plural_forms(catalogue)
    seen: set[Key] = set()
    for entry in catalogue:
        key = messages.identity(entry)
        where = ", ".join(name for name, _line in entry.occurrences)
        if entry.obsolete or key not in sources:
            yield f"obsolete: {entry.msgid!r} is used nowhere any more"
            continue
        if key in seen:
            yield f"duplicate: {entry.msgid!r} stands in the catalogue twice"
        seen.add(key)
        if sources[key].plural != entry.msgid_plural:
            yield f"missing: the plural of {entry.msgid!r} ({where})"
        if entry.fuzzy:
            yield f"fuzzy: {entry.msgid!r} ({where})"
        for form, translation in enumerate(messages.translations(entry, forms)):
            if not translation.strip():
                yield f"empty: {entry.msgid!r} ({where})"
            elif wrong := mismatch(entry, translation, form, forms):
                yield f"placeholders: {entry.msgid!r}: {wrong} ({where})"
    for context, msgid in sorted(sources.keys() - seen, key=lambda key: (key[1], key[0] or "")):
        yield f"missing: {msgid!r} ({', '.join(sorted(sources[context, msgid].files))})"


class Command(BaseCommand):
    """Reads the installed apps from the settings, and no database."""

    help = "The catalogues of Vietnamese texts: take new strings from the sources, check that all is said, compile."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--root", type=Path, default=ROOT, help="folder of the project")
        actions = parser.add_subparsers(dest="action", required=True)
        extract = actions.add_parser(
            "extract", help="bring the strings of the sources and of the packages into the catalogues"
        )
        extract.add_argument("--drop-obsolete", action="store_true", help="forget what no source has any more")
        actions.add_parser("check", help="exit 1 and list what is missing, empty, fuzzy, obsolete or mismatched")
        actions.add_parser("compile", help="make the binary catalogues whose text is newer")

    def handle(self, *args: Any, action: str, root: Path, **options: Any) -> None:
        try:
            getattr(self, f"do_{action}")(root, **options)
        except (messages.SourceError, OSError) as error:  # polib reports a catalogue it cannot read as OSError
            raise CommandError(str(error)) from error

    def do_extract(self, root: Path, *, drop_obsolete: bool, **options: Any) -> None:
        path = root / messages.CATALOGUE
        catalogue = messages.open_catalogue(path)
        changes = messages.update(catalogue, messages.read_sources(root))
        if drop_obsolete:
            catalogue[:] = [entry for entry in catalogue if not entry.obsolete]
        upstream.take_over(root, catalogue)
        messages.write(path, f"{str(catalogue).rstrip()}\n".encode())
        empty = sum(not all(messages.translations(entry)) for entry in catalogue if not entry.obsolete)
        told = ", ".join(f"{changes[kind]} {kind}" for kind in ("new", "back", "obsolete"))
        self.stdout.write(f"{messages.CATALOGUE}: {told}; {empty} to translate")
        changes = upstream.update(root, upstream.installed_packages(), drop_obsolete=drop_obsolete)
        told = ", ".join(f"{changes[kind]} {kind}" for kind in ("new", "ours now", "obsolete"))
        self.stdout.write(f"{upstream.FOLDER}: {told}")

    def do_check(self, root: Path, **options: Any) -> None:
        found = [
            *problems(messages.open_catalogue(root / messages.CATALOGUE), messages.read_sources(root)),
            *upstream.problems(root, upstream.installed_packages()),
        ]
        for problem in found:
            self.stdout.write(problem)
        if found:
            raise CommandError(f"The Vietnamese catalogues have {len(found)} problems.")
        self.stdout.write("The Vietnamese catalogues are complete.")

    def do_compile(self, root: Path, **options: Any) -> None:
        for binary in messages.compile_catalogues(root):
            self.stdout.write(f"compiled {binary.relative_to(root)}")
