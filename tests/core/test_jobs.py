"""Jobs: none is lost, none is done twice, and an error can be read."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from core import jobs
from core.models import CalendarDay, Job

DONE: list[str] = []


@pytest.fixture(autouse=True)
def two_kinds():
    DONE.clear()

    @jobs.job("test.note")
    def note(word):
        DONE.append(word)

    @jobs.job("test.break")
    def breaks():
        CalendarDay.objects.create(date=datetime.date(1999, 1, 1), kind="holiday", name="half written")
        raise RuntimeError("the printer is on fire")

    yield
    for kind in ("test.note", "test.break"):
        jobs._handlers.pop(kind)


def test_a_job_is_done_after_the_commit(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = jobs.enqueue("test.note", "a word", word="xin chào")
        assert DONE == []
    row.refresh_from_db()
    assert DONE == ["xin chào"]
    assert row.state == Job.State.DONE and row.finished_at is not None


def test_what_is_rolled_back_leaves_no_job(db):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        jobs.enqueue("test.note", word="x")
        raise ZeroDivisionError
    assert not Job.objects.filter(kind="test.note").exists()


def test_a_failed_job_tells_why_leaves_nothing_half_written_and_waits(db):
    row = jobs.enqueue("test.break")
    assert jobs.run(row.pk)
    row.refresh_from_db()
    assert row.state == Job.State.WAITING and row.attempts == 1
    assert "the printer is on fire" in row.error
    assert row.run_after > timezone.now()
    assert not CalendarDay.objects.filter(date__year=1999).exists()


def test_a_job_that_fails_too_often_is_given_up(db):
    row = jobs.enqueue("test.break")
    for _ in range(jobs.MAX_ATTEMPTS):
        jobs.run(row.pk)
    row.refresh_from_db()
    assert row.state == Job.State.FAILED


def test_a_job_left_by_a_dead_process_is_taken_up_by_the_sweep(db):
    # The process died between commit and work: the row waits, its commit hook is gone.
    row = Job.objects.create(kind="test.note", payload={"word": "left over"})
    assert jobs.sweep() >= 1
    row.refresh_from_db()
    assert DONE == ["left over"] and row.state == Job.State.DONE


def test_a_job_that_is_done_is_not_done_again(db):
    row = jobs.enqueue("test.note", word="once")
    assert jobs.run(row.pk) is True
    assert jobs.run(row.pk) is False
    assert DONE == ["once"]


def test_an_unknown_kind_is_refused_at_once(db):
    with pytest.raises(KeyError):
        jobs.enqueue("test.unknown")


def test_with_a_worker_the_job_is_handed_to_the_queue(db, settings):
    from procrastinate.contrib.django.models import ProcrastinateJob

    settings.JOBS = "worker"
    row = jobs.enqueue("test.note", word="later")
    assert DONE == []
    assert ProcrastinateJob.objects.filter(task_name="core.run_job", args={"job_id": row.pk}).count() == 1


KILLED = """
import sys, time
from core import jobs
from core.models import CalendarDay

@jobs.job("test.killed")
def publish(word):
    CalendarDay.objects.create(date="1998-01-01", kind="holiday", name=word)
    print("half way", flush=True)
    time.sleep(60)

jobs.run(int(sys.argv[-1]))
"""


def test_a_worker_killed_half_way_leaves_nothing_half_done_and_the_job_is_taken_up(
    django_db_setup, django_db_blocker, tmp_path
):
    """kill -9 in the middle of what follows a publication, with a real process and real transactions."""
    import os
    import subprocess
    import sys
    from pathlib import Path
    from urllib.parse import urlsplit, urlunsplit

    from django.db import connection

    with django_db_blocker.unblock():
        row = Job.objects.create(kind="test.killed", payload={"word": "đăng dở"})
        script = tmp_path / "worker.py"
        script.write_text(f"import django\ndjango.setup()\n{KILLED}")
        url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}"))
        environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "thaibinh.settings.test"}
        environment["PYTHONPATH"] = str(Path.cwd())
        worker = subprocess.Popen(
            [sys.executable, script, str(row.pk)], env=environment, stdout=subprocess.PIPE, text=True
        )
        try:
            assert worker.stdout.readline().strip() == "half way"
        finally:
            worker.kill()
            worker.wait()
        try:
            until = datetime.datetime.now() + datetime.timedelta(seconds=20)
            done = []
            jobs.job("test.killed")(lambda word: done.append(word))
            # The server notices the dead connection and frees the row.
            while not jobs.sweep() and datetime.datetime.now() < until:
                pass
            row.refresh_from_db()
            assert done == ["đăng dở"] and row.state == Job.State.DONE
            assert not CalendarDay.objects.filter(date__year=1998).exists()
        finally:
            jobs._handlers.pop("test.killed", None)
            row.delete()
