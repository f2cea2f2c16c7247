"""The words and codes that document numbers are made of, folded (domain 3.1, 3.2): what a citizen may type for them.

Codes are the abbreviations of Nghị định 30/2020/NĐ-CP, Phụ lục III, of the law on legal documents, and older ones.
"""

from __future__ import annotations

import re

# Laws, codes and resolutions of the National Assembly carry no type in their symbol, only QH and the term.
ASSEMBLY = "qh"
OFFICIAL_LETTER = "cv"

TYPE_OF_PHRASE = {
    "nghi quyet lien tich": "nqlt", "thong tu lien tich": "ttlt", "van ban hop nhat": "vbhn", "bo luat": ASSEMBLY,
    "luat": ASSEMBLY, "hien phap": ASSEMBLY, "phap lenh": "pl", "lenh": "l", "nghi dinh": "nd", "nghi quyet": "nq",
    "quyet dinh": "qd", "thong tu": "tt", "chi thi": "ct", "cong van": OFFICIAL_LETTER, "cong dien": "cd",
    "ke hoach": "kh", "to trinh": "ttr", "thong bao": "tb", "bao cao": "bc", "huong dan": "hd", "chuong trinh": "ctr",
    "quy che": "qc", "quy dinh": "qyd", "thong cao": "tc", "phuong an": "pa", "de an": "da", "bien ban": "bb",
    "giay moi": "gm",
}  # fmt: skip

# Types that nearly always mean a document when a number follows; "kế hoạch 5 năm" and "báo cáo 6 tháng" do not.
FIRM_TYPES = frozenset({"nqlt", "ttlt", "vbhn", ASSEMBLY, "pl", "nd", "nq", "qd", "tt", "ct", OFFICIAL_LETTER})

# Codes that are typed as words of their own, and those of them that mean a document even without year or issuer.
# ĐA (đề án) is not one: folded it is the word "đã".
TYPE_CODES = frozenset(set(TYPE_OF_PHRASE.values()) - {ASSEMBLY, "l", "da"})
FIRM_CODES = frozenset({"nqlt", "ttlt", "vbhn", "nd", "nq", "qd"})
# In a symbol more codes can stand first than are typed alone.
SYMBOL_TYPES = TYPE_CODES | {
    "da", "l", "lct", "dxd", "bgn", "btt", "guq", "ggt", "gnp", "pg", "pc", "pb", "sy", "sl", "trs",
}  # fmt: skip

ISSUER_OF_PHRASE = {
    "uy ban thuong vu quoc hoi": "ubtvqh", "uy ban nhan dan": "ubnd", "hoi dong nhan dan": "hdnd",
    "thu tuong chinh phu": "ttg", "thu tuong": "ttg", "chinh phu": "cp", "chu tich nuoc": "ctn", "quoc hoi": ASSEMBLY,
    "van phong chinh phu": "vpcp", "ngan hang nha nuoc": "nhnn", "thanh tra chinh phu": "ttcp",
    "bo y te": "byt", "bo tai chinh": "btc", "bo tu phap": "btp", "bo noi vu": "bnv", "bo cong an": "bca",
    "bo quoc phong": "bqp", "bo cong thuong": "bct", "bo xay dung": "bxd", "bo ngoai giao": "bng",
    "bo giao duc va dao tao": "bgddt", "bo giao duc": "bgddt", "bo thong tin va truyen thong": "btttt",
    "bo giao thong van tai": "bgtvt", "bo tai nguyen va moi truong": "btnmt", "bo khoa hoc va cong nghe": "bkhcn",
    "bo ke hoach va dau tu": "bkhdt", "bo nong nghiep va phat trien nong thon": "bnnptnt",
    "bo nong nghiep va moi truong": "bnnmt", "bo lao dong thuong binh va xa hoi": "bldtbxh",
    "bo van hoa the thao va du lich": "bvhttdl", "bo dan toc va ton giao": "bdttg",
}  # fmt: skip

# "ub" is UBND before 2004; the party's are here so that 57-NQ/TW is known as complete.
ISSUER_CODES = frozenset(ISSUER_OF_PHRASE.values()) | {
    "ub", "bnn", "bvhtt", "vpqh", "vpctn", "hdtp", "tandtc", "vksndtc", "ktnn", "ubdt", "bttt", "bkhdt", "bgd",
    "ubtvqh", "tw", "btv",
}  # fmt: skip

_TERM = re.compile(r"^(ubtvqh|qh)\d{1,2}$")
_UNIFORM_SIGNS = str.maketrans(
    {**dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"), **dict.fromkeys("⁄∕／\\", "/"), "＆": "&", "：": ":"}
    | {chr(0xFF10 + digit): str(digit) for digit in range(10)}
)


def uniform_signs(text: str) -> str:
    """Hyphens, slashes and digits of every kind as the plain ones."""
    return text.translate(_UNIFORM_SIGNS)


def is_issuer(code: str) -> bool:
    """Whether a folded code names an issuer: `ubnd`, `btttt`, `qh15`."""
    return code in ISSUER_CODES or _TERM.match(code) is not None


def looks_like_issuer(code: str) -> bool:
    """Whether a folded code may name an issuer that is not listed: a department (`stttt`), a ministry or board."""
    return is_issuer(code) or re.match(r"^[sb][a-z]{2,9}$", code) is not None


def split_code(code: str) -> tuple[str, str] | None:
    """`qdubnd` → (`qd`, `ubnd`): a type and an issuer written without the hyphen; `None` if it is not that."""
    for length in (4, 3, 2):
        kind, issuer = code[:length], code[length:]
        if kind in SYMBOL_TYPES and is_issuer(issuer):
            return kind, issuer
    return None


def is_symbol(code: str) -> bool:
    """Whether a folded code may be a symbol, or begin one: `qd`, `ubnd`, `qdubnd`, `ttrstttt`, `ubndkgvx`."""
    if code in SYMBOL_TYPES or is_issuer(code) or code.startswith(("ubnd", "hdnd")):
        return True
    return any(code[:length] in SYMBOL_TYPES and looks_like_issuer(code[length:]) for length in (4, 3, 2))


def without_term(letters: str) -> str:
    """`qh15` → `qh`, `nqubtvqh14` → `nqubtvqh`: a symbol as typed by who does not know the term of the Assembly."""
    return re.sub(r"(?<=qh)\d{1,2}$", "", letters)


def types_of_symbol(symbol: str) -> list[str]:
    """The type codes under which a folded symbol may be asked for, the best first: `qd-ubnd` → `qd`."""
    first = re.split("[-/]", symbol, maxsplit=1)[0]
    if term := _TERM.match(first):
        return [ASSEMBLY, "nq"] if term[1] == ASSEMBLY else ["pl", "nq"]
    if (parts := split_code(first)) is not None:
        first = parts[0]
    # A joint circular is called a circular; before 1997 a symbol may name the issuer alone.
    more = {"ttlt": ["tt"], "nqlt": ["nq"], "cp": ["nd"], "ttg": ["qd", "ct"]}
    more |= {code: [ASSEMBLY, "pl"] for code in ("l", "lct")}
    if first in SYMBOL_TYPES:
        return [first, *more.get(first, [])]
    return more.get(first, [OFFICIAL_LETTER])
