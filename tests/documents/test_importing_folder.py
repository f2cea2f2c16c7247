"""A folder of files becomes documents; what cannot be read is named; nothing goes in twice."""

import datetime

import pytest
from django.core.management import call_command

from documents.importing import import_documents, import_files
from documents.models import Attachment, DocumentPage, Issuer
from home.sample.papers import papers
from tests.documents.small_files import docx, paragraph
from tests.documents.test_importing import GOOD, job, write

DAY = datetime.date(2026, 11, 25)


@pytest.fixture(scope="module")
def texts():
    return {name: paper.text for name, paper in papers(DAY).items()}


@pytest.fixture
def folder(tmp_path, texts):
    folder = tmp_path / "van-ban"
    folder.mkdir()
    body = "".join(paragraph(line) for line in texts["quan-ly-cho"].splitlines())
    (folder / "quan-ly-cho.docx").write_bytes(docx(body))
    (folder / "gia-xe.txt").write_text(texts["gia-trong-xe"], "utf-8")
    return folder


def test_every_readable_file_becomes_a_document_with_its_original(world, folder, reader):
    report = import_files(job(folder))
    assert (report.created, report.problems) == (2, [])
    page = DocumentPage.objects.get(number_key="94/2012/qd-ubnd")
    assert page.abstract == "Về quản lý chợ trên địa bàn tỉnh" and page.issued_on == datetime.date(2012, 8, 9)
    assert page.text_row.origin == "file" and "Phân hạng chợ" in page.text
    kept = page.attachments.get()
    assert kept.file.file.read() == (folder / "quan-ly-cho.docx").read_bytes()
    assert kept.sha256 and kept.has_text and kept.file.collection == world.main.collection
    answer = reader.get("/van-ban/94-2012-qd-ubnd/").content.decode()
    assert kept.file.url in answer


def test_the_same_file_goes_in_once_however_often_it_is_asked_for(world, folder):
    (folder / "ban-sao.txt").write_bytes((folder / "gia-xe.txt").read_bytes())
    first = import_files(job(folder))
    assert (first.created, first.unchanged, first.problems) == (2, 1, [])
    again = import_files(job(folder))
    assert (again.created, again.unchanged, again.problems) == (0, 3, [])
    assert Attachment.objects.count() == 2


def test_the_table_completes_and_corrects_what_the_text_tells(world, folder):
    (folder / "bao-cao.txt").write_text("Tình hình thu, chi quý I.\nThu đạt 30 % dự toán.", "utf-8")
    (folder / "metadata.csv").write_text(
        "\ufefffile;number;type;title;issuer;issued_on;fields;colour\n"
        "bao-cao.txt;12/BC-STC;Báo cáo;Thu, chi quý I;Sở Tài chính;5/4/2024;Tài chính; đỏ\n"
        "gia-xe.txt;;;Giá giữ xe;;;Giá;\n"
        "khong-co.txt;1/BC-STC;Báo cáo;;;;;\n",
        "utf-8",
    )
    report = import_files(job(folder))
    assert report.created == 3 and "khong-co.txt" in report.problems[0] and "colour" in report.notes[0]
    page = DocumentPage.objects.get(number_key="12/bc-stc")
    assert (page.year, page.issuer.name, page.abstract) == (2024, "Sở Tài chính", "Thu, chi quý I")
    assert DocumentPage.objects.get(number_key="96/2024/qd-ubnd").abstract == "Giá giữ xe"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("hong.pdf", b"%PDF-1.4\nbroken"),
        ("doi-ten.docx", b"\x89PNG\r\n\x1a\n"),
        ("trong.txt", b""),
        ("nhi-phan.txt", b"\x00\x01\x02" * 50),
        ("khong-so.txt", "Thư mời họp mặt cuối năm.".encode()),
        ("mat.txt", "ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH\nMẬT\nSố: 9/2024/QĐ-UBND\nQUYẾT ĐỊNH\nĐiều 1. A".encode()),
        ("hai-so.txt", "Số: 8/2024/QĐ-UBND\nSố: 9/2024/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc thử\nĐiều 1. A".encode()),
    ],
)
def test_a_file_that_cannot_become_a_document_is_named_with_its_reason(world, folder, name, content):
    (folder / name).write_bytes(content)
    report = import_files(job(folder))
    assert report.created == 2, "the others go in"
    (problem,) = report.problems
    assert problem.startswith(name) and len(problem) > len(name) + 10
    assert not Attachment.objects.filter(file__title__startswith=name[:4]).exists(), "nothing of it is kept"


def test_what_the_gates_refuse_leaves_no_file_behind(world, folder, texts):
    from agencies.models import PortalFile

    text = texts["gia-trong-xe"].replace("- Cổng Thông tin điện tử tỉnh;\n", "")
    (folder / "gia-xe.txt").write_text(text, "utf-8")
    report = import_files(job(folder))
    assert report.created == 1 and report.problems[0].startswith("gia-xe.txt")
    assert PortalFile.objects.count() == 1


def test_a_row_may_name_a_file_beside_it_and_none_elsewhere(world, tmp_path, texts):
    (tmp_path / "tep.txt").write_text(texts["gia-trong-xe"], "utf-8")
    row = {"number": "96/2024/QĐ-UBND", "type": "Quyết định", "title": "Giá giữ xe", "file": "tep.txt"}
    rows = [row, {**GOOD, "text": "", "file": "../tep.txt"}, {**GOOD, "text": "", "file": "khong-co.txt"}]
    path = write(tmp_path / "documents.jsonl", rows)
    report = import_documents(job(path))
    assert report.created == 1 and len(report.problems) == 2
    page = DocumentPage.objects.get()
    assert page.abstract == "Giá giữ xe" and "Niêm yết giá" in page.text and page.attachments.count() == 1
    assert page.issuer == Issuer.objects.get(slug="uy-ban-nhan-dan-tinh-thai-binh")
    assert import_documents(job(path)).unchanged == 1


def test_the_command_takes_a_folder_of_files_as_a_whole(world, folder, settings, tmp_path, capsys):
    settings.VAR_DIR = tmp_path
    call_command("import_folder", str(folder), agency="soyte", verbosity=0)
    assert "2 new" in capsys.readouterr().out
    assert {page.agency for page in DocumentPage.objects.all()} == {world.soyte.agency}
