"""Text out of .rtf, with the font of each run (Rich Text Format 1.9.1). Word writes automatic numbers into the file as
text, so they are kept; headers, footers, deleted and hidden text are left out.

No kept library tells the fonts; without them .VnTime stays gibberish.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from documents.extraction.fonts import Line, Run, hint
from documents.extraction.rtf_words import (
    CHARACTERS,
    DEEPEST,
    DOCUMENT_PAGES,
    KEPT,
    LEFT_OUT,
    LONGEST_SKIP,
    PAGES,
    SIGNS,
    TOKEN,
)
from documents.extraction.tables import Cell, laid_out


@dataclass(slots=True)
class _State:
    """What holds in a group."""

    font: int = -1
    hidden: bool = False
    capitals: bool = False
    skipped: bool = False
    in_table: bool = False
    # Characters that follow a Unicode one for programs that know none.
    stand_ins: int = 1
    table_of_fonts: bool = False
    note: bool = False


@dataclass(slots=True)
class _Font:
    name: str = ""
    page: str = ""


@dataclass(slots=True)
class _Reader:
    lines: list[Line] = field(default_factory=list)
    line: Line = field(default_factory=list)
    # The lines of the cell being read, the cells of its row, the rows of its table.
    cell: list[Line] = field(default_factory=list)
    row: list[Cell] = field(default_factory=list)
    table: list[list[Cell]] = field(default_factory=list)
    # Edges of cells that are drawn, and whether the next word says how an edge is.
    edges: int = 0
    at_edge: bool = False
    notes: list[Line] = field(default_factory=list)
    note: Line = field(default_factory=list)
    fonts: dict[int, _Font] = field(default_factory=dict)
    page: str = "cp1252"
    default_font: int = 0
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)
    to_skip: int = 0
    starred: bool = False
    at_start: bool = False
    font_read: int = 0

    def read(self, raw: bytes) -> list[Line]:
        for token in TOKEN.finditer(raw):
            kind = token.lastgroup
            if kind == "text":
                self._bytes(token["text"])
            elif token["hex"]:
                self._bytes(bytes.fromhex(token["hex"].decode()))
            elif kind == "group":
                self._flush()
                self._open() if token["group"] == b"{" else self._close()
                continue
            elif token["word"]:
                self._flush()
                self._word(token["word"], int(token["number"]) if token["number"] else None)
            elif token["sign"]:
                self._sign(token["sign"])
            if token["sign"] != b"*":
                self.at_start = False
        self._flush()
        self._paragraph()
        self._end_of_table()
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        return self.lines + self.notes

    def _open(self) -> None:
        if len(self.stack) >= DEEPEST:
            raise ValueError("groups are nested too deep")
        self.stack.append(self.state)
        self.state = replace(self.state)
        self.at_start, self.starred, self.to_skip = True, False, 0

    def _close(self) -> None:
        if self.state.table_of_fonts and not self.stack[-1].table_of_fonts if self.stack else False:
            self._fix_names()
        before = self.stack.pop() if self.stack else _State()
        if self.state.note and not before.note:
            self._end_note()
        self.state, self.to_skip = before, 0

    def _bytes(self, raw: bytes) -> None:
        if self.state.skipped and not self.state.table_of_fonts:
            return  # pictures are written as text
        if self.to_skip:
            skipped = min(self.to_skip, len(raw))
            self.to_skip, raw = self.to_skip - skipped, raw[skipped:]
        self.pending += raw

    def _flush(self) -> None:
        """What was gathered as bytes becomes text: two bytes may be one letter, so not byte by byte."""
        if not self.pending:
            return
        raw, self.pending = bytes(self.pending), bytearray()
        if self.state.table_of_fonts:
            font = self.fonts.setdefault(self.font_read, _Font())
            font.name += raw.decode("cp1252", "replace").partition(";")[0]
        elif not self.state.skipped:
            self._put(raw.decode(self._page(), "replace"))

    def _page(self) -> str:
        font = self._font()
        if hint(font.name):
            return "cp1252"  # old fonts say that they are of any alphabet
        return font.page or self.page

    def _font(self) -> _Font:
        return self.fonts.get(self.state.font if self.state.font >= 0 else self.default_font) or _Font()

    def _put(self, text: str) -> None:
        if text and not self.state.skipped and not self.state.hidden:
            target = self.note if self.state.note else self.line
            target.append(Run(text, self._font().name, self.state.capitals))

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.starred = self.at_start
            return
        self._flush()
        if sign in b"\r\n":
            self._end_of_paragraph()
        elif self.to_skip:
            self.to_skip -= 1
        elif sign in SIGNS:
            self._put(SIGNS[sign])

    def _word(self, word: bytes, number: int | None) -> None:
        state = self.state
        first, self.at_start = self.at_start, False
        if first and (self.starred and word not in KEPT):
            state.skipped = True
        self.starred = False
        if word.decode() in LEFT_OUT:
            state.skipped = True
            state.table_of_fonts = word == b"fonttbl"
        elif state.table_of_fonts:
            self._about_font(word, number)
        elif word == b"u" and number is not None:
            self._unicode(number)
        elif self.to_skip:
            self.to_skip -= 1
        elif word in CHARACTERS:
            self._put(CHARACTERS[word])
        elif word in (b"par", b"sect", b"page", b"column", b"line", b"softline"):
            self._end_of_paragraph()
        elif word in (b"cell", b"nestcell"):
            self.row.append([*self.cell, self.line])
            self.cell, self.line = [], []
        elif word in (b"row", b"nestrow"):
            self._end_of_row()
        elif word == b"footnote":
            self._put(f"[{len(self.notes) + 1}]")
            state.note = True
        else:
            self._about_state(word, number)

    def _about_state(self, word: bytes, number: int | None) -> None:
        state = self.state
        if self.at_edge and word.startswith(b"brdr"):
            self.edges += word not in (b"brdrnone", b"brdrnil", b"brdrtbl")
        self.at_edge = word.startswith((b"clbrdr", b"trbrdr"))
        if word == b"f" and number is not None:
            state.font = number
        elif word == b"plain":
            state.font, state.hidden, state.capitals = -1, False, False
        elif word == b"pard":
            state.in_table = False
        elif word == b"intbl":
            state.in_table = True
        elif word in (b"v", b"deleted"):
            state.hidden = number != 0
        elif word == b"caps":
            state.capitals = number != 0
        elif word == b"uc" and number is not None:
            state.stand_ins = max(0, min(number, LONGEST_SKIP))
        elif word == b"deff" and number is not None:
            self.default_font = number
        elif word == b"ansicpg" and number is not None:
            self.page = DOCUMENT_PAGES.get(number, "cp1252")
        elif word == b"mac":
            self.page = "mac_roman"
        elif word == b"bin" and number:
            state.skipped = True  # bytes of a picture

    def _about_font(self, word: bytes, number: int | None) -> None:
        if word == b"f" and number is not None:
            self.font_read = number
        elif word == b"fcharset" and number is not None:
            self.fonts.setdefault(self.font_read, _Font()).page = PAGES.get(number, "")

    def _fix_names(self) -> None:
        for font in self.fonts.values():
            font.name = font.name.strip()

    def _unicode(self, number: int) -> None:
        code = number % 0x10000
        if 0xD800 <= code < 0xDC00:
            self._put(chr(code))
        elif 0xDC00 <= code < 0xE000:
            target = self.note if self.state.note else self.line
            if target and target[-1].text and 0xD800 <= ord(target[-1].text[-1]) < 0xDC00:
                high = target.pop()
                self._put(chr(0x10000 + ((ord(high.text) - 0xD800) << 10) + code - 0xDC00))
        elif code:
            self._put(chr(code))
        self.to_skip = self.state.stand_ins

    def _end_of_paragraph(self) -> None:
        if self.state.skipped:
            return
        if self.state.note:
            self.note.append(Run(" "))
        elif self.state.in_table:
            self.cell.append(self.line)
            self.line = []
        else:
            self._paragraph()

    def _paragraph(self) -> None:
        if self.row or self.cell:
            self._end_of_row()
        self._end_of_table()
        self.lines.append(self.line)
        self.line = []

    def _end_of_row(self) -> None:
        if self.line or self.cell:
            self.row.append([*self.cell, self.line])
        if self.row:
            self.table.append(self.row)
        self.row, self.cell, self.line = [], [], []

    def _end_of_table(self) -> None:
        if self.table:
            cells = sum(map(len, self.table))
            self.lines += laid_out(self.table, has_lines=self.edges > cells)
        self.table, self.edges = [], 0

    def _end_note(self) -> None:
        self.notes.append([Run(f"[{len(self.notes) + 1}] "), *self.note])
        self.note = []


def read(raw: bytes) -> list[Line]:
    """The lines of an RTF file. Raises `ValueError` for one that is none or nests without end."""
    if not raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        raise ValueError("no RTF")
    return _Reader().read(raw)
