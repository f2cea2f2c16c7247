"""The form behind every page editor."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from vietnamese.text import slug


class PortalPageForm(WagtailAdminPageForm):
    """An editor may leave the address out: the page makes it from its title, always free of diacritics."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """`Thông báo số 1` → `thong-bao-so-1`."""
        return slug(self.cleaned_data.get("slug") or "")
