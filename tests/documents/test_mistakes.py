"""“Report a mistake”: anybody may, without a cookie; the agency that answers for the document sees it, nobody else."""

import html5lib
import pytest
from django.urls import reverse

from agencies.models import Role
from core.models import AuditEntry
from documents.models import MistakeReport
from tests.documents.making import make
from tests.factories import document_index, member

PATH = "/van-ban/12-2015-qd-ubnd/bao-sai/"
HERE = {"Origin": "http://soyte.thaibinh.localhost"}
REPORT = {"words": "Điều 2 ghi sai ngày", "place": "Điều 2", "contact": ""}


@pytest.fixture
def document(world):
    return make(document_index(world.soyte), "12/2015/QĐ-UBND", issuer="Sở Y tế", text="Điều 1. A\n1. B\nĐiều 2. C\n")


def send(reader, headers=HERE, host="soyte", **changes):
    return reader.post(PATH, {**REPORT, **changes}, host=host, headers=headers)


def test_the_page_leads_to_the_form_which_nobody_keeps_and_which_sets_no_cookie(document, reader):
    assert f'href="{PATH}"' in reader.get("/van-ban/12-2015-qd-ubnd/", host="soyte").content.decode()
    answer = reader.get(PATH, host="soyte")
    text = answer.content.decode()
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"] and not answer.cookies
    html5lib.HTMLParser(strict=True).parse(text)
    assert "csrfmiddlewaretoken" not in text and 'name="words"' in text


@pytest.mark.parametrize(
    ("asked", "place"), [("dieu-1.khoan-1", "khoản 1 Điều 1"), ("", ""), ("gọi%20ngay", ""), ("mua-hang", "")]
)
def test_the_place_is_filled_in_from_an_anchor_and_from_nothing_else(document, reader, asked, place):
    text = reader.get(f"{PATH}?o={asked}", host="soyte").content.decode()
    assert (f'value="{place}"' in text) if place else ('name="place" value' not in text)


def test_a_report_is_stored_and_thanked_for(document, reader):
    answer = send(reader, contact="dan@example.vn")
    assert answer.status_code == 303 and answer["Location"] == f"{PATH}cam-on/"
    report = MistakeReport.objects.get()
    assert (report.document_id, report.words, report.place) == (document.pk, REPORT["words"], "Điều 2")
    assert report.contact == "dan@example.vn"
    thanks = reader.get(answer["Location"], host="soyte")
    assert thanks.status_code == 200 and "no-store" in thanks["Cache-Control"]


@pytest.mark.parametrize("changes", [{"words": ""}, {"words": "x" * 3001}, {"contact": "no address"}])
def test_what_cannot_be_taken_is_shown_again_with_the_reason(document, reader, changes):
    answer = send(reader, **changes)
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()
    assert not MistakeReport.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_what_comes_from_another_site_is_refused(document, reader, headers):
    assert send(reader, headers=headers).status_code == 403
    assert not MistakeReport.objects.exists()


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(document, reader):
    assert send(reader, website="http://spam.example").status_code == 303
    assert not MistakeReport.objects.exists()


def test_one_address_cannot_send_very_many(document, reader):
    answers = [send(reader).status_code for _ in range(7)]
    assert answers[0] == 303 and answers[-1] == 429
    assert MistakeReport.objects.count() == answers.count(303) < 7


def test_drafts_and_other_hosts_take_no_reports(document, world, reader):
    assert send(reader, host="sotttt", headers={"Origin": "http://sotttt.thaibinh.localhost"}).status_code == 404
    assert reader.get(PATH, host="sotttt").status_code == 301
    make(document_index(world.sotttt), "13/2015/QĐ-UBND", live=False)
    assert reader.get(PATH.replace("12", "13"), host="sotttt").status_code == 404


def listed(client, query=""):
    answer = client.get(reverse("documents_mistakes") + query)
    return answer.status_code, answer.content.decode()


def test_the_agencys_people_see_it_and_settle_it_and_the_address_goes(document, world, reader, signed_in):
    send(reader, contact="dan@example.vn")
    report = MistakeReport.objects.get()
    editor = member(world.soyte, Role.EDITOR)
    client = signed_in(editor)
    status, text = listed(client)
    assert status == 200 and REPORT["words"] in text and "dan@example.vn" in text
    client.post(reverse("documents_mistake_settle", args=[report.pk]))
    report.refresh_from_db()
    assert report.settled_at and report.settled_by == editor and report.contact == ""
    assert AuditEntry.objects.filter(verb="documents.mistake_settle").count() == 1
    client.post(reverse("documents_mistake_settle", args=[report.pk]))
    assert AuditEntry.objects.filter(verb="documents.mistake_settle").count() == 1


def test_another_agencys_people_do_not(document, world, reader, signed_in):
    send(reader)
    report = MistakeReport.objects.get()
    client = signed_in(member(world.sotttt, Role.APPROVER))
    status, text = listed(client)
    assert status == 200 and REPORT["words"] not in text
    assert listed(client, f"?co-quan={world.soyte.agency_id}")[0] == 404
    assert client.post(reverse("documents_mistake_settle", args=[report.pk])).status_code in (403, 404)
    report.refresh_from_db()
    assert report.settled_at is None
    assert listed(signed_in(member(world.soyte, Role.CONTRIBUTOR)))[0] != 200, "contributors keep no books"
