"""An import that was cut off goes on where it stopped, and the second run costs next to nothing."""

from dataclasses import replace

import pytest
from django.core.management import call_command

from documents.importing import drafts, import_documents, run
from documents.models import Citation, DocumentPage, DocumentText
from search.models import SearchEntry
from tests.documents.test_importing import GOOD, job, write


class Killed(BaseException):
    """As a kill: nothing in the program expects it."""


@pytest.fixture
def rows(tmp_path):
    text = "Điều 1. Theo Nghị định số %d/2020/NĐ-CP."
    rows = [{**GOOD, "number": f"{n}/2024/QĐ-UBND", "text": text % n} for n in range(1, 10)]
    return write(tmp_path / "documents.jsonl", rows)


def in_batches_of(most, monkeypatch):
    whole = run.batches
    monkeypatch.setattr(run, "batches", lambda items, _most: whole(items, most))


def test_what_was_stored_stays_and_the_rest_comes_with_the_next_run(world, rows, monkeypatch):
    in_batches_of(3, monkeypatch)
    whole = run.BulkPublish.run

    def killed_in_the_third(self):
        result = whole(self)
        if DocumentPage.objects.count() == 9:
            raise Killed
        return result

    monkeypatch.setattr(run.BulkPublish, "run", killed_in_the_third)
    with pytest.raises(Killed):
        import_documents(job(rows))
    assert DocumentPage.objects.count() == DocumentText.objects.count() == Citation.objects.count() == 6
    monkeypatch.setattr(run.BulkPublish, "run", whole)
    report = import_documents(job(rows))
    assert (report.created, report.unchanged, report.problems) == (3, 6, [])
    assert DocumentPage.objects.count() == DocumentText.objects.count() == Citation.objects.count() == 9


def test_a_second_run_reads_no_text_and_writes_nothing(world, rows, monkeypatch, django_assert_max_num_queries):
    import_documents(job(rows))

    def read(*args):
        raise AssertionError("a text was read again")

    monkeypatch.setattr(drafts, "read_structure", read)
    monkeypatch.setattr(run, "completed", read)
    with django_assert_max_num_queries(10):
        report = import_documents(job(rows))
    assert (report.created, report.unchanged) == (0, 9)


def test_rows_are_read_as_they_are_needed(world, rows, monkeypatch):
    """The file is never in memory as a whole: when the first batch is published, the rest is still unread."""
    in_batches_of(2, monkeypatch)
    read, seen = [], []

    def progress(found):
        for row in found:
            read.append(row)
            yield row

    publish = run.Import.publish

    def watched(self, items):
        seen.append(len(read))
        publish(self, items)

    monkeypatch.setattr(run.Import, "publish", watched)
    import_documents(replace(job(rows), progress=progress))
    assert seen == [2, 4, 6, 8, 9]


def test_the_command_takes_up_what_a_killed_one_left_to_be_indexed(world, rows, settings, tmp_path):
    settings.VAR_DIR = tmp_path / "var"
    import_documents(job(rows))
    assert not SearchEntry.objects.filter(kind="document").exists(), (
        "killed between the commit and the jobs that follow"
    )
    call_command("import_folder", str(rows.parent), verbosity=0)
    assert SearchEntry.objects.filter(kind="document").count() == 9
