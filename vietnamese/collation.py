"""The order of a Vietnamese dictionary as a string that any database sorts right (domain 6.3).

Servers differ in the collations they have, so the order is computed here and stored beside the text.
"""

from __future__ import annotations

import re
import unicodedata

from vietnamese.text import compact_spaces, normalise

# The 29 letters, with f, j, w and z where English has them.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_CODE = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}

# The marks that make another letter, and the tones in their order; a syllable without a tone mark is ngang, 0.
_SHAPES = {"\u0306": "ă", "\u0302": "âêô", "\u031b": "ơư"}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_FOREIGN_MARK = "6"

# Below everything that can follow, so that a shorter text comes first: end of text, then end of syllable.
_END, _GAP = " ", "!"
_WORD = re.compile(r"[0-9]+|(?:(?![0-9])[^\W_]|[\u0300-\u036f])+")


def sort_key(text: str, max_length: int | None = None) -> str:
    """An ASCII string; sorting texts by it, byte by byte, sorts them as a Vietnamese dictionary does.

    Syllable by syllable: letters first (a ă â … e ê … o ô ơ … u ư), then the tone (ngang huyền hỏi ngã sắc nặng); upper
    and lower case only between texts that are otherwise equal. Numbers count as numbers, before letters; other
    scripts come after. Spaces and punctuation only separate. `max_length` cuts the key for its column: texts that
    differ only beyond the cut then tie. Store it in a column of collation "C".
    """
    cases: list[str] = []
    words = [
        _number(word) if word[0] in "0123456789" else _syllable(word, cases) for word in _WORD.findall(normalise(text))
    ]
    case = "".join(cases).rstrip("0")
    key = _GAP.join(words) + (_END + case if case else "")
    return key if max_length is None else key[:max_length]


def person_sort_key(full_name: str) -> str:
    """The sort key of a person: by given name, the last word, then by family and middle names.

    *Nguyễn Văn An* comes before *Trần Thị Bình*.
    """
    names = compact_spaces(normalise(full_name)).split(" ")
    return sort_key(" ".join([names[-1], *names[:-1]]))


def _number(digits: str) -> str:
    """A number with its length before it, so that 2 sorts before 11; leading zeros do not count."""
    plain = digits.lstrip("0") or "0"
    # One sign up to 15 digits, "0" + 15 = "?"; "@" is the last sign before the letters.
    size = chr(ord("0") + len(plain)) if len(plain) <= 15 else f"@{len(plain):06d}"
    return size + plain


def _syllable(word: str, cases: list[str]) -> str:
    """Letters then tones of one syllable; tells `cases` which of its letters are capitals."""
    letters: list[str] = []
    tones: list[str] = []
    for sign in word:
        cases.append("1" if sign.isupper() else "0")
        base, *marks = list(unicodedata.normalize("NFD", sign.lower()))
        if "\u0300" <= base <= "\u036f":
            # A mark that no letter takes up stands alone after NFC.
            marks = [base, *marks]
        elif base not in _CODE:
            letters.append(f"~{ord(sign.lower()[0]):06x}")
            continue
        shape = base
        for mark in marks:
            shaped = unicodedata.normalize("NFC", base + mark)
            if shaped in _SHAPES.get(mark, ""):
                shape = shaped
            else:
                tones.append(_TONES.get(mark, _FOREIGN_MARK))
        if base in _CODE:
            letters.append(_CODE[shape])
    # Tone digits sort below letters: the tone decides only between syllables of the same letters.
    return "".join(letters) + ("".join(tones) or "0")
