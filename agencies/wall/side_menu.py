"""The tree of pages in the side menu: Wagtail asks four queries a row for it, here a row costs none."""

from __future__ import annotations

from typing import Any

from rest_framework.fields import Field
from wagtail import hooks
from wagtail.admin.api.serializers import AdminPageSerializer, PageChildrenField, get_model_listing_url
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.serializers import PageParentField
from wagtail.models import Page, PageQuerySet

from agencies.listed import listed
from agencies.wall.standing import standing_of


class ChildrenCounted(PageChildrenField):
    """Rights hang on containers: who sees a page sees all its children, so the tree's own count is right."""

    def to_representation(self, page: Page) -> dict[str, Any]:
        return {
            "count": page.numchild,
            "listing_url": f"{get_model_listing_url(self.context, Page)}?child_of={page.pk}",
        }


class OwnParent(PageParentField):
    """The page above, when it is the own agency's too."""

    def get_attribute(self, instance: Page) -> Page | None:
        parent, standing = instance.get_parent(), standing_of(self.context["request"].user)
        return parent if parent and (standing.is_operator or standing.owns_path(parent.path)) else None


class MenuPageSerializer(AdminPageSerializer):
    children: Field = ChildrenCounted(read_only=True)
    parent: Field = OwnParent(read_only=True)


class MenuPages(PagesAdminAPIViewSet):
    base_serializer_class = MenuPageSerializer

    def filter_queryset(self, queryset: PageQuerySet) -> Any:
        found = super().filter_queryset(queryset)  # a search answers with results, not with a queryset
        return listed(found) if isinstance(found, PageQuerySet) else found


@hooks.register("construct_admin_api")
def own_side_menu(router: WagtailAPIRouter) -> None:
    router.register_endpoint("pages", MenuPages)
