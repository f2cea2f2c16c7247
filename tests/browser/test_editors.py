"""Editor, approver and operator in Wagtail's admin."""

from playwright.sync_api import expect

expect.set_options(timeout=20_000)


def sign_in(page, portal, user):
    page.goto(portal.url("/admin/"))
    page.locator("input[name=username]").fill(user)
    page.locator("input[name=password]").fill(portal.passwords[user])
    page.locator("button[type=submit]").click()
    page.wait_for_url("**/admin/")


def test_an_editor_writes_the_head_approves_the_citizen_reads(portal, desk, browser, phone):
    sign_in(desk, portal, "editor.soyte")
    desk.goto(portal.url("/admin/pages/"))
    expect(desk.locator("body")).to_contain_text("Sở Y tế")
    expect(desk.locator("main table")).not_to_contain_text("Sở Thông tin và Truyền thông")
    find = "from news.models import NewsIndexPage as P; print(P.objects.get(agency__portal__hosts__label='soyte').pk)"
    index = portal.manage("shell", "-v0", "-c", find).stdout.strip()
    desk.goto(portal.url(f"/admin/pages/add/news/newspage/{index}/"), wait_until="networkidle")
    desk.locator("#id_title").fill("Thông báo lịch khám lưu động tháng 12")
    desk.locator("#id_section").select_option(label="Thông báo")
    assert desk.locator("button[name=action-publish]").count() == 0
    desk.locator("[data-w-dropdown-target=toggle]").last.click()
    desk.locator("button[name=action-submit]").click()
    # Wagtail saves a draft by itself while one writes; only the way back to the list says it is submitted.
    expect(desk.locator(".messages")).to_contain_text("Thông báo lịch khám lưu động tháng 12")
    address = portal.url("/tin-tuc/thong-bao-lich-kham-luu-dong-thang-12/", "soyte")
    assert phone.goto(address).status == 404

    context = browser.new_context(viewport={"width": 1280, "height": 900})
    head = context.new_page()
    sign_in(head, portal, "approver.soyte")
    head.get_by_role("link", name="Thông báo lịch khám lưu động tháng 12").first.click()
    head.wait_for_load_state("networkidle")
    head.locator("[data-w-dropdown-target=toggle]").last.click()
    head.locator("button[data-workflow-action-name=approve]").first.click()
    head.wait_for_load_state("networkidle")
    context.close()
    answer = phone.goto(address)
    assert answer.status == 200
    assert phone.get_by_role("heading", level=1).inner_text() == "Thông báo lịch khám lưu động tháng 12"


def test_the_operator_opens_a_portal_by_form_and_archives_it(portal, desk, phone):
    portal.manage(
        "shell",
        "-c",
        "from agencies.models import Agency;"
        "Agency.objects.create(name='Chi cục Thử nghiệm', kind='other', level='province')",
    )
    sign_in(desk, portal, "operator")
    desk.goto(portal.url("/admin/cong/mo/"))
    desk.locator("#id_agency").select_option(label="Chi cục Thử nghiệm")
    desk.locator("#id_label").fill("soyte")
    desk.get_by_role("button", name="Mở cổng").click()
    expect(desk.get_by_role("alert").first).to_contain_text("soyte")
    desk.locator("#id_label").fill("chicuc")
    desk.get_by_role("button", name="Mở cổng").click()
    desk.wait_for_url("**/admin/cong/")
    assert phone.goto(portal.url("/", "chicuc")).status == 200
    row = desk.locator("tr", has_text="Chi cục Thử nghiệm")
    row.get_by_role("link", name="Lưu trữ").click()
    desk.locator("#id_successor").select_option(label="Sở Y tế")
    desk.get_by_role("button", name="Lưu trữ cổng").click()
    desk.wait_for_url("**/admin/cong/")
    phone.goto(portal.url("/", "chicuc"))
    expect(phone.get_by_role("complementary").first).to_contain_text("Sở Y tế")


def test_an_agencys_officer_finds_the_own_file_and_no_operators_screen(portal, desk):
    sign_in(desk, portal, "officer.soyte")
    desk.goto(portal.url("/admin/ho-so-cong/"))
    expect(desk.locator("main")).to_contain_text("Sở Y tế")
    desk.goto(portal.url("/admin/ho-so-cong/quy-che/them/"))
    desk.locator("#id_title").fill("Quy chế quản lý cổng thành phần")
    desk.locator("form button[type=submit]").last.click()
    desk.wait_for_url("**/admin/ho-so-cong/")
    expect(desk.locator("main")).to_contain_text("Quy chế quản lý cổng thành phần")
    desk.goto(portal.url("/admin/cong/"))
    assert desk.url == portal.url("/admin/")
