"""Fields of many documents at once: public at once, by approvers only, one log line, and back again."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from agencies.approval import version_problems
from agencies.models import Role
from core.models import AuditEntry, Job
from core.transitions import TransitionRefused
from documents.bulk_edit import MOST, EditFields, UndoFields
from documents.models import DocumentPage, Field
from tests.factories import DocumentPageFactory, document_index, member


@pytest.fixture
def approver(world):
    return member(world.soyte, Role.APPROVER)


@pytest.fixture
def health(db):
    return Field.objects.create(name="Y tế")


@pytest.fixture
def land(db):
    return Field.objects.create(name="Đất đai")


def documents(portal, count, **values):
    return [DocumentPageFactory(parent=document_index(portal), **values) for _n in range(count)]


def fields(page):
    return sorted(DocumentPage.objects.get(pk=page.pk).fields.values_list("name", flat=True))


def edit(portal, pages, by, add=(), remove=()):
    return EditFields(portal.agency, [page.pk for page in pages], add=add, remove=remove, by=by).run()


def test_fields_are_added_and_taken_away_and_the_log_has_one_line(world, approver, health, land):
    pages = documents(world.soyte, 3)
    edit(world.soyte, pages, approver, add=[land])
    result = edit(world.soyte, pages, approver, add=[health, land], remove=[])
    assert [fields(page) for page in pages] == [["Y tế", "Đất đai"]] * 3
    assert len(result.added) == 3, "what is so already is not done again"
    edit(world.soyte, pages[:1], approver, remove=[land])
    assert fields(pages[0]) == ["Y tế"]
    lines = AuditEntry.objects.filter(verb="documents.edit_fields", owner=world.soyte.agency_id)
    assert lines.count() == 3 and {line.actor for line in lines} == {approver}


def test_readers_and_the_index_hear_of_it(world, approver, health, reader, django_capture_on_commit_callbacks):
    page = documents(world.soyte, 1)[0]
    address = f"/van-ban/{page.slug}/"
    assert 'content="Y tế"' not in reader.get(address, host="soyte").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        edit(world.soyte, [page], approver, add=[health])
    assert Job.objects.filter(kind="search.index_pages", payload={"page_ids": [page.pk]}).exists()
    assert 'content="Y tế"' in reader.get(address, host="soyte").content.decode()


def test_a_page_with_versions_gets_a_new_one_and_the_former_stays(world, approver, health):
    page = documents(world.soyte, 1)[0]
    page.save_revision().publish()
    before = Page.objects.get(pk=page.pk).latest_revision
    edit(world.soyte, [page], approver, add=[health])
    after = Page.objects.get(pk=page.pk)
    assert after.latest_revision != before and after.live_revision == after.latest_revision
    assert not after.has_unpublished_changes and after.latest_revision.user == approver
    assert list(after.specific.get_latest_revision_as_object().fields.all()) == [health]
    assert list(before.as_object().fields.all()) == []


def test_the_next_publication_keeps_the_fields(world, approver, health):
    page = documents(world.soyte, 1)[0]
    page.save_revision().publish()
    edit(world.soyte, [page], approver, add=[health])
    draft = DocumentPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.signer = "Nguyễn Văn A"
    draft.save_revision().publish()
    assert fields(page) == ["Y tế"] and not version_problems(DocumentPage.objects.get(pk=page.pk))


def test_what_somebody_works_on_is_left_out_and_named(world, approver, health):
    pages = documents(world.soyte, 2)
    draft = DocumentPage.objects.get(pk=pages[0].pk)
    draft.save_revision()
    result = edit(world.soyte, pages, approver, add=[health])
    assert [page.pk for page in result.left_out] == [pages[0].pk]
    assert fields(pages[0]) == [] and fields(pages[1]) == ["Y tế"]


def test_other_agencies_documents_and_drafts_are_not_touched(world, approver, health):
    foreign, draft = documents(world.sotttt, 1)[0], documents(world.soyte, 1, live=False)[0]
    result = edit(world.soyte, [foreign, draft], approver, add=[health])
    assert result.page_ids == set() and fields(foreign) == fields(draft) == []


@pytest.mark.parametrize("role", [Role.EDITOR, Role.OFFICER, Role.CONTRIBUTOR])
def test_only_an_approver_of_the_agency_may(world, health, role):
    pages = documents(world.soyte, 1)
    for person in (member(world.soyte, role), member(world.sotttt, Role.APPROVER)):
        with pytest.raises(TransitionRefused):
            edit(world.soyte, pages, person, add=[health])
    assert fields(pages[0]) == []


def test_too_many_none_or_nothing_to_do_is_refused(world, approver, health):
    pages = documents(world.soyte, 1)
    for ids, add, remove in (
        ([], [health], []), ([pages[0].pk], [], []), ([pages[0].pk], [health], [health]),
        (range(MOST + 1), [health], []),
    ):  # fmt: skip
        with pytest.raises(TransitionRefused):
            EditFields(world.soyte.agency, list(ids), add=add, remove=remove, by=approver).run()


def test_it_is_taken_back_exactly_and_once(world, approver, health, land):
    pages = documents(world.soyte, 3)
    edit(world.soyte, pages[:1], approver, add=[health])
    edit(world.soyte, pages, approver, add=[health], remove=[land])
    entry = AuditEntry.objects.filter(verb="documents.edit_fields").first()
    UndoFields(entry, world.soyte.agency, by=approver).run()
    assert [fields(page) for page in pages] == [["Y tế"], [], []], "what was there before stays"
    with pytest.raises(TransitionRefused):
        UndoFields(entry, world.soyte.agency, by=approver).run()
    with pytest.raises(TransitionRefused):
        UndoFields(entry, world.sotttt.agency, by=member(world.sotttt, Role.APPROVER)).run()


def test_it_costs_the_same_for_many(world, approver, health, django_assert_max_num_queries):
    pages = documents(world.soyte, 12)
    with django_assert_max_num_queries(30):
        edit(world.soyte, pages, approver, add=[health])


# -- the screen -----------------------------------------------------------------------------------------------------


def test_an_approver_finds_documents_without_a_field_and_gives_them_one(world, approver, health, signed_in):
    pages = documents(world.soyte, 3)
    pages[0].fields.add(health)
    pages[0].save()
    client = signed_in(approver)
    url = f"{reverse('documents_fields')}?linh-vuc=khong"
    assert {page.pk for page in client.get(url).context["rows"]} == {pages[1].pk, pages[2].pk}
    client.post(url, {"van-ban": [pages[1].pk], "them": [health.pk]})
    assert [fields(page) for page in pages] == [["Y tế"], ["Y tế"], []]
    client.post(url, {"cai-nao": "tat-ca", "them": [health.pk]})
    assert fields(pages[2]) == ["Y tế"]
    entry = AuditEntry.objects.filter(verb="documents.edit_fields").first()
    assert reverse("documents_fields_undo", args=[entry.pk]) in client.get(reverse("documents_fields")).content.decode()
    client.post(reverse("documents_fields_undo", args=[entry.pk]))
    assert fields(pages[2]) == []


def test_type_year_and_words_narrow_the_list(world, approver, signed_in):
    page = documents(world.soyte, 1, abstract="Bảng giá đất")[0]
    documents(world.soyte, 1)
    client = signed_in(approver)

    def found(query):
        return [row.pk for row in client.get(f"{reverse('documents_fields')}?{query}").context["rows"]]

    assert found("q=giá đất") == [page.pk]
    assert (
        len(found("loai=quyet-dinh&nam=2024")) == 2 and found("nam=2023") == found("loai=luat") == found("nam=x") == []
    )


@pytest.mark.parametrize("role", [Role.EDITOR, Role.OFFICER])
def test_others_do_not_get_the_screen(world, signed_in, role):
    assert signed_in(member(world.soyte, role)).get(reverse("documents_fields")).status_code in (302, 403)


def test_nobody_takes_back_what_another_agency_did(world, approver, health, signed_in):
    pages = documents(world.soyte, 1)
    edit(world.soyte, pages, approver, add=[health])
    entry = AuditEntry.objects.filter(verb="documents.edit_fields").first()
    other = signed_in(member(world.sotttt, Role.APPROVER))
    assert other.post(reverse("documents_fields_undo", args=[entry.pk])).status_code == 404
    assert fields(pages[0]) == ["Y tế"]
