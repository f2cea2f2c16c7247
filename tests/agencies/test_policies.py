"""Privacy policy and accessibility statement: the version of the day, the others at addresses of their own."""

import datetime

import html5lib
import pytest
from django.core.exceptions import ValidationError

from agencies.models import PolicyPage, PolicyVersion, Role
from core.models.dated import today
from tests.factories import member

PATH = "/chinh-sach-quyen-rieng-tu/"


def days(count):
    return today() + datetime.timedelta(days=count)


def version(page, number, day, body="", changes=""):
    return PolicyVersion.objects.create(
        page=page, number=number, valid_from=day, body=body or f"<p>Nội dung bản {number}.</p>", changes=changes
    )


@pytest.fixture
def policy(world):
    """Three versions: a former one, the one in force, one to come."""
    page = PolicyPage.objects.get(slug="chinh-sach-quyen-rieng-tu")
    version(page, "1", days(-400))
    version(page, "2.1", days(-10), changes="Thêm thời hạn lưu câu hỏi.")
    version(page, "3", days(30), changes="Thêm kênh mới.")
    return page


def fields(*rows, **more):
    """What the page editor sends: rows are (number, day)."""
    form = {
        "title": "Chính sách quyền riêng tư", "slug": "chinh-sach-quyen-rieng-tu", "policy_kind": "privacy",
        "versions-TOTAL_FORMS": len(rows), "versions-INITIAL_FORMS": 0, "versions-MIN_NUM_FORMS": 0,
        "versions-MAX_NUM_FORMS": 1000, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0,
    }  # fmt: skip
    for place, (number, day) in enumerate(rows):
        form |= {
            f"versions-{place}-id": "", f"versions-{place}-ORDER": place + 1, f"versions-{place}-DELETE": "",
            f"versions-{place}-number": number, f"versions-{place}-valid_from": day,
            f"versions-{place}-changes": "", f"versions-{place}-body": '{"blocks": [], "entityMap": {}}',
        }  # fmt: skip
    return form | more


def test_the_version_of_today_is_shown_with_the_day_it_began(policy, reader):
    answer = reader.get(PATH)
    text = answer.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    since = days(-10)
    assert "Nội dung bản 2.1." in text and f"{since.day}/{since.month}/{since.year}" in text
    assert "Nội dung bản 1." not in text and "Nội dung bản 3." not in text


def test_earlier_and_coming_versions_are_listed_with_what_changed(policy, reader):
    text = reader.get(PATH).content.decode()
    assert f'href="{PATH}phien-ban/1/"' in text and f'href="{PATH}phien-ban/3/"' in text
    assert "Thêm kênh mới." in text


@pytest.mark.parametrize("number", ["1", "3"])
def test_a_version_that_is_not_in_force_says_so_at_its_own_address(policy, reader, number):
    text = reader.get(f"{PATH}phien-ban/{number}/").content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    assert f"Nội dung bản {number}." in text
    notice = text.split('class="notice ')[1].split("</div>")[0]
    assert f'href="{PATH}"' in notice
    assert '<meta name="robots" content="noindex">' in text


def test_the_version_in_force_has_its_own_address_too_and_no_warning(policy, reader):
    text = reader.get(f"{PATH}phien-ban/2-1/").content.decode()
    assert "Nội dung bản 2.1." in text and 'class="notice ' not in text
    assert '<link rel="canonical" href="http://thaibinh.localhost/chinh-sach-quyen-rieng-tu/phien-ban/2-1/">' in text


@pytest.mark.parametrize("path", ["phien-ban/9/", "phien-ban/x/", "phien-ban/", "phien-ban/1/2/"])
def test_a_version_that_does_not_exist_is_not_found(policy, reader, path):
    assert reader.get(f"{PATH}{path}").status_code == 404


def test_a_version_holds_from_its_first_day_on(policy):
    assert policy.in_force().number == "2.1"
    assert policy.in_force(days(30)).number == "3"
    assert policy.in_force(days(29)).number == "2.1"
    assert policy.in_force(days(-401)) is None


def test_before_the_first_version_the_page_says_that_it_is_being_written(world, reader):
    answer = reader.get("/kha-nang-tiep-can/")
    assert answer.status_code == 200
    assert 'class="empty-state"' in answer.content.decode()


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([("1", "1/1/2026"), ("1", "2/1/2026")], "number"),
        ([("1", "1/1/2026"), ("2", "1/1/2026")], "valid_from"),
    ],
)
def test_two_versions_with_the_same_number_or_day_are_refused_in_words(world, signed_in, rows, wrong):
    page = PolicyPage.objects.get(slug="chinh-sach-quyen-rieng-tu")
    client = signed_in(member(world.main, Role.EDITOR))
    answer = client.post(f"/admin/pages/{page.pk}/edit/", fields(*rows))
    assert answer.status_code == 200
    found = answer.context["form"].formsets["versions"].forms[1].errors
    assert list(found) == [wrong] and found[wrong][0]
    page.refresh_from_db()
    assert page.latest_revision is None


def test_an_editor_adds_a_version_that_readers_see_only_after_the_approval(world, signed_in, reader):
    page = PolicyPage.objects.get(slug="chinh-sach-quyen-rieng-tu")
    client = signed_in(member(world.main, Role.EDITOR))
    client.post(f"/admin/pages/{page.pk}/edit/", fields(("1", "1/1/2026"), ("2.0", "2/1/2026")))
    page.refresh_from_db()
    kept = page.get_latest_revision_as_object()
    assert [row.number for row in kept.versions.all()] == ["1", "2.0"]
    assert not PolicyVersion.objects.filter(page=page).exists()


def test_no_way_of_saving_gets_round_the_two_rules(policy):
    policy.versions.add(PolicyVersion(number="2.1", valid_from=days(-9), body="<p>x</p>"))
    with pytest.raises(ValidationError, match=r"2\.1"):
        policy.full_clean()


@pytest.mark.parametrize("number", ["1a", "../1", "1.", "", "v2"])
def test_a_number_that_is_no_address_is_refused(policy, number):
    with pytest.raises(ValidationError):
        PolicyVersion(page=policy, number=number, valid_from=days(1), body="<p>x</p>").full_clean()


@pytest.mark.parametrize("slug", ["khac", ""])
def test_the_address_every_footer_leads_to_stays(world, signed_in, slug):
    page = PolicyPage.objects.get(slug="chinh-sach-quyen-rieng-tu")
    client = signed_in(member(world.main, Role.EDITOR))
    client.post(f"/admin/pages/{page.pk}/edit/", fields(("1", "1/1/2026"), slug=slug, title="Tên khác"))
    page.refresh_from_db()
    assert page.latest_revision is None or page.get_latest_revision_as_object().slug == "chinh-sach-quyen-rieng-tu"


def test_every_footer_leads_to_the_main_portals_policies_in_the_readers_language(world, reader):
    text = reader.get("/lien-he/", host="soyte").content.decode()
    footer = text.split("<footer")[1]
    assert 'href="http://thaibinh.localhost/chinh-sach-quyen-rieng-tu/"' in footer
    assert 'href="http://thaibinh.localhost/kha-nang-tiep-can/"' in footer
    english = reader.get("/en/contact/", host="soyte").content.decode().split("<footer")[1]
    assert 'href="http://thaibinh.localhost/en/privacy/"' in english
    assert 'href="http://thaibinh.localhost/en/accessibility/"' in english
    for path in (PATH, "/kha-nang-tiep-can/", "/en/privacy/", "/en/accessibility/"):
        assert reader.get(path).status_code == 200, path


def test_only_the_main_portal_is_born_with_policies(world, reader):
    assert PolicyPage.objects.exclude(agency=world.main.agency).count() == 0
    assert reader.get(PATH, host="soyte").status_code == 404


def test_the_footer_names_owner_copyright_and_how_to_reuse(world, reader):
    footer = reader.get("/", host="soyte").content.decode().split("<footer")[1]
    for said in ("Sở Y tế", "Giám đốc Sở", "Số 1, đường Thử", "0227 3000 000", "soyte@thaibinh.gov.vn"):
        assert said in footer
    assert 'class="site-footer__rights"' in footer


def test_a_policy_made_by_hand_can_be_deleted_and_a_born_one_cannot(world):
    from agencies.page_changes import DeletePage

    own = PolicyPage(title="Chính sách bản quyền", slug="ban-quyen")
    world.main.site.root_page.add_child(instance=own)
    approver = member(world.main, Role.APPROVER)
    assert DeletePage(own, by=approver, reason="x").allowed
    born = PolicyPage.objects.get(slug="chinh-sach-quyen-rieng-tu")
    assert not DeletePage(born, by=approver, reason="x").allowed


def test_another_agencys_editor_gets_no_policy_to_see_or_change(policy, world, signed_in):
    client = signed_in(member(world.soyte, Role.EDITOR))
    assert client.get(f"/admin/pages/{policy.pk}/edit/").status_code == 403
    assert client.post(f"/admin/pages/{policy.pk}/edit/", fields(("9", "1/1/2026"))).status_code == 403


def test_a_policy_costs_as_much_with_twenty_versions_as_with_three(policy, reader, django_assert_max_num_queries):
    for number in range(20):
        version(policy, f"0.{number}", days(-500 - number))
    reader.get(PATH)
    with django_assert_max_num_queries(12):
        reader.get(PATH)


def test_an_editor_previews_versions_that_are_not_saved_yet(world, signed_in):
    page = PolicyPage.objects.get(slug="chinh-sach-quyen-rieng-tu")
    client = signed_in(member(world.main, Role.EDITOR))
    body = '{"blocks": [{"key": "a", "text": "Chữ mới soạn", "type": "unstyled"}], "entityMap": {}}'
    form = fields(("1", "1/1/2020"), ("2.0", "2/1/2020")) | {"versions-1-body": body}
    preview = f"/admin/pages/{page.pk}/edit/preview/"
    assert client.post(preview, form).json()["is_valid"]
    text = client.get(preview).content.decode()
    assert "Chữ mới soạn" in text and "phien-ban/1/" in text
