"""The catalogue of Vietnamese texts without GNU gettext: read the strings from the sources, check, compile.

English strings stand in the sources, `locale/vi/LC_MESSAGES/django.po` holds their Vietnamese; `manage.py messages`
is the command in front of this module. Only our own rooms are read: what Django, Wagtail and the others say has
catalogues of its own, see `thaibinh/upstream.py`. Needs no settings and no database; Babel only for reading Python.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import polib
from django.template.base import Lexer, Token, TokenType
from django.utils.text import unescape_string_literal
from django.utils.translation import trim_whitespace

from thaibinh.placeholders import is_format

CATALOGUE = Path("locale/vi/LC_MESSAGES/django.po")  # under the root of the project
HEADER = {
    "Language": "vi",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Plural-Forms": "nplurals=1; plural=0;",
}
NOT_READ = {"migrations", "tests", "static"}
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml"}
NOTE = "Translators"  # a comment that begins so is shown to the translator
PYTHON_KEYWORDS = {
    **dict.fromkeys(("_", "_now", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}

_STRING = r""""[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*'"""
_LITERAL = re.compile(_STRING)
_CONSTANT = re.compile(rf"(?<![\w.])_\(({_STRING})\)")

Key = tuple[str | None, str]  # context and msgid


class SourceError(ValueError):
    """A source cannot be read for its strings; the text names the file and says why."""


@dataclass(frozen=True, slots=True)
class Message:
    """One string to translate, spelled as gettext is asked for it at run time."""

    msgid: str
    plural: str = ""
    context: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Source:
    """What the sources say of one message: its plural, the files that use it, notes for the translator."""

    plural: str = ""
    files: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)


def python_messages(path: Path) -> Iterator[Message]:
    """The strings a Python file marks. Needs Babel, which is installed for developers only."""
    from babel.messages.extract import extract

    with path.open("rb") as file:
        for _line, found, notes, context in extract("python", file, PYTHON_KEYWORDS, comment_tags=(NOTE,)):
            msgid, plural = (found, "") if isinstance(found, str) else (found[0], found[1])
            yield Message(msgid, plural, context, (" ".join(notes),) if notes else ())


def template_messages(text: str) -> Iterator[Message]:
    """The strings a template marks: translate, blocktranslate and `_("…")` anywhere in a tag or variable.

    Walks Django's own tokens and spells each msgid as Django does when it renders: percent signs doubled, quotes
    unescaped, trimmed blocks trimmed. (`templatize`, made for xgettext, spells `_("50%")`, `_("a|b")` and escaped
    quotes in another way: such strings would stay English in silence.)
    """
    tokens = iter(Lexer(text).tokenize())
    notes: tuple[str, ...] = ()
    for token in tokens:
        tag = token.contents.split(maxsplit=1)[0] if token.token_type == TokenType.BLOCK else ""
        if token.token_type == TokenType.TEXT:
            continue
        if token.token_type == TokenType.COMMENT or tag == "comment":
            comment = token.contents if tag == "" else _skip_comment(tokens)
            if comment.strip().startswith(NOTE):
                notes = (" ".join(comment.split()),)
            continue
        found = [Message(_spelled(constant)) for constant in _CONSTANT.findall(token.contents)]
        if tag in ("trans", "translate"):
            found += _translate_tag(token)
        elif tag in ("blocktrans", "blocktranslate"):
            found.append(_translate_block(token, tokens))
        if found:
            yield from (replace(message, notes=notes) for message in found if message.msgid)
            notes = ()


def _spelled(literal: str) -> str:
    return unescape_string_literal(literal).replace("%", "%%")


def _skip_comment(tokens: Iterator[Token]) -> str:
    """Reads on to the end of a comment block and answers what stood in it."""
    inside = []
    for token in tokens:
        if token.token_type == TokenType.BLOCK and token.contents == "endcomment":
            break
        inside.append(token.contents)
    return "".join(inside)


def _context(token: Token, bits: list[str]) -> str | None:
    """The context named in a tag. It must be written out: a computed one could not be found in the sources."""
    if "context" not in bits[1:-1]:
        return None
    literal = _LITERAL.fullmatch(bits[bits.index("context", 1) + 1])
    if literal is None:
        raise SourceError(f"line {token.lineno}: the context of a translation must be a string, not a variable")
    return unescape_string_literal(literal[0])


def _translate_tag(token: Token) -> list[Message]:
    bits = token.split_contents()
    literal = _LITERAL.match(bits[1]) if len(bits) > 1 else None
    if literal is None:  # {% translate variable %}: its strings are marked where they are made
        return []
    return [Message(_spelled(literal[0]), context=_context(token, bits[1:]))]


def _translate_block(opening: Token, tokens: Iterator[Token]) -> Message:
    bits = opening.split_contents()
    where = f"line {opening.lineno}: {{% {bits[0]} %}}"
    forms: list[list[str]] = [[]]
    for token in tokens:
        if token.token_type == TokenType.TEXT:
            forms[-1].append(token.contents.replace("%", "%%"))
        elif token.token_type == TokenType.VAR:
            if not token.contents.isidentifier():  # Django would look up the name as it stands and show nothing
                raise SourceError(f"{where}: {{{{ {token.contents} }}}} must be a plain name; give it one with `with`")
            forms[-1].append(f"%({token.contents})s")
        elif token.contents == "plural" and len(forms) == 1 and "count" in bits:
            forms.append([])
        elif token.contents == f"end{bits[0]}":
            texts = ["".join(form) for form in forms]
            if "trimmed" in bits:
                texts = [trim_whitespace(text) for text in texts]
            return Message(texts[0], texts[1] if len(texts) > 1 else "", _context(opening, bits))
        else:
            raise SourceError(f"{where} must not contain {token.contents!r}")
    raise SourceError(f"{where} is never closed")


def source_files(root: Path) -> Iterator[Path]:
    """Python files and templates of every room: the packages at the top of the project, tests left out."""
    for package in sorted(root.glob("*/__init__.py")):
        for path in sorted(package.parent.rglob("*.*")):
            folders = path.relative_to(root).parts[:-1]
            wanted = path.suffix == ".py" or (path.suffix in TEMPLATE_SUFFIXES and "templates" in folders)
            if wanted and not NOT_READ.intersection(folders):
                yield path


def read_sources(root: Path) -> dict[Key, Source]:
    """Every message of the project by context and msgid. Raises `SourceError` with the file's name."""
    sources: dict[Key, Source] = {}
    for path in source_files(root):
        name = path.relative_to(root).as_posix()
        try:
            found = python_messages(path) if path.suffix == ".py" else template_messages(path.read_text("utf-8"))
            for message in found:
                source = sources.setdefault((message.context, message.msgid), Source())
                if message.plural and source.plural not in ("", message.plural):
                    raise SourceError(f"{message.msgid!r} has another plural in {', '.join(sorted(source.files))}")
                source.plural = source.plural or message.plural
                source.files.add(name)
                source.notes.update(message.notes)
        except (SourceError, UnicodeDecodeError) as error:
            raise SourceError(f"{name}: {error}") from error
    return sources


# --- The catalogue ---------------------------------------------------------------------------------------------------


def open_catalogue(path: Path) -> polib.POFile:
    """The catalogue at `path`, or a new one with the header of a Vietnamese catalogue."""
    if path.exists():
        return polib.pofile(str(path), wrapwidth=100)
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = dict(HEADER)
    return catalogue


def update(catalogue: polib.POFile, sources: dict[Key, Source]) -> Counter[str]:
    """Brings the sources' messages into the catalogue; answers how many are new, back again and obsolete.

    Translations are never guessed and never lost: what no source has any more is marked obsolete, and taken up again
    when it comes back.
    """
    changes: Counter[str] = Counter()
    entries: dict[Key, polib.POEntry] = {}
    for entry in sorted(catalogue, key=lambda entry: (entry.obsolete, not any(translations(entry)))):
        entries.setdefault(identity(entry), entry)
    for key, source in sources.items():
        if key not in entries:
            entries[key] = polib.POEntry(msgctxt=key[0], msgid=key[1])
            changes["new"] += 1
        changes["back"] += bool(entries[key].obsolete)
        _refresh(entries[key], source, plural_forms(catalogue))
    for key, entry in entries.items():
        if key not in sources and not entry.obsolete:
            entry.obsolete, entry.occurrences, entry.comment = 1, [], ""
            changes["obsolete"] += 1
    catalogue[:] = sorted(entries.values(), key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    return changes


def _refresh(entry: polib.POEntry, source: Source, forms: int) -> None:
    texts = [*translations(entry, forms), *[""] * forms][:forms]
    entry.obsolete = 0
    entry.msgid_plural = source.plural
    entry.msgstr, entry.msgstr_plural = ("", dict(enumerate(texts))) if source.plural else (texts[0], {})
    entry.occurrences = [(name, "") for name in sorted(source.files)]
    entry.comment = "\n".join(sorted(source.notes))
    entry.previous_msgctxt = entry.previous_msgid = entry.previous_msgid_plural = None
    entry.flags = [flag for flag in entry.flags if flag != "python-format"]
    if is_format(entry):
        entry.flags.append("python-format")


def identity(entry: polib.POEntry) -> Key:
    """What tells an entry from all others."""
    return entry.msgctxt, entry.msgid


def plural_forms(catalogue: polib.POFile) -> int:
    """How many plural forms the language has: one in Vietnamese."""
    found = re.search(r"nplurals\s*=\s*(\d+)", catalogue.metadata.get("Plural-Forms", ""))
    return int(found[1]) if found else 1


def translations(entry: polib.POEntry, forms: int = 1) -> list[str]:
    """The translations of an entry, one for each plural form; an empty text where one is missing."""
    if entry.msgid_plural:
        return [entry.msgstr_plural.get(form, "") for form in range(forms)]
    return [entry.msgstr]


def write(path: Path, content: bytes) -> bool:
    """Writes a file in one step, so that nobody ever reads half of it; leaves an unchanged file alone."""
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return True


def compile_catalogues(root: Path) -> list[Path]:
    """Makes the binary catalogue of every language whose text is newer; answers what was made."""
    made = []
    for text in sorted(root.glob("locale/**/LC_MESSAGES/*.po")):
        binary = text.with_suffix(".mo")
        if not binary.exists() or text.stat().st_mtime_ns > binary.stat().st_mtime_ns:
            write(binary, polib.pofile(str(text)).to_binary())
            binary.touch()
            made.append(binary)
    return made
