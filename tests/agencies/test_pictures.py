"""Pictures arrive small on small screens, in the best format there is, and never keep a reader from the text."""

import pytest

from agencies.pictures import CARD, FULL, make_sizes, picture_of
from core.models import Job
from news.models import NewsPage
from tests.factories import ImageFactory, NewsPageFactory, news_index


@pytest.fixture
def image(world):
    return ImageFactory(collection=world.soyte.collection, file__width=1600, file__height=1000)


def test_a_picture_comes_in_sizes_and_first_without_avif(image):
    shown = picture_of(image, FULL)
    assert [part.rsplit(" ", 1)[1] for part in shown["srcset"].split(", ")] == ["480w", "800w", "1200w"]
    assert (shown["width"], shown["height"]) == (800, 500)
    assert shown["url"].endswith(".webp") and shown["avif"] == ""


def test_a_small_picture_is_not_blown_up_and_named_once(world):
    small = ImageFactory(collection=world.soyte.collection, file__width=300, file__height=200)
    assert picture_of(small, FULL)["srcset"].count("300w") == 1


def test_after_publication_a_worker_makes_avif_and_the_page_offers_it(world, image, reader):
    page = NewsPageFactory(parent=news_index(world.soyte), slug="tin", picture=image)
    page.save_revision().publish()
    row = Job.objects.get(kind="agencies.make_sizes", payload={"page_ids": [page.pk]})
    assert row.state == Job.State.WAITING, "nobody waits for it"
    assert "image/avif" not in reader.get("/tin-tuc/tin/", host="soyte").content.decode()
    make_sizes(**row.payload)
    text = reader.get("/tin-tuc/tin/", host="soyte").content.decode()
    assert '<source type="image/avif" srcset="' in text and ".avif 1200w" in text
    assert 'fetchpriority="high"' in text, "the first picture of an item is not lazy"
    assert "image/avif" in reader.get("/tin-tuc/", host="soyte").content.decode()


def test_a_lost_file_costs_the_picture_and_not_the_page(world, image, reader):
    NewsPageFactory(parent=news_index(world.soyte), slug="tin", picture=image)
    image.file.storage.delete(image.file.name)
    assert picture_of(image, CARD) is None and picture_of(None, CARD) is None
    assert reader.get("/tin-tuc/tin/", host="soyte").status_code == 200
    assert NewsPage.objects.filter(slug="tin").exists()


def test_sizes_that_were_prefetched_cost_no_query(image, django_assert_num_queries):
    from agencies.models import PortalImage

    picture_of(image, CARD)
    again = PortalImage.objects.prefetch_renditions(*CARD.all_specs).get(pk=image.pk)
    with django_assert_num_queries(0):
        assert picture_of(again, CARD)["url"]
