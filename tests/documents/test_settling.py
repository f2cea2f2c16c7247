"""Documents act on each other by number: what that does to their force, whoever comes first, on whichever portal."""

import datetime
from unittest import mock

import pytest
from wagtail.models import Page, Revision

from agencies.models import Role
from agencies.page_changes import DeletePage, RestorePage
from core import jobs
from core.models import Job
from documents import settling
from documents.linking import Wanted, by_key, choose
from documents.models import Citation, DocumentPage, DocumentText, Issuer, ProvisionChange, Relation, ValidityEvent
from documents.timeline import timelines
from documents.validity import EventKind, State, validity
from tests.factories import DocumentPageFactory, document_index, member

START = datetime.date(2024, 4, 1)
LATER = datetime.date(2025, 4, 1)


@pytest.fixture
def main(world):
    return document_index(world.main)


def document(parent, number, *, live=True, effective_on=START, **fields):
    page = DocumentPageFactory.build(
        number=number, slug="", effective_on=effective_on, is_normative=True, live=live, **fields
    )
    page.issuer.pk = page.issuer_id = Issuer.objects.get(slug=page.issuer.slug).pk
    page.derive()
    parent.add_child(instance=page)
    return page


def publish(page):
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def settle(*pages):
    settling.settle([page.pk for page in pages])


def fresh(page):
    return DocumentPage.objects.get(pk=page.pk)


def test_a_document_that_replaces_another_ends_it_from_its_own_first_day(main):
    old = document(main, "12/2024/QĐ-UBND")
    new = document(main, "30/2025/QĐ-UBND", effective_on=LATER)
    Relation.objects.create(document=new, kind="replaces", number="12/2024/QD-UBND")
    settle(old, new)
    assert fresh(old).validity == State.EXPIRED
    assert (fresh(old).ends_on, fresh(new).validity) == (LATER, State.IN_FORCE)
    assert settling.state_on(old, LATER - datetime.timedelta(days=1)) is State.IN_FORCE


def test_the_target_may_come_after_the_document_that_acts_on_it(main):
    new = document(main, "30/2025/QĐ-UBND", effective_on=LATER)
    Relation.objects.create(document=new, kind="repeals", number="12/2024/QĐ-UB")
    settle(new)
    old = document(main, "12/2024/QĐ-UBND")
    settle(old)
    assert fresh(old).validity == State.EXPIRED


def test_a_draft_does_nothing_to_others_until_it_is_published_and_stops_when_withdrawn(main, world):
    old = document(main, "12/2024/QĐ-UBND")
    agency = document_index(world.sotttt)
    new = document(agency, "30/2025/QĐ-UBND", effective_on=LATER, live=False)
    Relation.objects.create(document=new, kind="replaces", number="12/2024/QĐ-UBND")
    settle(old, new)
    assert fresh(old).validity == State.IN_FORCE
    Page.objects.filter(pk=new.pk).update(live=True)
    settle(fresh(new))
    assert fresh(old).validity == State.EXPIRED
    Page.objects.filter(pk=new.pk).update(live=False)
    settle(fresh(new))
    assert fresh(old).validity == State.IN_FORCE


def test_a_relation_that_is_taken_back_no_longer_acts(main):
    old, new = document(main, "12/2024/QĐ-UBND"), document(main, "30/2025/QĐ-UBND", effective_on=LATER)
    row = Relation.objects.create(document=new, kind="repeals", number="12/2024/QĐ-UBND")
    settle(new)
    assert fresh(old).validity == State.EXPIRED
    row.delete()
    settle(fresh(new))
    assert fresh(old).validity == State.IN_FORCE
    assert fresh(new).touched_keys == []


def test_changed_provisions_make_it_partly_expired_and_inserted_ones_do_not(main):
    old, new = document(main, "12/2024/QĐ-UBND"), document(main, "30/2025/QĐ-UBND", effective_on=LATER)
    change = {"document": new, "number": "12/2024/QĐ-UBND", "provisions": "Điều 15a", "new_text": "Điều 15a. Mới"}
    ProvisionChange.objects.create(**change, action="insert", after="Điều 15")
    settle(new)
    assert fresh(old).validity == State.IN_FORCE
    ProvisionChange.objects.create(**{**change, "provisions": "khoản 2 Điều 5"}, action="replace")
    settle(fresh(new))
    assert fresh(old).validity == State.PARTLY_EXPIRED


def test_an_event_that_waits_for_a_document_gets_its_day_when_that_arrives(main):
    old = document(main, "12/2024/QĐ-UBND")
    ValidityEvent.objects.create(document=old, kind="repealed", acting_number="07/2025/NĐ-CP")
    settle(old)
    assert fresh(old).validity == State.IN_FORCE
    law = document(main, "07/2025/NĐ-CP", effective_on=LATER)
    settle(law)
    assert fresh(old).validity == State.EXPIRED


def test_what_sets_a_document_out_in_detail_ends_with_it(main):
    law, detail = document(main, "07/2024/NĐ-CP"), document(main, "12/2024/QĐ-UBND")
    Relation.objects.create(document=detail, kind="details", number="07/2024/NĐ-CP")
    repeal = document(main, "08/2025/NĐ-CP", effective_on=LATER)
    Relation.objects.create(document=repeal, kind="repeals", number="07/2024/NĐ-CP")
    settle(repeal)
    assert fresh(law).validity == fresh(detail).validity == State.EXPIRED


def test_a_circle_of_replacements_comes_to_an_end(main):
    one, two = document(main, "12/2024/QĐ-UBND"), document(main, "13/2024/QĐ-UBND")
    Relation.objects.create(document=one, kind="replaces", number="13/2024/QĐ-UBND")
    Relation.objects.create(document=two, kind="replaces", number="12/2024/QĐ-UBND")
    Relation.objects.create(document=one, kind="details", number="13/2024/QĐ-UBND")
    Relation.objects.create(document=two, kind="details", number="12/2024/QĐ-UBND")
    Relation.objects.create(document=one, kind="repeals", number="12/2024/QĐ-UBND")
    settle(one, two)
    assert fresh(one).validity == fresh(two).validity == State.EXPIRED


def test_two_documents_with_one_number_are_told_apart_or_left_alone(main):
    other = Issuer.objects.create(name="Ủy ban nhân dân tỉnh Hưng Yên")
    ours = document(main, "12/QĐ-UBND", issued_on=START)
    theirs = document(main, "12/QĐ-UBND", issuer=other, issued_on=START)
    found = by_key(["12/qd-ubnd"])["12/qd-ubnd"]
    assert choose(found, Wanted("12/qd-ubnd")) is None
    assert choose(found, Wanted("12/qd-ubnd", issuer_id=other.pk)).pk == theirs.pk
    assert choose(found, Wanted("12/qd-ubnd", by_issuer_id=ours.issuer_id)).pk == ours.pk
    assert choose(found, Wanted("12/qd-ubnd", issuer_id=other.pk, issued_on=LATER)) is None


def test_at_midnight_the_state_follows_the_calendar_and_the_index_and_pages_follow_the_state(main):
    page = document(main, "12/2024/QĐ-UBND", effective_on=START)
    with mock.patch("documents.settling.today", return_value=START - datetime.timedelta(days=1)):
        settle(page)
    assert (fresh(page).validity, fresh(page).validity_until) == (State.NOT_YET, START)
    Job.objects.all().delete()
    with mock.patch("documents.settling.today", return_value=START):
        settling.states_of_the_day()
    assert (fresh(page).validity, fresh(page).validity_until) == (State.IN_FORCE, None)
    assert Job.objects.filter(kind="search.index_pages", payload__page_ids=[page.pk]).exists()
    with mock.patch("documents.settling.refresh", wraps=settling.refresh) as again:
        settling.states_of_the_day()
    again.assert_called_once_with([])


def test_the_number_of_queries_does_not_grow_with_the_documents(main, django_assert_max_num_queries):
    pages = [document(main, f"{n}/2024/QĐ-UBND") for n in range(1, 9)]
    for page in pages[1:]:
        Relation.objects.create(document=page, kind="amends", number="1/2024/QĐ-UBND", provisions="Điều 1")
        ValidityEvent.objects.create(document=page, kind="repealed", acting_number="1/2024/QĐ-UBND")
    with django_assert_max_num_queries(9):
        timelines(pages[:2])
    with django_assert_max_num_queries(9):
        found = timelines(pages)
    assert validity(found[pages[0].pk], LATER) is State.PARTLY_EXPIRED
    assert [event.kind for event in found[pages[1].pk]].count(EventKind.REPEALED) == 1


def test_a_portal_shows_it_at_once_when_a_document_of_another_portal_ends_one_of_its_own(
    main, world, reader, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        old = publish(document(main, "12/2024/QĐ-UBND", live=False))
    assert "Còn hiệu lực" in reader.get("/van-ban/12-2024-qd-ubnd/").content.decode()
    new = document(document_index(world.sotttt), "30/2025/QĐ-UBND", effective_on=LATER, live=False)
    new.relations = [Relation(kind="replaces", number="12/2024/QĐ-UBND")]
    with django_capture_on_commit_callbacks(execute=True):
        publish(new)
    assert fresh(old).validity == State.EXPIRED
    assert "Hết hiệu lực toàn bộ" in reader.get("/van-ban/12-2024-qd-ubnd/").content.decode()


def test_the_documents_a_public_text_names_are_known_and_those_of_a_draft_are_not(main):
    text = "Điều 1. Phạm vi\n1. Theo khoản 2 Điều 5 Nghị định số 43/2011/NĐ-CP và Nghị định số 43/2011/NĐ-CP."
    page = document(main, "12/2024/QĐ-UBND", live=False)
    DocumentText.objects.create(document=page, text=text)
    settle(page)
    assert not Citation.objects.filter(document=page).exists()
    Page.objects.filter(pk=page.pk).update(live=True)
    settle(fresh(page))
    found = Citation.objects.filter(document=page).values_list("number_key", "source_anchor", "target_anchor")
    assert set(found) == {
        ("43/2011/nd-cp", "dieu-1", "dieu-5.khoan-2"),
        ("43/2011/nd-cp", "dieu-1", ""),
    }


def work():
    for pk in list(Job.objects.due().values_list("pk", flat=True)):
        jobs.run(pk)


def test_going_back_to_a_version_before_a_relation_undoes_what_the_relation_did(main):
    old, new = document(main, "12/2024/QĐ-UBND"), document(main, "30/2025/QĐ-UBND", live=False)
    first = new.save_revision()
    first.publish()
    later = fresh(new)
    later.relations = [Relation(kind="replaces", number="12/2024/QĐ-UBND")]
    later.save_revision().publish()
    work()
    assert fresh(old).validity == State.EXPIRED
    Revision.objects.get(pk=first.pk).as_object().save_revision().publish()
    work()
    assert fresh(old).validity == State.IN_FORCE


def test_a_draft_from_before_an_end_does_not_bring_the_old_state_back_when_it_is_published(main):
    old = document(main, "12/2024/QĐ-UBND")
    settle(old)
    draft = fresh(old).save_revision()
    new = document(main, "30/2025/QĐ-UBND")
    Relation.objects.create(document=new, kind="replaces", number="12/2024/QĐ-UBND")
    settle(new)
    Revision.objects.get(pk=draft.pk).publish()
    assert fresh(old).validity == State.EXPIRED


def test_a_number_put_right_frees_who_named_the_wrong_one(main):
    first, second = document(main, "12/2024/QĐ-UBND"), document(main, "30/2025/QĐ-UBND")
    ValidityEvent.objects.create(document=first, kind="repealed", acting_number="30/2025/QĐ-UBND")
    settle(first, second)
    assert fresh(first).validity == State.EXPIRED
    right = fresh(second)
    right.number = "31/2025/QĐ-UBND"
    right.save_revision().publish()
    work()
    assert fresh(first).validity == State.IN_FORCE


def test_a_document_goes_into_the_bin_and_comes_back(main, world):
    approver = member(world.main, Role.APPROVER)
    page = document(main, "12/2024/QĐ-UBND", live=False)
    entry = DeletePage(page, by=approver).run()
    RestorePage(entry, by=approver).run()
    assert fresh(page).get_parent().specific == main


def test_an_older_document_ends_no_newer_one_whatever_a_row_says(main):
    new = document(main, "30/2025/QĐ-UBND", issued_on=LATER, effective_on=LATER)
    old = document(main, "12/2024/QĐ-UBND")
    Relation.objects.create(document=old, kind="repeals", number="30/2025/QĐ-UBND")
    ValidityEvent.objects.create(document=new, kind="amended", acting_number="28/2016/QH14", on=LATER)
    settle(old, new)
    assert fresh(new).validity == State.IN_FORCE
