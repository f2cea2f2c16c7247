"""Ways round the approval, the wall and the lock that fresh eyes have found. Each stays closed."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.approval import (
    ALL_POINTS,
    Approve,
    CancelSchedule,
    ForcePublish,
    ReturnForChanges,
    ReviewForced,
    SubmitForApproval,
    TakeBack,
    current_submission,
)
from agencies.models import (
    BinEntry,
    ForcedPublication,
    Invitation,
    KeptForm,
    LegalityCheck,
    Membership,
    PortalFile,
    Role,
)
from agencies.page_changes import DeletePage, RestorePage, empty_bins
from agencies.staff import AcceptInvitation, InviteColleague, RetireColleague, UnlockAccount
from agencies.versions import digest_of
from core.models import AuditEntry, Job, User
from core.models.dated import today
from core.transitions import TransitionRefused
from news.models import NewsPage
from tests.agencies.test_approval import let_time_pass
from tests.agencies.test_wall_attacks import form_of
from tests.factories import draft, member, news_index, submitted

PASSWORD = "Ba-con-meo.7-ngay"


@pytest.fixture
def people(world):
    return {role: member(world.soyte, role) for role in Role.values}


def fresh(page):
    return NewsPage.objects.get(pk=page.pk)


def approve(page, by, **kwargs):
    return Approve(fresh(page), by=by, revision_id=current_submission(page).revision_id, **kwargs).run()


def edit(client, page, **changes):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **changes))


# --- Versions that somebody has relied on do not change in place ------------------------------------------------------


def test_an_autosave_does_not_rewrite_the_version_an_approver_has_on_the_screen(world, people, signed_in):
    page = submitted(world.soyte, people["editor"], "Bản đã đọc")
    state = current_submission(page)
    revision, seen = state.revision_id, digest_of(state.revision)
    TakeBack(page, by=people["editor"]).run()
    assert edit(signed_in(people["editor"]), fresh(page), title="Bản chưa ai đọc", overwrite_revision_id=revision)
    SubmitForApproval(fresh(page), by=people["editor"], points=ALL_POINTS).run()
    with pytest.raises(TransitionRefused):
        Approve(fresh(page), by=people["approver"], revision_id=revision, seen=seen).run()
    page.revisions.get(pk=revision)
    assert page.revisions.get(pk=revision).content["title"] == "Bản đã đọc"
    assert fresh(page).get_latest_revision_as_object().title == "Bản chưa ai đọc"
    assert not fresh(page).live


def test_deleting_and_restoring_publishes_nothing_that_was_not_public(world, people, signed_in):
    page = submitted(world.soyte, people["editor"], "Bản đã duyệt")
    approve(page, people["approver"])
    live = fresh(page).live_revision_id
    edit(signed_in(people["editor"]), fresh(page), title="Bản lén sửa", overwrite_revision_id=live)
    entry = DeletePage(fresh(page), by=people["approver"], reason="Nhầm").run()
    RestorePage(entry, by=people["approver"]).run()
    assert fresh(page).live and fresh(page).title == "Bản đã duyệt"


@pytest.mark.parametrize("step", ["submit", "force"])
def test_what_is_submitted_or_forced_is_what_was_on_the_screen(world, people, step):
    page = draft(world.soyte, people["editor"], "Bản trên màn hình")
    seen = digest_of(page.get_latest_revision())
    page.title = "Bản vừa đổi"
    page.save_revision(user=people["contributor"])
    common = {"by": people["approver"], "points": ALL_POINTS, "seen": seen}
    with pytest.raises(TransitionRefused):
        if step == "submit":
            SubmitForApproval(fresh(page), **common).run()
        else:
            ForcePublish(fresh(page), reason="Rất gấp, không chờ được.", **common).run()


def test_the_ticked_points_outlive_the_purge_of_old_versions(world, people):
    page = submitted(world.soyte, people["editor"])
    check = LegalityCheck.objects.get()
    TakeBack(page, by=people["editor"]).run()
    page.revisions.filter(pk=check.revision_id).delete()
    check.refresh_from_db()
    assert check.revision is None and check.digest and check.by_name


# --- Schedules --------------------------------------------------------------------------------------------------------


@pytest.fixture
def scheduled(world, people):
    page = submitted(world.soyte, people["editor"], "Hẹn ngày đăng")
    approve(page, people["approver"], publish_at=timezone.now() + datetime.timedelta(days=1))
    return fresh(page)


def its_hour_comes(page):
    for revision in page.revisions.filter(approved_go_live_at__isnull=False):
        let_time_pass(revision)
    call_command("publish_scheduled")


def test_a_schedule_can_be_cancelled(scheduled, people, signed_in):
    with pytest.raises(TransitionRefused):
        CancelSchedule(scheduled, by=people["editor"]).run()
    address = reverse("approval_unschedule", args=[scheduled.pk])
    assert signed_in(people["approver"]).post(address).status_code == 302
    its_hour_comes(scheduled)
    assert not fresh(scheduled).live


def test_a_deleted_page_does_not_appear_at_its_time(scheduled, people):
    DeletePage(scheduled, by=people["approver"]).run()
    its_hour_comes(scheduled)
    assert not fresh(scheduled).live


def test_a_returned_page_does_not_appear_at_its_time(scheduled, people):
    scheduled.title = "Sửa sau khi hẹn"
    scheduled.save_revision(user=people["editor"])
    SubmitForApproval(fresh(scheduled), by=people["editor"], points=ALL_POINTS).run()
    revision = current_submission(scheduled).revision_id
    ReturnForChanges(fresh(scheduled), by=people["approver"], revision_id=revision, reason="Đừng đăng.").run()
    its_hour_comes(scheduled)
    assert not fresh(scheduled).live


def test_one_page_that_may_not_appear_keeps_no_other_agency_waiting(world, scheduled, people, reader):
    from home.services import ArchivePortal

    other = {role: member(world.sotttt, role) for role in (Role.EDITOR, Role.APPROVER)}
    page = submitted(world.sotttt, other[Role.EDITOR], "Cổng khác hẹn giờ")
    approve(page, other[Role.APPROVER], publish_at=timezone.now() + datetime.timedelta(days=1))
    ArchivePortal(world.soyte, by=None, successor=None, on=today(), reason="x").run()
    for one in (scheduled, page):
        for revision in one.revisions.filter(approved_go_live_at__isnull=False):
            let_time_pass(revision)
    call_command("publish_scheduled")
    assert fresh(page).live and not fresh(scheduled).live
    assert AuditEntry.objects.filter(verb="page.schedule_refused", subject_id=str(scheduled.pk)).exists()
    assert Job.objects.filter(kind="core.mail", subject__icontains="Hẹn ngày đăng").exists()


def test_the_editor_sets_no_schedule_past_the_approval(world, people):
    assert "go_live_at" not in NewsPage.get_edit_handler().get_form_class().base_fields


@pytest.mark.parametrize("role", ["operator", "approver"])
def test_nobody_publishes_by_wagtails_side_doors(world, people, signed_in, operator, role):
    client = signed_in(operator if role == "operator" else people["approver"])
    page = draft(world.soyte, people["editor"])
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    copy = {"new_title": "x", "new_slug": "x", "new_parent_page": page.get_parent().pk, "publish_copies": "on"}
    for answer in (
        client.post(f"{bulk}?id={page.pk}"),
        client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copy),
        client.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"])),
        edit(client, page, **{"action-publish": "1"}),
        edit(client, page, action="publish"),
    ):
        assert answer.status_code == 403
    assert not fresh(page).live and not NewsPage.objects.filter(slug="x").exists()


def test_an_operator_publishes_by_our_screens(world, people, signed_in, operator):
    page = draft(world.soyte, people["editor"], "Do đơn vị vận hành đăng")
    client = signed_in(operator)
    address = reverse("approval_force", args=[page.pk])
    shown = client.get(address)
    seen = shown.context["form"].initial["seen"]
    form = {"reason": "Cơ quan nhờ đăng hộ, có công văn.", "points": ALL_POINTS, "seen": seen}
    assert client.post(address, form).status_code == 302
    assert fresh(page).live


def test_a_form_about_a_text_that_has_changed_shows_the_new_text(world, people, signed_in):
    page = submitted(world.soyte, people["editor"])
    client = signed_in(people["approver"])
    address = reverse("approval_review", args=[page.pk])
    state = current_submission(page)
    answer = client.post(address, {"decision": "approve", "revision": state.revision_id, "seen": "cũ"})
    assert (answer.status_code, answer.url) == (302, address)
    again = client.get(address).context["approve_form"].initial
    form = {"decision": "approve", "revision": again["revision"], "seen": again["seen"]}
    assert client.post(address, form).url == reverse("approval_queue")
    assert fresh(page).live


def test_another_picture_under_the_same_number_is_another_version(world, people):
    file = PortalFile(title="Biểu mẫu", collection=world.soyte.collection)
    file.file.save("bieu-mau.txt", ContentFile(b"da doc"))
    page = draft(world.soyte, people["editor"], "Trang có tệp")
    page.body = [("text", f'<p><a linktype="document" id="{file.pk}">tải</a></p>')]
    page.save_revision(user=people["editor"])
    SubmitForApproval(fresh(page), by=people["editor"], points=ALL_POINTS).run()
    seen = digest_of(current_submission(page).revision)
    file.file.save("khac.txt", ContentFile(b"chua ai doc"))
    file._set_document_file_metadata()
    file.save()
    with pytest.raises(TransitionRefused):
        approve(page, people["approver"], seen=seen)
    with pytest.raises(TransitionRefused):
        approve(page, people["approver"])


def test_an_older_tab_does_not_save_over_anothers_newer_version(world, people, signed_in):
    page = submitted(world.soyte, people["editor"], "Của tôi")
    mine = current_submission(page).revision_id
    TakeBack(page, by=people["editor"]).run()
    page = fresh(page)
    page.title = "Người kia vừa viết"
    page.save_revision(user=people["contributor"])
    edit(signed_in(people["editor"]), page, title="Đè lên", overwrite_revision_id=mine)
    assert fresh(page).get_latest_revision_as_object().title == "Người kia vừa viết"


# --- Files that readers see -------------------------------------------------------------------------------------------


@pytest.fixture
def public_file(world, people):
    file = PortalFile(title="Biểu mẫu", collection=world.soyte.collection, uploaded_by_user=people["contributor"])
    file.file.save("bieu-mau.txt", ContentFile(b"dung"))
    page = draft(world.soyte, people["editor"], "Trang có tệp")
    page.body = [("text", f'<p><a linktype="document" id="{file.pk}">tải</a></p>')]
    page.save_revision(user=people["editor"])
    ForcePublish(page, by=people["approver"], reason="Đăng thử nghiệm cho kiểm thử.", points=ALL_POINTS).run()
    return file


@pytest.mark.parametrize("role", ["contributor", "editor", "approver"])
def test_a_file_of_a_public_page_is_neither_replaced_nor_removed(world, people, signed_in, public_file, role):
    client = signed_in(people[role])
    new = SimpleUploadedFile("xau.txt", b"xau")
    form = {"title": "Biểu mẫu", "file": new, "collection": world.soyte.collection_id}
    client.post(reverse("wagtaildocs:edit", args=[public_file.pk]), form)
    assert client.post(reverse("wagtaildocs:delete", args=[public_file.pk])).status_code == 403
    bulk = reverse("wagtail_bulk_action", args=["agencies", "portalfile", "delete"])
    assert client.post(f"{bulk}?id={public_file.pk}").status_code == 403
    public_file.refresh_from_db()
    assert public_file.file.read() == b"dung"


def test_a_private_file_is_kept_by_no_cache(world, people, signed_in, public_file, reader):
    address = f"/tai-lieu/{public_file.pk}/{public_file.filename}"
    assert reader.get(address, host="soyte")["Cache-Control"] == "public, max-age=3600"
    private = PortalFile(title="Nháp", collection=world.soyte.collection)
    private.file.save("nhap.txt", ContentFile(b"x"))
    answer = signed_in(people["editor"]).get(f"/tai-lieu/{private.pk}/{private.filename}")
    assert answer.status_code == 200 and answer["Cache-Control"] == "private, no-store"


# --- The wall ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["+{}", " {}", "{} "])
@pytest.mark.parametrize("screen", ["edit", "add"])
def test_an_id_in_another_shape_is_the_same_id(world, people, signed_in, shape, screen):
    from wagtail.images.tests.utils import get_test_image_file

    from agencies.models import PortalImage

    foreign = PortalImage.objects.create(
        title="ANHKIN", file=get_test_image_file("k.png"), collection=world.sotttt.collection
    )
    page = draft(world.soyte, people["editor"])
    where = [page.pk] if screen == "edit" else ["news", "newspage", page.get_parent().pk]
    before = NewsPage.objects.count()
    client = signed_in(people["editor"])
    answer = client.post(
        reverse(f"wagtailadmin_pages:{screen}", args=where),
        form_of(page, slug="khac", picture=shape.format(foreign.pk)),
    )
    assert answer.status_code in (302, 403) and "ANHKIN" not in answer.content.decode()
    assert NewsPage.objects.count() == before
    assert fresh(page).get_latest_revision_as_object().picture_id is None


@pytest.mark.parametrize(
    "sent",
    [{"picture": "abc"}, {"body-count": "abc"}, {"body-count": "99999999"}, {"overwrite_revision_id": "abc"}],
)
def test_what_no_editor_sends_gets_a_400(world, people, signed_in, sent):
    client = signed_in(people["editor"])
    client.raise_request_exception = False
    assert edit(client, draft(world.soyte, people["editor"]), **sent).status_code == 400


@pytest.mark.parametrize("name", ["edit", "lock", "copy", "history"])
def test_the_container_is_the_houses(world, people, signed_in, name):
    client = signed_in(people["approver"])
    address = reverse(f"wagtailadmin_pages:{name}", args=[world.soyte.container_id])
    assert client.post(address, {"title": "x", "slug": "x"}).status_code == 403
    home = reverse("wagtailadmin_pages:copy", args=[world.soyte.site.root_page_id])
    assert client.post(home, {"new_title": "x", "new_slug": "x"}).status_code == 403


def test_the_log_stays_with_its_agency_when_a_label_goes_to_another(world, people, signed_in):
    from core.audit import record

    record("page.submit", draft(world.soyte, people["editor"]), by=None, title="CHUYENCUASOYTE", agency_label="soyte")
    stranger = member(world.sotttt, Role.OFFICER)
    AuditEntry.objects.create(
        verb="x", subject_type="x", subject_title="CHUYENCUASOTTTT", agency_label="soyte", owner=world.sotttt.agency.pk
    )
    theirs = signed_in(stranger).get(reverse("own_log")).content.decode()
    ours = signed_in(people["officer"]).get(reverse("own_log")).content.decode()
    assert "CHUYENCUASOYTE" in ours and "CHUYENCUASOYTE" not in theirs
    assert "CHUYENCUASOTTTT" in theirs and "CHUYENCUASOTTTT" not in ours


def test_the_board_reads_the_log_of_the_main_portal(world, signed_in):
    deputy, secretary = member(world.main, Role.APPROVER), member(world.main, Role.EDITOR)
    submitted(world.main, secretary, "Tin của Ban Biên tập")
    assert "Tin của Ban Biên tập" in signed_in(deputy).get(reverse("own_log")).content.decode()


# --- People -----------------------------------------------------------------------------------------------------------


def invite(world, officer, email, role=Role.EDITOR):
    return InviteColleague(world.soyte.agency, by=officer, role=role, email=email, last_name="A", first_name="B").run()


def test_an_officer_makes_nobody_of_himself_approver(world, people):
    officer = people["officer"]
    with pytest.raises(TransitionRefused):
        invite(world, officer, officer.email.upper(), Role.APPROVER)
    invitation = invite(world, officer, "khac@thaibinh.gov.vn", Role.APPROVER)
    Invitation.objects.filter(pk=invitation.pk).update(email=officer.email)
    invitation.refresh_from_db()
    with pytest.raises(TransitionRefused):
        AcceptInvitation(invitation, by=officer).run()


def test_one_address_has_one_account(world, people):
    invitation = invite(world, people["officer"], member(world.sotttt, Role.EDITOR).email)
    before = User.objects.count()
    with pytest.raises(TransitionRefused):
        AcceptInvitation(invitation, by=None, username="haitaikhoan", password=PASSWORD).run()
    assert User.objects.count() == before


def test_who_comes_back_gets_the_former_account_again(world, people):
    user = member(world.soyte, Role.EDITOR)
    RetireColleague(Membership.objects.get(user=user), by=people["officer"]).run()
    invitation = invite(world, people["officer"], user.email, Role.CONTRIBUTOR)
    AcceptInvitation(invitation, by=None, username="trolai", password=PASSWORD).run()
    user.refresh_from_db()
    assert user.is_active and user.username == "trolai" and user.check_password(PASSWORD)


@pytest.mark.parametrize("was", ["an operator", "closed by the operator"])
def test_an_officers_link_does_not_open_what_the_operator_closed(world, people, was):
    user = member(world.sotttt, Role.EDITOR)
    User.objects.filter(pk=user.pk).update(
        is_active=False, is_superuser=was == "an operator", closed_because="idle" if was == "an operator" else ""
    )
    invitation = invite(world, people["officer"], user.email)
    with pytest.raises(TransitionRefused):
        AcceptInvitation(invitation, by=None, username="lai", password=PASSWORD).run()
    user.refresh_from_db()
    assert not user.is_active


def test_retiring_withdraws_links_that_are_on_their_way(world, people):
    user = member(world.soyte, Role.CONTRIBUTOR)
    invitation = invite(world, people["officer"], user.email, Role.EDITOR)
    RetireColleague(Membership.objects.get(user=user), by=people["officer"]).run()
    invitation.refresh_from_db()
    assert not invitation.is_open


def test_the_officer_does_not_open_what_the_operator_closed(world, people):
    user = member(world.soyte, Role.EDITOR)
    User.objects.filter(pk=user.pk).update(is_active=False)
    with pytest.raises(TransitionRefused):
        UnlockAccount(Membership.objects.get(user=user), by=people["officer"]).run()


def test_a_user_name_that_looks_like_an_address_is_refused(world, people, reader):
    from agencies.views import AccountForm

    form = AccountForm({"username": people["approver"].email, "password": PASSWORD, "again": PASSWORD})
    assert "username" in form.errors


def test_the_secret_link_does_not_stay_in_the_job(world, people, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invite(world, people["officer"], "moi@thaibinh.gov.vn")
    job = Job.objects.filter(kind="core.mail").latest("pk")
    assert job.state == Job.State.DONE and job.payload == {}


def test_wrong_codes_of_the_second_factor_lock_the_account(world, reader):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    user = member(world.soyte, Role.EDITOR)
    user.set_password(PASSWORD)
    user.save()
    TOTP.activate(user, generate_totp_secret())
    reader.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    for _n in range(5):
        reader.post(reverse("mfa_authenticate"), {"code": "000000"})
    user.refresh_from_db()
    assert user.is_locked
    assert AuditEntry.objects.filter(verb="account.locked", subject_id=str(user.pk)).exists()


# --- Nothing typed is lost, nothing planted is kept -------------------------------------------------------------------


def test_a_form_of_another_site_is_not_kept(world, people):
    client = Client(enforce_csrf_checks=True, HTTP_HOST="thaibinh.localhost")
    client.force_login(people["editor"])
    session = client.session
    session["active_at"] = timezone.now().timestamp() - 3600
    session.save()
    page = draft(world.soyte, people["editor"])
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"title": "gài vào"})
    assert not KeptForm.objects.exists()


def test_only_texts_are_kept(world, people, signed_in):
    client = signed_in(people["officer"])
    session = client.session
    session["active_at"] = timezone.now().timestamp() - 3600
    session.save()
    client.post(reverse("staff_invite"), {"email": "x@y.vn"})
    assert not KeptForm.objects.exists()


def test_a_text_sent_while_a_step_is_due_is_kept_and_found_on_the_start_screen(world, people, signed_in, settings):
    page = draft(world.soyte, people["approver"])
    client = signed_in(people["approver"])
    settings.MFA_COMPULSORY = True
    assert edit(client, page, title="Gõ trước khi bị hỏi").url == reverse("mfa_index")
    settings.MFA_COMPULSORY = False
    kept = KeptForm.objects.get()
    assert reverse("kept_form", args=[kept.pk]) in client.get("/admin/").content.decode()
    edit(client, page, title="Gõ trước khi bị hỏi", **{"kept-form": kept.pk})
    assert not KeptForm.objects.exists()


def test_two_pages_may_have_the_same_title(world, people, signed_in):
    client = signed_in(people["editor"])
    index = news_index(world.soyte)
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])
    template = draft(world.soyte, people["editor"], "Thông báo nghỉ lễ")
    for _n in range(2):
        assert client.post(url, form_of(template, slug="")).status_code == 302
    slugs = NewsPage.objects.child_of(index).filter(title="Thông báo nghỉ lễ").values_list("slug", flat=True)
    assert sorted(slugs) == ["thong-bao-nghi-le", "thong-bao-nghi-le-2", "thong-bao-nghi-le-3"]


def test_an_unreviewed_forced_publication_outlives_the_bin(world, people):
    page = draft(world.soyte, people["approver"], "Khẩn rồi xóa")
    entry = ForcePublish(page, by=people["approver"], reason="Rất gấp, không chờ được.", points=ALL_POINTS).run()
    DeletePage(fresh(page), by=people["approver"], reason="Dấu vết").run()
    BinEntry.objects.update(kept_until=today() - datetime.timedelta(days=1))
    assert empty_bins() == 0
    ReviewForced(ForcedPublication.objects.get(pk=entry.pk), by=people["officer"], verdict="Đã xem.").run()
    assert empty_bins() == 1
    assert ForcedPublication.objects.get(pk=entry.pk).title == "Khẩn rồi xóa"


def test_a_restored_page_restored_again_is_told_not_a_fault(world, people):
    entry = DeletePage(draft(world.soyte, people["editor"]), by=people["approver"]).run()
    again = BinEntry.objects.get(pk=entry.pk)
    RestorePage(entry, by=people["approver"]).run()
    with pytest.raises(TransitionRefused):
        RestorePage(again, by=people["approver"]).run()


def test_the_actions_of_a_list_ask_nothing_for_each_row(world, people, django_assert_max_num_queries):
    """Wagtail's own buttons ask once or twice a row; ours read what the list has fetched for all."""
    from agencies.panels import actions_on

    for n in range(15):
        draft(world.soyte, people["editor"], f"Tin {n}")
    rows = NewsPage.objects.child_of(news_index(world.soyte)).prefetch_workflow_states().annotate_approved_schedule()
    pages = list(rows.specific())
    user = User.objects.get(pk=people["approver"].pk)
    with django_assert_max_num_queries(6):
        named = [[name for _label, name, _icon in actions_on(page, user)] for page in pages]
    assert named == [["approval_submit", "approval_force", "page_move", "page_delete"]] * 15
