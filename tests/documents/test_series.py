"""Missing numbers: the holes in what an issuer numbered in a year."""

import datetime

import pytest
from django.urls import reverse

from agencies.models import Agency, Role
from documents.models import DocumentType, IncomingDocument, Issuer
from documents.series import Gap, gaps_between, series_of
from tests.documents.test_intake import decision, public
from tests.factories import member, open_agency_portal

DAY = datetime.date(2024, 6, 3)


@pytest.fixture
def health(world):
    return Issuer.objects.create(name="Sở Y tế", slug="so-y-te", agency=world.soyte.agency)


def fill(portal, issuer, *numbers, symbol="QĐ-SYT", **values):
    for number in numbers:
        public(portal, issuer, f"{number}/{symbol}", on=DAY, **values)


def shown(issuer, year=2024, list_of=None):
    return {
        (row.document_type.slug, row.with_year): ", ".join(map(str, row.gaps))
        for row in series_of([issuer.pk], year, list_of)
    }


def test_a_run_of_numbers_has_its_gaps():
    assert list(map(str, gaps_between([3, 4, 7, 9, 20]))) == ["5–6", "8", "10–19"]
    assert gaps_between([]) == gaps_between([5]) == [] and len(Gap(3, 3)) == 1


def test_numbers_between_the_first_and_the_last_are_missing(world, health):
    fill(world.soyte, health, 12, 13, 46)
    assert shown(health) == {("quyet-dinh", False): "14–45"}


def test_decisions_with_and_without_the_year_are_two_series(world, health):
    fill(world.soyte, health, 1, 3)
    fill(world.soyte, health, 5, 8, symbol="2024/QĐ-SYT")
    letters = DocumentType.objects.get(slug="cong-van")
    fill(world.soyte, health, 7, symbol="SYT-NVY", document_type=letters)
    fill(world.soyte, health, 9, symbol="SYT-VP", document_type=letters)
    assert shown(health) == {
        ("quyet-dinh", False): "2", ("quyet-dinh", True): "6–7", ("cong-van", False): "8",
    }, "letters of all offices are one series"  # fmt: skip


def test_every_year_begins_anew(world, health):
    fill(world.soyte, health, 1, 3)
    public(world.soyte, health, "9/QĐ-SYT", on=DAY.replace(year=2023))
    assert shown(health) == {("quyet-dinh", False): "2"} and shown(health, 2023) == {("quyet-dinh", False): ""}


def test_a_draft_leaves_its_gap(world, health):
    """Whoever reads the list must not learn what is being written."""
    fill(world.soyte, health, 1, 3)
    fill(world.soyte, health, 2, live=False)
    assert shown(health) == {("quyet-dinh", False): "2"}


def test_what_is_withheld_is_not_missing_and_what_is_listed_is_counted(world, health):
    fill(world.soyte, health, 1, 6)
    facts = {"issuer": health, "document_type": decision(), "issued_on": DAY}
    IncomingDocument.objects.create(agency=world.soyte.agency, number="03/QĐ-SYT", is_withheld=True, **facts)
    IncomingDocument.objects.create(agency=world.soyte.agency, number="4/QĐ-SYT", **facts)
    IncomingDocument.objects.create(agency=world.sotttt.agency, number="2/QĐ-SYT", is_withheld=True, **facts)
    (row,) = series_of([health.pk], 2024, world.soyte.agency_id)
    assert (list(map(str, row.gaps)), row.missing, row.known) == (["2", "4–5"], 3, 1)


def test_thousands_of_numbers_cost_four_queries(world, health, django_assert_max_num_queries):
    fill(world.soyte, health, *range(1, 20, 2))
    with django_assert_max_num_queries(4):
        (row,) = series_of([health.pk], 2024, world.soyte.agency_id)
    assert len(row.gaps) == 9


# -- the screen -----------------------------------------------------------------------------------------------------


def test_an_agency_sees_its_own_series(world, health, signed_in):
    fill(world.soyte, health, 12, 46)
    answer = signed_in(member(world.soyte, Role.OFFICER)).get(reverse("documents_series"))
    assert "13–45" in answer.content.decode()
    other = signed_in(member(world.sotttt, Role.OFFICER)).get(reverse("documents_series"))
    assert other.status_code == 200 and other.context["rows"] == []


def test_the_office_sees_those_of_the_province(world, signed_in):
    office = open_agency_portal("vpubnd", name="Văn phòng Ủy ban nhân dân tỉnh", kind=Agency.Kind.OFFICE)
    committee = Issuer.objects.get(slug="uy-ban-nhan-dan-tinh-thai-binh")
    fill(world.main, committee, 5, 9, symbol="2024/QĐ-UBND")
    answer = signed_in(member(office, Role.EDITOR)).get(reverse("documents_series"))
    assert "6–8" in answer.content.decode()


def test_all_gaps_go_into_the_file(world, health, signed_in):
    fill(world.soyte, health, 1, 3, 10)
    answer = signed_in(member(world.soyte, Role.OFFICER)).get(f"{reverse('documents_series')}?dang=csv&nam=2024")
    lines = answer.content.decode().splitlines()
    assert lines[1:] == ["Sở Y tế,Quyết định,2024,2,2,1", "Sở Y tế,Quyết định,2024,4,9,6"]
