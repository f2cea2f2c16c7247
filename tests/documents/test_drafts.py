"""The page editor takes what is begun and not finished, and slips of the keyboard."""

import datetime

import pytest
from wagtail.models import Locale

from agencies.models import Role
from documents.clock import IN_SCOPE, TimeLimits
from documents.models import DocumentPage, DocumentType, Issuer
from tests.documents.making import make
from tests.factories import document_index, member

PLAIN = (
    "abstract scope issued_on received_on effective_rule effective_days effective_on expired_on expired_reason signer "
    "signer_title sign_mode recipients recipients_reason gazette_number gazette_on secrecy urgency slug summary source "
    "reviewed_on review_due seo_title search_description"
)
ROWS = ("text_rows", "attachments", "relations", "changes", "validity_events", "comments")


@pytest.fixture
def begin(world, signed_in):
    """Posts the form of a new document of the Provincial People's Committee."""
    reader = signed_in(member(world.main, Role.EDITOR))
    committee = Issuer.objects.get(slug="uy-ban-nhan-dan-tinh-thai-binh")
    kind = DocumentType.objects.get(slug="quyet-dinh")

    def post(**typed):
        data = dict.fromkeys(PLAIN.split(), "")
        for name in ROWS:
            data |= {f"{name}-{count}_FORMS": 0 for count in ("TOTAL", "INITIAL", "MIN_NUM")}
            data[f"{name}-MAX_NUM_FORMS"] = 1000
        data |= {"issuer": committee.pk, "document_type": kind.pk, "number": "1/2024/QĐ-UBND", **typed}
        return reader.post(f"/admin/pages/add/documents/documentpage/{document_index(world.main).pk}/", data)

    return post


@pytest.mark.parametrize(
    "typed",
    [
        {"recipients": ""},
        {"secrecy": "secret"},
        {"issued_on": "9999-12-31", "effective_rule": "after_days", "effective_days": "100"},
    ],
    ids=["no recipients yet", "a secret", "a day behind the calendar"],
)
def test_what_may_not_be_published_can_be_kept_as_a_draft(begin, typed):
    assert begin(**typed).status_code == 302
    page = DocumentPage.objects.get()
    assert not page.live and (page.number_key, page.effective_on) == ("1/2024/qd-ubnd", None)


def test_two_drafts_without_a_number_are_not_one_document(begin):
    answer = begin(number="")
    assert answer.status_code == 200 and list(answer.context["form"].errors) == ["number"]


def test_a_day_behind_the_calendar_has_no_time_limit(world):
    assert TimeLimits().due(datetime.date(9999, 12, 31), IN_SCOPE) is None


def test_a_document_gets_its_english_page(world):
    page = make(document_index(world.main), "12/2024/QĐ-UBND")
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    assert (english.language, english.number_key, english.live) == ("en", page.number_key, False)
