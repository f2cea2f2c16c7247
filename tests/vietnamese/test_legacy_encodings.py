import json
import re
import struct
import unicodedata
import zipfile
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.legacy_encodings import TCVN3_LETTERS, Legacy, recognise, repaired, to_unicode

SENTENCES = [
    "Ủy ban nhân dân xã thông báo lịch tiếp công dân trong tháng tới.",
    "Bà con nông dân cần phun thuốc trừ sâu trước khi lúa trổ bông.",
    "Căn cứ đề nghị của phòng nội vụ, trưởng ban quyết định như sau:",
    "Trẻ em dưới sáu tuổi được khám, chữa bệnh miễn phí tại trạm y tế.",
    "Đường liên thôn bị ngập, người dân phải đi bằng thuyền suốt hai ngày.",
    "Hồ sơ gồm đơn xin cấp phép, bản vẽ và giấy tờ về quyền sử dụng đất.",
    "Lễ hội chùa Keo mở vào mùa xuân, có thi nấu cơm, bắt vịt và đua thuyền.",
    "Học sinh nghỉ hè từ đầu tháng sáu, sách cũ xin gửi lại thư viện.",
]
# One per tone and vowel and every letter of its own: nothing is forgotten.
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"

TCVN3_SIGNS = {letter: sign for sign, letter in TCVN3_LETTERS.items()}
VNI_TONES = dict(zip("\u0301\u0300\u0309\u0303\u0323", "ùøûõï", strict=True))
VNI_HATS = {"\u0302": dict(zip(" \u0301\u0300\u0309\u0303\u0323", "âáàåãä", strict=True))}
VNI_HATS["\u0306"] = dict(zip(" \u0301\u0300\u0309\u0303\u0323", "êéèúüë", strict=True))
VNI_OWN = dict(zip("ơưđíìỉĩịỵ", "ôöñíìæóòî", strict=True))


def tcvn3(text):
    """As an old keyboard driver writes it: a capital with a tone has no byte, the small letter stands for it."""
    return "".join(TCVN3_SIGNS.get(c) or TCVN3_SIGNS.get(c.lower(), c) for c in text)


def vni_letter(letter):
    if letter in VNI_OWN:
        return VNI_OWN[letter]
    base, *marks = unicodedata.normalize("NFD", letter)
    if "\u031b" in marks:
        base = {"o": "ô", "u": "ö"}[base]
    hat = next((mark for mark in marks if mark in VNI_HATS), None)
    tone = next((mark for mark in marks if mark in VNI_TONES), None)
    return base + (VNI_HATS[hat][tone or " "] if hat else VNI_TONES.get(tone, ""))


def vni(text):
    return "".join(vni_letter(c) if c.islower() else vni_letter(c.lower()).upper() for c in text)


ENCODE = {Legacy.TCVN3: tcvn3, Legacy.VNI: vni}
each_encoding = pytest.mark.parametrize("encoding", list(Legacy))


def same_but_for_capitals(one, other):
    return one is not None and one.casefold() == other.casefold()


def test_the_heading_of_an_old_decision_is_readable_again():
    assert repaired("QuyÕt ®Þnh vÒ viÖc thµnh lËp tæ c«ng t¸c") == "Quyết định về việc thành lập tổ công tác"
    assert repaired("Quyeát ñònh veà vieäc thaønh laäp toå coâng taùc") == "Quyết định về việc thành lập tổ công tác"


@each_encoding
@pytest.mark.parametrize("sentence", SENTENCES)
def test_an_ordinary_sentence_is_recognised_and_comes_back(sentence, encoding):
    old = ENCODE[encoding](sentence)
    assert recognise(old) is encoding
    assert same_but_for_capitals(repaired(old), sentence)


@each_encoding
def test_every_letter_of_the_alphabet_comes_back(encoding):
    spaced = " ".join(LETTERS)
    assert to_unicode(ENCODE[encoding](spaced), encoding) == spaced


def test_a_line_in_capitals_comes_back_in_capitals():
    assert repaired(tcvn3("BÁO CÁO KẾT QUẢ ĐỢT KIỂM TRA")) == "BÁO CÁO KẾT QUẢ ĐỢT KIỂM TRA"
    assert repaired(vni("Ủy ban họp về ĐẤT ĐAI ở xã")) == "Ủy ban họp về ĐẤT ĐAI ở xã"


def test_a_capital_that_only_the_font_knew_becomes_a_small_letter():
    assert repaired(tcvn3("Ở đây tiếp nhận hồ sơ")) == "ở đây tiếp nhận hồ sơ"


def test_the_letter_hidden_in_the_soft_hyphen_is_kept():
    assert repaired("Tr\xad\xeang b\xb6n t\xe6 ch\xf8c n\xadíc s¹ch") == "Trường bản tổ chức nước sạch"


def test_where_the_soft_hyphen_was_lost_the_letter_returns_if_nothing_else_fits():
    assert repaired("Trêng häc ®îc cÊp níc s¹ch") == "Trường học được cấp nước sạch"


@pytest.mark.parametrize("quotes", ["“”", "\x93\x94"])
def test_windows_quotation_marks_come_back_even_as_control_characters(quotes):
    old = f"Phong trµo {quotes[0]}nhµ s¹ch, v­ên ®Ñp{quotes[1]} cña x·"
    assert repaired(old) == "Phong trào “nhà sạch, vườn đẹp” của xã"


@each_encoding
def test_of_a_text_that_is_half_unicode_only_the_old_half_changes(encoding):
    new, old = SENTENCES[:4], SENTENCES[4:]
    mixed = [text for pair in zip(new, map(ENCODE[encoding], old), strict=True) for text in pair]
    expected = [text for pair in zip(new, old, strict=True) for text in pair]
    assert same_but_for_capitals(repaired("\n".join(mixed)), "\n".join(expected))
    assert repaired("\n".join(mixed)).startswith(new[0] + "\n")


@pytest.mark.parametrize("bullet", ["·", "§", "Ø", "ü", "&middot;<span style='font:7.0pt'>&nbsp;</span>"])
def test_the_bullet_of_a_word_list_stays_a_bullet(bullet):
    assert repaired(f"{bullet} T¨ng c­êng kiÓm tra vÖ sinh") == f"{bullet} Tăng cường kiểm tra vệ sinh"


def test_a_word_of_one_letter_is_no_bullet():
    assert repaired("§<b>iÓm</b> tËp kÕt ë phÝa nam: « t« 5.000®, xe ®¹p 1.000 ®") == (
        "Đ<b>iểm</b> tập kết ở phía nam: ô tô 5.000đ, xe đạp 1.000 đ"
    )


@each_encoding
def test_an_old_clause_inside_a_unicode_paragraph_is_repaired_alone(encoding):
    old = ENCODE[encoding]("đường liên thôn bị ngập")
    assert repaired(f"Tin từ xã: {old}, mọi người cẩn thận.") == (
        "Tin từ xã: đường liên thôn bị ngập, mọi người cẩn thận."
    )


def test_two_old_encodings_in_one_text_are_both_repaired():
    both = f"{tcvn3(SENTENCES[1])}\n{vni(SENTENCES[3])}"
    assert same_but_for_capitals(repaired(both), f"{SENTENCES[1]}\n{SENTENCES[3]}")


def test_a_short_line_of_a_table_follows_the_old_text_around_it():
    old = tcvn3("\n".join([SENTENCES[0], "Tổng số", "Số", SENTENCES[1]]))
    assert repaired(old).split("\n")[1:3] == ["Tổng số", "Số"]


def test_tags_attributes_and_references_of_a_pasted_page_stay():
    page = (
        '<p class="x" title="Th¸i B×nh">C&eacute;ng&nbsp;ho&micro; <b>x&#183;</b> h&#xE9;i &amp; nh&acirc;n'
        "<!-- QuyÕt ®Þnh --> ngh&Uuml;a &lt;i&gt; ViÖt Nam</p><style>p { content: 'vÒ viÖc' }</style>"
    )
    assert repaired(page) == (
        '<p class="x" title="Th¸i B×nh">Cộng&nbsp;hoà <b>xã</b> hội &amp; nhõn'
        "<!-- QuyÕt ®Þnh --> nghĩa &lt;i&gt; Việt Nam</p><style>p { content: 'vÒ viÖc' }</style>"
    )


def test_a_name_from_another_language_in_an_old_text_stays():
    assert repaired("Gi¸m ®èc Müller vµ bµ François ®Õn th¨m tr­êng") == (
        "Giám đốc Müller và bà François đến thăm trường"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        *SENTENCES,
        unicodedata.normalize("NFD", SENTENCES[0]),
        "Hà Nam",
        "có bò, có cá, có gà, có ông và bà",
        "QUYẾT ÐỊNH số 5/QÐ-UBND",
        "Lê Vân Tám, Tô Hoài, Trân Thi Hông",
        "Bụi PM10 trên 50 µg/m³, hạt 10 µm và 2,5 µm ở 30°C ± 2, theo § 5",
        "10 µm, 5 µm, 2 µg, 3 µl",
        "© 2011 Cổng thông tin · Liên hệ · Microsoft® Word™ «Xin chào» ½ ngày, 3×4",
        "The café's naïve résumé cost £5; see § 12, ¶ 3 and page ½",
        "Les élèves ont été reçus très tôt à l'hôtel où ça sent la crème brûlée, Noël dû",
        "tôt ou tard, dû ou pas dû",
        "Größere Städte führen süße Äpfel und Öl über Köln; schöne Grüße, Jürgen",
        "Så må du gå på öl, då är det så nå två mån",
        "Os cidadãos não são mãe nem pão; você também têm avó",
        "El niño mañana compró piñas, ¿qué año? ¡Sí!",
        "Cá»™ng hÃ²a xÃ£ há»™i chá»§ nghÄ©a",
        "công\xadchức com\xadputer thư\xadviện",
    ],
)
def test_what_is_not_old_vietnamese_is_left_alone(text):
    assert recognise(text) is None
    assert repaired(text) is None


@each_encoding
@given(
    sentences=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), joint=st.sampled_from([" ", "\n", "<br>"])
)
def test_old_text_comes_back_however_it_is_put_together(encoding, sentences, joint):
    text = joint.join(sentences).lower()
    assert repaired(ENCODE[encoding](text)) == text


PIECES = st.sampled_from([*SENTENCES, *map(tcvn3, SENTENCES), *map(vni, SENTENCES), "<b>", "</p>", "&", "&copy;", "\n"])
BYTES = st.text(alphabet=st.characters(max_codepoint=0xFF))
ANYTHING = st.text(alphabet=st.characters(exclude_categories=()))


@given(st.lists(PIECES | BYTES | ANYTHING, max_size=6).map(" ".join))
def test_no_text_fails_and_what_was_repaired_needs_no_repair(text):
    after = repaired(text)
    assert repaired(text if after is None else after) is None
    if after is not None:
        assert recognise(text) is not None


@each_encoding
@given(st.lists(PIECES | BYTES | ANYTHING, max_size=6).map(" ".join))
def test_conversion_is_always_normalised(encoding, text):
    assert unicodedata.is_normalized("NFC", to_unicode(text, encoding))


@given(st.lists(PIECES, max_size=8).map(" ".join))
def test_tags_of_any_page_survive(page):
    tags = re.compile(r"<b>|</p>")
    assert tags.findall(repaired(page) or page) == tags.findall(page)


@pytest.mark.slow
def test_no_real_document_in_unicode_is_taken_for_an_old_one(real_data):
    with (real_data / "documents.jsonl").open(encoding="utf-8") as lines:
        articles = [article for line in lines for article in json.loads(line)["articles"]]
    assert [a["no"] for a in articles if recognise(f"{a['title']}\n{a['text']}")] == []


@pytest.mark.parametrize("name", ["procedures.jsonl", "procedures_thaibinh_names.jsonl", "retrieval.jsonl"])
def test_no_real_procedure_or_question_is_taken_for_an_old_one(real_data, name):
    with (real_data / name).open(encoding="utf-8") as lines:
        texts = [
            value for line in lines for value in json.loads(line).values() if isinstance(value, str) and len(value) > 1
        ]
    assert [text[:80] for text in texts if recognise(text)] == []


def doc_text(data):
    """The text of a .doc that Word saved in one piece with a byte per character; "" for any other."""
    header = data[512:]
    if header[:2] != b"\xec\xa5":
        return ""
    start, end = struct.unpack("<II", header[0x18:0x20])
    stored = header[start:end]
    return (
        "" if stored.count(0) > len(stored) / 20 else stored.decode("latin-1").replace("\r", "\n").replace("\x07", "\n")
    )


def rtf_text(data):
    text = re.sub(r"[\r\n]", "", data.decode("latin-1"))
    inner = r"(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"
    text = re.sub(r"\{\\(?:fonttbl|colortbl|stylesheet|info|\*)" + inner + r"\}", "", text)
    text = re.sub(r"\\'([0-9a-f]{2})", lambda match: chr(int(match[1], 16)), text).replace(r"\-", "\xad")
    return re.sub(r"\\[a-z]+-?\d* ?|[{}]", "", re.sub(r"\\(?:par|line|cell|row)\b ?", "\n", text))


def docx_text(path):
    with zipfile.ZipFile(path) as parts:
        body = parts.read("word/document.xml").decode()
    return "\n".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", part)) for part in body.split("</w:p>"))


def read(path):
    if path.suffix == ".docx":
        return docx_text(path)
    return {".doc": doc_text, ".rtf": rtf_text}[path.suffix](path.read_bytes())


def words(text):
    return Counter(re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text).casefold()))


def test_real_old_files_come_back_as_their_readers_saw_them(real_data):
    """99 of 100 words; what remains are misprints and words that the file cuts in two."""
    tried = Counter()
    for path in sorted((real_data / "legacy").iterdir()):
        if path.suffix not in (".doc", ".rtf", ".docx") or not (old := read(path)):
            continue
        encoding = recognise(old)
        assert encoding is not None, path.name
        truth = words(path.with_name(path.name + ".truth.txt").read_text(encoding="utf-8"))
        missing = truth - words(repaired(old))
        assert missing.total() <= max(6, truth.total() / 100), (path.name, missing)
        tried[encoding] += 1
    assert tried[Legacy.TCVN3] > 15
    assert tried[Legacy.VNI] > 4


def test_the_true_text_of_every_old_file_is_left_alone(real_data):
    truths = sorted((real_data / "legacy").glob("*.truth.txt"))
    assert [path.name for path in truths if recognise(path.read_text(encoding="utf-8"))] == []
