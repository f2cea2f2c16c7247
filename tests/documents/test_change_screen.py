"""An editor puts down what an amending document changes in others; nothing public changes before the approval."""

import datetime

import pytest
from django.urls import reverse

from agencies.approval import ALL_POINTS, Approve, SubmitForApproval, current_submission
from agencies.models import Role
from core.models import AuditEntry
from core.transitions import TransitionRefused
from documents.models import DocumentPage, DocumentText, ProvisionChange, Relation
from documents.recording import RecordChanges, outcomes, proposed_rows, targets_of
from tests.documents.test_settling import document
from tests.factories import document_index, member

OLD = """Điều 1. Phạm vi
Quyết định này quy định về cây xanh đô thị.
Điều 2. Mức hỗ trợ
1. Hỗ trợ 50 triệu đồng mỗi xã.
2. Hỗ trợ trong ba năm.
Điều 3. Hiệu lực
Quyết định này có hiệu lực từ ngày ký.
"""
NEW = """Điều 1. Sửa đổi, bổ sung một số điều của Quyết định số 10/2020/QĐ-UBND
1. Sửa đổi khoản 1 Điều 2 như sau:
“1. Hỗ trợ 80 triệu đồng mỗi xã.”
2. Bãi bỏ khoản 2 Điều 2.
3. Sửa đổi khoản 7 Điều 9 như sau:
“7. Không có chỗ.”
Điều 2. Hiệu lực
Quyết định này có hiệu lực từ ngày ký.
"""
DAY = datetime.date(2024, 5, 1)


def with_text(page, text):
    DocumentText.objects.create(document=page, text=text)
    return DocumentPage.objects.get(pk=page.pk)


@pytest.fixture
def old(world):
    return with_text(document(document_index(world.main), "10/2020/QĐ-UBND"), OLD)


@pytest.fixture
def new(world, old):
    page = document(document_index(world.soyte), "12/2024/QĐ-UBND", effective_on=DAY, live=False, abstract="Sửa đổi")
    return with_text(page, NEW)


@pytest.fixture
def editor(world):
    return member(world.soyte, Role.EDITOR)


def url(page):
    return reverse("documents_changes", args=[page.pk])


def shown(client, page):
    answer = client.get(url(page))
    assert answer.status_code == 200
    return answer.context["lines"]


def form_of(lines, seen="", **more):
    """What the browser sends back of the screen."""
    data = {"form-TOTAL_FORMS": len(lines), "form-INITIAL_FORMS": 0, "seen": seen, **more}
    for n, line in enumerate(lines):
        for name in line["form"].fields:
            value = line["form"][name].value()
            if value not in (None, "", False):
                data[f"form-{n}-{name}"] = value
    return data


def words(line, kind):
    return " ".join(run.text for block in line["outcome"].blocks for run in block.runs if run.kind == kind)


def newest(page):
    return DocumentPage.objects.get(pk=page.pk).get_latest_revision_as_object()


# -- what the text proposes -----------------------------------------------------------------------------------------


def test_the_text_proposes_changes_beside_the_present_text(new, editor, signed_in):
    lines = shown(signed_in(editor), new)
    assert [(line["row"].action, line["row"].provisions, line["row"].number) for line in lines] == [
        ("replace", "khoản 1 Điều 2", "10/2020/QĐ-UBND"),
        ("repeal", "khoản 2 Điều 2", "10/2020/QĐ-UBND"),
        ("replace", "khoản 7 Điều 9", "10/2020/QĐ-UBND"),
    ]
    assert (
        "50 triệu" in lines[0]["outcome"].present
        and words(lines[0], "added") == "80"
        and words(lines[0], "removed") == "50"
    )
    assert "được bãi bỏ" in words(lines[1], "added")
    assert [line["form"]["keep"].value() for line in lines] == [True, True, False], "what finds no place waits"
    assert lines[2]["outcome"].problem


def test_a_document_that_is_not_here_is_said_so(world, editor, signed_in):
    page = with_text(document(document_index(world.soyte), "13/2024/QĐ-UBND", live=False), NEW)
    lines = shown(signed_in(editor), page)
    assert all(line["outcome"].problem and not line["form"]["keep"].value() for line in lines)


def test_others_changes_are_in_the_present_text_and_ones_own_are_not(old, new, world, rf):
    other = document(document_index(world.main), "11/2022/QĐ-UBND", effective_on=datetime.date(2022, 1, 1))
    facts = {"number": "10/2020/QĐ-UBND", "action": "replace", "provisions": "khoản 1 Điều 2"}
    ProvisionChange.objects.create(document=other, new_text="1. Hỗ trợ 60 triệu đồng mỗi xã.", **facts)
    ProvisionChange.objects.create(document=new, new_text="1. Hỗ trợ 80 triệu đồng mỗi xã.", **facts)
    DocumentPage.objects.filter(pk=new.pk).update(live=True)
    rows = proposed_rows(new)
    told = outcomes(new, rows, targets_of(new, rows, rf.get("/")))
    assert "60 triệu" in told[0].present


def test_where_the_text_names_no_document_the_only_amended_one_is_meant(world, old, rf):
    page = with_text(
        document(document_index(world.soyte), "14/2024/QĐ-UBND", live=False),
        "Điều 1. Nội dung\n1. Sửa đổi khoản 1 Điều 2 như sau:\n“1. Hỗ trợ 90 triệu đồng.”\n",
    )
    assert {row.number for row in proposed_rows(page)} == {""}
    Relation.objects.create(document=page, kind="amends", number="10/2020/QĐ-UBND")
    page = DocumentPage.objects.get(pk=page.pk)
    assert {row.number for row in proposed_rows(page)} == {"10/2020/QĐ-UBND"}


# -- kept in the draft ----------------------------------------------------------------------------------------------


def test_what_is_ticked_goes_into_the_draft_and_not_to_the_public(new, editor, signed_in):
    client = signed_in(editor)
    answer = client.get(url(new))
    data = form_of(answer.context["lines"], answer.context["seen"])
    data["form-0-new_text"] = "1. Hỗ trợ 85 triệu đồng mỗi xã."
    assert client.post(url(new), data).status_code == 302
    assert not ProvisionChange.objects.filter(document=new).exists(), "the rows of the page itself are untouched"
    kept = list(newest(new).changes.all())
    assert [(row.provisions, row.number_key) for row in kept] == [
        ("khoản 1 Điều 2", "10/2020/qd-ubnd"), ("khoản 2 Điều 2", "10/2020/qd-ubnd"),
    ]  # fmt: skip
    assert "85 triệu" in kept[0].new_text and newest(new).latest_revision.user == editor
    assert AuditEntry.objects.filter(verb="documents.record_changes", owner=new.agency_id).count() == 1


def test_what_is_kept_is_not_proposed_again(new, editor, signed_in):
    client = signed_in(editor)
    client.post(url(new), form_of(shown(client, new)))
    lines = shown(client, new)
    assert [line["is_proposed"] for line in lines] == [False, False, True]
    data = form_of(lines)
    del data["form-1-keep"]
    client.post(url(new), data)
    assert [row.provisions for row in newest(new).changes.all()] == ["khoản 1 Điều 2"], "what is not ticked goes"


def test_a_preview_keeps_nothing(new, editor, signed_in):
    client = signed_in(editor)
    data = form_of(shown(client, new), preview="1")
    data["form-0-new_text"] = "1. Hỗ trợ 99 triệu đồng mỗi xã."
    answer = client.post(url(new), data)
    assert words(answer.context["lines"][0], "added") == "99"
    assert DocumentPage.objects.get(pk=new.pk).latest_revision is None


def test_a_change_is_added_by_hand_with_the_provisions_to_choose_from(new, editor, signed_in):
    client = signed_in(editor)
    answer = client.post(url(new), form_of(shown(client, new), add="1"))
    text = answer.content.decode()
    assert 'name="form-3-provisions"' in text and '<option value="khoản 2 Điều 2">' in text
    data = form_of(answer.context["lines"])
    data |= {
        "form-TOTAL_FORMS": 4, "form-3-keep": "on", "form-3-number": "10/2020/QĐ-UBND", "form-3-action": "insert",
        "form-3-provisions": "Điều 2a", "form-3-after": "Điều 2", "form-3-new_text": "Điều 2a. Nguồn vốn\nNgân sách.",
    }  # fmt: skip
    assert client.post(url(new), data).status_code == 302
    assert [row.provisions for row in newest(new).changes.all()][-1] == "Điều 2a"


def test_what_is_not_complete_is_not_kept_and_says_what_is_missing(new, editor, signed_in):
    client = signed_in(editor)
    data = form_of(shown(client, new))
    data["form-0-new_text"] = ""
    data["form-1-provisions"] = "đâu đó"
    answer = client.post(url(new), data)
    errors = [set(line["form"].errors) for line in answer.context["lines"]]
    assert answer.status_code == 200 and errors == [{"new_text"}, {"provisions"}, set()]
    assert DocumentPage.objects.get(pk=new.pk).latest_revision is None


def test_an_old_tab_does_not_overwrite_a_newer_version(new, editor, signed_in):
    client = signed_in(editor)
    answer = client.get(url(new))
    new.save_revision(user=editor)
    seen = client.get(url(new)).context["seen"]
    draft = newest(new)
    draft.signer = "Người khác"
    draft.save_revision()
    answer = client.post(url(new), form_of(answer.context["lines"], seen))
    assert answer.status_code == 200 and not list(newest(new).changes.all())


def test_from_the_screen_to_the_reader(old, new, world, editor, signed_in, reader, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client = signed_in(editor)
        client.post(url(new), form_of(shown(client, new)))
        page = DocumentPage.objects.get(pk=new.pk)
        SubmitForApproval(page, by=editor, points=ALL_POINTS).run()
        assert "80 triệu" not in reader.get(f"/van-ban/{old.slug}/").content.decode()
        page = DocumentPage.objects.get(pk=new.pk)
        Approve(page, by=member(world.soyte, Role.APPROVER), revision_id=current_submission(page).revision_id).run()
    assert "80 triệu" in reader.get(f"/van-ban/{old.slug}/").content.decode()
    old.refresh_from_db()
    assert "50 triệu" in DocumentPage.objects.get(pk=old.pk).text, "the text as issued is never written to"


# -- who may --------------------------------------------------------------------------------------------------------


def test_only_for_ones_own_pages(new, old, world, signed_in):
    stranger = member(world.sotttt, Role.EDITOR)
    assert signed_in(stranger).get(url(new)).status_code == 403
    assert signed_in(stranger).post(url(new), {}).status_code == 403
    assert signed_in(member(world.soyte, Role.OFFICER)).get(url(new)).status_code == 404, "an officer does not write"
    with pytest.raises(TransitionRefused):
        RecordChanges(new, [], by=stranger).run()


def test_what_waits_for_a_decision_is_not_changed(new, editor, signed_in):
    new.save_revision(user=editor)
    SubmitForApproval(new, by=editor, points=ALL_POINTS).run()
    page = DocumentPage.objects.get(pk=new.pk)
    with pytest.raises(TransitionRefused):
        RecordChanges(page, [], by=editor).run()


def test_the_editor_of_a_document_leads_there(new, editor, signed_in):
    text = signed_in(editor).get(reverse("wagtailadmin_pages:edit", args=[new.pk])).content.decode()
    assert url(new) in text


def test_other_kinds_of_pages_have_no_such_screen(world, editor, signed_in):
    assert signed_in(editor).get(url(document_index(world.soyte))).status_code == 404
