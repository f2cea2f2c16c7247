"""What one sentence of an amending text orders: “Bổ sung Điều 15a vào sau Điều 15 như sau:”."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.changes.change import Action
from documents.changes.wording import parent_of
from documents.citations import Citation, This, find_citations, named_provisions
from documents.citations.quotation import CLOSING, OPENING
from vietnamese.text import compact_spaces

_MAY_ORDER = re.compile(r"\b(?:sửa|thay|bãi bỏ|h[ủu][ỷy] bỏ|bỏ|bổ sung|đổi|điều chỉnh)\b", re.IGNORECASE)

_REPLACE = r"(?:sửa đổi|thay thế|thay|sửa lại|sửa|điều chỉnh)(?:\s*,?\s*(?:và\s+)?bổ sung)?|bổ sung\s*,\s*sửa đổi"
_REPEAL = r"bãi bỏ|h(?:ủ|u)(?:ỷ|y) bỏ"
_VERB = re.compile(
    rf"(?<!\w)(?:(?P<replace>{_REPLACE})|(?P<insert>bổ sung(?:\s+thêm)?)|(?P<repeal>{_REPEAL}|bỏ))(?!\w)"
    r"(?:\s+(?P<title>tên(?:\s+gọi)?(?:\s+của)?))?"
    r"(?:\s+(?:toàn bộ|nội dung|quy định(?:\s+tại)?|các|những))*\s+",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    rf"[^.;:]{{0,80}}?\s(?:được|bị)\s+(?:(?P<replace>sửa|thay|bổ sung|điều chỉnh)|(?P<repeal>{_REPEAL}))",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"(?P<verb>thay(?:\s+thế)?|sửa(?:\s+đổi)?|đổi|bãi bỏ|bỏ|bổ sung|thêm)\s+(?:các\s+|một số\s+)?"
    r"(?:cụm\s+từ|cụm|từ|chữ|số)(?!\w)",
    re.IGNORECASE,
)
_TITLE_BECOMES = re.compile(r"\s*(?:thành|là|như\s+sau)\s*:?\s*\Z", re.IGNORECASE)
_BY = re.compile(r"(?<!\w)(?:bằng|thành)(?:\s+(?:cụm\s+từ|cụm|từ|chữ|số))?\s*:?\s*\Z", re.IGNORECASE)
_BESIDE = re.compile(r"(?<!\w)vào\s+(?P<where>sau|trước)\s+(?:cụm\s+từ|cụm|từ|chữ)\s*\Z", re.IGNORECASE)
_INTO = re.compile(
    r"\s*(?:như sau\s*)?(?:,\s*)?(?:vào\s+)?(?P<where>sau|trước|vào|tại|cuối)(?:\s+cuối)?\s+\Z", re.IGNORECASE
)
_ALSO = re.compile(r"\svà\s+(?:sửa đổi|bổ sung)[^.;:]{0,30}(?:Điều|khoản|điểm)\s+này\s+như\s+sau", re.IGNORECASE)


@dataclass(slots=True)
class Order:
    """One thing to do to one provision; `anchor` may still lack the article that stands further up."""

    action: Action
    anchor: str
    after: str = ""
    old_words: str = ""
    new_words: str = ""
    new_text: str = ""


@dataclass(slots=True)
class Instruction:
    """A sentence understood: what it orders, and the document it names."""

    orders: list[Order] = field(default_factory=list)
    # What it is about, without an order of its own: “Sửa đổi một số khoản của Điều 8”.
    about: str = ""
    source: Citation | None = None


@dataclass(frozen=True, slots=True)
class _Quote:
    start: int
    end: int
    words: str


def read_instruction(sentence: str) -> Instruction:
    """The orders of a sentence, the quoted new text behind it left out. Not an order: no orders."""
    sentence = compact_spaces(sentence)
    if _MAY_ORDER.search(sentence) is None:
        return Instruction()
    quotes = _quotes(sentence)
    masked = _masked(sentence, quotes)
    places = named_provisions(masked)
    source = next((citation for citation in find_citations(masked) if citation.elsewhere), None)
    found = Instruction(source=source)
    if _WORDS.search(masked) and quotes:
        found.orders = _words(sentence, masked, quotes, places)
        if not _ALSO.search(masked):
            return found
        target = found.orders[-1].anchor if found.orders else ""
        found.orders = [Order(Action.REPLACE, target)] if target else []
        return found
    found.orders = _orders(masked, quotes, places)
    anchors = [anchor for place in places for anchor in place.anchors]
    found.about = anchors[0] if len(set(anchors)) == 1 else ""
    return found


def _quotes(sentence: str) -> list[_Quote]:
    """The quoted words of a sentence. A straight mark opens and closes in turn."""
    found: list[_Quote] = []
    start = -1
    for at, sign in enumerate(sentence):
        if start < 0 and sign in OPENING:
            start = at
        elif start >= 0 and sign in CLOSING and (sign == '"') == (sentence[start] == '"'):
            found.append(_Quote(start, at + 1, sentence[start + 1 : at].strip()))
            start = -1
    return found


def _masked(sentence: str, quotes: list[_Quote]) -> str:
    """The sentence with nothing inside its quotation marks, of the same length."""
    pieces, at = [], 0
    for quote in quotes:
        pieces += [sentence[at : quote.start], "·" * (quote.end - quote.start)]
        at = quote.end
    return "".join([*pieces, sentence[at:]])


# --- words -----------------------------------------------------------------------------------------------------------


def _words(sentence: str, masked: str, quotes: list[_Quote], places: list[Citation]) -> list[Order]:
    """“Thay cụm từ “A” bằng cụm từ “B” tại Điều 3”, “Bỏ cụm từ “A””, “Bổ sung cụm từ “B” vào sau cụm từ “A””."""
    pairs: list[tuple[str, str, int, int]] = []
    i = 0
    while i < len(quotes):
        quote = quotes[i]
        following = quotes[i + 1] if i + 1 < len(quotes) else None
        verb = _verb_before(masked, quote.start)
        between = masked[quote.end : following.start] if following else ""
        if following and _BY.search(between):
            pairs.append((quote.words, following.words, quote.start, following.end))
            i += 2
        elif following and (beside := _BESIDE.search(between)) and verb in {"bổ sung", "thêm"}:
            joined = _beside(quote.words, following.words, after=beside["where"].lower() == "sau")
            pairs.append((following.words, joined, quote.start, following.end))
            i += 2
        else:
            if verb in {"bỏ", "bãi bỏ"}:
                pairs.append((quote.words, "", quote.start, quote.end))
            i += 1
    orders: list[Order] = []
    waiting: list[tuple[str, str]] = []
    for number, (old, new, start, _) in enumerate(pairs):
        until = pairs[number + 1][2] if number + 1 < len(pairs) else len(sentence)
        anchors = [anchor for place in places if start <= place.start < until for anchor in place.anchors]
        waiting.append((old, new))
        if anchors or number == len(pairs) - 1:
            targets = anchors or [""]
            orders += [
                Order(Action.WORDS, anchor, old_words=o, new_words=n) for o, n in waiting for anchor in targets if o
            ]
            waiting = []
    return orders


def _verb_before(masked: str, at: int) -> str:
    verb = ""
    for match in _WORDS.finditer(masked, 0, at):
        verb = " ".join(match["verb"].lower().split())
    return verb


def _beside(new: str, old: str, *, after: bool) -> str:
    """The old words with the new ones at their side; a comma needs no space before it."""
    gap = "" if (new if after else old)[:1] in ",.;:" else " "
    return f"{old}{gap}{new}" if after else f"{new}{gap}{old}"


# --- provisions ------------------------------------------------------------------------------------------------------


def _orders(masked: str, quotes: list[_Quote], places: list[Citation]) -> list[Order]:
    orders: list[Order] = []
    verbs = [match for match in _VERB.finditer(masked) if _begins(masked, match, places)]
    if not verbs or verbs[0].start() > _first_word(masked):
        first = places[0] if places and places[0].start <= _first_word(masked) else None
        suffix = _SUFFIX.match(masked, first.end) if first else None
        if first is None or suffix is None:
            return []
        action = Action.REPEAL if suffix["repeal"] else Action.REPLACE
        return [Order(action, anchor) for anchor in first.anchors]
    for i, verb in enumerate(verbs):
        until = verbs[i + 1].start() if i + 1 < len(verbs) else len(masked)
        inside = [place for place in places if verb.end() <= place.start < until]
        if verb["title"]:
            orders += _retitled(masked, quotes, inside)
        elif verb["insert"]:
            orders += _inserted(masked, inside)
        elif verb["repeal"]:
            orders += [Order(Action.REPEAL, anchor) for place in inside for anchor in place.anchors]
        else:
            orders += [Order(Action.REPLACE, anchor) for anchor in inside[0].anchors]
    return _completed(orders)


def _first_word(masked: str) -> int:
    return len(masked) - len(masked.lstrip(' “"\n\t-+'))


def _begins(masked: str, verb: re.Match[str], places: list[Citation]) -> bool:
    """Whether provisions stand right behind the verb, and it is an order, not “Việc sửa đổi khoản 2 …”."""
    if not any(place.start == verb.end() for place in places):
        return False
    before = masked[: verb.start()].rstrip()
    return not before or before[-1] in ";,." or before.lower().endswith((" và", "như sau:"))


def _retitled(masked: str, quotes: list[_Quote], places: list[Citation]) -> list[Order]:
    if not places or not places[0].anchors:
        return []
    place = places[0]
    quote = next(
        (q for q in quotes if q.start >= place.end and _TITLE_BECOMES.search(masked[place.end : q.start])), None
    )
    return [Order(Action.RETITLE, place.anchors[0], new_text=quote.words if quote else "")]


def _inserted(masked: str, places: list[Citation]) -> list[Order]:
    """“khoản 4 vào Điều 6”, “Điều 15a vào sau Điều 15”, “điểm a1 vào sau điểm a khoản 1 Điều 2”."""
    targets = list(places[0].anchors)
    after = parent = ""
    if len(places) > 1 and (into := _INTO.search(masked[places[0].end : places[1].start])) and places[1].anchors:
        where = into["where"].lower()
        beside = places[1].anchors[-1]
        if where in {"sau", "trước"}:
            after, parent = (beside if where == "sau" else ""), parent_of(beside)
        elif places[1].this is not This.DOCUMENT or beside:
            parent = beside
    orders: list[Order] = []
    for target in targets:
        full = f"{parent}.{target}" if parent and not target.startswith(("dieu-", "chuong-", "phu-luc")) else target
        orders.append(Order(Action.INSERT, full, after))
        after = full if after else ""
    return orders


def _completed(orders: list[Order]) -> list[Order]:
    """“Sửa đổi khoản 1, bổ sung khoản 1a vào sau khoản 1 Điều 5”: the last article is that of all."""
    articles = [order.anchor for order in orders if re.search(r"(?:^|\.)dieu-", order.anchor)]
    if not articles:
        return orders
    article = re.match(r"(?:.*?\.)?dieu-[\w-]+", articles[-1])
    for order in orders:
        if article and order.anchor.startswith(("khoan-", "diem-")):
            order.anchor = f"{article[0]}.{order.anchor}"
            if order.after.startswith(("khoan-", "diem-")):
                order.after = f"{article[0]}.{order.after}"
    return orders
