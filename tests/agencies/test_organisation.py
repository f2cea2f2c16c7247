"""Organisation and contact: what a citizen comes for is really there."""

import datetime

import pytest

from agencies.models import OrganisationPage, Role
from tests.factories import member


@pytest.mark.parametrize("path", ["/lien-he/", "/en/contact/", "/gioi-thieu/", "/"])
def test_address_and_telephone_are_on_every_page_that_promises_them(world, reader, path):
    text = reader.get(path, host="soyte").content.decode()
    card = text.split('class="contact-card"')[1].split("</section>")[0]
    assert "0227 3000 000" in card and "Số 1, đường Thử" in card and "soyte@thaibinh.gov.vn" in card


def test_the_other_language_leads_to_the_same_page(world, reader):
    assert (
        'href="http://soyte.thaibinh.localhost/en/about/" lang="en"'
        in reader.get("/gioi-thieu/", host="soyte").content.decode()
    )
    assert 'href="/en/khong-co-ban-dich/?p=' in reader.get("/tin-tuc/", host="soyte").content.decode()


def test_duties_are_read_in_the_language_of_the_page(world, reader):
    page = OrganisationPage.objects.get(agency=world.soyte.agency, locale__language_code="en")
    page.duties = "<ul><li>Look after public health.</li></ul>"
    page.save_revision().publish()
    assert "Look after public health." in reader.get("/en/about/", host="soyte").content.decode()
    assert "Look after public health." not in reader.get("/gioi-thieu/", host="soyte").content.decode()


def test_an_officer_cannot_attach_another_agencys_file(world, signed_in):
    from django.core.files.base import ContentFile

    from agencies.models import InternalRule, PortalFile

    foreign = PortalFile(title="BIMATCUASOTTTT", collection=world.sotttt.collection)
    foreign.file.save("x.txt", ContentFile(b"x"))
    client = signed_in(member(world.soyte, Role.OFFICER))
    answer = client.post("/admin/ho-so-cong/quy-che/them/", {"title": "", "valid_from": "1/1/2026", "file": foreign.pk})
    assert "BIMATCUASOTTTT" not in answer.content.decode()
    client.post("/admin/ho-so-cong/quy-che/them/", {"title": "x", "valid_from": "1/1/2026", "file": foreign.pk})
    assert not InternalRule.objects.filter(title="x").exists()


def test_dates_are_typed_as_vietnamese_write_them(world, signed_in):
    from agencies.models import InternalRule

    client = signed_in(member(world.soyte, Role.OFFICER))
    client.post("/admin/ho-so-cong/quy-che/them/", {"title": "Quy chế", "valid_from": "24/11/2026"})
    assert str(InternalRule.objects.get(title="Quy chế").valid_from) == "2026-11-24"


def test_an_address_is_made_from_the_title_without_diacritics(world, signed_in):
    from news.models import NewsPage, Section
    from tests.factories import news_index

    editor = member(world.soyte, Role.EDITOR)
    url = f"/admin/pages/add/news/newspage/{news_index(world.soyte).pk}/"
    fields = {
        "title": "Thông báo về đê điều", "slug": "", "section": Section.objects.get(slug="thong-bao").pk,
        "published_on": "24/11/2026", "body-count": 0, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0,
    }  # fmt: skip
    signed_in(editor).post(url, fields)
    page = NewsPage.objects.get(title="Thông báo về đê điều")
    assert (page.slug, page.live, page.agency) == ("thong-bao-ve-de-dieu", False, world.soyte.agency)


# Of a document without relations, changes and events.
NO_ROWS = {
    f"{rows}-{count}_FORMS": 0 for rows in ("relations", "changes", "validity_events") for count in ("TOTAL", "INITIAL")
}


def test_an_editor_records_a_document_by_its_number_alone(world, signed_in):
    from documents.models import DocumentPage, DocumentType
    from tests.factories import IssuerFactory, document_index

    editor = member(world.soyte, Role.EDITOR)
    fields = {
        "document_type": DocumentType.objects.get(slug="ke-hoach").pk, "number": "12/KH-SYT", "abstract": "Tiêm chủng",
        "issuer": IssuerFactory().pk, "issued_on": "02/3/2026", "slug": "",
        "text_rows-TOTAL_FORMS": 0, "text_rows-INITIAL_FORMS": 0, "attachments-TOTAL_FORMS": 0,
        "attachments-INITIAL_FORMS": 0, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, **NO_ROWS,
    }  # fmt: skip
    url = f"/admin/pages/add/documents/documentpage/{document_index(world.soyte).pk}/"
    signed_in(editor).post(url, fields)
    page = DocumentPage.objects.get(number="12/KH-SYT")
    assert (page.title, page.slug, page.year, page.live) == ("Kế hoạch 12/KH-SYT", "12-kh-syt", 2026, False)


def test_another_agencys_draft_is_not_named_when_its_number_is_typed(world, signed_in):
    from documents.models import DocumentPage, DocumentType
    from tests.factories import DocumentPageFactory, IssuerFactory, document_index

    kind = DocumentType.objects.get(slug="ke-hoach")
    DocumentPageFactory(
        parent=document_index(world.sotttt), number="9/KH-MAT", number_key="9/kh-mat", year=2026, slug="dauvet-bi-mat",
        document_type=kind, live=False, issued_on=datetime.date(2026, 3, 2),
    )  # fmt: skip
    fields = {
        "document_type": kind.pk, "number": "9/KH-MAT", "abstract": "x", "issuer": IssuerFactory().pk,
        "issued_on": "2/3/2026",
        "text_rows-TOTAL_FORMS": 0, "text_rows-INITIAL_FORMS": 0, "attachments-TOTAL_FORMS": 0,
        "attachments-INITIAL_FORMS": 0, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, **NO_ROWS,
    }  # fmt: skip
    url = f"/admin/pages/add/documents/documentpage/{document_index(world.soyte).pk}/"
    text = signed_in(member(world.soyte, Role.EDITOR)).post(url, fields).content.decode()
    assert "dauvet" not in text and "sotttt" not in text and "đơn vị thường trực" in text
    assert DocumentPage.objects.filter(number="9/KH-MAT").count() == 1


def add_leader(portal, name, **fields):
    from agencies.models import LeaderPage
    from vietnamese.text import slug

    organisation = OrganisationPage.objects.get(agency=portal.agency, locale__language_code="vi")
    page = LeaderPage(title=name, slug=slug(name), post="Phó Giám đốc", **fields)
    organisation.add_child(instance=page)
    return page


def add_unit(portal, name, **fields):
    from agencies.models import UnitPage
    from vietnamese.text import slug

    organisation = OrganisationPage.objects.get(agency=portal.agency, locale__language_code="vi")
    page = UnitPage(title=name, slug=slug(name), **fields)
    organisation.add_child(instance=page)
    return page


def test_leaders_stand_in_the_order_of_the_tree_with_post_duties_contact_and_a_link(world, reader):
    add_leader(world.soyte, "Phạm Thị Sau", assignment="Y tế dự phòng", phone="0227 000 222", email="sau@soyte.vn")
    first = add_leader(world.soyte, "An Văn Trước")
    first.move(OrganisationPage.objects.get(pk=first.get_parent().pk), pos="first-child")
    text = reader.get("/gioi-thieu/", host="soyte").content.decode()
    assert text.index("An Văn Trước") < text.index("Phạm Thị Sau")
    assert 'href="/gioi-thieu/pham-thi-sau/"' in text and "Y tế dự phòng" in text
    assert 'href="tel:0227000222"' in text and 'href="mailto:sau@soyte.vn"' in text


def test_a_leader_without_a_portrait_has_a_calm_place_for_it(world, reader):
    add_leader(world.soyte, "Lê Văn Không Ảnh")
    text = reader.get("/gioi-thieu/", host="soyte").content.decode()
    assert "leader__portrait--none" in text


def test_a_lost_picture_leaves_name_and_post(world, reader):
    from tests.factories import ImageFactory

    image = ImageFactory(collection=world.soyte.collection)
    image.file.storage.delete(image.file.name)
    add_leader(world.soyte, "Lê Văn Mất Ảnh", portrait=image)
    text = reader.get("/gioi-thieu/", host="soyte").content.decode()
    assert "Lê Văn Mất Ảnh" in text and "leader__portrait--none" in text


def test_portraits_cost_the_same_for_one_leader_and_for_ten(world, reader):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.factories import ImageFactory

    def cost():
        reader.get("/gioi-thieu/", host="soyte")
        with CaptureQueriesContext(connection) as asked:
            text = reader.get("/gioi-thieu/", host="soyte").content.decode()
        return len(asked), text.count('class="leader__portrait"')

    add_leader(world.soyte, "Người 0", portrait=ImageFactory(collection=world.soyte.collection))
    add_unit(world.soyte, "Phòng 0")
    one, shown = cost()
    assert shown == 1 and one <= 12
    for number in range(1, 10):
        add_leader(world.soyte, f"Người {number}", portrait=ImageFactory(collection=world.soyte.collection))
        add_unit(world.soyte, f"Phòng {number}", head="Bà Mẫu", phone="0227 000 333")
    ten, shown = cost()
    assert shown == 10 and ten <= one


def test_units_name_their_head_and_telephone(world, reader):
    add_unit(world.soyte, "Phòng Nghiệp vụ Y", head="Bà Nguyễn Thị Mẫu", phone="0227 000 333")
    text = reader.get("/gioi-thieu/", host="soyte").content.decode()
    assert "Bà Nguyễn Thị Mẫu" in text and 'href="tel:0227000333"' in text


def test_what_functions_rest_on_is_named_and_found(world, reader):
    page = OrganisationPage.objects.get(agency=world.soyte.agency, locale__language_code="vi")
    page.legal_basis = "Quyết định 15/2025/QĐ-UBND ngày 1/3/2025 của UBND tỉnh"
    page.save_revision().publish()
    text = reader.get("/gioi-thieu/", host="soyte").content.decode()
    assert "Quyết định 15/2025/QĐ-UBND ngày 1/3/2025 của UBND tỉnh" in text
    assert "15/2025" in page.search_text()


def test_a_leaders_page_says_how_to_reach_the_office(world, reader):
    add_leader(world.soyte, "Phạm Thị Sau", phone="0227 000 222", email="sau@soyte.vn")
    text = reader.get("/gioi-thieu/pham-thi-sau/", host="soyte").content.decode()
    assert 'href="tel:0227000222"' in text and 'href="mailto:sau@soyte.vn"' in text
