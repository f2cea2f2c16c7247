"""What a new day changes by itself."""

import datetime

import pytest
from django.utils import timezone

from agencies.models import AgencyName, Membership, PortalHost, Role
from core import jobs, periodic
from core.models import Job
from core.models.dated import today
from tests.factories import member

DAY = datetime.timedelta(days=1)


def test_a_membership_that_ended_yesterday_has_no_rights_today(world):
    user = member(world.soyte, Role.EDITOR, valid_from=today() - 9 * DAY)
    Membership.objects.filter(user=user).update(valid_to=today() - DAY)
    periodic.run_all()
    assert not user.groups.exists()


def test_a_membership_that_begins_today_has_its_rights(world):
    user = member(world.soyte, Role.EDITOR, valid_from=today() + DAY)
    assert not user.groups.exists()
    Membership.objects.filter(user=user).update(valid_from=today())
    periodic.run_all()
    assert user.groups.filter(name="soyte: editor").exists()


def test_a_new_name_and_a_new_address_take_effect_on_their_day(world):
    agency = world.soyte.agency
    agency.names.update(valid_to=today() - DAY)
    AgencyName.objects.create(agency=agency, name="Sở Y tế mới", valid_from=today())
    PortalHost.objects.filter(label="soyte").update(valid_to=today() - DAY)
    PortalHost.objects.create(portal=world.soyte, label="yte", valid_from=today(), agreed_on=today())
    periodic.run_all()
    agency.refresh_from_db()
    world.soyte.site.refresh_from_db()
    assert agency.name == "Sở Y tế mới" and world.soyte.site.hostname == "yte.thaibinh.localhost"


def test_done_jobs_are_forgotten_after_a_month_failed_ones_never(db):
    old = timezone.now() - datetime.timedelta(days=31)
    Job.objects.create(kind="x", state=Job.State.DONE, finished_at=old)
    Job.objects.create(kind="x", state=Job.State.FAILED, finished_at=old)
    assert jobs.forget_done() == 1
    assert Job.objects.get(kind="x").state == Job.State.FAILED


def test_an_approved_page_with_a_later_date_goes_live_when_its_time_has_come(world, reader):
    from core.tasks import publish_scheduled
    from tests.factories import NewsPageFactory, news_index

    page = NewsPageFactory(parent=news_index(world.soyte), slug="hen-gio", live=False)
    later = timezone.now() + datetime.timedelta(hours=1)
    page.go_live_at = later
    page.save_revision(approved_go_live_at=later)
    publish_scheduled(0)
    assert reader.get("/tin-tuc/hen-gio/", host="soyte").status_code == 404
    page.go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    publish_scheduled(0)
    assert reader.get("/tin-tuc/hen-gio/", host="soyte").status_code == 200


@pytest.mark.parametrize("broken", ["database", "cache"])
def test_readyz_names_what_is_not_ready(world, reader, monkeypatch, broken):
    from thaibinh import health

    def away():
        raise OSError("gone")

    monkeypatch.setitem(health.CHECKS, broken, away)
    answer = reader.get("/readyz", HTTP_HOST="10.0.0.1")
    assert answer.status_code == 503 and answer.json()[broken] is False


def test_sample_accounts_in_a_real_database_are_refused(world, settings):
    from core.checks import no_sample_accounts_in_production
    from tests.factories import UserFactory

    assert no_sample_accounts_in_production(databases=["default"]) == []
    UserFactory(username="left.over", is_sample=True)
    assert "left.over" in no_sample_accounts_in_production(databases=["default"])[0].msg
