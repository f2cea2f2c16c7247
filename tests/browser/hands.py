"""What people do again and again in the admin."""

import base64
import hashlib
import hmac
import struct
import time


def sign_in(page, portal, user, password=None):
    page.goto(portal.url("/admin/"))
    page.locator("input[name=login]").fill(user)
    page.locator("input[name=password]").fill(password or portal.passwords[user])
    page.locator("main form button[type=submit]").first.click()


def sign_out(page):
    """Another person sits down: nothing of the last page may still be on its way and set a cookie again."""
    page.goto("about:blank")
    page.context.clear_cookies()


def news_index(portal, label="soyte"):
    where = f"agency__portal__hosts__label='{label}', locale__language_code='vi'"
    find = f"from news.models import NewsIndexPage as P; print(P.objects.get({where}).pk)"
    return portal.manage("shell", "-v0", "-c", find).stdout.strip().splitlines()[-1]


def write_news(page, portal, title, label="soyte"):
    """A news item, up to the check of Điều 5."""
    page.wait_for_url("**/admin/**")
    page.goto(portal.url(f"/admin/pages/add/news/newspage/{news_index(portal, label)}/"), wait_until="networkidle")
    page.locator("#id_title").fill(title)
    page.locator("#id_section").select_option(label="Thông báo")
    assert page.locator("button[name=action-publish], button[name=action-submit]").count() == 0
    page.locator("[data-w-dropdown-target=toggle]").last.click()
    page.locator("button[name=action-to-approval]").click()


def submit(page, note):
    """Ticks the points and submits."""
    page.wait_for_url("**/trinh-duyet/**")
    for point in page.locator("input[name=points]").all():
        point.check()
    page.locator("#id_note").fill(note)
    page.get_by_role("button", name="Trình duyệt").click()
    page.wait_for_url("**/admin/duyet/")


def totp(secret):
    """The code an authenticator app shows now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF) % 1_000_000:06}"
