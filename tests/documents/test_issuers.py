"""The lists behind the documents: kept by the standing agency; what means the same becomes one."""

import datetime

import pytest
from django.urls import reverse

from agencies.approval import ALL_POINTS, SubmitForApproval
from agencies.models import Role
from core.models import AuditEntry
from core.transitions import TransitionRefused
from documents.catalogue import DropEntry, SaveEntry
from documents.catalogue_merging import MergeEntries
from documents.models import DocumentPage, DocumentType, Field, IncomingDocument, Issuer, Position, Relation
from tests.factories import DocumentPageFactory, document_index, member

DAY = datetime.date(2024, 3, 4)


@pytest.fixture
def two(db):
    """The right one and one that somebody typed wrongly."""
    return Issuer.objects.create(name="Sở Y tế tỉnh Thái Bình"), Issuer.objects.create(name="Sở Y Tế T. Thái Bình")


def document(portal, issuer, number, **values):
    page = DocumentPageFactory.build(number=number, slug="", issued_on=DAY, **values)
    page.issuer = issuer
    page.derive()
    document_index(portal).add_child(instance=page)
    return page


def fresh(page):
    return DocumentPage.objects.get(pk=page.pk)


def refused(change):
    with pytest.raises(TransitionRefused) as error:
        change.run()
    return " ".join(error.value.reasons)


# -- add and rename -------------------------------------------------------------------------------------------------


def test_an_entry_is_added_once_however_it_is_spelt(db):
    SaveEntry(Field(name="Đất đai"), by=None).run()
    assert "Đất đai" in refused(SaveEntry(Field(name="đất  đai"), by=None))
    assert Field.objects.get().slug == "dat-dai"


def test_a_new_name_keeps_the_address_and_shows_in_the_titles(world):
    kind = DocumentType.objects.get(slug="thong-bao")
    page = document(world.main, Issuer.objects.first(), "12/TB-UBND", document_type=kind)
    kind.name = "Thông báo số"
    SaveEntry(kind, by=None).run()
    assert kind.slug == "thong-bao" and fresh(page).title == "Thông báo số 12/TB-UBND"
    assert fresh(page).draft_title == "Thông báo số 12/TB-UBND"


@pytest.mark.parametrize(
    "change", [lambda entry, by: SaveEntry(entry, by=by), lambda entry, by: DropEntry(entry, by=by)]
)
def test_only_the_standing_agency_keeps_the_lists(world, two, change):
    assert refused(change(two[1], member(world.soyte, Role.OFFICER)))
    assert refused(change(two[1], member(world.sotttt, Role.EDITOR)))
    change(two[1], member(world.sotttt, Role.OFFICER)).run()
    assert AuditEntry.objects.filter(verb__startswith="documents.catalogue").count() == 1


def test_only_what_nothing_uses_is_taken_off(world, two):
    """A draft may name an issuer that its public row does not: it could not be opened any more."""
    page = document(world.main, two[0], "1/QĐ-SYT")
    draft = fresh(page)
    draft.issuer = two[1]
    draft.save_revision()
    assert refused(DropEntry(two[0], by=None)) and refused(DropEntry(two[1], by=None))
    unused = Position.objects.create(name="Trưởng thôn")
    DropEntry(unused, by=None).run()
    assert not Position.objects.filter(name="Trưởng thôn").exists()


# -- merge ----------------------------------------------------------------------------------------------------------


def test_everything_moves_to_the_right_issuer(world, two):
    right, wrong = two
    live, draft, joint = (
        document(world.main, issuer, f"{n}/QĐ-SYT") for n, issuer in enumerate((wrong, right, right), 1)
    )
    joint.co_issuers.add(wrong)
    joint.save()
    page = fresh(draft)
    page.issuer = wrong
    page.relations.add(Relation(kind="amends", number="9/QĐ-SYT", target_issuer=wrong))
    page.save_revision()
    IncomingDocument.objects.create(
        agency=world.main.agency, issuer=wrong, number="7/QĐ-SYT", document_type=live.document_type, issued_on=DAY
    )
    MergeEntries(wrong, right, by=None).run()
    assert not Issuer.objects.filter(pk=wrong.pk).exists()
    assert fresh(live).issuer == right and list(fresh(joint).co_issuers.all()) == [right]
    version = fresh(draft).get_latest_revision_as_object()
    assert version.issuer == right and version.relations.first().target_issuer == right
    assert IncomingDocument.objects.get().issuer == right
    entry = AuditEntry.objects.get(verb="documents.catalogue_merge")
    assert (entry.subject_title, entry.details["into_name"]) == ("Sở Y Tế T. Thái Bình", "Sở Y tế tỉnh Thái Bình")


def test_a_merger_that_would_make_a_number_twice_is_refused_whole(world, two):
    right, wrong = two
    document(world.main, right, "5/QĐ-SYT")
    moved = document(world.main, wrong, "6/QĐ-SYT")
    document(world.soyte, wrong, "05/QĐ-SYT", live=False)
    assert "05/QĐ-SYT" in refused(MergeEntries(wrong, right, by=None))
    assert fresh(moved).issuer == wrong and Issuer.objects.filter(pk=wrong.pk).exists()


def test_the_same_number_of_another_year_is_another_document(world, two):
    right, wrong = two
    document(world.main, right, "5/QĐ-SYT")
    page = DocumentPageFactory.build(number="5/QĐ-SYT", slug="", issued_on=DAY.replace(year=2023))
    page.issuer = wrong
    page.derive()
    document_index(world.main).add_child(instance=page)
    MergeEntries(wrong, right, by=None).run()
    assert fresh(page).issuer == right


def test_a_row_that_would_stand_on_a_list_twice_is_named(world, two):
    for issuer in two:
        IncomingDocument.objects.create(
            agency=world.main.agency, issuer=issuer, number="7/QĐ-SYT", issued_on=DAY,
            document_type=DocumentType.objects.get(slug="quyet-dinh"),
        )  # fmt: skip
    assert "7/QĐ-SYT" in refused(MergeEntries(two[1], two[0], by=None))


def test_what_waits_for_approval_stays_what_was_read(world, two):
    editor = member(world.soyte, Role.EDITOR)
    page = document(world.soyte, two[1], "8/QĐ-SYT", live=False, abstract="Về khám bệnh")
    page.save_revision(user=editor)
    SubmitForApproval(page, by=editor, points=ALL_POINTS).run()
    assert refused(MergeEntries(two[1], two[0], by=None))


def test_fields_and_types_are_merged_too(world):
    right, wrong = Field.objects.create(name="Đất đai"), Field.objects.create(name="Đất  đai, nhà")
    both, one = (document(world.main, Issuer.objects.first(), f"{n}/QĐ-UBND") for n in (1, 2))
    both.fields.add(right, wrong)
    one.fields.add(wrong)
    for page in (both, one):
        page.save()
        page.save_revision().publish()
    MergeEntries(wrong, right, by=None).run()
    for page in (both, one):
        assert list(fresh(page).fields.all()) == [right]
        assert list(fresh(page).get_latest_revision_as_object().fields.all()) == [right]
    kinds = DocumentType.objects.create(name="Quyết định cá biệt"), DocumentType.objects.get(slug="quyet-dinh")
    page = document(world.main, Issuer.objects.first(), "9/QĐ-UBND", document_type=kinds[0])
    MergeEntries(*kinds, by=None).run()
    assert fresh(page).document_type == kinds[1] and fresh(page).title == "Quyết định 9/QĐ-UBND"


def test_nothing_is_merged_with_itself_or_with_another_kind(db, two):
    assert refused(MergeEntries(two[0], two[0], by=None))
    assert refused(MergeEntries(two[0], Field.objects.create(name="x"), by=None))


# -- the screens ----------------------------------------------------------------------------------------------------


def test_the_standing_agency_works_on_the_lists(world, two, signed_in):
    client = signed_in(member(world.sotttt, Role.OFFICER))
    document(world.main, two[1], "1/QĐ-SYT")
    text = client.get(reverse("documents_catalogue", args=["co-quan-ban-hanh"])).content.decode()
    assert "Sở Y Tế T. Thái Bình" in text
    add = client.post(reverse("documents_catalogue_add", args=["linh-vuc"]), {"name": "Y tế"})
    assert add.status_code == 302 and Field.objects.filter(name="Y tế").exists()
    edit = reverse("documents_catalogue_edit", args=["co-quan-ban-hanh", two[0].pk])
    assert client.post(edit, {"name": "Sở Y tế", "agency": world.soyte.agency_id}).status_code == 302
    two[0].refresh_from_db()
    assert (two[0].name, two[0].agency, two[0].level) == ("Sở Y tế", world.soyte.agency, "province")
    merge = reverse("documents_catalogue_merge", args=["co-quan-ban-hanh", two[1].pk])
    assert client.post(merge, {"into": two[0].pk}).status_code == 302
    assert not Issuer.objects.filter(pk=two[1].pk).exists()
    assert client.get(reverse("documents_catalogue", args=["khac"])).status_code == 404


@pytest.mark.parametrize("kind", ["co-quan-ban-hanh", "linh-vuc", "loai", "chuc-vu"])
def test_every_list_opens_and_can_be_searched(world, signed_in, operator, kind):
    client = signed_in(operator)
    assert client.get(f"{reverse('documents_catalogue', args=[kind])}?q=quyet").status_code == 200
    assert client.get(reverse("documents_catalogue_add", args=[kind])).status_code == 200


def test_an_agencys_officer_does_not_get_the_lists(world, two, signed_in):
    client = signed_in(member(world.soyte, Role.OFFICER))
    assert client.get(reverse("documents_catalogue", args=["linh-vuc"])).status_code in (302, 403)
    answer = client.post(reverse("documents_catalogue_drop", args=["co-quan-ban-hanh", two[0].pk]))
    assert answer.status_code in (302, 403) and Issuer.objects.filter(pk=two[0].pk).exists()


def test_a_refused_merger_tells_the_standing_agency_nothing_of_drafts_and_lists(world, two):
    right, wrong = two
    for issuer in two:
        document(world.soyte, issuer, "5/QĐ-SYT", live=False)
        row = {"agency": world.soyte.agency, "document_type": DocumentType.objects.get(slug="quyet-dinh")}
        IncomingDocument.objects.create(number="7/QĐ-SYT", issuer=issuer, issued_on=DAY, **row)
    said = refused(MergeEntries(wrong, right, by=member(world.sotttt, Role.OFFICER)))
    assert "QĐ-SYT" not in said
    assert all(number in refused(MergeEntries(wrong, right, by=None)) for number in ("5/QĐ-SYT", "7/QĐ-SYT"))
