"""Other documents named in a text, with all that is said of them: type, number, day, issuer, the name of a law."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from documents.lines import Source
from documents.proposal.casing import authority_name, is_shouted, sentence_case
from documents.proposal.days import DAY, read_day
from documents.proposal.kinds import TYPE_OF_CODE, TYPE_OF_PLAIN
from documents.proposal.numbers import NUMBER, number_of
from documents.proposal.values import Cited
from vietnamese.document_number import parse_number
from vietnamese.document_types import types_of_symbol
from vietnamese.text import compact_spaces, fold

_TYPES = (
    r"nghi\s+quyet\s+lien\s+tich|thong\s+tu\s+lien\s+tich|bo\s+luat|luat|phap\s+lenh|nghi\s+quyet|nghi\s+dinh|quyet\s+dinh|thong\s+tu"
    r"|chi\s+thi|sac\s+lenh|lenh|thong\s+bao|cong\s+van|cong\s+dien|ke\s+hoach|huong\s+dan|to\s+trinh|ket\s+luan|thong\s+tri|bao\s+cao"
    r"|chuong\s+trinh|de\s+an|van\s+ban|quy\s+dinh|quy\s+che"
)
_S = r"\s{1,60}"
NUMBERED = re.compile(
    rf"(?<![^\W_])(?:(?P<type>{_TYPES}){_S}(?:(?P<of>(?:cua|lien\s+tich|lien\s+bo){_S}(?:(?!ban\s+hanh|kem\s+theo|{_TYPES})[^;.:\d]){{2,70}}?){_S})?:?\s{{0,3}}(?:s[o06]\s{{0,3}}[:.]?\s{{0,6}})?"
    rf"|s[o06]\s{{0,3}}[:.]?\s{{0,6}}){NUMBER}"
)
_DAY_BEHIND = re.compile(rf"\s{{0,3}},?\s{{0,4}}\(?(?:(?:ra|ky|ban\s+hanh){_S})?ngay\s{{0,4}}(?P<day>{DAY})\)?")
_ISSUER_BEHIND = re.compile(
    r"\s{0,3},?\s{0,4}(?:cua|do)\s{1,6}(?P<name>(?:(?!\b(?:ve|v/v|quy\s+dinh|huong\s+dan|sua\s+doi|ban\s+hanh|phe\s+duyet|bo\s+sung|chi\s+tiet"
    r"|het\s+hieu|co\s+hieu|va\s+cac|duoc|bi|tai\s+(?!chinh|nguyen)|cong\s+bo|cho|giao\s+(?!thong|duc)|khong|neu|trong|tu\s+(?!phap)|ke\s+(?!hoach)"
    r"|dang\s+(?!uy|bo)|da\s+(?!nang)|nhu|thong\s+qua|ngay|va\s+(?:nghi|quyet|thong\s+tu|luat|dieu))\b)[^;.,:()\n\x00]|\n(?=\s*[a-z]))"
    r"{2,110})"
)
LAW = re.compile(
    rf"(?<![^\W_])(?P<type>bo\s+luat|luat|phap\s+lenh|hien\s+phap){_S}(?!s[o06]\s{{0,3}}:?\s{{0,3}}\d|nay\b|tren\b|su\b|gia\b)"
    rf"(?P<name>(?:[^;.:()\d\x00]|\d{{1,3}}(?![\d/.-])|\((?:sua\s+doi|so\s+sua)[^)]{{0,30}}\)){{3,230}}?)"
    rf"(?:\s{{0,4}}[(,]?\s{{0,4}}s[o06]\s{{0,3}}:?\s{{0,3}}{NUMBER}\)?|\s{{0,3}},?\s{{0,4}}\(?(?=ngay\s{{0,4}}(?:{DAY}))"
    rf"|{_S}nam{_S}(?P<of_year>(?:19|20)\d\d)(?!\d)|\s{{0,3}}(?=[;.]|$))"
)
_OTHER_TYPE = re.compile(
    r"(?<!cua )\b(?:nghi\s+dinh|quyet\s+dinh|thong\s+tu|nghi\s+quyet|phap\s+lenh|chi\s+thi)\s+"
    r"(?:s[o06]\s|cua\s|lien\s+tich\s)?(?:s[o06]\b)?|\bva\s+(?:bo\s+)?luat\s"
)
# What stands before a document that is named for itself, not inside the title of another one.
_LOOSE = re.compile(
    r"(?:^|[,;:(]|\bva|\bcac|\bnhung|\bhoac|\bdong\s+thoi|[-–+*]|\b\d{1,2}[.)]|\b[a-z]{1,2}\)|\n)[\s]*$"
)


_UNIT = r"(?:diem|khoan|dieu|muc|chuong|phan|phu\s+luc)\s+(?:[\divx]+\w?|[a-z]{1,2}\d?)(?![^\W_])"
_PROVISIONS = re.compile(rf"(?:cac\s+)?{_UNIT}(?:(?:\s*,\s*|\s+va\s+|\s+)(?:cac\s+)?{_UNIT})*\s*(?:cua\s+)?$")
_NAMED_LAW = re.compile(r"(?<=cua )(?:bo\s+)?luat\s|(?<=cua )phap\s+lenh\s")
_SOON = 20_000
_DIGIT = re.compile("[0-9]")
_LEAD = re.compile(r"\s*(?:cho\s+)?(?:cac\s+)?")
_NEW_ITEM = re.compile(r"(?:[;:]|\n)[\s]*(?:[a-z]{1,2}\)|\d{1,2}[.)]|[-–+*]|va|cac)?[\s]*$")
_CHAIN = re.compile(r"\s*(?:,|;|\bva\b)?\s*(?:cac\s+|va\s+)?(?=(?:bo\s+luat|luat|phap\s+lenh)\b)")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a document is named, and as what."""

    start: int
    end: int
    cited: Cited


def mention_at(source: Source, plain: str, start: int, end: int) -> Mention | None:
    """The document whose name begins at `start`."""
    if (match := NUMBERED.match(plain, start, end)) is not None:
        if mention := _numbered(source, plain, match, end):
            return mention
    return _law(source, plain, match, end) if (match := LAW.match(plain, start, end)) else None


def mentions(source: Source, plain: str, start: int, end: int) -> list[Mention]:
    """All documents with a number that the stretch names, also within titles of others."""
    found: list[Mention] = []
    if _DIGIT.search(plain, start, end) is None:
        return found
    place, last_type = start, ""
    while (match := NUMBERED.search(plain, place, end)) is not None:
        law = _law_before(source, plain, match, max(start, place - 260), place)
        mention = _numbered(source, plain, match, end, law.cited.type if law else last_type)
        if mention is None:
            place = match.start("ordinal") + 1
            continue
        last_type = mention.cited.type
        if law is not None:
            mention = Mention(law.start, mention.end, _joined(law.cited, mention.cited))
        found.append(mention)
        place = mention.end
    return found


def listed(source: Source, plain: str, start: int, end: int) -> list[Mention]:
    """The documents that the stretch names for themselves: the first, and those in line with it.

    “Quyết định số A và Quyết định số B sửa đổi Quyết định số C” lists A and B.
    """
    found: list[Mention] = []
    # Inside the title of a listed document: what that title names.
    nested: list[Cited] = []
    for mention in mentions(source, plain, start, end):
        before = _PROVISIONS.sub("", plain[max(start, mention.start - 160) : mention.start])[-60:]
        item = _NEW_ITEM.search(before) is not None
        loose = _LOOSE.search(before) is not None
        if not found or item or (loose and _closed(mention, found, nested, before)):
            found.append(mention)
            nested = []
        else:
            nested.append(mention.cited)
    return found or _laws(source, plain, start, end)


def numbered_later(source: Source, plain: str, start: int, end: int) -> Mention | None:
    """The law that a title calls by its name alone, where the text below gives its number."""
    place = _NAMED_LAW.search(plain, start, end)
    if place is None:
        return None
    words = plain[place.start() : end].split()
    pattern = re.compile(r"\s+".join(map(re.escape, words)) + r"(?=[\s(,]{1,4}s[o06]\s)")
    match = pattern.search(plain, end, end + _SOON) if 2 <= len(words) <= 40 else None
    return mention_at(source, plain, match.start(), match.start() + 400) if match else None


def _closed(mention: Mention, found: list[Mention], nested: list[Cited], before: str) -> bool:
    """Whether the title of the document before has ended: all it names is told, or another kind of document goes on."""
    first = found[0].cited.type
    if mention.cited.type != first and any(cited.type == mention.cited.type for cited in nested):
        # “Nghị quyết A về việc lùi hiệu lực của Bộ luật B, Bộ luật C”: more of what the title of A is about.
        return False
    told = {other.cited.number for other in found}
    if all(cited.number in told for cited in nested) or before.rstrip().endswith(","):
        return True
    return mention.cited.type == first and all(cited.type != first for cited in nested)


def _laws(source: Source, plain: str, start: int, end: int) -> list[Mention]:
    """Laws by their names and days, one behind the other: older laws bear no number."""
    found: list[Mention] = []
    lead = _LEAD.match(plain, start, end)
    place = lead.end() if lead else start
    while (mention := mention_at(source, plain, place, end)) is not None:
        if not mention.cited.issued_on and not re.search(r" năm \d{4}$", mention.cited.name):
            break
        found.append(mention)
        chain = _CHAIN.match(plain, mention.end, end)
        if chain is None or chain.end() <= mention.end:
            break
        place = chain.end()
    return found


def _numbered(source: Source, plain: str, match: re.Match[str], end: int, last_type: str = "") -> Mention | None:
    number = number_of(source, match)
    if number is None or (match["type"] is None and not last_type):
        return None
    kind = TYPE_OF_PLAIN.get(" ".join((match["type"] or "").split()), "") if match["type"] else last_type
    if match["type"] and not kind:
        kind = "Văn bản"
    parsed = parse_number(number.value)
    if parsed.ordinal is None:
        return None
    start, place = match.start(), max(number.end, match.start("symbol"))
    day = None
    if (behind := _DAY_BEHIND.match(plain, place, end)) is not None:
        day, place = read_day(behind["day"]), behind.end()
    issuer = ""
    if (by := _ISSUER_BEHIND.match(plain, place, end)) is not None:
        issuer, place = _issuer(source.text[by.start("name") : by.end("name")]), by.end()
        if day is None and (behind := _DAY_BEHIND.match(plain, place, end)) is not None:
            day, place = read_day(behind["day"]), behind.end()
    elif match["of"] and match["of"].startswith("cua"):
        issuer = _issuer(source.text[match.start("of") : match.end("of")].split(None, 1)[1])
    if kind == "Văn bản" and symbol_type(parsed.symbol):
        kind = symbol_type(parsed.symbol)
    place = start + len(source.text[start:place].rstrip(" \n,"))
    return Mention(start, place, Cited("" if kind == "Văn bản" else kind, number.value, "", day, issuer))


def symbol_type(symbol: str) -> str:
    """The type a symbol tells; empty where it does not."""
    return TYPE_OF_CODE.get(types_of_symbol(re.sub("[&.]", "", fold(symbol)))[0], "") if symbol else ""


def issuer_behind(source: Source, plain: str, place: int, end: int) -> tuple[str, int] | None:
    """The issuer named behind a number and its day, and where the name ends."""
    by = _ISSUER_BEHIND.match(plain, place, end)
    return (_issuer(source.text[by.start("name") : by.end("name")]), by.end()) if by else None


def _issuer(words: str) -> str:
    name = authority_name(compact_spaces(words))
    name = re.sub(r"\s+(?:khoá|khóa)\s+\w+$", "", name)
    return re.sub(r"^(?:Bộ trưởng|Thống đốc|Tổng cục trưởng|Giám đốc)\s+(?=[A-ZĐ])", "", name)[:120]


def _law(source: Source, plain: str, match: re.Match[str], end: int) -> Mention | None:
    name = match["name"]
    if other := _OTHER_TYPE.search(name):
        cut = re.compile(r"\s*(?:,|;|\bva\b)?\s*$")
        name = cut.sub("", name[: other.start()])
        if len(name) < 3:
            return None
        stop = match.start("name") + len(name)
        return Mention(match.start(), stop, _named(source, match, stop, None, ""))
    number = number_of(source, match) if match["symbol"] else None
    place = match.end()
    day = None
    if (behind := _DAY_BEHIND.match(plain, place, end)) is not None:
        day, place = read_day(behind["day"]), behind.end()
    stop = match.start("name") + len(name.rstrip())
    return Mention(match.start(), place, _named(source, match, stop, day, number.value if number else ""))


def _named(source: Source, match: re.Match[str], stop: int, day: datetime.date | None, number: str) -> Cited:
    words = compact_spaces(source.text[match.start() : stop]).strip(" ,(")
    words = re.sub(r"\s+(?:đã\s+)?được\s+(?:Quốc|Ủy|Uỷ|quốc).*$", "", words)
    name = sentence_case(words) if is_shouted(words) else words[:1].upper() + words[1:]
    if match["of_year"]:
        name = f"{name} năm {match['of_year']}"
    return Cited(TYPE_OF_PLAIN[" ".join(match["type"].split())], number, name, day, "")


def _law_before(source: Source, plain: str, number: re.Match[str], start: int, place: int) -> Mention | None:
    """`Luật Đất đai` before `số 45/2013/QH13`."""
    if number["type"] is not None:
        return None
    for match in re.finditer(r"(?<![^\W_])(?:bo\s+luat|luat|phap\s+lenh)\s", plain[start : number.start()]):
        law = LAW.match(plain, start + match.start(), number.end() + 1)
        if law and law["symbol"] and law.start("ordinal") == number.start("ordinal"):
            return _law(source, plain, law, number.end())
    return None


def _joined(law: Cited, numbered: Cited) -> Cited:
    return Cited(law.type, numbered.number, law.name, numbered.issued_on, numbered.issuer)
