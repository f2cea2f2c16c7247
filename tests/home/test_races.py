"""Two people at the same moment, with real transactions in a database of their own."""

import threading

import pytest
from django.db import connection
from wagtail.models import Page

from agencies.models import Portal
from core.transitions import TransitionRefused
from home.services import OpenPortal
from tests.factories import AgencyFactory


def at_once(*calls):
    """Runs the calls in threads that start together; answers what they returned or why they were refused."""
    results, gate = [], threading.Barrier(len(calls))

    def run(call):
        gate.wait()
        try:
            results.append(call())
        except TransitionRefused as refused:
            results.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """Agencies that other connections can see, and that are gone afterwards."""
    made = []

    def make(**values):
        made.append(AgencyFactory(**values))
        return made[-1]

    with django_db_blocker.unblock():
        yield make
        from home.sample.removal import remove_portal

        for agency in made:
            for portal in Portal.objects.filter(agency=agency):
                remove_portal(portal)
        for agency in made:
            type(agency).objects.filter(pk=agency.pk).delete()


def test_of_two_operators_opening_the_same_portal_one_is_told_why(committed):
    agency = committed(name="Sở hai người cùng mở")
    results = at_once(*[lambda: OpenPortal(agency, "sohai", by=None).run()] * 2)
    assert sorted(type(result).__name__ for result in results) == ["Portal", "TransitionRefused"]
    assert Portal.objects.filter(agency=agency).count() == 1
    assert Page.objects.filter(slug__startswith="sohai-").count() == 1


def test_of_two_agencies_taking_the_same_label_one_is_told_who_has_it(committed):
    first, second = committed(name="Sở thứ nhất"), committed(name="Sở thứ hai")
    results = at_once(*[lambda a=agency: OpenPortal(a, "tranhnhau", by=None).run() for agency in (first, second)])
    refused = next(result for result in results if isinstance(result, TransitionRefused))
    assert "tranhnhau" in refused.reasons[0]
    assert Portal.objects.filter(site__hostname="tranhnhau.thaibinh.localhost").count() == 1


def test_different_portals_opened_at_once_both_stand(committed):
    first, second = committed(name="Sở A"), committed(name="Sở B")
    results = at_once(
        lambda: OpenPortal(first, "songa", by=None).run(), lambda: OpenPortal(second, "songb", by=None).run()
    )
    assert [type(result).__name__ for result in results] == ["Portal", "Portal"]
    paths = list(Page.objects.filter(depth=2, slug__startswith="song").values_list("path", flat=True))
    assert len(set(paths)) == 2
