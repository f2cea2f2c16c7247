"""Pictures in the sizes and formats that pages show: small ones for small screens, AVIF where the browser reads it.

WebP is made when somebody first asks for a page that shows it. AVIF is smaller and takes a hundred times longer: a
worker makes it after the publication, and pages offer it once it is there.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from django.dispatch import receiver
from wagtail.images.models import Filter
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published

from agencies.models import Portal, PortalImage, PortalPage
from agencies.signals import pages_published
from core.jobs import enqueue_later, job
from core.page_cache import page_tag, portal_tag, purge_at_commit

logger = logging.getLogger(__name__)

AT_ONCE = 20  # pages a job; each is one transaction
BEST, PLAIN = "avif", "webp"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a place on a page shows pictures: sizes from small to large, and how wide the place is on which screen."""

    sizes: tuple[str, ...]
    usual: str  # the size for browsers that know no choice
    places: str  # the `sizes` attribute

    def specs(self, picture_format: str) -> tuple[str, ...]:
        return tuple(f"{size}|format-{picture_format}" for size in self.sizes)

    @property
    def all_specs(self) -> tuple[str, ...]:
        """For `PortalImage.objects.prefetch_renditions(…)`."""
        return tuple(spec for name in (BEST, PLAIN) for spec in self.specs(name))


CARD = Shape(("fill-320x200", "fill-640x400"), "fill-640x400", "(min-width: 40rem) 20rem, 100vw")
FULL = Shape(("width-480", "width-800", "width-1200"), "width-800", "(min-width: 48rem) 44rem, 100vw")
TILE = Shape(("fill-240x180", "fill-480x360"), "fill-480x360", "(min-width: 40rem) 14rem, 50vw")
PORTRAIT = Shape(("fill-120x150", "fill-240x300"), "fill-240x300", "7.5rem")
LARGE_PORTRAIT = Shape(("width-240", "width-480"), "width-480", "15rem")
SHAPES = (CARD, FULL, TILE, PORTRAIT, LARGE_PORTRAIT)


def picture_of(image: PortalImage | None, shape: Shape) -> dict[str, Any] | None:
    """A picture as `components/picture.html` and the cards show it.

    None when there is none or its file is lost: the text is still worth reading. Asks no query for sizes that were
    prefetched, one for those that were not.
    """
    if image is None:
        return None
    filters = [Filter(spec) for spec in shape.all_specs]
    try:
        found = {wanted.spec: size for wanted, size in image.find_existing_renditions(*filters).items()}
        if missing := [spec for spec in shape.specs(PLAIN) if spec not in found]:
            found |= image.get_renditions(*missing)
    except OSError:
        logger.exception("the file of picture %s cannot be read", image.pk)
        return None
    plain = [found[spec] for spec in shape.specs(PLAIN)]
    best = [found[spec] for spec in shape.specs(BEST) if spec in found]
    usual = plain[shape.sizes.index(shape.usual)]
    return {
        "url": usual.url,
        "width": usual.width,
        "height": usual.height,
        "avif": srcset(best) if len(best) == len(plain) else "",
        "srcset": srcset(plain),
        "sizes": shape.places,
        "largest": plain[-1].url,
        "alt": image.default_alt_text,
        "credit": image.credit,
    }


def srcset(renditions: list[Any]) -> str:
    """Each width once: a picture smaller than a size stays as it is."""
    return ", ".join(f"{url} {width}w" for width, url in {r.width: r.url for r in renditions}.items())


@job("agencies.make_sizes")
def make_sizes(page_ids: list[int]) -> None:
    """All sizes of the pictures these pages use, in the best format; then the pages are shown with them."""
    for page in Page.objects.filter(pk__in=page_ids).specific():
        made = [make_best(image) for image in pictures_used_by(page)]
        if any(made) and isinstance(page, PortalPage):
            purge_at_commit(page_tag(page.pk), *(portal_tag(pk) for pk in portals_of(page)))


def make_best(image: PortalImage) -> bool:
    """Whether there was anything to make. A picture whose file is lost stays without."""
    specs = {spec for shape in SHAPES for spec in shape.specs(BEST)}
    there = {wanted.spec for wanted in image.find_existing_renditions(*map(Filter, sorted(specs)))}
    try:
        image.get_renditions(*sorted(specs - there))
    except OSError:
        logger.exception("the file of picture %s cannot be read", image.pk)
        return False
    return specs > there


def portals_of(page: PortalPage) -> list[int]:
    return list(Portal.objects.filter(agency=page.agency_id).values_list("pk", flat=True))


def pictures_used_by(page: Page) -> list[PortalImage]:
    """Found in the index of references, which Wagtail writes when a page is saved."""
    used = ReferenceIndex.get_references_for_object(page).filter(
        to_content_type__app_label="agencies", to_content_type__model="portalimage"
    )
    return list(PortalImage.objects.filter(pk__in=[int(row.to_object_id) for row in used]))


@receiver(page_published)
def one_page(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    enqueue_later("agencies.make_sizes", str(instance), page_ids=[instance.pk])


@receiver(pages_published)
def a_batch(sender: Any, page_ids: list[int], **kwargs: Any) -> None:
    for start in range(0, len(page_ids), AT_ONCE):
        some = page_ids[start : start + AT_ONCE]
        enqueue_later("agencies.make_sizes", f"{len(some)} pages", page_ids=some)
