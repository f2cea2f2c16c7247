"""The editor of a news item."""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from agencies.models import Portal
from agencies.page_forms import PortalPageForm
from agencies.wall.references import container_path
from news.tags import TagLine, recent_tags


class NewsPageForm(PortalPageForm):
    """Tags in one line, with those the own agency used last beside it."""

    tags = TagLine(
        label=_("tags"), required=False, help_text=_("At most 10, with commas between them: Chuyển đổi số, Vũ Thư.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "tags" in self.fields and (used := self.own_recent_tags()):
            line = self.fields["tags"]
            known = format_lazy(_("Used lately: {tags}."), tags=", ".join(used))
            line.help_text = format_lazy("{} {}", line.help_text, known)

    def own_recent_tags(self) -> list[str]:
        """Of the agency in whose container the page stands or will stand: never another's."""
        place = self.instance if self.instance.path else self.parent_page
        if place is None:
            return []
        own = Portal.objects.filter(container__path=container_path(place)).values("agency")
        return recent_tags(type(self.instance).objects.filter(agency__in=own))
