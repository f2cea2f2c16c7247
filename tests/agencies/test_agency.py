"""An agency is a temporal entity."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from agencies.models import Agency, AgencyName, StandingAgency, Succession
from tests.factories import AgencyFactory


def test_an_agency_is_called_what_it_was_called_on_that_day(db):
    agency = AgencyFactory(name="Ban Quản lý các khu công nghiệp")
    agency.names.update(valid_to=datetime.date(2017, 7, 31))
    AgencyName.objects.create(agency=agency, name="Ban Quản lý Khu kinh tế", valid_from=datetime.date(2017, 8, 1))
    assert agency.name_on(datetime.date(2012, 1, 1)) == "Ban Quản lý các khu công nghiệp"
    assert agency.name_on(datetime.date(2017, 8, 1)) == "Ban Quản lý Khu kinh tế"
    assert agency.refresh_name(datetime.date(2020, 1, 1)) is True
    assert Agency.objects.get(pk=agency.pk).name == "Ban Quản lý Khu kinh tế"
    assert agency.refresh_name(datetime.date(2020, 1, 1)) is False


def test_an_agency_has_one_name_at_a_time(db):
    agency = AgencyFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        AgencyName.objects.create(agency=agency, name="x", valid_from=datetime.date(2020, 1, 1))


def test_there_is_one_standing_agency_at_a_time(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        StandingAgency.objects.create(agency=world.soyte.agency, valid_from=datetime.date(2025, 3, 1))
    StandingAgency.objects.update(valid_to=datetime.date(2025, 2, 28))
    StandingAgency.objects.create(agency=world.soyte.agency, valid_from=datetime.date(2025, 3, 1))
    assert StandingAgency.objects.on(datetime.date(2025, 2, 28)).get().agency == world.sotttt.agency
    assert StandingAgency.objects.on(datetime.date(2025, 3, 1)).get().agency == world.soyte.agency


def test_nobody_succeeds_itself(db):
    agency = AgencyFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Succession.objects.create(predecessor=agency, successor=agency)


def test_lists_put_provincial_agencies_first_then_by_the_vietnamese_alphabet(db):
    Agency.objects.filter(portal__isnull=True).delete()
    for name, level in [("Sở Đo lường", "province"), ("Sở Dân tộc", "province"), ("Huyện A", "district")]:
        AgencyFactory(name=name, level=level, order=500)
    names = [a.name for a in Agency.objects.filter(order=500).sorted()]
    assert names == ["Sở Dân tộc", "Sở Đo lường", "Huyện A"]
