"""The end of a document: who signed it, and who receives it (NĐ 30/2020, Phụ lục I, mục II)."""

from __future__ import annotations

import re

from documents.structure.lines import Line

_RECIPIENTS = re.compile(r"N[ơo]i nhận\b\s*(?:[:.]|$|\s{2}|\t)", re.I)
# Thay mặt, ký thay, thừa lệnh, thừa ủy quyền, quyền.
_MODE = re.compile(r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|TUN|Q)\s*[./]\s*(?=[^\W\d_])|(?:tm|kt|tuq)\s*\.\s*(?=[^\W\d_]).{,60}$")
_POSITIONS = (
    "CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "BỘ TRƯỞNG",
    "THỨ TRƯỞNG",
    "THỦ TƯỚNG",
    "PHÓ THỦ TƯỚNG",
    "GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC",
    "TỔNG GIÁM ĐỐC",
    "CHÁNH ÁN",
    "PHÓ CHÁNH ÁN",
    "VIỆN TRƯỞNG",
    "TỔNG CỤC TRƯỞNG",
    "CỤC TRƯỞNG",
    "PHÓ CỤC TRƯỞNG",
    "THỐNG ĐỐC",
    "PHÓ THỐNG ĐỐC",
    "CHÁNH VĂN PHÒNG",
    "PHÓ CHÁNH VĂN PHÒNG",
    "CHÁNH THANH TRA",
    "TRƯỞNG BAN",
    "PHÓ TRƯỞNG BAN",
    "TỔNG THANH TRA",
    "TỔNG KIỂM TOÁN",
    "CHỦ NHIỆM",
    "HIỆU TRƯỞNG",
    "TRƯỞNG PHÒNG",
    "VỤ TRƯỞNG",
    "TƯ LỆNH",
    "BÍ THƯ",
    "PHÓ BÍ THƯ",
)
_POSITION = re.compile(rf"(?:{'|'.join(_POSITIONS)})\b[^.;:]{{0,60}}$")
_SIGNED = re.compile(r"[\[(]?\s*(?:\(?\s*Đã ký|Ký tên|Đã kí|ký, đóng dấu|ký, ghi rõ họ tên)", re.I)
_DEGREE = r"(?:(?:GS|PGS|TS|ThS|BS|KS|CN|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá))\.?\s*)"
_CAPITAL = "[A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ]"
_NAME = re.compile(rf"{_DEGREE}*{_CAPITAL}\w*(?:\s+{_CAPITAL}\w*){{1,5}}$")
_DASH = re.compile(r"[-–—+*•·]")
_LAST_RECIPIENT = re.compile(r"[-–—+*•·]?\s*Lưu\b", re.I)
_LABEL = re.compile(r"(?:\d{1,3}|[a-zđ]|[IVX]+)\s*[.)]\s|Điều\s+\d|Chương\s|Phụ lục|PHỤ LỤC")
# `Luật này được Quốc hội … thông qua ngày …` closes a law before the signature.
_ADOPTED = re.compile(
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Hiến pháp)\s+(?:này|.{0,80}?này)\s+(?:đã\s+)?được\s.{0,200}thông qua"
)
LONGEST_BLOCK = 15
LONGEST_LIST = 120
LONGEST_LINE = 110


def is_recipients(text: str) -> bool:
    return text[:1] in "Nn" and bool(_RECIPIENTS.match(text))


def is_signature(text: str) -> bool:
    """`TM. ỦY BAN NHÂN DÂN`, `KT. BỘ TRƯỞNG`, or the position alone in capitals."""
    if len(text) > LONGEST_LINE:
        return False
    return bool(_MODE.match(text)) or bool(_POSITION.match(text))


def is_tail(text: str) -> bool:
    return is_recipients(text) or is_signature(text)


def is_adopted(text: str) -> bool:
    return text[:1] in "LBPNH" and bool(_ADOPTED.match(text))


def recipients_end(lines: list[Line], place: int, stop: int) -> int:
    """The line after the list that begins at `place`: dashes and what they run over to, up to `Lưu: VT`."""
    filed = False
    here = place + 1
    while here < min(stop, place + LONGEST_LIST):
        text = lines[here].text
        if is_signature(text) or _LABEL.match(text):
            break
        # Two columns of a page read as one: the signature stands between the lines of the list.
        between = any(_DASH.match(line.text) for line in lines[here + 1 : min(stop, here + 3)]) and not filed
        if _SIGNED.match(text) and not between:
            break
        goes_on = between or bool(_DASH.match(text)) or text[0].islower() or text[0] in "(0123456789"
        if filed and not goes_on:
            break
        if not goes_on and (len(text) > LONGEST_LINE or text.isupper() or _NAME.match(text)):
            break
        filed = filed or bool(_LAST_RECIPIENT.match(text))
        here += 1
    return here


def signature_end(lines: list[Line], place: int, stop: int) -> int:
    """The line after the block that begins at `place`: body, positions, `(Đã ký)`, and the name that ends it."""
    here = place + 1
    while here < min(stop, place + LONGEST_BLOCK):
        text = lines[here].text
        if len(text) > LONGEST_LINE or is_recipients(text) or _LABEL.match(text):
            break
        if _MODE.match(text) and not _MODE.match(lines[here - 1].text):
            break
        here += 1
        if _NAME.match(text) and not text.isupper():
            break
    return here
