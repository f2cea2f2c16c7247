"""Where the name of a law ends inside a sentence: “Luật Đất đai thì …”, “Luật Phòng, chống tác hại của rượu, bia”.

The names of laws are listed in `laws.txt`, those that are gone too, since they are still cited. Any other name ends at
punctuation and at words that never stand in names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

LISTED = tuple(Path(__file__).with_name("laws.txt").read_text(encoding="utf-8").split("\n"))
# “Luật sư” is a lawyer, “luật pháp” the law as such.
_NO_LAW = frozenset(["sư", "gia", "pháp", "định", "tục", "lệ", "chơi", "hóa", "hoá", "học", "hiện", "về"])
_ENDING = """
này đó nêu nói trên dưới được bị đã đang sẽ phải cần có không chưa là và hoặc hay thì mà nếu khi để do bởi vì từ tại
theo trong ngoài với cho của về các những một mỗi năm ngày số quy hướng liên hiện thực gồm bao nhưng như còn trừ đối
sau trước sửa ban ra trở nhằm nên đến đều chỉ chịu vẫn giữa thuộc kể lên căn đáp tính nghị thông quyết luật điều
khoản điểm chương mục phụ xem yêu kiến hết hồ giấy bằng cùng cũng cơ
"""
_ENDS = frozenset(_ENDING.split())
_WORD = re.compile(r" {0,3}([^\W\d_][^\W_]*)")
_MOST_WORDS = 7
_PREVENTS = re.compile(r"\s+Phòng,?\s+chống(?!\w)", re.IGNORECASE)
_AMENDING = re.compile(
    r"\s+sửa đổi(?:\s*,\s*bổ sung)?(?:\s+một số\s+(?:điều|nội dung))?"
    r"(?:\s+của(?=\s+(?:Bộ luật|Luật|Pháp lệnh)\s)"
    r"|(?:\s+của)?\s+\d+\s+luật(?:\s+có)?\s+liên quan(?:\s+đến\s+quy hoạch)?)?",
    re.IGNORECASE,
)
_INNER = re.compile(r"\s+(?:Bộ luật|Luật|Pháp lệnh)(?=\s)")
_SPELLINGS = (
    ("hóa", "hoá"), ("hòa", "hoà"), ("túy", "tuý"), ("thủy", "thuỷ"), ("Thủy", "Thuỷ"), ("Ủy", "Uỷ"), ("khỏe", "khoẻ"),
    ("Tòa", "Toà"), ("Thỏa", "Thoả"), ("thỏa", "thoả"), ("Hóa", "Hoá"), ("Hòa", "Hoà"),
)  # fmt: skip


@lru_cache(maxsize=4)
def _listed(names: tuple[str, ...]) -> re.Pattern[str]:
    """The known names, the longest first, in any case and in both spellings of `hóa`."""
    longest = sorted({name for name in (*LISTED, *names) if name}, key=len, reverse=True)
    return re.compile(r"\s+(?:" + "|".join(map(_loose, longest)) + r")(?!\w)", re.IGNORECASE)


def _loose(name: str) -> str:
    escaped = re.escape(name).replace(r"\ ", r"\s+").replace(",", r"\s?,?")
    for one, other in _SPELLINGS:
        escaped = escaped.replace(one, f"(?:{one}|{other})")
    return escaped


def name_end(text: str, at: int, names: Sequence[str] = ()) -> int:
    """Where the name ends that begins at `at`, right after “Luật”; `at` itself where no name follows."""
    if amending := _AMENDING.match(text, at):
        inner = _INNER.match(text, amending.end())
        return name_end(text, inner.end(), names) if inner else amending.end()
    listed = _listed(tuple(names)).match(text, at)
    # A name of one word may be the beginning of another: “Dược” and “Dược liệu”.
    return listed.end() if listed and len(listed[0].split()) > 1 else _words(text, at)


def _words(text: str, at: int) -> int:
    prevents = _PREVENTS.match(text, at)
    end, before = (prevents.end(), "chống") if prevents else (at, "")
    capitals = text[at - 1 : at].isupper()
    for count in range(_MOST_WORDS):
        match = _WORD.match(text, end)
        if match is None:
            break
        word, small = match[1], match[1].lower()
        if count == 0 and not before:
            if small in _NO_LAW or (small in _ENDS and (capitals or word[0].islower())):
                return at
        elif small in _ENDS or (word[0].isupper() and before != "Việt" and word not in {"Việt", "Nhà"}):
            break
        end, before = match.end(), word
        if word.isupper() and len(word) > 2:
            # “Luật TTTM” is short for a name; no words follow.
            break
    return end
