"""What an approver reads of a version: words, no values of a programme."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.approval import ReturnForChanges, current_submission
from agencies.models import Role
from agencies.versions import changes_to
from tests.factories import ImageFactory, draft, member, submitted


@pytest.fixture
def new_page(world):
    picture = ImageFactory(collection=world.soyte.collection, title="Ảnh hội nghị", alt_text="Hội nghị")
    part = {"image": picture.pk, "shows": "", "caption": "", "is_decoration": False}
    return draft(
        world.soyte,
        member(world.soyte, Role.EDITOR),
        happened_at=timezone.make_aware(datetime.datetime(2026, 11, 24, 7, 30)),
        body=[{"type": "picture", "value": part}],
    )


def test_dates_yes_and_no_and_nothing_are_said_in_words(new_page):
    said = {change.label: change.html for change in changes_to(new_page)}
    everything = " ".join(said.values())
    assert "07:30 24/11/2026" in everything
    assert "None" not in everything and "False" not in everything and "+07:00" not in everything
    assert "<dd></dd>" not in everything, "what is empty is left out"


def test_who_mends_a_returned_page_reads_the_reason_on_the_page(world, signed_in):
    editor = member(world.soyte, Role.EDITOR)
    page = submitted(world.soyte, editor)
    state = current_submission(page)
    ReturnForChanges(
        page, by=member(world.soyte, Role.APPROVER), revision_id=state.revision_id, reason="Bổ sung địa điểm."
    ).run()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Bổ sung địa điểm." in signed_in(editor).get(address).content.decode()
    other = member(world.soyte, Role.EDITOR)
    assert (
        "Bổ sung địa điểm."
        not in signed_in(other)
        .get(reverse("wagtailadmin_pages:edit", args=[draft(world.soyte, other, "Bài khác").pk]))
        .content.decode()
    )


def test_a_preview_can_be_checked_and_a_public_page_has_nothing_of_that(world, signed_in, reader):
    editor = member(world.soyte, Role.EDITOR)
    page = draft(world.soyte, editor)
    preview = signed_in(editor).get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert preview.status_code == 200 and "wagtail-userbar" in preview.content.decode()
    assert "wagtail-userbar" not in reader.get("/", host="soyte").content.decode()


def test_an_upload_form_asks_for_one_description(world, signed_in):
    text = signed_in(member(world.soyte, Role.EDITOR)).get(reverse("wagtailimages:add")).content.decode()
    assert 'name="alt_text"' in text and 'id="id_description"' not in text
