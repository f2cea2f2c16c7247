"""The sample province: believable, marked, removable."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import override_settings
from wagtail.models import Page

from agencies.models import Agency, LeaderPage, Portal, PortalImage
from core.models import User
from news.models import NewsPage

FOLDER = Path("home/sample")


@pytest.fixture
def empty(world):
    """Nothing but the clear ground of a new installation."""
    from agencies.models import StandingAgency
    from home.sample.removal import remove_portal

    StandingAgency.objects.all().delete()
    for portal in Portal.objects.order_by("is_main"):
        remove_portal(portal)


@pytest.fixture
def sample(empty, settings, tmp_path):
    settings.SAMPLE_CONTENT, settings.VAR_DIR, settings.MEDIA_ROOT = True, tmp_path, str(tmp_path / "media")
    call_command("load_sample")


@pytest.mark.slow
def test_the_sample_province_stands_and_can_be_taken_away_again(sample, reader):
    assert Portal.objects.count() == 30
    assert Agency.objects.filter(level="district").count() == 8
    assert NewsPage.objects.count() == 153 and not NewsPage.objects.filter(is_sample=False).exists()
    assert Page.find_problems() == ([], [], [], [], [])
    home = reader.get("/").content.decode()
    assert "Nội dung mẫu" in home or "sample" in home.lower()
    organisation = reader.get("/gioi-thieu/", host="tienhai").content.decode()
    assert "huyện Tiền Hải" in organisation and LeaderPage.objects.first().is_sample
    path = "/tin-tuc/kiem-tra-hien-truong-de-ke-cong-truoc-mua-bao-va-bo-sung-vat-tu-o-cac/"
    gallery = reader.get(path, host="sonnptnt").content.decode()
    assert gallery.count("<li>\n<a href=") == 4 and "/tin-tuc/the/de-dieu/" in gallery
    assert set(User.objects.values_list("username", flat=True)) >= {
        "operator",
        "editor.sotttt",
        "approver.soyte",
        "head.board",
    }
    count = Page.objects.count()
    call_command("load_sample")
    assert Page.objects.count() == count
    kept = NewsPage.objects.filter(agency__portal__site__hostname__startswith="soyte").first()
    NewsPage.objects.filter(pk=kept.pk).update(is_sample=False)
    call_command("remove_sample", yes=True)
    assert NewsPage.objects.get() == kept
    assert [portal.title for portal in Portal.objects.all()] == ["Sở Y tế"]
    assert not User.objects.filter(is_sample=True).exists()
    call_command("load_sample")
    assert not User.objects.filter(is_sample=True).exists(), "what was removed does not come back by itself"
    assert not PortalImage.objects.exclude(collection=Portal.objects.get().collection).exists()


def test_policies_and_channels_of_the_sample_read_well_and_can_be_cleared(world, reader):
    import html5lib

    from agencies.models import Channel, PolicyVersion
    from home.sample.duties import clear_duties, fill_duties

    for portal in (world.main, world.soyte):
        fill_duties(portal)
    paths = ("/chinh-sach-quyen-rieng-tu/", "/chinh-sach-quyen-rieng-tu/phien-ban/1/", "/kha-nang-tiep-can/")
    for path in (*paths, "/en/privacy/", "/en/accessibility/", "/kenh-chinh-thuc/", "/en/official-channels/"):
        answer = reader.get(path)
        html5lib.HTMLParser(strict=True).parse(answer.content.decode())
        assert answer.status_code == 200 and 'class="sample-mark"' in answer.content.decode(), path
    assert "ít nhất 30 ngày" in reader.get(paths[0]).content.decode()
    assert "0227 000 0009" in reader.get("/kenh-chinh-thuc/", host="soyte").content.decode()
    clear_duties()
    assert not PolicyVersion.objects.exists() and not Channel.objects.exists()


def test_a_page_somebody_wrote_keeps_its_portal(world):
    from agencies.models import StandardPage
    from home.sample.removal import holds_content

    assert not holds_content(world.soyte)
    world.soyte.site.root_page.add_child(instance=StandardPage(title="Của chúng tôi", slug="cua-chung-toi"))
    assert holds_content(world.soyte)


@override_settings(SAMPLE_CONTENT=False)
def test_without_the_setting_no_sample_is_loaded(world):
    with pytest.raises(CommandError):
        call_command("load_sample")


def test_every_agency_has_its_own_texts_and_no_text_stands_twice():
    labels = [json.loads(line)["label"] for line in (FOLDER / "agencies.jsonl").read_text("utf-8").splitlines()]
    assert len(labels) == len(set(labels)) == 29
    seen: dict[str, str] = {}
    for label in [*labels, "main"]:
        content = json.loads((FOLDER / "content" / f"{label}.json").read_text("utf-8"))
        assert (
            len(content["news"]) >= 5
            and len(content["leaders"]) == 3
            and content["duties"]
            and content["contact"]["phone"]
        )
        for item in content["news"]:
            for paragraph in item["paragraphs"]:
                if isinstance(paragraph, str):
                    assert seen.setdefault(paragraph, label) == label, paragraph[:60]


def test_a_picture_is_always_drawn_the_same():
    from home.sample.pictures import draw

    assert draw("rice_field", 3, (240, 150)) == draw("rice_field", 3, (240, 150))
    assert draw("rice_field", 3, (240, 150)) != draw("rice_field", 4, (240, 150))
