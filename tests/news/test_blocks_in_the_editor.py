"""The parts of a news item in the editor: own things only, unfinished drafts, forms no browser sent."""

import json

import pytest
from django.urls import reverse
from django.utils import translation

from agencies.models import Role
from agencies.wall.references import foreign_references
from news.models import NewsPage
from tests.factories import NewsPageFactory, draft, member, news_index
from tests.news.test_blocks import everything, file, picture, table


def foreign_parts(portal):
    """Each new part with something of another agency in it."""
    image = picture(portal, "KHÁC ảnh", alt_text="x")
    pdf, mp4, vtt = (
        file(portal, title="KHÁC tệp"),
        file(portal, "k.mp4", b"x", "KHÁC phim"),
        file(portal, "k.vtt", b"x"),
    )
    empty = {"poster": None, "captions": None, "transcript": "x", "title": "x"}
    return {
        "a picture": ("picture", {"image": image, "shows": "x"}),
        "a picture of a gallery": ("gallery", {"title": "", "images": [{"image": image}, {"image": image}]}),
        "a film": ("video", {**empty, "file": mp4}),
        "captions": ("video", {**empty, "file": mp4, "captions": vtt}),
        "a still": ("video", {**empty, "file": mp4, "poster": image}),
        "an attached file": ("attachment", {"file": pdf, "title": ""}),
    }


PARTS = ("a picture", "a picture of a gallery", "a film", "captions", "a still", "an attached file")


@pytest.mark.parametrize("what", PARTS)
def test_a_part_with_something_of_another_agency_is_refused(world, signed_in, what):
    editor = member(world.sotttt, Role.EDITOR)
    page = draft(world.sotttt, editor)
    name, value = foreign_parts(world.soyte)[what]
    assert foreign_references(NewsPage(path=page.path, body=[(name, value)]), world.sotttt.container.path)
    before = page.revisions.count()
    answer = signed_in(editor).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_with(page, name, value))
    refused = answer.status_code == 403 or answer.headers.get("Location") == "/admin/"
    assert refused and "KHÁC" not in answer.content.decode()
    assert page.revisions.count() == before


@pytest.mark.parametrize("what", PARTS)
def test_the_same_part_with_ones_own_things_is_kept(world, signed_in, what):
    editor = member(world.sotttt, Role.EDITOR)
    page = draft(world.sotttt, editor)
    name, value = foreign_parts(world.sotttt)[what]
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = signed_in(editor).post(url, form_with(page, name, value))
    assert (answer.status_code, answer.headers.get("Location")) == (302, url), answer.content.decode()[-2000:]
    latest = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [part.block_type for part in latest.body] == [name]


def form_with(page, name, value):
    """What the page editor sends for one part."""

    def plain(thing):
        return getattr(thing, "pk", thing) if thing is not None else ""

    fields = {"body-0-type": name, "body-0-id": "", "body-0-order": "0", "body-0-deleted": "", "body-count": "1"}
    for key, inner in value.items():
        if isinstance(inner, list):
            fields[f"body-0-value-{key}-count"] = str(len(inner))
            for at, row in enumerate(inner):
                fields |= {f"body-0-value-{key}-{at}-{n}": "" for n in ("deleted", "id")}
                fields |= {f"body-0-value-{key}-{at}-order": str(at), f"body-0-value-{key}-{at}-type": ""}
                fields |= {f"body-0-value-{key}-{at}-value-{n}": plain(v) for n, v in row.items()}
        else:
            fields[f"body-0-value-{key}"] = plain(inner)
    empty = dict.fromkeys(("happened_at", "picture", "caption", "source", "reviewed_on", "review_due", "tags"), "")
    comments = {f"comments-{n}": "0" for n in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    return {
        "title": page.title, "slug": page.slug, "summary": "x", "section": page.section_id,
        "published_on": "2026-11-02", "comments-MAX_NUM_FORMS": "", **empty, **comments, **fields,
    }  # fmt: skip


@pytest.mark.parametrize("sent", ["", "null", "[]", '"x"', "{", '{"data": 5}', '{"data": [[{"a": 1}]]}'])
def test_a_table_that_no_browser_sent_does_no_harm(world, signed_in, sent):
    editor = member(world.sotttt, Role.EDITOR)
    page = draft(world.sotttt, editor)
    fields = form_with(page, "table", {}) | {"body-0-value": sent}
    client = signed_in(editor)
    client.raise_request_exception = False
    assert client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), fields).status_code in (200, 302, 400)


def test_an_unfinished_draft_is_kept_and_says_at_submission_what_is_missing(world, signed_in):
    from agencies.approval import version_problems

    editor = member(world.sotttt, Role.EDITOR)
    page = draft(world.sotttt, editor)
    fields = form_with(page, "table", {}) | {"body-0-value": json.dumps(table([["a"]], choice="", caption=""))}
    assert signed_in(editor).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), fields).status_code == 302
    kept = NewsPage.objects.get(pk=page.pk)
    assert kept.get_latest_revision_as_object().body[0].value["data"] == [["a"]]
    with translation.override("en"):
        assert any("Give the table a caption" in text for text in version_problems(kept))


def test_the_approver_reads_what_changed_in_a_table_and_a_gallery(world):
    from agencies.versions import changes_to

    images = [{"image": picture(world.soyte, title=f"Ảnh {n}", alt_text="x"), "caption": f"Chú {n}"} for n in range(3)]
    body = [("table", table([["Xã", "Số"], ["An Bài", "<5>"]])), ("gallery", {"title": "", "images": images[:2]})]
    page = NewsPageFactory(parent=news_index(world.soyte), body=body)
    page.body[0].value["data"][1][1] = "<6>"
    page.body[1].value["images"].append(images[2])
    page.body = [(part.block_type, part.value) for part in page.body]
    page.save_revision()
    html = "".join(change.html for change in changes_to(page))
    assert "An Bài" in html and "&lt;" in html and "<6>" not in html and "addition" in html and "{" not in html
    assert "Chú 2" in html
    new = draft(world.soyte, member(world.soyte, Role.EDITOR), body=body)
    html = "".join(change.html for change in changes_to(new))
    assert "Xã | Số<br>An Bài | &lt;6&gt;" in html and "Ảnh 1 – Chú 1" in html


def test_a_text_with_every_part_can_be_translated(world):
    from tests.agencies.wall_world import translation_of

    page = NewsPageFactory(parent=news_index(world.soyte), body=everything(world.soyte, 1))
    assert translation_of(page).source.stringsegment_set.filter(string__data="Lễ ra quân").exists()


def test_the_editor_screen_opens_with_every_part(world, signed_in):
    editor = member(world.soyte, Role.EDITOR)
    page = draft(world.soyte, editor, body=everything(world.soyte, 1), tags=["Lúa"])
    answer = signed_in(editor).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    text = answer.content.decode()
    assert answer.status_code == 200 and "handsontable" in text and 'value="Lúa"' in text
