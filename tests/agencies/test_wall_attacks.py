"""What somebody of agency A tries against agency B: tampered forms, ids in texts, and Wagtail's flaws of 2026."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from agencies.models import Role
from agencies.wall.references import references_of
from news.models import NewsPage
from tests.agencies.wall_world import MARKER
from tests.factories import draft


@pytest.fixture
def editor(wall, signed_in):
    client = signed_in(wall.a.people["editor"])
    client.raise_request_exception = False
    return client


def form_of(page, **changes):
    """What the page editor would send."""
    body = json.dumps(changes.pop("body", []))
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": "x",
        "section": page.section_id,
        "published_on": "2026-11-02",
        "happened_at": "",
        "picture": "",
        "caption": "",
        "source": "",
        "reviewed_on": "",
        "review_due": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        "_body": body,
        **changes,
    }


def rich_block(html_entity):
    """A text block whose rich text holds one entity, as Draftail sends it."""
    content = {
        "blocks": [
            {
                "key": "a",
                "text": "xem",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [{"key": 0, "offset": 0, "length": 3}],
            }
        ],
        "entityMap": {"0": html_entity},
    }
    return {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "text",
        "body-0-id": "",
        "body-0-value": json.dumps(content),
    }


def tries(b):
    """The ways to point at an agency's things in the form of a page."""
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"id": b.page.pk, "url": "/x", "parentId": 1}}
    file = {"type": "DOCUMENT", "mutability": "MUTABLE", "data": {"id": b.file.pk, "url": "/x", "filename": "x"}}
    return {
        "a picture in its field": {"picture": b.image.pk},
        "a picture in a block": {
            "body-count": "1",
            "body-0-deleted": "",
            "body-0-order": "0",
            "body-0-type": "picture",
            "body-0-id": "",
            "body-0-value-picture": b.image.pk,
            "body-0-value-image": b.image.pk,
            "body-0-value-caption": "x",
        },
        "a page in a link": rich_block(link),
        "a file in a link": rich_block(file),
        "a picture beside another mistake": {"picture": b.image.pk, "published_on": "no date", "title": ""},
    }


@pytest.mark.parametrize(
    "what",
    [
        "a picture in its field",
        "a picture in a block",
        "a page in a link",
        "a file in a link",
        "a picture beside another mistake",
    ],
)
@pytest.mark.parametrize("screen", ["edit", "preview_on_edit", "autosave"])
def test_a_posted_id_of_another_agency_is_refused_and_its_title_not_shown(wall, editor, what, screen):
    page = wall.a.page
    before = page.revisions.count()
    name = "preview_on_edit" if screen == "preview_on_edit" else "edit"
    headers = {"HTTP_ACCEPT": "application/json"} if screen == "autosave" else {}
    answer = editor.post(
        reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), form_of(page, **tries(wall.b)[what]), **headers
    )
    assert answer.status_code in (302, 403), answer.status_code
    assert MARKER not in answer.content.decode()
    assert MARKER not in editor.get("/admin/").content.decode()
    assert page.revisions.count() == before


@pytest.mark.parametrize("what", ["a picture in its field", "a page in a link"])
def test_a_new_page_with_another_agencys_things_is_refused(wall, editor, what):
    page = wall.a.page
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", page.get_parent().pk])
    before = NewsPage.objects.count()
    answer = editor.post(url, form_of(page, slug="moi", **tries(wall.b)[what]))
    assert answer.status_code in (302, 403) and MARKER not in answer.content.decode()
    assert NewsPage.objects.count() == before


@pytest.mark.parametrize(
    "what", ["a picture in its field", "a picture in a block", "a page in a link", "a file in a link"]
)
def test_what_is_ones_own_is_accepted_in_the_same_form(wall, editor, what):
    page = wall.a.page
    before = page.revisions.count()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = editor.post(url, form_of(page, **tries(wall.a)[what]))
    assert (answer.status_code, answer.url) == (302, url)
    assert page.revisions.count() == before + 1
    latest = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert sum(len(ids) for ids in references_of(latest).values()) > sum(
        len(ids) for ids in references_of(page).values()
    )


def test_code_and_imports_cannot_point_at_another_agency_either(wall):
    page = wall.a.page
    page.picture = wall.b.image
    with pytest.raises(ValidationError):
        page.full_clean()
    page.picture = None
    page.body = [("text", f'<p><a linktype="page" id="{wall.b.page.pk}">xem</a></p>')]
    with pytest.raises(ValidationError):
        page.full_clean()


def test_references_are_found_in_fields_blocks_and_rich_text(wall):
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page

    page = NewsPage(
        picture=wall.a.image,
        body=[("text", f'<p><a linktype="page" id="{wall.a.page.pk}">x</a><a linktype="document" id="7">y</a></p>')],
    )
    found = references_of(page)
    assert str(wall.a.image.pk) in found[ContentType.objects.get_for_model(type(wall.a.image)).pk]
    assert str(wall.a.page.pk) in found[ContentType.objects.get_for_model(Page).pk]
    assert found[ContentType.objects.get_for_model(type(wall.a.file)).pk] == {"7"}


def test_nobody_sets_another_persons_password_or_groups(wall, editor, operator):
    """`change_user` opened the superuser's account in stock Wagtail (tenancy 1, attack 1)."""
    hash_before = operator.password
    url = reverse("wagtailusers_users:edit", args=[operator.pk])
    answer = editor.post(url, {"username": "x", "password1": "Aa1!aaaaaaaaaaaa", "password2": "Aa1!aaaaaaaaaaaa"})
    operator.refresh_from_db()
    assert answer.status_code == 403 and operator.password == hash_before


def test_nobody_translates_a_page_they_cannot_edit(wall, editor):
    """`submit_translation` asked no page right in stock wagtail-localize (tenancy 1, attack 2)."""
    from wagtail.models import Locale, Page

    before = Page.objects.count()
    url = reverse("wagtail_localize:submit_page_translation", args=[wall.b.waiting.pk])
    assert editor.post(url, {"locales": [Locale.objects.get(language_code="en").pk]}).status_code == 403
    assert Page.objects.count() == before


def test_nobody_makes_a_redirect_for_every_site(wall, editor):
    from wagtail.contrib.redirects.models import Redirect

    editor.post(reverse("wagtailredirects:add"), {"old_path": "/x", "redirect_link": "https://example.com", "site": ""})
    assert not Redirect.objects.filter(site__isnull=True).exists()


@pytest.mark.parametrize("action", ["action-publish", "action-submit", "action-workflow-action"])
def test_the_stock_buttons_go_round_nothing(wall, signed_in, action):
    client = signed_in(wall.a.people["approver"])
    page = wall.a.page
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **{action: "1"}))
    assert answer.status_code == 403
    assert not NewsPage.objects.get(pk=page.pk).live
    assert NewsPage.objects.get(pk=page.pk).current_workflow_state is None


def test_a_page_is_not_copied_into_another_agency(wall, editor):
    page, target = wall.a.page, wall.b.page.get_parent()
    before = target.get_children().count()
    fields = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": target.pk, "copy_subpages": ""}
    answer = editor.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), fields)
    assert answer.status_code == 403 and target.get_children().count() == before


def test_a_page_is_not_moved_into_another_agency(wall, signed_in):
    client = signed_in(wall.a.people["approver"])
    answer = client.post(reverse("page_move", args=[wall.a.page.pk]), {"to": wall.b.page.get_parent().pk})
    assert answer.status_code == 200 and MARKER not in answer.content.decode()
    assert NewsPage.objects.get(pk=wall.a.page.pk).path.startswith(wall.a.portal.container.path)


def test_files_and_pictures_do_not_change_into_another_collection(wall, editor):
    fields = {"title": "x", "collection": wall.b.portal.collection_id}
    editor.post(reverse("wagtaildocs:edit", args=[wall.a.file.pk]), fields)
    editor.post(reverse("wagtailimages:edit", args=[wall.a.image.pk]), fields)
    wall.a.file.refresh_from_db()
    wall.a.image.refresh_from_db()
    assert {wall.a.file.collection_id, wall.a.image.collection_id} == {wall.a.portal.collection_id}


def test_a_member_whose_role_ended_acts_no_more_from_an_old_tab(wall, signed_in):
    """The session stays, the role does not: every request asks again."""
    from agencies.staff import RetireColleague

    user = wall.a.people["editor"]
    client = signed_in(user)
    edit = reverse("wagtailadmin_pages:edit", args=[wall.a.page.pk])
    assert client.get(edit).status_code == 200
    membership = wall.a.membership
    RetireColleague(membership, by=wall.a.people["officer"]).run()
    before = wall.a.page.revisions.count()
    assert client.post(edit, form_of(wall.a.page)).status_code in (302, 403)
    assert wall.a.page.revisions.count() == before


def test_a_role_that_ended_yesterday_opens_nothing(wall, signed_in):
    client = signed_in(wall.gone)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[wall.a.page.pk])).status_code in (302, 403)
    assert not wall.gone.groups.filter(portal_group__isnull=False).exists()


# --- Wagtail's own flaws of 2026: each closed here whatever Wagtail does (tenancy 2) ---------------------------------

FLAWS = {
    "CVE-2026-25517 preview": ("wagtailadmin_pages:preview_on_edit", lambda b: [b.page.pk]),
    "CVE-2026-44197 compare": ("wagtailadmin_pages:revisions_compare", lambda b: [b.page.pk, "earliest", "latest"]),
    "CVE-2026-44198 history": ("wagtailadmin_pages:history", lambda b: [b.page.pk]),
    "CVE-2026-44200 copy": ("wagtailadmin_pages:copy", lambda b: [b.page.pk]),
    "CVE-2026-44201 images API": ("wagtailadmin_api:images:detail", lambda b: [b.image.pk]),
    "CVE-2026-44201 documents API": ("wagtailadmin_api:documents:detail", lambda b: [b.file.pk]),
    "CVE-2026-54259 chosen picture": ("wagtailimages_chooser:chosen", lambda b: [b.image.pk]),
    "CVE-2026-54259 chosen file": ("wagtaildocs_chooser:chosen", lambda b: [b.file.pk]),
    "CVE-2026-54261 image preview": ("wagtailimages:preview", lambda b: [b.image.pk, "width-100"]),
    "CVE-2026-54262 copy for translation": ("wagtail_localize:submit_page_translation", lambda b: [b.page.pk]),
    "8.0: pages admin API": ("wagtailadmin_api:pages:detail", lambda b: [b.page.pk]),
    "8.0: descendants of collections": ("wagtailadmin_collections:edit", lambda b: [b.portal.collection_id]),
    "8.0: snippet copy": ("agencies:copy", lambda b: [b.portal.agency_id]),
}


@pytest.mark.parametrize("flaw", FLAWS)
def test_a_flaw_of_2026_stays_closed(wall, editor, flaw):
    name, of = FLAWS[flaw]
    answer = editor.get(reverse(name, args=of(wall.b)))
    assert answer.status_code == 403 and MARKER not in answer.content.decode()


def test_form_submissions_and_simple_translation_are_not_installed(settings):
    """CVE-2026-44199 and 54262 lived in apps this house does not use."""
    assert not {"wagtail.contrib.forms", "wagtail.contrib.simple_translation"} & set(settings.INSTALLED_APPS)


def test_wagtails_public_apis_are_not_mounted(reader):
    """They list pictures, files and redirects of all sites to anybody (8.0: SHA-1 probe, private collections)."""
    for path in ("/api/v2/images/", "/api/v2/documents/", "/api/v3/pages/", "/api/v2/pages/?site=x"):
        assert reader.get(path).status_code == 404


# --- Files ------------------------------------------------------------------------------------------------------------


def test_a_file_is_private_until_a_live_page_uses_it_and_again_afterwards(wall, reader, signed_in):
    from django.core.files.base import ContentFile

    from agencies.approval import ALL_POINTS, ForcePublish
    from agencies.models import PortalFile
    from agencies.page_changes import WithdrawPage

    a = wall.a
    file = PortalFile(title="Biểu mẫu", collection=a.portal.collection)
    file.file.save("bieu-mau.txt", ContentFile(b"noi dung"))
    address = f"/tai-lieu/{file.pk}/{file.filename}"
    assert reader.get(address, host="soct").status_code == 404
    assert signed_in(wall.b.people["editor"]).get(address).status_code == 404
    assert signed_in(a.people["contributor"]).get(address).status_code == 200
    page = draft(a.portal, a.people["editor"], "Trang có tệp")
    page.body = [("text", f'<p><a linktype="document" id="{file.pk}">tải về</a></p>')]
    page.save_revision(user=a.people["editor"])
    assert reader.get(address, host="soct").status_code == 404
    ForcePublish(page, by=a.people["approver"], reason="Đăng thử nghiệm cho kiểm thử.", points=ALL_POINTS).run()
    assert reader.get(address, host="soct").status_code == 200
    WithdrawPage(NewsPage.objects.get(pk=page.pk), by=a.people["approver"], reason="Thôi.").run()
    assert reader.get(address, host="soct").status_code == 404


def test_a_size_of_a_picture_is_private_like_the_picture_and_its_address_cannot_be_guessed(wall, reader, signed_in):
    rendition = wall.b.image.get_rendition("width-60")
    address = rendition.url
    folder = address.split("/")[-2]
    assert len(folder) == 24 and folder == wall.b.image.file.name.split("/")[-2]
    assert reader.get(address, host="soyte").status_code == 404
    assert signed_in(wall.a.people["editor"]).get(address).status_code == 404
    own = signed_in(wall.b.people["editor"]).get(address)
    assert own.status_code == 200 and "private" in own["Cache-Control"]
    original = f"/media/{wall.b.image.file.name}"
    assert reader.get(original, host="soyte").status_code == 404
    assert signed_in(wall.b.people["editor"]).get(original).status_code == 404


def test_an_officer_of_two_agencies_sees_both_and_no_third(wall, world, signed_in):
    from agencies.models import Membership

    user = wall.a.people["officer"]
    Membership.objects.create(user=user, agency=world.sotttt.agency, role=Role.EDITOR)
    client = signed_in(user)
    assert client.get(reverse("wagtailadmin_explore", args=[world.sotttt.site.root_page_id])).status_code == 200
    assert client.get(reverse("wagtailadmin_explore", args=[world.soyte.site.root_page_id])).status_code == 403


@pytest.mark.parametrize("shape", ["{}", "+{}"])
def test_an_attachment_of_a_document_is_ones_own_file(wall, shape):
    from django.core.exceptions import PermissionDenied

    from documents.models import DocumentPage
    from tests.factories import DocumentPageFactory, document_index

    page = DocumentPageFactory(parent=document_index(wall.a.portal))
    form_class = DocumentPage.get_edit_handler().get_form_class()

    def form_with(file):
        data = {
            "attachments-TOTAL_FORMS": "1",
            "attachments-INITIAL_FORMS": "0",
            "attachments-0-file": shape.format(file.pk),
            "attachments-0-ORDER": "1",
        }
        user = wall.a.people["editor"]
        return form_class(data, instance=page, parent_page=page.get_parent(), for_user=user)

    with pytest.raises(PermissionDenied):
        form_with(wall.b.file).refuse_foreign_things()
    assert form_with(wall.a.file).refuse_foreign_things() is None


def test_pictures_people_give_themselves_are_for_people_of_the_admin(wall, reader, signed_in, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    (tmp_path / "avatar_images").mkdir()
    (tmp_path / "avatar_images" / "toi.png").write_bytes(b"x")
    address = "/media/avatar_images/toi.png"
    assert reader.get(address).status_code == 404
    assert signed_in(wall.nobody).get(address).status_code == 404
    own = signed_in(wall.a.people["editor"]).get(address)
    assert own.status_code == 200 and own["Cache-Control"] == "private, no-store"
