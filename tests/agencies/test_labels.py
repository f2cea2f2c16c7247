"""Which label an agency may have (Quy chế Điều 4.3, NĐ 224/2026 Điều 11.4)."""

import datetime

import pytest

from agencies.labels import label_problems
from agencies.models import Agency, PortalHost
from tests.factories import AgencyFactory

NEW = datetime.date(2026, 11, 24)


@pytest.mark.parametrize("label", ["soct", "so-cong-thuong", "a", "x1", "ab" * 31])
def test_a_plain_label_is_fine(db, label):
    assert label_problems(label, AgencyFactory()) == []


@pytest.mark.parametrize(
    "label", ["", "Sở", "SOYTE", "so_yte", "-soyte", "soyte-", "so..yte", "so yte", "a" * 64, "xn--abc", "số"]
)
def test_a_label_that_is_no_host_name_is_refused(db, label):
    assert len(label_problems(label, AgencyFactory())) == 1


@pytest.mark.parametrize("label", ["www", "admin", "mail", "api"])
def test_reserved_words_are_refused(db, label):
    assert label_problems(label, AgencyFactory())


def test_the_label_of_another_portal_is_refused_and_the_holder_named(world):
    problems = label_problems("soyte", AgencyFactory())
    assert len(problems) == 1 and "Sở Y tế" in problems[0]


def test_an_agency_may_keep_its_own_label(world):
    assert label_problems("soyte", world.soyte.agency) == []


def test_a_label_that_has_ended_is_free_again(world):
    PortalHost.objects.filter(label="soyte").update(valid_to=datetime.date(2025, 6, 30))
    assert label_problems("soyte", AgencyFactory(), day=datetime.date(2025, 7, 1)) == []
    assert label_problems("soyte", AgencyFactory(), day=datetime.date(2025, 6, 30))


@pytest.mark.parametrize("label", ["vuthu", "xavuthu", "vu-thu"])
def test_a_commune_is_called_by_its_full_name(db, label):
    commune = AgencyFactory(name="Ủy ban nhân dân xã Vũ Thư", kind=Agency.Kind.COMMUNE, level=Agency.Level.COMMUNE)
    assert label_problems(label, commune, day=NEW) == []


def test_a_commune_may_not_be_abbreviated_since_july_2026(db):
    commune = AgencyFactory(name="Ủy ban nhân dân xã Vũ Thư", kind=Agency.Kind.COMMUNE, level=Agency.Level.COMMUNE)
    assert "“vuthu”" in label_problems("xvt", commune, day=NEW)[0]
    assert label_problems("xvt", commune, day=datetime.date(2025, 7, 1)) == []
