"""Sentences in which a document acts on others: replaces, repeals, amends, ends, suspends, corrects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.lines import Source
from documents.proposal.citations import Mention, listed, mentions
from documents.proposal.days import DAY, read_day
from documents.proposal.kinds import PLAIN_TYPES
from documents.proposal.targets import partial_anchors, scope_of
from documents.proposal.values import Certainty, Cited, FoundRelation, RelationKind
from vietnamese.text import fold

_VERB = re.compile(
    r"(?<![^\W_])(?P<verb>thay\s+the|bai\s+bo|huy\s+bo|het\s+hieu\s+luc|cham\s+dut\s+hieu\s+luc"
    r"|(?<!quy )dinh\s+chi(?!\s+tiet)|tam\s+ngung|ngung\s+hieu\s+luc|dinh\s+chinh"
    r"|sua\s+doi(?:\s*,?\s*(?:va\s+)?bo\s+sung)?|bo\s+sung(?:\s*,?\s*(?:va\s+)?sua\s+doi)?)(?![^\W_])"
)
_KINDS = {
    "thay the": RelationKind.REPLACES,
    "bai bo": RelationKind.REPEALS,
    "huy bo": RelationKind.REPEALS,
    "het hieu luc": RelationKind.REPEALS,
    "cham dut hieu luc": RelationKind.REPEALS,
    "dinh chi": RelationKind.SUSPENDS,
    "tam ngung": RelationKind.SUSPENDS,
    "ngung hieu luc": RelationKind.SUSPENDS,
    "dinh chinh": RelationKind.CORRECTS,
    "bo sung": RelationKind.SUPPLEMENTS,
}
ACTING = frozenset(
    {"Luật", "Bộ luật", "Pháp lệnh", "Lệnh", "Sắc lệnh", "Nghị quyết", "Nghị quyết liên tịch", "Nghị định", "Quyết định",
     "Chỉ thị", "Thông tư", "Thông tư liên tịch", "Quy chế", "Quy định", "Điều lệ"}
)  # fmt: skip
_ENDS = frozenset({"het hieu luc", "cham dut hieu luc"})
_LABEL = re.compile(
    r"[\s\W]*(?:dieu\s+\d+\w?\s*[.:]\s*)?(?:(?:hieu\s+luc|dieu\s+khoan)\s+thi\s+hanh\W*)?(?:\d{1,3}\w?\s*[.)-]\s*)?(?:[a-z]{1,2}\d?\s*[).]\s+)?[-–+*•\s]*"
)
_NEW_SENTENCE = (
    r":\s|(?<!\d)\.\s|(?<=\d{4})\.\s|\./\.\s|\x00\s|\.\s*\n|\n[^\S\n]*(?=(?:dieu\s+\d+\w?\s*[.:]|\d{1,3}\w?\s*[.)]\s|[a-z]{1,2}\d?\s*\)\s|[-–+*•]\s))"
    r"|\n\s*\n"
)
_BOUNDARY = re.compile(rf";\s|{_NEW_SENTENCE}")
# What ends may be a long list of documents, parted by semicolons.
_BOUNDARY_OF_LISTS = re.compile(_NEW_SENTENCE)
_OWN = re.compile(rf"^(?:ban\s+)?(?:{PLAIN_TYPES})\s+nay\b")
_ADVERBS = re.compile(
    r"^(?:(?:nay|cung|dong\s+thoi|se|thi|va|nay\s+quyet\s+dinh|ke\s+tu[^,]{0,80},?|quyet\s+dinh\s*:?|viec|ve\s+viec|v/v|ve)\s*[,:]?\s*)*$"
)
_PASSIVE = re.compile(r"\b(?:duoc|bi|da)\s+$")
_CONDITION = re.compile(r"^(?:truong\s+hop|neu|khi|truoc\s+(?:ngay|khi)|sau\s+khi|trong\s+truong\s+hop|doi\s+voi)\b")
_SUBJECT = re.compile(
    r"^(?:ke\s+tu\s+[^,]{0,100},\s*)?(?:cac\s+|nhung\s+|va\s+|toan\s+bo\s+)*(?:van\s+ban\b|quy\s+dinh\b|noi\s+dung\b|quy\s+che\b|dieu\b|khoan\b|diem\b|chuong\b|muc\b|phan\b|phu\s+luc\b"
    rf"|che\s+do\b|ban\s+hanh|(?:{PLAIN_TYPES})\b)"
)
_BEHIND_PASSIVE = re.compile(
    rf"\s*(?:(?:boi|bang|theo)\s+)?(?:(?:ban\s+)?(?:{PLAIN_TYPES})\s+nay|cac?\s+dieu|dieu|quy\s+dinh|nhu\s+sau|mot\s+so|\s*$|[.;:\n,])"
)
_FROM = re.compile(rf"\s*(?:thi\s+hanh\s*)?(?:ke\s*tu|tu)\s+(?:ngay\s+)?(?P<day>{DAY})")
_LIST_FOLLOWS = re.compile(r"\bsau(?:\s+day)?\b[^.;]{0,160}:?\s*$|:\s*$")
_NEXT_ARTICLE = re.compile(r"\s*dieu\s+\d+\w?\s*[.:]")
_REST_OF_TITLE = re.compile(r";|:|\n[^\S\n]*(?=[a-z]{1,2}\d?\s*\)|\d|dieu\s|[-–+*•])")
_ITEM = re.compile(r"\s*(?:[a-z]{1,2}\d?\s*[).]\s|\d{1,3}(?:\.\d+)?\s*[.)-]\s|[-–+*•]\s)?\s*")
_WORDS_ONLY = re.compile(r"\s*(?:cac\s+)?(?:cum\s+tu|tu\s+ngu|tu|mot\s+so\s+(?:tu|cum\s+tu)|ten|can\s+cu|doan)\b")
_PART = re.compile(
    r"(?i)(?:(?:các|những|toàn bộ)\s+)?(?:quy định|nội dung|điều kiện|mức|biểu mẫu|mẫu)\s+(?!tại|của|ban hành)[^;]{3,300}\s(?:tại|trong|của)(?:\s+các)?$"
)
# Licences and plans that were made under a document are not that document.
_MADE_UNDER = re.compile(
    r"(?<!\w)(?:được cấp|đã cấp|cấp theo|ký kết|đã ký|được lập|phê duyệt theo|thành lập theo|thực hiện theo|trước ngày)(?!\w)"
)
_BEFORE, _AFTER = 900, 3000
_LONGEST_LIST = 30_000
_SOURCE_OF_REGULATION = re.compile(r"\bban\s+hanh\s+(?:kem\s+)?theo\b|\bkem\s+theo\b")


@dataclass(slots=True)
class _Context:
    """Which document the amending articles are about, and which of its articles."""

    document: Mention | None = None
    scope: str = ""
    article: str = ""
    # Whether sentences that begin with the verb are acts: in a plan or report they are tasks.
    acting: bool = True
    found: list[FoundRelation] = field(default_factory=list)


def acts_of(source: Source, unquoted: str, title: tuple[int, int] | None, kind: str) -> list[FoundRelation]:
    """All acts outside quotations: first those of the title, which say what the articles are about."""
    context = _Context(acting=not kind or kind in ACTING)
    amending = False
    if title:
        amending = (
            re.match(
                r"\W*(?:ve\s+viec\s+|v/v\s+|ve\s+)?(?:sua\s+doi|bo\s+sung|bai\s+bo)", unquoted[title[0] : title[1]]
            )
            is not None
        )
        for verb in _VERB.finditer(unquoted, *title):
            if _ADVERBS.match(unquoted[title[0] : verb.start()].strip() + " ") or verb.start() == title[0]:
                _active(source, unquoted, verb, title[1], context, in_title=True)
                break
    begin = title[1] if title else 0
    done = begin
    for verb in _VERB.finditer(unquoted, begin):
        if verb.start() < done:
            continue
        done = max(done, _read(source, unquoted, verb, context, amending))
    return context.found


def _read(source: Source, plain: str, verb: re.Match[str], context: _Context, amending: bool) -> int:
    """Reads the sentence of one verb; answers where reading goes on."""
    floor = max(0, verb.start() - _BEFORE)
    start = floor
    name = _verb(verb)
    for boundary in (_BOUNDARY_OF_LISTS if name in _ENDS else _BOUNDARY).finditer(plain, floor, verb.start()):
        start = boundary.end()
    label = _LABEL.match(plain, start, verb.start())
    start = label.end() if label else start
    before = plain[start : verb.start()]
    if _CONDITION.match(before.strip()):
        return 0
    if re.search(r"\btrai\s+voi\b", before):
        return 0
    if (name in _ENDS or _PASSIVE.search(before)) and context.acting:
        return _passive(source, plain, verb, start, context, amending)
    stripped = before.strip()
    initial = _ADVERBS.match(f"{stripped} " if stripped else "") is not None
    if (initial and context.acting) or (_OWN.match(stripped) and _leads_to_verb(stripped)):
        return _active(source, plain, verb, _sentence_end(plain, verb.end()), context, amending=amending)
    return 0


def _leads_to_verb(before: str) -> bool:
    """“Quyết định này có hiệu lực … và thay thế”: nothing of another subject stands between."""
    rest = before.split(" nay", 1)[1]
    return (
        len(rest.split()) <= 1
        or re.search(r"(?:\bva|,|\bdong\s+thoi|\bse|\b\d{4}|\bky|\bban\s+hanh)$", rest) is not None
    )


def _verb(verb: re.Match[str]) -> str:
    name = " ".join(verb["verb"].split())
    return "sua doi" if "sua doi" in name else name


def _sentence_end(plain: str, start: int) -> int:
    limit = min(len(plain), start + _AFTER)
    match = re.compile(
        r"\./\.|\.\s*(?:\n|$)|(?<![\d\W])\.\s(?=\s*[^\W\d])|\n[^\S\n]*(?=dieu\s+\d+\w?\s*[.:]|\d{1,3}\s*[.)]\s)|\n\s*\n|\x00"
    ).search(plain, start, limit)
    return match.start() if match else limit


def _active(
    source: Source,
    plain: str,
    verb: re.Match[str],
    end: int,
    context: _Context,
    *,
    in_title: bool = False,
    amending: bool = False,
) -> int:
    """“bãi bỏ Điều 5, khoản 2 Điều 7 của Quyết định số …”."""
    name, place = _verb(verb), verb.end()
    kind = _KINDS.get(name, RelationKind.AMENDS)
    found = listed(source, plain, place, end)
    if not found:
        if (amending or context.document) and not in_title:
            _within(source, plain, verb, end, context, kind)
        if name == "bai bo" or name == "huy bo" or name == "thay the":
            return _list_below(source, plain, end, kind, context, plain[place:end])
        return 0
    only_words = _WORDS_ONLY.match(plain, place) is not None and name in ("bai bo", "thay the", "bo sung")
    previous = place
    for mention in found:
        lead = source.text[previous : mention.start]
        anchors, scope = _anchors(lead)
        # “Bãi bỏ quy định về … tại Quyết định …” leaves the rest of that decision in force.
        partly = only_words or (not anchors and _PART.match(lead.strip()) is not None)
        certainty = Certainty.LIKELY if partly else Certainty.SURE
        shown = RelationKind.AMENDS if partly else kind
        _add(context, source, shown, mention, anchors, _day_behind(plain, mention.end), certainty)
        if name in ("sua doi", "bo sung") and mention is found[0]:
            context.document, context.scope, context.article = mention, scope, ""
        previous = mention.end
    if _LIST_FOLLOWS.search(plain[place:end]) and kind in (RelationKind.REPEALS, RelationKind.REPLACES):
        return _list_below(source, plain, end, kind, context, plain[place:end])
    rest = _REST_OF_TITLE.search(plain, found[-1].end, end)
    return rest.start() if rest else end


def _passive(source: Source, plain: str, verb: re.Match[str], start: int, context: _Context, amending: bool) -> int:
    """“Quyết định số … hết hiệu lực kể từ ngày …”, “Khoản 2 Điều 5 được sửa đổi như sau”."""
    name = _verb(verb)
    before = plain[start : verb.start()]
    kind = _KINDS.get(name, RelationKind.AMENDS)
    if not _SUBJECT.match(before.strip()) or _OWN.match(before.strip()):
        return 0
    if name not in _ENDS and not _BEHIND_PASSIVE.match(plain, verb.end()):
        return 0
    found = listed(source, plain, start, verb.start())
    if found and not (name not in _ENDS and re.search(r"\bda\s+duoc\s+$|\bda\s+$", before)):
        if _MADE_UNDER.search(source.text[start : found[0].start].lower()):
            return 0
        since = _FROM.match(plain, verb.end())
        day = read_day(since["day"]) if since else None
        previous = start
        for mention in found:
            lead = source.text[previous : mention.start]
            anchors, _ = _anchors(lead)
            partly = not anchors and _PART.match(lead.strip()) is not None
            shown = RelationKind.AMENDS if partly else kind
            _add(context, source, shown, mention, anchors, day, Certainty.LIKELY)
            previous = mention.end
        return verb.end()
    end = _sentence_end(plain, verb.end())
    if name in _ENDS and re.search(
        r"\b(?:van\s+ban|nghi\s+dinh|quyet\s+dinh|thong\s+tu|nghi\s+quyet|quy\s+dinh|luat|chi\s+thi)\b[^.;]{0,60}\bsau\b",
        before,
    ):
        return _list_below(source, plain, verb.end(), kind, context, ":")
    if name not in _ENDS and context.document and amending:
        anchors, _ = _anchors(source.text[start : verb.start()])
        _to_context(source, start, end, context, kind, anchors)
    return 0


def _list_below(source: Source, plain: str, start: int, kind: RelationKind, context: _Context, lead: str) -> int:
    """The documents in the lines below “… các văn bản sau đây:”."""
    if not _LIST_FOLLOWS.search(lead.rstrip() if lead.strip() else ":"):
        return 0
    colon = plain.find(":", start, start + 200)
    place = colon + 1 if colon >= 0 else start
    limit, last = min(len(plain), place + _LONGEST_LIST), 0
    for line in _lines(plain, place, limit):
        item = _ITEM.match(plain, line[0], line[1])
        begin = item.end() if item else line[0]
        if not plain[begin : line[1]].strip():
            continue
        if _NEXT_ARTICLE.match(plain, line[0], line[1]):
            break
        here = listed(source, plain, begin, line[1])
        if not here or (here[0].start - begin > 200 and last):
            if last and item is not None and item.end() == line[0]:
                # A long item that went over its line.
                continue
            break
        first = here[0]
        anchors, _ = _anchors(source.text[begin : first.start])
        _add(context, source, kind, first, anchors, None)
        last = line[1]
    return last


def _lines(plain: str, start: int, limit: int) -> Iterator[tuple[int, int]]:
    """Items: a line, with the lines that go on with it."""
    begin = start
    for match in re.compile(
        r"\n(?=\s*(?:[a-z]{1,2}\d?\s*[).]\s|\d{1,3}(?:\.\d+)?\s*[.)-]\s|[-–+*•]\s|dieu\s+\d+\s*[.:]|\n|(?:nghi|quyet|thong|chi|luat|phap)\s))"
    ).finditer(plain, start, limit):
        yield begin, match.start()
        begin = match.end()
    yield begin, limit


def _within(source: Source, plain: str, verb: re.Match[str], end: int, context: _Context, kind: RelationKind) -> None:
    """“Bãi bỏ khoản 3 Điều 5” inside an amending document: it is about the document of its article."""
    stop = re.compile(r"[:;.\n\x00“]|\bnhu\s+sau\b|\bquy\s+dinh\s+ve\b|\bvao\s+(?:sau|truoc|cuoi)\b").search(
        plain, verb.end(), end
    )
    until = stop.start() if stop else end
    anchors, _ = _anchors(source.text[verb.end() : until])
    if _WORDS_ONLY.match(plain, verb.end()):
        kind = RelationKind.AMENDS
    _to_context(source, verb.start(), until, context, kind, anchors)


def _to_context(
    source: Source, start: int, end: int, context: _Context, kind: RelationKind, anchors: tuple[str, ...]
) -> None:
    if context.document is None or not anchors:
        return
    articles = [anchor for anchor in anchors if anchor.startswith("dieu-")]
    if len(articles) == len(anchors) == 1 and "." not in articles[0]:
        context.article = articles[0]
    full = [a if not a.startswith(("khoan-", "diem-")) else f"{context.article}.{a}" for a in anchors]
    kept = tuple(f"{context.scope}{a}" for a in full if not a.startswith("."))
    if kept:
        mention = context.document
        shown = RelationKind.AMENDS if kind is RelationKind.REPLACES else kind
        words = source.text[start : min(end, start + 300)]
        context.found.append(
            FoundRelation(shown, mention.cited, start, start + len(words), words, kept, certainty=Certainty.LIKELY)
        )


def _anchors(lead: str) -> tuple[tuple[str, ...], str]:
    """The provisions named before a document, and the regulation they belong to."""
    scope = scope_of(lead) if _SOURCE_OF_REGULATION.search(fold(lead)) else ""
    return tuple(f"{scope}{a}" for a in partial_anchors(lead) if not scope or a.startswith("dieu")), scope


def _add(
    context: _Context,
    source: Source,
    kind: RelationKind,
    mention: Mention,
    anchors: tuple[str, ...],
    day: object,
    certainty: Certainty = Certainty.SURE,
) -> None:
    import datetime

    whole = tuple(anchor for anchor in anchors if not anchor.startswith(("khoan-", "diem-")))
    effective = day if isinstance(day, datetime.date) else None
    context.found.append(
        FoundRelation(
            kind,
            mention.cited,
            mention.start,
            mention.end,
            source.text[mention.start : mention.end],
            whole,
            effective,
            certainty,
        )
    )


def _day_behind(plain: str, place: int) -> object:
    match = re.compile(r"\s*(?:het\s+hieu\s+luc\s*)").match(plain, place)
    since = _FROM.match(plain, match.end()) if match else None
    return read_day(since["day"]) if since else None


__all__ = ["Cited", "acts_of", "mentions"]
