"""What the open admin screens list: filters, columns, choosers and menus of one's own agency only."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin import filters as admin_filters
from wagtail.admin.filters import MultipleUserFilter
from wagtail.admin.ui.tables.pages import BulkActionsColumn
from wagtail.admin.views.pages.listing import EditedByFilter, ExplorableIndexView, GenericPageFilterSet
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.images.views import chooser as image_chooser
from wagtail.models import Page, PageQuerySet

from agencies.listed import listed
from agencies.models import Membership
from agencies.wall.standing import standing_of
from core.models import User


def colleagues(request: HttpRequest) -> Any:
    """People of the own agencies, past ones too; everybody for operators."""
    standing = standing_of(request.user)
    if standing.is_operator:
        return User.objects.filter(is_active=True)
    return User.objects.filter(pk__in=Membership.objects.filter(agency__in=standing.roles).values("user"))


class PageFilterSet(GenericPageFilterSet):
    """Wagtail's filters, without the names of other agencies' people and without other agencies' sites."""

    owner = MultipleUserFilter(queryset=colleagues, widget=GenericPageFilterSet.base_filters["owner"].extra["widget"])
    edited_by = EditedByFilter(
        queryset=colleagues, widget=GenericPageFilterSet.base_filters["edited_by"].extra["widget"]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["owner"].label = GenericPageFilterSet.base_filters["owner"].label
        self.filters["edited_by"].label = GenericPageFilterSet.base_filters["edited_by"].label
        if self.request is None or not standing_of(self.request.user).is_operator:
            del self.filters["site"]


def without_bulk(columns: list[Any]) -> list[Any]:
    """Pages change one by one, by services that say why: no ticking of many."""
    return [column for column in columns if not isinstance(column, BulkActionsColumn)]


def no_tags(*args: Any, **kwargs: Any) -> list[Any]:
    """Tags are shared by all agencies, so none are suggested.

    Wagtail 8.0 lists the most used ones of everybody in the filters of pictures and files and in their choosers, and
    has no hook for it. The matrix test says when these names move.
    """
    return []


for module in (admin_filters, image_chooser):
    if not hasattr(module, "popular_tags_for_model"):
        raise RuntimeError(f"{module.__name__} lists tags in another way now: look at the wall")
    module.popular_tags_for_model = no_tags


class OwnIndexView(ExplorableIndexView):
    @cached_property
    def explorable_columns(self) -> list[Any]:
        every = super().explorable_columns
        return every if standing_of(self.request.user).is_operator else without_bulk(every)


class OwnSearchView(SearchView):
    @property
    def columns(self) -> list[Any]:  # type: ignore[override]
        every = list(SearchView.columns)
        return every if standing_of(self.request.user).is_operator else without_bulk(every)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the word for what was found: Wagtail 8.0 forgets it here and says “17 None”."""
        names = {"verbose_name": Page._meta.verbose_name, "verbose_name_plural": Page._meta.verbose_name_plural}
        return {**super().get_context_data(**kwargs), **names}


class OwnPageViewSet(PageViewSet):
    """The explorer and the search of every page type."""

    model = Page
    filterset_class = PageFilterSet
    index_view_class = OwnIndexView
    search_view_class = OwnSearchView


@hooks.register("register_admin_viewset")
def own_pages() -> OwnPageViewSet:
    return OwnPageViewSet("own_pages")


@hooks.register("construct_page_chooser_queryset")
def own_pages_to_choose(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Only one's own: a chooser shows draft titles, and another agency's page is linked by its web address."""
    standing = standing_of(request.user)
    if standing.is_operator:
        return listed(pages)
    own = Q(pk__in=[])
    for path in standing.paths:
        own |= Q(path__startswith=path)
    return listed(pages.filter(own))
