"""From when and until when a document says that it is in force; silence stays silence."""

import datetime

import pytest

from documents.proposal import EffectRule, read_proposal

HEAD = (
    "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH THÁI BÌNH\tĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 15/2014/QĐ-UBND\tThái Bình, ngày 05 tháng 8 năm 2014\nQUYẾT ĐỊNH\nVề một việc mẫu\nCăn cứ Luật Mẫu;\n"
    "QUYẾT ĐỊNH:\nĐiều 1. A\n"
)


def effect(sentence):
    found = read_proposal(f"{HEAD}{sentence}\n")
    rule = found.effective_rule.value if found.effective_rule else EffectRule.SILENT
    return rule, found.effective_on and found.effective_on.value, found


@pytest.mark.parametrize(
    ("sentence", "rule", "on"),
    [
        ("Điều 2. Quyết định này có hiệu lực thi hành sau 10 ngày, kể từ ngày ký.", "after_days", (2014, 8, 15)),
        (
            "Điều 2. Quyết định này có hiệu lực sau mười lăm (15) ngày kể từ ngày ký ban hành.",
            "after_days",
            (2014, 8, 20),
        ),
        ("Điều 2. Quyết định này có hiệu lực sau 6 tháng, kể từ ngày ký.", "after_days", (2015, 2, 5)),
        ("Điều 2. Quyết định này có hiệu lực kể từ ngày ký.", "on_signing", (2014, 8, 5)),
        (
            "Điều 2. Quyết định này có hiệu lực từ ngày ký ban hành và thay thế Quyết định cũ.",
            "on_signing",
            (2014, 8, 5),
        ),
        ("Điều 2. Quyết định này có hiệu lực thi hành từ ngày 01/9/2014.", "date", (2014, 9, 1)),
        ("Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng\n9 năm 2014 và thay thế.", "date", (2014, 9, 1)),
        ("Điều 5. Hiệu lực thi hành\nQuyết định này có hiệu lực từ ngày 01/9/2014.", "date", (2014, 9, 1)),
        (
            "Điều 2. Quyết định này được thông qua ngày 1/8/2014 và có hiệu lực từ ngày 11/8/2014.",
            "date",
            (2014, 8, 11),
        ),
        ("Điều 2. Quyết định có hiệu lực kể từ ngày ký.", "on_signing", (2014, 8, 5)),
    ],
)
def test_each_way_to_say_it_gives_rule_and_day(sentence, rule, on):
    found_rule, found_on, _ = effect(sentence)
    assert (found_rule, found_on) == (rule, datetime.date(*on))


def test_the_days_after_signing_are_kept_beside_the_day():
    assert effect("Quyết định này có hiệu lực sau 10 ngày, kể từ ngày ký.")[2].effective_days == 10


@pytest.mark.parametrize(
    "sentence",
    [
        "Điều 2. Các cơ quan chịu trách nhiệm thi hành Quyết định này.",
        "Điều 2. Nghị định số 5/2010/NĐ-CP có hiệu lực từ ngày 01/9/2014.",
        "Điều 2. Hồ sơ nộp trước ngày Quyết định này có hiệu lực thì thực hiện theo quy định cũ.",
        "Điều 2. Khoản 3 Điều 1 của Quyết định này có hiệu lực từ ngày 01/01/2016.",
        "Điều 2. Bản án có hiệu lực từ ngày 01/9/2014.",
        "“Điều 2. Thay bằng một điều mới khá dài để là một đoạn trích dẫn đầy đủ của văn bản được sửa đổi theo mẫu.\n"
        "Quyết định này có hiệu lực từ ngày 01/9/2009.”",
    ],
)
def test_where_the_text_does_not_say_it_of_itself_nothing_is_proposed(sentence):
    assert effect(sentence)[:2] == (EffectRule.SILENT, None)


def test_a_day_that_the_gazette_decides_is_told_but_not_computed():
    rule, on, found = effect("Điều 2. Quyết định này có hiệu lực sau 15 ngày, kể từ ngày đăng Công báo.")
    assert (rule, on, found.effective_days) == (EffectRule.AFTER_GAZETTE, None, 15)
    assert "effect_from_gazette" in {caution.code for caution in found.cautions}


def test_a_day_left_open_an_impossible_one_and_an_exception_are_pointed_out():
    def codes(sentence):
        return {caution.code for caution in effect(sentence)[2].cautions}

    assert "effect_blank" in codes("Quyết định này có hiệu lực từ ngày      tháng      năm 2025.")
    assert "date_impossible" in codes("Quyết định này có hiệu lực từ ngày 31/02/2015.")
    assert "effect_in_parts" in codes("Quyết định này có hiệu lực từ ngày 01/9/2014, trừ quy định tại Điều 5.")
    assert "effect_before_issue" in codes("Quyết định này có hiệu lực từ ngày 01/9/2013.")


def test_a_term_that_ends_is_read():
    _, on, found = effect("Quyết định này có hiệu lực thi hành từ ngày 01/9/2014 đến hết ngày 31/12/2020.")
    assert (on, found.expired_on.value) == (datetime.date(2014, 9, 1), datetime.date(2020, 12, 31))


def test_a_law_is_dated_by_its_adoption():
    found = read_proposal(
        "QUỐC HỘI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLuật số: 67/2006/QH11\nLUẬT\nVIỆC MẪU\nCăn cứ Hiến pháp;\n"
        "Điều 1. A\nLuật này có hiệu lực từ ngày 01 tháng 01 năm 2007.\nLuật này đã được Quốc hội khóa XI thông qua "
        "ngày 29 tháng 6 năm 2006.\nCHỦ TỊCH QUỐC HỘI\nNguyễn Văn Mẫu"
    )
    assert found.abstract.value == "Luật Việc mẫu" and found.issued_on.value == datetime.date(2006, 6, 29)
    assert found.effective_on.value == datetime.date(2007, 1, 1) and found.signer_title.value == "Chủ tịch Quốc hội"


def test_days_of_real_documents_agree_with_the_record(real_data):
    import json

    right = wrong = 0
    for line in (real_data / "documents.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        last = "\n".join(f"Điều {a['no']}. {a['title'] or ''}\n{a['text']}" for a in row["articles"][-4:])
        found = read_proposal(f"{row['type'].upper()}\nVề một việc\nĐiều 1. A\n{last}").effective_on
        if found is not None:
            right, wrong = right + (found.value.isoformat() == row["effective_date"]), wrong + 1
    assert right >= 0.96 * wrong > 300
