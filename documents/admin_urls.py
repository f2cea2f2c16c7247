"""Admin addresses of this room, each with the check of the gate; the views ask again."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver, path

from agencies.wall.gate import Check, open_to, own_portal_page, staff
from documents.desk import keeps_books
from documents.viewsets import (
    bulk,
    changes,
    clock,
    expired,
    intake,
    issuers,
    mistakes,
    page_stamp,
    series,
    upload_confirm,
    uploads,
)

own_page = own_portal_page("page_id")
ROWS: list[tuple[str, Any, str, Check]] = [
    # (address, view, name, check of the gate)
    ("van-ban/tai-len/", uploads.UploadsView, "document_uploads", uploads.looks),
    ("van-ban/tai-len/tien-do/", uploads.UploadStatesView, "document_upload_states", uploads.looks),
    ("van-ban/tai-len/<int:pk>/", upload_confirm.ConfirmView, "document_upload", uploads.writes),
    (
        "van-ban/tai-len/<int:pk>/trang/<int:page>/",
        upload_confirm.PagePictureView,
        "document_upload_picture",
        uploads.writes,
    ),
    ("van-ban/tai-len/<int:pk>/doc-lai/", uploads.ReadAgainView, "document_upload_again", uploads.writes),
    ("van-ban/tai-len/<int:pk>/xoa/", uploads.DiscardView, "document_upload_discard", uploads.either),
    ("van-ban/tai-len/<int:pk>/dau-mat/", uploads.StampView, "document_upload_stamp", uploads.decides),
    ("van-ban/trang/<int:page_id>/dau-mat/", page_stamp.PageStampView, "document_page_stamp", own_page),
    ("van-ban/thoi-han/", clock.ClockView, "documents_clock", keeps_books),
    ("van-ban/den/", intake.IntakeView, "documents_intake", keeps_books),
    ("van-ban/den/them/", intake.AddView, "documents_intake_add", keeps_books),
    ("van-ban/den/nhieu/", intake.PasteView, "documents_intake_lines", keeps_books),
    ("van-ban/den/<int:pk>/", intake.EditView, "documents_intake_edit", keeps_books),
    ("van-ban/den/<int:pk>/da-nhan/", intake.ReceiveView, "documents_intake_receive", keeps_books),
    ("van-ban/den/<int:pk>/bo/", intake.DropView, "documents_intake_drop", keeps_books),
    ("van-ban/so-con-thieu/", series.SeriesView, "documents_series", keeps_books),
    ("van-ban/het-hieu-luc/", expired.ExpiredView, "documents_expired", keeps_books),
    ("van-ban/bao-sai/", mistakes.MistakesView, "documents_mistakes", keeps_books),
    ("van-ban/bao-sai/<int:pk>/xong/", mistakes.SettleView, "documents_mistake_settle", keeps_books),
    ("van-ban/linh-vuc/", bulk.FieldsView, "documents_fields", bulk.edits_fields),
    ("van-ban/linh-vuc/<int:pk>/hoan-tac/", bulk.UndoFieldsView, "documents_fields_undo", bulk.edits_fields),
    ("van-ban/<int:page_id>/sua-doi/", changes.ChangesView, "documents_changes", own_portal_page("page_id")),
    # The views let in who speaks for the standing agency.
    ("van-ban/danh-muc/<slug:kind>/", issuers.CatalogueView, "documents_catalogue", staff),
    ("van-ban/danh-muc/<slug:kind>/them/", issuers.EntryView, "documents_catalogue_add", staff),
    ("van-ban/danh-muc/<slug:kind>/<int:pk>/", issuers.EntryView, "documents_catalogue_edit", staff),
    ("van-ban/danh-muc/<slug:kind>/<int:pk>/gop/", issuers.MergeView, "documents_catalogue_merge", staff),
    ("van-ban/danh-muc/<slug:kind>/<int:pk>/bo/", issuers.DropView, "documents_catalogue_drop", staff),
]
urlpatterns: list[URLPattern | URLResolver] = []
for address, view, name, check in ROWS:
    urlpatterns.append(path(address, view.as_view(), name=name))
    open_to(name, check)
