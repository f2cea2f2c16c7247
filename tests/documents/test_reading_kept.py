"""Kept pages of documents are never a moment longer kept than they are true; and few of them are kept."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import DocumentPage
from tests.documents.making import make, related, settle
from tests.factories import document_index

PATH = "/van-ban/12-2015-qd-ubnd/"


@pytest.fixture
def kept(settings, world):
    settings.PAGE_CACHE = True
    return world


@pytest.fixture
def base(kept):
    page = make(document_index(kept.main), "12/2015/QĐ-UBND", text="Điều 1. Một\nĐiều 2. Hai\n")
    settle(page)
    return page


def queries(reader, path, host=""):
    with CaptureQueriesContext(connection) as captured:
        answer = reader.get(path, host=host)
    assert answer.status_code == 200
    return len(captured), answer.content.decode()


def publish(page, capture, **changes):
    for name, value in changes.items():
        setattr(page, name, value)
    with capture(execute=True):
        page.save_revision().publish()


def draft(world, number, **fields):
    return make(document_index(world.soyte), number, live=False, issuer="Sở Y tế", recipients_reason="x", **fields)


@pytest.mark.parametrize("kind", ["replaces", "based_on", "refers_to"])
def test_a_relation_whose_source_is_published_later_is_on_the_page_at_once(
    kept, base, reader, kind, django_capture_on_commit_callbacks
):
    source = draft(kept, "8/2020/QĐ-SYT", rows=[related(kind, "12/2015/QĐ-UBND")])
    assert "8/2020/QĐ-SYT" not in queries(reader, PATH)[1] and queries(reader, PATH)[0] == 0
    publish(source, django_capture_on_commit_callbacks)
    assert "8/2020/QĐ-SYT" in queries(reader, PATH)[1]


def test_a_citation_published_later_is_told_at_once(kept, base, reader, django_capture_on_commit_callbacks):
    source = draft(kept, "8/2020/QĐ-SYT", text="Điều 1. Theo Điều 2 Quyết định số 12/2015/QĐ-UBND.")
    queries(reader, PATH)
    publish(source, django_capture_on_commit_callbacks)
    assert "8/2020/QĐ-SYT" in queries(reader, PATH)[1]


def test_a_document_that_was_named_only_by_number_becomes_a_link_at_once(
    kept, base, reader, django_capture_on_commit_callbacks
):
    other = make(document_index(kept.main), "3/2016/QĐ-UBND", text="Điều 1. Theo Quyết định số 8/2020/QĐ-SYT.")
    settle(other)
    path = f"/van-ban/{other.slug}/"
    assert "soyte.thaibinh.localhost" not in queries(reader, path)[1].split("legal-text")[1].split("doc-report")[0]
    publish(draft(kept, "8/2020/QĐ-SYT"), django_capture_on_commit_callbacks)
    assert 'href="http://soyte.thaibinh.localhost/van-ban/8-2020-qd-syt/"' in queries(reader, path)[1]


def test_a_withdrawn_source_is_gone_at_once(kept, base, reader, django_capture_on_commit_callbacks):
    source = draft(kept, "8/2020/QĐ-SYT", rows=[related("based_on", "12/2015/QĐ-UBND")])
    publish(source, django_capture_on_commit_callbacks)
    assert "8/2020/QĐ-SYT" in queries(reader, PATH)[1]
    with django_capture_on_commit_callbacks(execute=True):
        DocumentPage.objects.get(pk=source.pk).unpublish()
    assert "8/2020/QĐ-SYT" not in queries(reader, PATH)[1]


def test_a_document_that_has_nothing_to_do_with_it_leaves_the_page_kept(
    kept, base, reader, django_capture_on_commit_callbacks
):
    queries(reader, PATH)
    publish(draft(kept, "8/2020/QĐ-SYT"), django_capture_on_commit_callbacks)
    assert queries(reader, PATH)[0] == 0


def test_a_page_that_names_very_many_depends_on_all_documents(kept, reader, django_capture_on_commit_callbacks):
    text = "Điều 1. " + ", ".join(f"Quyết định số {n}/2009/QĐ-UBND" for n in range(1, 90))
    many = make(document_index(kept.main), "3/2016/QĐ-UBND", text=text)
    settle(many)
    queries(reader, "/van-ban/03-2016-qd-ubnd/" if "03" in many.slug else f"/van-ban/{many.slug}/")
    publish(draft(kept, "8/2020/QĐ-SYT"), django_capture_on_commit_callbacks)
    assert queries(reader, f"/van-ban/{many.slug}/")[0] > 0


@pytest.mark.parametrize(
    ("query", "kept_again"),
    [("?on=2015-05-01", True), ("?on=2015-05-02", False), ("?on=xyz", False), ("?ban=goc", False), ("?ban=x", False)],
)
def test_only_days_on_which_something_happens_are_kept(kept, base, reader, query, kept_again):
    queries(reader, PATH + query)
    assert (queries(reader, PATH + query)[0] == 0) is kept_again


def test_the_original_is_kept_where_there_is_a_changed_text(kept, base, reader):
    from documents.models import ProvisionChange

    change = ProvisionChange(number="12/2015/QĐ-UBND", action="repeal", provisions="Điều 2")
    settle(make(document_index(kept.main), "9/2019/QĐ-UBND", rows=[change], effective_on=datetime.date(2019, 1, 1)))
    queries(reader, f"{PATH}?ban=goc")
    assert queries(reader, f"{PATH}?ban=goc")[0] == 0
