"""What the name of an issuer tells about it."""

from __future__ import annotations

import re

from vietnamese.text import fold

_CENTRE = re.compile(
    r"^(?:quoc hoi|uy ban thuong vu|chu tich nuoc|chinh phu|thu tuong|bo |ngan hang nha nuoc|thanh tra chinh phu"
    r"|kiem toan|toa an nhan dan toi cao|hoi dong tham phan|vien kiem sat nhan dan toi cao"
    r"|van phong (?:chinh phu|quoc hoi|chu tich)"
    r"|uy ban dan toc|ban chap hanh trung uong|bo chinh tri|tong cuc|tong lien doan|bao hiem xa hoi viet nam)"
)
_COMMUNE = re.compile(r"\b(?:xa|phuong|thi tran)\b")
_DISTRICT = re.compile(r"\b(?:huyen|quan|thi xa|thanh pho)\b")
_PROVINCE = re.compile(r"\b(?:tinh|so)\b")


def level_of_name(name: str) -> str:
    """`centre`, `province`, `district` or `commune`; empty where the name does not tell. A first guess."""
    folded = fold(name)
    if _CENTRE.match(folded):
        return "centre"
    if re.match(r"(?:xa|phuong|thi tran)\b", folded) or re.search(
        r"(?:uy ban nhan dan|hoi dong nhan dan|ubnd|hdnd) (?:xa|phuong|thi tran)\b", folded
    ):
        return "commune"
    if re.search(r"(?:uy ban nhan dan|hoi dong nhan dan|ubnd|hdnd) (?:huyen|quan|thi xa|thanh pho)\b", folded):
        return "district"
    if _PROVINCE.search(folded):
        return "province"
    if _COMMUNE.search(folded):
        return "commune"
    return "district" if _DISTRICT.search(folded) else ""
