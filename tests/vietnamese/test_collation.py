import random
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.collation import person_sort_key, sort_key

ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = ["a", "à", "ả", "ã", "á", "ạ"]
WORDS = st.text(alphabet=ALPHABET + ALPHABET.upper() + "àảãáạằếỡựỳ 0123456789-fjwz", max_size=25)


def in_order(*texts):
    keys = [sort_key(text) for text in texts]
    return all(first < second for first, second in pairwise(keys))


def shuffled_back(texts):
    return sorted(random.Random(2011).sample(texts, len(texts)), key=sort_key) == texts


def test_letters_follow_the_vietnamese_alphabet():
    assert shuffled_back(list(ALPHABET))


def test_foreign_letters_stand_where_english_has_them():
    assert in_order("e", "ê", "f", "g", "i", "j", "k", "v", "w", "x", "y", "z")


def test_tones_follow_ngang_huyen_hoi_nga_sac_nang():
    assert shuffled_back(TONES)


def test_the_dictionary_order_of_one_syllable():
    assert shuffled_back(["ba", "bà", "bả", "bã", "bá", "bạ", "ban", "bàn", "bạn", "băn", "bân", "be"])


def test_a_tone_counts_only_after_all_letters_of_its_syllable():
    assert in_order("bạ", "ban")


def test_the_first_syllable_decides_before_the_second():
    assert in_order("ba ba", "ba bà", "bà ba", "bá ba", "ban ba")


def test_a_shorter_text_comes_first():
    assert in_order("", "Thái", "Thái Bình", "Thái Bình Dương", "Thái Thụy")


def test_districts_sort_as_a_reader_expects():
    assert shuffled_back(
        ["Đông Hưng", "Hưng Hà", "Kiến Xương", "Quỳnh Phụ", "Thái Bình", "Thái Thụy", "Tiền Hải", "Vũ Thư"]
    )


def test_d_with_stroke_follows_d():
    assert in_order("Dũng", "Duyên", "Đa", "E")


def test_case_decides_only_between_texts_that_are_otherwise_equal():
    assert in_order("an", "An", "AN", "án", "Ban")


def test_both_schools_of_tone_placement_sort_together():
    assert sort_key("hoà") == sort_key("hòa")


def test_numbers_sort_as_numbers_and_before_letters():
    assert in_order("Điều 2", "Điều 11", "Điều 100", "Điều a")
    assert in_order("9" * 12, "1" + "0" * 12, "9" * 40, "1" + "0" * 40)
    assert sort_key("02") == sort_key("2")


def test_other_scripts_come_last():
    assert in_order("z", "я", "中")


def test_people_sort_by_given_name_then_family_name():
    people = ["Nguyễn Văn An", "Trần Thị An", "Trần Thị Bình", "Lê Văn Đức", "Bùi Ánh Ý"]
    backwards = people[::-1]
    assert sorted(backwards, key=person_sort_key) == people


def test_a_name_of_one_word_and_no_name_have_a_place():
    assert person_sort_key("") == ""
    assert person_sort_key(" An ") == sort_key("An")


def test_the_key_fits_its_column():
    assert len(sort_key("Thái Bình " * 50, max_length=100)) == 100


@given(st.text())
def test_the_key_is_printable_ascii_and_knows_no_decomposition(text):
    key = sort_key(text)
    assert key.isascii()
    assert all(" " <= sign <= "~" for sign in key)
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(unicodedata.normalize("NFC", text))


@given(WORDS, WORDS, st.integers(min_value=1, max_value=20))
def test_a_cut_key_never_turns_the_order_round(a, b, length):
    if sort_key(a) <= sort_key(b):
        assert sort_key(a, length) <= sort_key(b, length)


@given(st.text(alphabet=ALPHABET, min_size=1, max_size=8), st.text(alphabet=ALPHABET, min_size=1, max_size=8))
def test_unmarked_words_sort_by_the_alphabet(a, b):
    by_alphabet = [ALPHABET.index(letter) for letter in a] < [ALPHABET.index(letter) for letter in b]
    assert (sort_key(a) < sort_key(b)) == by_alphabet


@given(WORDS, WORDS)
def test_texts_of_equal_key_differ_only_in_separators_and_leading_zeros(a, b):
    if sort_key(a) == sort_key(b):
        assert sort_key(f"{a} x") == sort_key(f"{b} x")


@pytest.mark.parametrize("mark", ["\u0308", "\u0301\u0301", "\u0344"])
def test_marks_no_letter_knows_do_no_harm(mark):
    assert sort_key("a") < sort_key(f"a{mark}") < sort_key("ab")
