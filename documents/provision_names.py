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
}
REGULATIONS = {"quy-che": "Quy chế", "quy-dinh": "Quy định", "dieu-le": "Điều lệ", "noi-quy": "Nội quy"}
_PIECE = re.compile(r"(?P<kind>tieu-muc|phu-luc|dieu|khoan|diem|chuong|phan|muc)-(?P<number>[\w-]+)")
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
_UNIT = re.compile(
    r"\b(?P<kind>điểm|khoản|điều|tiểu mục|mục|chương|phần|phụ lục)\s+(?:số\s+)?(?P<number>(?:thứ\s+)?[0-9a-zđ]+)\b",
    re.I,
)
_ATTACHED = re.compile(r"\b(quy chế|quy định|điều lệ|nội quy)\b", re.I)


def name_of(anchor: str) -> str:
    """`quy-che.dieu-6.khoan-2.diem-dd` → `điểm đ khoản 2 Điều 6 Quy chế`: smallest first, as law is cited."""
    words = []
    for piece in reversed(anchor.split(".")):
        if match := _PIECE.fullmatch(piece):
            kind, number = match["kind"], match["number"]
            if kind == "diem":
                number = number.replace("dd", "đ")
            shown = ORDINALS.get(number) or (number.upper() if kind in _UPPER else number)
            words.append(f"{NAMES[kind]} {shown}")
        else:
            stem, _, count = piece.partition("--")
            words.append(REGULATIONS.get(stem, stem.replace("-", " ").capitalize()) + (f" {count}" if count else ""))
    return " ".join(words)


def anchors_in(text: str) -> tuple[str, ...]:
    """`Điều 5; khoản 2 Điều 7` → (`dieu-5`, `dieu-7.khoan-2`). What is no provision is left out.

    One provision between two semicolons or commas; several of one kind are written one by one.
    """
    found: list[str] = []
    for part in re.split(r"[;,\n]|\svà\s", compact_spaces(normalise(text))):
        pieces = [(slug_of(match["kind"]), number_of(match)) for match in _UNIT.finditer(part)]
        if pieces:
            scope = [fold(match[1]).replace(" ", "-") for match in _ATTACHED.finditer(part)][:1]
            found.append(".".join([*scope, *(f"{kind}-{number}" for kind, number in reversed(pieces))]))
    return tuple(dict.fromkeys(found))


def slug_of(kind: str) -> str:
    return fold(kind).replace(" ", "-")


def number_of(match: re.Match[str]) -> str:
    """The number as anchors write it: `đ` is `dd` in a point, `thứ nhất` is `thu-nhat`."""
    number = match["number"].lower()
    if slug_of(match["kind"]) == "diem":
        return number.replace("đ", "dd")
    return fold(number).replace(" ", "-")
