"""Sentences in which a document acts on others: replaces, repeals, amends, ends, suspends, corrects."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.lines import Source
from documents.proposal.citations import Mention, listed, numbered_later
from documents.proposal.days import DAY, read_day
from documents.proposal.kinds import PLAIN_TYPES
from documents.proposal.sentences import Sentences
from documents.proposal.targets import partial_anchors, scope_of
from documents.proposal.values import Certainty, FoundRelation, RelationKind
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
    {"Luật", "Bộ luật", "Pháp lệnh", "Lệnh", "Sắc lệnh", "Nghị quyết", "Nghị quyết liên tịch", "Nghị định",
     "Quyết định", "Chỉ thị", "Thông tư", "Thông tư liên tịch", "Quy chế", "Quy định", "Điều lệ"}
)  # fmt: skip
_ENDS = frozenset({"het hieu luc", "cham dut hieu luc"})
_LABEL = re.compile(
    r"[\s\W]*(?:dieu\s+\d+\w?\s*[.:]\s*)?(?:(?:hieu\s+luc|dieu\s+khoan)\s+thi\s+hanh\W*)?(?:\d{1,3}\w?\s*[.)-]\s*)?(?:[a-z]{1,2}\d?\s*[).]\s+)?[-–+*•\s]*"
)
_OWN = re.compile(rf"^(?:ban\s+)?(?:{PLAIN_TYPES})\s+nay\b")
_ADVERBS = re.compile(
    r"^(?:(?:nay|cung|dong\s+thoi|se|thi|va|nay\s+quyet\s+dinh|ke\s+tu[^,]{0,80},?|quyet\s+dinh\s*:?|viec|ve\s+viec|v/v|ve)\s*[,:]?\s*)*$"
)
_PASSIVE = re.compile(r"\b(?:duoc|bi|da)\s+$")
_PASSIVE_SPAN = 12
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
    r"(?i)(?:(?:các|những|toàn bộ)\s+)?(?:quy định|nội dung|điều kiện|mức|biểu mẫu|mẫu)\s+(?!tại|của|ban hành)"
    r"[^;]{3,300}\s(?:tại|trong|của|kèm theo)(?:\s+các)?$"
)
# Licences and plans that were made under a document are not that document.
_MADE_UNDER = re.compile(
    r"(?<!\w)(?:được cấp|đã cấp|cấp theo|ký kết|đã ký|được lập|phê duyệt theo"
    r"|thành lập theo|thực hiện theo|trước ngày)(?!\w)"
)
_LONGEST_LIST = 30_000
_SOURCE_OF_REGULATION = re.compile(r"\bban\s+hanh\s+(?:kem\s+)?theo\b|\bkem\s+theo\b")


_LONGEST_ITEM = 1500
_LONGEST_LEAD = 300
_FURTHEST_IN_ITEM = 200
_OF_LISTS = frozenset({"bai bo", "huy bo", "thay the"})
_AMENDING = re.compile(rf"\W*(?:(?:{PLAIN_TYPES})\s+)?(?:ve\s+viec\s+|v/v\s+|ve\s+)?(?:sua\s+doi|bo\s+sung|bai\s+bo)")
_OWN_TYPE = re.compile(rf"^\W*(?:{PLAIN_TYPES})$")
_NUMBERED_CLAUSE = re.compile(r"\d\w?\s*[.):]")
_CONTRARY = re.compile(r"\btrai\s+voi\b")
_LONG_AGO = re.compile(r"\bda\s+(?:duoc\s+)?$")
_FOLLOWING = re.compile(
    r"\b(?:van\s+ban|nghi\s+dinh|quyet\s+dinh|thong\s+tu|nghi\s+quyet|quy\s+dinh|luat|chi\s+thi)\b[^.;]{0,60}\bsau\b"
)
_BEFORE_VERB = re.compile(r"(?:\bva|,|\bdong\s+thoi|\bse|\b\d{4}|\bky|\bban\s+hanh)$")
_END_OF_PROVISIONS = re.compile(r"[:;.\n\x00“]|\bnhu\s+sau\b|\bquy\s+dinh\s+ve\b|\bvao\s+(?:sau|truoc|cuoi)\b")
_NEXT_ITEM = re.compile(
    r"\n(?=[^\S\n]*(?:[a-z]{1,2}\d?\s*[).]\s|\d{1,3}(?:\.\d+)?\s*[.)-]\s|[-–+*•]\s|dieu\s+\d+\s*[.:]|\n"
    r"|(?:nghi|quyet|thong|chi|luat|phap)\s))"
)


@dataclass(slots=True)
class _Context:
    """Which document the amending articles are about, and which of its articles."""

    document: Mention | None = None
    scope: str = ""
    article: str = ""


class ActReader:
    """Reads the sentences of one text around their verbs."""

    def __init__(self, source: Source, plain: str, kind: str) -> None:
        self.source, self.plain = source, plain
        self.sentences = Sentences(plain)
        self.context = _Context()
        self.found: list[FoundRelation] = []
        # In a plan or a report, sentences that begin with the verb are tasks, no acts.
        self.acting = not kind or kind in ACTING
        self.amending = False

    def read(self, title: tuple[int, int] | None) -> list[FoundRelation]:
        """All acts: first those of the title, which says what the articles are about."""
        if title:
            self._title(*title)
        begin = done = title[1] if title else 0
        for verb in _VERB.finditer(self.plain, begin):
            if verb.start() >= done:
                done = max(done, self._sentence(verb))
        return self.found

    def _title(self, start: int, end: int) -> None:
        self.amending = _AMENDING.match(self.plain, start, end) is not None
        for verb in _VERB.finditer(self.plain, start, end):
            before = _OWN_TYPE.sub("", self.plain[start : verb.start()].strip())
            if not before or _ADVERBS.match(f"{before} "):
                self._active(verb, end, in_title=True)
                if not self.found and (law := numbered_later(self.source, self.plain, verb.end(), end)):
                    self.context = _Context(law)
                    self._add(_KINDS.get(_verb(verb), RelationKind.AMENDS), law, (), None, Certainty.LIKELY)
                break

    def _sentence(self, verb: re.Match[str]) -> int:
        """Reads the sentence of one verb; answers where reading goes on."""
        plain, name = self.plain, _verb(verb)
        start = self.sentences.start(verb.start(), of_list=name in _ENDS)
        label = _LABEL.match(plain, start, verb.start())
        if label and _NUMBERED_CLAUSE.search(label[0]):
            # The points a), b) of a clause are about its article; the next clause is about another one.
            self.context.article = ""
        start = label.end() if label else start
        before = plain[start : verb.start()]
        stripped = before.strip()
        if _CONDITION.match(stripped) or ("trai" in before and _CONTRARY.search(before)):
            return 0
        if (name in _ENDS or _PASSIVE.search(before[-_PASSIVE_SPAN:])) and self.acting:
            return self._passive(verb, start, before)
        initial = self.acting and _ADVERBS.match(f"{stripped} " if stripped else "") is not None
        if initial or (_OWN.match(stripped) and _leads_to_verb(stripped)):
            return self._active(verb, self.sentences.end(verb.end()))
        return 0

    def _active(self, verb: re.Match[str], end: int, *, in_title: bool = False) -> int:
        """“bãi bỏ Điều 5, khoản 2 Điều 7 của Quyết định số …”."""
        plain, name, place = self.plain, _verb(verb), verb.end()
        kind = _KINDS.get(name, RelationKind.AMENDS)
        found = listed(self.source, plain, place, end)
        if not found:
            if (self.amending or self.context.document) and not in_title:
                self._within(verb, end, kind)
            return self._list_below(end, kind, plain[max(place, end - _LONGEST_LEAD) : end]) if name in _OF_LISTS else 0
        only_words = _WORDS_ONLY.match(plain, place) is not None and name in ("bai bo", "thay the", "bo sung")
        if name in ("sua doi", "bo sung"):
            lead = self.source.text[place : found[0].start]
            self.context = _Context(found[0], _anchors(lead)[1])
        self._take(found, place, kind, only_words=only_words)
        if name in _OF_LISTS and _LIST_FOLLOWS.search(plain[max(place, end - _LONGEST_LEAD) : end]):
            return self._list_below(end, kind, plain[max(place, end - _LONGEST_LEAD) : end])
        rest = _REST_OF_TITLE.search(plain, found[-1].end, end)
        return rest.start() if rest else end

    def _passive(self, verb: re.Match[str], start: int, before: str) -> int:
        """“Quyết định số … hết hiệu lực kể từ ngày …”, “Khoản 2 Điều 5 được sửa đổi như sau”."""
        plain, name = self.plain, _verb(verb)
        kind = _KINDS.get(name, RelationKind.AMENDS)
        if not _SUBJECT.match(before.strip()) or _OWN.match(before.strip()):
            return 0
        if name not in _ENDS and not _BEHIND_PASSIVE.match(plain, verb.end()):
            return 0
        found = listed(self.source, plain, start, verb.start())
        if found and (name in _ENDS or not _LONG_AGO.search(before)):
            if _MADE_UNDER.search(self.source.text[start : found[0].start].lower()):
                return 0
            since = _FROM.match(plain, verb.end())
            day = read_day(since["day"]) if since else None
            self._take(found, start, kind, day=day, certainty=Certainty.LIKELY)
            return verb.end()
        if name in _ENDS and _FOLLOWING.search(before):
            return self._list_below(verb.end(), kind, ":")
        if name not in _ENDS and self.context.document and self.amending:
            anchors, _ = _anchors(self.source.text[start : verb.start()])
            self._to_context(start, self.sentences.end(verb.end()), kind, anchors)
        return 0

    def _take(
        self,
        found: list[Mention],
        start: int,
        kind: RelationKind,
        *,
        only_words: bool = False,
        day: datetime.date | None = None,
        certainty: Certainty = Certainty.SURE,
    ) -> None:
        """The documents of a sentence, each with the provisions named before it."""
        for mention in found:
            lead = self.source.text[start : mention.start]
            anchors, _ = _anchors(lead)
            # “Bãi bỏ quy định về … tại Quyết định …” leaves the rest of that decision in force.
            partly = only_words or (not anchors and _PART.match(lead.strip()) is not None)
            shown = RelationKind.AMENDS if partly else kind
            self._add(shown, mention, anchors, day, Certainty.LIKELY if partly else certainty)
            start = mention.end

    def _list_below(self, start: int, kind: RelationKind, lead: str) -> int:
        """The documents in the lines below “… các văn bản sau đây:”; answers where the list ends, 0 without one."""
        if not _LIST_FOLLOWS.search(lead.rstrip() if lead.strip() else ":"):
            return 0
        plain = self.plain
        colon = plain.find(":", start, start + 200)
        place = colon + 1 if colon >= 0 else start
        last = 0
        for begin, end in _lines(plain, place, min(len(plain), place + _LONGEST_LIST)):
            item = _ITEM.match(plain, begin, end)
            first_word = item.end() if item else begin
            if not plain[first_word:end].strip():
                continue
            if _NEXT_ARTICLE.match(plain, begin, end):
                break
            here = listed(self.source, plain, first_word, end)
            if not here or (last and here[0].start - first_word > _FURTHEST_IN_ITEM):
                break
            anchors, _ = _anchors(self.source.text[first_word : here[0].start])
            self._add(kind, here[0], anchors, None, Certainty.SURE)
            last = end
        return last

    def _within(self, verb: re.Match[str], end: int, kind: RelationKind) -> None:
        """“Bãi bỏ khoản 3 Điều 5” inside an amending document: it is about the document of its article."""
        stop = _END_OF_PROVISIONS.search(self.plain, verb.end(), end)
        until = stop.start() if stop else end
        anchors, _ = _anchors(self.source.text[verb.end() : until])
        if anchors and all(anchor.startswith(("khoan-", "diem-")) for anchor in anchors):
            anchors = _placed(anchors, self.source.text[until:end])
        words_only = _WORDS_ONLY.match(self.plain, verb.end()) is not None
        self._to_context(verb.start(), until, RelationKind.AMENDS if words_only else kind, anchors)

    def _to_context(self, start: int, end: int, kind: RelationKind, anchors: tuple[str, ...]) -> None:
        context = self.context
        if context.document is None or not anchors:
            return
        if len(anchors) == 1 and anchors[0].startswith("dieu-") and "." not in anchors[0]:
            context.article = anchors[0]
        full = [f"{context.article}.{a}" if a.startswith(("khoan-", "diem-")) else a for a in anchors]
        kept = tuple(f"{context.scope}{a}" for a in full if not a.startswith("."))
        if kept:
            words = self.source.text[start : min(end, start + 300)]
            shown = RelationKind.AMENDS if kind is RelationKind.REPLACES else kind
            cited, stop = context.document.cited, start + len(words)
            self.found.append(FoundRelation(shown, cited, start, stop, words, kept, certainty=Certainty.LIKELY))

    def _add(
        self,
        kind: RelationKind,
        mention: Mention,
        anchors: tuple[str, ...],
        day: datetime.date | None,
        certainty: Certainty,
    ) -> None:
        whole = tuple(anchor for anchor in anchors if not anchor.startswith(("khoan-", "diem-")))
        words = self.source.text[mention.start : mention.end]
        relation = FoundRelation(kind, mention.cited, mention.start, mention.end, words, whole, day, certainty)
        self.found.append(relation)


def acts_of(source: Source, unquoted: str, title: tuple[int, int] | None, kind: str) -> list[FoundRelation]:
    """What the document does to others, outside its quotations (`unquoted`); `title` is where its abstract stands."""
    return ActReader(source, unquoted, kind).read(title)


def _placed(anchors: tuple[str, ...], rest: str) -> tuple[str, ...]:
    """“khoản 10a vào sau khoản 10 Điều 4” is `dieu-4.khoan-10a`."""
    beside = next((anchor for anchor in partial_anchors(rest.split(":", 1)[0]) if anchor.startswith("dieu-")), "")
    if not beside:
        return anchors
    article, _, clause = beside.partition(".")
    clause = clause.split(".")[0] if clause.startswith("khoan-") else ""
    above = {"khoan-": article, "diem-": f"{article}.{clause}" if clause else article}
    return tuple(f"{above['khoan-' if anchor.startswith('khoan-') else 'diem-']}.{anchor}" for anchor in anchors)


def _verb(verb: re.Match[str]) -> str:
    name = " ".join(verb["verb"].split())
    return "sua doi" if "sua doi" in name else name


def _leads_to_verb(before: str) -> bool:
    """“Quyết định này có hiệu lực … và thay thế”: nothing of another subject stands between."""
    rest = before.split(" nay", 1)[-1]
    return len(rest.split()) <= 1 or _BEFORE_VERB.search(rest) is not None


def _lines(plain: str, start: int, limit: int) -> Iterator[tuple[int, int]]:
    """Items: a line, with the lines that go on with it."""
    begin = start
    while begin < limit:
        match = _NEXT_ITEM.search(plain, begin + 1, min(limit, begin + _LONGEST_ITEM))
        end = match.start() if match else min(limit, begin + _LONGEST_ITEM)
        yield begin, end
        if match is None:
            return
        begin = match.start()


def _anchors(lead: str) -> tuple[tuple[str, ...], str]:
    """The provisions named before a document, and the regulation they belong to."""
    scope = scope_of(lead) if _SOURCE_OF_REGULATION.search(fold(lead)) else ""
    return tuple(f"{scope}{a}" for a in partial_anchors(lead) if not scope or a.startswith("dieu")), scope
