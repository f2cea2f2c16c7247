"""From an event to its news: shown to readers, checked before publication, measured for the agency."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone, translation

from agencies.approval import version_problems
from agencies.models import Role
from core.models import Rule
from core.models.dated import today
from news.events import RULE, LagLimits, event_problems
from news.models import NewsPage
from tests.factories import NewsPageFactory, draft, member, news_index

HOUR = datetime.timedelta(hours=1)


def local(*numbers):
    return timezone.make_aware(datetime.datetime(*numbers))


def event(portal, title, lag_hours, ago_days=1, **fields):
    """A live item published some days ago, so many hours after its event."""
    published = timezone.now() - datetime.timedelta(days=ago_days)
    page = NewsPageFactory(parent=news_index(portal), title=title, published_on=timezone.localdate(), **fields)
    times = {"first_published_at": published, "happened_at": published - lag_hours * HOUR}
    NewsPage.objects.filter(pk=page.pk).update(**times)
    return page


def listed(signed_in, user, query=""):
    answer = signed_in(user).get(f"{reverse('event_lag')}{query}")
    assert answer.status_code == 200
    return answer.context


# -- readers --------------------------------------------------------------------------------------------------------


def test_an_item_says_when_its_event_took_place_and_whose_words_it_has(world, reader):
    NewsPageFactory(
        parent=news_index(world.soyte), slug="le", happened_at=local(2011, 4, 22, 8, 0), source="Báo Thái Bình",
        published_on=datetime.date(2011, 4, 23),
    )  # fmt: skip
    text = reader.get("/tin-tuc/le/", host="soyte").content.decode()
    assert "8:00" in text and "22/4/2011" in text and "23/4/2011" in text and "Báo Thái Bình" in text


# -- before publication ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("happened", "said"),
    [
        (None, ""),
        (local(2026, 3, 1, 8, 0), ""),
        (local(2026, 3, 1, 8, 30), "in the future (1/3/2026)"),
        (local(2027, 1, 1), "in the future"),
        (local(2026, 2, 28, 23, 0), ""),
        (local(2025, 2, 1), "more than a year before"),
        (local(2011, 3, 1), "Check the year"),
    ],
)
def test_the_time_of_an_event_has_to_be_believable(happened, said):
    page = NewsPage(happened_at=happened, published_on=datetime.date(2026, 3, 1))
    with translation.override("en"):
        told = event_problems(page, now=local(2026, 3, 1, 8, 10))
    assert said in " ".join(told) and bool(told) == bool(said)


def test_an_item_is_not_dated_before_its_event():
    page = NewsPage(happened_at=local(2026, 3, 2), published_on=datetime.date(2026, 3, 1))
    with translation.override("en"):
        assert "dated before its event (2/3/2026)" in event_problems(page, now=local(2026, 4, 1))[0]


def test_a_draft_may_be_written_ahead_but_not_published(world):
    tomorrow = timezone.now() + 24 * HOUR
    page = draft(world.soyte, member(world.soyte, Role.EDITOR), happened_at=tomorrow)
    assert version_problems(page)
    with pytest.raises(PermissionDenied):
        page.get_latest_revision().publish()
    assert not NewsPage.objects.get(pk=page.pk).live


# -- measured -------------------------------------------------------------------------------------------------------


def test_the_screen_says_how_long_it_took_and_marks_what_took_too_long(world, signed_in):
    event(world.soyte, "Nhanh", 3, ago_days=1)
    event(world.soyte, "Chậm", 30, ago_days=2)
    event(world.soyte, "Báo trước", -5, ago_days=3)
    NewsPageFactory(parent=news_index(world.soyte), title="Không phải sự kiện")
    client = signed_in(member(world.soyte, Role.EDITOR))
    answer = client.get(reverse("event_lag"))
    rows = {row.page.title: (row.lag_text.replace("\xa0", " "), row.state) for row in answer.context["rows"]}
    assert list(rows) == ["Nhanh", "Chậm", "Báo trước"], "newest first"
    assert (
        rows["Nhanh"] == ("3 giờ", "") and rows["Chậm"] == ("1 ngày, 6 giờ", "late") and rows["Báo trước"][1] == "early"
    )
    text = answer.content.decode()
    assert text.count("w-status--critical") == 1 and "icon-warning" in text
    assert answer.context["median"].replace("\xa0", " ") == "16 giờ, 30 phút"


def test_the_median_is_of_the_last_90_days(world, signed_in):
    for hours, ago in ((2, 1), (4, 2), (6, 89), (500, 91)):
        event(world.soyte, f"Tin {hours}", hours, ago_days=ago)
    context = listed(signed_in, member(world.soyte, Role.OFFICER))
    assert context["median"].replace("\xa0", " ") == "4 giờ" and len(context["rows"]) == 4


def test_each_item_is_measured_by_the_rule_of_its_day(world, signed_in):
    """A stricter rule does not make yesterday's items late."""
    rule = Rule.objects.get(kind=RULE)
    assert (rule.value, rule.unit) == (24, "hours") and "6.2.c" in rule.legal_basis
    rule.valid_to = today() - datetime.timedelta(days=10)
    rule.save()
    Rule.objects.create(
        kind=RULE, value=2, unit="hours", valid_from=rule.valid_to + datetime.timedelta(days=1), legal_basis="B"
    )
    event(world.soyte, "Trước", 5, ago_days=20)
    event(world.soyte, "Sau", 5, ago_days=2)
    context = listed(signed_in, member(world.soyte, Role.APPROVER))
    assert {row.page.title: row.state for row in context["rows"]} == {"Trước": "", "Sau": "late"}
    Rule.objects.filter(kind=RULE).delete()
    assert LagLimits().on(today()) is None
    assert {row.state for row in listed(signed_in, member(world.soyte, Role.APPROVER))["rows"]} == {""}


def test_nobody_sees_another_agencys_events(world, signed_in, operator):
    event(world.soyte, "Của Y tế", 3)
    event(world.sotttt, "Của TTTT", 3)
    event(world.soyte, "Đã gỡ của Y tế", 3, live=False)
    own = listed(signed_in, member(world.sotttt, Role.EDITOR))
    assert [row.page.title for row in own["rows"]] == ["Của TTTT"]
    assert len(listed(signed_in, operator)["rows"]) == 3


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, None])
def test_who_does_not_answer_for_news_gets_no_list(world, signed_in, role):
    from tests.factories import UserFactory

    user = member(world.soyte, role) if role else UserFactory()
    assert signed_in(user).get(reverse("event_lag")).status_code in (302, 403)


def test_the_menu_leads_there_for_editors_only(world, signed_in):
    url = reverse("event_lag")
    assert url in signed_in(member(world.soyte, Role.EDITOR)).get("/admin/").content.decode()
    assert url not in signed_in(member(world.soyte, Role.CONTRIBUTOR)).get("/admin/").content.decode()


def test_the_list_has_pages_and_a_flat_cost(world, signed_in, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr("news.viewsets.PER_PAGE", 5)
    for n in range(12):
        event(world.soyte, f"Tin {n}", 3, ago_days=n + 1)
    user = member(world.soyte, Role.EDITOR)
    client = signed_in(user)
    client.get(reverse("event_lag"))
    with django_assert_max_num_queries(25):
        first = client.get(reverse("event_lag"))
    assert len(first.context["rows"]) == 5 and "?p=2" in first.content.decode()
    assert [row.page.title for row in listed(signed_in, user, "?p=3")["rows"]] == ["Tin 10", "Tin 11"]


def test_a_withdrawn_page_keeps_its_measure_from_the_first_publication(world):
    page = event(world.soyte, "Lần đầu", 2, ago_days=5)
    NewsPage.objects.get(pk=page.pk).save_revision().publish()
    assert NewsPage.objects.events().get().lag == 2 * HOUR
