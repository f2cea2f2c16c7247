"""Bad input of editors: old fonts, false files, bombs, two at once; and screens that cost the same with 1,000 items."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from agencies.models import PortalFile, PortalImage, Role
from news.models import NewsPage
from tests.agencies.test_wall_attacks import form_of
from tests.factories import draft, member, submitted


@pytest.fixture
def editor(world):
    return member(world.soyte, Role.EDITOR)


def in_tcvn3(text):
    """Vietnamese as an old font has it."""
    from vietnamese.legacy_encodings import TCVN3_LETTERS

    back = {letter: chr(byte) if isinstance(byte, int) else byte for byte, letter in TCVN3_LETTERS.items()}
    return "".join(back.get(letter, letter) for letter in text)


SENTENCE = "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành khẩn trương triển khai nhiệm vụ được giao"


def test_text_in_an_old_font_is_saved_as_unicode_and_the_editor_is_told(world, editor, signed_in):
    page = draft(world.soyte, editor)
    old = in_tcvn3(SENTENCE.lower())
    assert old != SENTENCE.lower()
    client = signed_in(editor)
    form = form_of(page, title="Thông báo", summary=old)
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form, follow=True)
    latest = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert latest.summary == SENTENCE.lower()
    assert "TCVN3" in answer.content.decode()


def test_word_leaves_no_styles_in_the_text(world, editor, signed_in):
    """The editor's converter keeps what it knows; a hand-made form cannot bring more in."""
    page = draft(world.soyte, editor)
    html = '<p class="MsoNormal" style="font-family:.VnTime"><o:p>Chào</o:p><script>alert(1)</script></p>'
    page.body = [("text", html)]
    page.save_revision(user=editor)
    client = signed_in(editor)
    shown = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    edited = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "alert(1)</script></p>" not in edited and "Chào" in shown


def png(width=60, height=40):
    file = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(file, "PNG")
    return file.getvalue()


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("word/document.xml", b"0" * 80_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("van-ban.pdf", b"<html><script>alert(1)</script></html>"),
        ("van-ban.docx", b"MZ\x90\x00 not a document"),
        ("bom.docx", None),
        ("trang.html", b"<html></html>"),
        ("anh.svg", b"<svg onload=alert(1)>"),
    ],
)
def test_a_file_that_lies_or_explodes_is_refused_with_a_sentence(world, editor, signed_in, name, content):
    client = signed_in(editor)
    file = SimpleUploadedFile(name, bomb() if content is None else content)
    answer = client.post(
        reverse("wagtaildocs:add"), {"title": "Tệp", "file": file, "collection": world.soyte.collection_id}
    )
    assert answer.status_code == 200 and not PortalFile.objects.exists()
    assert "error" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("anh.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("anh.jpg", png()),
        ("anh.png", png() + b"<script>alert(1)</script>"),
        ("lon.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40_000_000),
    ],
)
def test_a_picture_that_lies_or_is_too_large_is_refused(world, editor, signed_in, name, content):
    client = signed_in(editor)
    answer = client.post(
        reverse("wagtailimages:add"),
        {
            "title": "Ảnh",
            "file": SimpleUploadedFile(name, content, content_type="image/png"),
            "collection": world.soyte.collection_id,
        },
    )
    assert answer.status_code == 200 and not PortalImage.objects.exists()


def test_the_form_of_many_files_at_once_looks_too(world, editor, signed_in):
    client = signed_in(editor)
    false = SimpleUploadedFile("anh.jpg", png(), content_type="image/jpeg")
    answer = client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "x", "files[]": false, "collection": world.soyte.collection_id},
        HTTP_X_REQUESTED_WITH="XMLHttpRequest",
    )
    assert answer.json()["success"] is False and not PortalImage.objects.exists()


def test_a_good_picture_and_a_good_file_come_in(world, editor, signed_in):
    client = signed_in(editor)
    image = SimpleUploadedFile("anh.png", png(), content_type="image/png")
    client.post(reverse("wagtailimages:add"), {"title": "Ảnh", "file": image, "collection": world.soyte.collection_id})
    file = SimpleUploadedFile("Kế hoạch.txt", "Kế hoạch năm 2026".encode())
    client.post(reverse("wagtaildocs:add"), {"title": "Tệp", "file": file, "collection": world.soyte.collection_id})
    assert PortalImage.objects.get().collection_id == PortalFile.objects.get().collection_id
    assert PortalImage.objects.get().collection_id == world.soyte.collection_id


def test_a_second_tab_does_not_save_over_a_newer_version_by_itself(world, editor, signed_in):
    """Two editors on one page: an autosave of the older tab is refused, both versions stay in the history."""
    page = draft(world.soyte, editor)
    loaded = page.latest_revision
    page.title = "Người kia vừa sửa"
    page.save_revision(user=member(world.soyte, Role.EDITOR))
    form = form_of(page, title="Tôi", loaded_revision_id=loaded.pk)
    answer = signed_in(editor).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), form, HTTP_ACCEPT="application/json"
    )
    assert answer.status_code == 400 and answer.json()["error_code"] == "invalid_revision"
    assert NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Người kia vừa sửa"


@pytest.mark.parametrize("path", ["/admin/", "/admin/duyet/"])
def test_the_queue_costs_the_same_with_ten_and_with_a_hundred_items(
    world, editor, signed_in, django_assert_max_num_queries, path
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(member(world.soyte, Role.APPROVER))

    def queries():
        client.get(path)  # warm
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    for n in range(10):
        submitted(world.soyte, editor, f"Chờ {n}")
    few = queries()
    for n in range(10, 70):
        submitted(world.soyte, editor, f"Chờ {n}")
    assert queries() <= few + 2
