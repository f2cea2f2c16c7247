import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.text import compact_spaces, fold, normalise, slug

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
LETTERS = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " -/0123456789", max_size=40)


def nfd(text):
    return unicodedata.normalize("NFD", text)


def test_decomposed_text_from_a_mac_becomes_composed():
    assert normalise("e\u0302\u0301") == "ế" == "\u1ebf"


def test_unicode_to_hop_of_an_old_keyboard_becomes_composed():
    assert normalise("ê\u0301") == "ế"


@pytest.mark.parametrize("lookalike", ["\u00d0", "\u0189"])
def test_a_lookalike_of_the_letter_d_with_stroke_becomes_that_letter(lookalike):
    assert normalise(f"Q{lookalike}-UBND") == "QĐ-UBND"


def test_a_small_eth_becomes_the_small_letter():
    assert normalise("\u00f0ất") == "đất"


@pytest.mark.parametrize("hidden", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
def test_what_nobody_sees_goes_and_a_mark_behind_it_still_joins(hidden):
    assert normalise(f"thu{hidden}\u0309 tục") == "thủ tục"


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u3000"])
def test_every_kind_of_space_becomes_a_plain_one(space):
    assert normalise(f"thủ{space}tục") == "thủ tục"


def test_line_ends_tabs_and_quotes_stay():
    assert normalise("một\n\thai “ba”…\r\n") == "một\n\thai “ba”…\r\n"


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_a_decomposed_text_normalises_to_the_same(text):
    assert normalise(nfd(text)) == normalise(text)


def test_folding_leaves_what_a_plain_keyboard_types():
    assert fold("Quyết định của Ủy ban nhân dân tỉnh Đắk Lắk") == "quyet dinh cua uy ban nhan dan tinh dak lak"


def test_the_letter_d_with_stroke_folds_though_unicode_has_no_decomposition_for_it():
    assert fold("đĐÐ") == "ddd"


def test_every_vietnamese_letter_folds_to_one_ascii_letter():
    letters = [letter for letter in VIETNAMESE + VIETNAMESE.upper() if fold(letter) not in "abcdeghiklmnopqrstuvxy"]
    assert letters == []
    assert len(fold(VIETNAMESE)) == len(VIETNAMESE)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(LETTERS)
def test_folding_knows_no_case_and_no_decomposition(text):
    assert fold(nfd(text)) == fold(text.upper()) == fold(text)


def test_a_document_number_becomes_an_address():
    assert slug("02/2011/QĐ-UBND") == "02-2011-qd-ubnd"


def test_a_decomposed_title_gets_the_same_address():
    assert (
        slug(nfd("Cải cách thủ tục hành chính")) == slug("Cải cách thủ tục hành chính") == "cai-cach-thu-tuc-hanh-chinh"
    )


def test_a_long_address_ends_with_a_whole_word():
    assert slug("thủ tục hành chính", max_length=12) == "thu-tuc-hanh"
    assert slug("thủ tục hành chính", max_length=11) == "thu-tuc"


def test_a_single_word_that_is_too_long_is_cut():
    assert slug("a" * 100, max_length=10) == "a" * 10


def test_a_text_without_letters_has_no_address():
    assert slug("—…!") == ""


def test_an_address_of_no_length_is_refused():
    with pytest.raises(ValueError, match="max_length"):
        slug("a", max_length=0)


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_an_address_is_short_ascii_with_single_hyphens_inside(text, length):
    address = slug(text, length)
    assert len(address) <= length
    assert set(address) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert "--" not in address
    assert address == address.strip("-") == slug(address, length)


def test_runs_of_spaces_and_line_ends_become_one_space():
    assert compact_spaces("  Về việc\n\t ban   hành\r\n") == "Về việc ban hành"
