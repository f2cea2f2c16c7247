"""The same word for the same thing on every screen: the table of `docs/words.vi.md` against all translations."""

import re
from pathlib import Path

import pytest

from thaibinh import messages, upstream
from thaibinh.messages import identity, translations
from thaibinh.placeholders import BRACES, PERCENT

ROOT = Path(__file__).resolve().parent.parent.parent
# (English, word): why it may stand there all the same.
EXCEPTIONS = {
    ("The request of this agency to join is not approved yet.", "phê duyệt"): "the province approves, not an approver",
}


def table():
    """(English words, forbidden Vietnamese words) of each row."""
    rows = (line.strip("|\n ").split(" | ") for line in (ROOT / "docs/words.vi.md").open(encoding="utf-8"))
    for cells in rows:
        if len(cells) >= 3 and cells[0] not in ("Tiếng Anh",):
            yield cells[0].split(", "), cells[2].split(", ")


def without_placeholders(text):
    return re.sub(r"<[^>]*>", " ", PERCENT.sub(" ", BRACES.sub(" ", text)))


def all_translations():
    """(English, Vietnamese) that may be shown: ours, and the packages' own where we say nothing."""
    for domain in upstream.DOMAINS:
        catalogue = list(messages.open_catalogue(upstream.catalogue_path(ROOT, domain)))
        catalogue += upstream.said_by_us(ROOT, domain).values()
        said = {identity(entry) for entry in catalogue}
        for package in upstream.installed_packages():
            catalogue += (entry for entry in package.entries("vi", domain) if identity(entry) not in said)
        for entry in catalogue:
            if not entry.obsolete:
                yield entry.msgid, " ".join(translations(entry))


def forbidden(english, vietnamese):
    """The words of the table that a translation must not have."""
    source, text = without_placeholders(english).lower(), without_placeholders(vietnamese).lower()
    for terms, words in table():
        if terms == ["*"] or any(re.search(rf"\b{re.escape(term)}", source) for term in terms):
            yield from (word for word in words if re.search(rf"\b{re.escape(word)}\b", text))


def test_every_translation_keeps_to_the_words_of_the_table():
    found = {(english, word) for english, text in all_translations() for word in forbidden(english, text)}
    assert sorted(found - set(EXCEPTIONS)) == [], "use another word, see docs/words.vi.md"
    assert sorted(set(EXCEPTIONS) - found) == [], "an exception is needed no more"


@pytest.mark.parametrize(
    ("english", "vietnamese", "words"),
    [
        ("Publish this page", "Xuất bản trang này", ["xuất bản"]),
        ("Publish this page", "Đăng trang này", []),
        ("Decree published on paper", "Nghị định", []),
        ("Your %(username)s", "Username", []),
        ("Your username", "Username của bạn", ["username"]),
        ("Anything", "Xoá", ["xoá"]),
    ],
)
def test_the_table_forbids_words(english, vietnamese, words):
    assert list(forbidden(english, vietnamese)) == words


def test_the_table_has_every_term_once():
    terms = [term for terms, _words in table() for term in terms if term != "*"]
    assert len(terms) == len(set(terms)) >= 55
