"""The address field of a page: while a title is typed, the browser proposes what the server would make of it.

Wagtail 8.0 knows no Vietnamese: it proposes `đường-về-làng`, or `djng-v-lang` where only plain letters are allowed.
"""

from __future__ import annotations

from typing import Any

from wagtail.admin.widgets import SlugInput

from vietnamese.text import slug

PLAIN = "adeiouy"
_LATIN = (*range(0x00C0, 0x0250), *range(0x1EA0, 0x1EFA))


def _formatters() -> list[tuple[str, str]]:
    """(pattern, replacement) in the order in which the browser applies them; the same as `vietnamese.text.slug`."""
    marked = {letter: [chr(code) for code in _LATIN if slug(chr(code)) == letter] for letter in PLAIN}
    return [
        ("[\u0300-\u036f]", ""),  # the marks of a decomposed text, as a Mac pastes it
        *((f"[{''.join(characters)}]", letter) for letter, characters in marked.items()),
        ("[^A-Za-z0-9]+", "-"),
        ("^-|-$", ""),
    ]


FORMATTERS = _formatters()


class AddressInput(SlugInput):
    """`Đường về làng` → `duong-ve-lang`."""

    def __init__(self, attrs: dict[str, Any] | None = None, locale: object | None = None) -> None:
        super().__init__(attrs, formatters=FORMATTERS, locale=locale)
