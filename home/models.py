"""The top of every portal: the container that rights hang on, and the home pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from agencies.models import Portal, PortalPage
from agencies.page_metadata import organisation_node, portal_of, website_node
from agencies.portal_parts import home_blocks, tasks
from core.metadata import Metadata
from core.public import SearchData


class ContainerPage(Page):
    """Holds one agency's home pages. Never public; rights and workflow hang here (docs/decisions/0003)."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.MainHomePage", "home.AgencyHomePage"]
    is_creatable = False

    class Meta:
        verbose_name = _("portal of an agency")


class HomePage(PortalPage):
    """What both home pages share: blocks that the rooms hang in."""

    parent_page_types = ["home.ContainerPage"]
    is_creatable = False
    kind = "home"
    feed_key = ""

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        portal: Portal = request.portal  # type: ignore[attr-defined]
        context["blocks"] = filled_blocks("main", request, portal)
        context["aside"] = filled_blocks("aside", request, portal)
        context["search_url"] = reverse("search")
        context["breadcrumbs"] = []
        return context

    def metadata(self, request: HttpRequest) -> Metadata:
        """The home page stands for the portal and for the agency: its name, its search, address and numbers."""
        portal = portal_of(self, request)
        said = _now("The official portal of %(agency)s: news, legal documents, organisation, contacts.")
        metadata = super().metadata(request)
        return replace(
            metadata,
            title=portal.local_title,
            description=self.search_description or self.summary or said % {"agency": portal.agency.local_name},
            schema={**metadata.schema, "about": {"@id": f"{portal.root_url}/#organisation"}},
            nodes=(website_node(portal, reverse("search")), organisation_node(portal)),
        )

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Finds the page of a path in two queries, however deep it stands; Wagtail's own walk takes two a level."""
        request.home_page = self  # type: ignore[attr-defined]
        if not path_components:
            request.pages_above = []  # type: ignore[attr-defined]
            return super().route(request, path_components)
        chain = self.pages_along(path_components)
        if not chain:
            raise Http404
        last = chain[-1]
        model = last.specific_class
        page = model._default_manager.select_related(*getattr(model, "routed_with", ())).get(pk=last.pk)
        request.pages_above = [self, *chain[:-1]]  # type: ignore[attr-defined]
        return page.route(request, path_components[len(chain) :])

    def pages_along(self, slugs: list[str]) -> list[Page]:
        """The live pages on the way from here along the slugs, as far as they go. One query."""
        candidates = Page.objects.descendant_of(self).live().filter(slug__in=slugs, depth__lte=self.depth + len(slugs))
        found = {page.url_path: page for page in candidates.defer("search_description", "seo_title")}
        chain: list[Page] = []
        url_path = self.url_path
        for slug in slugs:
            url_path = f"{url_path}{slug}/"
            if url_path not in found:
                break
            chain.append(found[url_path])
        return chain

    def search_entries(self) -> list[SearchData]:
        """The agency itself: by its names, its abbreviation and its telephone number."""
        agency = self.agency
        portal = Portal.objects.get(agency=agency)
        names = (agency.name, agency.short_name, agency.abbreviation, portal.title)
        return [
            SearchData(
                kind="agency",
                title=" ".join(dict.fromkeys(filter(None, names))),
                heading=agency.name if self.locale.language_code == "vi" else agency.name_en or agency.name,
                text="\n".join(filter(None, (self.summary, portal.address, portal.phone, portal.email))),
                path=self.own_path(),
                prominence=1,
            )
        ]


def filled_blocks(place: str, request: HttpRequest, portal: Portal) -> list[dict[str, Any]]:
    """The blocks of a place that have something to show, with their template and context."""
    filled = []
    for block in home_blocks(place, is_main=portal.is_main):
        content = block.context(request, portal)
        if content is not None:
            filled.append({"template": block.template, "key": block.key, "content": content})
    return filled


class MainHomePage(HomePage):
    """Home of the main portal: search first, then the tasks people come for, then what is new."""

    subpage_types = [
        "agencies.OrganisationPage",
        "agencies.ContactPage",
        "agencies.PolicyPage",
        "agencies.ChannelsPage",
        "agencies.StandardPage",
        "news.NewsIndexPage",
        "documents.DocumentIndexPage",
    ]
    template = "home/main_home_page.html"

    class Meta:
        verbose_name = _("home page of the main portal")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["tasks"] = [{"title": t.title, "summary": t.summary, "url": t.url()} for t in tasks()]
        context["heading"] = _now("Which document, office or answer are you looking for?")
        return context


class AgencyHomePage(HomePage):
    """Home of an agency: its own search, who it is, its news and documents."""

    subpage_types = [
        "agencies.OrganisationPage",
        "agencies.ContactPage",
        "agencies.PolicyPage",
        "agencies.ChannelsPage",
        "agencies.StandardPage",
        "news.NewsIndexPage",
        "documents.DocumentIndexPage",
    ]
    template = "home/agency_home_page.html"

    class Meta:
        verbose_name = _("home page of an agency")
