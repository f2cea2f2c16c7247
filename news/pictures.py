"""Pictures of news in the sizes that pages show; `agencies.pictures` makes them."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from agencies.models import PortalRendition
from agencies.pictures import Shape, picture_of

logger = logging.getLogger(__name__)
LARGE = "max-1600x1600|format-webp"  # what a picture of a gallery leads to


def picture_sizes(picture: Any, shape: Shape, alt: str | None = None) -> dict[str, Any] | None:
    """A picture as templates show it; None when there is none or its file is lost.

    `alt` stands in for the picture's own description; "" is for decoration.
    """
    found = picture_of(picture, shape)
    return found if found is None or alt is None else {**found, "alt": alt}


def large_url(picture: Any) -> str:
    """Where the large size of a picture is; "" when its file is lost."""
    try:
        return str(picture.get_rendition(LARGE).url)
    except OSError:
        logger.exception("the file of picture %s cannot be read", picture.pk)
        return ""


def fetch_sizes(pictures: Iterable[Any]) -> None:
    """Fetches the sizes that exist already for all pictures together. One query, none for no picture.

    All of them: Wagtail takes what is not among the fetched ones for not made yet, and would make it again.
    """
    there = [picture for picture in pictures if picture is not None]
    if there:
        sizes = PortalRendition.objects.all()
        prefetch_related_objects(there, Prefetch("renditions", sizes, to_attr="prefetched_renditions"))
