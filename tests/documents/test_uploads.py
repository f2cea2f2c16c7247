"""Uploaded files: taken in, read in the background, held back where they seem secret, seen by nobody else."""

import errno
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from agencies.models import PortalFile, Role
from core import jobs
from core.models import AuditEntry, Job
from core.transitions import TransitionRefused
from documents.extraction import Extracted, Origin, PageText, Unreadable
from documents.models import Upload, UploadState
from documents.uploading.confirming import CorrectText
from documents.uploading.discarding import DiscardUpload, ReadAgain
from documents.uploading.receiving import ReceiveFiles
from documents.uploading.stamps import ClearStamp
from tests.factories import member

LIST = "/admin/van-ban/tai-len/"


def txt(name="quyet-dinh.txt", text="Một văn bản thử."):
    return SimpleUploadedFile(name, text.encode())


def pdf(name="ban-quet.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7\n" + name.encode())


def work():
    """A worker does what waits, until nothing does."""
    while jobs.sweep():
        pass


@pytest.fixture
def clerk(world):
    return member(world.soyte, Role.EDITOR)


@pytest.fixture
def approver(world):
    return member(world.soyte, Role.APPROVER)


@pytest.fixture
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def taken(world, clerk, file=None):
    (outcome,) = ReceiveFiles(world.soyte.agency, [file or txt()], by=clerk).run()
    return outcome.upload


class Reader:
    """Stands for the programs that read files: so many pages, of which some cannot be read."""

    def __init__(self, monkeypatch, pages, scanned=True, broken=()):
        self.pages, self.scanned, self.broken, self.asked = pages, scanned, set(broken), []
        monkeypatch.setattr("documents.extraction.page_count", lambda path: len(pages))
        monkeypatch.setattr("documents.extraction.has_text_layer", lambda path: not scanned)
        monkeypatch.setattr("documents.extraction.extract", self.extract)

    def extract(self, path, *, name, pages=None, limits=None):
        self.asked.append(pages)
        if self.broken & set(pages):
            raise Unreadable("tool_missing", "Tesseract chưa được cài trên máy chủ.")
        origin = Origin.SCAN if self.scanned else Origin.FILE
        return Extracted("", origin, "thử", [PageText(n, self.pages[n], origin, 90.0) for n in pages], len(self.pages))


# -- taking files in ---------------------------------------------------------------------------------------------------
def test_good_files_go_in_and_a_refused_one_says_why(world, clerk, files):
    outcomes = ReceiveFiles(
        world.soyte.agency, [txt(), pdf("chuong-trinh.docx"), SimpleUploadedFile("phim.mp4", b"x")], by=clerk
    ).run()
    assert [bool(row.reasons) for row in outcomes] == [False, True, True]
    assert "PDF" in outcomes[1].reasons[0] and ".docx" in outcomes[2].reasons[0]
    upload = Upload.objects.get()
    assert upload.agency == world.soyte.agency and upload.state == UploadState.WAITING
    assert upload.file.collection == world.soyte.collection and len(upload.sha256) == 64
    assert AuditEntry.objects.filter(verb="documents.upload").get().details["refused"] == [
        "chuong-trinh.docx",
        "phim.mp4",
    ]


def test_a_scanners_tiff_is_taken_and_what_only_calls_itself_one_is_not(world, clerk, files):
    scan = io.BytesIO()
    Image.new("L", (20, 20), 255).save(scan, "TIFF")
    sent = [SimpleUploadedFile("quet.tif", scan.getvalue()), SimpleUploadedFile("gia.tiff", b"MZ khong phai anh")]
    good, bad = ReceiveFiles(world.soyte.agency, sent, by=clerk).run()
    assert good.is_new and "TIFF" in bad.reasons[0]


def test_the_same_file_twice_leads_to_the_first(world, clerk, files, signed_in):
    first = taken(world, clerk)
    (again,) = ReceiveFiles(world.soyte.agency, [txt("ten-khac.txt")], by=clerk).run()
    assert (again.upload, again.is_new) == (first, False)
    assert Upload.objects.count() == PortalFile.objects.count() == 1
    answer = signed_in(clerk).post(LIST, {"documents": [txt()]})
    assert f'href="#upload-{first.pk}"' in answer.content.decode()


def test_another_agency_may_have_the_same_file(world, clerk, files):
    taken(world, clerk)
    (other,) = ReceiveFiles(world.sotttt.agency, [txt()], by=member(world.sotttt, Role.EDITOR)).run()
    assert other.is_new


def test_what_lies_beside_documents_in_a_folder_is_left_out(world, clerk, files):
    beside = [SimpleUploadedFile(name, b"x") for name in ("Thumbs.db", ".DS_Store", "~$van-ban.docx")]
    assert len(ReceiveFiles(world.soyte.agency, [*beside, txt()], by=clerk).run()) == 1


@pytest.mark.parametrize("role", [Role.OFFICER, None])
def test_only_who_writes_for_the_agency_uploads(world, files, role):
    stranger = member(world.soyte, role) if role else member(world.sotttt, Role.EDITOR)
    with pytest.raises(TransitionRefused):
        ReceiveFiles(world.soyte.agency, [txt()], by=stranger).run()


def test_a_full_disk_is_said_and_leaves_nothing(world, clerk, files, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", full)
    (outcome,) = ReceiveFiles(world.soyte.agency, [txt()], by=clerk).run()
    assert (
        outcome.reasons and not Upload.objects.exists() and not Job.objects.filter(kind="documents.read_file").exists()
    )


def test_a_file_that_is_too_large_is_refused_in_words(world, clerk, files, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1024 * 1024
    (outcome,) = ReceiveFiles(world.soyte.agency, [txt(text="x" * 1_200_000)], by=clerk).run()
    assert "1 MB" in outcome.reasons[0]


# -- reading -----------------------------------------------------------------------------------------------------------
def test_a_text_file_is_read_by_the_worker(world, clerk, files):
    upload = taken(world, clerk)
    work()
    upload.refresh_from_db()
    assert (upload.state, upload.text, upload.origin) == (UploadState.READ, "Một văn bản thử.", "file")


def test_a_scan_is_read_ten_pages_at_a_time_and_shows_how_far_it_is(world, clerk, files, signed_in, monkeypatch):
    reader = Reader(monkeypatch, [f"Trang số {n}." for n in range(1, 24)])
    upload = taken(world, clerk, pdf())
    client = signed_in(clerk)
    jobs.sweep()  # the look, and nothing yet of the pages it asked for
    jobs.sweep()
    upload.refresh_from_db()
    assert (upload.page_count, upload.pages_read, upload.state) == (23, 10, UploadState.READING)
    state = client.get(reverse("document_upload_states"), {"id": upload.pk}).json()["rows"][str(upload.pk)]
    assert (state["percent"], state["under_way"]) == (43, True) and "11" in state["text"] and "23" in state["text"]
    work()
    upload.refresh_from_db()
    assert reader.asked == [range(10), range(10, 20), range(20, 23)]
    assert (upload.state, upload.origin, upload.pages_read) == (UploadState.READ, "scan", 23)
    assert [upload.text[start:].split(".")[0] for start in upload.page_starts[:2]] == ["Trang số 1", "Trang số 2"]
    assert upload.text.count("\n") == 22 and "\f" not in upload.text


def test_a_part_that_is_read_twice_is_kept_once(world, clerk, files, monkeypatch):
    Reader(monkeypatch, ["Một.", "Hai."])
    upload = taken(world, clerk, pdf())
    work()
    jobs._handlers["documents.read_file"](upload=upload.pk, first=0)
    upload.refresh_from_db()
    assert upload.text == "Một.\nHai."


def test_what_cannot_be_read_says_why_keeps_what_was_read_and_goes_on_there(world, clerk, files, monkeypatch):
    reader = Reader(monkeypatch, [f"Trang {n}." for n in range(15)], broken={12})
    upload = taken(world, clerk, pdf())
    work()
    upload.refresh_from_db()
    assert (upload.state, upload.pages_read) == (UploadState.FAILED, 10) and "Tesseract" in upload.error
    reader.broken = set()
    ReadAgain(upload, by=clerk).run()
    work()
    upload.refresh_from_db()
    assert (upload.state, upload.error) == (UploadState.READ, "") and upload.text.count("Trang") == 15
    assert reader.asked[-1] == range(10, 15)


def test_a_reader_that_breaks_is_told_to_the_person_not_only_to_the_log(world, clerk, files, monkeypatch):
    reader = Reader(monkeypatch, ["x"])
    monkeypatch.setattr(reader, "extract", None)
    monkeypatch.setattr("documents.extraction.extract", lambda *args, **kwargs: 1 / 0)
    upload = taken(world, clerk, pdf())
    work()
    upload.refresh_from_db()
    assert upload.state == UploadState.FAILED and upload.error
    assert not Job.objects.filter(kind="documents.read_file", state=Job.State.WAITING).exists()


def test_a_file_that_kills_its_worker_is_not_read_for_ever(world, clerk, files, monkeypatch):
    class Killed(BaseException):
        pass

    def die(*args, **kwargs):
        raise Killed

    Reader(monkeypatch, ["x"])
    monkeypatch.setattr("documents.extraction.page_count", die)
    upload = taken(world, clerk, pdf())
    for _ in range(3):
        with pytest.raises(Killed):
            jobs._handlers["documents.read_file"](upload=upload.pk)
    work()
    upload.refresh_from_db()
    assert upload.state == UploadState.FAILED and upload.error


def test_a_file_discarded_while_it_is_read_stays_gone(world, clerk, files, monkeypatch):
    reader = Reader(monkeypatch, ["Một.", "Hai."])
    upload = taken(world, clerk, pdf())
    whole = reader.extract

    def discarded_meanwhile(*args, **kwargs):
        DiscardUpload(Upload.objects.get(pk=upload.pk), by=clerk).run()
        return whole(*args, **kwargs)

    monkeypatch.setattr("documents.extraction.extract", discarded_meanwhile)
    work()
    assert not Upload.objects.exists() and not PortalFile.objects.exists()


# -- secrecy -----------------------------------------------------------------------------------------------------------
SECRET = "ỦY BAN NHÂN DÂN\nMẬT\nSố: 5/UBND\nVề việc giữ kín"


def held(world, clerk, text=SECRET):
    upload = taken(world, clerk, txt(text=text))
    work()
    upload.refresh_from_db()
    assert (upload.state, upload.stamp) == (UploadState.QUARANTINED, "MẬT")
    return upload


def test_what_bears_a_stamp_is_seen_by_the_deciding_person_alone(
    world, clerk, approver, files, signed_in, operator, mailoutbox
):
    upload = held(world, clerk)
    decide, file_url = reverse("document_upload_stamp", args=[upload.pk]), upload.file.url
    for person, sees in (
        (clerk, False),
        (operator, False),
        (member(world.sotttt, Role.APPROVER), False),
        (approver, True),
    ):
        client = signed_in(person)
        assert (client.get(file_url).status_code == 200) is sees, person
        assert (client.get(decide).status_code == 200) is sees, person
        shown = "".join(
            client.get(url, follow=True).content.decode()
            for url in (LIST, reverse("document_upload", args=[upload.pk]), decide)
        )
        assert ("giữ kín" in shown) is sees, person
    (mail,) = mailoutbox
    assert mail.to == [approver.email] and "MẬT" not in mail.body and decide in mail.body


def test_an_approver_who_uploaded_it_does_not_decide(world, approver, files, signed_in):
    upload = held(world, approver)
    assert signed_in(approver).get(reverse("document_upload_stamp", args=[upload.pk])).status_code == 404
    with pytest.raises(TransitionRefused):
        ClearStamp(upload, by=approver, reason="Không phải dấu mật đâu").run()
    with pytest.raises(TransitionRefused):
        DiscardUpload(upload, by=approver).run()


def test_clearing_needs_a_reason_and_is_logged(world, clerk, approver, files, signed_in):
    upload = held(world, clerk)
    client, url = signed_in(approver), reverse("document_upload_stamp", args=[upload.pk])
    client.post(url, {"reason": "x"})
    upload.refresh_from_db()
    assert upload.state == UploadState.QUARANTINED
    client.post(url, {"reason": "Chữ “Mật” là tên một xã trong bảng."})
    upload.refresh_from_db()
    assert (upload.state, upload.cleared_by) == (UploadState.READ, approver)
    entry = AuditEntry.objects.get(verb="documents.clear_stamp")
    assert "tên một xã" in entry.reason and entry.actor == approver
    assert signed_in(clerk).get(upload.file.url).status_code == 200


def test_another_stamp_further_on_is_held_back_again(world, clerk, approver, files, monkeypatch):
    Reader(monkeypatch, ["Trang đầu\nMẬT", *["Trang giữa."] * 10, "TỐI MẬT\nTrang cuối"])
    upload = taken(world, clerk, pdf())
    work()
    upload.refresh_from_db()
    assert (upload.state, upload.pages_read) == (UploadState.QUARANTINED, 10)  # nobody reads on meanwhile
    ClearStamp(upload, by=approver, reason="Đã xem, không phải dấu mật.").run()
    work()
    upload.refresh_from_db()
    assert (upload.state, upload.stamp, upload.pages_read) == (UploadState.QUARANTINED, "TỐI MẬT", 12)


def test_what_was_cleared_counts_for_that_paper_and_for_no_other_one(world, clerk, approver, files):
    upload = held(world, clerk)
    ClearStamp(upload, by=approver, reason="Chữ “Mật” là tên một xã trong bảng.").run()
    corrected = SECRET.replace("kín", "kỹ")
    CorrectText(upload, by=clerk, text=corrected).run()
    assert Upload.objects.get(pk=upload.pk).text == corrected
    with pytest.raises(TransitionRefused, match="MẬT"):
        CorrectText(upload, by=clerk, text="TỈNH ỦY\nMẬT\nBáo cáo hoàn toàn khác về công tác quốc phòng").run()


@pytest.mark.parametrize("state", [UploadState.QUARANTINED, UploadState.READ])
def test_a_file_on_its_way_is_not_deleted_behind_its_screen(world, clerk, files, signed_in, state):
    upload = held(world, clerk)
    Upload.objects.filter(pk=upload.pk).update(state=state)
    signed_in(clerk).post(reverse("wagtaildocs:delete", args=[upload.file_id]))
    assert Upload.objects.filter(pk=upload.pk).exists() and PortalFile.objects.filter(pk=upload.file_id).exists()


def test_a_secret_file_is_deleted_for_good(
    world, clerk, approver, files, signed_in, django_capture_on_commit_callbacks
):
    upload = held(world, clerk)
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(approver).post(reverse("document_upload_discard", args=[upload.pk]))
    assert not Upload.objects.exists() and not PortalFile.objects.exists()
    assert not [path for path in files.rglob("*") if path.is_file()]
    assert AuditEntry.objects.filter(verb="documents.discard_upload", subject_id=str(upload.pk)).exists()


# -- the list ----------------------------------------------------------------------------------------------------------
def test_the_list_asks_no_more_for_many_than_for_few(world, clerk, files, signed_in):
    client = signed_in(clerk)
    one = taken(world, clerk)
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    Upload.objects.bulk_create(
        Upload(agency=one.agency, by=clerk, file=one.file, name=f"{n}.txt", sha256=str(n)) for n in range(60)
    )
    with CaptureQueriesContext(connection) as many:
        answer = client.get(LIST)
    assert len(many) <= len(few) and "?co-quan=" in answer.content.decode()


def test_an_officer_sees_the_list_and_uploads_nothing(world, clerk, files, signed_in):
    taken(world, clerk)
    text = signed_in(member(world.soyte, Role.OFFICER)).get(LIST).content.decode()
    assert "quyet-dinh.txt" in text and 'type="file"' not in text


def test_no_state_of_another_agencys_file_is_told(world, clerk, files, signed_in):
    upload = taken(world, clerk)
    stranger = signed_in(member(world.sotttt, Role.APPROVER))
    assert stranger.get(reverse("document_upload_states"), {"id": [upload.pk, "x", "-1"]}).json() == {"rows": {}}
    assert stranger.get(f"{LIST}?co-quan={world.soyte.agency.pk}").status_code == 404


def test_files_sent_one_by_one_by_the_script_are_answered_one_by_one(world, clerk, files, signed_in):
    client = signed_in(clerk)
    evil = SimpleUploadedFile("<img src=x>.exe", b"MZ")
    told = client.post(LIST, {"documents": [txt(), evil]}, headers={"accept": "application/json"}).json()
    assert [row["is_new"] for row in told["rows"]] == [True, False]
    assert not re.search("<img", told["rows"][1]["said"])


def test_a_discarded_file_is_gone_but_not_one_that_a_page_uses(world, clerk, files, signed_in):
    upload = taken(world, clerk)
    page = signed_in(clerk).get(reverse("document_upload_discard", args=[upload.pk])).content.decode()
    assert "quyet-dinh.txt" in page and Upload.objects.exists()
    signed_in(clerk).post(reverse("document_upload_discard", args=[upload.pk]))
    assert not Upload.objects.exists() and not PortalFile.objects.exists()
