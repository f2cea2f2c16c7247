"""The yearly list of documents out of force, with reasons and acting documents."""

import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from agencies.models import Role
from documents import settling
from documents.expired import Part, expired_in
from documents.models import DocumentPage, Issuer, ProvisionChange, Relation, ValidityEvent
from tests.documents.test_settling import document, settle
from tests.factories import document_index, member

START = datetime.date(2020, 1, 1)
IN_2024 = datetime.date(2024, 5, 1)


@pytest.fixture
def main(world):
    return document_index(world.main)


def lines(year, **filters):
    found = DocumentPage.objects.live().filter(**filters)
    return [(row.part, row.document.number, row.on, row.provisions, row.reason) for row in expired_in(year, found)]


def test_whole_partial_and_suspended_stand_in_their_parts_with_the_reason(main):
    replaced = document(main, "1/2020/QĐ-UBND", effective_on=START)
    cut = document(main, "2/2020/QĐ-UBND", effective_on=START)
    paused = document(main, "3/2020/QĐ-UBND", effective_on=START)
    ended = document(main, "4/2020/QĐ-UBND", effective_on=START, expired_on=IN_2024, expired_reason="Hết thời hạn")
    untouched = document(main, "5/2020/QĐ-UBND", effective_on=START)
    new = document(main, "9/2024/QĐ-UBND", effective_on=IN_2024)
    Relation.objects.create(document=new, kind="replaces", number="1/2020/QĐ-UBND")
    Relation.objects.create(document=new, kind="repeals", number="2/2020/QĐ-UBND", provisions="Điều 5; khoản 2 Điều 7")
    ValidityEvent.objects.create(document=paused, kind="suspended", on=IN_2024, acting_number="77/QĐ-TTg")
    settle(replaced, cut, paused, ended, untouched, new)
    found = lines(2024)
    assert [row[:4] for row in found] == [
        (Part.WHOLE, "1/2020/QĐ-UBND", IN_2024, ""),
        (Part.WHOLE, "4/2020/QĐ-UBND", IN_2024, ""),
        (Part.PARTIAL, "2/2020/QĐ-UBND", IN_2024, "Điều 5; khoản 2 Điều 7"),
        (Part.SUSPENDED, "3/2020/QĐ-UBND", IN_2024, ""),
    ]
    reasons = [row[4] for row in found]
    assert new.title in reasons[0] and reasons[1] == "Hết thời hạn" and "77/QĐ-TTg" in reasons[3]
    assert lines(2023) == lines(2025) == []


def test_a_year_long_ago_is_told_as_it_was(main):
    """What was cut in 2024 and ended in 2025 stands in both lists, each time as what it was."""
    old = document(main, "1/2020/QĐ-UBND", effective_on=START)
    cutting = document(main, "9/2024/QĐ-UBND", effective_on=IN_2024)
    ending = document(main, "8/2025/QĐ-UBND", effective_on=IN_2024.replace(year=2025))
    Relation.objects.create(document=cutting, kind="amends", number="1/2020/QĐ-UBND")
    ProvisionChange.objects.create(
        document=cutting, action="replace", number="1/2020/QĐ-UBND", provisions="Điều 3", new_text="x"
    )
    Relation.objects.create(document=ending, kind="repeals", number="1/2020/QĐ-UBND")
    settle(old, cutting, ending)
    assert [row[:4] for row in lines(2024)] == [(Part.PARTIAL, "1/2020/QĐ-UBND", IN_2024, "Điều 3")], (
        "one loss, one line"
    )
    assert [row[0] for row in lines(2025)] == [Part.WHOLE] and lines(2026) == []


def test_what_ends_in_the_same_year_is_listed_once(main):
    old = document(main, "1/2020/QĐ-UBND", effective_on=START)
    Relation.objects.create(
        document=document(main, "9/2024/QĐ-UBND", effective_on=IN_2024), kind="amends", number="1/2020/QĐ-UBND"
    )
    last = document(main, "10/2024/QĐ-UBND", effective_on=IN_2024.replace(month=9))
    Relation.objects.create(document=last, kind="repeals", number="1/2020/QĐ-UBND")
    settle(old, last)
    assert [row[:3] for row in lines(2024)] == [(Part.WHOLE, "1/2020/QĐ-UBND", IN_2024.replace(month=9))]


def test_the_cost_does_not_grow_with_the_library(main, django_assert_max_num_queries):
    for n in range(1, 8):
        document(main, f"{n}/2020/QĐ-UBND", effective_on=START, expired_on=IN_2024)
    settling.refresh(list(DocumentPage.objects.live()))
    with django_assert_max_num_queries(9):
        assert len(lines(2024)) == 7


# -- the screen -----------------------------------------------------------------------------------------------------


@pytest.fixture
def ended(world, main):
    page = document(main, "4/2020/QĐ-UBND", effective_on=START, expired_on=IN_2024, abstract="Bảng giá đất")
    page.issued_on = START
    page.save()
    central = document(main, "5/2020/TT-BTC", effective_on=START, expired_on=IN_2024)
    central.issuer = Issuer.objects.create(name="Bộ Tài chính", slug="bo-tai-chinh")
    central.save()
    own = document(document_index(world.soyte), "6/QĐ-SYT", effective_on=START, expired_on=IN_2024)
    DocumentPage.objects.filter(pk=own.pk).update(is_normative=False)
    settling.refresh(list(DocumentPage.objects.live()))
    return page


def numbers(client, query):
    return [one["row"].document.number for one in client.get(f"{reverse('documents_expired')}?{query}").context["rows"]]


def test_the_agency_and_its_own_documents_come_first(world, ended, signed_in):
    client = signed_in(member(world.main, Role.EDITOR))
    assert numbers(client, "nam=2024") == ["4/2020/QĐ-UBND"]
    assert numbers(client, "nam=2024&cua=tat-ca") == ["4/2020/QĐ-UBND", "5/2020/TT-BTC"]
    assert numbers(client, f"nam=2024&cua={Issuer.objects.get(slug='bo-tai-chinh').pk}") == ["5/2020/TT-BTC"]
    assert numbers(client, "nam=2022") == []
    officer = signed_in(member(world.soyte, Role.OFFICER))
    assert numbers(officer, "nam=2024") == [] and numbers(officer, "nam=2024&loai=tat-ca") == ["6/QĐ-SYT"]


def test_a_line_leads_to_the_editor_where_the_event_is_noted(world, ended, signed_in):
    edit = reverse("wagtailadmin_pages:edit", args=[ended.pk])
    url = f"{reverse('documents_expired')}?nam=2024"
    assert edit in signed_in(member(world.main, Role.EDITOR)).get(url).content.decode()
    assert edit not in signed_in(member(world.main, Role.OFFICER)).get(url).content.decode()


def test_the_list_as_a_workbook_and_on_paper(world, ended, signed_in):
    client = signed_in(member(world.main, Role.OFFICER))
    sheet = load_workbook(BytesIO(client.get(f"{reverse('documents_expired')}?nam=2024&dang=xlsx").content)).active
    assert [cell.value for cell in sheet[2]][2:6] == [
        "4/2020/QĐ-UBND",
        datetime.datetime(2020, 1, 1),
        "Ủy ban nhân dân tỉnh Thái Bình",
        "Bảng giá đất",
    ]
    paper = client.get(f"{reverse('documents_expired')}?nam=2024&dang=in")
    text = paper.content.decode()
    assert "4/2020/QĐ-UBND; 01/01/2020" in text and "<script" not in text and "no-store" in paper["Cache-Control"]


def test_nonsense_in_the_address_is_no_error(world, signed_in):
    client = signed_in(member(world.main, Role.OFFICER))
    for query in ("nam=99999", "nam=x", "cua=x&nam=0001", "cua=99999999999999", "dang=pdf"):
        assert client.get(f"{reverse('documents_expired')}?{query}").status_code == 200
