"""Pages whose address never changes."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from wagtail.models import Page


class FixedAddress:
    """Mixin for pages that portals are born with: menus and footers of all pages lead to these addresses."""

    def clean(self) -> None:
        super().clean()  # type: ignore[misc]
        kept = self.kept_slug()
        if kept and kept != self.slug:  # type: ignore[attr-defined]
            text = _now("Every portal has this page at the same address. Keep it: %(slug)s") % {"slug": kept}
            raise ValidationError({"slug": text})

    def kept_slug(self) -> str:
        """The address this page was born with; empty for a page somebody added by hand."""
        from agencies.portal_parts import portal_parts

        pk = self.pk  # type: ignore[attr-defined]
        stored = Page.objects.filter(pk=pk).values_list("slug", flat=True).first() if pk else None
        born = {slug for part in portal_parts() if part.page_class() is type(self) for slug in part.slugs.values()}
        return stored if stored and stored in born else ""
