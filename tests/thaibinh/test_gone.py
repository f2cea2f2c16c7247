"""What is not there, not there any more, not in this language, or closed for a while says so and helps on."""

import datetime

import html5lib
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from agencies.models import Role
from agencies.page_changes import DeletePage, RestorePage, WithdrawPage
from news.models import NewsPage
from tests.factories import NewsPageFactory, draft, member, news_index
from thaibinh import maintenance


@pytest.fixture
def item(world):
    page = NewsPageFactory(parent=news_index(world.soyte), title="Tin có tên người", slug="tin")
    page.save_revision().publish()
    return NewsPage.objects.get(pk=page.pk)


def test_a_withdrawn_page_says_it_is_gone_and_leads_on(world, reader, item):
    WithdrawPage(item, by=member(world.soyte, Role.APPROVER), reason="Có thông tin cá nhân").run()
    answer = reader.get("/tin-tuc/tin/", host="soyte")
    text = answer.content.decode()
    assert answer.status_code == 410
    html5lib.HTMLParser(strict=True).parse(text)
    assert "/tin-tuc/" in text and "/lien-he/" in text and 'role="search"' in text
    assert "Tin có tên người" not in text and "cá nhân" not in text, "its title may be why it went"


def test_a_deleted_page_is_gone_and_back_again_when_restored(world, reader, item):
    approver = member(world.soyte, Role.APPROVER)
    entry = DeletePage(NewsPage.objects.get(pk=item.pk), by=approver, reason="Trùng").run()
    assert reader.get("/tin-tuc/tin/", host="soyte").status_code == 410
    assert reader.get("/tin-tuc/tin/", host="sotttt").status_code == 404, "another agency never had it"
    from agencies.models import BinEntry

    RestorePage(BinEntry.objects.get(page_id=item.pk), by=approver).run()
    assert reader.get("/tin-tuc/tin/", host="soyte").status_code == 200
    assert entry is None or entry


def test_a_draft_nobody_ever_saw_is_not_found(world, reader):
    page = draft(world.soyte, member(world.soyte, Role.EDITOR))
    assert reader.get(f"/tin-tuc/{page.slug}/", host="soyte").status_code == 404


def test_the_way_to_english_is_honest_about_what_is_not_translated(world, reader, item):
    text = reader.get("/tin-tuc/tin/", host="soyte").content.decode()
    assert f'href="/en/khong-co-ban-dich/?p={item.pk}"' in text
    answer = reader.get(f"/en/khong-co-ban-dich/?p={item.pk}", host="soyte")
    notice = answer.content.decode()
    html5lib.HTMLParser(strict=True).parse(notice)
    assert answer.status_code == 200 and "Not available in English" in notice
    assert "Tin có tên người" in notice and 'lang="vi"' in notice and "noindex" in notice


@pytest.mark.parametrize("number", ["", "x", "99999999999999999999", "1"])
def test_the_notice_knows_only_public_pages_of_its_own_portal(world, reader, item, number):
    assert reader.get(f"/en/khong-co-ban-dich/?p={number}", host="soyte").status_code == 404
    assert reader.get(f"/en/khong-co-ban-dich/?p={item.pk}", host="sotttt").status_code == 404
    hidden = draft(world.soyte, member(world.soyte, Role.EDITOR), "Bản nháp kín")
    assert reader.get(f"/en/khong-co-ban-dich/?p={hidden.pk}", host="soyte").status_code == 404


def test_the_notice_leads_on_where_there_is_a_translation(world, reader):
    from agencies.models import OrganisationPage

    pages = {p.locale.language_code: p for p in OrganisationPage.objects.filter(agency=world.soyte.agency)}
    answer = reader.get(f"/en/khong-co-ban-dich/?p={pages['vi'].pk}", host="soyte")
    assert answer.status_code == 302 and answer["Location"].endswith("/en/about/")
    assert reader.get(f"/en/khong-co-ban-dich/?p={pages['en'].pk}", host="soyte").status_code == 404


def test_a_translated_page_and_a_view_lead_straight_to_their_english_side(world, reader):
    assert (
        'href="http://soyte.thaibinh.localhost/en/about/"' in reader.get("/gioi-thieu/", host="soyte").content.decode()
    )
    assert 'href="/en/tim-kiem/?q=y+te"' in reader.get("/tim-kiem/?q=y+te", host="soyte").content.decode()
    assert 'href="/cong-thanh-phan/"' in reader.get("/en/cong-thanh-phan/").content.decode()


@pytest.fixture
def closed(settings, tmp_path):
    settings.MAINTENANCE_FILE = str(tmp_path / "maintenance.json")
    yield
    maintenance.end()


def test_planned_work_closes_every_address_and_says_until_when(world, reader, closed):
    until = timezone.now() + datetime.timedelta(hours=2)
    call_command("maintenance", "on", until=timezone.localtime(until).strftime("%Y-%m-%d %H:%M"), reason="Nâng cấp.")
    for path in ("/", "/admin/", "/tin-tuc/"):
        answer = reader.get(path)
        assert answer.status_code == 503 and answer["Cache-Control"] == "no-store" and answer["Retry-After"]
        text = answer.content.decode()
        html5lib.HTMLParser(strict=True).parse(text)
        assert "Nâng cấp." in text and timezone.localtime(until).strftime("%-d/%-m/%Y") in text
    assert reader.get("/healthz").status_code == 200
    call_command("maintenance", "off")
    assert reader.get("/").status_code == 200


@pytest.mark.parametrize("said", ["{half", "{}", "[]", '"x"', '{"until": "morgen"}', '{"until": "2026-12-01 06:00"}'])
def test_whatever_is_in_the_sign_the_portal_is_closed(world, reader, closed, said):
    maintenance.sign().write_text(said)
    assert reader.get("/").status_code == 503


@pytest.mark.parametrize("until", ["tomorrow", "2020-01-01 00:00"])
def test_a_time_that_makes_no_sense_closes_nothing(closed, until):
    with pytest.raises(CommandError):
        call_command("maintenance", "on", until=until)
    assert not maintenance.sign().exists()
