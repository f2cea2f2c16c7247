"""Approval: who submits, who decides, what is refused, and what the reader sees at the next request."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from agencies.approval import (
    ALL_POINTS,
    Approve,
    ForcePublish,
    ReturnForChanges,
    ReviewForced,
    SubmitForApproval,
    TakeBack,
    current_submission,
)
from agencies.models import ForcedPublication, LegalityCheck, Role
from agencies.versions import last_editor
from core.models import AuditEntry
from core.transitions import TransitionRefused
from news.models import NewsPage
from tests.factories import draft, member, submitted


@pytest.fixture
def people(world):
    return {role: member(world.soyte, role) for role in Role.values}


def fresh(page):
    return NewsPage.objects.get(pk=page.pk)


def approve(page, by, **kwargs):
    return Approve(page, by=by, revision_id=current_submission(page).revision_id, **kwargs).run()


def let_time_pass(revision):
    """As if the hour had come."""
    past = timezone.now() - datetime.timedelta(minutes=1)
    revision.approved_go_live_at, revision.content["go_live_at"] = past, past.isoformat()
    revision.save()


def reasons(transition):
    with pytest.raises(TransitionRefused) as refused:
        transition.run()
    return " ".join(refused.value.reasons)


def test_what_is_approved_is_public_at_the_next_request(world, people, reader):
    page = submitted(world.soyte, people["editor"], "Lịch tiêm chủng")
    address = "/tin-tuc/lich-tiem-chung/"
    assert reader.get(address, host="soyte").status_code == 404
    approve(page, people["approver"])
    answer = reader.get(address, host="soyte")
    assert answer.status_code == 200 and "Lịch tiêm chủng" in answer.content.decode()
    # Quy chế Điều 15.1: the page says who is responsible and when it was updated.
    assert "Sở Y tế" in answer.content.decode().split("responsible")[1]


def test_the_writer_of_the_last_version_does_not_approve_it(world, people):
    page = submitted(world.soyte, people["approver"])
    revision = current_submission(page).revision_id
    assert "người duyệt khác" in reasons(Approve(page, by=people["approver"], revision_id=revision))
    assert not fresh(page).live
    other = member(world.soyte, Role.APPROVER)
    approve(page, other)
    assert fresh(page).live


def test_an_approver_who_edits_after_a_return_needs_another_approver(world, people):
    page = submitted(world.soyte, people["editor"])
    ReturnForChanges(
        page, by=people["approver"], revision_id=current_submission(page).revision_id, reason="Thiếu nguồn."
    ).run()
    page = fresh(page)
    page.title = "Đã sửa bởi người duyệt"
    page.save_revision(user=people["approver"])
    SubmitForApproval(fresh(page), by=people["editor"], points=ALL_POINTS).run()
    page = fresh(page)
    assert last_editor(page) == people["approver"]
    with pytest.raises(TransitionRefused):
        approve(page, people["approver"])


def test_opening_and_saving_without_a_change_makes_nobody_the_last_editor(world, people):
    page = draft(world.soyte, people["editor"])
    page.save_revision(user=people["approver"])
    page.save_revision(user=people["contributor"])
    assert last_editor(page) == people["editor"]
    page.title = "Khác"
    page.save_revision(user=people["approver"])
    assert last_editor(page) == people["approver"]


@pytest.mark.parametrize("role", ["contributor", "editor", "officer"])
def test_only_an_approver_decides(world, people, role):
    page = submitted(world.soyte, people["editor"])
    with pytest.raises(TransitionRefused):
        approve(page, member(world.soyte, role))
    with pytest.raises(TransitionRefused):
        approve(page, member(world.sotttt, Role.APPROVER))
    assert not fresh(page).live


@pytest.mark.parametrize("missing", ALL_POINTS)
def test_every_point_of_article_5_has_to_be_ticked(world, people, missing):
    page = draft(world.soyte, people["editor"])
    with pytest.raises(TransitionRefused):
        SubmitForApproval(page, by=people["editor"], points=[p for p in ALL_POINTS if p != missing]).run()
    assert current_submission(page) is None and not LegalityCheck.objects.exists()


def test_the_ticked_points_are_kept_with_the_version(world, people):
    page = submitted(world.soyte, people["editor"])
    check = LegalityCheck.objects.get()
    assert check.revision_id == page.latest_revision_id and set(check.points) == set(ALL_POINTS)
    assert check.by == people["editor"]


def test_a_contributor_submits_the_own_text_and_nobody_elses(world, people):
    own = draft(world.soyte, people["contributor"], "Của cộng tác viên")
    SubmitForApproval(own, by=people["contributor"], points=ALL_POINTS).run()
    assert current_submission(own) is not None
    with pytest.raises(TransitionRefused):
        SubmitForApproval(
            draft(world.soyte, people["editor"], "Của biên tập"), by=people["contributor"], points=ALL_POINTS
        ).run()


def test_a_version_that_changed_meanwhile_is_not_approved_by_an_old_tab(world, people):
    page = submitted(world.soyte, people["editor"])
    shown = current_submission(page).revision_id
    TakeBack(page, by=people["editor"]).run()
    page = fresh(page)
    page.title = "Sửa lại sau khi thu hồi"
    page.save_revision(user=people["editor"])
    SubmitForApproval(fresh(page), by=people["editor"], points=ALL_POINTS).run()
    with pytest.raises(TransitionRefused):
        Approve(fresh(page), by=people["approver"], revision_id=shown).run()
    assert not fresh(page).live


def test_a_decision_sent_twice_counts_once(world, people):
    page = submitted(world.soyte, people["editor"])
    revision = current_submission(page).revision_id
    approve(page, people["approver"])
    with pytest.raises(TransitionRefused):
        Approve(fresh(page), by=people["approver"], revision_id=revision).run()
    assert AuditEntry.objects.filter(verb="page.approve").count() == 1


def test_a_return_needs_its_reason_and_the_writer_reads_it(world, people, django_capture_on_commit_callbacks):
    page = submitted(world.soyte, people["editor"])
    revision = current_submission(page).revision_id
    with pytest.raises(TransitionRefused):
        ReturnForChanges(page, by=people["approver"], revision_id=revision, reason="  ").run()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        ReturnForChanges(page, by=people["approver"], revision_id=revision, reason="Ảnh mờ, thay ảnh khác.").run()
    (letter,) = mail.outbox
    assert letter.to == [people["editor"].email] and "Ảnh mờ, thay ảnh khác." in letter.body
    assert f"/admin/pages/{page.pk}/edit/" in letter.body


def test_the_approvers_get_the_difference_by_mail_and_the_writer_does_not(
    world, people, reader, django_capture_on_commit_callbacks
):
    page = submitted(world.soyte, people["editor"], "Tên ban đầu")
    approve(page, people["approver"])
    page = fresh(page)
    page.title = "Tên mới hẳn"
    page.save_revision(user=people["editor"])
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        SubmitForApproval(fresh(page), by=people["editor"], points=ALL_POINTS, note="Xin duyệt gấp.").run()
    (letter,) = mail.outbox
    assert letter.to == [people["approver"].email]
    assert f"/admin/duyet/{page.pk}/" in letter.body and "Xin duyệt gấp." in letter.body
    assert "[-" in letter.body and "{+" in letter.body and "mới hẳn" in letter.body


def test_an_answer_is_due_after_a_working_day_by_rule(world, people):
    state = current_submission(submitted(world.soyte, people["editor"]))
    assert timezone.now() < state.due_at < timezone.now() + datetime.timedelta(days=14)
    assert timezone.localtime(state.due_at).time() == datetime.time(17, 0)


def test_a_scheduled_publication_is_done_by_the_worker_at_its_time(world, people, reader):
    page = submitted(world.soyte, people["editor"], "Hẹn giờ đăng")
    moment = timezone.now() + datetime.timedelta(hours=3)
    approve(page, people["approver"], publish_at=moment)
    assert not fresh(page).live
    call_command("publish_scheduled")
    assert reader.get("/tin-tuc/hen-gio-dang/", host="soyte").status_code == 404
    revision = page.revisions.get(approved_go_live_at__isnull=False)
    assert revision.approved_go_live_at == moment
    let_time_pass(revision)
    call_command("publish_scheduled")
    assert reader.get("/tin-tuc/hen-gio-dang/", host="soyte").status_code == 200


def test_a_forced_publication_says_why_and_waits_for_a_second_look(world, people, reader):
    page = draft(world.soyte, people["approver"], "Cảnh báo lũ")
    with pytest.raises(TransitionRefused):
        ForcePublish(page, by=people["approver"], reason="gấp", points=ALL_POINTS).run()
    with pytest.raises(TransitionRefused):
        ForcePublish(page, by=people["editor"], reason="Nước lên nhanh, phải đăng ngay.", points=ALL_POINTS).run()
    ForcePublish(page, by=people["approver"], reason="Nước lên nhanh, phải đăng ngay.", points=ALL_POINTS).run()
    assert reader.get("/tin-tuc/canh-bao-lu/", host="soyte").status_code == 200
    entry = ForcedPublication.objects.get()
    with pytest.raises(TransitionRefused):
        ReviewForced(entry, by=people["approver"], verdict="Tôi thấy ổn.").run()
    with pytest.raises(TransitionRefused):
        ReviewForced(entry, by=member(world.sotttt, Role.OFFICER), verdict="Ổn.").run()
    ReviewForced(entry, by=people["officer"], verdict="Đúng là khẩn cấp.").run()
    entry.refresh_from_db()
    assert entry.reviewed_by == people["officer"] and entry.reviewed_at is not None


def test_an_incomplete_draft_is_not_submitted_and_says_what_is_missing(world, people):
    page = draft(world.soyte, people["editor"])
    page.title = ""
    revision = page.get_latest_revision()
    revision.content["section"] = None
    revision.save()
    assert "chuyên mục" in reasons(SubmitForApproval(fresh(page), by=people["editor"], points=ALL_POINTS)).lower()


def test_the_log_tells_who_wrote_submitted_approved_and_published(world, people):
    page = submitted(world.soyte, people["editor"])
    approve(page, people["approver"])
    lines = AuditEntry.objects.filter(subject_id=str(page.pk), agency_label="soyte")
    by_verb = {line.verb: line.actor_name for line in lines}
    assert by_verb["page.submit"] == people["editor"].shown_name
    assert by_verb["page.approve"] == people["approver"].shown_name
    assert "wagtail.publish" in by_verb
