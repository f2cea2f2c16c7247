"""What machines are told about a public thing: Dublin Core, Open Graph and schema.org.

NĐ 224/2026 Điều 11.5 asks for metadata, TT 24/2011 for these terms of Dublin Core and for a way to export them.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from core.public import Link
from vietnamese.text import compact_spaces

REQUIRED = ("title", "creator", "date", "description", "publisher", "identifier")
RECOMMENDED = ("language", "source", "contributor", "subject")
OPTIONAL = ("coverage", "type", "format", "relation", "rights")
TERMS = (*REQUIRED, *RECOMMENDED, *OPTIONAL)
LONGEST = 600  # characters of a description

# What neither XML 1.0 nor HTML may carry: control characters, halves of pairs, code points that are no characters.
_NO_TEXT = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
# The characters that could end a script element, begin a comment in it, or end a line of JavaScript.
_UNSAFE_IN_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def plain(text: object) -> str:
    """The text on one line, without anything that XML or HTML refuses."""
    return compact_spaces(_NO_TEXT.sub(" ", str(text)))


def shortened(text: object, length: int = LONGEST) -> str:
    """The text on one line, cut with an ellipsis after so many characters."""
    return Truncator(plain(text)).chars(length)


def iso(moment: datetime.date | None) -> str:
    """ISO 8601: a day as `2026-11-02`, a time with the offset of the province, `2026-11-02T08:00:00+07:00`."""
    if isinstance(moment, datetime.datetime):
        return timezone.localtime(moment).isoformat(timespec="seconds")
    return moment.isoformat() if moment else ""


def several(values: Iterable[object]) -> str:
    """Several values in one term, with `;` between them (TT 24/2011); a `;` inside one becomes a comma."""
    return "; ".join(filter(None, (plain(value).replace(";", ",") for value in values)))


def script_json(data: object) -> SafeString:
    """JSON for a data block of HTML: no text inside can end the block."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_UNSAFE_IN_SCRIPT))  # noqa: S308


def without_empty(node: Mapping[str, Any]) -> dict[str, Any]:
    """The node of schema.org without what is not known, its texts made plain; an empty one has no name at all."""
    kept: dict[str, Any] = {}
    for name, value in node.items():
        if isinstance(value, Mapping):
            value = without_empty(value)
        elif isinstance(value, list | tuple):
            value = [without_empty(row) if isinstance(row, Mapping) else plain(row) for row in value if row]
        elif value is not None and not isinstance(value, bool | int | float):
            value = plain(value)
        if value not in ("", None, [], {}):
            kept[name] = value
    return {} if set(kept) <= {"@type"} else kept


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that stands for the page where it is shared: full address, size in pixels, what it shows."""

    url: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The terms of one public thing. Lists stand for terms that may have several values.

    `date` is what Dublin Core and readers are shown; `published_at` and `modified_at` are the times of the page.
    `schema` adds fields to the node of schema.org, `nodes` whole nodes beside it.
    """

    # Required.
    title: str
    creator: tuple[str, ...]
    date: datetime.date | None
    description: str
    publisher: str
    identifier: tuple[str, ...]  # the address comes first
    # Recommended.
    language: str = "vi"
    source: str = ""
    contributor: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    # Optional.
    coverage: str = ""
    type: tuple[str, ...] = ("Text",)
    format: str = "text/html"
    relation: tuple[str, ...] = ()
    rights: str = ""
    # Open Graph.
    og_type: str = "website"
    site_name: str = ""
    picture: Picture | None = None
    published_at: datetime.date | None = None
    modified_at: datetime.datetime | None = None
    # schema.org.
    schema_type: str = "WebPage"
    schema: Mapping[str, Any] = field(default_factory=dict)
    nodes: tuple[Mapping[str, Any], ...] = ()
    breadcrumbs: tuple[Link, ...] = ()

    @property
    def url(self) -> str:
        return self.identifier[0] if self.identifier else ""

    @property
    def short_description(self) -> str:
        """What results of other search engines show."""
        return shortened(self.description, 300)

    def terms(self) -> dict[str, str]:
        """All terms of Dublin Core as text; empty where nothing is known."""
        return {
            "title": plain(self.title),
            "creator": several(self.creator),
            "date": iso(self.date),
            "description": shortened(self.description),
            "publisher": plain(self.publisher),
            "identifier": several(self.identifier),
            "language": self.language,
            "source": plain(self.source),
            "contributor": several(self.contributor),
            "subject": several(self.subject),
            "coverage": plain(self.coverage),
            "type": several(self.type),
            "format": self.format,
            "relation": several(self.relation),
            "rights": plain(self.rights),
        }

    def dublin_core(self) -> list[tuple[str, str]]:
        """(name, content) of the meta elements."""
        return [(f"DC.{name}", value) for name, value in self.terms().items() if value]

    def open_graph(self) -> list[tuple[str, str]]:
        """(property, content) of the meta elements."""
        rows = [
            ("og:type", self.og_type),
            ("og:title", plain(self.title)),
            ("og:description", self.short_description),
            ("og:url", self.url),
            ("og:site_name", plain(self.site_name)),
            ("og:locale", {"vi": "vi_VN", "en": "en_US"}.get(self.language, self.language)),
        ]
        if self.picture:
            rows += [
                ("og:image", self.picture.url),
                ("og:image:width", str(self.picture.width)),
                ("og:image:height", str(self.picture.height)),
                ("og:image:alt", plain(self.picture.alt)),
            ]
        if self.og_type == "article":
            rows += [
                ("article:published_time", iso(self.published_at)),
                ("article:modified_time", iso(self.modified_at)),
                ("article:section", plain(self.subject[0]) if self.subject else ""),
                *(("article:tag", plain(tag)) for tag in self.subject[1:]),
            ]
        return [(name, value) for name, value in rows if value]

    def graph(self) -> list[dict[str, Any]]:
        """The nodes of schema.org: this page, what belongs to it, the way to it."""
        page = {
            "@type": self.schema_type,
            "@id": self.url,
            "url": self.url,
            "name": self.title,
            "description": shortened(self.description),
            "inLanguage": self.language,
            "datePublished": iso(self.published_at),
            "dateModified": iso(self.modified_at),
            "image": self.picture.url if self.picture else "",
            **self.schema,
        }
        way = {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": place, "name": link.title, "item": link.url or self.url}
                for place, link in enumerate(self.breadcrumbs, start=1)
            ],
        }
        return [node for node in map(without_empty, (page, *self.nodes, way)) if node]

    def json_ld(self) -> SafeString:
        """The data block of schema.org, safe inside its script element."""
        return script_json({"@context": "https://schema.org", "@graph": self.graph()})
