"""Changes read out of an amending text, for the editor to confirm: which provision of which document becomes what.

The text is walked piece by piece; what stands further up says what the pieces below it are about (“5. Sửa đổi, bổ sung
một số khoản của Điều 8 như sau: a) …”). Only orders count: a verb of changing right before provisions, or behind them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from documents.changes.change import Action, Proposed
from documents.changes.instructions import Instruction, Order, read_instruction
from documents.changes.splitting import split_by_units
from documents.citations import find_citations
from documents.citations.quotation import OPENING, Quotations
from documents.structure import Provision, ProvisionKind, Structure

K = ProvisionKind
_AS_FOLLOWS = re.compile(r"(?:như\s+sau|như\s+dưới\s+đây|thành)\s*:?\s*(?=[“„«\"])|như\s+sau\s*[:.]?\s*")
_BETWEEN_QUOTES = re.compile(r"\s*[.;,]{0,2}\s*")
# A sentence longer than this (characters) orders nothing.
_LONGEST = 4000
_AMENDS = re.compile(r"sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế", re.IGNORECASE)
_ABSOLUTE = ("dieu-", "chuong-", "phan-", "phu-luc", "muc-", "tieu-muc-")
_SCOPES = re.compile(r"(?:quy-che|quy-dinh|dieu-le|noi-quy|quy-trinh)(?:\.|$)")


@dataclass(frozen=True, slots=True)
class _About:
    """The document and provision that the pieces below a heading are about."""

    number: str = ""
    name: str = ""
    within: str = ""
    anchor: str = ""


def propose_changes(structure: Structure) -> list[Proposed]:
    """The changes an amending text makes, in its order. Where it does not quote the new text, that is left empty."""
    walk = _Walk(structure)
    for root in structure.roots:
        walk.piece(root, walk.title, "")
    return walk.found


class _Walk:
    def __init__(self, structure: Structure) -> None:
        self.text = structure.text
        self.quotations = Quotations(self.text)
        self.quoted = self.quotations.provisions()
        self.found: list[Proposed] = []
        self.quoted_until = 0
        self.title = self._of_title(structure)

    def _of_title(self, structure: Structure) -> _About:
        """“Sửa đổi, bổ sung một số điều của Nghị định số …” at the head; the legal bases name other documents."""
        head = [piece.text for piece in structure.provisions if piece.kind is K.PREAMBLE]
        lines = [line for line in head if not line.lower().startswith(("căn cứ", "theo", "xét"))]
        joined = " ".join(lines)
        amends = _AMENDS.search(joined)
        if amends is None:
            return _About()
        named = next((c for c in find_citations(joined) if c.elsewhere and c.start > amends.start()), None)
        return _About(named.number, named.name, _within(named.anchors)) if named else _About()

    def piece(self, piece: Provision, about: _About, above: str) -> bool:
        """Takes one piece and all below it; answers whether anything was found."""
        anchor = piece.anchor or above
        if self._is_quoted(piece.start):
            return False
        stop = _end_of(piece)
        instruction, new_text, end = self._read(piece, stop)
        about = _narrowed(about, instruction)
        before = len(self.found)
        orders = list(self._proposed(instruction, about, anchor, new_text, piece.start, end))
        if piece.title and not new_text:
            # A title sums up what stands below it.
            return self._below(piece, about, anchor) or self._keep(orders)
        self.found += [order for order in orders if not _waits_for_text(order)]
        if not self._below(piece, about, anchor):
            # Nothing below says it in detail: the editor fills in what the text does not quote.
            self._keep([order for order in orders if _waits_for_text(order)])
        return len(self.found) > before

    def _below(self, piece: Provision, about: _About, anchor: str) -> bool:
        before = len(self.found)
        for child in piece.children:
            self.piece(child, about, anchor)
        return len(self.found) > before

    def _keep(self, orders: list[Proposed]) -> bool:
        self.found += orders
        return bool(orders)

    def _is_quoted(self, at: int) -> bool:
        i = bisect_right(self.quoted, at, key=lambda span: span[0]) - 1
        return at < self.quoted_until or (i >= 0 and at < self.quoted[i][1])

    def _read(self, piece: Provision, stop: int) -> tuple[Instruction, str, int]:
        """The instruction of a piece, the new text it quotes, and where both end."""
        start = piece.start + self.text[piece.start : piece.end].find(piece.label) + len(piece.label)
        sentence_end = min(self._sentence_end(piece), start + _LONGEST)
        follows = _AS_FOLLOWS.search(self.text, start, sentence_end)
        new_text, end = self._quotation(follows.end(), stop) if follows else ("", piece.end)
        if follows is None or not new_text:
            return read_instruction(self.text[start:sentence_end].strip()), "", piece.end
        instruction = read_instruction(self.text[start : follows.end()].strip())
        self.quoted_until = max(self.quoted_until, end)
        return instruction, new_text, end

    def _sentence_end(self, piece: Provision) -> int:
        """Where the sentence of a piece ends: lines broken on paper come as paragraphs below it."""
        end = piece.end
        for child in [] if piece.title else piece.children:
            if child.kind is not K.PARAGRAPH or self._is_quoted(child.start):
                break
            if self.text[piece.start : end].rstrip()[-1:] in '.;:”"':
                break
            end = child.end
        if end > piece.end:
            self.quoted_until = max(self.quoted_until, end)
        return end

    def _quotation(self, at: int, stop: int) -> tuple[str, int]:
        """The quoted text that begins at a place; several quotations one after the other are one text."""
        found: list[str] = []
        end = at
        while at < stop and self.text[at] in OPENING:
            closed = self.quotations.end(at)
            if closed is None or closed > stop:
                break
            found.append(self.text[at + 1 : closed - 1].strip())
            end = closed
            gap = _BETWEEN_QUOTES.match(self.text, closed)
            at = gap.end() if gap else closed
        return "\n".join(found), end

    def _proposed(
        self, instruction: Instruction, about: _About, source_anchor: str, new_text: str, start: int, end: int
    ) -> Iterator[Proposed]:
        orders = [_placed(order, about) for order in instruction.orders]
        wanting = [order for order in orders if order.action in _WANT_TEXT and not order.new_text]
        texts = split_by_units(new_text, [order.anchor for order in wanting]) if new_text else {}
        for order in orders:
            text = order.new_text or (texts.get(order.anchor, "") if order in wanting else "")
            yield Proposed(
                order.action, order.anchor, order.after, text, order.old_words, order.new_words,
                about.number, about.name, source_anchor, start, end,
            )  # fmt: skip


_WANT_TEXT = frozenset({Action.REPLACE, Action.INSERT, Action.RETITLE})


def _waits_for_text(proposed: Proposed) -> bool:
    return proposed.action in _WANT_TEXT and not proposed.new_text


def _end_of(piece: Provision) -> int:
    end = piece.end
    while piece.children:
        piece = piece.children[-1]
        end = piece.end
    return end


def _within(anchors: tuple[str, ...]) -> str:
    """The attached regulation that an anchor lies in."""
    match = _SCOPES.match(anchors[0]) if anchors else None
    return match[0].rstrip(".") if match else ""


def _narrowed(about: _About, instruction: Instruction) -> _About:
    """What the pieces below are about, after what this one says."""
    source = instruction.source
    if source is not None:
        about = _About(source.number, source.name, _within(source.anchors), "")
    if instruction.about and not _SCOPES.fullmatch(instruction.about):
        about = replace(about, anchor=_full(instruction.about, about))
    return about


def _placed(order: Order, about: _About) -> Order:
    """The order with whole anchors: a clause without its article is one of the article further up."""
    # Words that change without a place change in all that is being spoken of.
    order.anchor = _full(order.anchor, about) if order.anchor else about.anchor or about.within
    order.after = _full(order.after, about) if order.after else ""
    return order


def _full(anchor: str, about: _About) -> str:
    if _SCOPES.match(anchor):
        return anchor
    if anchor.startswith(_ABSOLUTE):
        return f"{about.within}.{anchor}" if about.within else anchor
    base = about.anchor.split(".")
    if anchor.startswith("khoan-"):
        base = [piece for piece in base if not piece.startswith(("khoan-", "diem-"))]
    elif anchor.startswith("diem-"):
        base = [piece for piece in base if not piece.startswith("diem-")]
    return ".".join([*filter(None, base), anchor])
