"""What an article is called, and what it says: `Điều 5. Title` or `Điều 2. Quyết định này có hiệu lực …`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.structure.headings import LONGEST_TITLE

# Words of a sentence, which no title has.
_SENTENCE = re.compile(
    r"\b(?:chịu trách nhiệm (?:thi hành|thực hiện|hướng dẫn)|ban hành kèm theo"
    r"|(?:có|hết) hiệu lực (?:thi hành )?(?:kể từ|từ|sau)"
    r"|(?:thi hành|thực hiện) (?:Quyết định|Nghị định|Thông tư|Luật|Pháp lệnh|Nghị quyết|Quy chế|Quy định|Chỉ thị) này"
    r"|(?:Quyết định|Nghị định|Thông tư|Luật|Nghị quyết|Quy chế|Quy định) này (?:có|thay thế|bãi bỏ|áp dụng|gồm|được))"
    r"\b",
    re.I,
)
_TWO_SENTENCES = re.compile(r"[^\W\d_]{2}[.;] +[A-ZĐÀ-Ỹ]\w+ ")
_LABELLED = re.compile(r"(?:\d{1,3}[a-zđ]?|[a-zđ]\d?|[IVX]+)\s*[.)/–-]|[-–—+*•(]")
LONGEST_SHORT = 150


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """The words after an article's label, and the first line below it (empty when the next heading follows)."""

    rest: str
    below: str
    # What comes after that line is a clause: the line stands alone.
    alone: bool = False


@dataclass(frozen=True, slots=True)
class TitleHabit:
    """How the writer of a text gives titles."""

    # Titles end with a full stop in the whole text, as laws of old do.
    dotted: bool = False
    # Titles stand on the line below `Điều 5`.
    below: bool = False


def habit_of(articles: list[ArticleLine]) -> TitleHabit:
    """Looks at all articles of a text at once."""
    titled = [line for line in articles if line.rest and line.below]
    dotted = sum(1 for line in titled if line.rest[-1] in ".:" and len(line.rest) <= LONGEST_SHORT)
    bare = [line for line in articles if not line.rest and line.below]
    below = sum(1 for line in bare if could_be_title(line.below))
    return TitleHabit(
        dotted=dotted >= 2 and dotted * 2 >= len(titled),
        below=below >= 3 and below * 10 >= len(bare) * 8,
    )


def could_be_title(line: str) -> bool:
    """A short line without a full stop that begins with a capital and is no unit."""
    return len(line) <= LONGEST_SHORT and line[0].isupper() and line[-1] not in ".;:,!?" and not _LABELLED.match(line)


def is_title(line: ArticleLine, habit: TitleHabit) -> bool:
    """Whether the words after the label are a title; otherwise they are the article's text."""
    rest = line.rest
    if len(rest) > LONGEST_TITLE:
        return False
    ended = rest[-1] in ".;:/"
    if _SENTENCE.search(rest) and not rest.endswith(":") and (ended or not line.below):
        return False
    if ended and _TWO_SENTENCES.search(rest) and not rest.endswith(":"):
        return False
    return bool(line.below) or not ended or habit.dotted
