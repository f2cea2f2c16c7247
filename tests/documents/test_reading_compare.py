"""Two days of one document beside each other, word by word."""

import datetime
import re

import html5lib
import pytest

from documents.changes import Block, Fate, Run
from documents.models import ProvisionChange
from documents.reading.compare import parts_of
from tests.documents.making import make, settle
from tests.factories import document_index

PATH = "/van-ban/12-2015-qd-ubnd/so-sanh/"
TEXT = """Điều 1. Mức thu
1. Mức thu là 10.000 đồng một lượt.
2. Trẻ em không phải nộp.
Điều 2. Hiệu lực
Quyết định này có hiệu lực từ ngày ký.
Điều 3. Thi hành
Các sở thi hành Quyết định này.
"""


@pytest.fixture
def changed(world):
    index = document_index(world.main)
    base = make(index, "12/2015/QĐ-UBND", text=TEXT)
    amending = make(
        index,
        "20/2018/QĐ-UBND",
        effective_on=datetime.date(2018, 7, 1),
        rows=[
            ProvisionChange(
                number="12/2015/QĐ-UBND",
                action="replace_words",
                provisions="khoản 1 Điều 1",
                old_words="10.000 đồng",
                new_words="20.000 đồng",
            ),
            ProvisionChange(number="12/2015/QĐ-UBND", action="repeal", provisions="khoản 2 Điều 1"),
        ],
    )
    settle(base, amending)
    return base


def read(reader, query=""):
    answer = reader.get(PATH + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_days_the_text_as_issued_stands_beside_that_of_today(changed, reader):
    text = read(reader)
    html5lib.HTMLParser(strict=True).parse(text)
    comparison = re.search(r'<div class="comparison".*?</div>', text, re.S)[0]
    assert "<del>10</del><ins>20</ins>" in comparison or "<del>10.000</del><ins>20.000</ins>" in comparison
    assert "<h2>Điều 1. Mức thu</h2>" in comparison and "Điều 3" not in comparison
    assert re.search(r"<del>[^<]*Trẻ em không phải nộp", comparison) and "(được bãi bỏ)" in comparison
    assert 'value="2018-06-30"' in text


def test_two_days_without_a_change_between_them_are_said_to_be_the_same(changed, reader):
    text = read(reader, "?from=2018-07-01&to=2020-01-01")
    assert "empty-state" in text and "comparison" not in text


def test_days_may_stand_in_either_order_and_nonsense_is_named(changed, reader):
    back = read(reader, "?from=2019-01-01&to=2016-01-01")
    assert re.search(r"<ins>[^<]*Trẻ em", back)
    wrong = read(reader, "?from=31/02/2018&to=%3Cb%3Ex")
    assert wrong.count('role="status"') == 2 and "<b>x" not in wrong


def test_it_leads_back_and_search_engines_keep_to_the_document(changed, reader):
    text = read(reader)
    assert '<meta name="robots" content="noindex">' in text
    assert 'rel="canonical" href="http://thaibinh.localhost/van-ban/12-2015-qd-ubnd/"' in text
    assert text.count('href="/van-ban/12-2015-qd-ubnd/"') >= 2


def test_on_another_host_it_is_sent_to_its_own(changed, reader):
    answer = reader.get(f"{PATH}?from=2018-01-01", host="soyte")
    assert answer.status_code == 301
    assert answer["Location"] == f"http://thaibinh.localhost{PATH}?from=2018-01-01"


def test_a_draft_has_no_comparison_on_any_host(world, reader):
    make(document_index(world.main), "12/2015/QĐ-UBND", text=TEXT, live=False)
    assert reader.get(PATH).status_code == 404 and reader.get(PATH, host="soyte").status_code == 404


def test_equal_lines_are_counted_and_left_out():
    def block(kind, words):
        return Block(kind, (Run(kind, words),))

    blocks = [
        block(Fate.KEPT, "Điều 1. Một"),
        block(Fate.KEPT, "x"),
        block(Fate.ADDED, "y"),
        block(Fate.KEPT, "Điều 2. Hai"),
        block(Fate.REMOVED, "z"),
        block(Fate.ADDED, "Điều 3. Ba"),
    ]
    parts = list(parts_of(blocks))
    assert [(part.place, part.skipped, len(part.blocks)) for part in parts] == [
        ("Điều 1. Một", 2, 1),
        ("Điều 2. Hai", 1, 1),
        ("", 0, 1),
    ]
