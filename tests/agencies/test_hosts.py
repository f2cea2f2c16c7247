"""Addresses: proposed by the agency, agreed by the standing agency (Quy chế Điều 4.3)."""

import datetime

import pytest

from agencies.hosts import AgreeLabel, ProposeLabel
from agencies.models import PortalHost, Role
from core.models.dated import today
from core.transitions import TransitionRefused
from tests.factories import member


@pytest.fixture
def officer(world):
    return member(world.soyte, Role.OFFICER)


def test_the_agency_proposes_and_the_standing_agency_agrees(world, officer, reader):
    host = ProposeLabel(world.soyte, "yte", by=officer).run()
    assert host.agreed_on is None
    assert reader.get("/", host="yte").status_code == 404
    AgreeLabel(host, by=member(world.sotttt, Role.OFFICER)).run()
    assert reader.get("/", host="yte").status_code == 200
    former = reader.get("/gioi-thieu/?a=1", host="soyte")
    assert (former.status_code, former["Location"]) == (301, "http://yte.thaibinh.localhost/gioi-thieu/?a=1")


def test_another_agency_cannot_propose_for_it(world):
    with pytest.raises(TransitionRefused):
        ProposeLabel(world.soyte, "yte", by=member(world.sotttt, Role.OFFICER)).run()


def test_an_agency_cannot_agree_to_its_own_wish(world, officer):
    host = ProposeLabel(world.soyte, "yte", by=officer).run()
    with pytest.raises(TransitionRefused):
        AgreeLabel(host, by=officer).run()


def test_of_two_wishes_for_one_label_the_second_is_refused(world, officer, operator):
    mine = ProposeLabel(world.soyte, "suckhoe", by=officer).run()
    theirs = ProposeLabel(world.sotttt, "suckhoe", by=member(world.sotttt, Role.OFFICER)).run()
    AgreeLabel(mine, by=operator).run()
    with pytest.raises(TransitionRefused):
        AgreeLabel(theirs, by=operator).run()
    assert PortalHost.objects.agreed().get(label="suckhoe").portal == world.soyte


def test_an_officer_whose_membership_ended_yesterday_speaks_for_nobody(world):
    gone = member(
        world.soyte, Role.OFFICER, valid_from=datetime.date(2020, 1, 1), valid_to=today() - datetime.timedelta(1)
    )
    with pytest.raises(TransitionRefused):
        ProposeLabel(world.soyte, "yte", by=gone).run()
