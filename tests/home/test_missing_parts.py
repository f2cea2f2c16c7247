"""Portals opened before a page type came into the house get its pages, once, and lose nothing by it."""

import pytest
from django.core.management import call_command
from wagtail.models import Page

from agencies.models import ChannelsPage, PolicyPage, StandardPage
from core.models import AuditEntry
from core.transitions import TransitionRefused
from home.services import ArchivePortal
from home.services.missing_parts import AddMissingParts, add_missing_parts


def forget(*models):
    for model in models:
        for page in model.objects.all():
            page.delete()


def test_what_is_missing_is_added_once_and_in_both_languages(world, reader, capsys):
    forget(ChannelsPage, PolicyPage)
    assert reader.get("/kenh-chinh-thuc/", host="soyte").status_code == 404
    call_command("add_missing_parts")
    assert "10 pages" in capsys.readouterr().out
    for path in ("/kenh-chinh-thuc/", "/en/official-channels/"):
        assert reader.get(path, host="soyte").status_code == 200
        assert reader.get(path).status_code == 200
    assert reader.get("/chinh-sach-quyen-rieng-tu/").status_code == 200
    assert PolicyPage.objects.get(slug="privacy").policy_kind == "privacy"
    pages = Page.objects.count()
    call_command("add_missing_parts")
    assert capsys.readouterr().out == "" and Page.objects.count() == pages
    assert Page.find_problems() == ([], [], [], [], [])


def test_nothing_is_missing_after_the_opening(world):
    assert add_missing_parts() == (0, [])


def test_a_page_added_later_is_the_translation_of_its_sister(world):
    english = ChannelsPage.objects.get(agency=world.soyte.agency, locale__language_code="en")
    ChannelsPage.objects.get(agency=world.soyte.agency, locale__language_code="vi").delete()
    assert add_missing_parts() == (1, [])
    english.refresh_from_db()
    assert english.get_translations().get().slug == "kenh-chinh-thuc"
    policies = PolicyPage.objects.filter(slug__in=["privacy", "accessibility"])
    assert len({page.translation_key for page in policies}) == 2


def test_a_page_that_was_withdrawn_is_not_made_again(world):
    ChannelsPage.objects.filter(agency=world.soyte.agency).update(live=False)
    assert add_missing_parts() == (0, [])


def test_an_address_that_is_taken_is_named_and_left_alone(world, capsys):
    forget(ChannelsPage)
    own = StandardPage(title="Kênh của chúng tôi", slug="kenh-chinh-thuc")
    world.soyte.site.root_page.add_child(instance=own)
    call_command("add_missing_parts")
    said = capsys.readouterr().out
    assert "5 pages" in said and "soyte: vi /kenh-chinh-thuc/" in said
    assert Page.objects.get(pk=own.pk).title == "Kênh của chúng tôi"


def test_an_archive_stays_as_it_is(world, operator):
    ArchivePortal(world.soyte, by=operator).run()
    forget(ChannelsPage)
    add_missing_parts()
    assert not ChannelsPage.objects.filter(agency=world.soyte.agency).exists()
    with pytest.raises(TransitionRefused):
        AddMissingParts(world.soyte, by=operator).run()


def test_the_log_says_what_was_added(world, operator):
    forget(ChannelsPage)
    add_missing_parts(operator)
    entry = AuditEntry.objects.get(verb="portal.add_parts", agency_label="soyte")
    assert entry.details["pages"] == 2 and entry.actor == operator


def test_looking_costs_the_same_for_many_portals(world, django_assert_num_queries):
    from tests.factories import open_agency_portal

    for number in range(4):
        open_agency_portal(f"them{number}")
    with django_assert_num_queries(3):
        add_missing_parts()


def test_prepare_adds_them(world, settings, tmp_path, capsys):
    settings.STATIC_ROOT = str(tmp_path)
    forget(ChannelsPage)
    call_command("prepare", quiet=True)
    assert ChannelsPage.objects.count() == 6
