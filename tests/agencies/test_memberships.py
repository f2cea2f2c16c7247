"""Roles are dated, and Wagtail's groups follow them."""

import datetime

from agencies.memberships import sync_groups
from agencies.models import Membership, Role
from core.models.dated import today
from tests.factories import member


def groups(user):
    return sorted(user.groups.values_list("name", flat=True))


def test_a_new_member_gets_the_group_of_the_role_and_of_no_other_agency(world):
    user = member(world.soyte, Role.EDITOR)
    assert groups(user) == ["soyte: editor"]


def test_a_member_whose_time_is_over_loses_the_group(world):
    user = member(world.soyte, Role.EDITOR)
    Membership.objects.filter(user=user).update(valid_to=today())
    sync_groups(user, today() + datetime.timedelta(days=1))
    assert groups(user) == []


def test_a_deleted_membership_takes_its_rights_along(world):
    user = member(world.soyte, Role.APPROVER)
    Membership.objects.get(user=user).delete()
    assert groups(user) == []


def test_other_groups_of_the_account_stay(world):
    from django.contrib.auth.models import Group

    user = member(world.soyte, Role.EDITOR)
    user.groups.add(Group.objects.create(name="Ban Biên tập"))
    sync_groups(user)
    assert groups(user) == ["Ban Biên tập", "soyte: editor"]
