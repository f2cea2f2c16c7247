"""What the law wants on every page of an official site (docs/duties.md)."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import DocumentPageFactory, NewsPageFactory, document_index, news_index

PATHS = (
    "/",
    "/gioi-thieu/",
    "/tin-tuc/",
    "/tin-tuc/tin/",
    "/van-ban/1-2024-qd-ubnd/",
    "/lien-he/",
    "/so-do/",
    "/tim-kiem/",
)


@pytest.fixture
def soup(world, reader):
    NewsPageFactory(parent=news_index(world.soyte), slug="tin")
    DocumentPageFactory(parent=document_index(world.soyte), slug="1-2024-qd-ubnd")
    return lambda path: BeautifulSoup(reader.get(path, host="soyte").content, "html.parser")


@pytest.mark.parametrize("path", PATHS)
def test_header_shows_emblem_full_name_menu_services_and_site_map(soup, path):
    header = soup(path).header
    assert header.select_one("img.masthead__emblem")
    assert header.select_one(".masthead__name").get_text(strip=True) == "Sở Y tế"
    words = header.get_text(" ")
    for entry in ("Trang chủ", "Giới thiệu", "Dịch vụ công trực tuyến", "Sơ đồ cổng"):
        assert entry in words, entry


@pytest.mark.parametrize("path", PATHS)
def test_footer_names_owner_responsible_address_telephone_and_email(soup, path):
    footer = soup(path).footer.get_text(" ")
    for fact in ("Sở Y tế", "Giám đốc Sở", "Số 1, đường Thử", "0227 3000 000", "soyte@thaibinh.gov.vn"):
        assert fact in footer, fact


@pytest.mark.parametrize("path", ("/gioi-thieu/", "/tin-tuc/tin/", "/van-ban/1-2024-qd-ubnd/", "/lien-he/"))
def test_every_page_says_who_answers_for_it_and_can_be_printed(soup, path):
    line = soup(path).select_one(".responsible-line")
    assert "Đơn vị chịu trách nhiệm nội dung: Sở Y tế" in line.get_text(" ")
    assert line.select_one("button[data-print]")


def test_keys_lead_home_to_the_content_the_site_map_and_the_search(soup):
    page = soup("/gioi-thieu/")
    keys = {"".join(tag["accesskey"]): tag.get("href") or tag.get("name") for tag in page.select("[accesskey]")}
    assert keys == {"1": "/", "2": "#main", "3": "/so-do/", "4": "q"}


def test_a_reader_who_asks_for_json_gets_the_page_all_the_same(world, reader):
    answer = reader.get("/", host="soyte", headers={"Accept": "application/json"})
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
