"""All addresses of the portal. Pages come last: they take what is left."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home.views import portals, sitemap_tree
from search.views import results
from thaibinh import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("admin/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    # Only sizes of pictures: originals and files go through a view that may say no.
    re_path(r"^media/(?P<path>images/.+)$", serve, {"document_root": settings.MEDIA_ROOT}, name="media"),
    *i18n_patterns(
        path("tim-kiem/", results, name="search"),
        path("cong-thanh-phan/", portals, name="portals"),
        path("so-do/", sitemap_tree, name="sitemap_tree"),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
handler404 = "thaibinh.views.page_not_found"
handler500 = "thaibinh.views.server_error"
