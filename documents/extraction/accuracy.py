"""How much of a file arrives: figures for `make bench`, against texts that are known.

Nothing here runs in the portal. Letters are compared without their case: a font such as .VnTimeH shows capitals where
small letters were typed, and the known texts have what was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from documents.extraction.noisy_pages import write_pages
from documents.extraction.reading import extract
from documents.extraction.reference import reference_text
from documents.extraction.result import Unreadable
from documents.extraction.tools import private_folder

TRUTH = ".truth.txt"
_SYLLABLE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Score:
    """Of one file: how many of the units looked for are there. `problem` says why a file gave nothing."""

    name: str
    right: int
    total: int
    problem: str = ""
    # What is missing or wrong, for the one who wants to know why.
    missing: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """1.0 for everything, and where there was nothing to find."""
        return self.right / self.total if self.total else 1.0


def share(scores: Iterable[Score]) -> float:
    """All files together, each unit counted once."""
    scores = list(scores)
    total = sum(score.total for score in scores)
    return sum(score.right for score in scores) / total if total else 1.0


def legacy_accuracy(folder: Path) -> list[Score]:
    """Of each file with a `.truth.txt` beside it: how many of the letters with diacritics (and đ) come out right."""
    scores = []
    for truth in sorted(folder.glob(f"*{TRUTH}")):
        path = truth.with_name(truth.name.removesuffix(TRUTH))
        wanted = comparable(truth.read_text("utf-8-sig", errors="replace"))
        try:
            text, problem = _text_of(path), ""
        except Unreadable as error:
            text, problem = "", str(error)
        right, total, missing = diacritics_right(wanted, comparable(text))
        scores.append(Score(path.name, right, total, problem, missing))
    return scores


def files_whole(folder: Path) -> list[Score]:
    """Of each Word file and PDF with text: how many of the syllables that LibreOffice or poppler reads come out.

    Files without text (scans) are left out, and all where these programs are missing: ask `reference.can_compare`.
    """
    scores = []
    for path in sorted(folder.iterdir()):
        wanted = reference_text(path)
        if wanted is None:
            continue
        syllables = syllables_of(wanted)
        try:
            found, problem = syllables_of(_text_of(path)), ""
        except Unreadable as error:
            found, problem = [], str(error)
        lost = lost_syllables(syllables, found)
        scores.append(Score(path.name, len(syllables) - len(lost), len(syllables), problem, lost[:50]))
    return scores


def ocr_error(text: str, pages: int = 2) -> float:
    """The share of syllables that OCR gets wrong on pages made from the beginning of `text`, spoilt as by a scanner.

    Raises `Unreadable` where Tesseract is missing and `OSError` where no font has Vietnamese letters.
    """
    wrong = total = 0.0
    with private_folder() as folder:
        for path, words in write_pages(text, pages, folder):
            count = len(syllables_of(words))
            wrong += syllable_error(words, _text_of(path)) * count
            total += count
    return wrong / total if total else 0.0


def _text_of(path: Path) -> str:
    return extract(path, name=path.name).text


def comparable(text: str) -> str:
    """NFC, without case and with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def syllables_of(text: str) -> list[str]:
    """Runs of letters and digits, without case."""
    return _SYLLABLE.findall(comparable(text))


def has_diacritic(letter: str) -> bool:
    return letter == "đ" or (letter.isalpha() and len(unicodedata.normalize("NFD", letter)) > 1)


def diacritics_right(wanted: str, found: str) -> tuple[int, int, list[str]]:
    """How many letters with diacritics of `wanted` are right in `found`, of how many; and what is wrong.

    The texts are laid beside each other syllable by syllable (the longest common sequence), then letter by letter
    where they differ: a space within a syllable is no wrong letter. What stands elsewhere (a box, a column beside) is
    right if it stands there as it should.
    """
    left, right = _SYLLABLE.findall(wanted), _SYLLABLE.findall(found)
    good, total = 0, sum(has_diacritic(letter) for word in left for letter in word)
    differing = []
    for tag, a, b, c, d in _blocks(left, right):
        if tag == "equal":
            good += sum(has_diacritic(letter) for word in left[a:b] for letter in word)
        else:
            differing.append((left[a:b], right[c:d]))
    elsewhere = Counter(word for _one, other in differing for word in other)
    missing: list[str] = []
    for words, others in differing:
        one, other = "".join(words), "".join(others)
        matched = 0
        for kind, start, end, _from, _to in _blocks(one, other):
            matched += sum(map(has_diacritic, one[start:end])) if kind == "equal" else 0
        moved = 0
        if matched < sum(map(has_diacritic, one)):
            moved = sum(sum(map(has_diacritic, word)) for word in words if _taken(elsewhere, word))
        good += max(matched, moved)
        if max(matched, moved) < sum(map(has_diacritic, one)):
            missing.append(f"{' '.join(words)} | {' '.join(others)}")
    return good, total, missing


def _taken(counter: Counter[str], word: str) -> bool:
    counter[word] -= 1
    return counter[word] >= 0


def lost_syllables(wanted: Sequence[str], found: Sequence[str]) -> list[str]:
    """Those of `wanted` that are not in `found` in this order, less those that stand elsewhere in it."""
    lost: list[str] = []
    extra: Counter[str] = Counter()
    for tag, a, b, c, d in _blocks(wanted, found):
        if tag != "equal":
            lost += wanted[a:b]
            extra.update(found[c:d])
    return [syllable for syllable in lost if not _taken(extra, syllable)]


def syllable_error(wanted: str, found: str) -> float:
    """Wrong, missing and added syllables as a share of those wanted (the error rate of OCR): 0.0 is perfect."""
    from rapidfuzz.distance import Levenshtein

    truth = syllables_of(wanted)
    return float(Levenshtein.distance(truth, syllables_of(found))) / max(len(truth), 1)


def _blocks(one: Sequence[Any], other: Sequence[Any]) -> Iterator[tuple[str, int, int, int, int]]:
    """Stretches that are equal and that differ, in turn."""
    from rapidfuzz.distance import LCSseq

    a = c = 0
    for match in LCSseq.opcodes(one, other).as_matching_blocks():
        if match.a > a or match.b > c:
            yield "differs", a, match.a, c, match.b
        if match.size:
            yield "equal", match.a, match.a + match.size, match.b, match.b + match.size
        a, c = match.a + match.size, match.b + match.size
