"""The documents of the sample: like real ones, marked as sample, every state of validity among them."""

import datetime

import pytest
from django.core.management import call_command

from core.models.dated import today
from documents.apps import decisions_of_the_province
from documents.models import DocumentPage, ProvisionChange, Relation
from documents.recipients import names_portal
from documents.settling import settle
from documents.structure import read_structure
from documents.timeline import timelines
from documents.validity import State, validity
from home.sample.library import SOURCE, fill_libraries
from home.sample.papers import papers

HERE = ("main", "sotttt", "soyte")
COMMON_TYPES = {
    "Quyết định",
    "Nghị quyết",
    "Chỉ thị",
    "Kế hoạch",
    "Công văn",
    "Thông báo",
    "Tờ trình",
    "Báo cáo",
    "Hướng dẫn",
    "Văn bản hợp nhất",
}


@pytest.fixture
def library(world):
    fill_libraries({name: paper for name, paper in papers(today()).items() if paper.facts["portal"] in HERE})
    settle(list(DocumentPage.objects.values_list("pk", flat=True)), cited=True)
    return {page.number_key: page for page in DocumentPage.objects.all()}


@pytest.mark.parametrize("day", ["2026-01-01", "2026-02-28", "2026-11-28", "2027-12-31", "2028-02-29"])
def test_the_papers_read_well_on_any_day_they_are_made(day):
    found = papers(datetime.date.fromisoformat(day))
    assert len(found) >= 30 and {paper.facts["type"] for paper in found.values()} >= COMMON_TYPES
    assert len({(paper.issuer, paper.number) for paper in found.values()}) == len(found)
    for paper in found.values():
        assert "{{" not in paper.text and 10 <= len(paper.text.splitlines()) <= 75, paper.name
        assert paper.issued_on.weekday() < 5 and paper.issued_on < datetime.date.fromisoformat(day)
        assert names_portal("\n".join(paper.recipients)) == (paper.facts["portal"] == "main")
        assert paper.effective_on is None or paper.effective_on >= paper.issued_on


def test_all_eight_states_are_there_and_some_change_in_the_coming_weeks(library):
    states = {page.validity for page in library.values()}
    assert states == {state.value for state in State}
    events = timelines(list(library.values()))
    soon = today() + datetime.timedelta(days=30)
    changing = [page for page in library.values() if validity(events[page.pk], soon) != page.validity]
    assert len(changing) >= 4 and all(page.validity_until <= soon for page in changing)
    suspended = next(page for page in library.values() if page.validity == State.SUSPENDED)
    assert validity(events[suspended.pk], soon) == State.IN_FORCE


def test_they_are_marked_as_sample_and_stand_on_the_portal_of_their_agency(library, world, reader):
    assert all(page.is_sample and page.source == SOURCE and page.live for page in library.values())
    assert {page.agency for page in library.values()} == {world.main.agency, world.sotttt.agency, world.soyte.agency}
    answer = reader.get("/van-ban/91-2016-qd-ubnd/")
    text = answer.content.decode()
    assert answer.status_code == 200 and "Văn bản mẫu" in text and 'id="quy-che.dieu-6' in text
    assert reader.get("/van-ban/9914-qd-syt/", host="soyte").status_code == 200
    assert "96-2024-qd-ubnd" in reader.get(decisions_of_the_province()).content.decode()


def test_changes_name_places_that_are_in_the_text_they_change(library):
    changes = ProvisionChange.objects.all()
    assert {change.action for change in changes} >= {"replace", "insert", "repeal", "replace_words"}
    for change in changes:
        structure = read_structure(library[change.number_key].text)
        change.clean()
        wanted = change.after or change.provisions
        place = structure.find((ProvisionChange(provisions=wanted)).anchors[0])
        assert place is not None, change
        if change.old_words:
            assert any(change.old_words in piece.text for piece in place.walk())
    assert Relation.objects.filter(kind="details").exists() and Relation.objects.filter(kind="corrects").exists()


def test_putting_them_in_again_changes_nothing_and_they_can_be_taken_out(library, world):
    count = DocumentPage.objects.count()
    fill_libraries({name: paper for name, paper in papers(today()).items() if paper.facts["portal"] in HERE})
    assert DocumentPage.objects.count() == count
    kept = library["91/2016/qd-ubnd"]
    DocumentPage.objects.filter(pk=kept.pk).update(is_sample=False)
    call_command("remove_sample", yes=True)
    assert DocumentPage.objects.get() == kept
