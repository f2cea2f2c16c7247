"""What a row of the import format says (contract), and what the sources' own keys mean."""

from __future__ import annotations

import datetime
import re
from typing import Any

from vietnamese.dates import parse_date
from vietnamese.text import compact_spaces, fold, normalise

KNOWN_KEYS = {
    # the contract's
    "number",
    "type",
    "title",
    "issuer",
    "issued_on",
    "effective_on",
    "expired_on",
    "signer",
    "signer_title",
    "fields",
    "text",
    "file",
    "source",
    "recipients",
    "recipients_reason",
    "secrecy",
    "urgency",
    "scope",
    # those of consolidated texts by article, mapped below
    "issue_date",
    "effective_date",
    "topics",
    "articles",
    "amended_by",
}
# Bookkeeping of a source, neither text nor metadata of the document.
IGNORED_KEYS = {
    "id",
    "n_articles",
    "max_article",
    "article_coverage",
    "title_from_citation",
    "text_status",
    "vbpl_item_id",
}
LISTS = ("fields", "topics", "articles", "amended_by")
DATES = (("issued_on", "issue_date"), ("effective_on", "effective_date"), ("expired_on", "expired_on"))
AUTHORITIES = (
    r"Bộ|Chính phủ|Thủ tướng|Quốc hội|Ngân hàng|T[òo][àa]\s|Viện|[ỦU][ỷy]\s|Ủy ban|Uỷ ban|Hội đồng|Hội |Ban |Đoàn "
    r"|Tổng |Kiểm toán"
)
LEVELS_OF_SECRECY = {"mat": "secret", "toi mat": "highly_secret", "tuyet mat": "top_secret"}
NOT_SECRET = {"", "khong", "khong mat", "thuong", "none"}
DEGREES_OF_URGENCY = {
    "khan": "urgent",
    "thuong khan": "very_urgent",
    "hoa toc": "express",
    "hoa toc hen gio": "express",
}
NOT_URGENT = {"", "khong", "thuong", "none"}

Row = dict[str, Any]


def check(row: Row) -> None:
    """Raises `ValueError` with what is missing or is of another kind than it should be."""
    if missing := [key for key in ("number", "type") if not row.get(key)]:
        raise ValueError(f"missing: {', '.join(missing)}")
    for key in LISTS:
        if not isinstance(row.get(key) or [], list):
            raise ValueError(f"{key} is no list")
    if not all(isinstance(article, dict) for article in row.get("articles") or []):
        raise ValueError("articles is no list of articles")


def words(row: Row, key: str) -> str:
    """One value as a line of text. Raises `ValueError` for what is no text."""
    value = row.get(key)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"{key} is no text")
    return compact_spaces(normalise(str(value)))


def day(value: Any) -> datetime.date | None:
    """A date in any usual spelling; None for nothing. Raises `ValueError` for what is no date."""
    if not value or isinstance(value, datetime.date):
        return value or None
    found = parse_date(str(value))
    if found is None:
        raise ValueError(f"“{value}” is no date")
    return found


def days(row: Row) -> list[datetime.date | None]:
    """The day of issue, the first day of effect, and the day from which it is in force no more."""
    return [day(row.get(name) or row.get(other)) for name, other in DATES]


def recipients(row: Row) -> str:
    """Nơi nhận, one on each line, whether they come as a list or as a text."""
    value = row.get("recipients") or ""
    if isinstance(value, list):
        value = "\n".join(map(str, value))
    if not isinstance(value, str):
        raise ValueError("recipients is no text")
    return normalise(value).strip()


def secrecy(row: Row) -> str:
    """Độ mật as the library stores it. What nobody understands is refused: it could be a secret."""
    return one_of(row, "secrecy", LEVELS_OF_SECRECY, NOT_SECRET)


def urgency(row: Row) -> str:
    """Độ khẩn as the library stores it."""
    return one_of(row, "urgency", DEGREES_OF_URGENCY, NOT_URGENT)


def one_of(row: Row, key: str, named: dict[str, str], nothing: set[str]) -> str:
    value = words(row, key)
    plain = fold(value)
    if value in named.values():
        return value
    if plain in named:
        return named[plain]
    if plain in nothing:
        return ""
    raise ValueError(f"{key} “{value}” is not understood; known: {', '.join([*named.values(), 'none'])}")


def issuers(row: Row) -> list[str]:
    """The issuers by name, the first one first; a list stays one."""
    value = row.get("issuer")
    if isinstance(value, list):
        return [tidy_name(compact_spaces(normalise(str(name)))) for name in value if name]
    return issuer_names(words(row, "issuer"))


def issuer_names(raw: str) -> list[str]:
    """`Bộ A, Bộ B và Bộ C` → three names. A name that swallowed the document's title gives back its end."""
    text = compact_spaces(normalise(raw))
    if match := re.search(r"\sngày\s\d{1,2}/\d{1,2}/\d{4}\scủa\s(.+)$", text):
        text = match[1]
    parts = re.split(rf"(?:,|\svà)\s+(?=(?:{AUTHORITIES}))", text)
    return [tidy_name(part) for part in parts if part.strip()]


def tidy_name(name: str) -> str:
    """One look for one authority; that `Uỷ ban thường vụ` is `Ủy ban Thường vụ` is known by the slug."""
    return name.strip(" ,;.").replace("Uỷ", "Ủy").replace("Toà", "Tòa")


def field_names(row: Row) -> list[str]:
    """Fields of government, without the numbers of a codification before them (`15.6 Quốc tịch`)."""
    names = [re.sub(r"^[\d.]+\s*", "", str(name)).strip() for name in row.get("fields") or row.get("topics") or []]
    return [name for name in names if name]


def amending_numbers(row: Row) -> list[str]:
    """The numbers of the documents that amended this one, as a source of consolidated texts lists them."""
    found = [compact_spaces(normalise(str(number))) for number in row.get("amended_by") or [] if number]
    return list(dict.fromkeys(found))


def full_text(row: Row) -> str:
    """The text of a row; consolidated texts come as articles and are written out as a document is."""
    if row.get("text"):
        if not isinstance(row["text"], str):
            raise ValueError("text is no text")
        return normalise(row["text"])
    articles = row.get("articles") or []
    own = own_chapters([str(article.get("chapter") or "") for article in articles])
    lines: list[str] = []
    chapter = ""
    for article in articles:
        if own and article.get("chapter") and article["chapter"] != chapter:
            chapter = article["chapter"]
            lines.append(chapter)
        lines.append(f"Điều {article.get('no', '')}. {article.get('title') or ''}".rstrip())
        lines.append(article.get("text") or "")
    return normalise("\n".join(lines))


def own_chapters(chapters: list[str]) -> bool:
    """Whether the chapters are the document's own. Those of a codification begin anywhere and jump."""
    numbers = [roman(match[1]) for name in chapters if (match := re.match(r"Chương\s+([IVXLC]+)\b", name))]
    steps = [number for i, number in enumerate(numbers) if i == 0 or number != numbers[i - 1]]
    return bool(steps) and len(numbers) == len(chapters) and steps == list(range(1, len(steps) + 1))


def roman(text: str) -> int:
    """`XIV` → 14."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for letter, following in zip(text, [*text[1:], ""], strict=True):
        value = values[letter]
        total += -value if values.get(following, 0) > value else value
    return total
