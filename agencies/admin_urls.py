"""Admin addresses of this room, each with the check of the gate; the views ask again."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver, path

from agencies.viewsets import approval, changes, log, register, staff, votes
from agencies.wall.gate import Check, anybody, open_to, own_portal_page
from agencies.wall.gate import staff as any_staff

own = own_portal_page("page_id")
ROWS: list[tuple[str, Any, str, Check]] = [
    # (address, view, name, check of the gate)
    ("tham-gia/", register.ParticipationsView, "participations", any_staff),
    ("tham-gia/de-nghi/", register.RequestView, "participation_request", any_staff),
    ("tham-gia/<int:pk>/<slug:step>/", register.StepView, "participation_step", any_staff),
    ("ho-so-cong/", register.OwnFileView, "own_file", any_staff),
    ("ho-so-cong/dia-chi/", register.ProposeLabelView, "own_file_label", any_staff),
    ("ho-so-cong/<slug:kind>/them/", register.RecordView, "own_file_add", any_staff),
    ("ho-so-cong/<slug:kind>/<int:pk>/", register.RecordView, "own_file_edit", any_staff),
    ("duyet/", approval.QueueView, "approval_queue", any_staff),
    ("duyet/<int:page_id>/", approval.ReviewView, "approval_review", own),
    ("trinh-duyet/<int:page_id>/", approval.SubmitView, "approval_submit", own),
    ("thu-hoi-trinh/<int:page_id>/", approval.TakeBackView, "approval_take_back", own),
    ("dang-ngay/<int:page_id>/", approval.ForceView, "approval_force", own),
    ("huy-hen-gio/<int:page_id>/", approval.UnscheduleView, "approval_unschedule", own),
    ("dang-khong-duyet/", approval.ForcedListView, "forced_list", any_staff),
    ("dang-khong-duyet/<int:pk>/", approval.ForcedReviewView, "forced_review", any_staff),
    ("trang/<int:page_id>/go/", changes.WithdrawView, "page_withdraw", own),
    ("trang/<int:page_id>/chuyen/", changes.MoveView, "page_move", own),
    ("trang/<int:page_id>/xoa/", changes.DeleteView, "page_delete", own),
    ("trang/<int:page_id>/sap-xep/", changes.OrderView, "page_order", own),
    ("thung-rac/", changes.BinView, "bin", any_staff),
    ("thung-rac/<int:pk>/khoi-phuc/", changes.RestoreView, "bin_restore", any_staff),
    ("nhan-su/", staff.StaffView, "staff", any_staff),
    ("nhan-su/moi/", staff.InviteView, "staff_invite", any_staff),
    ("nhan-su/<int:pk>/doi/", staff.ChangeView, "staff_change", any_staff),
    ("nhan-su/<int:pk>/thoi/", staff.RetireView, "staff_retire", any_staff),
    ("nhan-su/<int:pk>/mo-khoa/", staff.UnlockView, "staff_unlock", any_staff),
    ("nhan-su/<int:pk>/dat-lai-xac-thuc/", staff.ResetFactorView, "staff_reset_factor", any_staff),
    ("nhan-su/loi-moi/<int:pk>/thu-hoi/", staff.RevokeView, "invitation_revoke", any_staff),
    ("nhan-su/ai-co-quyen/", staff.AccessReportView, "access_report", any_staff),
    ("nhat-ky/", log.LogView, "own_log", any_staff),
    ("y-kien-trang/", votes.VotesView, "page_votes", votes.may_read_votes),
    ("y-kien-trang/bang.csv", votes.VotesFileView, "page_votes_file", votes.may_read_votes),
    ("phien/", log.SessionStateView, "session_state", anybody),
    ("phien/co-mat/", log.SessionStateView, "session_presence", anybody),
    ("noi-dung-giu-lai/<int:pk>/", log.KeptFormView, "kept_form", anybody),
]
urlpatterns: list[URLPattern | URLResolver] = []
for address, view, name, check in ROWS:
    urlpatterns.append(path(address, view.as_view(), name=name))
    open_to(name, check)
