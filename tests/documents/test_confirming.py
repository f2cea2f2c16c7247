"""One screen to confirm: what was read is shown with its place, what is wrong stays, and a draft is made once."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from agencies.approval import ALL_POINTS, SubmitForApproval, version_problems
from agencies.differences import lines_html
from agencies.models import Role
from agencies.versions import changes_to, last_editor
from core import jobs
from core.models import AuditEntry
from documents.models import DocumentPage, DocumentType, EffectRule, Issuer, Upload, UploadState
from documents.models.text import digest
from documents.uploading.marked import Mark, marked_pages
from documents.uploading.receiving import ReceiveFiles
from documents.uploading.stamps import ClearStamp
from tests.factories import DocumentPageFactory, IssuerFactory, document_index, member

DECISION = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH THÁI BÌNH\tĐộc lập - Tự do - Hạnh phúc
Số: 15/2026/QĐ-UBND\tThái Bình, ngày 05 tháng 3 năm 2026
QUYẾT ĐỊNH
Ban hành Quy định về quản lý bến đò trên địa bàn tỉnh
ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Căn cứ Nghị định số 43/2011/NĐ-CP ngày 13 tháng 6 năm 2011 của Chính phủ;
Theo đề nghị của Giám đốc Sở Giao thông vận tải,
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy định về quản lý bến đò.
Điều 2. Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký và thay thế Quyết định số 07/2016/QĐ-UBND ngày 01 tháng 4 năm 2016 của Ủy ban nhân dân tỉnh.
Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh chịu trách nhiệm thi hành Quyết định này./.
Nơi nhận:
- Như Điều 3;
- Cổng Thông tin điện tử tỉnh;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Thử"""  # noqa: E501


@pytest.fixture
def clerk(world):
    return member(world.soyte, Role.EDITOR)


@pytest.fixture
def client(clerk, signed_in):
    return signed_in(clerk)


@pytest.fixture
def uploaded(world, clerk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def upload(text=DECISION, name="15-qd.txt"):
        (outcome,) = ReceiveFiles(world.soyte.agency, [SimpleUploadedFile(name, text.encode())], by=clerk).run()
        while jobs.sweep():
            pass
        return Upload.objects.get(pk=outcome.upload.pk)

    return upload


def screen(upload):
    return reverse("document_upload", args=[upload.pk])


def as_shown(answer, **changes):
    """The form as the browser would send it back, with some changes."""
    form, rows = answer.context["form"], answer.context["relations"]
    sent = {}
    for bound in (*form, *rows.management_form, *(field for row in rows for field in row)):
        value = bound.value()
        if value in (None, False, ""):
            continue
        if isinstance(value, list):
            sent[bound.html_name] = [str(getattr(part, "pk", part)) for part in value]
        else:
            sent[bound.html_name] = value.strftime("%d/%m/%Y") if isinstance(value, datetime.date) else str(value)
    return {name: value for name, value in {**sent, **changes}.items() if value is not None}


def test_what_was_read_is_shown_where_it_was_read(uploaded, client):
    answer = client.get(screen(uploaded()))
    form, text = answer.context["form"], answer.content.decode()
    assert form["number"].value() == "15/2026/QĐ-UBND" and form["issued_on"].value() == datetime.date(2026, 3, 5)
    assert form["effective_rule"].value() == EffectRule.AFTER_DAYS and form["effective_days"].value() == 10
    assert form["signer"].value() == "Nguyễn Văn Thử" and form["sign_mode"].value() == "TM."
    assert Issuer.objects.get(pk=form["issuer"].value()).name == "Ủy ban nhân dân tỉnh Thái Bình"
    place = answer.context["places"]["number"]
    assert f'<mark id="{place.id}"' in text and f'href="#{place.id}"' in text and "15/2026" in place.words
    kinds = {(row["kind"].value(), row["number"].value()) for row in answer.context["relations"]}
    assert {("replaces", "07/2016/QĐ-UBND"), ("based_on", "43/2011/NĐ-CP")} <= kinds
    assert "16/3/2026" in text or answer.context["due"] > datetime.date(2026, 3, 5)


def test_confirming_makes_a_draft_of_the_agency_with_all_of_it(world, uploaded, client, clerk):
    upload = uploaded()
    sent = as_shown(client.get(screen(upload)), abstract="Về quản lý bến đò", signer="Nguyễn Văn Sửa", step="confirm")
    answer = client.post(screen(upload), sent)
    page = DocumentPage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert page.get_parent().specific == document_index(world.soyte) and page.agency == world.soyte.agency
    assert (page.live, page.owner, page.abstract, page.signer) == (False, clerk, "Về quản lý bến đò", "Nguyễn Văn Sửa")
    assert (page.number_key, page.slug, page.title) == (
        "15/2026/qd-ubnd",
        "15-2026-qd-ubnd",
        "Quyết định 15/2026/QĐ-UBND",
    )
    assert page.effective_on == datetime.date(2026, 3, 15)
    assert page.text.startswith("ỦY BAN NHÂN DÂN") and page.text_row.origin == "file"
    attachment = page.attachments.get()
    assert attachment.file == upload.file and attachment.sha256 == upload.sha256 and attachment.has_text
    assert set(page.relations.values_list("kind", "number_key")) >= {("replaces", "7/2016/qd-ubnd")}
    latest = page.get_latest_revision_as_object()
    assert latest.text_rows.get().text == page.text and latest.relations.count() == page.relations.count()
    upload.refresh_from_db()
    assert (upload.state, upload.page) == (UploadState.USED, page)
    assert AuditEntry.objects.get(verb="documents.confirm").details["number"] == "15/2026/QĐ-UBND"


def test_a_second_confirmation_leads_to_the_page_made_first(uploaded, client):
    upload = uploaded()
    sent = as_shown(client.get(screen(upload)), step="confirm")
    first = client.post(screen(upload), sent)
    again = client.post(screen(upload), sent)
    assert again.url == first.url and DocumentPage.objects.count() == 1
    assert client.get(screen(upload)).url == first.url


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(uploaded, client):
    upload = uploaded()
    sent = as_shown(
        client.get(screen(upload)), abstract="Đã sửa tay", number="", expired_on="01/01/2020", step="confirm"
    )
    answer = client.post(screen(upload), sent)
    assert answer.status_code == 200 and answer.context["form"].errors.keys() == {"number"}
    assert "Đã sửa tay" in answer.content.decode()
    answer = client.post(screen(upload), {**sent, "number": "15/2026/QĐ-UBND"})
    assert answer.context["form"].errors.keys() == {"expired_on"} and not DocumentPage.objects.exists()


def test_only_relations_that_are_ticked_or_typed_are_taken_over(uploaded, client):
    upload = uploaded()
    answer = client.get(screen(upload))
    rows = list(answer.context["relations"])
    unticked = {row["keep"].html_name: None for row in rows if "keep" in row.fields}
    last = rows[-1].prefix
    typed = {f"{last}-kind": "amends", f"{last}-number": "3/2020/QĐ-UBND", f"{last}-provisions": "Điều 5"}
    client.post(screen(upload), as_shown(answer, **unticked, **typed, step="confirm"))
    assert list(DocumentPage.objects.get().relations.values_list("kind", "number")) == [("amends", "3/2020/QĐ-UBND")]


def test_more_rows_and_going_back_and_forth_keep_what_was_typed(uploaded, client):
    upload = uploaded()
    sent = as_shown(client.get(screen(upload)), abstract="Gõ tay", issued_on="31/02/2026", step="more-relations")
    answer = client.post(screen(upload), sent)
    assert answer.context["form"]["abstract"].value() == "Gõ tay"
    assert answer.context["form"]["issued_on"].value() == "31/02/2026" and not answer.context["form"].errors
    editing = client.post(screen(upload), as_shown(answer, step="edit-text"))
    text = editing.content.decode()
    assert '<textarea class="upload-textarea"' in text and "Gõ tay" in text


def test_the_text_is_corrected_on_the_same_screen_and_read_again(uploaded, client):
    upload = uploaded(DECISION.replace("Số: 15/2026/QĐ-UBND", "So: ...."))
    answer = client.get(screen(upload))
    editing = client.post(screen(upload), as_shown(answer, abstract="Gõ tay", step="edit-text"))
    back = client.post(screen(upload), as_shown(editing, text=DECISION, number=None, step="show-text"))
    assert back.context["form"]["number"].value() == "15/2026/QĐ-UBND"
    assert back.context["form"]["abstract"].value() == "Gõ tay"
    upload.refresh_from_db()
    assert upload.text == DECISION and AuditEntry.objects.filter(verb="documents.correct_text").exists()
    old = client.post(screen(upload), as_shown(answer, number="15/2026/QĐ-UBND", step="confirm"))
    assert "seen" in old.context["form"].errors and not DocumentPage.objects.exists()


def test_what_could_not_be_read_is_typed_by_hand(uploaded, client):
    upload = uploaded()
    Upload.objects.filter(pk=upload.pk).update(
        state=UploadState.FAILED, text="", origin="", error="Chưa cài Tesseract trên máy chủ."
    )
    answer = client.get(screen(upload))
    assert "Chưa cài Tesseract" in answer.content.decode() and answer.context["editing"]
    back = client.post(screen(upload), as_shown(answer, text=DECISION, step="show-text"))
    client.post(screen(upload), as_shown(back, step="confirm"))
    page = DocumentPage.objects.get()
    assert page.text.startswith("ỦY BAN") and page.attachments.get().file == upload.file


def test_a_document_that_is_there_already_is_named_with_a_link(world, uploaded, client):
    there = DocumentPageFactory(
        parent=document_index(world.main),
        number="15/2026/QĐ-UBND",
        number_key="15/2026/qd-ubnd",
        slug="15-2026-qd-ubnd",
        year=2026,
    )
    upload = uploaded()
    answer = client.get(screen(upload))
    assert there.full_url in answer.content.decode()
    refused = client.post(screen(upload), as_shown(answer, step="confirm"))
    assert there.full_url in str(refused.context["form"].errors["number"])
    there.unpublish()
    Page.objects.filter(pk=there.pk).update(title="Bản nháp của cơ quan khác")
    hidden = client.post(screen(upload), as_shown(answer, step="confirm"))
    assert "number" in hidden.context["form"].errors and "Bản nháp của cơ quan khác" not in hidden.content.decode()


def test_an_issuer_that_is_not_in_the_list_is_added_only_in_so_many_words(uploaded, client, clerk):
    text = DECISION.replace("TỈNH THÁI BÌNH", "HUYỆN TIỀN HẢI")
    upload = uploaded(text)
    answer = client.get(screen(upload))
    assert answer.context["form"]["issuer"].value() is None
    assert answer.context["form"]["new_issuer"].value() == "Ủy ban nhân dân huyện Tiền Hải"
    refused = client.post(screen(upload), as_shown(answer, step="confirm"))
    assert "issuer" in refused.context["form"].errors and not DocumentPage.objects.exists()
    client.post(screen(upload), as_shown(answer, add_issuer="on", step="confirm"))
    issuer = DocumentPage.objects.get().issuer
    assert (issuer.name, issuer.level) == ("Ủy ban nhân dân huyện Tiền Hải", "district")
    assert AuditEntry.objects.get(verb="documents.catalogue_save").actor == clerk


def test_a_typed_stamp_is_held_back_like_a_read_one(uploaded, client, world):
    upload = uploaded()
    answer = client.get(screen(upload))
    sent = as_shown(answer, text=f"TỐI MẬT\n{DECISION}", step="confirm")
    client.post(screen(upload), sent)
    upload.refresh_from_db()
    assert (upload.state, upload.stamp) == (UploadState.QUARANTINED, "TỐI MẬT") and not DocumentPage.objects.exists()
    shown = client.get(screen(upload), follow=True).content.decode()
    assert "bến đò" not in shown


def test_a_cleared_text_can_be_corrected_and_published(uploaded, client, world, clerk):
    upload = uploaded(f"MẬT\n{DECISION}")
    ClearStamp(upload, by=member(world.soyte, Role.APPROVER), reason="“Mật” là tên người ký nháy.").run()
    answer = client.get(screen(upload))
    corrected = f"MẬT\n{DECISION}".replace("bến đò", "bến đò ngang")
    client.post(screen(upload), as_shown(answer, text=corrected, step="confirm"))
    page = DocumentPage.objects.get()
    assert page.text_row.cleared_sha256 == digest(page.text)
    assert version_problems(page) == []
    SubmitForApproval(page, by=clerk, points=ALL_POINTS).run()


def test_a_stamp_typed_in_the_page_editor_waits_for_somebody_else(uploaded, client, world, clerk, signed_in):
    client.post(screen(uploaded()), as_shown(client.get(screen(uploaded())), step="confirm"))
    page = DocumentPage.objects.get()
    row = page.text_rows.get()
    row.text = f"MẬT\n{row.text}"
    page.text_rows = [row]
    page.save_revision(user=clerk)
    assert "MẬT" in version_problems(page)[0]
    decide, edit = reverse("document_page_stamp", args=[page.pk]), reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.get(decide).status_code == 404 and decide not in client.get(edit).content.decode()
    approver = signed_in(member(world.soyte, Role.APPROVER))
    assert decide in approver.get(edit).content.decode() and "MẬT" in approver.get(decide).content.decode()
    seen = approver.get(decide).context["form"].initial["seen"]
    approver.post(decide, {"reason": "“Mật” là tên một thôn trong bảng.", "seen": seen})
    page = DocumentPage.objects.get()
    assert version_problems(page) == [] and last_editor(page) == clerk
    assert "tên một thôn" in AuditEntry.objects.get(verb="documents.clear_stamp").reason
    SubmitForApproval(page, by=clerk, points=ALL_POINTS).run()


def test_text_pasted_in_an_old_encoding_is_turned_into_unicode_in_the_page_editor(world, clerk):
    """The text stands in a row below the page: it is looked at like the fields of the page."""
    index, page = document_index(world.soyte), DocumentPage(live=False)
    rows = inline_formset([{"text": "Céng hßa x· héi chñ nghÜa ViÖt Nam\nĐiều 1."}])
    empty = {
        name: inline_formset([]) for name in ("attachments", "relations", "changes", "validity_events", "comments")
    }
    facts = {"number": "9/2026/QĐ-UBND", "issued_on": "2026-03-05", "slug": "", "summary": "", "abstract": "x"}
    kind, issuer = DocumentType.objects.get(slug="quyet-dinh").pk, IssuerFactory().pk
    data = nested_form_data({**facts, "document_type": kind, "issuer": issuer, "text_rows": rows, **empty})
    form_class = DocumentPage.get_edit_handler().get_form_class()
    form = form_class(data, instance=page, parent_page=index, for_user=clerk)
    assert form.is_valid(), form.errors
    page = form.save(commit=False)
    assert page.text_rows.first().text == "Cộng hòa xã hội chủ nghĩa Việt Nam\nĐiều 1."
    assert page.converted_fields


def test_the_approver_reads_text_relations_and_files_of_the_draft_and_later_only_what_changed(uploaded, client, clerk):
    upload = uploaded()
    client.post(screen(upload), as_shown(client.get(screen(upload)), step="confirm"))
    page = DocumentPage.objects.get()
    said = " ".join(change.text for change in changes_to(page))
    assert all(words in said for words in ("{+07/2016/QĐ-UBND+}", "Chánh Văn phòng Ủy ban nhân dân tỉnh", "15-qd"))
    assert "None" not in said and "False" not in said
    page.recipients_reason = "Thử"
    page.save_revision(user=clerk).publish()
    page = DocumentPage.objects.get()
    row = page.text_rows.get()
    row.text = row.text.replace("bến đò.", "bến đò ngang.")
    page.text_rows, page.relations = [row], list(page.relations.all())[:1]
    page.save_revision(user=clerk)
    said = " ".join(change.text for change in changes_to(page))
    assert "[-07/2016/QĐ-UBND-]" in said and "ngang" in said and "15-qd" not in said


def test_long_texts_are_compared_by_lines():
    before = "\n".join(f"Điều {n}. Nội dung của điều này vẫn như trước." for n in range(1, 400))
    html = lines_html(before, before.replace("Điều 7. Nội dung", "Điều 7. <b>Lời mới</b>"))
    assert "Điều 8." not in html and html.count("Điều 7.") == 2 and "&lt;b&gt;Lời mới" in html


def test_confirm_and_submit_goes_on_to_the_check(uploaded, client):
    upload = uploaded()
    answer = client.post(screen(upload), as_shown(client.get(screen(upload)), step="confirm-and-submit"))
    assert answer.url == reverse("approval_submit", args=[DocumentPage.objects.get().pk])


def test_a_contributor_may_confirm_and_edit_what_came_of_it(world, uploaded, signed_in):
    upload = uploaded()
    contributor = signed_in(member(world.soyte, Role.CONTRIBUTOR))
    answer = contributor.post(screen(upload), as_shown(contributor.get(screen(upload)), step="confirm"))
    assert contributor.get(answer.url).status_code == 200


def test_text_from_a_file_is_shown_as_text(uploaded, client):
    shown = client.get(screen(uploaded(DECISION.replace("bến đò", "<script>alert(1)</script> & bến")))).content.decode()
    assert "<script>alert(1)" not in shown and "&lt;script&gt;alert(1)&lt;/script&gt; &amp; bến" in shown


def test_marks_that_overlap_lose_no_letter():
    text = "Số: 02/2011/QĐ-UBND ngày 5"
    marks = [Mark("a", 4, 19), Mark("b", 4, 11), Mark("c", 8, 26), Mark("d", 25, 26), Mark("e", 90, 95)]
    (page,) = marked_pages(text, [], marks)
    assert page.html.count("<mark") == page.html.count("</mark>")
    assert [f'id="{name}"' in page.html for name in "abcde"] == [True] * 4 + [False]
    assert re.sub("<[^>]+>", "", page.html) == text
    (page,) = marked_pages("một hai ba", [], [Mark("a", 0, 7), Mark("b", 4, 10)])
    assert re.sub(' (id="."|tabindex="-1")', "", page.html) == "<mark>một <mark>hai</mark></mark><mark> ba</mark>"
    one, two = marked_pages("Trang một\nTrang hai", [0, 10], [Mark("x", 10, 15)])
    assert (one.number, one.html) == (1, "Trang một\n")
    assert two.html == '<mark id="x" tabindex="-1">Trang</mark> hai'
