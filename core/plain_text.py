"""Words out of marked-up text."""

from __future__ import annotations

import re

from django.utils.html import strip_tags

_ENDS = re.compile(r"(?i)</(?:p|li|h[1-6]|td|th|tr|blockquote|figcaption|div)>|<br */?>")


def words_of(html: str) -> str:
    """The text without its tags. What stood in different paragraphs or items is not glued together."""
    return strip_tags(_ENDS.sub(" ", html))
