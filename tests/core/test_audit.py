"""The log only grows: the database itself refuses to change or remove a line."""

import pytest
from django.db import DatabaseError, transaction

from core.audit import record
from core.models import AuditEntry, User
from tests.factories import UserFactory


@pytest.fixture
def line(db):
    return record("test.verb", User, by=UserFactory(last_name="Trần", first_name="Ghi"))


def test_a_line_is_not_changed(line):
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.filter(pk=line.pk).update(actor_name="ai khác")
    line.refresh_from_db()
    assert line.actor_name == "Trần Ghi"


def test_a_line_is_not_removed(line):
    with pytest.raises(DatabaseError), transaction.atomic():
        line.delete()
    assert AuditEntry.objects.filter(pk=line.pk).exists()


def test_an_account_can_go_and_its_lines_stay(line):
    User.objects.filter(pk=line.actor_id).delete()
    assert AuditEntry.objects.get(pk=line.pk).actor_name == "Trần Ghi"
