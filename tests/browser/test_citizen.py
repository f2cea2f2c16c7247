"""A citizen on a cheap phone, without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = {
    "main home": ("/", ""),
    "agency home": ("/", "soyte"),
    "organisation": ("/gioi-thieu/", "soyte"),
    "unit": ("/gioi-thieu/van-phong-so/", "sotttt"),
    "leader": ("/gioi-thieu/hoang-minh-mau/", "soyte"),
    "news item": (
        "/tin-tuc/cac-tram-y-te-xa-bat-dau-dot-tiem-vac-xin-cum-mua-cho-nguoi-cao-tuoi/",
        "soyte",
    ),
    "contact": ("/lien-he/", "soyte"),
    "news index": ("/tin-tuc/", "soyte"),
    "section": ("/tin-tuc/thong-bao/", "soyte"),
    "documents": ("/van-ban/", ""),
    "document": ("/van-ban/02-2011-qd-ubnd/", ""),
    "results": ("/tim-kiem/?q=tiem+chung", ""),
    "nothing found": ("/tim-kiem/?q=zzzz", "soyte"),
    "portals": ("/cong-thanh-phan/", ""),
    "site map": ("/so-do/", ""),
    "English home": ("/en/", ""),
    "English about": ("/en/about/", "soyte"),
    "not found": ("/khong-co/", ""),
    "unknown label": ("/", "khongco"),
}


@pytest.mark.parametrize("typed", ["02/2011/qd-ubnd", "quyet dinh 02 2011"])
def test_finds_the_decision_by_a_careless_number_and_reads_article_6(portal, phone, typed):
    phone.goto(portal.url())
    phone.get_by_role("searchbox").fill(typed)
    phone.get_by_role("button", name="Tìm").click()
    phone.get_by_role("link", name="02/2011/QĐ-UBND").first.click()
    phone.wait_for_url("**/van-ban/02-2011-qd-ubnd/")
    assert phone.get_by_role("heading", level=1).inner_text().startswith("Ban hành Quy chế")
    phone.locator(".toc summary").click()
    phone.locator(".toc").get_by_role("link", name="Điều 6").click()
    assert phone.url.endswith("/van-ban/02-2011-qd-ubnd/#quy-che.dieu-6")
    article = phone.locator('[id="quy-che.dieu-6"]')
    assert article.is_visible() and article.inner_text().startswith("Điều 6.")
    assert article.bounding_box()["y"] < 720
    assert phone.locator('[id="quy-che.dieu-6.khoan-2.diem-e"]').count() == 1


def test_an_agencys_host_shows_only_its_own_and_one_click_widens(portal, phone):
    phone.goto(portal.url("/tin-tuc/", "soyte"))
    titles = phone.locator(".news__title").all_inner_texts()
    assert len(titles) == 5
    phone.goto(portal.url("/tim-kiem/?q=02/2011", "soyte"))
    assert phone.get_by_role("link", name="02/2011/QĐ-UBND").count() == 0
    phone.get_by_role("link", name="tất cả các cổng").first.click()
    phone.get_by_role("link", name="02/2011/QĐ-UBND").first.wait_for()


def test_reads_news_and_the_organisation_on_two_agencies_portals(portal, phone):
    for label, name in (("soyte", "Sở Y tế"), ("tienhai", "huyện Tiền Hải")):
        phone.goto(portal.url("/", label))
        assert name in phone.locator(".masthead__name").inner_text()
        phone.locator(".news__title").first.click()
        phone.get_by_role("heading", level=1).wait_for()  # the click may come back before the page is here
        assert len(phone.locator(".prose").inner_text()) > 400
        phone.goto(portal.url("/gioi-thieu/", label))
        assert phone.get_by_role("heading", name="Lãnh đạo").is_visible()
        assert "Nội dung mẫu" in phone.locator(".leader").first.inner_text()


def test_the_menu_opens_without_a_script(portal, phone):
    phone.goto(portal.url())
    entry = phone.get_by_role("navigation", name="Danh mục chính").get_by_role("link", name="Văn bản")
    assert not entry.is_visible()
    phone.get_by_text("Danh mục", exact=True).click()
    entry.click()
    phone.wait_for_url(portal.url("/van-ban/"))


def test_the_keyboard_alone_leads_past_the_menu_to_the_search(portal, desk):
    desk.goto(portal.url())
    desk.keyboard.press("Tab")
    assert "nội dung" in desk.evaluate("document.activeElement.innerText").lower()
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.name") == "q"
    desk.keyboard.type("02/2011/QD-UBND")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/tim-kiem/**")
    desk.get_by_role("link", name="02/2011/QĐ-UBND").first.wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(portal, browser, name, scheme):
    path, label = PAGES[name]
    context = browser.new_context(viewport={"width": 360, "height": 720}, color_scheme=scheme)
    page = context.new_page()
    answer = page.goto(portal.url(path, label))
    assert answer.status == (404 if name in ("not found", "unknown label") else 200)
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == []
    context.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_scrolls_sideways(portal, browser, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    wide = {}
    for name, (path, label) in PAGES.items():
        page.goto(portal.url(path, label))
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wide[name] = over
    assert wide == {}
    context.close()


FIRST_VIEWS = ("main home", "agency home", "organisation", "news item", "document")


@pytest.mark.parametrize("name", FIRST_VIEWS)
def test_a_first_view_is_light(portal, browser, name):
    """HTML, CSS, scripts and fonts of a first view as they travel: at most 100 KB; pictures in sight at most 60 KB."""
    context = browser.new_context(viewport={"width": 360, "height": 720}, device_scale_factor=2)
    page = context.new_page()
    travelled = {}
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    names = {}
    session.on("Network.responseReceived", lambda e: names.update({e["requestId"]: e["response"]["url"]}))
    session.on(
        "Network.loadingFinished",
        lambda e: travelled.update({names.get(e["requestId"], "?"): e["encodedDataLength"]}),
    )
    path, label = PAGES[name]
    page.goto(portal.url(path, label), wait_until="networkidle")
    pictures = (".svg", ".webp", ".avif", ".jpg", ".png")
    text = {url: size for url, size in travelled.items() if not url.split("?")[0].endswith(pictures)}
    assert len(text) >= 5 and sum(text.values()) <= 100_000, text
    in_sight = page.evaluate(
        """() => [...document.images].filter(i => i.getBoundingClientRect().top < innerHeight).map(i => i.currentSrc)"""
    )
    assert sum(travelled.get(url, 0) for url in set(in_sight)) <= 60_000, in_sight
    context.close()


def test_no_page_breaks_the_rules_it_gives_the_browser(portal, browser):
    """Whatever the content policy forbids shows in the console: nothing does."""
    context = browser.new_context(viewport={"width": 360, "height": 720})
    page, complaints = context.new_page(), []
    page.on("console", lambda m: complaints.append((page.url, m.text)) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append((page.url, str(error))))
    for name, (path, label) in PAGES.items():
        if name not in ("not found", "unknown label"):
            page.goto(portal.url(path, label), wait_until="load")
    assert complaints == []
    context.close()


def test_a_page_is_read_without_styles_and_without_our_fonts(portal, browser):
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.route("**/*.{css,woff2,js}", lambda route: route.abort())
    page.goto(portal.url("/gioi-thieu/", "soyte"))
    order = page.evaluate("document.body.innerText")
    assert order.index("Sở Y tế") < order.index("Giới thiệu") < order.index("Chức năng") < order.index("Lãnh đạo")
    context.close()


def test_print_shows_the_text_and_where_it_is_from_and_nothing_else(portal, desk):
    desk.goto(portal.url("/van-ban/02-2011-qd-ubnd/"))
    button = desk.get_by_role("button", name="In hoặc lưu trang")
    desk.evaluate("window.print = () => { document.title = 'printed' }")
    button.click()
    assert desk.title() == "printed"
    desk.emulate_media(media="print")
    for gone in (".main-nav", ".site-footer", ".useful", ".breadcrumbs", ".print-button"):
        assert not desk.locator(gone).first.is_visible(), gone
    # A document is printed as on paper: its own head stands for that of the page.
    assert desk.locator(".legal-text").is_visible() and not desk.locator(".doc-head").is_visible()
    assert desk.get_by_text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", exact=False).first.is_visible()
    assert "/van-ban/02-2011-qd-ubnd/" in desk.locator(".print-source").inner_text()


def test_at_four_hundred_percent_everything_is_still_there(portal, browser):
    """1280 px at 400 % are 320 px by 256 px (WCAG 2.2, 1.4.10)."""
    context = browser.new_context(viewport={"width": 320, "height": 256})
    page = context.new_page()
    page.goto(portal.url())
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0
    page.get_by_text("Danh mục", exact=True).click()
    assert page.get_by_role("navigation", name="Danh mục chính").get_by_role("link", name="Văn bản").is_visible()
    context.close()
