"""The only base of public pages."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from core.public import Link, SearchData

if TYPE_CHECKING:
    from agencies.models.agency import Agency


CONTAINER_DEPTH = 2


class PortalPage(Page):
    """A public page of one agency: who answers for it, where it comes from, when it was last looked at."""

    agency = models.ForeignKey("agencies.Agency", editable=False, on_delete=models.PROTECT, related_name="+")
    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=600,
        help_text=_("One or two sentences. Shown in lists, in search results and when the page is shared."),
    )
    source = models.CharField(
        _("source"),
        max_length=200,
        blank=True,
        help_text=_("Author and source, when the text is not the agency's own."),
    )
    reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)
    review_due = models.DateField(_("next review due"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample content"), default=False, editable=False)

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    settings_panels = [
        *Page.settings_panels,
        MultiFieldPanel(
            [FieldPanel("source"), FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("review_due")])],
            heading=_("Responsibility"),
        ),
    ]
    # Our own index serves readers (room `search`); Wagtail's own serves the admin.
    search_fields = [*Page.search_fields]

    # Relations a template shows anyway, fetched together with the page itself.
    routed_with: tuple[str, ...] = ()
    # What readers may have said about secrecy before publication; rooms with secret things override it.
    secrecy = ""
    kind = "page"

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.agency_id = self.owning_agency_id()
        super().save(*args, **kwargs)

    def owning_agency_id(self) -> int:
        """The agency whose container this page stands under: the place in the tree decides, nothing else."""
        from agencies.models.portal import Portal

        top = self.path[: self.steplen * CONTAINER_DEPTH]
        found = Portal.objects.filter(container__path=top).values_list("agency_id", flat=True).first()
        if found is None:
            raise ValidationError(_("This page stands outside every portal."))
        return found

    # -- what the rest of the house asks (design: one small protocol) -------------------------------------------------

    def search_entries(self) -> list[SearchData]:
        """Rows for the index; none means the page is not searched for."""
        return [
            SearchData(
                kind=self.kind,
                title=self.title,
                text=f"{self.summary}\n{self.search_text()}",
                path=self.own_path(),
                date=self.shown_date(),
            )
        ]

    def search_text(self) -> str:
        """The words of the page, without markup."""
        return ""

    def shown_date(self) -> datetime.date | None:
        """The day lists show and sort by."""
        return self.first_published_at.date() if self.first_published_at else None

    def own_path(self) -> str:
        """The path on the page's own host, with the language prefix: `/van-ban/02-2011-qd-ubnd/`."""
        parts = self.get_url_parts()
        return parts[2] if parts else ""

    def publication_problems(self) -> list[str]:
        """Why this page may not be public; empty when it may. Asked by every way of publishing."""
        return []

    def side_rows(self) -> list[models.Model]:
        """Rows of other tables that belong to a page made in bulk; asked once the page has its id."""
        return []

    def clean(self) -> None:
        super().clean()
        if self.live and (problems := self.publication_problems()):
            raise ValidationError(problems)

    # -- the last word on every way of changing what is public -------------------------------------------------------

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publishes a revision: by button, workflow, schedule or code. Raises `PermissionDenied`."""
        self.refuse_when_read_only()
        if problems := revision.as_object().publication_problems():
            raise PermissionDenied(" ".join(problems))
        return super().publish(revision, *args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        self.refuse_when_read_only()
        return super().unpublish(*args, **kwargs)

    def refuse_when_read_only(self) -> None:
        """An archived portal is read only for everybody, operators too: what it shows is history."""
        from agencies.models.portal import Portal

        top = self.path[: self.steplen * CONTAINER_DEPTH]
        closed = (Portal.State.ARCHIVED, Portal.State.REDIRECTED)
        if Portal.objects.filter(container__path=top, state__in=closed).exists():
            raise PermissionDenied(_now("This portal is read only."))

    # -- serving ------------------------------------------------------------------------------------------------------

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["breadcrumbs"] = self.breadcrumbs(request)
        context["canonical_url"] = self.full_url
        context["alternates"] = self.alternates(request)
        context["responsible_unit"] = self.owner_of(request).local_name
        context["updated_at"] = self.last_published_at
        return context

    def owner_of(self, request: HttpRequest) -> Agency:
        """The agency that answers for this page; on its own host it is known already."""
        portal = getattr(request, "portal", None)
        return portal.agency if portal and portal.agency_id == self.agency_id else self.agency

    def breadcrumbs(self, request: HttpRequest) -> list[Link]:
        """From the home page to here. No query when the routing has been along the same way."""
        above = getattr(request, "pages_above", None)
        if above is None:
            columns = ("title", "url_path", "depth", "path", "locale_id", "slug")
            above = self.get_ancestors().filter(depth__gt=CONTAINER_DEPTH).only(*columns)
        links = [Link(page.title, page.get_url(request) or "") for page in above]
        if not links:
            return []
        return [Link(_now("Home"), links[0].url), *links[1:], Link(self.title, "", current=True)]

    @classmethod
    def links_below(cls, url: str) -> tuple[Link, ...]:
        """What the site map shows below pages of this type besides their own subpages."""
        return ()

    def alternates(self, request: HttpRequest) -> list[dict[str, str]]:
        """The same page in other languages, where it is live. One query."""
        found = self.get_translations().live().select_related("locale")
        return [{"lang": page.locale.language_code, "url": page.get_full_url(request) or ""} for page in found]
