"""An import is no way round the gates: what a form refuses is left out, with line and reason."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import AuditEntry, Job
from documents.importing import import_documents
from documents.models import Citation, DocumentPage, Relation
from documents.validity import State
from tests.documents.test_importing import GOOD, job, write


def told(tmp_path, *rows, label=""):
    return import_documents(job(write(tmp_path / "documents.jsonl", rows), label))


HEAD = "ỦY BAN NHÂN DÂN\nTỈNH THÁI BÌNH\nSố: 5/2024/QĐ-UBND\n"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"secrecy": "Mật"}, "secrecy"),
        ({"secrecy": "top_secret"}, "secrecy"),
        ({"secrecy": "hơi mật"}, "not understood"),
        ({"text": f"{HEAD}MẬT\nThái Bình, ngày 01 tháng 02 năm 2024\nQUYẾT ĐỊNH\nĐiều 1. Nội dung."}, "secrecy"),
        ({"text": f"{HEAD}Điều 1. Nội dung.", "expired_on": "2024-01-01"}, "expire"),
        ({"issued_on": "31/02/2024"}, "31/02/2024"),
        ({"text": "chữ " * 1_000_001}, "MB"),
        ({"recipients": ["Sở Y tế", "Lưu: VT"]}, "Nơi nhận"),
        ({"signer": "x" * 151}, "signer"),
        ({"title": ["no", "text"]}, "title is no text"),
        ({"articles": ["no article"], "text": ""}, "articles"),
        ({"number": "?"}, "number"),
    ],
)
def test_what_a_form_refuses_is_refused_with_line_and_reason(world, tmp_path, settings, change, reason):
    settings.LANGUAGE_CODE = "en"
    report = told(tmp_path, {**GOOD, **change}, {**GOOD, "number": "6/2024/QĐ-UBND"})
    assert report.created == 1, "the good one goes in"
    (problem,) = report.problems
    assert problem.startswith("documents.jsonl:1") and reason.lower() in problem.lower()
    assert not DocumentPage.objects.filter(number_key="5/2024/qd-ubnd").exists()


def test_a_document_of_another_portal_and_one_that_comes_twice_are_refused(world, tmp_path):
    assert told(tmp_path, GOOD, label="soyte").created == 1
    report = told(tmp_path, GOOD, {**GOOD, "number": "6/2024/QĐ-UBND"}, {**GOOD, "number": "06/2024/QĐ-UBND"})
    assert report.created == 1 and len(report.problems) == 2
    assert "documents.jsonl:1 05/2024/QĐ-UBND" in report.problems[1] and "<a" not in report.problems[1]
    assert "documents.jsonl:3" in report.problems[0] and "documents.jsonl:2" in report.problems[0]
    assert told(tmp_path, GOOD, label="soyte").unchanged == 1


def test_a_number_of_a_draft_of_another_agency_is_refused_without_a_word_about_it(world, tmp_path):
    told(tmp_path, {**GOOD, "title": "Dự thảo kín"}, label="soyte")
    DocumentPage.objects.get().unpublish()
    report = told(tmp_path, GOOD)
    assert report.created == 0 and "soyte" not in report.problems[0] and "kín" not in report.problems[0]


def test_a_batch_is_one_line_in_the_log_and_one_job_for_the_index_and_its_queries_do_not_grow_with_it(world, tmp_path):
    before = set(Job.objects.values_list("pk", flat=True))
    counts = []
    for first, many in ((1, 1), (10, 2), (20, 19)):
        rows = [{**GOOD, "number": f"{n}/2024/QĐ-UBND"} for n in range(first, first + many)]
        path = write(tmp_path / f"documents{many}.jsonl", rows)
        with CaptureQueriesContext(connection) as queries:
            assert import_documents(job(path)).created == many
        counts.append(len(queries))
    assert counts[1] == counts[2]
    entry = AuditEntry.objects.get(verb="pages.bulk_publish", reason="import of documents19.jsonl")
    assert entry.details["created"] == 19
    kinds = list(Job.objects.exclude(pk__in=before).values_list("kind", flat=True))
    assert kinds.count("search.index_pages") == kinds.count("documents.settle") == 3


def test_a_provincial_text_whose_source_names_no_recipients_says_so(world, tmp_path):
    told(tmp_path, GOOD)
    page = DocumentPage.objects.get()
    assert page.recipients == "" and page.recipients_reason
    told(tmp_path, {**GOOD, "number": "7/2024/QĐ-UBND", "recipients": "Như Điều 3; Cổng TTĐT tỉnh"})
    assert DocumentPage.objects.get(number_key="7/2024/qd-ubnd").recipients_reason == ""


def test_a_central_text_is_shown_as_one_and_knows_who_amended_it(world, tmp_path):
    from documents.settling import settle

    law = {
        "number": "21/2017/QH14",
        "type": "Luật",
        "title": "Quy hoạch",
        "issuer": "Quốc hội",
        "effective_on": "1/1/2019",
    }
    told(tmp_path, {**law, "text": "Điều 1. Phạm vi", "amended_by": ["35/2018/QH14", "21/2017/QH14"]})
    page = DocumentPage.objects.get()
    assert (page.issuer.level, page.scope, page.validity) == ("centre", "Toàn quốc", State.IN_FORCE)
    assert [event.acting_number for event in page.validity_events.all()] == ["35/2018/QH14"]
    told(tmp_path, {**law, "number": "35/2018/QH14", "title": "Sửa đổi", "text": "Điều 1. Sửa đổi"})
    settle(list(DocumentPage.objects.values_list("pk", flat=True)))
    page.refresh_from_db()
    assert page.validity == State.PARTLY_EXPIRED


def test_the_text_tells_relations_signer_recipients_and_whom_it_cites(world, tmp_path):
    from home.sample.papers import papers

    paper = papers(datetime.date(2026, 11, 25))["gia-trong-xe"]
    report = told(tmp_path, {"number": paper.number, "type": "Quyết định", "issuer": paper.issuer, "text": paper.text})
    assert report.problems == []
    page = DocumentPage.objects.get()
    assert (page.signer, page.signer_title, page.sign_mode) == ("Phạm Thị Ví Dụ", "Phó Chủ tịch", "KT.")
    assert page.issued_on == paper.issued_on and page.effective_on == paper.effective_on
    assert "Cổng Thông tin điện tử tỉnh" in page.recipients and page.recipients_reason == ""
    assert Relation.objects.get(document=page, kind="replaces").number == "95/2017/QĐ-UBND"
    assert page.touched_keys == ["95/2017/qd-ubnd"]
    assert Citation.objects.filter(document=page, number_key="95/2017/qd-ubnd", source_anchor="dieu-5").exists()


def test_settling_finds_nothing_to_change_in_a_document_that_stands_alone(world, tmp_path):
    from documents.settling import settle

    told(tmp_path, GOOD, {**GOOD, "number": "8/2024/QĐ-UBND", "effective_on": "2999-01-01"})
    before = Job.objects.count()
    states = dict(DocumentPage.objects.values_list("number_key", "validity"))
    assert states == {"5/2024/qd-ubnd": State.IN_FORCE, "8/2024/qd-ubnd": State.NOT_YET}
    settle(list(DocumentPage.objects.values_list("pk", flat=True)), cited=True)
    assert Job.objects.count() == before, "nothing is indexed a second time"


def test_odd_places_of_a_text_are_told_and_keep_nothing_out(world, tmp_path):
    report = told(tmp_path, {**GOOD, "text": "Điều 1. Một\nA\nĐiều 4. Bốn\nB"})
    assert report.created == 1 and "Điều 4" in report.doubts[0]


def test_keys_that_only_the_house_writes_are_not_taken_from_a_file(world, tmp_path):
    row = {**GOOD, "origin": "scan", "events": ["x"], "relations": ["y"], "is_certified": True}
    report = told(tmp_path, row)
    page = DocumentPage.objects.get()
    assert report.created == 1 and len(report.notes) == 4
    assert page.text_row.origin == "import" and not page.is_certified


def test_a_line_of_any_length_does_not_fill_the_memory(tmp_path, monkeypatch):
    from core import importing

    monkeypatch.setattr(importing, "LONGEST_LINE", 100)
    path = tmp_path / "documents.jsonl"
    path.write_text(json.dumps({"text": "x" * 1000}) + "\n" + json.dumps({"number": "1"}) + "\n")
    report = importing.ImportReport()
    rows = importing.Rows(path, {"number"}, report)
    assert list(rows) == [(2, {"number": "1"})] and rows.done == rows.size
    assert report.problems[0].startswith("documents.jsonl:1")
