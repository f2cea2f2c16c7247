import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.document_number import index_keys, looks_normative, parse_number, query_keys
from vietnamese.text import fold


def finds(query, stored):
    """Whether a document is found: one of its keys equals a key asked for."""
    return bool(set(query_keys(query)) & set(index_keys(parse_number(stored))))


@pytest.mark.parametrize(
    ("raw", "number", "ordinal", "year", "symbol", "key"),
    [
        ("02/2011/QĐ-UBND", "02/2011/QĐ-UBND", 2, 2011, "QĐ-UBND", "2/2011/qd-ubnd"),
        ("1234/UBND-KGVX", "1234/UBND-KGVX", 1234, None, "UBND-KGVX", "1234/ubnd-kgvx"),
        ("Luật số: 64/2025/QH15", "64/2025/QH15", 64, 2025, "QH15", "64/2025/qh15"),
        ("57-NQ/TW", "57-NQ/TW", 57, None, "NQ/TW", "57-nq/tw"),
        ("16-CT/TU", "16-CT/TU", 16, None, "CT/TU", "16-ct/tu"),
        ("66.13/2026/NQ-CP", "66.13/2026/NQ-CP", 66, 2026, "NQ-CP", "66.13/2026/nq-cp"),
        ("65/VBHN-VPQH", "65/VBHN-VPQH", 65, None, "VBHN-VPQH", "65/vbhn-vpqh"),
        ("Số: 41/TTr-STTTT", "41/TTr-STTTT", 41, None, "TTr-STTTT", "41/ttr-stttt"),
        ("41/TTR-STTTT", "41/TTR-STTTT", 41, None, "TTR-STTTT", "41/ttr-stttt"),
        ("15/2020/QĐ-TTg", "15/2020/QĐ-TTg", 15, 2020, "QĐ-TTg", "15/2020/qd-ttg"),
        ("14/2015/TTLT-BNN-BTC", "14/2015/TTLT-BNN-BTC", 14, 2015, "TTLT-BNN-BTC", "14/2015/ttlt-bnn-btc"),
        ("1719/QĐ-CT", "1719/QĐ-CT", 1719, None, "QĐ-CT", "1719/qd-ct"),
        ("73-CP", "73-CP", 73, None, "CP", "73-cp"),
        ("12/98/QĐ-UB", "12/98/QĐ-UB", 12, 1998, "QĐ-UB", "12/1998/qd-ub"),
        ("567/TN&MT-QLĐĐ", "567/TN&MT-QLĐĐ", 567, None, "TN&MT-QLĐĐ", "567/tnmt-qldd"),
        ("12a/2011/QĐ-UBND", "12A/2011/QĐ-UBND", 12, 2011, "QĐ-UBND", "12a/2011/qd-ubnd"),
        ("2/2011", "2/2011", 2, 2011, "", "2/2011"),
        ("1234", "1234", 1234, None, "", "1234"),
    ],
)  # fmt: skip
def test_a_number_of_each_pattern_is_read(raw, number, ordinal, year, symbol, key):
    read = parse_number(raw)
    assert (read.raw, read.number, read.ordinal, read.year, read.symbol, read.key) == (
        raw,
        number,
        ordinal,
        year,
        symbol,
        key,
    )


@pytest.mark.parametrize(
    "raw",
    [
        "02/2011/QĐ-UBND", "2/2011/qđ-ubnd", "Số: 02/2011/QĐ-UBND", "số 02/2011/QĐ-UBND", "02/2011/Q\u00d0-UBND",
        "02 /2011/QĐ-UBND", "02/2011/QĐ\u2013UBND", "02/2011/QĐ - UBND", "02/2011/QĐ UBND",
        "02\u22152011\uff0fQĐ\uff0dUBND",
        "Quyết định số 02/2011/QĐ-UBND", "02/2011/QĐ-UBND ngày 22/4/2011", "02/2011/QĐ-UBND.", "02-2011-QĐ-UBND",
        "\ufeff02/2011/QĐ-UB\u00adND", "０２/2011/QĐ-UBND", unicodedata.normalize("NFD", "02/2011/QĐ-UBND"),
    ],
)  # fmt: skip
def test_every_spelling_of_one_number_has_one_key(raw):
    read = parse_number(raw)
    assert read.key == "2/2011/qd-ubnd"
    assert read.number.lstrip("0") == "2/2011/QĐ-UBND"


@pytest.mark.parametrize(
    "raw", ["", "không số", "Hiến pháp 2013", "1.012070", "000.00.17.H54", "22/4/2011", "a/b/c", "1/2/3/4"]
)
def test_what_is_no_number_keeps_its_text_and_has_no_ordinal(raw):
    read = parse_number(raw)
    assert read.ordinal is None
    assert read.year is None
    assert read.number == raw
    assert read.key == fold(raw).replace(" ", "")
    assert index_keys(read) == ([read.key] if read.key else [])


@given(st.text())
def test_no_text_breaks_the_reader(raw):
    read = parse_number(raw)
    assert read.raw == raw and isinstance(looks_normative(read), bool)
    for keys in (index_keys(read), query_keys(raw)):
        assert len(keys) == len(set(keys)) and all(keys)


ORDINALS = st.integers(min_value=1, max_value=99999)
YEARS = st.none() | st.integers(min_value=1990, max_value=2030)
SYMBOLS = st.sampled_from(
    [
        "QĐ-UBND", "NQ-HĐND", "UBND-KGVX", "TTr-STTTT", "NĐ-CP", "QH15", "TT-BTTTT", "TTLT-BTC-BNV", "VBHN-BTC",
        "STTTT-BCXB", "CT-TTg",
    ]
)  # fmt: skip


@st.composite
def numbers(draw):
    year = draw(YEARS)
    middle = f"/{year}" if year else ""
    return f"{draw(ORDINALS):02d}{middle}/{draw(SYMBOLS)}"


@given(numbers())
def test_a_tidied_number_stays_as_it_is(raw):
    once = parse_number(raw)
    assert parse_number(once.number).number == once.number == raw
    assert parse_number(once.number).key == parse_number(once.key).key == once.key


@given(numbers())
def test_the_key_knows_no_case_decomposition_zeros_or_spaces(raw):
    key = parse_number(raw).key
    spoilt = [
        raw.lower(),
        unicodedata.normalize("NFD", raw),
        f"0{raw}",
        raw.replace("/", " / "),
        raw.replace("Đ", "Ð"),
        fold(raw),
    ]
    assert {parse_number(text).key for text in spoilt} == {key}


@given(numbers())
def test_a_number_is_found_by_its_own_spelling_first(raw):
    keys = index_keys(parse_number(raw))
    for typed in (raw, raw.lower(), fold(raw), unicodedata.normalize("NFD", raw), f"văn bản {raw} quy định gì"):
        assert query_keys(typed)[0] == keys[0]


@given(numbers().filter(lambda raw: "STTTT-" not in raw))
def test_a_number_is_found_without_its_hyphens(raw):
    assert finds(raw.replace("-", ""), raw)


@given(
    st.sampled_from(["QĐ-UBND", "NĐ-CP", "TT-BTTTT", "NQ-HĐND"]), ORDINALS, st.integers(min_value=1990, max_value=2030)
)
def test_a_number_with_its_year_is_found_typed_with_spaces_only(symbol, ordinal, year):
    typed = fold(f"{symbol.replace('-', ' ')} {ordinal} {year}")
    assert query_keys(typed)[0] == parse_number(f"{ordinal}/{year}/{symbol}").key


def test_all_keys_of_a_decision():
    assert index_keys(parse_number("02/2011/QĐ-UBND")) == [
        "2/2011/qd-ubnd", "2/2011", "2/2011/qdubnd", "qd:2/2011", "qd:2", "qdubnd:2",
    ]  # fmt: skip


def test_keys_are_never_stored_twice():
    for raw in ("64/2025/QH15", "74/CP", "2/2011", "1234/UBND", "57-NQ/TW"):
        keys = index_keys(parse_number(raw))
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    "query",
    [
        "02/2011/qd-ubnd", "02/2011/QĐ-UBND", "2/2011/QĐ-UBND", "02/2011/QĐ-UB", "02/2011/QĐUBND", "02/2011/QĐ",
        "qđ ubnd 02 2011", "02 2011 qd ubnd", "quyet dinh 02 2011", "quyết định 02/2011", "quyết định số 02/2011",
        "quyết định số 2 năm 2011 của ubnd", "quyết định số 2 năm 2011 của ủy ban nhân dân tỉnh", "QĐ-UBND 02/2011",
        "quyết định của ubnd tỉnh thái bình số 02/2011", "02/2011/Q\u00d0-UBND", "02/2011/QĐ – UBND", "02/2011/QĐ UBND",
        "02-2011-qd-ubnd", "02-2011-qd-ubnd-quy-dinh-ve-cong", "2/2011", "số 02/2011", "qd 2", "quyết định 2",
        "Quyết định 02/2011/QĐ-UBND ngày 22/4/2011 của Ủy ban nhân dân tỉnh về Cổng thông tin điện tử",
        "02/2011/QĐ-UBNN", "02/2011/UBND", "ubnd 02/2011", "điều 6 quyết định 02/2011/QĐ-UBND",
        unicodedata.normalize("NFD", "quyết định số 02/2011/QĐ-UBND"), "quyết định số 2 ngày 22 tháng 4 năm 2011",
    ],
)  # fmt: skip
def test_what_a_citizen_types_for_the_decision_finds_it(query):
    assert finds(query, "02/2011/QĐ-UBND")


@pytest.mark.parametrize(
    ("query", "stored"),
    [
        ("nghị định 42/2022", "42/2022/NĐ-CP"),
        ("42/2022/NĐCP", "42/2022/NĐ-CP"),
        ("nd 42 2022", "42/2022/NĐ-CP"),
        ("nđ42/2022", "42/2022/NĐ-CP"),
        ("ND-CP 42 2022", "42/2022/NĐ-CP"),
        ("nghị định 42", "42/2022/NĐ-CP"),
        ("nghị định số 42 năm 2022", "42/2022/NĐ-CP"),
        ("nghị định 100 nồng độ cồn", "100/2019/NĐ-CP"),
        ("nghị định 74", "74/CP"),
        ("nghị định 74/CP", "74/CP"),
        ("nghị định 73-CP", "73-CP"),
        ("73/CP", "73-CP"),
        ("01 /2018/TT-VPCP", "01/2018/TT-VPCP"),
        ("thông tư 22/2023 của Bộ Thông tin và Truyền thông", "22/2023/TT-BTTTT"),
        ("thông tư liên tịch 14/2015", "14/2015/TTLT-BNNPTNT-BTC"),
        ("thông tư 14/2015", "14/2015/TTLT-BNNPTNT-BTC"),
        ("14/2015/TTLT-BTC", "14/2015/TTLT-BNNPTNT-BTC"),
        ("luật 64/2025", "64/2025/QH15"),
        ("luật số 64", "64/2025/QH15"),
        ("64/2025/QH", "64/2025/QH15"),
        ("nghị quyết 88/2014", "88/2014/QH13"),
        ("pháp lệnh 01/2012", "01/2012/UBTVQH13"),
        ("chỉ thị 05/2011", "05/2011/CT-UBND"),
        ("tờ trình số 41", "41/TTr-STTTT"),
        ("kế hoạch số 12 năm 2024", "12/KH-SYT"),
        ("công văn 1234", "1234/UBND-KGVX"),
        ("công văn số 567/STTTT-BCXB", "567/STTTT-BCXB"),
        ("quyết định số 1234 ngày 5/6/2014", "1234/QĐ-UBND"),
        ("quyết định 1234 năm 2014", "1234/QĐ-UBND"),
        ("nghị quyết 57", "57-NQ/TW"),
        ("57/NQ-TW", "57-NQ/TW"),
        ("57 nq tw", "57-NQ/TW"),
        ("nghị quyết 66.13 năm 2026", "66.13/2026/NQ-CP"),
        ("vbhn 65", "65/VBHN-VPQH"),
        ("12/1998/QĐ-UBND", "12/98/QĐ-UB"),
        ("khoản 2 điều 5 nghị định 42/2022", "42/2022/NĐ-CP"),
        ("nghị định 42 điều 5", "42/2022/NĐ-CP"),
        ("luật 64/2025 và nghị định 42/2022", "42/2022/NĐ-CP"),
    ],
)
def test_what_a_citizen_types_finds_the_document(query, stored):
    assert finds(query, stored)


@pytest.mark.parametrize(
    ("query", "stored"),
    [
        ("02/2011/QĐ-UBND", "02/2011/QĐ-TTg"),
        ("02/2011/QĐ-UBND", "02/2012/QĐ-UBND"),
        ("2/2011", "12/2011/QĐ-UBND"),
        ("quyết định 2", "20/2011/QĐ-UBND"),
        ("quyết định 2/2011", "02/2011/TT-BYT"),
        ("nghị định 42/2022", "42/CP"),
        ("điều 42 nghị định 15/2020", "42/2022/NĐ-CP"),
    ],
)
def test_another_document_is_not_found(query, stored):
    assert not finds(query, stored)


@pytest.mark.parametrize(
    "query",
    [
        "", " ", "thủ tục hành chính", "quyết định", "nghị định mới nhất", "22/4/2011", "22-4-2011", "22.4.2011",
        "ngày 22 tháng 4 năm 2011", "quyết định ngày 22/4/2011", "nghỉ lễ 30/4 và 1/5", "nghỉ lễ 30/4/2025 và 1/5/2025",
        "0227 3831 774", "0912345678", "0912.345.678", "+84 912 345 678", "điều 6", "điều 6 khoản 2", "tháng 4/2011",
        "tháng 4 năm 2011", "quý 2/2011", "quý II/2011", "từ 4/2011 đến 6/2011", "năm học 2010/2011", "2021-2025",
        "kế hoạch 5 năm 2021-2025", "kế hoạch 5 năm", "báo cáo 6 tháng đầu năm 2011", "luật đất đai 2013", "luật 2013",
        "hiến pháp 2013", "quyết định 2011", "nghị định năm 2022", "2.530.000 đồng", "2 triệu/tháng", "100.000đ/m2",
        "24/7", "bản đồ 1/2000 đã duyệt", "2/buổi", "3 tháng/lần",
        "1/2 mức lương", "covid-19", "mẫu ct 07", "034123456789", "thông báo 3 ngày", "hướng dẫn 5 bước",
        "lớp 1 năm 2024",
        "thửa 12 tờ 5", "17B1-123.45", "nhà 5/12/3 ngõ 2", "quy định 5 năm", "luật 5 điều", "giảm 50%",
        "1234", "năm 2011",
    ],
)  # fmt: skip
def test_words_dates_articles_and_telephones_are_no_document_numbers(query):
    assert query_keys(query) == []


@given(st.text(alphabet="abcđeghiklmnôpqrstưvxyắếộ ,.?", max_size=60))
def test_words_without_a_digit_are_never_a_number(text):
    assert query_keys(text) == []


@pytest.mark.parametrize(
    ("raw", "normative"),
    [
        ("02/2011/QĐ-UBND", True), ("1234/QĐ-UBND", False), ("64/2025/QH15", True), ("01/2012/UBTVQH13", True),
        ("12/2024/NQ-HĐND", True), ("05/2011/CT-UBND", True), ("05/2018/CT-UBND", False), ("224/2026/NĐ-CP", True),
        ("14/2015/TTLT-BNNPTNT-BTC", True), ("1234/UBND-KGVX", False), ("12/2018/KH-UBND", False), ("57-NQ/TW", False),
        ("không số", False),
    ],
)  # fmt: skip
def test_a_year_inside_the_number_suggests_a_normative_document(raw, normative):
    assert looks_normative(parse_number(raw)) is normative
