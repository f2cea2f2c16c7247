"""What the admin asks the database does not grow with items, pages or agencies."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.search import index

from agencies.bulk import BulkPublish
from agencies.models import LeaderPage, OrganisationPage, Role, UnitPage
from news.models import NewsPage, Section
from tests.factories import member, news_index, open_agency_portal
from thaibinh.bench.waiting import submit_in_bulk, versions_of

# The editor of a page that waits asks most: lock, workflow, two versions.
MOST_QUERIES = 100


def fill(portal, count, by, start=0):
    """News of every state there is, in turn: public, changed since, begun, waiting, on its day."""
    parent = news_index(portal)
    section = Section.objects.get(slug="hoat-dong")
    pages = [
        NewsPage(title=f"Tin {n}", slug=f"tin-{n}", section=section, summary="Nội dung", owner=by)
        for n in range(start, start + count)
    ]
    BulkPublish(parent, pages, by=None).run()
    begun, waiting, on_its_day = pages[2::5], pages[3::5], pages[4::5]
    Page.objects.filter(pk__in=[page.pk for page in [*begun, *waiting, *on_its_day]]).update(live=False)
    versions_of([*pages[1::5], *begun], by)
    submit_in_bulk(portal, waiting, by)
    Revision.objects.filter(pk__in=[version.pk for version in versions_of(on_its_day, by)]).update(
        approved_go_live_at=timezone.now()
    )
    for page in parent.get_children().specific()[:40]:
        index.insert_or_update_object(page)
    organisation = organisation_of(portal)
    kinds = [UnitPage(title=f"Phòng {n}", slug=f"phong-{n}", summary="x") for n in range(start, start + count // 4 + 1)]
    people = [LeaderPage(title=f"Người {n}", slug=f"nguoi-{n}", post="Giám đốc") for n in range(start, start + 3)]
    BulkPublish(organisation, [*kinds, *people], by=None).run()


def organisation_of(portal):
    return OrganisationPage.objects.child_of(portal.site.root_page).get()


def screens_of(portal):
    """Addresses of an agency's people, by what they are called."""
    news, home = news_index(portal), portal.site.root_page
    page, waiting = news.get_children().filter(live=True).first(), news.get_children().get(slug="tin-3")
    return {
        "dashboard": "/admin/",
        "news": f"/admin/pages/{news.pk}/",
        "news, last changed first": f"/admin/pages/{news.pk}/?ordering=-latest_revision_created_at",
        "news, found": f"/admin/pages/{news.pk}/?q=tin",
        "news, live ones": f"/admin/pages/{news.pk}/?has_child_pages=false",
        "home": f"/admin/pages/{home.pk}/",
        "organisation": f"/admin/pages/{organisation_of(portal).pk}/",
        "search": "/admin/pages/search/?q=tin",
        "editor": f"/admin/pages/{page.pk}/edit/",
        "editor of what waits": f"/admin/pages/{waiting.pk}/edit/",
        "new item": f"/admin/pages/add/news/newspage/{news.pk}/",
        "history": f"/admin/pages/{page.pk}/history/",
        "chooser": f"/admin/choose-page/{news.pk}/",
        "chooser, search": "/admin/choose-page/search/?q=tin",
        "queue": "/admin/duyet/",
        "bin": "/admin/thung-rac/",
        "log": "/admin/nhat-ky/",
        "side menu": f"/admin/api/main/pages/?child_of={news.pk}&for_explorer=1",
    }


def costs(clients, screens):
    """Queries by role and screen."""
    found = {}
    for role, client in clients.items():
        for name, path in screens.items():
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(path)
            assert answer.status_code == 200, path
            found[f"{role}: {name}"] = len(captured)
    return found


@pytest.mark.slow
def test_no_screen_asks_more_with_a_thousand_items_and_more_agencies(world, signed_in):
    portal, writer = world.soyte, member(world.soyte, Role.EDITOR)
    clients = {"editor": signed_in(writer), "approver": signed_in(member(portal, Role.APPROVER))}
    fill(portal, 10, writer)
    screens = screens_of(portal)
    costs({"editor": clients["editor"]}, screens)  # what a process learns once is no cost of a screen
    few = costs(clients, screens)
    fill(portal, 1000, writer, start=10)
    for number in range(4):
        fill(open_agency_portal(f"them{number}"), 5, writer, start=2000)
    clients["editor"].get("/admin/")  # new portals make every process learn the addresses anew, once
    many = costs(clients, screens)
    assert {name: (few[name], many[name]) for name in few if many[name] > few[name]} == {}
    assert max(many.values()) <= MOST_QUERIES


def test_the_operators_list_of_portals_asks_the_same_for_more_of_them(world, signed_in, operator):
    clients, screens = {"operator": signed_in(operator)}, {"portals": "/admin/pages/"}
    open_agency_portal("them")
    costs(clients, screens)
    few = costs(clients, screens)
    for number in range(3):
        open_agency_portal(f"them{number}")
    costs(clients, screens)
    assert costs(clients, screens) == few
    assert "/localize/submit/page/" not in clients["operator"].get("/admin/pages/").content.decode()


def test_a_row_of_the_explorer_leads_to_no_refusal(world, signed_in):
    """Moving, withdrawing and deleting are services of ours; Wagtail's own buttons for them would end in a 403."""
    portal, writer = world.soyte, member(world.soyte, Role.EDITOR)
    fill(portal, 10, writer)
    client = signed_in(writer)
    news = news_index(portal)
    listing = client.get(f"/admin/pages/{news.pk}/").content.decode()
    for page in news.get_children():
        for step in ("move", "delete", "unpublish"):
            assert f"/admin/pages/{page.pk}/{step}/" not in listing
    for link in set(re.findall(rf'href="(/admin/(?:pages|trang)/{page.pk}/[^"?]*)', listing)):
        assert client.get(link).status_code in (200, 302), link


def test_a_chooser_shows_what_waits_and_where_a_page_stands(world, signed_in):
    portal, writer = world.soyte, member(world.soyte, Role.EDITOR)
    fill(portal, 10, writer)
    client, news = signed_in(writer), news_index(portal)
    rows = json.loads(client.get(f"/admin/choose-page/{news.pk}/").content)["html"]
    states = [state.strip() for state in re.findall(r"<td[^>]*>\s*<(?:a|span)[^>]*status[^>]*>(?:.|\n)*?</", rows)]
    assert len(states) == 11, "the section itself and ten items"
    assert rows.count(f'data-parent-id="{news.pk}"') == 10
    only_news = client.get(f"/admin/choose-page/{news.pk}/?page_type=news.newspage")
    assert json.loads(only_news.content)["html"].count(f'data-parent-id="{news.pk}"') == 10
    found = client.get("/admin/choose-page/search/?q=tin").content.decode()
    assert found.count(f"/admin/choose-page/{news.pk}/") >= 8


def test_the_side_menu_counts_children_and_names_the_parent(world, signed_in):
    portal, writer = world.soyte, member(world.soyte, Role.EDITOR)
    fill(portal, 10, writer)
    client, news, home = signed_in(writer), news_index(portal), portal.site.root_page
    rows = client.get(f"/admin/api/main/pages/?child_of={home.pk}&for_explorer=1").json()["items"]
    counts = {row["id"]: row["meta"]["children"]["count"] for row in rows}
    assert counts[news.pk] == 10
    assert {row["meta"]["parent"]["id"] for row in rows} == {home.pk}
    items = client.get(f"/admin/api/main/pages/?child_of={news.pk}&for_explorer=1").json()["items"]
    states = {row["title"]: row["meta"]["status"]["status"] for row in items}
    assert len(set(states.values())) == 5, states
