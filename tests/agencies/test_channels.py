"""Official channels: every portal has its list, sorted, safe to click, and open about what is not on it."""

import html5lib
import pytest
from django.core.exceptions import ValidationError

from agencies.models import Channel, ChannelsPage, ContactPage, Role
from tests.factories import member

PATH = "/kenh-chinh-thuc/"


def list_of(portal, language="vi"):
    return ChannelsPage.objects.get(agency=portal.agency, locale__language_code=language)


@pytest.fixture
def channels(world):
    page = list_of(world.soyte)
    for kind, name, value in (
        ("app", "Ứng dụng y tế", "https://play.google.com/store/apps/details?id=vn.gov.thaibinh"),
        ("email", "Hộp thư", "soyte@thaibinh.gov.vn"),
        ("hotline", "Phản ánh an toàn thực phẩm", "1900 0000"),
        ("social", "Trang Zalo", "https://zalo.me/000"),
        ("telephone", "Văn phòng Sở", "+84 (0)227 000 000"),
        ("other", "Hộp thư góp ý", "Tầng 1, nhà A"),
    ):
        Channel.objects.create(page=page, kind=kind, name=name, value=value, hours="7:30–17:00")
    return page


def test_channels_stand_by_kind_whatever_order_they_came_in(channels, reader):
    text = reader.get(PATH, host="soyte").content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    names = ["Phản ánh an toàn thực phẩm", "Văn phòng Sở", "Hộp thư<", "Trang Zalo", "Ứng dụng y tế", "Hộp thư góp ý"]
    places = [text.index(name) for name in names]
    assert places == sorted(places)
    assert text.count("7:30–17:00") == 6


def test_numbers_can_be_called_and_addresses_opened(channels, reader):
    text = reader.get(PATH, host="soyte").content.decode()
    assert 'href="tel:19000000"' in text and 'href="tel:+840227000000"' in text
    assert 'href="mailto:soyte@thaibinh.gov.vn"' in text and 'href="https://zalo.me/000"' in text
    assert "Tầng 1, nhà A" in text


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("social", "http://facebook.com/x"), ("social", "javascript:alert(1)"), ("app", "facebook.com/x"),
        ("other", "javascript:alert(1)"), ("other", "http://a.vn/"), ("hotline", "gọi cho tôi"), ("telephone", "12"),
        ("email", "không phải thư"), ("hotline", "https://a.vn"), ("social", "data:text/html,x"),
    ],
)  # fmt: skip
def test_what_could_be_anybodys_is_no_official_channel(world, kind, value):
    with pytest.raises(ValidationError) as refused:
        Channel(page=list_of(world.soyte), kind=kind, name="x", value=value).full_clean()
    assert list(refused.value.message_dict) == ["value"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [("other", "https://a.vn/x"), ("other", "Hộp thư: tầng 1"), ("telephone", "0227 3000 000"), ("hotline", "1022")],
)
def test_what_is_plain_is_taken(world, kind, value):
    channel = Channel(page=list_of(world.soyte), kind=kind, name="x", value=f" {value} ")
    channel.full_clean()
    assert channel.value == value


def test_the_list_says_that_what_is_not_on_it_is_not_official(world, reader):
    text = reader.get(PATH, host="soyte").content.decode()
    notice = text.split('class="notice ')[1].split("</div>")[0]
    assert "Sở Y tế" in notice
    assert 'href="http://soyte.thaibinh.localhost/"' in text


def test_an_agencys_list_leads_to_the_provinces(world, reader):
    assert 'href="http://thaibinh.localhost/kenh-chinh-thuc/"' in body(reader.get(PATH, host="soyte"))
    english = body(reader.get("/en/official-channels/", host="soyte"))
    assert 'href="http://thaibinh.localhost/en/official-channels/"' in english
    assert "http://thaibinh.localhost/kenh-chinh-thuc/" not in body(reader.get(PATH))


def body(answer):
    assert answer.status_code == 200
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def test_every_footer_leads_to_the_portals_own_list(world, reader):
    assert f'href="{PATH}"' in reader.get("/", host="soyte").content.decode().split("<footer")[1]
    assert 'href="/en/official-channels/"' in reader.get("/en/", host="soyte").content.decode().split("<footer")[1]


def test_the_footer_of_an_archive_leads_to_the_list_that_is_kept(world, reader, operator):
    from home.services import ArchivePortal

    ArchivePortal(world.soyte, by=operator).run()
    footer = reader.get("/", host="soyte").content.decode().split("<footer")[1]
    assert 'href="http://thaibinh.localhost/kenh-chinh-thuc/"' in footer


def test_a_list_costs_as_much_with_fifty_channels_as_with_none(world, reader, django_assert_max_num_queries):
    page = list_of(world.soyte)
    for number in range(50):
        Channel.objects.create(page=page, kind="telephone", name=f"Phòng {number}", value="0227 000 000")
    reader.get(PATH, host="soyte")
    with django_assert_max_num_queries(12):
        reader.get(PATH, host="soyte")


def test_an_editor_fills_in_the_list_and_bad_rows_are_named(world, signed_in):
    page = list_of(world.soyte)
    client = signed_in(member(world.soyte, Role.EDITOR))
    form = {
        "title": "Kênh", "slug": "kenh-chinh-thuc", "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0,
        "channels-TOTAL_FORMS": 1, "channels-INITIAL_FORMS": 0, "channels-MIN_NUM_FORMS": 0,
        "channels-MAX_NUM_FORMS": 1000, "channels-0-id": "", "channels-0-ORDER": 1, "channels-0-DELETE": "",
        "channels-0-kind": "social", "channels-0-name": "Facebook", "channels-0-value": "http://facebook.com/soyte",
        "channels-0-hours": "", "channels-0-note": "",
    }  # fmt: skip
    answer = client.post(f"/admin/pages/{page.pk}/edit/", form)
    assert answer.context["form"].formsets["channels"].forms[0].errors["value"]
    client.post(f"/admin/pages/{page.pk}/edit/", form | {"channels-0-value": "https://facebook.com/soyte"})
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().channels.get().value == "https://facebook.com/soyte"
    assert not Channel.objects.exists()


def test_another_agencys_editor_cannot_open_the_list(channels, world, signed_in):
    client = signed_in(member(world.sotttt, Role.EDITOR))
    assert client.get(f"/admin/pages/{channels.pk}/edit/").status_code == 403


# -- press contact ----------------------------------------------------------------------------------------------------


def test_the_press_contact_is_a_block_of_its_own_and_in_the_footer(world, reader):
    page = ContactPage.objects.get(agency=world.soyte.agency, locale__language_code="vi")
    page.press_name, page.press_phone = "Bà Trần Thị Mẫu, Chánh Văn phòng", "0227 000 111"
    page.press_email = "baochi@thaibinh.gov.vn"
    page.save_revision().publish()
    text = reader.get("/lien-he/", host="soyte").content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    block = text.split('id="bao-chi"')[1].split("</section>")[0]
    for said in ("Bà Trần Thị Mẫu, Chánh Văn phòng", "tel:0227000111", "mailto:baochi@thaibinh.gov.vn"):
        assert said in block
    footer = reader.get("/gioi-thieu/", host="soyte").content.decode().split("<footer")[1]
    assert 'href="/lien-he/#bao-chi"' in footer


def test_without_a_press_contact_nothing_is_said_about_it(world, reader):
    text = reader.get("/lien-he/", host="soyte").content.decode()
    assert "bao-chi" not in text


def test_a_number_for_the_press_needs_somebody_who_answers(world):
    page = ContactPage.objects.get(agency=world.soyte.agency, locale__language_code="vi")
    page.press_phone = "0227 000 111"
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert list(refused.value.message_dict) == ["press_name"]
