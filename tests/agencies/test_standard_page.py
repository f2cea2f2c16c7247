"""Other information: text and files, three levels, in the site map."""

import html5lib
import pytest
from django.core.files.base import ContentFile

from agencies.models import PortalFile, Role, StandardFile, StandardPage
from agencies.page_changes import MovePage
from tests.factories import member


def add(parent, title, slug, **fields):
    page = StandardPage(title=title, slug=slug, **fields)
    parent.add_child(instance=page)
    return StandardPage.objects.get(pk=page.pk)


@pytest.fixture
def chain(world):
    """Three pages, one below the other."""
    first = add(world.soyte.site.root_page, "Tiếp công dân", "tiep-cong-dan", body="<p>Lịch tiếp công dân.</p>")
    second = add(first, "Nơi tiếp", "noi-tiep", summary="Ở đâu")
    third = add(second, "Cách đi", "cach-di")
    return first, second, third


def test_text_files_and_pages_below_are_shown(world, chain, reader):
    file = PortalFile(title="Nội quy tiếp dân", collection=world.soyte.collection)
    file.file.save("noi-quy.pdf", ContentFile(b"%PDF-1.4"))
    StandardFile.objects.create(page=chain[0], file=file, title="Nội quy")
    text = reader.get("/tiep-cong-dan/", host="soyte").content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    assert "Lịch tiếp công dân." in text and "Nội quy" in text and "PDF" in text
    assert 'href="/tiep-cong-dan/noi-tiep/"' in text and "Ở đâu" in text
    assert reader.get("/tiep-cong-dan/noi-tiep/cach-di/", host="soyte").status_code == 200


def test_three_levels_and_no_more(world, chain, signed_in):
    client = signed_in(member(world.soyte, Role.EDITOR))
    url = "/admin/pages/add/agencies/standardpage/{}/"
    assert client.get(url.format(chain[1].pk)).status_code == 200
    assert client.get(url.format(chain[2].pk)).status_code in (302, 403)
    assert not StandardPage.can_create_at(chain[2]) and StandardPage.can_create_at(chain[1])


def test_a_branch_moves_only_where_all_of_it_finds_room(world, chain, operator):
    other = add(world.soyte.site.root_page, "Khác", "khac")
    assert not MovePage(chain[0], to=other, by=operator).allowed
    assert MovePage(chain[2], to=other, by=operator).allowed
    assert MovePage(other, to=chain[1], by=operator).allowed


def test_the_site_map_names_every_level(world, chain, reader):
    text = reader.get("/so-do/", host="soyte").content.decode()
    for path in ("/tiep-cong-dan/", "/tiep-cong-dan/noi-tiep/", "/tiep-cong-dan/noi-tiep/cach-di/"):
        assert f'href="{path}"' in text


def test_another_agencys_file_is_refused(world, chain, signed_in):
    foreign = PortalFile(title="BIMATCUASOTTTT", collection=world.sotttt.collection)
    foreign.file.save("x.pdf", ContentFile(b"%PDF-1.4"))
    form = {
        "title": "Tiếp công dân", "slug": "tiep-cong-dan", "summary": "", "body": '{"blocks": [], "entityMap": {}}',
        "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, "attachments-TOTAL_FORMS": 1,
        "attachments-INITIAL_FORMS": 0, "attachments-MIN_NUM_FORMS": 0, "attachments-MAX_NUM_FORMS": 1000,
        "attachments-0-id": "", "attachments-0-ORDER": 1, "attachments-0-DELETE": "",
        "attachments-0-file": foreign.pk, "attachments-0-title": "",
    }  # fmt: skip
    client = signed_in(member(world.soyte, Role.EDITOR))
    answer = client.post(f"/admin/pages/{chain[0].pk}/edit/", form)
    assert (answer.status_code, answer.url) == (302, "/admin/")
    assert "BIMATCUASOTTTT" not in client.get("/admin/").content.decode()
    chain[0].refresh_from_db()
    assert chain[0].latest_revision is None


def test_a_draft_is_seen_by_no_reader_and_no_other_agency(world, chain, reader, signed_in):
    secret = add(chain[0], "Dự thảo mật", "du-thao", live=False)
    assert reader.get("/tiep-cong-dan/du-thao/", host="soyte").status_code == 404
    assert "Dự thảo mật" not in reader.get("/tiep-cong-dan/", host="soyte").content.decode()
    client = signed_in(member(world.sotttt, Role.APPROVER))
    assert client.get(f"/admin/pages/{secret.pk}/edit/").status_code == 403


def test_many_pages_below_cost_no_more_queries(chain, reader, django_assert_max_num_queries):
    for number in range(20):
        add(chain[0], f"Trang {number}", f"trang-{number}")
    reader.get("/tiep-cong-dan/", host="soyte")
    with django_assert_max_num_queries(12):
        reader.get("/tiep-cong-dan/", host="soyte")


def test_an_editor_previews_a_page_with_a_file_before_it_is_saved(world, signed_in):
    file = PortalFile(title="Nội quy", collection=world.soyte.collection)
    file.file.save("noi-quy.pdf", ContentFile(b"%PDF-1.4"))
    form = {
        "title": "Tiếp công dân", "slug": "", "summary": "", "body": '{"blocks": [], "entityMap": {}}',
        "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, "attachments-TOTAL_FORMS": 1,
        "attachments-INITIAL_FORMS": 0, "attachments-MIN_NUM_FORMS": 0, "attachments-MAX_NUM_FORMS": 1000,
        "attachments-0-id": "", "attachments-0-ORDER": 1, "attachments-0-DELETE": "",
        "attachments-0-file": file.pk, "attachments-0-title": "Nội quy tiếp dân",
    }  # fmt: skip
    client = signed_in(member(world.soyte, Role.EDITOR))
    url = f"/admin/pages/add/agencies/standardpage/{world.soyte.site.root_page.pk}/preview/"
    assert client.post(url, form).json()["is_valid"]
    assert "Nội quy tiếp dân" in client.get(url).content.decode()
