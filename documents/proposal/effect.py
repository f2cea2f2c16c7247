"""From when, and until when, a document says that it is in force (domain 3.4, 3.5). Silence stays silence."""

from __future__ import annotations

import datetime
import re
from contextlib import suppress
from dataclasses import dataclass, field

from documents.lines import Source
from documents.proposal.days import BLANK_DAY, DAY, read_day
from documents.proposal.kinds import PLAIN_TYPES
from documents.proposal.values import Caution, Certainty, EffectRule, Found
from vietnamese.text import fold

_NUMERALS = {
    "muoi": 10, "bay": 7, "nam": 5, "muoi lam": 15, "muoi nam": 15, "hai muoi": 20, "hai muoi mot": 21, "ba muoi": 30,
    "bon muoi lam": 45, "bon lam": 45, "sau muoi": 60, "chin muoi": 90, "bon muoi nam": 45,
}  # fmt: skip
_COUNT = r"(?P<days>\d{1,3})|(?P<numeral>[a-z]+(?:\s+[a-z]+){0,2}?)"
_START = re.compile(
    r"\s*(?:thi\s+hanh|phap\s+luat|phap\s+ly|ap\s+dung|thuc\s+hien)?\s*(?:va\s+(?:duoc\s+)?ap\s+dung\s+)?[:,]?\s*"
    rf"(?:(?:sau|ke\s+tu\s+sau)\s+(?:{_COUNT})\s*(?:\([^)]{{1,40}}\))?\s*(?P<unit>ngay|thang)(?:\s*,?\s*(?:ke|tinh)?\s*tu\s+(?:ngay|khi)\s+(?P<from>(?:[a-z]+\s?){{1,8}}))?"
    rf"|(?:ngay\s+)?(?:(?:ke\s*tu|tu|vao|ke\s+ca\s+tu)\s+(?:ngay\s+)?|ngay\s+)(?P<day>{DAY})"
    rf"|(?:ke|tinh)?\s*tu\s+(?:ngay|khi)\s+(?P<event>(?:duoc\s+)?(?:(?:quoc\s+hoi|hoi\s+dong|hdnd|uy\s+ban)[^.;,\n]{{0,60}}?(?:thong\s+qua)|ky|ban\s+hanh|thong\s+qua|cong\s+bo|dang|phe\s+duyet)\b[^.;,\n]{{0,60}})"
    rf"|(?:ke\s*tu|tu)\s+ngay\s*(?P<blank>[\s.…_/]*(?:{BLANK_DAY}|[.…_]{{2,}})))"
)
_HAS_EFFECT = re.compile(r"\bco\s+hieu\s+luc\b|\bhieu\s+luc\s+thi\s+hanh\s*(?=:?\s*(?:ke\s+tu|tu\s+ngay|sau\s))")
_SUBJECT = re.compile(rf"\b(?:ban\s+)?(?P<type>{PLAIN_TYPES})\s+(?P<this>nay)\b")
_OWN_LABEL = re.compile(
    rf"(?:^|\n)\W*(?:dieu\s+\d+\w?\s*[.:]?|\d+\s*[.)]|[ivx]+\s*[.)])?\s*(?:(?P<type>{PLAIN_TYPES})\s+)?(?:se\s+|chinh\s+thuc\s+)*$"
)
_EXCEPTION = re.compile(r"\btru\s+(?:cac\s+)?(?:truong\s+hop|quy\s+dinh|dieu|khoan|diem|noi\s+dung)")
_END = re.compile(rf"\b(?:den|cho\s+den)\s+(?:het\s+)?(?:ngay\s+)?(?P<day>{DAY})")
_EXPIRES = re.compile(rf"\s*(?:thi\s+hanh\s*)?(?:ke\s+tu|tu|vao|sau)\s+(?:het\s+)?(?:ngay\s+)?(?P<day>{DAY})")
_SENTENCE_START = re.compile(rf"[.;:]\s|\n\s*(?=(?:dieu|khoan|\d+[.)]|[a-z]\)|-)\s|(?:{PLAIN_TYPES})\s+nay\s)|\n\s*\n")
_BEFORE, _AFTER = 260, 400


@dataclass(slots=True)
class Effect:
    """What the text says about its force."""

    on: Found[datetime.date] | None = None
    rule: Found[EffectRule] | None = None
    days: int | None = None
    until: Found[datetime.date] | None = None
    cautions: list[Caution] = field(default_factory=list)


def read_effect(source: Source, unquoted: str, kind: str, issued: Found[datetime.date] | None) -> Effect:
    """From the sentence “Quyết định này có hiệu lực …” outside quotations; `kind` is the type of the document."""
    candidates: list[tuple[int, int, Effect]] = []
    for match in _HAS_EFFECT.finditer(unquoted):
        rank, start = _subject(unquoted, match.start(), kind)
        if rank == 0:
            continue
        effect = _start(source, unquoted, start, match, issued)
        if effect.rule or effect.cautions:
            candidates.append((rank, len(candidates), effect))
    effect = min(candidates, key=lambda row: (row[0], row[1]))[2] if candidates else Effect()
    effect.until = effect.until or _until(source, unquoted, kind)
    if effect.on and issued and effect.on.value < issued.value:
        effect.cautions.append(Caution("effect_before_issue", effect.on.start, effect.on.end, effect.on.words))
    return effect


def _subject(plain: str, place: int, kind: str) -> tuple[int, int]:
    """How surely the sentence is about this document (1 best, 0 not at all), and where it begins."""
    window = plain[max(0, place - _BEFORE) : place]
    begins = [match.end() for match in _SENTENCE_START.finditer(window)]
    start = max(0, place - _BEFORE) + (begins[-1] if begins else 0)
    sentence = plain[start:place]
    subjects = [*_SUBJECT.finditer(sentence)]
    if subjects:
        last = subjects[-1]
        between = sentence[last.end() :]
        first_words = sentence[: last.start()].strip(" \n\t-–•.1234567890)")
        if re.search(r"\bkhi\b|\bngay\b|\btruoc\b|\bsau\b|\bke\s+tu\b|\bma\b", first_words[-25:]):
            return 0, start
        if len(between.split()) > 3 and not re.search(r"\bthong\s+qua\b|\bva\s*$", between):
            return 0, start
        if re.search(r"\b(?:dieu|khoan|diem|chuong|muc|phu\s+luc)\b", first_words[-60:]):
            return 0, start
        own = fold(kind) in ("", " ".join(last["type"].split()))
        return (1 if own else 3), start + last.start()
    label = _OWN_LABEL.search(plain[max(0, place - 80) : place])
    if label and (label["type"] is None or fold(kind) == " ".join(label["type"].split())):
        return (2 if label["type"] else 4), place
    return 0, start


def _start(source: Source, plain: str, start: int, has: re.Match[str], issued: Found[datetime.date] | None) -> Effect:
    effect = Effect()
    match = _START.match(plain, has.end(), has.end() + _AFTER)
    if match is None:
        return effect
    end = match.end()
    words = source.text[start:end]
    if match["day"]:
        effect.rule = Found(EffectRule.DATE, start, end, words)
        place = match.span("day")
        if (day := read_day(match["day"])) is None:
            effect.cautions.append(Caution("date_impossible", *place, source.text[slice(*place)]))
            effect.rule = None
        else:
            effect.on = Found(day, start, end, words)
    elif match["days"] or match["numeral"]:
        _after_days(effect, match, Found(EffectRule.AFTER_DAYS, start, end, words), issued)
    elif match["event"]:
        _on_event(effect, match["event"], Found(EffectRule.ON_SIGNING, start, end, words), issued)
    else:
        effect.cautions.append(Caution("effect_blank", start, end, words))
    sentence_end = re.compile(r"[.;\n]\s|$").search(plain, end, end + _AFTER)
    rest = plain[end : sentence_end.start() if sentence_end else end + _AFTER]
    if _EXCEPTION.search(rest):
        effect.cautions.append(Caution("effect_in_parts", start, end, words))
    if until := _END.match(plain, end + len(rest) - len(rest.lstrip(" ,")), end + _AFTER) or _END.search(rest[:40]):
        if effect.rule and (day := read_day(until["day"])) is not None:
            effect.until = Found(day, start, end + len(until[0]), source.text[start : end + len(until[0])])
    return effect


def _after_days(
    effect: Effect, match: re.Match[str], rule: Found[EffectRule], issued: Found[datetime.date] | None
) -> None:
    days = int(match["days"]) if match["days"] else _NUMERALS.get(" ".join(match["numeral"].split()))
    if days is None:
        return
    months = match["unit"] == "thang"
    effect.days = None if months else days
    if "dang" in (match["from"] or "").split() or "cong bao" in (match["from"] or ""):
        effect.rule = Found(EffectRule.AFTER_GAZETTE, rule.start, rule.end, rule.words)
        effect.cautions.append(Caution("effect_from_gazette", rule.start, rule.end, rule.words))
        return
    effect.rule = rule
    if issued:
        on = _months_later(issued.value, days) if months else issued.value + datetime.timedelta(days=days)
        effect.days = (on - issued.value).days
        effect.on = Found(on, rule.start, rule.end, rule.words, issued.certainty)


def _months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day of a later month, or its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + min(months, 600), 12)
    for last in range(day.day, 27, -1):
        with suppress(ValueError):
            return datetime.date(year, month + 1, last)
    return datetime.date(year, month + 1, min(day.day, 28))


def _on_event(effect: Effect, event: str, rule: Found[EffectRule], issued: Found[datetime.date] | None) -> None:
    if re.match(r"(?:duoc\s+)?(?:dang\b|cong\s+bo\b(?!.*\bky\b))", event):
        effect.rule = Found(EffectRule.AFTER_GAZETTE, rule.start, rule.end, rule.words)
        effect.days = 0
        effect.cautions.append(Caution("effect_from_gazette", rule.start, rule.end, rule.words))
        return
    effect.rule = rule
    if issued:
        effect.on = Found(issued.value, rule.start, rule.end, rule.words, issued.certainty)


def _until(source: Source, plain: str, kind: str) -> Found[datetime.date] | None:
    """“Quyết định này hết hiệu lực từ ngày …”."""
    for match in re.finditer(r"\bhet\s+hieu\s+luc\b", plain):
        rank, start = _subject(plain, match.start(), kind)
        if rank in (1, 3) and (end := _EXPIRES.match(plain, match.end())) and (day := read_day(end["day"])):
            return Found(day, start, end.end(), source.text[start : end.end()], Certainty.LIKELY)
    return None
