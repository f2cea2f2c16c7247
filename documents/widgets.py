"""Fields of the document editor that offer what the catalogue knows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from documents.models.catalogue import Position


class PositionInput(forms.TextInput):
    """A position of a signer: known ones are offered, others are typed as they are. One query."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        offered = f"{(attrs or {}).get('id') or name}-offered"
        field = super().render(name, value, {**(attrs or {}), "list": offered}, renderer)
        names = Position.objects.values_list("name").order_by("name_key")
        options = format_html_join("", '<option value="{}"></option>', names)
        return format_html('{}<datalist id="{}">{}</datalist>', field, offered, options)
