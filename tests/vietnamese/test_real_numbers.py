"""The contract of index and query on real document numbers, which REAL_DATA holds."""

import unicodedata

from vietnamese.document_number import index_keys, parse_number, query_keys
from vietnamese.text import fold


def finds(query, stored):
    return bool(set(query_keys(query)) & set(index_keys(parse_number(stored))))


def test_every_real_number_is_read(real_numbers):
    assert [row["number"] for row in real_numbers if parse_number(row["number"]).ordinal is None] == []


def test_every_real_number_is_found_first_however_it_is_typed(real_numbers):
    missed = [
        typed
        for row in real_numbers
        for typed in (
            row["number"],
            row["number"].lower(),
            fold(row["number"]),
            row["number"].lstrip("0"),
            unicodedata.normalize("NFD", row["number"]),
            f"{row['type']} số {row['number']}",
        )
        if query_keys(typed)[:1] != index_keys(parse_number(row["number"]))[:1]
    ]
    assert missed == []


def hyphenless(raw):
    """`73-CP` needs its hyphen, the others do not."""
    return raw if "-" in raw.split("/")[0] else raw.replace("-", "")


def test_every_real_number_is_found_with_the_usual_typing_errors(real_numbers):
    spoil = (
        hyphenless,
        lambda raw: raw.replace("-", " - "),
        lambda raw: raw.replace("/", " / "),
        lambda raw: raw.replace("Đ", "Ð"),
    )
    missed = [row["number"] for row in real_numbers for way in spoil if not finds(way(row["number"]), row["number"])]
    assert missed == []


def test_every_real_document_of_a_year_is_found_by_type_and_number(real_numbers):
    missed = []
    for row in real_numbers:
        number = parse_number(row["number"])
        if number.year is None:
            continue
        start = f"{number.ordinal}/{number.year}"
        spaced = fold(f"{row['type']} {number.ordinal} {number.year}")
        missed += [typed for typed in (f"{row['type']} {start}", spaced, start) if not finds(typed, row["number"])]
    assert missed == []


def test_a_full_real_number_finds_no_other_document(real_numbers):
    stored = {row["number"]: set(index_keys(parse_number(row["number"]))) for row in real_numbers}
    confused = []
    for raw in stored:
        answers = ([other for other, keys in stored.items() if key in keys] for key in query_keys(raw))
        # The first key that finds anything decides.
        first = next(filter(None, answers))
        if first != [raw]:
            confused.append((raw, first))
    assert confused == []
