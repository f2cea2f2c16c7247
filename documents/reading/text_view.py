"""The text of a document as HTML: lean, since the longest law has five thousand provisions and opens on a cheap phone.

Written piece by piece and not by a template, which would take seconds. Everything that comes from the text is escaped
here and nowhere else. Every provision has its anchor as id, and its label is the link to it; an article is a `section`,
so that a browser need not lay out what nobody has scrolled to yet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.safestring import SafeString, mark_safe

from documents.structure import Provision, ProvisionKind

K = ProvisionKind

# Ids the page itself uses: no provision may have them too.
OWN_IDS = frozenset(
    {
        "main",
        "header-q",
        "useful-question",
        "noi-dung",
        "thuoc-tinh",
        "luoc-do",
        "lich-su",
        "tai-ve",
        "hieu-luc",
        "ngay-khac",
    }
)
HEADINGS = frozenset({K.REGULATION, K.ANNEX, K.PART, K.CHAPTER, K.SECTION, K.SUBSECTION})
ATTACHED = frozenset({K.REGULATION, K.ANNEX})
INDENTED = frozenset({K.POINT})
# A line of the head in capitals and no longer than this is a title of its own.
LONGEST_TITLE = 200
# What HTML does not carry; line ends and tabs are white space.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_CELLS = re.compile(r"\t|\s\|\s|^\||\|$| {3,}")
_BASIS = re.compile(r"(?:Căn cứ|Xét|Theo|Thực hiện)\b")
# Motto, number, place and day: lines of the head that stand in the middle as on paper.
_HEAD_LINE = re.compile(r"Độc lập\s*[-–]|Số\s*:|[^,;]{2,40}, ngày [\d.…]{1,5} tháng [\d.…]{1,5} năm [\d.…]{2,5}$")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a piece's own words that leads somewhere."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote of a provision: its number on the page, and its words with links, ready as HTML."""

    number: int
    html: SafeString


# (anchor of the piece or of what it hangs under, its words) → what in them leads somewhere.
Cite = Callable[[str, str], Iterable[Span]]


def no_links(here: str, words: str) -> Iterable[Span]:
    return ()


@dataclass(slots=True)
class TextView:
    """Writes provisions. `cite` finds the links in words; `states` are by anchor, `notes` by the `id()` of a piece."""

    cite: Cite = no_links
    states: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    notes: Mapping[int, list[Note]] = field(default_factory=dict)
    out: list[str] = field(default_factory=list)
    waiting: list[Note] = field(default_factory=list)
    here: str = ""

    def html(self, roots: Iterable[Provision]) -> SafeString:
        """All of it, safe to be put into a page."""
        for provision in roots:
            self._piece(provision, indented=False)
        self._notes()
        return mark_safe(_NO_TEXT.sub(" ", "".join(self.out)))  # noqa: S308 - escaped piece by piece

    def _piece(self, p: Provision, *, indented: bool) -> None:
        above, self.here = self.here, p.anchor or self.here
        self._write(p, indented=indented)
        self.here = above

    def _write(self, p: Provision, *, indented: bool) -> None:
        if p.kind is K.ARTICLE:
            self._article(p)
        elif p.kind in HEADINGS:
            self._notes()
            self._heading(p)
            self._below(p, indented=False)
        elif p.kind is K.TABLE:
            self._table(p)
        else:
            self._paragraph(p, indented=indented)
            self._below(p, indented=indented or p.kind in INDENTED)

    def _below(self, p: Provision, *, indented: bool) -> None:
        for child in p.children:
            self._piece(child, indented=indented)

    def _article(self, p: Provision) -> None:
        self._notes()
        tag = f"h{p.level or 3}"
        run_in = "" if p.title or not p.text else ' class="i"'
        self.out.append(f"<section{ident(p)}><{tag}{run_in}>{label(p)}")
        if p.title:
            self.out.append(f" {self.words(p.title)}")
        self.out.append(f"{self.mark(p)}</{tag}>\n")
        if p.text:
            self.out.append(f"<p>{self.words(p.text)}</p>\n")
        self._below(p, indented=False)
        self._notes()
        self.out.append("</section>\n")

    def _heading(self, p: Provision) -> None:
        tag = f"h{p.level or 3}"
        name = "r" if p.kind in ATTACHED else "c"
        self.out.append(f'<{tag} class="{name}"{ident(p)}>{label(p)}')
        if p.title:
            self.out.append(f"<br>{self.words(p.title)}" if p.label else self.words(p.title))
        self.out.append(f"{self.mark(p)}</{tag}>\n")
        if p.text:
            self.out.append(f"<p>{self.words(p.text)}</p>\n")

    def _paragraph(self, p: Provision, *, indented: bool) -> None:
        if p.kind in (K.SIGNATURE, K.RECIPIENTS):
            name = "signature" if p.kind is K.SIGNATURE else "recipients"
        elif p.kind is K.PREAMBLE:
            name = head_class(p.text)
            if name == "w":
                self.out.append(f'<p class="w">{spans(p.text)}</p>\n')
                return
        else:
            name = "d" if indented or p.kind in INDENTED else ""
        attribute = f' class="{name}"' if name else ""
        between = " " if p.label and (p.title or p.text) else ""
        words = self.words("\n".join(filter(None, (p.title, p.text))))
        self.out.append(f"<p{attribute}{ident(p)}>{label(p)}{between}{words}{self.mark(p)}</p>\n")

    def _table(self, p: Provision) -> None:
        """Cells side by side; it scrolls by itself where the phone is too narrow."""
        self.out.append(f'<div class="table-scroll" tabindex="0"{ident(p)}><table>\n')
        for line in p.text.split("\n"):
            cells = "".join(f"<td>{escaped(cell.strip())}</td>" for cell in _CELLS.split(line.strip(" |")))
            self.out.append(f"<tr>{cells}</tr>\n")
        self.out.append("</table></div>\n")

    def words(self, text: str) -> str:
        """Escaped words with their links."""
        parts, at = [], 0
        for span in self.cite(self.here, text):
            if at <= span.start < span.end <= len(text):
                parts.append(escaped(text[at : span.start]))
                parts.append(f'<a href="{escaped(span.href)}">{escaped(text[span.start : span.end])}</a>')
                at = span.end
        parts.append(escaped(text[at:]))
        return "".join(parts).replace("\n", "<br>")

    def mark(self, p: Provision) -> str:
        """The state where it differs from the document's, and the numbers of the footnotes."""
        marks = ""
        if state := self.states.get(p.anchor) if p.anchor else None:
            marks = f' <span class="badge badge--{escaped(state["kind"])}">{escaped(state["text"])}</span>'
        for note in self.notes.get(id(p), ()):
            marks += f' <sup id="cho-{note.number}"><a href="#ghi-chu-{note.number}">[{note.number}]</a></sup>'
            self.waiting.append(note)
        return marks

    def _notes(self) -> None:
        """The footnotes of what was written last, near to where they are read."""
        if not self.waiting:
            return
        same: dict[str, list[int]] = {}
        for note in self.waiting:
            same.setdefault(note.html, []).append(note.number)
        rows = "".join(f"<li>{' '.join(map(back_link, numbers))} {html}</li>\n" for html, numbers in same.items())
        self.out.append(f'<ul class="f">\n{rows}</ul>\n')
        self.waiting.clear()


def back_link(number: int) -> str:
    """The number of a footnote where its words stand: the way back to the place."""
    return f'<a id="ghi-chu-{number}" href="#cho-{number}">[{number}]</a>'


def escaped(text: str) -> str:
    """For the text of an element, and for an attribute between double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def ident(p: Provision) -> str:
    """The id, where it has an anchor that the page does not use itself."""
    return f' id="{escaped(p.anchor)}"' if p.anchor and p.anchor not in OWN_IDS else ""


def label(p: Provision) -> str:
    """The label as a link to the piece itself: what a reader copies to send somebody here."""
    if not p.label or not p.anchor:
        return escaped(p.label)
    return f'<a href="#{escaped(p.anchor)}">{escaped(p.label)}</a>'


def head_class(text: str) -> str:
    """How a line above the articles is set: `w` two columns, `m` a title, `h` motto or date, `e` a legal basis."""
    if "\t" in text or " | " in text:
        return "w"
    if text == text.upper() and len(text) <= LONGEST_TITLE and any(map(str.isalpha, text)):
        return "m"
    if is_head_line(text):
        return "h"
    return "e" if _BASIS.match(text) else ""


def is_head_line(text: str) -> bool:
    return _HEAD_LINE.match(text) is not None and not _BASIS.match(text)


def spans(text: str) -> str:
    return "".join(f"<span>{escaped(cell.strip())}</span>" for cell in _CELLS.split(text) if cell.strip())
