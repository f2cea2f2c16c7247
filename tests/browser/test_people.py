"""Accounts by hand: invitation and retirement, second factors, a session that ends while one types, and peeking."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.hands import news_index, sign_in, sign_out, submit, totp, write_news

expect.set_options(timeout=20_000)


@pytest.fixture
def other_desk(browser):
    """A second person's computer."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def newest_mail(portal, address):
    """The text of the last mail to somebody; mails are files in a newcomer's portal."""
    found = [
        path
        for path in sorted(Path(portal.environment["VAR_DIR"], "mail").glob("*"), key=lambda path: path.stat().st_mtime)
        if f"To: {address}" in path.read_text()
    ]
    return found[-1].read_text()


def test_an_officer_invites_a_colleague_and_retires_them(portal, desk, other_desk):
    sign_in(desk, portal, "officer.soyte")
    desk.wait_for_url("**/admin/")
    desk.goto(portal.url("/admin/nhan-su/moi/"))
    desk.locator("#id_last_name").fill("Nguyễn Thị")
    desk.locator("#id_first_name").fill("Lan")
    desk.locator("#id_email").fill("lan@thaibinh.example")
    desk.get_by_role("button", name="Gửi lời mời").click()
    desk.wait_for_url("**/admin/nhan-su/")
    expect(desk.locator("main")).to_contain_text("lan@thaibinh.example")

    link = re.search(r"http://\S+/tai-khoan/loi-moi/\S+", newest_mail(portal, "lan@thaibinh.example"))[0]
    other_desk.goto(link)
    other_desk.locator("#id_username").fill("nguyenthilan")
    other_desk.locator("#id_password").fill("Ba-con-meo.7-ngay")
    other_desk.locator("#id_again").fill("Ba-con-meo.7-ngay")
    other_desk.get_by_role("button", name="Tạo tài khoản").click()
    other_desk.wait_for_url("**/tai-khoan/login/")
    sign_in(other_desk, portal, "nguyenthilan", "Ba-con-meo.7-ngay")
    other_desk.wait_for_url("**/admin/")
    edit = portal.url(f"/admin/pages/{news_index(portal)}/")
    assert other_desk.goto(edit).status == 200

    desk.goto(portal.url("/admin/nhan-su/"))
    desk.get_by_role("row", name="Nguyễn Thị Lan").get_by_role("link", name="Cho thôi quyền").click()
    desk.locator("main form button[type=submit]").last.click()
    desk.wait_for_url("**/admin/nhan-su/")
    other_desk.goto(edit)
    assert "/tai-khoan/login/" in other_desk.url


def confirm_password(page, portal, user):
    """Screens of second factors ask for the password once more."""
    if "reauthenticate" in page.url:
        page.locator("input[name=password]").fill(portal.passwords[user])
        page.locator("main form button[type=submit]").first.click()


def test_a_second_factor_by_an_authenticator_app(portal, desk):
    sign_in(desk, portal, "approver.sotttt")
    desk.wait_for_url("**/admin/")
    desk.goto(portal.url("/tai-khoan/xac-thuc/totp/activate/"))
    confirm_password(desk, portal, "approver.sotttt")
    secret = desk.locator("#authenticator_secret").input_value()
    desk.locator("input[name=code]").fill(totp(secret))
    desk.locator("main form button[type=submit]").first.click()
    desk.wait_for_url("**/recovery-codes/**")
    desk.goto(portal.url("/tai-khoan/xac-thuc/recovery-codes/"))
    codes = desk.locator("#recovery_codes").input_value().split()
    assert len(codes) == 10
    sign_out(desk)
    sign_in(desk, portal, "approver.sotttt")
    desk.wait_for_url("**/xac-thuc/authenticate/**")
    desk.locator("input[name=code]").fill("000000")
    desk.locator("main form button[type=submit]").first.click()
    expect(desk.locator("main .field__errors")).to_be_visible()
    desk.locator("input[name=code]").fill(codes[0])
    desk.locator("main form button[type=submit]").first.click()
    desk.wait_for_url("**/admin/")


def test_a_passkey_opens_the_door_without_a_password(portal, desk):
    browser_session = desk.context.new_cdp_session(desk)
    browser_session.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    browser_session.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    sign_in(desk, portal, "contributor.sotttt")
    desk.wait_for_url("**/admin/")
    desk.goto(portal.url("/tai-khoan/xac-thuc/webauthn/add/"))
    confirm_password(desk, portal, "contributor.sotttt")
    desk.locator("input[name=name]").fill("Máy ở cơ quan")
    desk.locator("input[name=passwordless]").check()
    desk.locator("#mfa_webauthn_add").click()
    desk.wait_for_url(re.compile(r".*/(recovery-codes|webauthn)/(?!add).*|.*/webauthn/$"))
    desk.goto(portal.url("/tai-khoan/xac-thuc/webauthn/"))
    expect(desk.locator("main")).to_contain_text("Máy ở cơ quan")
    sign_out(desk)
    desk.goto(portal.url("/admin/"))
    desk.locator("#passkey_login").click()
    desk.wait_for_url("**/admin/")
    expect(desk.locator("body")).to_contain_text("Lê Thu Mẫu")


def end_session(portal, user):
    """As if twenty minutes had passed without a key."""
    code = (
        "from django.contrib.sessions.models import Session\n"
        "from django.contrib.sessions.backends.db import SessionStore\n"
        "from core.models import User\n"
        f"pk = str(User.objects.get(username='{user}').pk)\n"
        "for row in Session.objects.all():\n"
        "    store = SessionStore(row.session_key)\n"
        "    if store.get('_auth_user_id') == pk:\n"
        "        store['active_at'] = store.get('active_at', 0) - 1200\n"
        "        store.save()\n"
    )
    portal.manage("shell", "-v0", "-c", code)


def test_a_session_that_ends_while_one_types_loses_nothing(portal, desk):
    sign_in(desk, portal, "editor.soyte")
    write_news(desk, portal, "Bài đang gõ dở")
    desk.wait_for_url("**/trinh-duyet/**")
    page_id = desk.url.rstrip("/").split("/")[-1]
    # Autosave would be quicker than the test: without the script the form is all there is.
    desk.goto(portal.url(f"/admin/pages/{page_id}/edit/"), wait_until="networkidle")
    desk.route("**/edit/", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_())
    desk.locator("#id_title").fill("Bài đang gõ dở, gõ thêm lúc hết phiên")
    end_session(portal, "editor.soyte")
    desk.evaluate("document.querySelector('form[data-edit-form]').submit()")
    desk.wait_for_url("**/tai-khoan/login/**")
    expect(desk.locator("main")).to_contain_text("15 phút")
    desk.locator("input[name=login]").fill("editor.soyte")
    desk.locator("input[name=password]").fill(portal.passwords["editor.soyte"])
    desk.locator("main form button[type=submit]").first.click()
    desk.wait_for_url("**/noi-dung-giu-lai/**")
    expect(desk.locator("main")).to_contain_text("gõ thêm lúc hết phiên")
    desk.get_by_role("button", name="Lưu").click()
    desk.wait_for_url(f"**/pages/{page_id}/edit/")
    expect(desk.locator("#id_title")).to_have_value("Bài đang gõ dở, gõ thêm lúc hết phiên")


def test_a_page_left_open_says_that_the_session_ended_and_goes_on_after_a_new_sign_in(portal, desk):
    sign_in(desk, portal, "editor.soyte")
    desk.wait_for_url("**/admin/")
    desk.goto(portal.url(f"/admin/pages/add/news/newspage/{news_index(portal)}/"), wait_until="networkidle")
    end_session(portal, "editor.soyte")
    desk.evaluate("window.dispatchEvent(new Event('session-check'))")
    expect(desk.locator("dialog.session-box")).to_contain_text("Đăng nhập lại")
    with desk.context.expect_page() as opened:
        desk.locator("dialog.session-box button").click()
    tab = opened.value
    tab.locator("input[name=login]").fill("editor.soyte")
    tab.locator("input[name=password]").fill(portal.passwords["editor.soyte"])
    tab.locator("main form button[type=submit]").first.click()
    tab.wait_for_url("**/admin/")
    tab.close()
    desk.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(desk.locator("dialog.session-box")).to_have_count(0)


def test_an_editor_of_another_agency_peeks_and_sees_nothing(portal, desk, other_desk):
    sign_in(desk, portal, "editor.sotttt")
    write_news(desk, portal, "Nháp kín của Sở TTTT", label="sotttt")
    desk.wait_for_url("**/trinh-duyet/**")
    page_id = desk.url.rstrip("/").split("/")[-1]
    submit(desk, "Ghi chú kín.")
    sign_in(other_desk, portal, "editor.soyte")
    other_desk.wait_for_url("**/admin/")
    for path in (
        f"/admin/pages/{page_id}/edit/",
        f"/admin/pages/{page_id}/view_draft/",
        f"/admin/pages/{page_id}/edit/preview/",
        f"/admin/pages/{page_id}/history/",
        f"/admin/duyet/{page_id}/",
        f"/admin/choose-page/chosen-multiple/?id={page_id}",
        f"/admin/bulk/wagtailcore/page/delete/?id={page_id}",
        "/admin/pages/search/?q=Nháp+kín",
        "/admin/choose-page/search/?q=Nháp+kín",
        "/admin/duyet/",
        "/admin/nhat-ky/",
    ):
        other_desk.goto(portal.url(path))
        assert "của Sở TTTT" not in other_desk.content(), path
    # A tampered form: the other agency's page as the target of a link to be moved to.
    answer = other_desk.evaluate(
        """async ([url, token]) => (await fetch(url, {method: "POST", headers: {"X-CSRFToken": token},
           body: new URLSearchParams({title: "x"})})).status""",
        [f"/admin/pages/{page_id}/edit/", other_desk.context.cookies()[0]["value"]],
    )
    assert answer == 403


OURS = {
    "start": ("approver.soyte", "/admin/"),
    "queue": ("approver.soyte", "/admin/duyet/"),
    "without approval": ("approver.soyte", "/admin/dang-khong-duyet/"),
    "bin": ("approver.soyte", "/admin/thung-rac/"),
    "people": ("officer.soyte", "/admin/nhan-su/"),
    "invite": ("officer.soyte", "/admin/nhan-su/moi/"),
    "who had access": ("officer.soyte", "/admin/nhan-su/ai-co-quyen/"),
    "log": ("officer.soyte", "/admin/nhat-ky/"),
    "file": ("officer.soyte", "/admin/ho-so-cong/"),
    "refused": ("officer.soyte", "/admin/users/"),
    "second factor": ("officer.soyte", "/tai-khoan/xac-thuc/"),
    "password": ("officer.soyte", "/tai-khoan/password/change/"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_our_admin_screens(portal, browser, scheme):
    for user in ("approver.soyte", "officer.soyte"):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme, locale="vi-VN")
        page = context.new_page()
        page.goto(portal.url("/admin/"))
        assert_no_violations(page, "sign-in")
        sign_in(page, portal, user)
        page.wait_for_url("**/admin/")
        for name, (who, path) in OURS.items():
            if who == user:
                page.goto(portal.url(path), wait_until="networkidle")
                assert_no_violations(page, name)
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_screens_of_a_decision(portal, browser, scheme):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme, locale="vi-VN")
    context.set_default_timeout(30_000)
    page = context.new_page()
    sign_in(page, portal, "editor.soyte")
    write_news(page, portal, f"Bài xem màn hình {scheme}")
    page.wait_for_url("**/trinh-duyet/**")
    page.wait_for_load_state("networkidle")
    assert_no_violations(page, "submit")
    page_id = page.url.rstrip("/").split("/")[-1]
    submit(page, "x")
    sign_out(page)
    sign_in(page, portal, "approver.soyte")
    page.wait_for_url("**/admin/")
    page.goto(portal.url(f"/admin/duyet/{page_id}/"), wait_until="networkidle")
    assert_no_violations(page, "review")
    context.close()


def assert_no_violations(page, name):
    found = Axe().run(page).response["violations"]
    told = [f"{name}: {v['id']} {[n['target'] for n in v['nodes']][:4]}" for v in found]
    assert not told, "\n".join(told)
