"""What will be filled into a text: the placeholders of a message and of its translation must be the same."""

from __future__ import annotations

import re

import polib

# What `text.format(…)` replaces: {name}, {0}, {}, {on:%d/%m}; not the doubled braces of a literal one.
BRACES = re.compile(r"(?<!\{)\{(?P<name>\w*)(?:[.\[][^{}]*)?(?:![rsa])?(?::[^{}]*)?\}(?!\})")
# What `text % values` replaces. No space among the flags: "100% sure" is a sentence, not a placeholder.
PERCENT = re.compile(
    r"%(?:%|(?:\((?P<name>[^()%]*)\))?[#0+\-]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?P<kind>[diouxXeEfFgGcrsa]))"
)


def placeholders(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """What will be filled into a text: the named placeholders, and those that count by their order."""
    named, in_order = set(), []
    for found in PERCENT.finditer(BRACES.sub("", text)):
        if found["name"] is not None:
            named.add(f"%({found['name']}){found['kind']}")
        elif found["kind"]:
            in_order.append(f"%{found['kind']}")
    for found in BRACES.finditer(text):
        if found["name"]:
            named.add(f"{{{found['name']}}}")
        else:
            in_order.append("{}")
    return frozenset(named), tuple(in_order)


def is_format(entry: polib.POEntry) -> bool:
    """Whether Python or Django will fill in values with `%`."""
    return any(PERCENT.search(BRACES.sub("", text)) for text in (entry.msgid, entry.msgid_plural))


def mismatch(entry: polib.POEntry, translation: str, form: int = 0, forms: int = 1) -> str:
    """What is wrong with the placeholders of one translation, in words; empty when all is well.

    A language with one plural form says it by the plural, or by a singular that is filled in too. Percent signs of a
    text that is filled in, or that a template holds, must be doubled: Django would fall back to English in silence.
    """
    wanted = [placeholders(entry.msgid_plural or entry.msgid)]
    singular = placeholders(entry.msgid)
    if entry.msgid_plural and form == 0 and (forms > 1 or any(singular)):
        wanted.append(singular)
    got = placeholders(translation)
    if got not in wanted:
        ours, theirs = (" ".join((*sorted(named), *in_order)) or "none" for named, in_order in (wanted[0], got))
        return f"the source has {ours}, the translation {theirs}"
    in_template = any(not name.endswith(".py") for name, _line in entry.occurrences)
    if (is_format(entry) or in_template) and "%" in PERCENT.sub("", BRACES.sub("", translation)):
        return "a single % must be written %%"
    return ""
