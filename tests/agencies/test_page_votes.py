"""“Was this page useful?”: works without cookie, token and JavaScript, counts, and keeps nothing about who answered."""

import csv
import datetime
import io

import html5lib
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies import votes
from agencies.models import OrganisationPage, PageVote, Role
from agencies.votes import count_answer
from core.models.dated import today
from tests.factories import NewsPageFactory, member, news_index

HOST = "soyte.thaibinh.localhost"
ORIGIN = f"http://{HOST}"


@pytest.fixture
def page(world):
    return NewsPageFactory(parent=news_index(world.soyte), title="Lịch tiêm chủng", slug="tiem-chung")


def answer(reader, page_id, what="khong", host="soyte", path="/y-kien-trang/", **more):
    headers = {"HTTP_ORIGIN": f"http://{host}.thaibinh.localhost", "HTTP_SEC_FETCH_SITE": "same-origin"}
    fields = {"trang": page_id, "y-kien": what, "website": "", **more.pop("fields", {})}
    sent = {name: value for name, value in (headers | more).items() if value is not None}
    return reader.post(path, fields, host=host, **sent)


def counts():
    return {(vote.page_id, vote.useful): vote.count for vote in PageVote.objects.all()}


def test_the_question_stands_at_the_end_of_a_page_and_works_from_a_kept_one(page, reader):
    got = reader.get("/tin-tuc/tiem-chung/", host="soyte")
    text = got.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    form = text.split('class="useful"')[1].split("</form>")[0]
    assert f'name="trang" value="{page.pk}"' in form and 'action="/y-kien-trang/"' in text
    assert "csrfmiddlewaretoken" not in text and not got.cookies


def test_an_answer_is_counted_once_and_thanked_for_at_another_address(page, reader):
    got = answer(reader, page.pk, "co")
    assert got.status_code == 303 and not got.cookies
    assert got["Location"] == f"/y-kien-trang/cam-on/?trang={page.pk}&y-kien=co"
    assert counts() == {(page.pk, True): 1}
    thanks = reader.get(got["Location"], host="soyte")
    assert thanks["Cache-Control"] == "no-store" and not thanks.cookies
    text = thanks.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    assert 'href="/tin-tuc/tiem-chung/"' in text and "Lịch tiêm chủng" in text
    assert 'class="notice ' not in text
    assert counts() == {(page.pk, True): 1}


def test_who_says_no_is_told_where_to_write(page, reader):
    got = reader.get(answer(reader, page.pk, "khong")["Location"], host="soyte")
    assert 'href="/lien-he/"' in got.content.decode().split('class="notice ')[1].split("</div>")[0]


def test_answers_in_english_are_thanked_in_english(world, reader):
    english = OrganisationPage.objects.get(agency=world.soyte.agency, locale__language_code="en")
    assert 'action="/en/y-kien-trang/"' in reader.get("/en/about/", host="soyte").content.decode()
    got = answer(reader, english.pk, "co", path="/en/y-kien-trang/")
    assert got["Location"].startswith("/en/y-kien-trang/cam-on/")
    text = reader.get(got["Location"], host="soyte").content.decode()
    assert '<html lang="en"' in text and 'href="/en/about/"' in text


def test_answers_of_a_day_are_one_row_and_two_at_once_are_two(page):
    for _ in range(3):
        count_answer(page.pk, today(), useful=True)
    count_answer(page.pk, today(), useful=False)
    count_answer(page.pk, today() - datetime.timedelta(days=1), useful=True)
    assert sorted(PageVote.objects.values_list("useful", "count")) == [(False, 1), (True, 1), (True, 3)]
    with CaptureQueriesContext(connection) as asked:
        count_answer(page.pk, today(), useful=True)
    assert len(asked) == 1


@pytest.mark.parametrize(
    "sent",
    [
        {"HTTP_ORIGIN": "https://xau.example"},
        {"HTTP_ORIGIN": "http://thaibinh.localhost"},
        {"HTTP_ORIGIN": "http://sotttt.thaibinh.localhost"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": None, "HTTP_SEC_FETCH_SITE": None},
        {"HTTP_ORIGIN": None, "HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_ORIGIN": None, "HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": None, "HTTP_SEC_FETCH_SITE": "none"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_ORIGIN": "https://xau.example", "HTTP_SEC_FETCH_SITE": None},
    ],
)
def test_no_other_site_answers_in_a_readers_name(page, reader, sent):
    got = answer(reader, page.pk, **sent)
    assert got.status_code == 403 and not counts()
    html5lib.HTMLParser(strict=True).parse(got.content.decode())


@pytest.mark.parametrize("sent", [{"HTTP_ORIGIN": None}, {"HTTP_SEC_FETCH_SITE": None}])
def test_one_of_the_two_headers_is_enough(page, reader, sent):
    assert answer(reader, page.pk, **sent).status_code == 303 and counts()


def test_who_fills_in_the_field_nobody_sees_is_thanked_and_not_counted(page, reader):
    assert answer(reader, page.pk, fields={"website": "http://mua.re"}).status_code == 303
    assert not counts()


@pytest.mark.parametrize("asked", ["", "0", "abc", "-1", "9" * 30, "٣", "1e3", "999999999"])
def test_a_page_that_does_not_exist_gets_no_answer(page, reader, asked):
    assert answer(reader, asked).status_code == 404 and not counts()
    assert reader.get(f"/y-kien-trang/cam-on/?trang={asked}", host="soyte").status_code == 200


def test_another_portals_page_and_a_draft_get_no_answer_and_are_not_named(world, page, reader):
    hidden = NewsPageFactory(parent=news_index(world.soyte), title="BIMAT", slug="bimat", live=False)
    assert answer(reader, hidden.pk).status_code == 404
    assert answer(reader, page.pk, host="sotttt").status_code == 404
    assert not counts()
    for host, pk in (("soyte", hidden.pk), ("sotttt", page.pk)):
        text = reader.get(f"/y-kien-trang/cam-on/?trang={pk}", host=host).content.decode()
        assert "BIMAT" not in text and "Lịch tiêm chủng" not in text


@pytest.mark.parametrize("what", ["", "yes", "1", "co "])
def test_an_answer_that_is_none_is_not_counted(page, reader, what):
    assert answer(reader, page.pk, what).status_code == 404 and not counts()


def test_asking_by_get_counts_nothing(page, reader):
    got = reader.get(f"/y-kien-trang/?trang={page.pk}&y-kien=co", host="soyte", HTTP_ORIGIN=ORIGIN)
    assert got.status_code == 405 and not counts()


def test_one_address_cannot_outvote_everybody(page, reader):
    got = [answer(reader, page.pk).status_code for _ in range(votes.MOST_ABOUT_ONE_PAGE + 2)]
    assert got == [303] * votes.MOST_ABOUT_ONE_PAGE + [429, 429]
    assert counts() == {(page.pk, False): votes.MOST_ABOUT_ONE_PAGE}
    assert answer(reader, page.pk, REMOTE_ADDR="203.0.113.9").status_code == 303


def test_one_address_answers_about_many_pages_up_to_a_limit(world, page, reader, monkeypatch):
    monkeypatch.setattr(votes, "MOST_AN_HOUR", 2)
    others = [NewsPageFactory(parent=news_index(world.soyte)) for _ in range(3)]
    assert [answer(reader, other.pk).status_code for other in others] == [303, 303, 429]


def test_nothing_that_is_kept_tells_the_address(page, reader, monkeypatch):
    kept = []
    monkeypatch.setattr(votes.cache, "set", lambda key, value, seconds: kept.append((key, value, seconds)))
    answer(reader, page.pk, REMOTE_ADDR="203.0.113.9")
    assert kept and all("203.0.113.9" not in str(row) and row[2] <= votes.DAY for row in kept)
    assert {field.name for field in PageVote._meta.fields} == {"id", "page", "day", "useful", "count"}
    cache.clear()


def test_an_archive_asks_nothing(world, page, reader, operator):
    from home.services import ArchivePortal

    ArchivePortal(world.soyte, by=operator).run()
    assert 'class="useful"' not in reader.get("/tin-tuc/tiem-chung/", host="soyte").content.decode()
    assert answer(reader, page.pk).status_code == 404


# -- what the agency sees ---------------------------------------------------------------------------------------------


@pytest.fixture
def answers(world, page):
    """One page many liked, one many did not, one with a single no, one of another agency."""
    index = news_index(world.soyte)
    liked, bad = NewsPageFactory(parent=index, title="Được khen"), NewsPageFactory(parent=index, title="=Khó hiểu()")
    foreign = NewsPageFactory(parent=news_index(world.sotttt), title="CUASOTTTT")
    rows = [(page, 0, 1), (liked, 90, 3), (bad, 2, 40), (foreign, 0, 99)]
    for item, yes, no in rows:
        for useful, count in ((True, yes), (False, no)):
            PageVote.objects.create(page=item, day=today(), useful=useful, count=count)
    PageVote.objects.create(page=liked, day=today() - datetime.timedelta(days=90), useful=False, count=5000)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER, Role.OFFICER])
def test_the_agency_sees_its_pages_those_that_help_least_first(answers, world, signed_in, role):
    text = signed_in(member(world.soyte, role)).get("/admin/y-kien-trang/").content.decode()
    places = [text.index(title) for title in ("=Khó hiểu()", "Lịch tiêm chủng", "Được khen")]
    assert places == sorted(places)
    assert "CUASOTTTT" not in text and "5000" not in text
    assert "<td>90</td><td>3</td><td>3%</td>" in text


def test_a_contributor_and_strangers_see_nothing(answers, world, signed_in, reader):
    client = signed_in(member(world.soyte, Role.CONTRIBUTOR))
    for path in ("/admin/y-kien-trang/", "/admin/y-kien-trang/bang.csv"):
        assert client.get(path).status_code == 403
        assert reader.get(path).status_code == 302


def test_the_menu_leads_there_for_those_who_may(answers, world, signed_in):
    link = 'href": "/admin/y-kien-trang/"'
    inside = signed_in(member(world.soyte, Role.OFFICER)).get("/admin/").content.decode()
    outside = signed_in(member(world.soyte, Role.CONTRIBUTOR)).get("/admin/").content.decode()
    assert "/admin/y-kien-trang/" in inside and "/admin/y-kien-trang/" not in outside, link


def test_the_file_opens_in_a_spreadsheet_without_running_anything(answers, world, signed_in):
    got = signed_in(member(world.soyte, Role.OFFICER)).get("/admin/y-kien-trang/bang.csv")
    assert "attachment" in got["Content-Disposition"] and "no-store" in got["Cache-Control"]
    text = got.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1][0] == "'=Khó hiểu()" and rows[1][2:] == ["2", "40", "95"]
    assert rows[1][1].startswith("http://soyte.thaibinh.localhost/tin-tuc/")
    assert len(rows) == 4 and "CUASOTTTT" not in text


def test_two_roles_in_two_agencies_show_only_what_each_may(answers, world, signed_in):
    from agencies.models import Membership

    user = member(world.soyte, Role.CONTRIBUTOR)
    Membership.objects.create(user=user, agency=world.sotttt.agency, role=Role.OFFICER)
    text = signed_in(user).get("/admin/y-kien-trang/").content.decode()
    assert "CUASOTTTT" in text and "Được khen" not in text


def test_a_hundred_pages_cost_no_more_queries_than_one(world, page, signed_in):
    client = signed_in(member(world.soyte, Role.EDITOR))

    def cost():
        client.get("/admin/y-kien-trang/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/admin/y-kien-trang/").status_code == 200
        return len(asked)

    count_answer(page.pk, today(), useful=False)
    few = cost()
    for _ in range(60):
        count_answer(NewsPageFactory(parent=news_index(world.soyte)).pk, today(), useful=False)
    assert cost() <= few
    assert "?p=2" in client.get("/admin/y-kien-trang/").content.decode()
