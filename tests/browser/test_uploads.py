"""From the signed Word file to article 5 on a phone."""

from axe_playwright_python.sync_playwright import Axe
from docx import Document
from playwright.sync_api import expect

from tests.browser.hands import sign_in, sign_out, submit

expect.set_options(timeout=20_000)

STICKING_OUT = """[...document.querySelectorAll('.upload-confirm *')].filter(
    e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120))"""
# The worker, without the pictures of the sample.
WORK = "from core.jobs import sweep\nwhile sweep(kinds=['documents.read_file']): pass"
HEAD = [
    ("ỦY BAN NHÂN DÂN\nTỈNH THÁI BÌNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
    ("Số: 41/2026/QĐ-UBND", "Thái Bình, ngày 20 tháng 11 năm 2026"),
]
BODY = [
    "QUYẾT ĐỊNH",
    "Ban hành Quy định về quản lý bến đò ngang trên địa bàn tỉnh",
    "ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH",
    "Căn cứ Nghị định số 43/2011/NĐ-CP ngày 13 tháng 6 năm 2011 của Chính phủ;",
    "QUYẾT ĐỊNH:",
    *(f"Điều {n}. Quy định thứ {n} về bến đò\nChủ bến thực hiện đúng việc thứ {n}." for n in range(1, 6)),
    "Điều 6. Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký và thay thế Quyết định số 07/2016/QĐ-UBND "
    "ngày 01 tháng 4 năm 2016 của Ủy ban nhân dân tỉnh.",
    "Nơi nhận:\n- Như Điều 6;\n- Cổng Thông tin điện tử tỉnh;\n- Lưu: VT.",
    "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Thử",
]


def signed_paper(path):
    """A decision as an office writes it."""
    paper = Document()
    table = paper.add_table(rows=0, cols=2)
    for row in HEAD:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for text in BODY:
        for line in text.split("\n"):
            paper.add_paragraph(line)
    paper.save(path)
    return path


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]


def test_a_clerk_uploads_a_paper_and_a_citizen_reads_article_5(portal, desk, browser, phone, tmp_path):
    sign_in(desk, portal, "editor.soyte")
    desk.wait_for_url("**/admin/**")
    desk.goto(portal.url("/admin/van-ban/tai-len/"), wait_until="networkidle")
    assert violations(desk) == []
    desk.locator("#id_documents").set_input_files(signed_paper(tmp_path / "41-qd-ubnd.docx"))
    desk.locator("[data-upload-form] button[type=submit]").click()
    expect(desk.locator("[data-under-way]")).to_contain_text("41-qd-ubnd.docx")
    portal.manage("shell", "-v0", "-c", WORK)  # the worker
    ready = desk.locator("tr", has_text="41-qd-ubnd.docx").locator("a.button:not(.button-secondary)")
    ready.click()  # it came without a reload

    expect(desk.locator("#id_number")).to_have_value("41/2026/QĐ-UBND")
    desk.locator("#id_signer").focus()
    expect(desk.locator("mark.is-current")).to_have_text("Nguyễn Văn Thử")
    assert violations(desk) == []
    desk.set_viewport_size({"width": 360, "height": 720})
    desk.wait_for_timeout(500)  # the side menu folds
    assert desk.evaluate(STICKING_OUT) == []
    desk.set_viewport_size({"width": 1280, "height": 900})
    desk.locator("#id_signer").fill("Nguyễn Văn Sửa")
    desk.locator("#id_abstract").fill("Quy định về bến đò ngang")
    desk.locator("button[value=confirm-and-submit]").click()
    submit(desk, "Văn bản mới.")

    sign_out(desk)
    sign_in(desk, portal, "approver.soyte")
    desk.get_by_role("link", name="Quyết định 41/2026/QĐ-UBND").first.click()
    expect(desk.locator("main")).to_contain_text("Nguyễn Văn Sửa")
    expect(desk.locator("main")).to_contain_text("07/2016/QĐ-UBND")
    desk.get_by_role("button", name="Duyệt và đăng").click()
    desk.wait_for_url("**/admin/duyet/")

    assert phone.goto(portal.url("/van-ban/41-2026-qd-ubnd/#dieu-5", "soyte")).status == 200
    article = phone.locator("#dieu-5")
    expect(article).to_contain_text("Quy định thứ 5 về bến đò")
    assert 0 <= article.bounding_box()["y"] < 720
    assert phone.get_by_role("heading", level=1).inner_text() == "Quy định về bến đò ngang"
