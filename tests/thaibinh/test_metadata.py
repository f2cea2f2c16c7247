"""What machines are told: Dublin Core on every page, Open Graph, schema.org, and all of it as a table."""

import csv
import datetime
import io
import json
import re
from pathlib import Path

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.models import Page, PageViewRestriction, get_page_models

from agencies.models import LeaderPage, PortalPage, UnitPage
from core.metadata import REQUIRED, TERMS, Metadata, plain, script_json, several
from documents.models import Field
from home import metadata_export
from tests.factories import (
    DocumentPageFactory,
    ImageFactory,
    NewsPageFactory,
    document_index,
    draft,
    member,
    news_index,
)

AT = datetime.datetime(2026, 11, 5, 2, 0, tzinfo=datetime.UTC)
HOSTILE = "</script><script>alert(1)</script> ]]> <!-- & \"' \u2028 \x01\x0b\ufffe x"


def head_of(answer):
    """The head of a page as a browser reads it: meta elements, links, the one data block."""
    text = answer.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    head = tree.find("head")
    metas = [(meta.get("name") or meta.get("property"), meta.get("content")) for meta in head.iter("meta")]
    blocks = [script.text for script in tree.iter("script") if script.get("type") == "application/ld+json"]
    inline = [script for script in tree.iter("script") if not script.get("src")]
    assert len(blocks) == 1 == len(inline)
    return dict(reversed(metas)), [dict(link.attrib) for link in head.iter("link")], json.loads(blocks[0])["@graph"]


def node(graph, kind):
    return next(row for row in graph if row["@type"] == kind)


@pytest.fixture
def pages(world):
    """One page of every type on the portal of Sở Y tế."""
    home = world.soyte.site.root_page
    organisation = home.get_children().get(slug="gioi-thieu")
    unit = organisation.add_child(instance=UnitPage(title="Phòng Kế hoạch", slug="ke-hoach", phone="0227 1"))
    leader = organisation.add_child(
        instance=LeaderPage(title="Nguyễn Văn A", slug="nguyen-van-a", post="Giám đốc", email="a@thaibinh.gov.vn")
    )
    news = NewsPageFactory(parent=news_index(world.soyte), slug="tin-1", title="Khai trương; phòng khám")
    document = DocumentPageFactory(
        parent=document_index(world.soyte), slug="7-2024-qd-ubnd", number="7/2024/QĐ-UBND", signer="Trần Văn B",
        effective_on=datetime.date(2024, 3, 11), title="Quyết định 7/2024/QĐ-UBND",
    )  # fmt: skip
    document.fields.set([Field.objects.create(name="Y tế"), Field.objects.create(name="Giá; phí")])
    document.save()
    # What went through an approval has these times; these pages were made live at once.
    Page.objects.filter(first_published_at=None).update(first_published_at=AT, last_published_at=AT)
    return {"unit": unit, "leader": leader, "news": news, "document": document}


PATHS = (
    "/", "/gioi-thieu/", "/gioi-thieu/ke-hoach/", "/gioi-thieu/nguyen-van-a/", "/lien-he/", "/tin-tuc/",
    "/tin-tuc/hoat-dong/", "/tin-tuc/tin-1/", "/van-ban/", "/van-ban/7-2024-qd-ubnd/", "/en/", "/en/about/",
    "/en/contact/", "/tim-kiem/?q=abc", "/so-do/", "/cong-thanh-phan/", "/en/so-do/",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_every_page_says_who_made_what_when_and_where_it_is(pages, reader, path):
    metas, links, graph = head_of(reader.get(path, host="soyte"))
    for term in REQUIRED:
        assert metas.get(f"DC.{term}"), (path, term)
    assert metas["DC.language"] == ("en" if path.startswith("/en/") else "vi")
    assert metas["DC.identifier"].split(";")[0] == f"http://soyte.thaibinh.localhost{path.split('?')[0]}"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\+07:00)?", metas["DC.date"])
    assert {"rel": "schema.DC", "href": "http://purl.org/dc/elements/1.1/"} in links
    assert metas["description"] and metas["og:title"] and metas["og:url"] == metas["DC.identifier"].split(";")[0]
    assert metas["og:locale"] == ("en_US" if path.startswith("/en/") else "vi_VN")
    assert metas["og:image"].startswith("http://soyte.thaibinh.localhost/static/thaibinh/images/share")
    assert graph[0]["url"] == metas["og:url"] and graph[0]["publisher"]["@type"] == "GovernmentOrganization"
    canonical = [link["href"] for link in links if link["rel"] == "canonical"]
    assert canonical == ([] if "tim-kiem" in path else [metas["og:url"]])


def test_every_page_type_of_the_house_has_the_required_terms(pages, rf, world):
    asked = rf.get("/")
    asked.portal = world.soyte
    for model in get_page_models():
        if issubclass(model, PortalPage):
            for page in model.objects.live():
                terms = page.metadata(asked).terms()
                assert list(terms) == list(TERMS)
                assert all(terms[name] for name in REQUIRED), (model, terms)


def test_a_document_is_legislation_with_number_issuer_and_dates(pages, reader):
    metas, _links, graph = head_of(reader.get("/van-ban/7-2024-qd-ubnd/", host="soyte"))
    assert metas["DC.creator"] == "Ủy ban nhân dân tỉnh Thái Bình" and metas["DC.publisher"] == "Sở Y tế"
    assert metas["DC.date"] == "2024-03-01" and metas["DC.contributor"] == "Trần Văn B"
    assert metas["DC.identifier"].endswith("/van-ban/7-2024-qd-ubnd/; 7/2024/QĐ-UBND")
    assert sorted(metas["DC.subject"].split("; ")) == ["Giá, phí", "Y tế"]
    law = node(graph, "Legislation")
    assert law["legislationIdentifier"] == "7/2024/QĐ-UBND" and law["legislationDate"] == "2024-03-01"
    assert law["legislationPassedBy"] == [{"@type": "GovernmentOrganization", "name": "Ủy ban nhân dân tỉnh Thái Bình"}]
    assert law["legislationType"] == "Quyết định" and law["temporalCoverage"] == "2024-03-11/.."
    assert "legislationLegalForce" not in law, "that it is in force is not known"


def test_news_say_section_day_and_the_way_to_them(pages, reader):
    metas, _links, graph = head_of(reader.get("/tin-tuc/tin-1/", host="soyte"))
    assert metas["DC.title"] == "Khai trương; phòng khám" and metas["DC.date"] == "2026-11-02"
    assert metas["og:type"] == "article" and metas["article:published_time"] == "2026-11-02T00:00:00+07:00"
    article = node(graph, "NewsArticle")
    assert article["headline"] == "Khai trương; phòng khám" and article["articleSection"] == metas["article:section"]
    way = node(graph, "BreadcrumbList")["itemListElement"]
    assert [step["position"] for step in way] == [1, 2, 3]
    assert [step["item"] for step in way] == [
        f"http://soyte.thaibinh.localhost{path}" for path in ("/", "/tin-tuc/", "/tin-tuc/tin-1/")
    ]


def test_the_time_of_publication_carries_the_offset_of_the_province(pages, reader):
    at = datetime.datetime(2026, 11, 2, 1, 30, tzinfo=datetime.UTC)
    type(pages["news"]).objects.filter(pk=pages["news"].pk).update(first_published_at=at, last_published_at=at)
    metas, _links, graph = head_of(reader.get("/tin-tuc/tin-1/", host="soyte"))
    assert metas["article:published_time"] == "2026-11-02T08:30:00+07:00"
    assert node(graph, "NewsArticle")["dateModified"] == "2026-11-02T08:30:00+07:00"


def test_home_organisation_and_contact_tell_address_telephone_and_search(pages, reader):
    for path, kind in (("/", None), ("/gioi-thieu/", "AboutPage"), ("/lien-he/", "ContactPage")):
        _metas, _links, graph = head_of(reader.get(path, host="soyte"))
        agency = node(graph, kind)["mainEntity"] if kind else node(graph, "GovernmentOrganization")
        assert agency["telephone"] == "0227 3000 000" and agency["email"] == "soyte@thaibinh.gov.vn"
        assert agency["address"]["streetAddress"] == "Số 1, đường Thử, thành phố Thái Bình"
        assert agency["name"] == "Sở Y tế"
    _metas, _links, graph = head_of(reader.get("/", host="soyte"))
    target = node(graph, "WebSite")["potentialAction"]["target"]
    assert target == "http://soyte.thaibinh.localhost/tim-kiem/?q={search_term_string}"


def test_a_leader_is_a_person_of_the_agency(pages, reader):
    metas, _links, graph = head_of(reader.get("/gioi-thieu/nguyen-van-a/", host="soyte"))
    person = node(graph, "ProfilePage")["mainEntity"]
    assert (person["name"], person["jobTitle"], person["email"]) == ("Nguyễn Văn A", "Giám đốc", "a@thaibinh.gov.vn")
    assert person["worksFor"]["name"] == "Sở Y tế" and metas["description"] == "Nguyễn Văn A, Giám đốc"


def test_a_page_with_a_picture_is_shared_with_it(world, reader):
    picture = ImageFactory(collection=world.soyte.collection, alt_text="Bác sĩ khám bệnh")
    NewsPageFactory(parent=news_index(world.soyte), slug="co-anh", picture=picture)
    metas, _links, graph = head_of(reader.get("/tin-tuc/co-anh/", host="soyte"))
    assert metas["og:image"].startswith("http://soyte.thaibinh.localhost/media/images/")
    assert metas["og:image:alt"] == "Bác sĩ khám bệnh" and node(graph, "NewsArticle")["image"] == metas["og:image"]
    shown = reader.get(metas["og:image"].removeprefix("http://soyte.thaibinh.localhost"), host="soyte")
    image = Image.open(io.BytesIO(b"".join(shown.streaming_content)))
    assert image.format == "JPEG" and image.size == (int(metas["og:image:width"]), int(metas["og:image:height"]))


def test_the_picture_of_the_portal_is_a_small_png_of_the_size_networks_show():
    from django.contrib.staticfiles import finders

    content = Path(finders.find("thaibinh/images/share.png")).read_bytes()
    assert Image.open(io.BytesIO(content)).size == (1200, 630) and len(content) < 30_000


def test_languages_of_a_page_name_each_other_and_a_default(pages, reader):
    for path in ("/gioi-thieu/", "/en/about/"):
        _metas, links, _graph = head_of(reader.get(path, host="soyte"))
        base = "http://soyte.thaibinh.localhost"
        versions = {link["hreflang"]: link["href"] for link in links if "hreflang" in link}
        assert versions == {"vi": f"{base}/gioi-thieu/", "en": f"{base}/en/about/", "x-default": f"{base}/gioi-thieu/"}
    _metas, links, _graph = head_of(reader.get("/tin-tuc/tin-1/", host="soyte"))
    assert not [link for link in links if "hreflang" in link]


def test_no_title_breaks_out_of_the_head(world, reader):
    NewsPageFactory(parent=news_index(world.soyte), slug="tin-doc", title=HOSTILE.replace("\x01\x0b\ufffe", ""))
    metas, _links, graph = head_of(reader.get("/tin-tuc/tin-doc/", host="soyte"))
    assert metas["DC.title"] == plain(HOSTILE) == node(graph, "NewsArticle")["headline"]
    block = Metadata(HOSTILE, (HOSTILE,), None, HOSTILE, HOSTILE, ("http://a/",)).json_ld()
    assert not set("<>&\u2028\u2029\x01\x0b\ufffe") & set(block)
    assert json.loads(block)["@graph"][0]["name"] == plain(HOSTILE)


def test_plain_text_is_on_one_line_and_fit_for_xml():
    assert plain("a\x00\x08b\n\t c\x7f\x85\ud800\uffff\U0001fffe") == "a b c"
    assert several(["một; hai", "", " ba "]) == "một, hai; ba"
    assert script_json({"a": "</script>&"}) == '{"a":"\\u003c/script\\u003e\\u0026"}'


def table(answer):
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_metadata_of_all_public_pages_of_a_portal_are_a_table(pages, world, reader):
    editor = member(world.soyte, "editor")
    draft(world.soyte, editor, "Bản nháp mật")
    hidden = NewsPageFactory(parent=news_index(world.soyte), title="Sau mật khẩu")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    NewsPageFactory(parent=news_index(world.sotttt), title="Tin của sở khác")
    NewsPageFactory(parent=news_index(world.soyte), title="=1+1")
    answer = reader.get("/so-do/sieu-du-lieu.csv", host="soyte")
    assert answer["Content-Type"] == "text/csv; charset=utf-8" and answer.streaming and not answer.cookies
    rows = table(answer)
    assert list(rows[0]) == list(TERMS)
    titles = [row["title"] for row in rows]
    assert {"Sở Y tế", "Khai trương; phòng khám", "Quyết định 7/2024/QĐ-UBND", "Nguyễn Văn A", "About"} <= set(titles)
    assert "'=1+1" in titles, "no spreadsheet takes it for a formula"
    assert not {"Bản nháp mật", "Sau mật khẩu", "Tin của sở khác"} & set(titles)
    assert all(row[name] for row in rows for name in REQUIRED)
    english = next(row for row in rows if row["title"] == "About")
    assert english["language"] == "en" and english["identifier"].endswith("/en/about/")
    listed = reader.get("/so-do/", host="soyte").content.decode()
    assert 'href="/so-do/sieu-du-lieu.csv"' in listed and 'href="/sitemap.xml"' in listed


def test_the_table_is_read_in_chunks_at_the_same_cost_each(world, reader, monkeypatch):
    monkeypatch.setattr(metadata_export, "CHUNK", 10)
    index = document_index(world.soyte)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            rows = table(reader.get("/so-do/sieu-du-lieu.csv", host="soyte"))
        return len(captured), len(rows)

    cost()
    for _n in range(5):
        DocumentPageFactory(parent=index)
    few, rows = cost()
    for _n in range(30):
        DocumentPageFactory(parent=index)
    many, more_rows = cost()
    assert more_rows == rows + 30
    # Three chunks more, of three queries each: pages, joint issuers, fields.
    assert many - few <= 9
