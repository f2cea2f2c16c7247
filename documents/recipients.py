"""Nơi nhận: who a document is sent to, and whether the province's portal is among them (Quy chế Điều 12.1.b, 12.2)."""

from __future__ import annotations

import re

from documents.lines import fold_in_place
from vietnamese.text import compact_spaces, normalise

_LABEL = re.compile(r"^\s*n[oơ]i\s+nh[aậâ]n\s*[:;.]?\s*", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-–—−+*•●▪·]|\d{1,2}[.)])\s*")
_KEPT = re.compile(r"^\s*l[ưu]u\b", re.IGNORECASE)

_PORTAL = re.compile(
    r"\bc?[tc][o06]ng\s+(?:th[o06]ng\s+tin(?:\s+d[il1]en\s+tu)?|t\W?\s?t\W?\s?d\W?\s?t|tt\W?\s?d[il1]en\s+tu"
    r"|giao\s+tiep\s+dien\s+tu|dien\s+tu)"
    r"|\bcttdt\b|\btrang\s+(?:th[o06]ng\s+tin(?:\s+dien\s+tu)?|tin\s+dien\s+tu|t\W?\s?t\W?\s?d\W?\s?t|web|dien\s+tu)"
    r"|\bweb\s?site\b|\bthaibinh\.gov\.vn\b"
)
# What may stand between the portal and its owner.
_OF = re.compile(r"\s*(?:(?:cua|thuoc)\s+)?")
_PROVINCE = re.compile(
    r"(?:(?:ubnd|uy\s+ban\s+nhan\s+dan)\s+)?(?:t[il1]nh|tinh)\b(?!\s*uy\b)(?:\s+(?P<name>thai\s+binh|tb\b|hung\s+yen))?"
)
_OTHER = re.compile(
    r"(?:chinh\s+phu|cp|vpcp|quoc\s+hoi|dang|bo|so|cuc|chi\s+cuc|tong\s+cuc|nganh|cac|don\s+vi|co\s+quan|van\s+phong|vp"
    r"|huyen|thanh\s+pho|tp|thi\s+xa|quan|xa|phuong|thi\s+tran|ban|hoi|truong|vien|cong\s+ty|thanh\s+tra|tinh\s*uy"
    r"|ubnd\s+(?:huyen|thanh|tp|xa|phuong)|hdnd|doan|cong\s+an|bhxh|kho\s+bac|toa\s+an)\b"
)
_PORTAL_OF_THE_STATE = re.compile(r"\b(?:vpcp|van\s+phong\s+chinh\s+phu|tgd|tong\s+giam\s+doc)\b")


def parse(text: str) -> list[str]:
    """The recipients one by one, `Lưu: VT` the last. Never raises.

    Items begin with a dash or end with a semicolon; a line without a dash goes on with the one above it.
    """
    lines = [line for line in normalise(_LABEL.sub("", text)).splitlines() if line.strip()]
    bulleted = any(_BULLET.match(line) for line in lines)
    items: list[list[str]] = []
    for line in lines:
        opens = _BULLET.match(line) or _KEPT.match(line) or not bulleted
        # A scanner cuts long lines also where no dashes tell the items apart.
        broken = not bulleted and items and not items[-1][-1].rstrip().endswith((";", ".", ","))
        bare = _BULLET.sub("", line)
        if items and (not opens or (broken and not bare[:1].isupper())):
            items[-1].append(bare)
        else:
            items.append([bare])
    parts = (part for item in items for part in " ".join(item).split(";"))
    return [tidy for part in parts if (tidy := compact_spaces(part).strip(" .,;-"))]


def names_portal(recipients: str) -> bool:
    """Whether the portal of this province is among the recipients: `Cổng TTĐT tỉnh`, `Website tỉnh`, `Cổng TTĐT`.

    The portals of the Government, of ministries, departments and districts are other ones.
    """
    return any(map(_is_ours, parse(recipients)))


def _is_ours(item: str) -> bool:
    plain = fold_in_place(item)
    if _PORTAL_OF_THE_STATE.search(plain):
        return False
    return any(_owned_by_the_province(plain, match) for match in _PORTAL.finditer(plain))


def _owned_by_the_province(plain: str, match: re.Match[str]) -> bool:
    place = _OF.match(plain, match.end())
    start = place.end() if place else match.end()
    if province := _PROVINCE.match(plain, start):
        return province["name"] is not None or _names_no_province(plain[province.end() :])
    return _OTHER.match(plain, start) is None


def _names_no_province(rest: str) -> bool:
    """“tỉnh Nam Định” is another province; “tỉnh, Công báo” and “tỉnh (để đăng)” are this one."""
    words = rest.lstrip(" ")
    return not rest.startswith(" ") or not words[:1].isalpha() or words.startswith(_AFTER_THE_PROVINCE)


_AFTER_THE_PROVINCE = ("de ", "dang ", "va ", "cong bao", "bao ", "dai ", "theo ", "luu", "trung tam")
