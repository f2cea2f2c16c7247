"""Public addresses of this room that are no pages; they stand before the pages, in every language."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from documents import mistakes, views
from documents.clock_views import publication_times

urlpatterns: list[URLPattern | URLResolver] = [
    path("van-ban/thoi-han-dang/", publication_times, name="publication_times"),
    path("van-ban/<slug:slug>/so-sanh/", views.compare, name="document_compare"),
    path("van-ban/<slug:slug>/bao-sai/", mistakes.mistake, name="document_mistake"),
    path("van-ban/<slug:slug>/bao-sai/cam-on/", mistakes.mistake_thanks, name="document_mistake_thanks"),
    path("van-ban/<slug:slug>/tai-ve/<slug:key>/", views.download, name="document_download"),
]
