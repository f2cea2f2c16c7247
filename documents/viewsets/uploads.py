"""Screens of uploaded files: take them in, see how far they are, read again, discard, decide about a stamp."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages

from agencies.desk import DeskView, TransitionFormView, acting_user
from agencies.models import Agency
from agencies.wall.standing import WRITING, Standing, standing_of
from core.transitions import Transition, TransitionRefused
from documents.forms import ClearForm, UploadForm, limits_said
from documents.models import Upload, UploadState
from documents.uploading.discarding import DiscardUpload, ReadAgain
from documents.uploading.pages import with_breaks
from documents.uploading.receiving import Outcome, ReceiveFiles
from documents.uploading.rights import DECIDING, LOOKING, agencies_open_to, may_decide, may_upload
from documents.uploading.rows import UNDER_WAY, UploadRow, listed, outcome_text, progress_text
from documents.uploading.stamps import ClearStamp, stamp_not_cleared

PER_PAGE = 25
# Characters of the text before and behind the words that look like a stamp.
SHOWN_AROUND = 1500


def looks(standing: Standing, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """Who opens the list: who writes for an agency, and officers, for what is held back. The views ask again."""
    return standing.has(*LOOKING)


def own_upload(*roles: str) -> Any:
    """The check of the gate: the file named in the address is of an agency in which the person has such a role."""

    def check(standing: Standing, request: HttpRequest, kwargs: dict[str, Any]) -> bool:
        agency = Upload.objects.filter(pk=kwargs["pk"]).values_list("agency", flat=True).first()
        return agency is not None and standing.has(*roles, agency_id=agency)

    return check


writes, decides, either = own_upload(*WRITING), own_upload(*DECIDING), own_upload(*LOOKING)


def own(request: HttpRequest, pk: int, *roles: str) -> Upload:
    """The upload of this id in an agency where the person has such a role. Raises `Http404`."""
    standing = standing_of(request.user)
    upload = Upload.objects.select_related("agency", "file", "by", "page").filter(pk=pk).first()
    if upload is None or not (standing.is_operator or standing.has(*roles, agency_id=upload.agency_id)):
        raise Http404
    return upload


class UploadsView(DeskView):
    """Choose files, and what became of those chosen before."""

    page_title = _("Upload documents")
    header_icon = "upload"
    template_name = "documents/admin/uploads.html"
    outcomes: list[Outcome] = []
    form: UploadForm | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.agencies = agencies_open_to(acting_user(request))

    def agency(self) -> Agency:
        """The agency named by `?co-quan=`, among those open to the person; the first without it."""
        if not self.agencies:
            raise PermissionDenied
        wanted = self.request.GET.get("co-quan", "")
        found = next((agency for agency in self.agencies if str(agency.pk) == wanted), None)
        if wanted and found is None:
            raise Http404
        return found or self.agencies[0]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user, self.form = acting_user(request), UploadForm(request.POST, request.FILES)
        transition = ReceiveFiles(self.agency(), self.form.chosen(), by=user)
        problems: list[str] = []
        try:
            self.outcomes = transition.run()
        except TransitionRefused as refused:
            problems = refused.reasons
        if "application/json" in request.headers.get("accept", ""):
            rows = [
                {"name": row.name, "is_new": row.is_new, "said": conditional_escape(outcome_text(row, user))}
                for row in self.outcomes
            ]
            return JsonResponse({"rows": rows, "problems": problems})
        return self.render_to_response(self.get_context_data(problems=problems))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, agency = acting_user(self.request), self.agency()
        page = Paginator(listed(Upload.objects.filter(agency=agency)), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            agency=agency,
            agencies=self.agencies if len(self.agencies) > 1 else [],
            rows=[UploadRow.of(upload, user) for upload in page],
            page_obj=page,
            form=UploadForm(),
            may_upload=may_upload(user, agency.pk),
            limits=limits_said(),
            working=_now("Sending %(n)s of %(all)s: %(name)s"),
            outcomes=[{"row": row, "text": outcome_text(row, user)} for row in self.outcomes],
            **{"problems": [], **kwargs},
        )


class UploadStatesView(View):
    """How far the files named by `?id=` are, for the script of the list; of the own agencies alone."""

    def get(self, request: HttpRequest) -> JsonResponse:
        user = acting_user(request)
        standing = standing_of(user)
        asked = [pk for pk in request.GET.getlist("id")[:PER_PAGE] if pk.isascii() and pk.isdecimal() and len(pk) < 18]
        found = Upload.objects.filter(pk__in=asked)
        if not standing.is_operator:
            found = found.filter(agency__in=standing.agencies_as(*LOOKING))
        rows = {
            str(upload.pk): {
                "text": progress_text(upload),
                "percent": upload.percent,
                "under_way": upload.state in UNDER_WAY,
            }
            for upload in found.only("state", "page_count", "pages_read")
        }
        return JsonResponse({"rows": rows}, headers={"Cache-Control": "private, no-store"})


def back_to_list(upload: Upload) -> str:
    return f"{reverse('document_uploads')}?co-quan={upload.agency_id}"


class ReadAgainView(View):
    """One more try, by a button of the list."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponseRedirect:
        upload = own(request, pk, *WRITING)
        try:
            ReadAgain(upload, by=acting_user(request)).run()
            messages.success(request, _("The file is read once more."))
        except TransitionRefused as refused:
            messages.error(request, " ".join(refused.reasons))
        return redirect(back_to_list(upload))


class OneUploadView(TransitionFormView):
    """A form about one uploaded file of the own agency."""

    header_icon = "upload"
    form_class: Any = forms.Form
    roles: tuple[str, ...] = LOOKING

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.upload = own(request, kwargs["pk"], *self.roles)

    def get_page_title(self) -> str:
        return f"{self.page_title}: {self.upload.name}"

    def get_success_url(self) -> str:
        return back_to_list(self.upload)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        there = {"url": back_to_list(self.upload), "label": UploadsView.page_title}
        return [*self.breadcrumbs_items, there, {"url": "", "label": self.get_page_title()}]


class DiscardView(OneUploadView):
    page_title = _("Discard")
    template_name = "documents/admin/upload_discard.html"
    submit_label = _("Discard for good")
    success_message = _("The file is gone.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        user = acting_user(request)
        held = self.upload.state == UploadState.QUARANTINED
        if not (may_decide(user, self.upload) if held else may_upload(user, self.upload.agency_id)):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def transition(self, form: Any) -> Transition:
        return DiscardUpload(self.upload, by=acting_user(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(upload=self.upload, **kwargs)


class StampView(OneUploadView):
    """The words that look like a secrecy stamp, the head of the text, the file: seen by the deciding person alone."""

    page_title = _("Held back")
    header_icon = "warning"
    roles = DECIDING
    form_class = ClearForm
    template_name = "documents/admin/upload_stamp.html"
    submit_label = _("It is no secrecy stamp")
    success_message = _("The file goes on its way. The decision is in the log.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_decide(acting_user(request), self.upload) or self.upload.state != UploadState.QUARANTINED:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def transition(self, form: Any) -> Transition:
        return ClearStamp(self.upload, by=acting_user(self.request), reason=form.cleaned_data["reason"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = with_breaks(self.upload.text, self.upload.page_starts)
        stamp = stamp_not_cleared(self.upload, text)
        start, end = (stamp.start, stamp.end) if stamp else (0, 0)
        return super().get_context_data(
            upload=self.upload,
            before=self.upload.text[max(0, start - SHOWN_AROUND) : start],
            words=self.upload.text[start:end],
            after=self.upload.text[end : end + SHOWN_AROUND],
            **kwargs,
        )
