"""Real files become documents; bad rows are named; a second run changes nothing."""

import json
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from core.importing import ImportJob
from core.models import AuditEntry, Job
from documents.importing import import_decision, import_documents
from documents.importing.rows import full_text, issuer_names, own_chapters
from documents.models import DocumentPage, DocumentText, Issuer

SAMPLE = Path(__file__).parent.parent / "data" / "decision-02-2011.txt"


def job(path, label=""):
    return ImportJob(path, label, None, iter)


def write(path, rows):
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows))
    return path


GOOD = {
    "number": "05/2024/QĐ-UBND",
    "type": "Quyết định",
    "title": "Quy định mẫu",
    "issuer": "Ủy ban nhân dân tỉnh Thái Bình",
    "issued_on": "2024-02-01",
    "effective_on": "15/2/2024",
    "text": "Điều 1. Nội dung mẫu.",
    "fields": ["Đất đai"],
}


def test_a_row_becomes_a_public_document_with_text_field_and_issuer(world, reader, tmp_path):
    report = import_documents(job(write(tmp_path / "documents.jsonl", [GOOD])))
    assert (report.created, report.problems) == (1, [])
    page = DocumentPage.objects.get(slug="05-2024-qd-ubnd")
    assert page.agency == world.main.agency and page.is_normative and page.text == "Điều 1. Nội dung mẫu."
    assert [field.name for field in page.fields.all()] == ["Đất đai"]
    text = reader.get("/van-ban/05-2024-qd-ubnd/").content.decode()
    assert "Quy định mẫu" in text and 'id="dieu-1"' in text and "15/2/2024" in text


def test_running_it_again_changes_nothing(world, tmp_path):
    path = write(tmp_path / "documents.jsonl", [GOOD])
    import_documents(job(path))
    before = (Job.objects.count(), AuditEntry.objects.count(), DocumentText.objects.count())
    report = import_documents(job(path))
    assert (report.created, report.unchanged) == (0, 1)
    assert before == (Job.objects.count(), AuditEntry.objects.count(), DocumentText.objects.count())


def test_bad_rows_are_left_out_with_line_and_reason_and_the_good_ones_go_in(world, tmp_path):
    rows = [
        "{broken",
        {"type": "Quyết định"},
        {**GOOD, "number": "6/2024/QĐ-UBND", "issued_on": "31/02/2024"},
        GOOD,
        {**GOOD, "number": "7/2024/QĐ-UBND", "articles": "no list", "text": None},
        {**GOOD, "surprise": 1},
    ]
    report = import_documents(job(write(tmp_path / "documents.jsonl", rows)))
    assert report.created == 1 and report.unchanged == 0
    assert [problem.split(":")[1].split()[0] for problem in report.problems] == ["1", "2", "3", "5", "6"]
    assert report.problems[-1].endswith("the same document as documents.jsonl:4")
    assert any("surprise" in note for note in report.notes)


def test_the_same_number_in_other_spellings_is_the_same_document(world, tmp_path):
    import unicodedata

    rows = [
        GOOD,
        {**GOOD, "number": "5/2024/Q\u00d0-UBND"},
        {**GOOD, "number": unicodedata.normalize("NFD", " 05/2024/QĐ–UBND ")},
    ]
    path = write(tmp_path / "documents.jsonl", rows)
    report = import_documents(job(path))
    assert report.created == 1 and len(report.problems) == 2
    again = import_documents(job(path))
    assert (again.created, again.unchanged, again.problems) == (0, 1, report.problems)


def test_the_same_number_of_another_issuer_is_another_document_with_its_own_address(world, tmp_path, reader):
    rows = [GOOD, {**GOOD, "issuer": "Ủy ban nhân dân tỉnh Hưng Yên"}]
    report = import_documents(job(write(tmp_path / "documents.jsonl", rows)))
    assert report.created == 2
    slugs = sorted(DocumentPage.objects.values_list("slug", flat=True))
    assert slugs == ["05-2024-qd-ubnd", "05-2024-qd-ubnd-uy-ban-nhan-dan-tinh-hung-yen"]


def test_documents_of_an_agency_go_to_its_own_portal(world, tmp_path, reader):
    import_documents(job(write(tmp_path / "documents.jsonl", [GOOD]), "soyte"))
    assert reader.get("/van-ban/05-2024-qd-ubnd/", host="soyte").status_code == 200
    elsewhere = reader.get("/van-ban/05-2024-qd-ubnd/", host="sotttt")
    assert elsewhere.status_code == 301
    assert elsewhere["Location"] == "http://soyte.thaibinh.localhost/van-ban/05-2024-qd-ubnd/"
    assert reader.get("/van-ban/05-2024-qd-ubnd/x/", host="sotttt").status_code == 404


def test_an_unknown_owner_is_told(world, tmp_path):
    report = import_documents(job(write(tmp_path / "documents.jsonl", [GOOD]), "khongco"))
    assert report.created == 0 and "khongco" in report.problems[0]


def test_a_decision_as_plain_text_keeps_its_file(world, reader):
    report = import_decision(job(SAMPLE))
    assert (report.created, report.problems) == (1, [])
    page = DocumentPage.objects.get(slug="02-2011-qd-ubnd")
    attachment = page.attachments.get()
    assert attachment.file.file.read() == SAMPLE.read_bytes()
    assert attachment.file.collection == world.main.collection
    assert import_decision(job(SAMPLE)).unchanged == 1


def test_a_file_that_is_no_text_is_refused(world, tmp_path):
    path = tmp_path / "decision-1.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff")
    report = import_decision(job(path))
    assert report.created == 0 and len(report.problems) == 1


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("Chính phủ", ["Chính phủ"]),
        ("Bộ Giáo dục và Đào tạo và Bộ Y tế", ["Bộ Giáo dục và Đào tạo", "Bộ Y tế"]),
        ("Bộ Y tế, Bộ công thương và Bộ Tài chính", ["Bộ Y tế", "Bộ công thương", "Bộ Tài chính"]),
        ("Thủ tướng về việc X ngày 28/06/1999 của Bộ Tài chính", ["Bộ Tài chính"]),
        ("Uỷ ban Thường vụ Quốc hội", ["Ủy ban Thường vụ Quốc hội"]),
        ("", []),
    ],
)
def test_joint_issuers_are_told_apart(raw, names):
    assert issuer_names(raw) == names


def test_chapters_are_taken_only_when_they_are_the_documents_own():
    assert own_chapters(["Chương I A", "Chương I A", "Chương II B"])
    assert not own_chapters(["Chương VI A", "Chương XI B"])
    assert not own_chapters(["Chương I A", "Mục 2 B"])
    articles = [{"no": "1", "title": "Phạm vi", "chapter": "Chương VI", "text": "Nội dung"}]
    assert full_text({"articles": articles}) == "Điều 1. Phạm vi\nNội dung"


def test_the_command_lists_what_it_does_not_know_and_survives_a_bad_file(world, tmp_path, settings, capsys):
    settings.VAR_DIR = tmp_path / "var"
    shutil.copy(SAMPLE, tmp_path / SAMPLE.name)
    (tmp_path / "notes.docx").write_bytes(b"PK")
    (tmp_path / "units").mkdir()
    write(tmp_path / "documents.jsonl", ["{broken", GOOD])
    call_command("import_folder", str(tmp_path), verbosity=0)
    printed = capsys.readouterr().out
    assert "notes.docx: ignored" in printed and "units/: ignored" in printed
    assert "documents.jsonl:1" in printed and "1 rows were left out" in printed
    assert DocumentPage.objects.count() == 2
    (told,) = (tmp_path / "var" / "reports").glob("import-*.txt")
    assert "left out: documents.jsonl:1" in told.read_text("utf-8") and str(told) in printed


@pytest.mark.parametrize("folder", ["", "/nowhere/at/all"])
def test_the_command_says_which_folder_it_needs(db, folder):
    with pytest.raises(CommandError):
        call_command("import_folder", folder)


def test_real_documents_go_in_once_and_are_found(world, real_data, reader, tmp_path):
    with (real_data / "documents.jsonl").open() as lines:
        rows = [line.strip() for number, line in enumerate(lines) if number % 20 == 0 and len(line) < 100_000][:25]
    path = write(tmp_path / "documents.jsonl", rows)
    report = import_documents(job(path))
    assert (report.created, report.problems) == (25, [])
    assert import_documents(job(path)).unchanged == 25
    assert Issuer.objects.filter(name__contains=" ngày ").count() == 0
    assert DocumentPage.objects.filter(issuer__level="centre", scope="Toàn quốc").count() >= 24
    page = reader.get("/van-ban/")
    assert page.status_code == 200 and "25" in page.content.decode()


def test_a_row_the_database_refuses_does_not_take_its_batch_along(world, tmp_path):
    rows = [
        GOOD,
        {**GOOD, "number": "8/2024/QĐ-UBND", "signer": "x" * 500},
        {**GOOD, "number": "9/2024/QĐ-UBND", "title": "a\x00"},
    ]
    report = import_documents(job(write(tmp_path / "documents.jsonl", rows)))
    assert report.created == 1 and len(report.problems) == 2


def test_a_text_with_too_many_different_words_is_found_by_its_title_and_harms_no_neighbour(world, tmp_path):
    from search.models import SearchEntry
    from search.tasks import rebuild

    giant = " ".join(f"so{n}khac{n}" for n in range(60_000))
    rows = [{**GOOD, "text": giant, "title": "Bảng rất dài"}, {**GOOD, "number": "10/2024/QĐ-UBND"}]
    assert import_documents(job(write(tmp_path / "documents.jsonl", rows))).created == 2
    rebuild()
    assert SearchEntry.objects.filter(kind="document").count() == 2


def test_a_field_that_is_no_list_is_refused(world, tmp_path):
    from documents.models import Field

    report = import_documents(job(write(tmp_path / "documents.jsonl", [{**GOOD, "fields": "Y tế"}])))
    assert report.created == 0 and not Field.objects.filter(name="Y").exists()
