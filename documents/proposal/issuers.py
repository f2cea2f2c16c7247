"""Who issued a document: the left column of its head, the line above its preamble, or its title."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.lines import Piece, Source
from documents.proposal.casing import authority_name
from documents.proposal.head import DATE_CELL, Head
from documents.proposal.kinds import Heading
from documents.proposal.values import Certainty, Found
from vietnamese.text import fold, normalise

_FIRST_WORDS = (
    r"u[yi]\s+ban|ubnd|ub\s+nhan|hoi\s+dong|hdnd|quoc\s+hoi|chinh\s+phu|thu\s+tuong|chu\s+tich|lien\s+bo"
    r"|bo\s+(?!luat|sung|tri|nhiem|phan|may|tieu)|so\s+(?![:\d])|ty\s+|cuc\s+(?!bo)|chi\s+cuc|tong\s+cuc|vu\s+(?!an|viec|khi)"
    r"|phong\s+(?!chong|ngua|,)|ban\s+(?!hanh|quy|do|tin|sao|dau|giao)|van\s+phong|thanh\s+tra\s+(?!,)|toa\s+an|vien\s+(?!chuc|thong|tro)"
    r"|truong\s+(?!hop)|trung\s+tam|benh\s+vien|ngan\s+hang|kho\s+bac|kiem\s+toan\s+nha|bao\s+hiem\s+xa|bhxh|mat\s+tran"
    r"|lien\s+doan|lien\s+hiep|lien\s+minh|hoi\s+(?!nghi|thao|nhap|dap)|doan\s+(?!ket|the)|dang\s+(?:uy|bo)|tinh\s+uy|huyen\s+uy"
    r"|thanh\s+uy|cong\s+an|tong\s+(?:cong|kiem|thanh|lien|giam)|cong\s+ty|tap\s+doan"
    r"|quy\s+(?!dinh|che|hoach|trinh|chuan|uoc|mo|luat|phan|tac)|bao\s+(?!ve|dam|cao|gom|ton|tro|hiem|hanh|chi)|dai\s+(?:phat|truyen|tieng)"
    r"|thong\s+doc|nhnn|bo\s+truong|giam\s+doc|vien\s+truong|chanh\s+an|khoi\s+(?!luong|phuc)|ubmttq|lien\s+so|hat\s+kiem"
)
AUTHORITY = re.compile(rf"\W*(?:{_FIRST_WORDS})")
_OTHER_WORDS = frozenset(
    [
        "số",
        "bổ",
        "bỏ",
        "bố",
        "bản",
        "bán",
        "bàn",
        "bạn",
        "bận",
        "bắn",
        "quy",
        "quý",
        "phong",
        "phóng",
        "viên",
        "trưởng",
        "trương",
        "hỏi",
        "hồi",
        "hơi",
        "hồi",
        "vũ",
        "đoạn",
        "đoán",
        "bảo",
        "bao",
        "đại",
        "đai",
        "cực",
        "tỷ",
        "tỉ",
        "tý",
    ]
)
_CONTINUES = re.compile(
    r"\W*(?:tinh\b|thanh\s+pho\b|tp\b|huyen\b|quan\b|thi\s+xa\b|xa\b|phuong\b|thi\s+tran\b|va\b|viet\s+nam\b|nuoc\b|nhan\s+dan\b"
    r"|khu\b|toi\s+cao|trung\s+uong|&)"
)
_UNFINISHED = re.compile(r"(?:\bva|,|-|\bcua|\bnhan|\bve)\W*$")
_SESSION = re.compile(r"\W*(?:khoa\s|ky\s+hop|nhiem\s+ky|\(?\s*tu\s+ngay|tai\s+ky\s+hop|\(?\s*ky\s+hop)")
_ABSTRACT = re.compile(r"\W*(?:v\s*/\s*v|ve\s+viec)\b")
_NUMBERED = re.compile(r"\W*(?:luat\s+)?s[o06]\s*[:;.]")
# Offices whose holder signs for the body: the body is the issuer.
_HOLDER = re.compile(
    r"^(?:bo\s+truong|tong\s+cuc\s+truong|giam\s+doc|cuc\s+truong|chu\s+nhiem|vien\s+truong|thong\s+doc)\s+"
)
_JOINT = re.compile(rf"\s*(?:[-–]|,|\bva\b|\+|/)\s*(?=(?:{_FIRST_WORDS}))")
_SYMBOL_ISSUERS = {
    "cp": "Chính phủ",
    "ttg": "Thủ tướng Chính phủ",
    "ubtvqh": "Ủy ban Thường vụ Quốc hội",
    "qh": "Quốc hội",
    "btc": "Bộ Tài chính", "byt": "Bộ Y tế", "btp": "Bộ Tư pháp", "bnv": "Bộ Nội vụ", "bca": "Bộ Công an",
    "bqp": "Bộ Quốc phòng", "bct": "Bộ Công Thương", "bxd": "Bộ Xây dựng", "bng": "Bộ Ngoại giao",
    "bgddt": "Bộ Giáo dục và Đào tạo", "btttt": "Bộ Thông tin và Truyền thông", "bgtvt": "Bộ Giao thông vận tải",
    "btnmt": "Bộ Tài nguyên và Môi trường", "bkhcn": "Bộ Khoa học và Công nghệ", "bkhdt": "Bộ Kế hoạch và Đầu tư",
    "bnnptnt": "Bộ Nông nghiệp và Phát triển nông thôn", "bldtbxh": "Bộ Lao động - Thương binh và Xã hội",
    "bvhttdl": "Bộ Văn hóa, Thể thao và Du lịch", "nhnn": "Ngân hàng Nhà nước Việt Nam",
}  # fmt: skip


@dataclass(slots=True)
class Issuers:
    """The issuers, and the body named above them."""

    found: list[Found[str]] = field(default_factory=list)
    superior: Found[str] | None = None
    others: list[Found[str]] = field(default_factory=list)


def read_issuers(head: Head, heading: Heading | None, symbol: str, authority: Piece | None) -> Issuers:
    """Who issued it. `symbol` is that of the number, `authority` the line above the preamble."""
    joint = fold(symbol).startswith(("ttlt", "nqlt")) or (heading is not None and heading.type.endswith("liên tịch"))
    units = _units(head, heading)
    above = _named(head.source, [authority], Certainty.LIKELY) if authority else []
    if units:
        parted = [_parted(head.source, unit, joint) for unit in units]
        if joint or any(len(part) > 1 for part in parted):
            return Issuers(_distinct([found for part in parted for found in part]))
        last = parted[-1]
        last = _completed(last, above)
        superior = parted[-2][0] if len(parted) > 1 and parted[-2] else None
        return Issuers(last, superior, [found for found in above if not _same(found, last)])
    titled = _in_heading(head.source, heading, joint)
    if above or titled:
        return Issuers(_distinct([*titled, *above]) if joint else (titled or above))
    return Issuers(_of_symbol(head, symbol) or _adopter(head.source, heading))


def _completed(found: list[Found[str]], above: list[Found[str]]) -> list[Found[str]]:
    """“ỦY BAN NHÂN DÂN” alone is whose committee the line above the preamble says."""
    if not found or not above or fold(found[0].value) not in _NAMELESS:
        return found
    full = above[0]
    name = re.sub(r"^Chủ tịch\s+", "", full.value)
    if len(name) <= len(found[0].value) or not fold(name).startswith(fold(found[0].value)):
        return found
    return [Found(name, full.start, full.end, full.words, Certainty.LIKELY)]


_NAMELESS = frozenset({"uy ban nhan dan", "hoi dong nhan dan", "uy ban nhan dan tinh", "hoi dong nhan dan tinh"})
_ADOPTED = re.compile(r"\bluat\s+nay\s+(?:da\s+)?(?:duoc\s+)(?P<who>quoc\s+hoi)\b")


def _adopter(source: Source, heading: Heading | None) -> list[Found[str]]:
    """“Luật này đã được Quốc hội … thông qua”, at the end of a law without a head."""
    if heading is None or heading.type not in ("Luật", "Bộ luật"):
        return []
    spans = [match.span("who") for match in _ADOPTED.finditer(source.plain)][-1:]
    return [Found("Quốc hội", a, b, source.text[a:b], Certainty.LIKELY) for a, b in spans]


def _units(head: Head, heading: Heading | None) -> list[list[Piece]]:
    """The names in the left column, each with the cells that go on with it."""
    source = head.source
    units: list[list[Piece]] = []
    for cell in head.cells:
        if heading and cell.start >= heading.piece.start:
            break
        words = source.folded(cell)
        if _NUMBERED.match(words) or _ABSTRACT.match(words):
            if units:
                break
            continue
        if DATE_CELL.fullmatch(words) or _SESSION.match(words):
            continue
        last = units[-1][-1] if units else None
        unfinished = last is not None and _UNFINISHED.search(source.folded(last)) is not None
        if last is not None and (unfinished or _CONTINUES.match(words)) and cell.line - last.line <= 3:
            units[-1].append(cell)
        elif is_authority(source, cell) and len(words) < 120:
            units.append([cell])
        elif head.motto_line >= 0 and len(words.split()) > 2 and cell.line > head.motto_line:
            break
    return units if head.motto_line >= 0 or _has_number_or_day(head) else []


def _has_number_or_day(head: Head) -> bool:
    """Whether it is a head at all, not the first lines of a table."""
    cells = [head.source.folded(cell) for cell in head.cells[:30]]
    return any(_NUMBERED.match(words) or DATE_CELL.fullmatch(words) for words in cells)


def is_authority(source: Source, piece: Piece) -> bool:
    """Whether a name of an authority begins here: “Sở” and “Số”, “Bộ” and “Bổ” differ by a mark only."""
    if not AUTHORITY.match(source.folded(piece)):
        return False
    first = re.match(r"\W*([^\W\d_]+)", source.words(piece))
    return first is not None and normalise(first[1].lower()) not in _OTHER_WORDS


def _parted(source: Source, unit: list[Piece], joint: bool) -> list[Found[str]]:
    """One name, or those of a joint document (`BỘ TÀI CHÍNH - BỘ Y TẾ`)."""
    names: list[list[Piece]] = []
    for cell in unit:
        start = cell.start
        cuts = [m for m in _JOINT.finditer(source.plain, cell.start, cell.end) if joint or "-" in m[0] or "/" in m[0]]
        pieces = []
        for cut in cuts:
            pieces.append(source.trimmed(start, cut.start(), cell.line))
            start = cut.end()
        pieces.append(source.trimmed(start, cell.end, cell.line))
        for place, piece in enumerate(piece for piece in pieces if piece is not None):
            if place == 0 and names and not is_authority(source, piece):
                names[-1].append(piece)
            else:
                names.append([piece])
    return [name for pieces in names for name in _named(source, pieces, Certainty.SURE)]


def _named(source: Source, cells: list[Piece], certainty: Certainty) -> list[Found[str]]:
    raw = " ".join(source.words(cell) for cell in cells)
    holder = _HOLDER.match(" ".join(source.folded(cell) for cell in cells))
    name = authority_name(raw[holder.end() :] if holder else raw)
    start, end = cells[0].start, cells[-1].end
    return [Found(name, start, end, source.text[start:end], certainty)] if len(name) > 2 else []


def _in_heading(source: Source, heading: Heading | None, joint: bool) -> list[Found[str]]:
    """`Nghị định của Chính phủ số …`, `Thông tư Liên tịch Bộ A - B số …`."""
    if heading is None:
        return []
    rest = source.plain[heading.rest : heading.rest + 300]
    match = re.match(
        r"[\s:]*(?:lien\s+tich\s+(?:cua\s+)?|cua\s+)(?P<name>.{2,200}?)\s*(?:\bs[o06]\s*:?\s*\d|$)", rest, re.DOTALL
    ) or re.match(r"[\s:]*cua\s+(?P<name>[^\n]{2,120})", rest)
    if match is None:
        return []
    name = match["name"]
    if "\n" in name and not joint:
        name = name.split("\n", 1)[0]
    start = heading.rest + match.start("name")
    piece = source.trimmed(start, start + len(name))
    if piece is None or not AUTHORITY.match(source.folded(piece)):
        return []
    if not joint:
        return _named(source, [piece], Certainty.SURE)
    names = re.split(r"\s*-\s*(?![^-]*thuong binh)|\s*,\s*|\s+v[aà]\s+(?=b[oộ]\b)", source.words(piece))
    place, found = piece.start, []
    for part in names:
        begin = source.text.find(part, place)
        full = part if AUTHORITY.match(fold(part)) else f"Bộ {part}"
        found.append(Found(authority_name(full), begin, begin + len(part), part, Certainty.LIKELY))
        place = begin + len(part)
    return found


def find_authority(head: Head) -> Piece | None:
    """The lines right above the preamble that name who decides: `ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH`."""
    if head.preamble < 0:
        return None
    source, end = head.source, None
    for line in reversed([line for line in source.lines[:100] if line.end <= head.preamble]):
        words = source.folded(line)
        if _SESSION.match(words) or not any(char.isalpha() for char in words):
            continue
        if end is None:
            if len(words) > 120:
                return None
            end = line.end
        if is_authority(source, line) and not DATE_CELL.fullmatch(words):
            return Piece(line.start, end, line.line)
        if not _CONTINUES.match(words):
            return None
    return None


def _same(one: Found[str], those: list[Found[str]]) -> bool:
    """Whether it is one of those, perhaps without the name of the province."""
    return any(fold(that.value).startswith(fold(one.value)) for that in those)


def _distinct(found: list[Found[str]]) -> list[Found[str]]:
    kept: dict[str, Found[str]] = {}
    for name in found:
        kept.setdefault(fold(name.value), name)
    return list(kept.values())


def _of_symbol(head: Head, symbol: str) -> list[Found[str]]:
    """A central issuer by its code, where nothing else names it."""
    plain = re.sub("[&.]", "", fold(symbol))
    codes = [re.sub(r"(?<=qh)\d+$", "", code) for code in re.split("[-/]", plain)]
    place = head.plain.find(fold(symbol)) if symbol else -1
    if place < 0:
        return []
    words = head.source.text[place : place + len(symbol)]
    return [
        Found(_SYMBOL_ISSUERS[code], place, place + len(symbol), words, Certainty.LIKELY)
        for code in codes
        if code in _SYMBOL_ISSUERS
    ]
