"""Amendments applied: the text as it reads on a day, with its footnotes, and nothing lost."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.changes import Change, PieceState, Reason, consolidate, cycle_free, order_of_changes
from documents.structure import read_structure

REPEALED = "(được bãi bỏ)"
LATE = datetime.date(2030, 1, 1)
BASE = """QUYẾT ĐỊNH
Về việc thử
Điều 1. Ban hành quy chế.
Điều 2. Trách nhiệm
1. Cán bộ xã nộp báo cáo.
2. Cán bộ tỉnh kiểm tra:
a) Sổ sách;
b) Kho hàng.
Điều 3. Thi hành
Chánh Văn phòng thi hành.
QUY CHẾ
THỬ
Chương I
CHUNG
Điều 1. Phạm vi
1. Trong tỉnh.
2. Ngoài tỉnh.
Chương II
RIÊNG
Điều 2. Ngoại lệ
Không có.
Phụ lục I
BIỂU MẪU
Mẫu cũ.
"""


def change(action, anchor, year=2012, **more):
    more.setdefault("source_number", f"{year}/QĐ")
    return Change(action, anchor, effective_on=datetime.date(year, 1, 1), **more)


def applied(*changes, base=BASE, on=LATE):
    return consolidate(read_structure(base), changes, on, REPEALED)


def text_of(result, anchor):
    """What a piece and all below it say."""
    piece = result.structure.find(anchor)
    return "".join(result.text[one.start : one.end] for one in piece.walk())


def states(result):
    return {p.provision.anchor: p.state for p in result.pieces if p.provision.anchor and p.state != PieceState.ORIGINAL}


def footnotes(result):
    return [(note.number, note.anchor, note.change.source_number) for note in result.notes]


def reasons(result):
    return [one.reason for one in result.unapplied]


# One change


def test_a_clause_reads_as_amended_and_says_by_whom():
    result = applied(
        change("replace", "dieu-2.khoan-2", new_text="“2. Công chức tỉnh kiểm tra:\na) Sổ;\nb) Kho;\nc) Xe.”")
    )
    assert text_of(result, "dieu-2.khoan-2") == "2. Công chức tỉnh kiểm tra:\na) Sổ;\nb) Kho;\nc) Xe.\n"
    assert states(result)["dieu-2.khoan-2.diem-c"] is PieceState.CHANGED
    assert footnotes(result) == [(1, "dieu-2.khoan-2", "2012/QĐ")]
    (piece,) = [p for p in result.pieces if p.provision.anchor == "dieu-2.khoan-2"]
    assert piece.former == ("2. Cán bộ tỉnh kiểm tra:\na) Sổ sách;\nb) Kho hàng.\n",)
    assert piece.notes == (result.notes[0],)


def test_the_base_is_not_written_to():
    base = read_structure(BASE)
    consolidate(base, [change("repeal", "dieu-2")], LATE, REPEALED)
    assert base == read_structure(BASE)


def test_a_new_article_stands_behind_the_one_it_follows_and_keeps_its_anchor():
    result = applied(change("insert", "dieu-2a", after="dieu-2", new_text="“Điều 2a. Mới\n1. Một.\n2. Hai.”"))
    anchors = [p.anchor for p in result.structure.provisions if p.anchor]
    at = anchors.index("dieu-2a")
    assert anchors[at - 1 : at + 4] == [
        "dieu-2.khoan-2.diem-b",
        "dieu-2a",
        "dieu-2a.khoan-1",
        "dieu-2a.khoan-2",
        "dieu-3",
    ]
    assert states(result)["dieu-2a"] is PieceState.INSERTED
    assert result.structure.find("dieu-2a").title == "Mới"


@pytest.mark.parametrize(
    ("anchor", "new_text", "before"),
    [
        ("dieu-2.khoan-1a", "1a. Chèn.", "dieu-2.khoan-1"),
        ("dieu-2.khoan-3", "3. Cuối.", "dieu-2.khoan-2.diem-b"),
        ("dieu-2.khoan-2.diem-a1", "a1) Chèn;", "dieu-2.khoan-2.diem-a"),
        ("dieu-2.khoan-2.diem-c", "c) Cuối.", "dieu-2.khoan-2.diem-b"),
        ("quy-che.dieu-1a", "Điều 1a. Chèn", "quy-che.dieu-1.khoan-2"),
        ("dieu-4", "Điều 4. Cuối", "dieu-3"),
        ("quy-che.chuong-ia", "Chương Ia\nCHÈN", "quy-che.dieu-1.khoan-2"),
        ("phu-luc-ii", "Phụ lục II\nMỚI\nMẫu mới.", "phu-luc-i"),
    ],
)
def test_what_is_inserted_without_a_neighbour_goes_where_its_number_belongs(anchor, new_text, before):
    result = applied(change("insert", anchor, new_text=new_text))
    assert result.unapplied == []
    anchors = [p.anchor for p in result.structure.provisions if p.anchor]
    assert anchors[anchors.index(anchor) - 1] == before


def test_a_repealed_unit_keeps_its_number_and_says_so():
    result = applied(change("repeal", "dieu-2.khoan-2"), change("repeal", "quy-che.dieu-2"))
    assert text_of(result, "dieu-2.khoan-2") == f"2. {REPEALED}\n"
    assert text_of(result, "quy-che.dieu-2") == f"Điều 2. {REPEALED}\n"
    assert "Kho hàng" not in result.text
    assert result.structure.find("dieu-2.khoan-2.diem-a") is None
    assert states(result)["dieu-2.khoan-2"] is PieceState.REPEALED


def test_a_repealed_chapter_keeps_the_numbers_of_its_articles():
    result = applied(change("repeal", "quy-che.chuong-i"))
    assert text_of(result, "quy-che.chuong-i") == f"Chương I {REPEALED}\nĐiều 1. {REPEALED}\n"


def test_a_repealed_annex_keeps_its_name_only():
    assert text_of(applied(change("repeal", "phu-luc-i")), "phu-luc-i") == f"Phụ lục I {REPEALED}\n"


def test_an_annex_and_a_regulation_can_be_replaced():
    result = applied(
        change("replace", "phu-luc-i", new_text="Phụ lục I\nBIỂU MẪU\nMẫu mới."),
        change("replace", "quy-che", new_text="QUY CHẾ\nKHÁC\nĐiều 1. Một\nNội dung."),
    )
    assert "Mẫu mới." in text_of(result, "phu-luc-i")
    assert text_of(result, "quy-che") == "QUY CHẾ\nKHÁC\nĐiều 1. Một\nNội dung.\n"


def test_a_new_title_leaves_the_text_alone():
    result = applied(
        change("retitle", "dieu-2", new_text="“Điều 2. Nghĩa vụ”"),
        change("retitle", "quy-che.chuong-ii", new_text="Chương II\nNGOẠI LỆ"),
    )
    assert text_of(result, "dieu-2").startswith("Điều 2. Nghĩa vụ\n1. Cán bộ xã")
    assert text_of(result, "quy-che.chuong-ii") == "Chương II\nNGOẠI LỆ\nĐiều 2. Ngoại lệ\nKhông có.\n"


def test_replacing_a_chapter_by_its_heading_takes_no_article_away():
    result = applied(change("replace", "quy-che.chuong-ii", new_text="Chương II\nKHÁC"))
    assert result.structure.find("quy-che.dieu-2") is not None


def test_a_new_text_without_its_number_gets_it_back():
    result = applied(
        change("replace", "dieu-2.khoan-1", new_text="Ủy ban xã nộp."),
        change("replace", "quy-che.dieu-1", new_text="Cả nước."),
        change("insert", "dieu-2.khoan-3", new_text="Thanh tra."),
    )
    assert "\n1. Ủy ban xã nộp.\n" in result.text
    assert text_of(result, "quy-che.dieu-1") == "Điều 1. Phạm vi\nCả nước.\n"
    assert "\n3. Thanh tra.\n" in result.text


# Words


def test_words_change_where_they_stand_with_a_capital_kept():
    result = applied(change("replace_words", "dieu-2", old_words="cán bộ", new_words="công chức"))
    assert "1. Công chức xã nộp báo cáo.\n2. Công chức tỉnh" in result.text
    assert [anchor for _, anchor, _ in footnotes(result)] == ["dieu-2.khoan-1", "dieu-2.khoan-2"]


def test_words_change_in_the_whole_text_but_not_inside_other_words_nor_in_its_head():
    base = "QUYẾT ĐỊNH\nVề sở\nĐiều 1. Sở làm\n1. Cơ sở và sở, sở."
    result = applied(change("replace_words", "", old_words="sở", new_words="cục"), base=base)
    assert result.text == "QUYẾT ĐỊNH\nVề sở\nĐiều 1. Cục làm\n1. Cơ cục và cục, cục."


def test_words_that_only_go_leave_no_double_space():
    result = applied(change("replace_words", "dieu-2.khoan-1", old_words="xã", new_words=""))
    assert "1. Cán bộ nộp báo cáo.\n" in result.text


def test_words_that_are_not_there_are_reported():
    result = applied(change("replace_words", "dieu-2", old_words="không có", new_words="x"))
    assert reasons(result) == [Reason.NO_WORDS]
    assert result.text == BASE


# One after the other


def test_a_clause_replaced_twice_has_two_footnotes_and_both_former_texts():
    result = applied(
        change("replace", "dieu-2.khoan-1", 2014, new_text="1. Hai."),
        change("replace", "dieu-2.khoan-1", 2012, new_text="1. Một."),
    )
    assert text_of(result, "dieu-2.khoan-1") == "1. Hai.\n"
    assert footnotes(result) == [(1, "dieu-2.khoan-1", "2012/QĐ"), (2, "dieu-2.khoan-1", "2014/QĐ")]
    (piece,) = [p for p in result.pieces if p.provision.anchor == "dieu-2.khoan-1"]
    assert piece.former == ("1. Cán bộ xã nộp báo cáo.\n", "1. Một.\n")


def test_what_was_inserted_can_be_changed_later_down_to_its_words():
    result = applied(
        change("insert", "dieu-2a", 2012, after="dieu-2", new_text="Điều 2a. Mới\n1. Cán bộ.\n2. Hai."),
        change("replace", "dieu-2a.khoan-2", 2013, new_text="2. Hai mới."),
        change("replace_words", "dieu-2a.khoan-1", 2014, old_words="Cán bộ", new_words="Công chức"),
    )
    assert text_of(result, "dieu-2a") == "Điều 2a. Mới\n1. Công chức.\n2. Hai mới.\n"
    assert set(states(result).values()) == {PieceState.INSERTED}
    assert [number for number, _, _ in footnotes(result)] == [1, 2, 3]


def test_a_number_that_was_repealed_can_be_given_again():
    result = applied(
        change("repeal", "dieu-2.khoan-1", 2012), change("insert", "dieu-2.khoan-1", 2013, new_text="1. Lại có.")
    )
    assert text_of(result, "dieu-2.khoan-1") == "1. Lại có.\n"
    assert result.unapplied == []


def test_the_text_on_a_day_knows_nothing_of_later_changes():
    changes = [
        change("replace", "dieu-2.khoan-1", 2012, new_text="1. Một."),
        change("repeal", "dieu-2.khoan-1", 2014),
    ]
    assert applied(*changes, on=datetime.date(2011, 12, 31)).text == BASE
    assert "1. Một." in applied(*changes, on=datetime.date(2013, 6, 1)).text
    assert f"1. {REPEALED}" in applied(*changes, on=datetime.date(2014, 1, 1)).text


def test_footnotes_are_numbered_in_reading_order_not_in_time():
    result = applied(
        change("replace", "quy-che.dieu-1.khoan-1", 2012, new_text="1. Sau."),
        change("replace", "dieu-2.khoan-1", 2013, new_text="1. Trước."),
    )
    assert footnotes(result) == [(1, "dieu-2.khoan-1", "2013/QĐ"), (2, "quy-che.dieu-1.khoan-1", "2012/QĐ")]


def test_a_chapter_and_its_articles_repealed_by_one_text_is_no_mistake():
    result = applied(change("repeal", "quy-che.chuong-i"), change("repeal", "quy-che.dieu-1", order=1))
    assert result.unapplied == []


def test_a_section_is_found_in_its_chapter():
    base = "Chương I\nMỘT\nMục 1\nA\nĐiều 1. X\na\nChương II\nHAI\nMục 1\nB\nĐiều 2. Y\nb\n"
    result = applied(
        change("retitle", "chuong-ii.muc-1", new_text="KHÁC"),
        change("insert", "chuong-i.muc-2", new_text="Mục 2\nMỚI\nĐiều 1a. Z\nc", order=1),
        base=base,
    )
    assert result.unapplied == []
    assert "Mục 1\nA\nĐiều 1. X\na\nMục 2\nMỚI\nĐiều 1a. Z\nc\nChương II\nHAI\nMục 1\nKHÁC\n" in result.text


# Nothing is lost


@pytest.mark.parametrize(
    ("lost", "reason"),
    [
        (change("replace", "dieu-9", new_text="x"), Reason.NO_TARGET),
        (change("repeal", "dieu-2.khoan-9"), Reason.NO_TARGET),
        (change("insert", "dieu-9.khoan-1", new_text="1. x"), Reason.NO_PARENT),
        (change("insert", "dieu-2", new_text="Điều 2. x"), Reason.EXISTS),
        (change("replace", "dieu-2", new_text=" “” "), Reason.NO_TEXT),
        (Change("repeal", "dieu-2"), Reason.NO_DATE),
        (change("replace_words", "dieu-9", old_words="a", new_words="b"), Reason.NO_TARGET),
        (change("replace_words", "", old_words=" ", new_words="b"), Reason.NO_TEXT),
    ],
)
def test_a_change_that_finds_nothing_to_change_is_returned_with_the_reason(lost, reason):
    result = applied(lost)
    assert [(one.change, one.reason) for one in result.unapplied] == [(lost, reason)]
    assert result.text == BASE


def test_a_second_repeal_by_another_text_is_reported():
    result = applied(change("repeal", "dieu-2", 2012), change("repeal", "dieu-2", 2013))
    assert reasons(result) == [Reason.REPEALED]


def test_the_changed_text_reads_like_any_document():
    result = applied(change("insert", "dieu-2a", after="dieu-2", new_text="Điều 2a. Mới\n1. Một."))
    assert result.structure.rebuilt() == result.text
    assert [p.anchor for p in read_structure(result.text).provisions] == [p.anchor for p in result.structure.provisions]
    assert len(result.pieces) == len(result.structure.provisions)


WORDS = ["một", "hai", "ba", "bốn", "cán bộ", "nộp sổ", "kho; hàng"]


@st.composite
def documents(draw):
    lines = []
    for article in range(1, draw(st.integers(1, 4)) + 1):
        lines.append(f"Điều {article}. {draw(st.sampled_from(WORDS)).capitalize()}")
        for clause in range(1, draw(st.integers(0, 3)) + 1):
            lines.append(f"{clause}. {draw(st.sampled_from(WORDS))}.")
            lines += [f"{letter}) {draw(st.sampled_from(WORDS))};" for letter in "abc"[: draw(st.integers(0, 2))]]
    return "\n".join(lines) + draw(st.sampled_from(["", "\n"]))


ANCHORS = ["", "dieu-1", "dieu-2", "dieu-1a", "dieu-9", "dieu-1.khoan-1", "dieu-2.khoan-2", "dieu-1.khoan-1a"]
ANCHORS += ["dieu-1.khoan-1.diem-a", "dieu-1.khoan-1.diem-a1", "dieu-2.khoan-1.diem-b"]
NEW_TEXTS = ["", "mới toanh", "1. sáu", "a) bảy;", "Điều 1. Tám\n1. chín\n2. mười", "“Điều 1a. Chèn”", "1. x\na) y\nz"]
CHANGES = st.builds(
    Change,
    action=st.sampled_from(["replace", "insert", "repeal", "replace_words", "retitle"]),
    anchor=st.sampled_from(ANCHORS),
    after=st.sampled_from(ANCHORS),
    new_text=st.sampled_from(NEW_TEXTS),
    old_words=st.sampled_from(WORDS),
    new_words=st.sampled_from(["", "thay", "cán bộ mới"]),
    effective_on=st.dates(datetime.date(2010, 1, 1), datetime.date(2015, 1, 1)),
    order=st.integers(0, 3),
)


def words(text):
    return {word.strip("“”.;:,()").lower() for word in text.split()} - {""}


@given(documents())
def test_without_changes_the_text_and_its_pieces_are_those_of_the_base(text):
    base = read_structure(text)
    result = consolidate(base, [], LATE, REPEALED)
    assert result.text == base.text
    assert result.structure.provisions == base.provisions
    assert result.structure.roots == base.roots


@settings(deadline=None, max_examples=150)
@given(documents(), st.lists(CHANGES, max_size=6))
def test_every_word_of_the_base_and_of_the_changes_is_there_or_is_reported(text, changes):
    base = read_structure(text)
    result = consolidate(base, changes, LATE, REPEALED)
    there = words(result.text).union(*(words(former) for piece in result.pieces for former in piece.former))
    assert words(base.text) <= there
    assert len(result.applied) + len(result.unapplied) == len(changes)
    for one in result.applied:
        if one.action in {"replace", "insert", "retitle"}:
            assert words(one.new_text) <= there
    assert result.structure.rebuilt() == result.text
    assert base == read_structure(text)


# The order of changes


def test_changes_of_one_day_come_in_the_order_of_their_documents_but_what_is_inserted_first():
    late = change("replace", "dieu-1", 2013)
    follows = change("insert", "dieu-5b", after="dieu-5a", new_text="b", order=1)
    inner = change("replace", "dieu-5a.khoan-1", new_text="1. x", order=0)
    first = change("insert", "dieu-5a", after="dieu-5", new_text="a", order=2)
    assert order_of_changes([late, follows, inner, first], LATE) == [first, inner, follows, late]


def test_changes_that_wait_for_each_other_do_not_wait_for_ever():
    one = change("insert", "dieu-5a", after="dieu-5b", new_text="a")
    other = change("insert", "dieu-5b", after="dieu-5a", new_text="b", order=1)
    itself = change("insert", "dieu-6a", after="dieu-6a", new_text="c", order=2)
    assert order_of_changes([other, one, itself], LATE) == [itself, one, other]


def test_documents_that_replace_each_other_make_no_circle():
    pairs = [("A", "B"), ("B", "C"), ("C", "A"), ("D", "D"), ("A", "B")]
    assert cycle_free(pairs) == ([("A", "B"), ("B", "C")], [("C", "A"), ("D", "D")])


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8))))
def test_what_is_left_of_any_relations_has_no_circle(pairs):
    kept, closing = cycle_free(pairs)
    assert set(kept) | set(closing) == set(pairs)
    assert cycle_free(kept) == (kept, [])
    # A way along the kept pairs ends.
    targets = {}
    for acting, target in kept:
        targets.setdefault(acting, set()).add(target)
    reached = {start: {start} for start, _ in kept}
    for start, ends in reached.items():
        waiting = [*targets.get(start, ())]
        while waiting:
            here = waiting.pop()
            assert here != start
            if here not in ends:
                ends.add(here)
                waiting += targets.get(here, ())
