"""The one door: sign-in, lock, idle end, second factor, passwords. Every step leaves its line in the log."""

import datetime

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from agencies.models import KeptForm, Role
from agencies.periodic import disable_idle_accounts
from core.models import AuditEntry, User
from tests.factories import UserFactory, draft, member

PASSWORD = "Ba-con-meo.7-ngay"


@pytest.fixture
def person(world):
    user = member(world.soyte, Role.EDITOR)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(reader, user, password=PASSWORD, name=""):
    return reader.post(reverse("account_login"), {"login": name or user.username, "password": password})


def signed_in_as(reader):
    return reader.session.get("_auth_user_id")


def test_a_person_signs_in_by_name_or_by_mail_and_the_log_says_so(person, reader):
    assert sign_in(reader, person).url == "/admin/"
    assert signed_in_as(reader) == str(person.pk)
    reader.logout()
    assert sign_in(reader, person, name=person.email).status_code == 302
    assert AuditEntry.objects.filter(verb="account.sign_in", agency_label="soyte").count() == 2


def test_the_door_stands_on_the_main_host_only(person, reader):
    answer = reader.get("/tai-khoan/login/", host="soyte")
    assert answer.status_code == 302 and answer.url.startswith("http://thaibinh.localhost/tai-khoan/login/")


def test_wagtails_own_door_leads_to_ours(reader):
    answer = reader.get("/admin/login/?next=/admin/pages/")
    assert (answer.status_code, answer.url) == (302, "/tai-khoan/login/?next=/admin/pages/")


def test_nobody_signs_up(reader, world):
    before = User.objects.count()
    form = {"username": "x", "email": "x@y.vn", "password1": PASSWORD, "password2": PASSWORD}
    reader.post("/tai-khoan/signup/", form)
    assert User.objects.count() == before


def test_five_failures_lock_the_account_even_for_the_right_password(person, reader, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _n in range(5):
            assert sign_in(reader, person, "sai").status_code == 200
    person.refresh_from_db()
    assert person.is_locked and person.locked_until > timezone.now() + datetime.timedelta(hours=11)
    answer = sign_in(reader, person)
    assert answer.status_code == 200 and signed_in_as(reader) is None
    assert [letter.to for letter in mail.outbox] == [[person.email]]
    assert AuditEntry.objects.filter(verb="account.locked", subject_id=str(person.pk)).count() == 1
    person.locked_until = timezone.now() - datetime.timedelta(seconds=1)
    person.save()
    assert sign_in(reader, person).status_code == 302


def test_a_success_starts_the_count_again(person, reader):
    for _n in range(4):
        sign_in(reader, person, "sai")
    sign_in(reader, person)
    reader.logout()
    for _n in range(4):
        sign_in(reader, person, "sai")
    assert sign_in(reader, person).status_code == 302


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(person, reader):
    unknown = sign_in(reader, person, "sai", name="khong-co").content.decode()
    wrong = sign_in(reader, person, "sai").content.decode()
    errors = [text.split('role="alert"')[1].split("</div>")[0] for text in (unknown, wrong)]
    assert errors[0] == errors[1]


# --- Idle -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def at_work(person, reader):
    sign_in(reader, person)
    return reader


def minutes_pass(client, minutes):
    session = client.session
    session["active_at"] = timezone.now().timestamp() - minutes * 60
    session.save()


def test_fifteen_minutes_without_a_hand_end_the_session(at_work):
    minutes_pass(at_work, 14)
    assert at_work.get("/admin/").status_code == 200
    minutes_pass(at_work, 16)
    answer = at_work.get("/admin/pages/search/")
    assert answer.status_code == 302 and answer.url.startswith("/tai-khoan/login/?next=%2Fadmin%2Fpages%2Fsearch%2F")
    assert signed_in_as(at_work) is None


@pytest.mark.parametrize("what", ["ping", "autosave", "preview", "state"])
def test_what_browsers_send_by_themselves_is_no_presence(at_work, person, world, what):
    page = draft(world.soyte, person)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    minutes_pass(at_work, 10)
    before = at_work.session["active_at"]
    at_work.raise_request_exception = False
    if what == "ping":
        at_work.post(reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", page.pk, 1]))
    elif what == "autosave":
        at_work.post(edit, {"title": "x"}, HTTP_ACCEPT="application/json")
    elif what == "preview":
        at_work.post(reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]), {"title": "x"})
    else:
        at_work.get(reverse("session_state"))
    assert at_work.session["active_at"] == before


def test_a_key_press_reported_by_the_script_is_presence(at_work):
    minutes_pass(at_work, 14)
    answer = at_work.post(reverse("session_presence"), HTTP_ACCEPT="application/json")
    assert answer.json()["signed_in"] is True and answer.json()["left"] > 14 * 60
    assert at_work.session["active_at"] > timezone.now().timestamp() - 5


def test_the_script_is_told_when_the_session_has_ended(at_work):
    minutes_pass(at_work, 16)
    assert at_work.get(reverse("session_state")).json() == {"signed_in": False, "left": 0}


def test_an_autosave_after_the_end_gets_a_401_and_not_a_page(at_work, person, world):
    page = draft(world.soyte, person)
    minutes_pass(at_work, 16)
    answer = at_work.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), {"title": "x"}, HTTP_ACCEPT="application/json"
    )
    assert answer.status_code == 401 and answer.json()["error_code"] == "signed_out"


def test_what_was_sent_too_late_is_kept_and_saved_after_the_next_sign_in(at_work, person, world):
    page = draft(world.soyte, person, "Trước khi hết phiên")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    minutes_pass(at_work, 16)
    answer = at_work.post(edit, {"title": "Gõ mãi mới xong", "csrfmiddlewaretoken": "x", "old_password": "secret"})
    kept = KeptForm.objects.get()
    assert answer.status_code == 302 and f"%2Fnoi-dung-giu-lai%2F{kept.pk}%2F" in answer.url
    assert kept.user == person and kept.fields == {"title": ["Gõ mãi mới xong"]}
    sign_in(at_work, person)
    text = at_work.get(reverse("kept_form", args=[kept.pk])).content.decode()
    assert f'action="{edit}"' in text and 'value="Gõ mãi mới xong"' in text


def test_nobody_else_sees_what_was_kept(at_work, person, world, signed_in):
    kept = KeptForm.objects.create(user=person, path="/admin/", fields={"title": ["riêng"]})
    colleague = signed_in(member(world.soyte, Role.APPROVER))
    assert colleague.get(reverse("kept_form", args=[kept.pk])).status_code == 404


# --- Passwords --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "password", ["ngan1A!", "khongcohoa-1-chu-nao", "KHONGCOTHUONG-1", "KhongCoSo-nao-ca", "KhongCoDau123456"]
)
def test_a_password_needs_fourteen_characters_of_four_kinds(person, password):
    with pytest.raises(ValidationError):
        validate_password(password, person)


def test_eight_characters_are_enough_beside_a_second_factor(person):
    from allauth.mfa.models import Authenticator

    with pytest.raises(ValidationError):
        validate_password("ca-chep-9", person)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert validate_password("ca-chep-9", person) is None


def test_none_of_the_last_ten_passwords_comes_back(person):
    for n in range(10):
        person.set_password(f"Mot-hai-ba-{n}-nam")
        person.save()
    with pytest.raises(ValidationError):
        validate_password(PASSWORD, person)
    with pytest.raises(ValidationError):
        validate_password("Mot-hai-ba-9-nam", person)
    assert validate_password("Hoan-toan-moi.55", person) is None


def test_an_operators_password_is_changed_every_two_months(reader):
    operator = UserFactory(is_superuser=True)
    operator.set_password(PASSWORD)
    operator.save()
    sign_in(reader, operator)
    assert reader.get("/admin/").status_code == 200
    User.objects.filter(pk=operator.pk).update(password_changed_at=timezone.now() - datetime.timedelta(days=61))
    assert reader.get("/admin/").url == reverse("account_change_password")


# --- The second factor ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "needs"), [("contributor", False), ("editor", False), ("approver", True), ("officer", True)]
)
def test_in_production_heads_and_officers_set_up_a_second_factor_first(world, signed_in, settings, role, needs):
    settings.MFA_COMPULSORY = True
    answer = signed_in(member(world.soyte, role)).get("/admin/")
    assert (answer.status_code == 302 and answer.url == reverse("mfa_index")) is needs


def test_so_do_the_board_and_operators(world, signed_in, settings, operator):
    settings.MFA_COMPULSORY = True
    for user in (operator, member(world.main, Role.EDITOR)):
        assert signed_in(user).get("/admin/").url == reverse("mfa_index")


def test_a_second_factor_opens_the_way_and_recovery_codes_alone_do_not(world, signed_in, settings):
    from allauth.mfa.models import Authenticator

    settings.MFA_COMPULSORY = True
    user = member(world.soyte, Role.APPROVER)
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert signed_in(user).get("/admin/").status_code == 302
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert signed_in(user).get("/admin/").status_code == 200


# --- Idle accounts ----------------------------------------------------------------------------------------------------


def test_an_account_nobody_used_for_45_days_is_closed_and_the_last_operator_stays(world, operator):
    long_ago = timezone.now() - datetime.timedelta(days=46)
    idle, busy = member(world.soyte, Role.EDITOR), member(world.soyte, Role.EDITOR)
    User.objects.filter(pk__in=[idle.pk, operator.pk]).update(last_seen_at=long_ago)
    User.objects.filter(pk=busy.pk).update(last_seen_at=timezone.now())
    assert disable_idle_accounts() == 1
    idle.refresh_from_db(), operator.refresh_from_db(), busy.refresh_from_db()
    assert (idle.is_active, operator.is_active, busy.is_active) == (False, True, True)
    assert AuditEntry.objects.filter(verb="account.disabled_idle", subject_id=str(idle.pk)).exists()


def test_an_address_of_allauth_that_this_house_does_not_open(at_work):
    assert at_work.get("/tai-khoan/email/").status_code == 404
