"""Rich text that did not come through the editor is cleaned here: Wagtail renders stored rich text as it is."""

from __future__ import annotations

import nh3

TAGS = {"p", "h2", "h3", "h4", "b", "strong", "i", "em", "ul", "ol", "li", "a", "br", "hr", "embed", "sup", "sub"}
ATTRIBUTES = {
    "a": {"href", "id", "linktype"},
    "embed": {"embedtype", "id", "alt", "format", "url"},
    **{heading: {"id"} for heading in ("h2", "h3", "h4")},
}


def clean(html: str) -> str:
    """The same text with nothing in it but what the editor itself can write: no scripts, no styles, no classes."""
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto", "tel"}, link_rel=None
    )
