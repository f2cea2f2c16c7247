"""How a provision is called, and back: `khoản 2 Điều 5` is `dieu-5.khoan-2`."""

from __future__ import annotations

import re

from vietnamese.text import compact_spaces, fold, normalise

NAMES = {
    "dieu": "Điều",
    "khoan": "khoản",
    "diem": "điểm",
    "chuong": "Chương",
    "phan": "Phần",
    "muc": "Mục",
    "tieu-muc": "Tiểu mục",
    "phu-luc": "Phụ lục",
    "mau": "Mẫu số",
}
# What may be attached to a decision and has articles of its own, and an annex that is the only one.
ATTACHED = {
    "quy-che": "Quy chế",
    "quy-dinh": "Quy định",
    "dieu-le": "Điều lệ",
    "noi-quy": "Nội quy",
    "quy-trinh": "Quy trình",
    "ke-hoach": "Kế hoạch",
    "de-an": "Đề án",
    "chuong-trinh": "Chương trình",
    "phuong-an": "Phương án",
    "danh-muc": "Danh mục",
    "phu-luc": "Phụ lục",
}
ORDINALS = {
    "thu-nhat": "thứ nhất",
    "thu-hai": "thứ hai",
    "thu-ba": "thứ ba",
    "thu-tu": "thứ tư",
    "thu-nam": "thứ năm",
    "thu-sau": "thứ sáu",
    "thu-bay": "thứ bảy",
    "thu-tam": "thứ tám",
}
_UPPER = frozenset({"chuong", "phan", "phu-luc"})
_PIECE = re.compile(r"(?P<kind>tieu-muc|phu-luc|dieu|khoan|diem|chuong|phan|muc|mau)-(?P<number>[\w-]+)")
_ATTACHED_PIECE = re.compile(rf"(?P<kind>{'|'.join(ATTACHED)})(?:-(?P<count>\d+))?")
_UNIT = re.compile(
    r"\b(?P<kind>điểm|khoản|điều(?!\s+lệ)|tiểu mục|mục|chương(?!\s+trình)|phần|phụ lục|mẫu)\s+(?:số\s+)?"
    r"(?P<number>thứ\s+[a-zà-ỹ]+|\d+[a-zđ]{0,2}|[ivxlc]+|[a-zđ]\d?)\b",
    re.I,
)
_ATTACHED = re.compile(
    rf"\b(?P<name>{'|'.join(ATTACHED.values())})\b(?:\s+thứ\s+(?P<count>\d+))?(?!\s+(?:số\s+)?(?:\d|[ivx]+\b))", re.I
)


def name_of(anchor: str) -> str:
    """`quy-che.dieu-6.khoan-2.diem-dd` → `điểm đ khoản 2 Điều 6 Quy chế`: smallest first, as law is cited."""
    return " ".join(piece_name(piece) for piece in reversed(anchor.split(".")))


def piece_name(piece: str) -> str:
    """One step of an anchor in words."""
    match = _ATTACHED_PIECE.fullmatch(piece)
    if match and not (match["kind"] == "phu-luc" and match["count"]):
        return ATTACHED[match["kind"]] + (f" thứ {match['count']}" if match["count"] else "")
    match = _PIECE.fullmatch(piece)
    if match is None:
        return piece.replace("-", " ").capitalize()
    kind, number = match["kind"], match["number"]
    if kind == "diem":
        number = number.replace("dd", "đ")
    shown = ORDINALS.get(number) or (
        number.upper() if kind in _UPPER or (kind == "muc" and number.isalpha()) else number
    )
    return f"{NAMES[kind]} {shown}"


def anchors_in(text: str) -> tuple[str, ...]:
    """`Điều 5; khoản 2 Điều 7` → (`dieu-5`, `dieu-7.khoan-2`). What is no provision is left out.

    One provision between two semicolons or commas; several of one kind are written one by one.
    """
    found: list[str] = []
    for part in re.split(r"[;,\n]|\svà\s", compact_spaces(normalise(text))):
        pieces = [f"{slug_of(match['kind'])}-{number_of(match)}" for match in _UNIT.finditer(part)]
        scope = [attached(match) for match in _ATTACHED.finditer(part)][:1]
        if pieces or scope:
            found.append(".".join([*scope, *reversed(pieces)]))
    return tuple(dict.fromkeys(found))


def slug_of(kind: str) -> str:
    """`Tiểu mục` → `tieu-muc`."""
    return fold(kind).replace(" ", "-")


def number_of(match: re.Match[str]) -> str:
    """The number as anchors write it: `đ` is `dd`, `thứ nhất` is `thu-nhat`."""
    number = match["number"].lower()
    return fold(number if number.startswith("thứ") else number.replace("đ", "dd")).replace(" ", "-")


def attached(match: re.Match[str]) -> str:
    """`Quy chế` is `quy-che`, the second one of a document `quy-che-2`."""
    return slug_of(match["name"]) + (f"-{match['count']}" if match["count"] else "")
