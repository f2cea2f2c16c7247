"""All addresses of the portal. Pages come last: they take what is left."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from agencies.views import avatar, file, invitation, picture
from agencies.vote_views import thanks, vote
from home.feeds import portal_feed
from home.metadata_export import metadata_csv
from home.sitemaps import sitemap_xml
from home.views import not_translated, portals, sitemap_tree
from search.views import results
from thaibinh import views
from thaibinh.views import never

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap_xml, name="sitemap_xml"),
    path("rss.xml", portal_feed, name="feed_of_everything"),
    path("<slug:key>/rss.xml", portal_feed, name="feed"),
    path("so-do/sieu-du-lieu.csv", metadata_csv, name="metadata_csv"),
    path("admin/", include(wagtailadmin_urls)),
    path("tai-lieu/<int:document_id>/<path:document_filename>", file, name="file"),
    path("tai-lieu/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>avatar_images/.+)$", avatar, name="avatar"),
    # Only sizes of pictures, by a view that may say no. Originals are never served; files go through `tai-lieu/`.
    re_path(r"^media/(?P<path>images/.+)$", picture, name="media"),
    path("tai-khoan/loi-moi/<str:token>/", invitation, name="invitation"),
    # Addresses of accounts are the officer's business, not each one's own.
    path("tai-khoan/email/", never, name="no_account_email"),
    re_path(r"^tai-khoan/confirm-email/", never, name="no_confirm_email"),
    path("tai-khoan/xac-thuc/", include("allauth.mfa.urls")),
    path("tai-khoan/", include("allauth.account.urls")),
    *i18n_patterns(
        path("tim-kiem/", results, name="search"),
        path("cong-thanh-phan/", portals, name="portals"),
        path("", include("documents.urls")),
        path("so-do/", sitemap_tree, name="sitemap_tree"),
        path("khong-co-ban-dich/", not_translated, name="not_translated"),
        path("y-kien-trang/", vote, name="page_vote"),
        path("y-kien-trang/cam-on/", thanks, name="page_vote_thanks"),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
handler404 = "thaibinh.views.page_not_found"
handler500 = "thaibinh.views.server_error"
