"""The page of a document: whether it holds and why, what it has to do with others, what it says on a day."""

import datetime
import re

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import DocumentPage, DocumentText, ProvisionChange, ValidityEvent
from documents.reading.record import Record
from documents.timeline import timelines
from tests.documents.making import make, related, settle
from tests.factories import document_index

DAY = datetime.date
TEXT = """QUYẾT ĐỊNH
Căn cứ Nghị định số 43/2011/NĐ-CP ngày 13/6/2011 của Chính phủ;
Điều 1. Phạm vi
1. Quyết định này quy định mức thu theo khoản 2 Điều này và Điều 5 Nghị định số 43/2011/NĐ-CP.
2. Mức thu là 10.000 đồng.
Điều 2. Hiệu lực
Quyết định này có hiệu lực từ ngày 01/5/2015, theo Thông tư số 99/2014/TT-BTC.
"""
CHANGES = {
    "number": "12/2015/QĐ-UBND",
    "action": "replace",
    "provisions": "khoản 2 Điều 1",
    "new_text": "2. Mức thu là 20.000 đồng.",
    "source_provision": "khoản 1 Điều 1",
}


@pytest.fixture
def shelf(world):
    """A decision that was amended in 2018 and will be replaced, the decree it rests on, and who details it."""
    main, agency = document_index(world.main), document_index(world.soyte)
    decree = make(
        main, "43/2011/NĐ-CP", kind="nghi-dinh", issuer="Chính phủ", level="centre", issued_on=DAY(2011, 6, 13)
    )
    base = make(
        main,
        "12/2015/QĐ-UBND",
        text=TEXT,
        abstract="Quy định mức thu",
        rows=[related("based_on", "43/2011/NĐ-CP"), related("guides", "7/2000/TTLT-BTC-BTP")],
    )
    amending = make(
        main,
        "20/2018/QĐ-UBND",
        text="Điều 1. Sửa đổi khoản 2 Điều 1 Quyết định số 12/2015/QĐ-UBND.\n",
        effective_on=DAY(2018, 7, 1),
        issued_on=DAY(2018, 6, 20),
        rows=[related("amends", "12/2015/QĐ-UBND"), ProvisionChange(**CHANGES)],
    )
    detailing = make(agency, "8/QĐ-SYT", issuer="Sở Y tế", rows=[related("details", "12/2015/QĐ-UBND")])
    pages = [decree, base, amending, detailing]
    settle(*pages)
    return {page.number: page for page in pages}


def read(reader, path="/van-ban/12-2015-qd-ubnd/", host=""):
    answer = reader.get(path, host=host)
    assert answer.status_code == 200
    return answer.content.decode()


def part(text, name):
    """A section of the page by its id."""
    return re.search(rf'<section[^>]*id="{name}".*?</section>\n(?!<section class="relation")', text, re.S)[0]


def plain(markup):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup))


def test_the_state_is_told_in_words_colour_and_shape_with_its_reason(shelf, reader):
    force = part(read(reader), "hieu-luc")
    assert "force--warn" in force and "badge--warn" in force
    assert '<a href="/van-ban/20-2018-qd-ubnd/">Quyết định 20/2018/QĐ-UBND</a>' in force
    assert "khoản 2 Điều 1" in force and "1/7/2018" in force


def test_what_is_known_to_come_is_told_before_it_comes(shelf, world, reader):
    coming = make(
        document_index(world.main),
        "30/2099/QĐ-UBND",
        effective_on=DAY(2099, 1, 1),
        issued_on=DAY(2026, 1, 1),
        rows=[related("replaces", "12/2015/QĐ-UBND")],
    )
    settle(coming)
    force = part(read(reader), "hieu-luc")
    assert 'class="force__next"' in force and "1/1/2099" in force and "30/2099/QĐ-UBND" in force
    later = part(read(reader, "/van-ban/12-2015-qd-ubnd/?on=2099-01-01"), "hieu-luc")
    assert "force--stop" in later and "30/2099/QĐ-UBND" in later and "force__next" not in later


@pytest.mark.parametrize(("asked", "kind"), [("2015-04-30", "warn"), ("1/5/2015", "ok"), ("30/06/2018", "ok")])
def test_the_state_of_another_day_is_told_in_any_spelling_of_the_day(shelf, reader, asked, kind):
    force = part(read(reader, f"/van-ban/12-2015-qd-ubnd/?on={asked}"), "hieu-luc")
    assert f"force--{kind}" in force and "<details open" in re.sub(' class="force__day"', "", force)


@pytest.mark.parametrize("asked", ["31/02/2015", "nonsense", "0001-01-01", "9999-12-31", "<u>"])
def test_what_is_no_day_is_said_to_be_none(shelf, reader, asked):
    answer = reader.get("/van-ban/12-2015-qd-ubnd/", {"on": asked})
    text = answer.content.decode()
    assert 'role="status"' in part(text, "hieu-luc") and "<u>" not in text
    assert "20.000" in text, "shown is what holds today"


def test_the_text_is_that_of_the_day_with_a_footnote_and_one_click_to_the_original(shelf, reader):
    today = read(reader)
    assert "20.000 đồng" in today and "10.000 đồng" not in today
    assert 'id="cho-1"' in today and 'href="/van-ban/20-2018-qd-ubnd/#dieu-1.khoan-1"' in today
    assert 'href="?ban=goc"' in today
    before = read(reader, "/van-ban/12-2015-qd-ubnd/?on=2018-06-30")
    assert "10.000 đồng" in before and "20.000 đồng" not in before
    original = read(reader, "/van-ban/12-2015-qd-ubnd/?ban=goc")
    assert "10.000 đồng" in original and "20.000 đồng" not in original and 'id="ghi-chu-1"' in original
    assert DocumentText.objects.get(document=shelf["12/2015/QĐ-UBND"].pk).text == TEXT


def test_a_certified_consolidation_is_named(shelf, world, reader):
    certified = make(
        document_index(world.main),
        "5/VBHN-UBND",
        kind="quyet-dinh",
        is_certified=True,
        rows=[related("consolidates", "12/2015/QĐ-UBND")],
    )
    settle(certified)
    notice = re.search(r'<div class="notice versions">.*?</div>', read(reader), re.S)[0]
    assert 'href="/van-ban/5-vbhn-ubnd/"' in notice


def test_a_change_that_finds_no_place_is_named_and_not_hidden(shelf, world, reader):
    lost = make(
        document_index(world.main),
        "21/2019/QĐ-UBND",
        rows=[ProvisionChange(number="12/2015/QĐ-UBND", action="repeal", provisions="Điều 77")],
    )
    settle(lost)
    notice = re.search(r'<div class="notice versions">.*?</div>', read(reader), re.S)[0]
    assert "21/2019/QĐ-UBND" in notice


def test_what_a_relation_repeals_keeps_its_number_and_says_so(shelf, world, reader):
    other = make(
        document_index(world.main),
        "3/2020/QĐ-UBND",
        rows=[related("repeals", "12/2015/QĐ-UBND", provisions="khoản 1 Điều 1")],
    )
    settle(other)
    text = read(reader)
    clause = re.search(r'<p id="dieu-1.khoan-1">.*?</p>', text)[0]
    assert "1." in plain(clause) and "(được bãi bỏ)" in clause


def test_a_suspended_article_bears_its_own_badge(shelf, reader):
    base = shelf["12/2015/QĐ-UBND"]
    ValidityEvent.objects.create(document=base, kind="suspended", on=DAY(2020, 1, 1), provisions="Điều 2")
    article = re.search(r'<section id="dieu-2">.*?</h\d>', read(reader), re.S)[0]
    assert "badge--stop" in article
    assert "badge" not in re.search(r'<section id="dieu-1">.*?</h\d>', read(reader), re.S)[0]


def test_citations_lead_to_the_provision_here_and_elsewhere(shelf, reader):
    text = read(reader)
    assert re.search(r'<a href="#dieu-1.khoan-2">khoản 2', text)
    assert '<a href="/van-ban/43-2011-nd-cp/#dieu-5">' in text
    assert "Thông tư số 99/2014/TT-BTC" in text and "99-2014" not in text, "what is not here is no link"


def test_relations_are_told_from_both_sides(shelf, reader):
    relations = part(read(reader), "luoc-do")
    assert 'href="/van-ban/43-2011-nd-cp/"' in relations and 'href="/van-ban/20-2018-qd-ubnd/"' in relations
    assert 'href="http://soyte.thaibinh.localhost/van-ban/8-qd-syt/"' in relations, "other agencies' too"
    assert "<span>7/2000/TTLT-BTC-BTP</span>" in relations, "a document that is not here is plain text"
    other = part(read(reader, "/van-ban/43-2011-nd-cp/"), "luoc-do")
    assert 'href="/van-ban/12-2015-qd-ubnd/"' in other


def test_the_drawing_says_what_the_list_says_and_keyboards_pass_it_by(shelf, reader):
    drawing = re.search(r"<svg class=\"diagram\".*?</svg>", read(reader), re.S)[0]
    assert 'aria-hidden="true"' in drawing and drawing.count("<a ") == drawing.count('tabindex="-1"') == 3
    assert "diagram__away" in drawing and "20/2018/QĐ-UBND" in drawing


def test_a_draft_of_another_agency_is_nowhere_on_the_page(shelf, world, reader):
    make(
        document_index(world.sotttt),
        "99/2026/QĐ-STTTT",
        issuer="Sở TTTT",
        live=False,
        text="Theo Quyết định số 12/2015/QĐ-UBND",
        rows=[related("repeals", "12/2015/QĐ-UBND"), related("refers_to", "12/2015/QĐ-UBND")],
    )
    draft = make(document_index(world.sotttt), "7/2000/TTLT-BTC-BTP", issuer="Bộ Tài chính", live=False)
    settle(draft)
    text = read(reader)
    assert "99/2026" not in text and "7-2000-ttlt" not in text


def test_who_cites_it_is_told_newest_first_with_the_number_of_the_rest(shelf, world, reader):
    index = document_index(world.main)
    pages = [
        make(
            index,
            f"{n}/2021/QĐ-UBND",
            text="Điều 1. Theo Quyết định số 12/2015/QĐ-UBND.",
            issued_on=DAY(2021, 1, 1 + n),
        )
        for n in range(1, 24)
    ]
    settle(*pages)
    cited = re.search(r'<section class="doc-section relation">.*?</section>', read(reader), re.S)[0]
    assert cited.count("<li>") == 20 and cited.index("23/2021") < cited.index("22/2021")
    assert re.search(r"\D4\D", plain(cited.rsplit("<p", 1)[1])), "23 decisions and the amending one"


def test_two_documents_with_one_number_do_not_get_each_others_relations(shelf, world, reader):
    twin = make(document_index(world.sotttt), "12/2015/QĐ-UBND", issuer="Ủy ban nhân dân tỉnh Hưng Yên", text=TEXT)
    settle(twin)
    text = read(reader, f"/van-ban/{twin.slug}/", host="sotttt")
    assert "20/2018/QĐ-UBND" not in text and "20.000" not in text
    assert "20.000" in read(reader)


def test_a_circle_of_documents_ends(shelf, world, reader):
    index = document_index(world.main)
    one = make(index, "1/2022/QĐ-UBND", rows=[related("replaces", "2/2022/QĐ-UBND")])
    two = make(index, "2/2022/QĐ-UBND", rows=[related("replaces", "1/2022/QĐ-UBND")])
    settle(one, two)
    assert "2/2022/QĐ-UBND" in read(reader, "/van-ban/1-2022-qd-ubnd/")


def test_the_events_of_the_page_are_those_that_settle_its_state(shelf):
    for page in DocumentPage.objects.all():
        shown = sorted(map(repr, Record(page).events))
        assert shown == sorted(map(repr, timelines([page])[page.pk])), page.number


def test_a_machines_reading_is_said_to_be_one_until_somebody_compared_it(shelf, reader):
    row = DocumentText.objects.get(document=shelf["12/2015/QĐ-UBND"].pk)
    row.origin = "scan"
    row.save()
    assert read(reader).count('class="notice notice--warn"') == 1
    row.is_checked = True
    row.save()
    assert 'class="notice notice--warn"' not in read(reader)


def test_a_page_in_english_says_that_the_text_is_vietnamese_and_holds_what_the_original_holds(shelf, world, reader):
    english = world.main.site.root_page.get_translations().get()
    base = DocumentPage.objects.get(pk=shelf["12/2015/QĐ-UBND"].pk)
    values = {"locale": english.locale, "language": "en", "abstract": "Fees"}
    base.copy(to=english, update_attrs=values, reset_translation_key=False)
    text = read(reader, "/en/12-2015-qd-ubnd/")
    assert '<div class="legal-text" lang="vi"' in text and "The text is in Vietnamese" in text
    assert "force--warn" in text and "20/2018/QĐ-UBND" in text


def test_the_page_is_valid_html_with_one_heading_and_no_id_twice(shelf, reader):
    for path in ("", "?on=2015-01-01", "?ban=goc", "so-sanh/"):
        text = read(reader, f"/van-ban/12-2015-qd-ubnd/{path}")
        html5lib.HTMLParser(strict=True).parse(text)
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)) and len(re.findall("<h1[ >]", text)) == 1
        assert "style=" not in text and not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*ld\+json)", text)


def test_the_history_begins_with_the_issue_and_tells_what_is_to_come(shelf, reader):
    events = re.findall(r'timeline__date">([^<]+)<', read(reader))
    assert events[:2] == ["21/4/2015", "1/5/2015"] and "1/7/2018" in events


def queries(reader, path):
    reader.get(path)
    with CaptureQueriesContext(connection) as captured:
        reader.get(path)
    return len(captured)


def test_the_page_asks_as_much_with_forty_relations_as_with_two(shelf, world, reader):
    path = "/van-ban/12-2015-qd-ubnd/"
    few = queries(reader, path)
    index = document_index(world.main)
    lines = [f"{n}. Theo Điều {n} Quyết định số {n}/2017/QĐ-UBND và khoản 1 Điều 1." for n in range(1, 41)]
    row = DocumentText.objects.get(document=shelf["12/2015/QĐ-UBND"].pk)
    row.text = TEXT + "Điều 3. Dài\n" + "\n".join(lines)
    row.save()
    kinds = ("based_on", "amends", "refers_to", "corrects")
    others = [
        make(
            index, f"{n}/2017/QĐ-UBND", rows=[related(kinds[n % 4], "12/2015/QĐ-UBND", provisions=f"khoản {n} Điều 3")]
        )
        for n in range(1, 41)
    ]
    settle(*others)
    assert queries(reader, path) <= few
    assert few <= 20
