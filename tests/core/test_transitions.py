import pytest

from core.models import AuditEntry, CalendarDay
from core.transitions import Transition, TransitionRefused
from tests.factories import UserFactory


class Rename(Transition):
    verb = "test.rename"

    def __init__(self, day, name, *, by, reasons=()):
        super().__init__(by)
        self.day, self.name, self.reasons = day, name, list(reasons)

    def subject(self):
        return self.day

    def failure_reasons(self):
        return self.reasons

    def change(self):
        self.day.name = self.name
        self.day.save()
        return self.day

    def log_details(self):
        return {"reason": "because", "to": self.name}


@pytest.fixture
def day(db):
    return CalendarDay.objects.get(date="2026-11-24")


def test_a_change_is_written_into_the_log_with_who_and_why(day):
    user = UserFactory(last_name="Trần Thị", first_name="Ví Dụ")
    Rename(day, "Ngày mới", by=user).run()
    entry = AuditEntry.objects.get(verb="test.rename")
    assert (entry.actor, entry.actor_name, entry.reason) == (user, "Trần Thị Ví Dụ", "because")
    assert entry.subject_id == str(day.pk) and entry.details == {"to": "Ngày mới"}


def test_a_refused_change_changes_nothing_and_says_why(day):
    with pytest.raises(TransitionRefused) as refused:
        Rename(day, "Ngày mới", by=None, reasons=["Not today."]).run()
    day.refresh_from_db()
    assert refused.value.reasons == ["Not today."]
    assert day.name == "Ngày Văn hóa Việt Nam"
    assert not AuditEntry.objects.filter(verb="test.rename").exists()


def test_the_check_sees_what_is_true_now_not_what_was_loaded(day):
    CalendarDay.objects.filter(pk=day.pk).update(name="Changed meanwhile")
    seen = []

    class Look(Rename):
        def failure_reasons(self):
            seen.append(self.day.name)
            return []

    Look(day, "x", by=None).run()
    assert seen == ["Changed meanwhile"]


def test_the_log_keeps_the_name_of_a_removed_account(day):
    user = UserFactory(last_name="Lê", first_name="Mẫu")
    Rename(day, "x", by=user).run()
    user.delete()
    assert AuditEntry.objects.get(verb="test.rename").actor_name == "Lê Mẫu"
