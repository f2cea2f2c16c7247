"""Citations in real laws: what they say of themselves is there."""

import json
from bisect import bisect_right
from itertools import islice

import pytest

from documents.citations import find_citations, resolve
from documents.structure import read_structure
from vietnamese.text import normalise

# Every ninth document: the whole collection takes long.
STEP = 9
GOAL = 0.97


def full_text(row):
    heads = (f"Điều {article['no']}. {article['title'] or ''}\n{article['text'] or ''}" for article in row["articles"])
    return normalise("\n".join(heads))


@pytest.fixture(scope="module")
def texts(real_data):
    with (real_data / "documents.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, 0, None, STEP)]
    return [full_text(row) for row in rows if row["article_coverage"] == 1.0]


def test_nearly_all_articles_a_text_cites_of_itself_are_in_it(texts):
    """Annexes and chapters are missing in the collection, so only articles and what lies in them count."""
    there = total = 0
    for text in texts:
        structure = read_structure(text)
        known = dict.fromkeys(piece.anchor for piece in structure.provisions if piece.anchor)
        starts, here = [], []
        for piece in structure.provisions:
            starts.append(piece.start)
            here.append(piece.anchor or (here[-1] if here else ""))
        for found in find_citations(structure.text):
            anchors = resolve(found, here[bisect_right(starts, found.start) - 1])
            inner = [anchor for anchor in anchors if "dieu-" in anchor and "phu-luc" not in anchor]
            total += len(inner)
            there += sum(anchor in known for anchor in inner)
    assert total > 300
    assert there / total >= GOAL


def test_every_citation_of_a_real_text_is_where_it_says(texts):
    for text in texts:
        for found in find_citations(text):
            assert text[found.start : found.end] == found.words
            assert found.elsewhere or found.this or found.anchors or found.kind
