import html
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.syllables import Syllable, bigrams, excerpt, highlight, syllables
from vietnamese.text import fold

QUERIES = st.text(alphabet="abcdđeghoiuưy ủụàáảãạ-/&<0123456789", max_size=20)


def plain(marked):
    return html.unescape(re.sub("</?mark>", "", marked))


def exact(text):
    return [syllable.exact for syllable in syllables(text)]


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("hoà", "hòa"), ("hoá", "hóa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("toà", "tòa"), ("uỷ", "ủy"),
        ("luỹ", "lũy"), ("xoá", "xóa"), ("hoạ", "họa"), ("tuỳ", "tùy"), ("thuý", "thúy"),
    ],
)  # fmt: skip
def test_both_schools_of_tone_placement_are_one_syllable(new, old):
    assert exact(new) == exact(old) == [old]


@pytest.mark.parametrize("word", ["quý", "quỳ", "hoàn", "thuyền", "quạ", "khoảng"])
def test_a_tone_that_has_only_one_place_stays(word):
    assert exact(word) == [word]


@pytest.mark.parametrize(
    ("i", "y"),
    [
        ("kĩ", "kỹ"), ("lí", "lý"), ("mĩ", "mỹ"), ("tỉ", "tỷ"), ("hi", "hy"), ("sĩ", "sỹ"), ("ti", "ty"), ("kì", "kỳ"),
        ("quí", "quý"),
    ],
)  # fmt: skip
def test_i_and_y_are_one_syllable_where_spelling_varies(i, y):
    assert exact(i) == exact(y) == [y]
    assert exact(fold(i)) == exact(fold(y))


@pytest.mark.parametrize("word", ["thúi", "thi", "chỉ", "khi", "nghị", "tim", "y", "ý", "túi"])
def test_i_stays_i_elsewhere(word):
    assert exact(word) == [word]


def test_thuy_and_thui_are_never_confused():
    assert exact("thuý") != exact("thúi")


def test_a_syllable_has_its_diacritics_and_its_plain_form():
    assert syllables("Thủ tục") == [Syllable("thủ", "thu"), Syllable("tục", "tuc")]


def test_numbers_and_abbreviations_are_syllables():
    assert exact("02/2011/QĐ-UBND_x") == ["02", "2011", "qđ", "ubnd", "x"]


def test_neighbours_make_pairs():
    assert bigrams(syllables("Thủ tục hành chính")) == ["thu_tuc", "tuc_hanh", "hanh_chinh"]
    assert bigrams(syllables("Thủ")) == []


@given(st.text())
def test_decomposed_text_has_the_same_syllables(text):
    assert syllables(unicodedata.normalize("NFD", text)) == syllables(unicodedata.normalize("NFC", text))


@given(st.text(alphabet="aàăâđeêhiìíkloòơquưyỳỹ tn", max_size=20))
def test_canonical_syllables_stay_as_they_are(text):
    once = exact(text)
    assert exact(" ".join(once)) == once


# --- marks -----------------------------------------------------------------------------------------------------------


def test_a_query_without_diacritics_marks_the_accented_words():
    assert highlight("Thủ tục hành chính", "thu tuc") == "<mark>Thủ tục</mark> hành chính"


def test_a_query_in_the_other_spelling_marks_the_text_as_it_is_written():
    assert highlight("Tổ hoà giải về kĩ thuật", "hòa giải kỹ") == "Tổ <mark>hoà giải</mark> về <mark>kĩ</mark> thuật"


def test_a_query_with_diacritics_leaves_other_words_unmarked():
    assert highlight("bán bàn bạn ban", "bán") == "<mark>bán</mark> bàn bạn <mark>ban</mark>"


def test_a_mistyped_accent_still_marks():
    assert highlight("giấy phép xây dựng", "giay phep xây dưng") == "<mark>giấy phép xây dựng</mark>"


def test_decomposed_letters_stay_decomposed_inside_the_mark():
    text = unicodedata.normalize("NFD", "Ủy ban tỉnh")
    assert (
        highlight(text, "ủy ban")
        == f"<mark>{unicodedata.normalize('NFD', 'Ủy ban')}</mark> {unicodedata.normalize('NFD', 'tỉnh')}"
    )


def test_a_soft_hyphen_inside_a_word_does_not_hide_it():
    assert highlight("th\u00adủ tục", "thủ") == "<mark>th\u00adủ</mark> tục"


def test_a_document_number_is_one_mark():
    assert (
        highlight("Quyết định 02/2011/QÐ-UBND ngày", "2/2011/qd-ubnd") == "Quyết định <mark>02/2011/QÐ-UBND</mark> ngày"
    )


def test_stop_words_are_marked_only_within_a_phrase():
    assert highlight("việc của cơ quan", "quyền của cơ quan") == "việc <mark>của cơ quan</mark>"
    assert highlight("quyền và của dân", "quyền của") == "<mark>quyền</mark> và của dân"
    assert highlight("việc của cơ quan", "của") == "việc <mark>của</mark> cơ quan"


def test_markup_in_a_text_is_shown_not_run():
    assert highlight('<b>đất</b> & "nhà"', "đất") == "&lt;b&gt;<mark>đất</mark>&lt;/b&gt; &amp; &quot;nhà&quot;"


def test_markup_in_a_query_is_only_words():
    assert highlight("a script b", "<script>") == "a <mark>script</mark> b"


def test_an_empty_query_marks_nothing():
    assert highlight("đất & nhà", " ") == "đất &amp; nhà"


@given(st.text(), QUERIES)
def test_without_the_marks_the_text_is_the_original(text, query):
    assert plain(highlight(text, query)) == text


@given(st.text(alphabet="aáàbđi <>&/-tu\n", max_size=60), QUERIES)
def test_marks_are_closed_and_never_nested(text, query):
    tags = re.findall("</?mark>", highlight(text, query))
    assert tags == ["<mark>", "</mark>"] * (len(tags) // 2)
    assert re.findall("<[^>]*>", highlight(text, query)) == tags


# --- excerpts --------------------------------------------------------------------------------------------------------

LONG = " ".join(f"câu{number} nói về chuyện khác." for number in range(60))


def test_a_short_text_is_shown_whole():
    assert excerpt("Thủ tục\nđất đai", "đất") == "Thủ tục <mark>đất</mark> đai"


def test_the_excerpt_shows_the_place_that_answers():
    shown = excerpt(f"{LONG} Cấp giấy phép xây dựng trong 15 ngày. {LONG}", "giay phep xay dung", 80)
    assert "<mark>giấy phép xây dựng</mark>" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_the_phrase_wins_over_its_scattered_words():
    text = f"giấy. {LONG} phép. {LONG} dựng giấy xây phép {LONG} xin giấy phép xây dựng {LONG}"
    assert "xin <mark>giấy phép xây dựng</mark>" in excerpt(text, "giấy phép xây dựng", 60)


def test_without_a_match_the_excerpt_is_the_beginning():
    shown = excerpt(LONG, "không_có_gì", 30)
    assert shown == "câu0 nói về chuyện khác. câu1…"


def test_an_excerpt_of_no_length_is_refused():
    with pytest.raises(ValueError, match="length"):
        excerpt("a", "a", 0)


@given(st.lists(st.sampled_from(["đất", "nhà", "của", "thủ", "tục", "xin", "khai", "sinh,"]), max_size=80), QUERIES)
def test_an_excerpt_is_a_piece_of_the_text_cut_between_words(words, query):
    text = " ".join(words)
    shown = plain(excerpt(text, query, 40))
    inner = shown.strip("…")
    assert len(inner) <= 40
    assert f" {inner} " in f" {text} "
    assert shown.startswith("…") == (not text.startswith(inner)) or inner in text[1:]


@given(st.text(), QUERIES, st.integers(min_value=1, max_value=50))
def test_an_excerpt_never_fails_and_never_grows(text, query, length):
    assert len(plain(excerpt(text, query, length))) <= length + 2
