"""What Django, Wagtail and the others say: every string of theirs has a Vietnamese, or is one that nobody meets here.

`locale/upstream/vi/LC_MESSAGES/` holds our words for their strings, and goes before the Vietnamese they bring along.
What must be said are the strings of their own English catalogues, less `locale/upstream/never_met.txt`; strings they
forgot to put there are entered by hand, with the source file that has them, when the walk of `test_admin_words.py`
finds them. `manage.py messages` calls this module beside `thaibinh/messages.py`. Needs settings (which packages are
installed), no database.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import polib

from thaibinh import messages
from thaibinh.messages import Key, SourceError, identity, translations
from thaibinh.placeholders import is_format, mismatch

FOLDER = Path("locale/upstream")  # under the root of the project
NEVER_MET = FOLDER / "never_met.txt"
DOMAINS = ("django", "djangojs")
# Not an app, and loaded first of all.
ALWAYS = ("django.conf",)


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package and the folder of its sources."""

    name: str
    folder: Path

    @property
    def base(self) -> Path:
        """What the package is imported from."""
        return self.folder.parents[self.name.count(".")]

    def entries(self, language: str, domain: str) -> list[polib.POEntry]:
        """Its catalogue of a language; without one an empty list."""
        path = self.folder / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
        return [entry for entry in polib.pofile(str(path)) if not entry.obsolete] if path.exists() else []


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A line of `never_met.txt`: which strings of a package nobody meets here, and why."""

    line: int
    package: str
    pattern: str  # of a source file of the package, or a msgid in quotation marks
    reason: str

    def covers(self, entry: polib.POEntry, name: str) -> bool:
        """Whether the entry's use in the file `name` is meant."""
        if self.pattern.startswith('"'):
            return fnmatchcase(entry.msgid, json.loads(self.pattern))
        return fnmatchcase(name, self.pattern)


def installed_packages() -> list[Package]:
    """Every app that is not a room of ours, the first to be asked first."""
    import importlib

    from django.apps import apps
    from django.conf import settings

    configs = [config for config in apps.get_app_configs() if config.name not in settings.ROOMS]
    found = [Package(config.name, Path(config.path)) for config in configs]
    return found + [Package(name, Path(importlib.import_module(name).__path__[0])) for name in ALWAYS]


def catalogue_path(root: Path, domain: str) -> Path:
    return root / FOLDER / "vi" / "LC_MESSAGES" / f"{domain}.po"


def exclusions(root: Path) -> list[Exclusion]:
    """The reviewed list. Raises `SourceError` for a line without its three parts."""
    path, found = root / NEVER_MET, []
    for number, line in enumerate(path.read_text("utf-8").splitlines() if path.exists() else (), 1):
        if line.strip() and not line.startswith("#"):
            parts = [part.strip() for part in line.split(" | ", 2)]
            if len(parts) != 3 or not all(parts):
                raise SourceError(f"{NEVER_MET}: line {number} must read: package | file or msgid | reason")
            found.append(Exclusion(number, *parts))
    return found


def never_met(entry: polib.POEntry, package: Package, among: Iterable[Exclusion]) -> set[Exclusion]:
    """The exclusions that together excuse all uses of an entry; none when one use is not excused."""
    used: set[Exclusion] = set()
    for name in [name for name, _line in entry.occurrences] or [""]:
        here = {one for one in among if one.package == package.name and one.covers(entry, name)}
        if not here:
            return set()
        used |= here
    return used


def said_by_us(root: Path, domain: str) -> dict[Key, polib.POEntry]:
    """The strings of our own rooms, which are said once, in their own catalogue."""
    if domain != "django":
        return {}
    return {identity(e): e for e in messages.open_catalogue(root / messages.CATALOGUE) if not e.obsolete}


def said_by_them(packages: list[Package], domain: str) -> set[Key]:
    """What the packages' own Vietnamese says."""
    entries = (entry for package in packages for entry in package.entries("vi", domain))
    return {identity(entry) for entry in entries if not entry.fuzzy and all(translations(entry))}


def used_by(packages: list[Package], domain: str) -> dict[Key, tuple[polib.POEntry, list[str]]]:
    """Every English string with its first entry and the names of the packages that have it."""
    found: dict[Key, tuple[polib.POEntry, list[str]]] = {}
    for package in packages:
        for entry in package.entries("en", domain):
            found.setdefault(identity(entry), (entry, []))[1].append(package.name)
    return found


def by_hand(entry: polib.POEntry) -> list[str]:
    """The source files of a string that stands in no English catalogue: they are paths, packages have no slash."""
    return [name for name, _line in entry.occurrences if "/" in name]


def in_sources(entry: polib.POEntry, packages: list[Package]) -> bool:
    """Whether every source file named by hand still has the string, however it is broken into lines there."""
    bases = {package.base for package in packages}
    wanted = re.sub(r"\W+", "", entry.msgid)
    for name in by_hand(entry):
        texts = (path.read_text("utf-8") for path in (base / name for base in bases) if path.is_file())
        if not any(wanted in re.sub(r"\W+", "", text) for text in texts):
            return False
    return bool(by_hand(entry))


def missing(root: Path, packages: list[Package], domain: str, unused: set[Exclusion]) -> Iterator[polib.POEntry]:
    """English strings that nobody says in Vietnamese and no line excuses; takes the lines that do from `unused`."""
    lines = exclusions(root)
    said = set(said_by_us(root, domain)) | said_by_them(packages, domain)
    said |= {identity(entry) for entry in messages.open_catalogue(catalogue_path(root, domain)) if _is_said(entry)}
    for package in packages:
        for entry in package.entries("en", domain):
            if identity(entry) not in said:
                excused = never_met(entry, package, lines)
                unused -= excused
                if not excused:
                    yield entry


def _is_said(entry: polib.POEntry) -> bool:
    return not entry.obsolete and all(text.strip() for text in translations(entry))


def problems(root: Path, packages: list[Package]) -> Iterator[str]:
    """Everything that keeps the packages from speaking Vietnamese, a line each."""
    unused = set(exclusions(root))
    for domain in DOMAINS:
        where = f"{FOLDER.name}, {domain}"
        english, ours = used_by(packages, domain), said_by_us(root, domain)
        seen: set[Key] = set()
        for entry in messages.open_catalogue(catalogue_path(root, domain)):
            key = identity(entry)
            source, _names = english.get(key, (None, []))
            if entry.obsolete or not (source or in_sources(entry, packages)):
                yield f"obsolete: no package says {entry.msgid!r} any more ({where})"
                continue
            if key in seen or key in ours:
                place = "our own catalogue too" if key in ours else "it twice"
                yield f"duplicate: {entry.msgid!r} stands in {place} ({where})"
            seen.add(key)
            yield from _wrong(entry, source or entry, where)
        for entry in missing(root, packages, domain, unused):
            yield f"missing: {entry.msgid!r} of {', '.join(english[identity(entry)][1])} ({where})"
    for line in sorted(unused, key=lambda one: one.line):
        yield f"stale: line {line.line} of {NEVER_MET} excuses nothing: {line.package} | {line.pattern}"


def _wrong(entry: polib.POEntry, source: polib.POEntry, where: str) -> Iterator[str]:
    if entry.fuzzy:
        yield f"fuzzy: {entry.msgid!r} ({where})"
    if entry.msgid_plural != source.msgid_plural:
        yield f"plural: {entry.msgid!r} has another one now ({where})"
    for translation in translations(entry):
        if not translation.strip():
            if entry is source:  # entered by hand; what stands in an English catalogue is told as missing
                yield f"empty: {entry.msgid!r} ({where})"
        elif wrong := mismatch(source, translation):
            yield f"placeholders: {entry.msgid!r}: {wrong} ({where})"


def update(root: Path, packages: list[Package], *, drop_obsolete: bool = False) -> Counter[str]:
    """Brings our catalogues to what the packages say now; answers how many strings are new, ours now and obsolete.

    New strings come in empty, to be translated or excused; what a room of ours says too moves to our own catalogue.
    Entries stand by the package that uses them first.
    """
    changes: Counter[str] = Counter()
    order = {package.name: number for number, package in enumerate(packages)}
    for domain in DOMAINS:
        path = catalogue_path(root, domain)
        catalogue, english, ours = messages.open_catalogue(path), used_by(packages, domain), said_by_us(root, domain)
        catalogue[:] = [entry for entry in catalogue if any(translations(entry)) or by_hand(entry)]
        for entry in missing(root, packages, domain, set()):
            catalogue.append(polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt))
            changes["new"] += 1
        kept: dict[Key, polib.POEntry] = {}
        for entry in catalogue:
            key = identity(entry)
            if key in ours or key in kept:
                changes["ours now"] += 1
            elif key in english:
                kept[key] = _refreshed(entry, *english[key])
            else:
                gone = not in_sources(entry, packages)
                changes["obsolete"] += gone and not entry.obsolete
                entry.obsolete = int(gone)
                kept[key] = entry
        kept = {key: entry for key, entry in kept.items() if not (drop_obsolete and entry.obsolete)}
        catalogue[:] = sorted(kept.values(), key=lambda entry: _place(entry, order))
        if kept or path.exists():
            messages.write(path, f"{str(catalogue).rstrip()}\n".encode())
    return changes


def _refreshed(entry: polib.POEntry, source: polib.POEntry, names: list[str]) -> polib.POEntry:
    text = "".join(translations(entry)[:1])
    entry.obsolete, entry.msgid_plural = 0, source.msgid_plural
    entry.msgstr, entry.msgstr_plural = ("", {0: text}) if source.msgid_plural else (text, {})
    entry.occurrences = [(name, "") for name in dict.fromkeys(names)]
    entry.comment = source.comment
    entry.flags = [*(flag for flag in entry.flags if flag == "fuzzy"), *["python-format"] * is_format(entry)]
    return entry


def _place(entry: polib.POEntry, order: dict[str, int]) -> tuple[int, str, str]:
    first = entry.occurrences[0][0] if entry.occurrences else ""
    return order.get(first, len(order)), entry.msgid, entry.msgctxt or ""


def take_over(root: Path, catalogue: polib.POFile) -> None:
    """Gives new strings of our rooms the Vietnamese that a package's same string already has here."""
    known = {identity(entry): entry for entry in messages.open_catalogue(catalogue_path(root, "django"))}
    for entry in catalogue:
        there = known.get(identity(entry))
        if there and not any(translations(entry)) and bool(there.msgid_plural) == bool(entry.msgid_plural):
            entry.msgstr, entry.msgstr_plural = there.msgstr, dict(there.msgstr_plural)
