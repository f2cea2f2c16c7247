"""The type of a document: its heading, or what its number says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.lines import Piece, fold_in_place
from documents.proposal.casing import is_shouted
from documents.proposal.head import Head
from documents.proposal.values import Caution, Certainty, Found
from vietnamese.document_number import parse_number
from vietnamese.document_types import types_of_symbol
from vietnamese.text import fold

# The types of the catalogue (NĐ 30/2020 Điều 7 and the normative ones), and those of older law.
TYPES = (
    "Hiến pháp", "Luật", "Bộ luật", "Pháp lệnh", "Nghị quyết", "Nghị quyết liên tịch", "Lệnh", "Sắc lệnh", "Nghị định",
    "Quyết định", "Chỉ thị", "Thông tư", "Thông tư liên tịch", "Quy chế", "Quy định", "Thông cáo", "Thông báo",
    "Hướng dẫn", "Chương trình", "Kế hoạch", "Phương án", "Đề án", "Dự án", "Báo cáo", "Biên bản", "Tờ trình",
    "Hợp đồng", "Công văn", "Công điện", "Bản ghi nhớ", "Bản thỏa thuận", "Giấy ủy quyền", "Giấy mời",
    "Giấy giới thiệu", "Giấy nghỉ phép", "Phiếu gửi", "Phiếu chuyển", "Phiếu báo", "Thư công", "Văn bản hợp nhất",
    "Kết luận", "Thông tri", "Quy chuẩn", "Nội quy", "Điều lệ", "Quy trình", "Lời kêu gọi",
)  # fmt: skip
TYPE_OF_PLAIN = {fold(name): name for name in TYPES}
PLAIN_TYPES = "|".join(sorted((name.replace(" ", r"\s+") for name in TYPE_OF_PLAIN), key=len, reverse=True))
# Named in law as what may be attached to a decision; their own heading is not that of the decision.
ATTACHED = frozenset({"Quy chế", "Quy định", "Điều lệ", "Nội quy", "Quy trình", "Chương trình", "Đề án", "Kế hoạch"})
# Types that are numbered themselves: what their title says was issued with another document is what they amend.
ISSUING = frozenset(
    {"Luật", "Bộ luật", "Pháp lệnh", "Nghị quyết", "Nghị quyết liên tịch", "Lệnh", "Nghị định", "Quyết định", "Chỉ thị",
     "Thông tư", "Thông tư liên tịch", "Công văn", "Công điện", "Thông báo", "Tờ trình"}
)  # fmt: skip
TYPE_OF_CODE = {
    "pl": "Pháp lệnh", "l": "Luật", "lct": "Lệnh", "nd": "Nghị định", "nq": "Nghị quyết",
    "nqlt": "Nghị quyết liên tịch", "qd": "Quyết định", "ct": "Chỉ thị", "tt": "Thông tư", "ttlt": "Thông tư liên tịch",
    "kh": "Kế hoạch", "tb": "Thông báo", "bc": "Báo cáo", "ttr": "Tờ trình", "hd": "Hướng dẫn", "ctr": "Chương trình",
    "qc": "Quy chế", "qyd": "Quy định", "cd": "Công điện", "pa": "Phương án", "da": "Đề án", "bb": "Biên bản",
    "gm": "Giấy mời", "tc": "Thông cáo", "vbhn": "Văn bản hợp nhất", "kl": "Kết luận", "guq": "Giấy ủy quyền",
    "ggt": "Giấy giới thiệu",
}  # fmt: skip
_SIGNS = re.compile(r"[\W\d_]+")
_HEADING = re.compile(rf"[\W_]*(?:ban\s+)?(?P<type>{PLAIN_TYPES})(?![^\W_])(?P<rest>.*)$", re.DOTALL)
_NO_HEADING = re.compile(r"\s*(?:s[o06]\b\s*[:\d]|nay\b|tren\b|\d)")
_GOES_ON = re.compile(r"\s*(?:cua\s+\S|v\s*/\s*v|ve\s+(?:viec|\S)|lien\s+tich|s[o06]\s*:?\s*\d)")
_NUMBERED = re.compile(r"\bs[o06]\s*:\s*\d+\s*/")
_ENACTING = re.compile(r"(?m)^\W*(?P<type>quyet\s+dinh|quyet\s+nghi|nghi\s+dinh|nghi\s+quyet|chi\s+thi)\s*[:.]?\s*$")
_SUBJECT = re.compile(r"(?:\bv\s*/\s*v\b|^\W*ve\s+viec\b)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Heading:
    """The line that names the type; `rest` is where words follow on it."""

    type: str
    piece: Piece
    rest: int
    certainty: Certainty = Certainty.SURE


def find_heading(head: Head) -> Heading | None:
    """The heading `QUYẾT ĐỊNH`, `Nghị định của Chính phủ …`, `BÁO CÁO` in the head of the text."""
    source = head.source
    for place, cell in enumerate(head.cells):
        match = _HEADING.match(source.folded(cell))
        if match is None or _NO_HEADING.match(match["rest"]):
            continue
        rest, words = _SIGNS.sub(" ", match["rest"]).strip(), source.words(cell)
        shouted = is_shouted(words[match.start("type") : match.end("type")])
        if rest and not (shouted and (is_shouted(words) or _GOES_ON.match(match["rest"]))):
            # “Nghị định của Chính phủ số …” may be written in small letters, but then it is the first line.
            if not (_GOES_ON.match(match["rest"]) and (place < 3 or words[:1].islower())):
                continue
        line = source.lines[cell.line]
        if not shouted and not rest and (line.end - line.start) > (cell.end - cell.start) + 4:
            # “Loại văn bản: | Quyết định”: one of several cells.
            continue
        if not shouted and not rest and place > 1 and not _is_head(head):
            # A word in a table or a list of contents.
            continue
        name = _name(match["type"])
        following = head.cells[place + 1 : place + 2]
        if name == "Thông tư" and (
            fold(rest).startswith("lien tich") or (following and source.folded(following[0]).startswith("lien tich"))
        ):
            name = "Thông tư liên tịch"
        return Heading(name, cell, cell.start + match.start("rest"))
    return None


def _is_head(head: Head) -> bool:
    """Whether motto, number or preamble show that this is the head of a document."""
    return head.motto_line >= 0 or head.preamble >= 0 or _NUMBERED.search(head.plain) is not None


def read_type(
    head: Head, heading: Heading | None, number: Found[str] | None
) -> tuple[Found[str] | None, list[Caution]]:
    """The type of the document; a caution where heading and number tell different ones."""
    source = head.source
    said = type_of_number(number) if number else ""
    if heading is None:
        return _without_heading(head, number, said), []
    words = source.text[heading.piece.start : heading.rest]
    found = Found(heading.type, heading.piece.start, heading.rest, words.strip())
    if said == "Văn bản hợp nhất" and number:
        return Found(said, number.start, number.end, number.words, Certainty.LIKELY), []
    if said and number and said != heading.type and not _fit(said, heading.type, number):
        return found, [Caution("type_and_number_differ", number.start, number.end, number.words)]
    return found, []


def _without_heading(head: Head, number: Found[str] | None, said: str) -> Found[str] | None:
    source = head.source
    limit = head.end + 6000
    if enacting := _ENACTING.search(source.plain, 0, limit):
        name = "Nghị quyết" if "nghi" in enacting["type"].split()[-1:] else _name(enacting["type"])
        start, end = enacting.span("type")
        return Found(name, start, end, source.text[start:end], Certainty.LIKELY)
    subject = _SUBJECT.search(source.plain, 0, head.end)
    greeting = re.compile(r"(?m)^\W*kinh\s+g[uo]i\b").search(source.plain, 0, limit)
    if said in ("", "Công văn") and subject and (number or greeting):
        return Found("Công văn", subject.start(), subject.end(), source.text[subject.start() : subject.end()])
    if said and number and (said != "Công văn" or greeting):
        return Found(said, number.start, number.end, number.words, Certainty.LIKELY)
    return None


def type_of_number(number: Found[str]) -> str:
    """What the symbol says: `02/2011/QĐ-UBND` is a decision; empty where it does not tell."""
    parsed = parse_number(number.value)
    symbol = re.sub("[&.]", "", fold(parsed.symbol))
    if not symbol:
        return ""
    first = re.split("[-/]", symbol, maxsplit=1)[0]
    if first.startswith(("qh", "ubtvqh")):
        return ""
    code = types_of_symbol(symbol)[0]
    if code == "cv":
        return "Công văn" if first in {"ubnd", "vp", "ub"} or "-" in symbol else ""
    return TYPE_OF_CODE.get(code, "")


def _fit(said: str, heading: str, number: Found[str]) -> bool:
    """Old symbols name the issuer alone (`178/CP`), and a joint circular is headed as a circular."""
    symbol = fold(parse_number(number.value).symbol)
    loose = {"Thông tư liên tịch": "Thông tư", "Nghị quyết liên tịch": "Nghị quyết", "Luật": "Pháp lệnh"}
    return (
        loose.get(said) == heading
        or loose.get(heading) == said
        or symbol in {"cp", "ttg", "hdbt"}
        or said == "Công văn"
        or (said == "Đề án" and heading == "Dự án")
        or (said == "Luật" and heading == "Bộ luật")
    )


def _name(plain: str) -> str:
    return TYPE_OF_PLAIN[" ".join(fold_in_place(plain).split())]
