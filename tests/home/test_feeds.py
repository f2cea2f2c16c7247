"""Feeds: what is new on a portal, as feed readers and other systems take it."""

import datetime
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from agencies import feeds
from tests.factories import DocumentPageFactory, NewsPageFactory, document_index, draft, member, news_index

SOYTE = "http://soyte.thaibinh.localhost"
ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
PATHS = ("/rss.xml", "/tin-tuc/rss.xml", "/van-ban/rss.xml")


def read(reader, path, host="soyte"):
    answer = reader.get(path, host=host)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert not answer.cookies
    return ElementTree.fromstring(answer.content).find("channel")


def titles(channel):
    return [item.findtext("title") for item in channel.findall("item")]


@pytest.mark.parametrize("host", ["", "soyte"])
@pytest.mark.parametrize("path", PATHS)
def test_every_portal_has_its_feeds_even_before_there_is_anything_new(world, reader, path, host):
    channel = read(reader, path, host)
    assert channel.findtext("language") == "vi" and channel.findtext("title") and channel.findtext("description")
    base = f"http://{'soyte.' if host else ''}thaibinh.localhost"
    assert channel.findtext("link").startswith(f"{base}/")
    own = channel.find(f"{ATOM}link")
    assert (own.get("rel"), own.get("href")) == ("self", f"{base}{path}")
    assert titles(channel) == []


def test_an_item_says_what_when_and_who_under_a_name_that_stays(world, reader):
    at = datetime.datetime(2026, 11, 2, 1, 30, tzinfo=datetime.UTC)
    page = NewsPageFactory(parent=news_index(world.soyte), slug="tin-1", title="Phòng khám mới", first_published_at=at)
    item = read(reader, "/tin-tuc/rss.xml").find("item")
    assert item.findtext("title") == "Phòng khám mới" and item.findtext("link") == f"{SOYTE}/tin-tuc/tin-1/"
    assert item.findtext("pubDate") == "Mon, 02 Nov 2026 08:30:00 +0700"
    assert item.findtext("description") == "Tóm tắt của tin." and item.findtext(f"{DC}creator") == "Sở Y tế"
    assert item.findtext("category") == page.section.title
    guid = item.find("guid")
    assert guid.text == f"urn:uuid:{page.translation_key}" and guid.get("isPermaLink") == "false"
    page.slug = "tin-2"
    page.save()
    moved = read(reader, "/tin-tuc/rss.xml").find("item")
    assert moved.findtext("guid") == guid.text and moved.findtext("link") == f"{SOYTE}/tin-tuc/tin-2/"


def test_a_document_says_what_it_is_about(world, reader):
    DocumentPageFactory(
        parent=document_index(world.soyte),
        slug="7-2024-qd-ubnd",
        title="Quyết định 7/2024/QĐ-UBND",
        abstract="Về giá dịch vụ khám bệnh",
        first_published_at=datetime.datetime(2024, 3, 4, 3, 0, tzinfo=datetime.UTC),
    )
    item = read(reader, "/van-ban/rss.xml").find("item")
    assert item.findtext("description") == "Về giá dịch vụ khám bệnh"
    assert item.findtext("link") == f"{SOYTE}/van-ban/7-2024-qd-ubnd/"
    assert item.findtext("pubDate") == "Mon, 04 Mar 2024 10:00:00 +0700"


def test_the_thirty_newest_of_everything_newest_first(world, reader):
    for number in range(20):
        at = datetime.datetime(2026, 1, 1 + number, 12, tzinfo=datetime.UTC)
        NewsPageFactory(
            parent=news_index(world.soyte), title=f"Tin {number}", published_on=at.date(), first_published_at=at
        )
        later = at + datetime.timedelta(hours=1)
        DocumentPageFactory(parent=document_index(world.soyte), abstract=f"Văn bản {number}", first_published_at=later)
    items = read(reader, "/rss.xml").findall("item")
    found = [item.findtext("description" if "QĐ" in item.findtext("title") else "title") for item in items]
    assert len(found) == 30 and found[:4] == ["Văn bản 19", "Tin 19", "Văn bản 18", "Tin 18"]
    assert len(titles(read(reader, "/tin-tuc/rss.xml"))) == 20


def test_no_feed_tells_of_drafts_private_pages_or_another_agency(world, reader):
    draft(world.soyte, member(world.soyte, "editor"), "Bản nháp mật")
    hidden = NewsPageFactory(parent=news_index(world.soyte), title="Sau mật khẩu")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    NewsPageFactory(parent=news_index(world.sotttt), title="Tin của sở khác")
    DocumentPageFactory(parent=document_index(world.sotttt), title="Văn bản của sở khác")
    DocumentPageFactory(parent=document_index(world.soyte), title="Chưa đăng", live=False)
    for path in PATHS:
        assert titles(read(reader, path)) == []
    assert titles(read(reader, "/rss.xml", host="")) == []


def test_no_text_breaks_the_xml(world, reader):
    # Control characters never pass a form; an import or a script may bring them.
    bad = "</title>]]> <b>&amp; \x01\x0b\ufffe x"
    NewsPageFactory(parent=news_index(world.soyte), title=bad.replace("\x01\x0b\ufffe", ""), summary=bad, slug="x")
    item = read(reader, "/rss.xml").find("item")
    assert item.findtext("title") == "</title>]]> <b>&amp; x"
    assert item.findtext("description") == "&lt;/title&gt;]]&gt; &lt;b&gt;&amp;amp; x"


def test_a_room_above_adds_things_to_a_feed_and_a_feed_of_its_own(world, reader, monkeypatch):
    monkeypatch.setattr(feeds, "_feeds", {key: feeds.Feed(f.key, f.title, f.order, [*f.sources]) for key, f in feeds._feeds.items()})  # fmt: skip # noqa: E501
    taken = NewsPageFactory(parent=news_index(world.soyte), title="Được tiếp nhận")
    feeds.register_feed_source("tin-tuc", lambda public, count: [taken] if public.portal.is_main else [])
    feeds.register_feed("thu-tuc", "Thủ tục", lambda public, count: [], order=30)
    item = read(reader, "/tin-tuc/rss.xml", host="").find("item")
    assert item.findtext("link").startswith(f"{SOYTE}/tin-tuc/") and item.findtext(f"{DC}creator") == "Sở Y tế"
    assert titles(read(reader, "/rss.xml", host="")) == ["Được tiếp nhận"]
    assert titles(read(reader, "/tin-tuc/rss.xml")) == ["Được tiếp nhận"], "its own portal lists it once"
    assert titles(read(reader, "/thu-tuc/rss.xml")) == []


def test_an_unknown_feed_is_not_found(world, reader):
    assert reader.get("/khong-co/rss.xml", host="soyte").status_code == 404


def test_the_head_of_home_and_lists_names_the_feeds(world, reader):
    def named(path):
        text = reader.get(path, host="soyte").content.decode()
        return re.findall(r'<link rel="alternate" type="application/rss\+xml" title="[^"]+" href="([^"]+)">', text)

    assert named("/") == list(PATHS)
    assert named("/tin-tuc/") == ["/tin-tuc/rss.xml"] and named("/van-ban/") == ["/van-ban/rss.xml"]
    assert named("/tin-tuc/hoat-dong/") == ["/tin-tuc/rss.xml"]
    assert named("/gioi-thieu/") == [] and named("/en/") == []


@pytest.mark.parametrize("path", PATHS)
def test_a_feed_costs_the_same_with_ten_things_and_with_many(world, reader, path):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            read(reader, path)
        return len(captured)

    def fill(count):
        for _n in range(count):
            NewsPageFactory(parent=news_index(world.soyte))
            DocumentPageFactory(parent=document_index(world.soyte))

    fill(10)
    cost()
    few = cost()
    fill(40)
    assert cost() == few <= 6
