"""News by section."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from news.models import NewsPage, Section
from tests.factories import ImageFactory, NewsPageFactory, news_index


def test_a_section_shows_its_own_items_newest_first(world, reader):
    index, other = news_index(world.soyte), Section.objects.get(slug="thong-bao")
    NewsPageFactory(parent=index, title="Tin cũ", slug="cu", published_on=datetime.date(2025, 1, 1), section=other)
    NewsPageFactory(parent=index, title="Tin mới", slug="moi", published_on=datetime.date(2026, 1, 1), section=other)
    NewsPageFactory(parent=index, title="Tin mục khác", slug="khac")
    text = reader.get("/tin-tuc/thong-bao/", host="soyte").content.decode()
    assert text.index("Tin mới") < text.index("Tin cũ") and "Tin mục khác" not in text


def test_a_section_that_is_not_there_is_not_found(world, reader):
    assert reader.get("/tin-tuc/khong-co-muc-nay/", host="soyte").status_code == 404


def test_an_item_may_not_take_the_address_of_a_section(world):
    page = NewsPage(title="Thông báo", slug="thong-bao", section=Section.objects.first())
    with pytest.raises(ValidationError):
        page.clean()


def test_an_item_is_moved_with_its_agency(world):
    page = NewsPageFactory(parent=news_index(world.soyte), slug="doi-nha")
    page.move(news_index(world.sotttt), pos="last-child")
    assert NewsPage.objects.get(pk=page.pk).agency == world.sotttt.agency


def test_a_picture_whose_file_is_lost_does_not_take_the_page_down(world, reader):
    picture = ImageFactory(collection=world.soyte.collection)
    page = NewsPageFactory(parent=news_index(world.soyte), slug="mat-anh", picture=picture)
    page.picture.file.storage.delete(page.picture.file.name)
    for path in ("/tin-tuc/mat-anh/", "/tin-tuc/", "/"):
        assert reader.get(path, host="soyte").status_code == 200, path


def test_a_picture_says_what_it_shows(world, reader):
    picture = ImageFactory(alt_text="Cánh đồng lúa chín", credit="Nguyễn Văn Mẫu", collection=world.soyte.collection)
    NewsPageFactory(parent=news_index(world.soyte), slug="co-anh", picture=picture)
    text = reader.get("/tin-tuc/co-anh/", host="soyte").content.decode()
    assert 'alt="Cánh đồng lúa chín"' in text and "Nguyễn Văn Mẫu" in text
