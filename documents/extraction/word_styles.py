"""Fonts, capitals and lists that a Word paragraph has from its styles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

_OFF = ("0", "false", "off", "none")
_DEEPEST = 20  # styles based on one another


def is_on(properties: Any | None, name: str) -> bool | None:
    """A property that is there or not: None when it is not said."""
    element = properties.find(qn(name)) if properties is not None else None
    return None if element is None else element.get(qn("w:val"), "1") not in _OFF


class Styles:
    """The styles of one document."""

    def __init__(self, root: Any | None) -> None:
        self._by_id: dict[str, Any] = {}
        self._default: dict[str, str] = {}
        self._run_defaults: Any | None = None
        self._cache: dict[tuple[str, str], list[Any]] = {}
        if root is None:
            return
        for style in root.iterchildren(qn("w:style")):
            key = style.get(qn("w:styleId"), "")
            self._by_id[key] = style
            if style.get(qn("w:default")) in ("1", "true", "on"):
                self._default[style.get(qn("w:type"), "")] = key
        self._run_defaults = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")

    def chain(self, key: str, kind: str = "paragraph") -> list[Any]:
        """A style, the one it is based on, and so on; of the kind's default when `key` is "" or unknown."""
        key = key if key in self._by_id else self._default.get(kind, "")
        if (key, kind) not in self._cache:
            self._cache[key, kind] = list(self._walk(key))
        return self._cache[key, kind]

    def _walk(self, key: str) -> Iterator[Any]:
        for _step in range(_DEEPEST):
            style = self._by_id.get(key)
            if style is None:
                return
            yield style
            based = style.find(qn("w:basedOn"))
            if based is None:
                return
            key = based.get(qn("w:val"), "")

    def run_properties(self, properties: Any | None, paragraph_style: str) -> Iterator[Any]:
        """What is said about a run: by itself, its style, its paragraph's style, the document. Nearest first."""
        if properties is not None:
            yield properties
            if (style := properties.find(qn("w:rStyle"))) is not None:
                yield from self._of(self.chain(style.get(qn("w:val"), ""), "character"), "w:rPr")
        yield from self._of(self.chain(paragraph_style), "w:rPr")
        if self._run_defaults is not None:
            yield self._run_defaults

    def list_of(self, properties: Any | None, style: str) -> tuple[str, int | None, str]:
        """The list a paragraph is in, its level if said, and the style that says so: ("", None, "") for none."""
        level: int | None = None
        for key, said in self._paragraph_properties(properties, style):
            numbering = said.find(qn("w:numPr"))
            if numbering is None:
                continue
            if level is None and (at := numbering.find(qn("w:ilvl"))) is not None:
                level = int(at.get(qn("w:val"), "0"))
            if (number := numbering.find(qn("w:numId"))) is not None:
                value = number.get(qn("w:val"), "0")
                return ("", None, "") if value == "0" else (value, level, key)
        return "", None, ""

    def _paragraph_properties(self, properties: Any | None, style: str) -> Iterator[tuple[str, Any]]:
        if properties is not None:
            yield "", properties
        for said in self.chain(style):
            if (found := said.find(qn("w:pPr"))) is not None:
                yield said.get(qn("w:styleId"), ""), found

    @staticmethod
    def _of(styles: list[Any], name: str) -> Iterator[Any]:
        for style in styles:
            if (found := style.find(qn(name))) is not None:
                yield found
