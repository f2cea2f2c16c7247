"""The officer's work with people, and invitations."""

import datetime
import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from agencies.models import Invitation, Membership, Role
from agencies.staff import ChangeMembership, InviteColleague, RetireColleague, RevokeInvitation, UnlockAccount
from core.models import AuditEntry, User
from core.models.dated import today
from core.transitions import TransitionRefused
from tests.factories import member

PASSWORD = "Ba-con-meo.7-ngay"


@pytest.fixture
def officer(world):
    return member(world.soyte, Role.OFFICER)


@pytest.fixture
def invited(world, officer, django_capture_on_commit_callbacks):
    """An invitation and the path of its link, as the mail has it."""

    def invite(email="moi@thaibinh.gov.vn", role=Role.EDITOR):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            invitation = InviteColleague(
                world.soyte.agency, by=officer, role=role, email=email, last_name="Nguyễn Văn", first_name="Mới"
            ).run()
        (letter,) = mail.outbox
        return invitation, re.search(r"http://thaibinh\.localhost(/tai-khoan/loi-moi/\S+)", letter.body)[1]

    return invite


def account(**changes):
    return {"username": "nguoimoi", "password": PASSWORD, "again": PASSWORD, **changes}


def test_a_colleague_takes_the_invitation_up_and_works_in_the_agency(world, reader, invited):
    invitation, path = invited()
    assert reader.get(path).status_code == 200
    assert reader.post(path, account()).url == reverse("account_login")
    user = User.objects.get(username="nguoimoi")
    assert user.email == "moi@thaibinh.gov.vn" and user.check_password(PASSWORD)
    assert list(Membership.objects.on().filter(user=user).values_list("agency", "role")) == [
        (world.soyte.agency.pk, Role.EDITOR)
    ]
    assert user.groups.filter(portal_group__portal=world.soyte).count() == 1
    assert reader.get(path).status_code == 410, "the link works once"


def test_a_weak_password_and_a_taken_name_are_told_and_the_link_still_works(reader, invited, officer):
    _invitation, path = invited()
    assert reader.post(path, account(password="ngan", again="ngan")).status_code == 200
    assert reader.post(path, account(username=officer.username.upper())).status_code == 200
    assert reader.post(path, account(again="khac")).status_code == 200
    assert not User.objects.filter(username="nguoimoi").exists()
    assert reader.post(path, account()).status_code == 302


@pytest.mark.parametrize("guess", ["x", "A" * 43, "%00", "../../x", "0"])
def test_a_guessed_link_gets_the_answer_of_a_used_one(reader, world, guess):
    answer = reader.get(f"/tai-khoan/loi-moi/{guess}/")
    assert answer.status_code in (400, 404, 410)


def test_the_secret_of_the_link_is_not_kept(invited):
    invitation, path = invited()
    token = path.rstrip("/").rsplit("/", 1)[1]
    assert len(token) >= 43 and token not in str(Invitation.objects.values().get(pk=invitation.pk))
    assert not AuditEntry.objects.filter(details__icontains=token).exists()


def test_a_withdrawn_and_an_expired_link_work_no_more(reader, invited, officer):
    invitation, path = invited()
    RevokeInvitation(invitation, by=officer).run()
    assert reader.post(path, account()).status_code == 410
    other, path = invited(email="khac@thaibinh.gov.vn")
    Invitation.objects.filter(pk=other.pk).update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    assert reader.post(path, account()).status_code == 410
    assert not User.objects.filter(username="nguoimoi").exists()


def test_an_invitation_of_an_officer_who_has_left_is_not_honoured(reader, invited, officer):
    _invitation, path = invited()
    Membership.objects.filter(user=officer).update(ended_at=timezone.now())
    assert reader.post(path, account()).status_code == 200
    assert not User.objects.filter(username="nguoimoi").exists()


def test_somebody_else_who_is_signed_in_cannot_take_it_up(signed_in, world, invited):
    _invitation, path = invited()
    stranger = signed_in(member(world.sotttt, Role.EDITOR))
    assert stranger.post(path).status_code == 200
    assert not Membership.objects.filter(agency=world.soyte.agency, role=Role.EDITOR).exists()


def test_a_person_with_an_account_gets_one_more_role(signed_in, world, invited):
    user = member(world.sotttt, Role.EDITOR)
    _invitation, path = invited(email=user.email)
    signed_in(user).post(path)
    assert Membership.objects.on().filter(user=user).count() == 2


def test_an_officer_manages_the_own_agency_only(world, officer, signed_in):
    stranger = Membership.objects.get(user=member(world.sotttt, Role.EDITOR))
    for step in (
        RetireColleague(stranger, by=officer),
        ChangeMembership(stranger, by=officer, role=Role.APPROVER, valid_to=None),
        InviteColleague(world.sotttt.agency, by=officer, role=Role.EDITOR, email="a@b.vn"),
    ):
        with pytest.raises(TransitionRefused):
            step.run()
    client = signed_in(officer)
    for name in ("staff_change", "staff_retire", "staff_unlock", "staff_reset_factor"):
        assert client.get(reverse(name, args=[stranger.pk])).status_code == 404


def test_nobody_raises_or_ends_the_own_role(officer):
    own = Membership.objects.get(user=officer)
    for step in (
        ChangeMembership(own, by=officer, role=Role.APPROVER, valid_to=None),
        RetireColleague(own, by=officer),
    ):
        with pytest.raises(TransitionRefused):
            step.run()


def test_retiring_ends_the_access_at_once_and_the_report_of_the_day_still_knows_it(world, officer, signed_in):
    user = member(world.soyte, Role.EDITOR)
    client = signed_in(user)
    assert client.get("/admin/").status_code == 200
    RetireColleague(Membership.objects.get(user=user), by=officer).run()
    user.refresh_from_db()
    assert not user.is_active and not user.groups.exists()
    assert client.get("/admin/").status_code == 302
    assert Membership.objects.had_access_on(today()).filter(user=user).exists()
    assert not Membership.objects.had_access_on(today() + datetime.timedelta(days=1)).filter(user=user).exists()


def test_a_person_can_come_back_to_the_same_role_on_the_same_day(world, officer):
    user = member(world.soyte, Role.EDITOR)
    RetireColleague(Membership.objects.get(user=user), by=officer).run()
    Membership.objects.create(user=user, agency=world.soyte.agency, role=Role.EDITOR)
    assert Membership.objects.on().filter(user=user).count() == 1


def test_a_change_of_role_ends_the_old_one_and_keeps_it_on_record(world, officer):
    user = member(world.soyte, Role.CONTRIBUTOR)
    ChangeMembership(Membership.objects.get(user=user), by=officer, role=Role.EDITOR, valid_to=None).run()
    assert [m.role for m in Membership.objects.on().filter(user=user)] == [Role.EDITOR]
    assert Membership.objects.filter(user=user).count() == 2
    assert [group.portal_group.role for group in user.groups.all()] == [Role.EDITOR]


def test_the_report_of_a_day_in_the_past_names_who_had_access_then(world, officer, signed_in):
    past = {"valid_from": datetime.date(2024, 1, 1), "valid_to": datetime.date(2024, 6, 30)}
    gone = member(world.soyte, Role.APPROVER, **past)
    client = signed_in(officer)
    then = client.get(reverse("access_report"), {"day": "15/3/2024"}).content.decode()
    later = client.get(reverse("access_report"), {"day": "1/7/2024"}).content.decode()
    assert gone.shown_name in then and gone.shown_name not in later


def test_the_officer_opens_a_locked_account_again(world, officer):
    user = member(world.soyte, Role.EDITOR)
    user.locked_until = timezone.now() + datetime.timedelta(hours=5)
    user.save()
    UnlockAccount(Membership.objects.get(user=user), by=officer).run()
    user.refresh_from_db()
    assert not user.is_locked


def test_the_screens_of_people_are_usable_end_to_end(world, officer, signed_in):
    client = signed_in(officer)
    form = {"last_name": "Trần Thị", "first_name": "Hoa", "email": "hoa@thaibinh.gov.vn", "role": "editor"}
    assert client.post(reverse("staff_invite"), form).url == reverse("staff")
    assert "hoa@thaibinh.gov.vn" in client.get(reverse("staff")).content.decode()
    user = member(world.soyte, Role.EDITOR)
    one = Membership.objects.get(user=user)
    assert client.post(reverse("staff_change", args=[one.pk]), {"role": "approver", "valid_to": ""}).status_code == 302
    now = Membership.objects.on().get(user=user)
    assert now.role == Role.APPROVER
    assert client.post(reverse("staff_retire", args=[now.pk])).status_code == 302
    user.refresh_from_db()
    assert not user.is_active
