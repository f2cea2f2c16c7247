"""What the words of a text say about its encoding, for text whose font only hints at one."""

import pytest

from vietnamese.legacy_encodings import Legacy, evidence, may_be_legacy, share_vietnamese


@pytest.mark.parametrize(
    ("text", "encoding", "legacy", "unicode"),
    [
        ("QuyÕt ®Þnh sè 5 cña Bé", Legacy.TCVN3, 3, 0),
        ("Quyeát ñònh caùc", Legacy.VNI, 3, 0),
        ("Quyết định số 5", Legacy.TCVN3, 0, 3),
        ("§iÒu 1. Phạm vi", Legacy.TCVN3, 1, 1),
        ("Plain words 12", Legacy.TCVN3, 0, 0),
    ],
)
def test_words_are_counted_for_and_against_an_old_encoding(text, encoding, legacy, unicode):
    assert evidence(text, encoding) == (legacy, unicode)


@pytest.mark.parametrize("text", ["QuyÕt ®Þnh", "Quyeát ñònh", "định QuyÕt ®Þnh", "là các"])
def test_lines_that_may_be_old_are_looked_at(text):
    assert may_be_legacy(text)


@pytest.mark.parametrize("text", ["Quyết định số 5", "Decision 5", "", "20 m² của Sở"])
def test_lines_that_are_surely_unicode_are_not(text):
    assert not may_be_legacy(text)


def test_the_share_of_vietnamese_words_tells_a_code_page():
    assert share_vietnamese("Quyết định số 5 của Sở Tài chính") == 1.0
    assert share_vietnamese("QuyÕt ®Þnh cña ñy ban") < 0.5
    assert share_vietnamese("déjà été français") < 0.7
    assert share_vietnamese("plain") == 0.0
