"""Text typed before Unicode: recognised by its syllables and converted, however it was pasted.

An old Word file keeps Vietnamese in the bytes of Western letters; only its font (.VnTime, VNI-Times) shows the right
ones. Pasted, the font is gone: `Th¸i B×nh`. A word is taken for legacy when it is no Vietnamese syllable as it stands
and is one after conversion, which words of other languages hardly ever are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import lru_cache
from html import unescape
from html.entities import name2codepoint
from itertools import chain, groupby

from vietnamese.text import normalise


class Legacy(StrEnum):
    """An encoding older than Unicode."""

    TCVN3 = "TCVN3"
    VNI = "VNI-Windows"


# First byte → its letter and those of the bytes after it. Capitals with a tone have none: a font (.VnTimeH) draws them.
_TCVN3_ROWS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
TCVN3_LETTERS = {chr(first + i): letter for first, row in _TCVN3_ROWS.items() for i, letter in enumerate(row)}
_TCVN3 = str.maketrans(TCVN3_LETTERS)
_NO_TCVN3 = str.maketrans(dict.fromkeys(TCVN3_LETTERS, ""))
_TCVN3_CASED = frozenset(_TCVN3_ROWS[0xA1])

# VNI writes most marks as a second letter behind the vowel: sắc, huyền, hỏi, ngã, nặng; the same on â; the same on ă.
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_VNI_MARKS = dict(
    zip("ùøûõïâáàåãäêéèúüë", [*_TONES, *(hat + tone for hat in "\u0302\u0306" for tone in ("", *_TONES))], strict=True)
)
_VNI_LETTERS = str.maketrans("ôöñíìæóòîÔÖÑÍÌÆÓÒÎ", "ơưđíìỉĩịỵƠƯĐÍÌỈĨỊỴ")
_VNI = re.compile("(?i:(?:a(?=[ùøûõïâáàåãäêéèúüë])|[eo](?=[ùøûõïâáàåãä])|[iuyôö](?=[ùøûõï]))(.)|[ôöñíìæóòî])")

# Bytes 80–9F taken for control characters: they are the quotation marks and dashes of Windows.
_CONTROLS = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}

# Without byte AD, the soft hyphen that careless programs drop, được becomes đợc: rhymes that do not exist.
_LOST_U = re.compile(r"(?<![ưƯuU])(?=[ơờởỡớợ](?:ng|[cu])\b)")
_LETTERS = re.compile(r"[^\W\d_]+")


def to_unicode(text: str, encoding: Legacy) -> str:
    """The text, all of it in `encoding`, as Unicode NFC.

    TCVN3 has capitals with a tone only in the fonts whose name ends in H: `QUYÕT` still becomes QUYẾT, but where the
    text does not tell (`Sè`, `ñy`), the letter is small; who knows the font raises the letters of the result.
    """
    text = text.translate(_CONTROLS)
    if encoding is Legacy.VNI:
        return unicodedata.normalize("NFC", _VNI.sub(_vni_letter, text))
    text = unicodedata.normalize("NFC", text.translate(_TCVN3))
    return _LETTERS.sub(_one_case, _LOST_U.sub("ư", text))


def _vni_letter(match: re.Match[str]) -> str:
    letter = match[0][0].translate(_VNI_LETTERS)
    return letter + _VNI_MARKS[match[1].lower()] if match[1] else letter


def _one_case(word: re.Match[str]) -> str:
    """QUYếT → QUYẾT: capitals beyond the first letter and no small letter that could have been a capital."""
    told = [letter for letter in word[0] if letter.isascii() or letter in _TCVN3_CASED or letter.isupper()]
    capitals = any(letter.isupper() for letter in word[0][1:]) and not any(letter.islower() for letter in told)
    return word[0].upper() if capitals else word[0]


# Every syllable without its tone; k ends names of the highlands (Đắk Lắk).
_SYLLABLE = re.compile(
    """(?:b|ch?|d|đ|gi|gh?|h|kh?|l|m|ngh?|nh?|ph|qu|q(?=u)|r|s|t[hr]?|v|x)?
    (?:o?a(?:ch?|i|m|n[gh]?|o|p|t|y)?|au|o?ă(?:c|m|ng?|p|t|k)|u?â(?:c|m|ng?|p|t|u|y)
    |o?e(?:c|m|ng?|o|p|t)?|u?ê(?:ch?|m|nh?|p|t|u)?|i(?:a|ch|m|nh?|p|t|u)?|[iy]ê(?:c|m|ng?|p|t|u)|y(?:ch|nh|t|u)?
    |uy(?:a|ch|nh?|t|p|u|ê[nt])?|o(?:c|i|m|ng?|p|t|oc|ong)?|ô(?:c|i|m|ng?|p|t)?|u?ơ(?:i|m|n|p|t)?
    |u(?:a|c|i|m|ng?|p|t)?|uô(?:c|i|m|ng?|t)|ư(?:a|c|i|m|ng?|t|u)?|ươ(?:c|i|m|ng?|p|t|u))""",
    re.VERBOSE,
)
_TONE = re.compile(f"[{_TONES}]")
# These finals allow two tones only: sắc and nặng.
_STOPPED = ("c", "ch", "k", "p", "t")
_STOP_TONES = (["\u0301"], ["\u0323"])


def _is_syllable(word: str) -> bool:
    """A Vietnamese syllable, or one typed without any diacritics."""
    marked = unicodedata.normalize("NFD", word.lower())
    tones, plain = _TONE.findall(marked), unicodedata.normalize("NFC", _TONE.sub("", marked))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(plain):
        return False
    return word.isascii() or not plain.endswith(_STOPPED) or tones in _STOP_TONES


class _Kind(Enum):
    SURE = "Vietnamese only once converted, and spelled as in no other language"
    LEGACY = "Vietnamese only once converted"
    UNICODE = "Vietnamese only as it stands"
    FOREIGN = "Vietnamese in neither way"
    OPEN = "Vietnamese in both ways, or too little to tell"


# Signs that are letters in TCVN3, and letters of Vietnamese for which Windows has no byte: no legacy text has them.
_SIGNS = "¡-®µ-¹»-¾×÷"
_SIGN = re.compile(f"[{_SIGNS}]")
_BEYOND_BYTES = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u036f\u1ea0-\u1ef9]")


def _is_one_case(word: str) -> bool:
    return word.islower() or word.isupper() or word.istitle()


def _is_odd(word: str, encoding: Legacy) -> bool:
    """A spelling only `encoding` explains: signs or capitals inside a word; for VNI every mark behind its vowel."""
    if encoding is Legacy.VNI:
        return _VNI.sub("", word).isascii()
    return bool(_SIGN.search(word)) or not _is_one_case(word)


@lru_cache(maxsize=65536)
def _kind(word: str, encoding: Legacy) -> _Kind:
    if len(word) == 1 or (word.isascii() and (word.isupper() or _is_syllable(word))):
        return _Kind.OPEN
    if _BEYOND_BYTES.search(word):
        return _Kind.UNICODE
    odd = _is_odd(word, encoding)
    covered = odd if encoding is Legacy.VNI else word.translate(_NO_TCVN3).isascii()
    legacy = covered and _is_syllable(to_unicode(word, encoding))
    if _is_one_case(word) and _is_syllable(normalise(word.strip("«»").rstrip("©®"))):
        return _Kind.OPEN if legacy else _Kind.UNICODE
    # µm and µg are units far more often than syllables.
    if legacy and not re.match("µ[A-Za-z]", word):
        return _Kind.SURE if odd else _Kind.LEGACY
    return _Kind.OPEN if odd and word.isupper() else _Kind.FOREIGN


# A character reference may stand for a letter or such a sign; &nbsp; and &amp; do not.
_NAMES = "|".join(name for name, code in name2codepoint.items() if re.match(f"[{_SIGNS}À-ɏ]", chr(code)))
_TOKEN = re.compile(
    rf"""(?P<hidden><!--.*?(?:-->|\Z)|<(?P<raw>script|style)\b.*?(?:</(?P=raw)\s*>|\Z)
    |</?(?:a|abbr|b|big|em|font|i|ins|mark|o:p|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>)
    |(?P<end></?[a-z][a-z0-9:-]*(?:\s[^<>]*)?/?>|[\n\v\f\r\u2028\u2029])
    |(?P<word>(?:[{_SIGNS}\u0300-\u036f]|[^\W\d_]
    |&(?:{_NAMES}|\#(?!160;)[1-9]\d{{2,4}}|\#x(?!a0;)(?:[89a-f][0-9a-f]|[1-9a-f][0-9a-f]{{2,3}}));)+)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


_WORDS = re.compile(rf"(?:[{_SIGNS}\u0300-\u036f]|[^\W\d_])+")


def evidence(text: str, encoding: Legacy) -> tuple[int, int]:
    """How many words are Vietnamese only once converted from `encoding`, and how many only as they stand.

    For text whose font hints at `encoding`, such as .VnTime: the name alone proves nothing.
    """
    kinds = [_kind(word, encoding) for word in _WORDS.findall(text)]
    return sum(kind in (_Kind.SURE, _Kind.LEGACY) for kind in kinds), kinds.count(_Kind.UNICODE)


_SIGN_IN_WORD = re.compile(rf"[^\W\d_][{_SIGNS}]|[{_SIGNS}][^\W\d_]")


def may_be_legacy(line: str) -> bool:
    """A quick look before `recognise`: False for lines that are surely Unicode, which saves long texts much time."""
    if line.isascii():
        return False
    return not _BEYOND_BYTES.search(line) or bool(_SIGN_IN_WORD.search(line))


def share_vietnamese(text: str) -> float:
    """Of the words with a letter beyond A–Z, the share that are Vietnamese syllables as they stand; 0.0 without any."""
    words = [normalise(word) for word in _WORDS.findall(text) if not word.isascii()]
    return sum(_is_one_case(word) and _is_syllable(word) for word in words) / len(words) if words else 0.0


@dataclass(frozen=True, slots=True)
class _Word:
    """A word where it stands in the text, character references and all; `text` is what a reader sees."""

    start: int
    end: int
    text: str
    kind: _Kind


# The dots, squares, arrows and ticks before the items of Word's lists arrive as these; as letters they are no words.
_BULLET = re.compile(r"(?:[·§Øü¨þ]|&(?:middot|sect|Oslash|uuml|uml|thorn);)(?:<[^<>]*>)*(?:\s|&nbsp;|&#160;)")


def _paragraphs(text: str, encoding: Legacy) -> Iterator[list[_Word]]:
    """The words of each paragraph. Tags, what they hide and bullets are no words."""
    words: list[_Word] = []
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "word" and (words or not _BULLET.match(text, token.start())):
            word = unescape(token[0])
            words.append(_Word(token.start(), token.end(), word, _kind(word, encoding)))
        elif token.lastgroup == "end":
            yield words
            words = []
    yield words


# What French, Spanish, Portuguese, the languages around the Baltic, Icelandic and Turkish have beyond a–z: a few
# words of theirs may look like TCVN3, but TCVN3 soon mixes these.
_ALPHABETS = ("àâçèéêëîïôùûüæ", "áéíóúñüïçàèòì", "ãáàâçéêíóôõúü", "åäöæøéüßõ", "áéíóúýðþæö", "âçîöûü")

# A text with so many legacy words is an old one: then a single word is enough in a line of its own.
_OLD_TEXT = 5


class _Stretch:
    """Neighbouring words of one paragraph, all of them Unicode for certain, or none."""

    def __init__(self, words: list[_Word]) -> None:
        self.words = words
        kinds = [word.kind for word in words]
        self.is_unicode = _Kind.UNICODE in kinds
        self.evidence = [i for i, kind in enumerate(kinds) if kind in (_Kind.SURE, _Kind.LEGACY)]
        self.outweighed = kinds.count(_Kind.FOREIGN) > len(self.evidence)
        self.is_sure = not self.outweighed and (
            (len(self.evidence) > 1 and _Kind.SURE in kinds) or (len(self.evidence) > 2 and self._mixes_alphabets())
        )

    def _mixes_alphabets(self) -> bool:
        letters = {letter for i in self.evidence for letter in self.words[i].text.lower() if not letter.isascii()}
        return not any(letters.issubset(alphabet) for alphabet in _ALPHABETS)


def _legacy_words(text: str, encoding: Legacy) -> list[_Word]:
    """The words to convert."""
    paragraphs = [
        [_Stretch(list(words)) for _, words in groupby(paragraph, lambda word: word.kind is _Kind.UNICODE)]
        for paragraph in _paragraphs(text, encoding)
    ]
    total = sum(len(stretch.evidence) for stretch in chain.from_iterable(paragraphs) if stretch.is_sure)
    if not total:
        return []
    found: list[_Word] = []
    after_legacy = True
    for stretches in paragraphs:
        for i, stretch in enumerate(stretches):
            if stretch.is_unicode:
                after_legacy = False
            elif stretch.is_sure or (total >= _OLD_TEXT and stretch.evidence and not stretch.outweighed):
                # Between Unicode and legacy an open word goes with the nearer.
                first, tail = stretch.evidence[0], len(stretch.words) - 1 - stretch.evidence[-1]
                start = (first + 1) // 2 if i else 0
                stop = len(stretch.words) - (tail + 1) // 2 if i < len(stretches) - 1 else len(stretch.words)
                found += stretch.words[start:stop]
                after_legacy = True
            elif after_legacy and len(stretches) == 1 and all(word.kind is _Kind.OPEN for word in stretch.words):
                # A line that tells nothing (`Sè 5`) goes with the lines above.
                found += stretch.words
    return [word for word in found if word.kind is not _Kind.FOREIGN or _is_odd(word.text, encoding)]


def _found(text: str) -> tuple[Legacy, list[_Word]]:
    return max(((encoding, _legacy_words(text, encoding)) for encoding in Legacy), key=lambda found: len(found[1]))


def recognise(text: str) -> Legacy | None:
    """The legacy encoding of the text or, if only a part of it is legacy, of that part. None for Unicode.

    The text may be HTML. A word or two may be too few to tell; a sentence is enough.
    """
    encoding, words = _found(text)
    return encoding if words else None


def _converted(text: str) -> str:
    encoding, words = _found(text)
    pieces: list[str] = []
    done = 0
    for word in words:
        pieces += [text[done : word.start].translate(_CONTROLS), to_unicode(word.text, encoding)]
        done = word.end
    return "".join([*pieces, text[done:].translate(_CONTROLS) if words else text])


def repaired(text: str) -> str | None:
    """The text with its legacy parts in Unicode, or None if it has none.

    Only words of legacy stretches change (and the control characters between them): the Unicode part of a mixed text,
    foreign words and, in HTML, all tags and other character references stay. What was repaired needs no repair.
    """
    before = text
    # A second pass converts a second encoding; a text that never comes to rest is none of them.
    for _ in range(5):
        after = _converted(before)
        if after == before:
            return None if after == text else after
        before = after
    return None
