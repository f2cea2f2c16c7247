"""`/sitemap.xml` and `robots.txt`: what crawlers are told, and what they are never told."""

import datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from agencies.models import Portal
from agencies.page_changes import DeletePage
from home import sitemaps
from home.services import ArchivePortal, RedirectPortal
from tests.factories import (
    AgencyFactory,
    DocumentPageFactory,
    NewsPageFactory,
    document_index,
    draft,
    member,
    news_index,
    open_agency_portal,
)

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
SOYTE = "http://soyte.thaibinh.localhost"
MAIN = "http://thaibinh.localhost"


def read(reader, host="soyte", query=""):
    answer = reader.get(f"/sitemap.xml{query}", host=host)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/xml; charset=utf-8"
    assert not answer.cookies
    return ElementTree.fromstring(answer.content)


def addresses(tree):
    return [loc.text for loc in tree.findall(".//s:loc", NS)]


def test_an_agencys_map_lists_its_pages_in_all_languages_with_the_day_of_the_last_change(world, reader):
    NewsPageFactory(
        parent=news_index(world.soyte),
        slug="tin-1",
        last_published_at=datetime.datetime(2026, 11, 2, 1, 30, tzinfo=datetime.UTC),
    )
    DocumentPageFactory(parent=document_index(world.soyte), slug="9-2024-qd-ubnd")
    tree = read(reader)
    assert tree.tag.endswith("}urlset")
    found = addresses(tree)
    assert {f"{SOYTE}{path}" for path in ("/", "/gioi-thieu/", "/tin-tuc/tin-1/", "/van-ban/9-2024-qd-ubnd/")} <= set(
        found
    )
    assert {f"{SOYTE}/en/", f"{SOYTE}/en/about/"} <= set(found) and len(found) == len(set(found))
    for url in found:
        assert reader.get(url.removeprefix(SOYTE), host="soyte").status_code == 200, url
    entry = next(url for url in tree if url.find("s:loc", NS).text.endswith("/tin-1/"))
    assert entry.find("s:lastmod", NS).text == "2026-11-02T08:30:00+07:00"
    assert entry.find("x:link", NS) is None, "it has no other language"
    about = next(url for url in tree if url.find("s:loc", NS).text == f"{SOYTE}/gioi-thieu/")
    versions = {link.get("hreflang"): link.get("href") for link in about.findall("x:link", NS)}
    assert versions == {"vi": f"{SOYTE}/gioi-thieu/", "en": f"{SOYTE}/en/about/"}


def test_nothing_that_a_reader_cannot_open_is_listed(world, reader):
    editor, approver = member(world.soyte, "editor"), member(world.soyte, "approver")
    index = news_index(world.soyte)
    draft(world.soyte, editor, "Chưa đăng")
    DeletePage(NewsPageFactory(parent=index, slug="da-xoa", title="Đã xóa"), by=approver, reason="Nhầm").run()
    private = NewsPageFactory(parent=index, slug="sau-mat-khau")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    NewsPageFactory(parent=news_index(world.sotttt), slug="cua-so-khac")
    draft(world.sotttt, member(world.sotttt, "editor"), "Nháp của sở khác")
    before = read(reader)
    text = ElementTree.tostring(before, encoding="unicode")
    for hidden in ("chua-dang", "da-xoa", "sau-mat-khau", "so-khac", "sotttt", "thung-rac"):
        assert hidden not in text, hidden
    # What stands below a page that was taken off cannot be reached either.
    NewsPageFactory(parent=index, slug="duoi-trang-an")
    assert f"{SOYTE}/tin-tuc/duoi-trang-an/" in addresses(read(reader))
    type(index).objects.filter(pk=index.pk).update(live=False)
    assert not [url for url in addresses(read(reader)) if "tin-tuc" in url]


def test_a_restriction_of_a_list_hides_all_below_it(world, reader):
    index = news_index(world.soyte)
    NewsPageFactory(parent=index, slug="tin-1")
    PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    assert not [url for url in addresses(read(reader)) if "tin-tuc" in url]


def test_the_main_host_lists_every_open_portals_map_and_its_own(world, reader):
    tree = read(reader, host="")
    assert tree.tag.endswith("}sitemapindex")
    assert addresses(tree) == [f"{MAIN}/sitemap.xml?p=1", "http://sotttt.thaibinh.localhost/sitemap.xml", f"{SOYTE}/sitemap.xml"]  # fmt: skip # noqa: E501
    own = addresses(read(reader, host="", query="?p=1"))
    assert f"{MAIN}/" in own and all(url.startswith(f"{MAIN}/") for url in own)


def test_archived_portals_are_listed_redirected_and_proposed_ones_are_not(world, reader):
    ArchivePortal(world.soyte, by=None, successor=world.sotttt).run()
    assert f"{SOYTE}/sitemap.xml" in addresses(read(reader, host=""))
    assert f"{SOYTE}/" in addresses(read(reader))
    RedirectPortal(Portal.objects.get(pk=world.soyte.pk), by=None, successor=world.sotttt).run()
    Portal.objects.create(agency=AgencyFactory(), title="Đề xuất", state=Portal.State.PROPOSED)
    assert [url for url in addresses(read(reader, host="")) if "soyte" in url] == []
    assert reader.get("/sitemap.xml", host="soyte")["Location"].startswith("http://sotttt.")


def test_many_pages_are_listed_in_parts_that_hold_each_once(world, reader, monkeypatch):
    for number in range(9):
        NewsPageFactory(parent=news_index(world.soyte), slug=f"tin-{number}")
    whole = addresses(read(reader))
    monkeypatch.setattr(sitemaps, "PER_PART", 5)
    parts = addresses(read(reader))
    assert parts == [f"{SOYTE}/sitemap.xml?p={n}" for n in range(1, -(-len(whole) // 5) + 1)]
    listed = [url for part in parts for url in addresses(read(reader, query=part.removeprefix(f"{SOYTE}/sitemap.xml")))]
    assert listed == whole
    # The two languages of a page name each other, whatever part they stand in.
    versions = [
        url for n in range(1, len(parts) + 1) for url in read(reader, query=f"?p={n}") if url.findall("x:link", NS)
    ]
    assert len(versions) >= 6
    for wrong in ("0", "99", "-1", "x", "1e3", "١", "1" * 40):
        assert reader.get(f"/sitemap.xml?p={wrong}", host="soyte").status_code == 404, wrong


@pytest.mark.parametrize("host", ["", "soyte"])
def test_a_map_costs_the_same_with_ten_pages_and_with_many(world, reader, host):
    portal = world.soyte if host else world.main

    def cost(query=""):
        with CaptureQueriesContext(connection) as captured:
            read(reader, host, query)
        return len(captured)

    for number in range(10):
        NewsPageFactory(parent=news_index(portal), slug=f"tin-{number}")
    few = cost(), cost("?p=1")
    for number in range(60):
        NewsPageFactory(parent=news_index(portal), slug=f"them-{number}")
    for number in range(3):
        open_agency_portal(f"them{number}")
    assert (cost(), cost("?p=1")) == few
    assert max(few) <= 4, "the portal, what is closed, the pages, on the main host the portals"


def test_addresses_are_fit_for_xml(world, reader):
    page = NewsPageFactory(parent=news_index(world.soyte), slug="tin-1")
    type(page).objects.filter(pk=page.pk).update(slug="a&b", url_path=page.url_path.replace("tin-1", "a&b<c> đ"))
    assert f"{SOYTE}/tin-tuc/a%26b%3Cc%3E%20%C4%91/" in addresses(read(reader))


def test_robots_txt_names_the_map_of_its_own_host(world, reader):
    text = reader.get("/robots.txt", host="soyte").content.decode()
    assert f"\nSitemap: {SOYTE}/sitemap.xml\n" in text and "Disallow: /admin/" in text
    assert f"\nSitemap: {MAIN}/sitemap.xml\n" in reader.get("/robots.txt").content.decode()
