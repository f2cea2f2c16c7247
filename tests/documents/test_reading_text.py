"""The text of a document as HTML: lean, whole, and nobody's markup but ours."""

import html
import re
from types import SimpleNamespace

import html5lib
import pytest
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from documents.reading.contents import contents_of
from documents.reading.text_view import OWN_IDS, Note, Span, TextView
from documents.structure import Provision, ProvisionKind, read_structure

K = ProvisionKind
TEXT = """ỦY BAN NHÂN DÂN TỈNH
Căn cứ Luật Đất đai;
QUYẾT ĐỊNH:
Điều 1. Phạm vi
1. Một
a) Điểm a
đ) Điểm đ
Đoạn của điểm
2. Hai
Điều 2. Quyết định này có hiệu lực từ ngày ký.
"""


def shown(text, **how):
    return str(TextView(**how).html(read_structure(text).roots))


def words_of(markup):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", markup))).strip()


def test_every_provision_has_its_anchor_and_its_label_leads_to_it():
    text = shown(TEXT)
    for anchor, label in (
        ("dieu-1", "Điều 1."),
        ("dieu-1.khoan-1", "1."),
        ("dieu-1.khoan-1.diem-a", "a)"),
        ("dieu-1.khoan-1.diem-dd", "đ)"),
        ("dieu-1.khoan-2", "2."),
    ):
        assert text.count(f'id="{anchor}"') == 1
        assert f'<a href="#{anchor}">{label}</a>' in text


def test_an_article_is_one_section_and_an_untitled_one_goes_on_behind_its_number():
    text = shown(TEXT)
    assert text.count("<section") == 2 and text.count("</section>") == 2
    assert '<section id="dieu-1"><h2><a href="#dieu-1">Điều 1.</a> Phạm vi</h2>' in text
    assert '<h2 class="i"><a href="#dieu-2">Điều 2.</a></h2>\n<p>Quyết định này có hiệu lực' in text


def test_lines_above_the_articles_are_set_as_on_paper():
    text = shown(TEXT)
    assert '<p class="m">ỦY BAN NHÂN DÂN TỈNH</p>' in text and '<p class="e">Căn cứ Luật Đất đai;</p>' in text


def test_what_stands_below_a_point_is_set_in_like_the_point():
    below = Provision(K.POINT, "a", "a)", "", "Điểm", "x.diem-a", children=[Provision(K.PARAGRAPH, text="Đoạn")])
    assert str(TextView().html([below])).count('class="d"') == 2


def test_nothing_in_a_text_becomes_markup():
    evil = 'Điều 1. <img src=x onerror=alert(1)> & "quotes"\n1. </p><script>alert(1)</script>\n'
    text = shown(evil)
    assert "<img" not in text and "<script" not in text
    assert words_of(text) == words_of(html.escape(evil))


@given(st.text(alphabet='Điều1.2a) <>&"\n\x00\x0b\ud800|\t', max_size=200))
def test_any_text_gives_valid_html(raw):
    page = f"<!doctype html><html lang=vi><title>x</title><body>{shown(raw)}</body></html>"
    html5lib.HTMLParser(strict=True).parse(page)


@given(st.text(alphabet="<>&\"'=#/ aĐ", max_size=40), st.text(alphabet="<>&\"' javascript:#", max_size=30))
def test_a_link_never_breaks_out_of_its_attribute(words, href):
    view = TextView(cite=lambda here, text: [Span(0, len(text), href)])
    text = str(view.html([Provision(K.PARAGRAPH, text=words or "x")]))
    assert len(re.findall("<a ", text)) == 1 and len(re.findall("<", text)) == 4 + (1 if "\n" in words else 0)


def test_links_stand_where_the_words_stand_and_overlaps_are_left_out():
    spans = [Span(5, 10, "#a"), Span(8, 12, "#b"), Span(99, 120, "#c")]
    text = str(TextView(cite=lambda here, words: spans).html([Provision(K.PARAGRAPH, text="Theo Điều 1 và")]))
    assert text == '<p>Theo <a href="#a">Điều </a>1 và</p>\n'


def test_a_citation_is_asked_for_with_the_nearest_anchor_above():
    asked = []

    def cite(here, words):
        asked.append((here, words))
        return ()

    shown(TEXT, cite=cite)
    assert ("dieu-1.khoan-1.diem-a", "Điểm a") in asked and ("", "Căn cứ Luật Đất đai;") in asked


def test_a_table_scrolls_by_itself_and_keeps_its_cells():
    table = Provision(K.TABLE, text="Loại | Mức\nA | 1 < 2")
    text = str(TextView().html([table]))
    assert 'tabindex="0"' in text and "<td>Loại</td><td>Mức</td>" in text and "<td>1 &lt; 2</td>" in text


def test_footnotes_stand_below_their_article_and_equal_ones_once():
    structure = read_structure(TEXT)
    first = structure.find("dieu-1.khoan-1")
    second = structure.find("dieu-1.khoan-2")
    words = mark_safe("Sửa đổi bởi <b>X</b>")
    notes = {id(first): [Note(1, words)], id(second): [Note(2, words)]}
    text = str(TextView(notes=notes).html(structure.roots))
    assert '<sup id="cho-1"><a href="#ghi-chu-1">[1]</a></sup>' in text
    assert text.count("Sửa đổi bởi <b>X</b>") == 1
    assert text.index('id="ghi-chu-2"') < text.index('id="dieu-2"')


def test_an_anchor_the_page_uses_itself_gives_way():
    name = next(iter(OWN_IDS))
    assert "id=" not in str(TextView().html([Provision(K.REGULATION, label="X", anchor=name, level=2)]))


def test_a_suspended_clause_says_so_in_words():
    text = shown(TEXT, states={"dieu-1.khoan-2": {"kind": "stop", "text": "Ngưng hiệu lực"}})
    assert 'Hai <span class="badge badge--stop">Ngưng hiệu lực</span></p>' in text


def test_nothing_of_the_real_decision_is_lost(real_data):
    structure = read_structure((real_data / "decision-02-2011.txt").read_text())
    text = str(TextView().html(structure.roots))
    pieces = [words_of(html.escape(f"{p.label} {p.title} {p.text}")) for p in structure.provisions]
    found = words_of(text)
    assert all(word in found for piece in pieces for word in piece.split())
    assert len(found.split()) == sum(len(piece.split()) for piece in pieces)


def test_contents_fold_only_where_there_are_many():
    lines = "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Một\nĐiều 2. Hai\nĐiều 3. Ba\n"
    few, folded = contents_of(read_structure(lines).provisions)
    assert not folded and [len(entry.articles) for entry in few] == [3]
    assert contents_of(read_structure("Điều 1. Một\nĐiều 2. Hai\n").provisions) == ([], False)
    many = "Chương I\nQUY ĐỊNH CHUNG\n" + "".join(f"Điều {n}. Tên\n" for n in range(1, 90))
    assert contents_of(read_structure(many).provisions)[1]


@pytest.mark.parametrize("label", ["Điều 1.", ""])
def test_a_provision_without_an_anchor_is_no_link(label):
    made = str(TextView().html([SimpleNamespace(**plain(label))]))
    assert "<a" not in made


def plain(label):
    return {"kind": K.PARAGRAPH, "label": label, "title": "", "text": "x", "anchor": "", "children": [], "level": 0}
