"""Editor, approver and operator in Wagtail's admin."""

from playwright.sync_api import expect

from tests.browser.hands import sign_in, submit, write_news

expect.set_options(timeout=20_000)


def test_an_editor_writes_the_head_returns_then_approves_the_citizen_reads(portal, desk, browser, phone):
    sign_in(desk, portal, "editor.soyte")
    desk.goto(portal.url("/admin/pages/"))
    expect(desk.locator("body")).to_contain_text("Sở Y tế")
    expect(desk.locator("main table")).not_to_contain_text("Sở Thông tin và Truyền thông")
    write_news(desk, portal, "Thông báo lịch khám lưu động tháng 12")
    submit(desk, "Xin duyệt trước thứ Sáu.")
    address = portal.url("/tin-tuc/thong-bao-lich-kham-luu-dong-thang-12/", "soyte")
    assert phone.goto(address).status == 404

    head = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    sign_in(head, portal, "approver.soyte")
    head.get_by_role("link", name="Thông báo lịch khám lưu động tháng 12").first.click()
    expect(head.locator("main")).to_contain_text("Xin duyệt trước thứ Sáu.")
    head.locator("#id_reason").fill("Bổ sung địa điểm khám.")
    head.get_by_role("button", name="Trả lại").click()
    head.wait_for_url("**/admin/duyet/")

    desk.goto(portal.url("/admin/duyet/"))
    expect(desk.locator("main")).to_contain_text("Bổ sung địa điểm khám.")
    page_id = desk.get_by_role("link", name="Thông báo lịch khám").first.get_attribute("href").strip("/").split("/")[-1]
    desk.goto(portal.url(f"/admin/pages/{page_id}/edit/"), wait_until="networkidle")
    desk.locator("#id_summary").fill("Khám tại trạm y tế các xã ven biển.")
    desk.locator("[data-w-dropdown-target=toggle]").last.click()
    desk.locator("button[name=action-to-approval]").click()
    submit(desk, "Đã bổ sung.")

    head.goto(portal.url("/admin/"))
    head.get_by_role("link", name="Thông báo lịch khám lưu động tháng 12").first.click()
    head.get_by_role("button", name="Duyệt và đăng").click()
    head.wait_for_url("**/admin/duyet/")
    head.context.close()
    answer = phone.goto(address)
    assert answer.status == 200
    assert phone.get_by_role("heading", level=1).inner_text() == "Thông báo lịch khám lưu động tháng 12"
    assert "Khám tại trạm y tế các xã ven biển." in phone.locator("main").inner_text()


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
