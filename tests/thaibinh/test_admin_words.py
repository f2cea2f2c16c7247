"""Staff of an agency meet no English: whatever their screens ask the catalogues for is there, and shown."""

import datetime
import json
import re

import pytest
from django.db import transaction
from django.forms import DateField
from django.urls import reverse
from django.utils import formats, translation
from django.utils.dates import MONTHS, WEEKDAYS
from wagtail.admin.widgets import AdminDateInput

from agencies.models import Role
from tests.factories import member
from tests.thaibinh.admin_walk import walk
from thaibinh.upstream import installed_packages


@pytest.fixture(scope="module")
def walked(django_db_setup, django_db_blocker):
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        result = walk(patch)
        transaction.set_rollback(True)
    return result


# The database, because the walk asks for none by name; one worker, because one walk is enough.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("admin words")]


def listed(found):
    return "\n".join(f"{text!r} ({min(where)})" for text, where in sorted(found.items()))


def test_every_text_that_a_screen_asks_for_has_a_vietnamese(walked):
    assert not walked.ear.unsaid, listed(walked.ear.unsaid)
    assert walked.ear.asked > 30_000 and len(walked.opened) > 120


def test_no_english_word_is_shown(walked):
    assert not walked.english, listed(walked.english)


@pytest.mark.parametrize(
    ("address", "package"),
    [("wagtailadmin_javascript_catalog", "wagtail.admin"), ("wagtail_localize:javascript_catalog", "wagtail_localize")],
)
def test_the_scripts_of_the_admin_get_every_text_in_vietnamese(address, package, world, signed_in):
    editor = signed_in(member(world.soyte, Role.EDITOR))
    answer = editor.get(reverse(address)).content.decode()
    sent = json.loads(re.search(r"const newcatalog = (\{.*?\});?\n", answer, re.DOTALL)[1])
    (found,) = (one for one in installed_packages() if one.name == package)
    asked = {entry.msgid for entry in found.entries("en", "djangojs")}
    assert asked - sent.keys() == set() and len(asked) > 40
    assert sent["Close"] == "Đóng" if package == "wagtail.admin" else sent["Translate"] == "Dịch"


def test_dates_in_the_admin_read_22_4_2011():
    with translation.override("vi"):
        assert formats.date_format(datetime.date(2011, 4, 22)) == "22/4/2011"
        assert formats.date_format(datetime.datetime(2011, 4, 22, 8, 30), "DATETIME_FORMAT") == "08:30 22/4/2011"
        assert str(WEEKDAYS[4]) == "Thứ Sáu" and str(MONTHS[4]) == "Tháng 4"
        field = AdminDateInput()
        assert field.format_value(datetime.date(2011, 4, 22)) == "22/04/2011"  # a picker's field, digits in columns
        assert DateField().clean("22/4/2011") == datetime.date(2011, 4, 22)
