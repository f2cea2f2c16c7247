"""Names and titles that a document writes in capitals, in the capitals they have in a sentence."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from documents.lines import fold_in_place
from documents.proposal.name_data import (
    ABBREVIATIONS,
    AMBIGUOUS,
    AUTHORITIES,
    DISTRICTS,
    HEADS,
    OTHERS,
    PLACE_WORDS,
    PROVINCES,
    SECTORS,
)
from vietnamese.text import compact_spaces, normalise

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MOVES = {
    normalise(first + second + tone): normalise(first + tone + second)
    for first, second in ("oa", "oe", "uy")
    for tone in _TONES
}
_MOVED = re.compile("(?<!q)(?:" + "|".join(_MOVES) + r")\b")
_MIXED = re.compile(r"(?<=-)TTG\b")
_CODE = re.compile(r"\S*\d\S*[/-]\S+|[IVXLC]+\b|\S*[/&]\S*")
_PUNCTUATION = "()[]“”\"'.,;:"
_SENTENCE = re.compile(r"[^.;:\n]+(?:\n(?=[a-zà-ỹđ])[^.;:\n]+)*")
_SHORTENED = (
    (re.compile(r"\b(?:ubnd|ub\s+nhan\s+dan)\b"), "Ủy ban nhân dân"),
    (re.compile(r"\bhdnd\b"), "Hội đồng nhân dân"),
    (re.compile(r"\btp\s*\.\s*"), "thành phố "),
)
# “cơ sở giáo dục”, “cán bộ y tế” name no department and no ministry.
_OTHER_WORDS = frozenset(("cơ", "cán", "tiến", "toàn", "nội", "trưởng", "đồng", "đội"))
_LAW = re.compile(r"(?<!pháp )(?<!kỷ )(?<!kỉ )(?<!trái )\b((?:bộ )?luật|pháp lệnh) (?!này|sư\b|gia\b|định|pháp)(\w)")
_NUMBERED = re.compile(r"\b(nghị định|nghị quyết|quyết định|thông tư liên tịch|thông tư|chỉ thị)(?= số )")
_ATTACHED = re.compile(
    r"(?:ban hành(?: kèm theo)?|thông qua|phê duyệt|điều của|sửa đổi|bổ sung)(?: bản)? "
    r"(quy chế|quy định|quy hoạch|điều lệ|nội quy|quy chuẩn|đề án|chương trình|kế hoạch|chiến lược)\b"
)


def is_shouted(text: str) -> bool:
    """Whether it is written in capitals, but for a word or two."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) > 0.7 * len(letters)


def is_flat(text: str) -> bool:
    """Whether it has no capital, but perhaps the first: a line that lost its capitals with its font (.VnTimeH)."""
    return not any(char.isupper() for char in text[1:])


@lru_cache(maxsize=4096)
def authority_name(text: str) -> str:
    """`UBND TỈNH THÁI BÌNH` → `Ủy ban nhân dân tỉnh Thái Bình`: whole words, marks and capitals as they should be."""
    name = compact_spaces(text).strip(" .,;:*_-–")
    changed = is_shouted(name) or is_flat(name)
    for pattern, full in _SHORTENED:
        name = _replaced(pattern, full, name)
    low = list(_lower(name)) if changed else list(name)
    plain = fold_in_place(name)
    for match in _names_folded().finditer(plain):
        low[match.start() : match.end()] = _names_by_fold()[match[0]]
    low = _capital_behind(_HEAD_WORD, plain, low)
    for match in _PLACE.finditer(plain):
        low[match.start()] = low[match.start()].lower()
    if changed:
        for match in _PLACE.finditer(plain):
            for word in re.finditer(r"(?<![^\W_])[^\W\d_]", plain[match.end("rest_from") :]):
                place = match.end("rest_from") + word.start()
                low[place] = low[place].upper()
            break
    return _first_up("".join(low))


def sentence_case(text: str) -> str:
    """`BAN HÀNH QUY CHẾ …` → `Ban hành Quy chế …`; names keep their capitals. Other text keeps its own."""
    line = compact_spaces(text)
    if not (is_shouted(line) or is_flat(line)):
        return _first_up(line)
    low = _lower(line)
    chars = list(low)
    for match in _names_exact().finditer(_key(low)):
        before = low[: match.start()].split()
        if before and before[-1] in _OTHER_WORDS:
            continue
        model = _names()[match[0]]
        kept = low[match.start() : match.end()]
        chars[match.start() : match.end()] = [c.upper() if m.isupper() else c for c, m in zip(kept, model, strict=True)]
    for pattern in (_LAW, _NUMBERED, _ATTACHED):
        for match in pattern.finditer(low):
            for group in range(1, len(match.groups()) + 1):
                chars[match.start(group)] = chars[match.start(group)].upper()
    return _first_up("".join(chars))


def like_the_body(title: str, body: str, plain_body: str) -> str | None:
    """The title in the capitals that the same words have in a sentence of the text; None if they do not come there."""
    words = fold_in_place(title).split()
    if len(words) < 3:
        return None
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)")
    for match in pattern.finditer(plain_body):
        said = compact_spaces(body[match.start() : match.end()])
        if len(said) == len(title) and not is_shouted(said) and not is_flat(said):
            cased = "".join(o.upper() if s.isupper() else o.lower() for o, s in zip(title, said, strict=True))
            return _first_up(cased)
    return None


def like_neighbours(title: str, body: str) -> str:
    """The title in the capitals that its words have in the text between the same neighbours."""
    words = title.split(" ")
    keys = [fold_in_place(word).strip(_PUNCTUATION) for word in words]
    said = _capitals_between(body)
    for place in range(1, len(words)):
        before, word = keys[place - 1 : place + 1]
        after = keys[place + 1] if place + 1 < len(keys) else ""
        capital = said.get((before, word, after))
        if capital is None and place > 1:
            capital = said.get((keys[place - 2], before, word, "last"))
        if capital is not None and words[place][:1].isalpha() and not _is_code(words[place]):
            words[place] = _first_up(words[place]) if capital else words[place][:1].lower() + words[place][1:]
    return " ".join(words)


def _capitals_between(body: str) -> dict[tuple[str, ...], bool]:
    """Whether a word begins with a capital, by the words beside it in a sentence that is not all capitals."""
    said: dict[tuple[str, ...], bool] = {}
    for sentence in _SENTENCE.findall(body):
        words = sentence.split()
        if len(words) < 3 or is_shouted(sentence):
            continue
        keys = [fold_in_place(word).strip(_PUNCTUATION) for word in words]
        capitals = [word.lstrip(_PUNCTUATION)[:1].isupper() for word in words]
        for place in range(1, len(words)):
            if place + 1 < len(words):
                said.setdefault((keys[place - 1], keys[place], keys[place + 1]), capitals[place])
            if place > 1:
                said.setdefault((keys[place - 2], keys[place - 1], keys[place], "last"), capitals[place])
    return said


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    """In small letters, but for codes and abbreviations."""
    return " ".join(_MIXED.sub("TTg", word) if _is_code(word) else word.lower() for word in text.split(" "))


def _is_code(word: str) -> bool:
    bare = word.strip("()[]“”\"',.;:")
    return bare.upper() in ABBREVIATIONS or (_CODE.fullmatch(bare) is not None and bare != bare.lower())


def _key(low: str) -> str:
    return _MOVED.sub(lambda match: _MOVES[match[0]], low)


def _replaced(pattern: re.Pattern[str], full: str, name: str) -> str:
    plain = fold_in_place(name)
    for match in reversed(list(pattern.finditer(plain))):
        name = f"{name[: match.start()]}{full}{name[match.end() :]}"
    return name


_WORDS_OF_HEADS = "|".join(sorted((fold_in_place(head) for head in HEADS), key=len, reverse=True))
_HEAD_WORD = re.compile(rf"(?:^|(?<=- ))(?:{_WORDS_OF_HEADS}) (?=[^\W\d_])")
_PLACES_FOLDED = "|".join(fold_in_place(word) for word in PLACE_WORDS)
_PLACE = re.compile(rf"\b(?:{_PLACES_FOLDED})(?P<rest_from> )(?!hoi\b|uy\b|va\b)")


def _capital_behind(pattern: re.Pattern[str], plain: str, low: list[str]) -> list[str]:
    for match in pattern.finditer(plain):
        if not plain.startswith(("nhan dan", "cong an"), match.end()):
            low[match.end()] = low[match.end()].upper()
    return low


@cache
def _names() -> dict[str, str]:
    """Each name by its key: lower case, tones where they used to stand."""
    places = [*(name for name in PROVINCES if name not in AMBIGUOUS), *DISTRICTS]
    places += [f"{word} {name}" for word in ("tỉnh", "thành phố") for name in AMBIGUOUS]
    offices = [f"{head} {sector}" for head in ("Bộ", "Sở", "Ty", "Phòng") for sector in SECTORS]
    return {_key(name.lower()): name for name in (*AUTHORITIES, *offices, *places, *OTHERS)}


@cache
def _names_by_fold() -> dict[str, str]:
    return {fold_in_place(key): name for key, name in _names().items()}


@cache
def _names_exact() -> re.Pattern[str]:
    keys = sorted(_names(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, keys)) + r")(?!\w)")


@cache
def _names_folded() -> re.Pattern[str]:
    keys = sorted(_names_by_fold(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, keys)) + r")(?!\w)")
