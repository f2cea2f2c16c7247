"""What every public page keeps: valid HTML, a flat cost, no cookie, words in Vietnamese."""

import datetime
import re

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.bulk import BulkPublish
from agencies.models import LeaderPage, UnitPage
from documents.importing import Catalogue, draft
from news.models import NewsPage, Section
from search.tasks import rebuild
from tests.factories import document_index, news_index, open_agency_portal

PATHS = (
    "/", "/gioi-thieu/", "/gioi-thieu/phong-0/", "/gioi-thieu/lanh-dao-0/", "/lien-he/", "/tin-tuc/",
    "/tin-tuc/hoat-dong/", "/tin-tuc/tin-0/", "/van-ban/", "/van-ban/?type=quyet-dinh&year=2024",
    "/van-ban/?number=1000/2024/QĐ-UBND", "/van-ban/?validity=expired&field=khong-co", "/van-ban/1000-2024-qd-ubnd/",
    "/van-ban/1000-2024-qd-ubnd/?on=2024-02-01", "/van-ban/1000-2024-qd-ubnd/so-sanh/",
    "/van-ban/1000-2024-qd-ubnd/bao-sai/", "/van-ban/1000-2024-qd-ubnd/bao-sai/cam-on/", "/tim-kiem/?q=noi+dung",
    "/tim-kiem/?q=1000/2024/QĐ-UBND", "/so-do/",
    "/cong-thanh-phan/", "/en/", "/en/about/", "/en/contact/", "/kenh-chinh-thuc/",
    "/en/official-channels/", "/y-kien-trang/cam-on/", "/khong-co/",
)  # fmt: skip
MOST_QUERIES = 12
# A document shows text, files, fields, joint issuers, relations, changes and events, each from its own table, those
# of others that name it, and who cites it.
DOCUMENT_QUERIES = 19


def fill(portal, count, first_number=1000):
    """`count` news items and documents, a tenth of it units and leaders."""
    section = Section.objects.get(slug="hoat-dong")
    day = datetime.date(2026, 1, 1)
    news = [
        NewsPage(
            title=f"Tin {n}",
            slug=f"tin-{n}",
            section=section,
            summary="Nội dung",
            published_on=day,
            body=[("text", "<p>Nội dung của tin.</p>"), ("heading", "Mục"), ("quote", "Trích")],
        )
        for n in range(count)
    ]
    BulkPublish(news_index(portal), news, by=None).run()
    catalogue, index = Catalogue(), document_index(portal)
    rows = [
        {
            "number": f"{first_number + n}/2024/QĐ-UBND",
            "type": "Quyết định",
            "title": f"Nội dung {n}",
            "issuer": portal.title,
            "issued_on": "2024-01-01",
            "text": "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Nội dung\na) Điểm a",
        }
        for n in range(count)
    ]
    BulkPublish(index, [draft(row, catalogue, index.locale) for row in rows], by=None).run()
    organisation = portal.site.root_page.get_children().get(slug="gioi-thieu")
    people = [
        LeaderPage(title=f"Người {n}", slug=f"lanh-dao-{n}", post="Giám đốc") for n in range(max(1, count // 100))
    ]
    units = [UnitPage(title=f"Phòng {n}", slug=f"phong-{n}", summary="x") for n in range(max(1, count // 10))]
    BulkPublish(organisation, [*people, *units], by=None).run()


def queries(reader, path, host=""):
    reader.get(path, host=host)
    with CaptureQueriesContext(connection) as captured:
        reader.get(path, host=host)
    return len(captured)


@pytest.fixture
def small(world):
    fill(world.main, 10)
    fill(world.soyte, 10, first_number=3000)
    rebuild()


@pytest.mark.parametrize("host", ["", "soyte"])
@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_valid_html_sets_no_cookie_and_asks_little(small, reader, path, host):
    path = path.replace("1000", "3000") if host else path
    answer = reader.get(path, host=host)
    assert answer.status_code == (404 if path == "/khong-co/" else 200)
    text = answer.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    assert not answer.cookies, "an anonymous reader gets no cookie"
    assert "csrfmiddlewaretoken" not in text
    inline = set(re.findall(r"<script(?![^>]*\ssrc=)[^>]*>", text))
    assert inline <= {'<script type="application/ld+json">'}, "a block of data runs nothing"
    assert "style=" not in text and "javascript:" not in text
    language = "en" if path.startswith("/en/") else "vi"
    assert f'<html lang="{language}"' in text
    assert len(re.findall("<h1[ >]", text)) == 1
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids)), "an id stands twice"
    most = DOCUMENT_QUERIES if "qd-ubnd/" in path else MOST_QUERIES
    assert queries(reader, path, host) <= most, path


@pytest.mark.slow
@pytest.mark.parametrize("host", ["", "soyte"])
def test_no_page_costs_more_queries_with_a_thousand_items_than_with_ten(world, reader, host):
    portal = world.main if not host else world.soyte
    fill(portal, 10)
    rebuild()
    few = {path: queries(reader, path, host) for path in PATHS}
    fill_more(portal)
    for number in range(12):
        open_agency_portal(f"them{number}")
    rebuild()
    many = {path: queries(reader, path, host) for path in PATHS}
    assert {path: n for path, n in many.items() if n > few[path]} == {}


def fill_more(portal):
    section = Section.objects.get(slug="hoat-dong")
    BulkPublish(
        news_index(portal),
        [NewsPage(title=f"Thêm {n}", slug=f"them-{n}", section=section, summary="Nội dung") for n in range(1000)],
        by=None,
    ).run()
    catalogue, index = Catalogue(), document_index(portal)
    rows = [
        {"number": f"{5000 + n}/2023/QĐ-UBND", "type": "Quyết định", "title": "Nội dung", "issuer": portal.title}
        for n in range(1000)
    ]
    BulkPublish(index, [draft(row, catalogue, index.locale) for row in rows], by=None).run()


def test_public_pages_speak_vietnamese(small, reader):
    english = re.compile(r"\b(Search|Home|News|Documents|Contact|Page not found|Previous|Next|Sample content)\b")
    for path in PATHS:
        if path.startswith("/en/"):
            continue
        text = re.sub(r"<[^>]+>", " ", reader.get(path).content.decode())
        assert not english.search(text.replace("English", "")), (path, english.search(text))


def test_pictures_of_lists_cost_the_same_for_one_and_for_twenty(world, reader):
    from tests.factories import ImageFactory, NewsPageFactory

    index = news_index(world.soyte)
    NewsPageFactory(parent=index, picture=ImageFactory(collection=world.soyte.collection))
    one = queries(reader, "/tin-tuc/", "soyte")
    for _ in range(19):
        NewsPageFactory(parent=index, picture=ImageFactory(collection=world.soyte.collection))
    assert queries(reader, "/tin-tuc/", "soyte") <= one


@pytest.mark.parametrize(
    "path", ["/media/original_images/x.jpg", "/media/documents/x.pdf", "/media/../settings.py", "/media/images/x.webp"]
)
def test_originals_and_files_have_no_address_of_their_own(world, reader, path):
    assert reader.get(path).status_code == 404


def test_a_title_of_250_characters_and_one_of_one_word_are_shown_whole(world, reader):
    from tests.factories import NewsPageFactory

    index = news_index(world.soyte)
    NewsPageFactory(parent=index, title="Dài " * 62, slug="dai")
    NewsPageFactory(parent=index, title="Bão", slug="bao")
    assert ("Dài " * 62).strip() in reader.get("/tin-tuc/dai/", host="soyte").content.decode()
    assert reader.get("/tin-tuc/bao/", host="soyte").status_code == 200


def test_an_error_page_needs_no_database_and_says_when_to_come_back(world, reader, monkeypatch):
    from django.db import OperationalError

    from agencies import middleware

    def gone(host):
        raise OperationalError("connection refused")

    monkeypatch.setattr(middleware, "find_portal", gone)
    reader.raise_request_exception = False
    answer = reader.get("/")
    assert answer.status_code == 503 and answer["Retry-After"] == "30" and answer["Cache-Control"] == "no-store"
    html5lib.HTMLParser(strict=True).parse(answer.content.decode())

    def broken(host):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(middleware, "find_portal", broken)
    answer = reader.get("/")
    assert answer.status_code == 500 and "secret detail" not in answer.content.decode()
