"""A document page, its rules, and the list."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from documents.models import DocumentPage, DocumentType, Issuer
from tests.factories import DocumentPageFactory, IssuerFactory, document_index


@pytest.fixture
def document(world):
    return DocumentPageFactory(
        parent=document_index(world.main),
        number="12/2024/QĐ-UBND",
        number_key="12/2024/qd-ubnd",
        slug="12-2024-qd-ubnd",
    )


def fresh(**values):
    facts = {
        "document_type": DocumentType.objects.get(slug="quyet-dinh"),
        "issuer": IssuerFactory(),
        "abstract": "x",
        "number": "12/2024/QĐ-UBND",
        "issued_on": datetime.date(2024, 3, 1),
        "recipients_reason": "x",
    }
    return DocumentPage(**{**facts, **values})


def test_number_title_and_address_are_made_from_what_is_typed(world):
    page = fresh(number=" 07/2024/qđ-ubnd ")
    page.derive()
    assert (page.number_key, page.year, page.slug) == ("7/2024/qd-ubnd", 2024, "07-2024-qd-ubnd")
    assert page.title.startswith("Quyết định 07/2024/")


def test_a_document_that_is_there_already_is_refused_with_a_link(world, document):
    page = fresh()
    page.derive()
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert "/van-ban/12-2024-qd-ubnd/" in str(refused.value)


def test_another_issuer_may_use_the_same_number(world, document):
    page = fresh(issuer=Issuer.objects.create(name="Ủy ban nhân dân tỉnh Hưng Yên"))
    page.derive()
    page.clean()
    assert page.slug == "12-2024-qd-ubnd-uy-ban-nhan-dan-tinh-hung-yen"


def test_a_secret_document_is_never_published(world, document):
    document.secrecy = "secret"
    with pytest.raises(ValidationError):
        document.clean()


def test_it_cannot_expire_before_it_begins(world, document):
    document.effective_on, document.expired_on = datetime.date(2024, 5, 1), datetime.date(2024, 4, 1)
    with pytest.raises(ValidationError):
        document.clean()


def test_the_list_narrows_by_type_and_year(world, document, reader):
    text = reader.get("/van-ban/?type=quyet-dinh&year=2024").content.decode()
    assert "12/2024/QĐ-UBND" in text
    assert "12/2024/QĐ-UBND" not in reader.get("/van-ban/?type=nghi-dinh").content.decode()
    assert reader.get("/van-ban/?year=abc&type='--&page=x").status_code == 200


def test_an_agencys_list_shows_only_its_own(world, document, reader):
    assert "12/2024/QĐ-UBND" not in reader.get("/van-ban/", host="soyte").content.decode()


def test_a_draft_is_not_shown_anywhere(world, document, reader):
    document.unpublish()
    assert reader.get("/van-ban/12-2024-qd-ubnd/").status_code == 404
    assert reader.get("/van-ban/12-2024-qd-ubnd/", host="soyte").status_code == 404
    assert "12/2024/QĐ-UBND" not in reader.get("/van-ban/").content.decode()
