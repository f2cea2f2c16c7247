"""Two texts compared word by word."""

from hypothesis import given
from hypothesis import strategies as st

from documents.changes import Fate, compare


def read(old, new):
    """Every block as one line: [-gone-]{+new+}."""
    marks = {Fate.KEPT: "{}", Fate.REMOVED: "[-{}-]", Fate.ADDED: "{{+{}+}}"}
    return ["".join(marks[run.kind].format(run.text) for run in block.runs) for block in compare(old, new)]


def test_changed_words_are_shown_inside_their_line():
    assert read("1. Nộp hồ sơ trong 10 ngày làm việc.", "1. Nộp hồ sơ, lệ phí trong 05 ngày.") == [
        "1. Nộp hồ sơ{+, lệ phí+} trong [-10-]{+05+} ngày[- làm việc-]."
    ]


def test_neighbouring_changed_words_are_one_change():
    assert read("a cán bộ xã b", "a công chức xã b") == ["a [-cán bộ-]{+công chức+} xã b"]


def test_new_and_missing_lines_are_whole():
    assert read("1. Một.\n2. Hai.\n3. Ba.", "1. Một.\n2a. Chèn thêm vào.\n3. Ba.") == [
        "1. Một.",
        "[-2. Hai.-]",
        "{+2a. Chèn thêm vào.+}",
        "3. Ba.",
    ]


def test_a_line_is_compared_with_that_of_its_own_number():
    old = "1. Người nộp đơn gửi hồ sơ.\n2. Người nhận đơn gửi hồ sơ."
    new = "1. Người nhận đơn xem hồ sơ.\n2. Người nhận đơn trả hồ sơ."
    assert read(old, new) == [
        "1. Người [-nộp-]{+nhận+} đơn [-gửi-]{+xem+} hồ sơ.",
        "2. Người nhận đơn [-gửi-]{+trả+} hồ sơ.",
    ]


def test_spaces_and_empty_lines_are_no_change():
    assert {block.kind for block in compare("Điều 1.  Một\n\nHai ", "Điều 1. Một\nHai\n")} == {Fate.KEPT}


def test_nothing_compared_with_something():
    assert compare("", "") == []
    assert read("", "Một") == ["{+Một+}"]
    assert read("Một", "") == ["[-Một-]"]


TEXTS = st.lists(
    st.lists(st.sampled_from(["một", "hai", "ba", "1.", "a)", "Điều 5.", ",", "xã"]), min_size=1, max_size=6).map(
        " ".join
    ),
    max_size=12,
).map("\n".join)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_the_comparison(old, new):
    blocks = compare(old, new)
    for text, other in ((old, Fate.ADDED), (new, Fate.REMOVED)):
        lines = [
            "".join(run.text for run in block.runs if run.kind is not other)
            for block in blocks
            if block.kind is not other
        ]
        assert lines == [" ".join(line.split()) for line in text.splitlines()]


def test_a_text_of_five_hundred_articles_is_compared_line_by_line():
    old = "\n".join(f"Điều {n}. Tên điều {n}\n1. Nội dung của điều số {n} là thế.\n2. Như nhau." for n in range(500))
    new = old.replace("điều số 250 là", "điều số 250 không phải là").replace("Điều 7. Tên điều 7\n", "")
    changed = [block for block in compare(old, new) if block.kind is not Fate.KEPT]
    assert [block.kind for block in changed] == [Fate.REMOVED, Fate.CHANGED]
