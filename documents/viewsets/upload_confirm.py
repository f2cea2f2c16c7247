"""The one screen to confirm: the text on the left, what was read out of it on the right."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages

from agencies.desk import DeskView, acting_user
from agencies.wall.standing import WRITING
from core.transitions import TransitionRefused
from documents.clock import TimeLimits
from documents.confirm_forms import ConfirmForm, RelationFormSet, typed_relations, typed_values
from documents.models import Issuer, Origin, UploadState
from documents.models.text import digest
from documents.tasks import local_copy
from documents.uploading.confirming import ConfirmUpload, CorrectText, HoldBack, stamp_reasons
from documents.uploading.marked import marked_pages
from documents.uploading.proposing import Reading, read
from documents.uploading.rights import may_decide
from documents.viewsets.uploads import UploadsView, back_to_list, own
from vietnamese.text import normalise

RELATIONS = "quan-he"
PICTURE_WIDTH = 1000  # pixels
# Bytes: a longer text is not corrected in a form (`DATA_UPLOAD_MAX_MEMORY_SIZE`).
LONGEST_CORRECTED = 2_000_000


class ConfirmView(DeskView):
    """Shows, takes over, corrects. Buttons are named `step`: whatever is pressed, what was typed stays."""

    header_icon = "doc-full-inverse"
    template_name = "documents/admin/upload_confirm.html"
    form: ConfirmForm
    relations: Any
    reading: Reading
    typed_text: str | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.upload = own(request, kwargs["pk"], *WRITING)

    def get_page_title(self) -> str:
        return _now("Check and confirm: %(name)s") % {"name": self.upload.name}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        there = {"url": back_to_list(self.upload), "label": UploadsView.page_title}
        return [*self.breadcrumbs_items, there, {"url": "", "label": self.get_page_title()}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Whatever is not to be confirmed leads to where it is."""
        if self.upload.page_id:
            messages.success(request, _("This file has become a document already. Here it is."))
            return redirect("wagtailadmin_pages:edit", self.upload.page_id)
        if self.upload.state == UploadState.QUARANTINED:
            if may_decide(acting_user(request), self.upload):
                return redirect("document_upload_stamp", self.upload.pk)
            messages.warning(request, _("This file is held back: it seems to bear a secrecy stamp."))
            return redirect(back_to_list(self.upload))
        if self.upload.state in (UploadState.WAITING, UploadState.READING):
            messages.warning(request, _("This file is still being read."))
            return redirect(back_to_list(self.upload))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show({}, [], editing=not self.upload.text)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "text" in request.POST:
            self.typed_text = normalise(request.POST["text"].replace("\r\n", "\n"))
        step = request.POST.get("step", "")
        if step in ("confirm", "confirm-and-submit"):
            return self.confirm(and_submit=step == "confirm-and-submit")
        read_again = step == "show-text" and self.typed_text is not None
        if read_again:
            if answer := self.correct(self.typed_text or ""):
                return answer
            self.typed_text = None
        editing = step == "edit-text" or self.typed_text is not None
        return self.show(*self.typed(), editing=editing, read_again=read_again)

    def typed(self) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """What stands in the form, right or wrong."""
        data = self.request.POST
        return typed_values(ConfirmForm(upload=self.upload), data), typed_relations(data, RELATIONS)

    def show(
        self, typed: dict[str, Any], relations: list[dict[str, Any]], *, editing: bool, read_again: bool = False
    ) -> HttpResponse:
        """The screen with what was typed; what is empty is filled from the text when that was read (again)."""
        initial = typed or self.reading_now.initial
        if typed and read_again:
            initial = {**self.reading_now.initial, **{name: value for name, value in typed.items() if value}}
        self.form = ConfirmForm(upload=self.upload, initial={**initial, "seen": digest(self.upload.text)})
        rows = relations if typed and not read_again else relations or self.reading_now.relations
        self.relations = RelationFormSet(prefix=RELATIONS, initial=rows)
        return self.render_to_response(self.get_context_data(editing=editing))

    def correct(self, text: str) -> HttpResponse | None:
        """Keeps the corrected text. Answers the list where the text is held back now."""
        if text == self.upload.text:
            return None
        if stamp_reasons(self.upload, text):
            return self.hold_back(text)
        try:
            CorrectText(self.upload, by=acting_user(self.request), text=text).run()
            self.__dict__.pop("reading_now", None)
        except TransitionRefused as refused:
            messages.error(self.request, " ".join(refused.reasons))
        return None

    def hold_back(self, text: str) -> HttpResponse:
        try:
            HoldBack(self.upload, by=acting_user(self.request), text=text).run()
            said = _("The text seems to bear a secrecy stamp. The file is held back until somebody else has decided.")
            messages.warning(self.request, said)
        except TransitionRefused as refused:
            messages.error(self.request, " ".join(refused.reasons))
        return redirect(back_to_list(self.upload))

    def confirm(self, *, and_submit: bool) -> HttpResponse:
        """Makes the draft, or shows the form again with what is wrong."""
        text = self.upload.text if self.typed_text is None else self.typed_text
        self.form = ConfirmForm(self.request.POST, upload=self.upload)
        self.relations = RelationFormSet(self.request.POST, prefix=RELATIONS)
        if all([self.form.is_valid(), self.relations.is_valid()]):
            if stamp_reasons(self.upload, text):
                return self.hold_back(text)
            confirmed = self.form.confirmed(text, self.relations.relations())
            try:
                page = ConfirmUpload(self.upload, confirmed, by=acting_user(self.request)).run()
            except TransitionRefused as refused:
                self.upload.refresh_from_db()
                if self.upload.page_id:
                    return self.dispatch(self.request, pk=self.upload.pk)
                for reason in refused.reasons:
                    self.form.add_error(None, reason)
            else:
                messages.success(self.request, _now("The draft is made: %(title)s") % {"title": page.title})
                return redirect("approval_submit" if and_submit else "wagtailadmin_pages:edit", page.pk)
        return self.render_to_response(self.get_context_data(editing=self.typed_text is not None))

    @cached_property
    def reading_now(self) -> Reading:
        """What is read out of the text as it is kept now."""
        return read(self.upload.text, self.upload.page_starts, self.upload.warnings)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reading, text = self.reading_now, self.upload.text
        editing = kwargs["editing"]
        fits = len(text.encode()) <= LONGEST_CORRECTED
        return super().get_context_data(
            upload=self.upload,
            form=self.form,
            relations=self.relations,
            relation_rows=self.relation_rows(),
            places=reading.places,
            remarks=reading.remarks,
            unread=reading.initial,
            pages=[] if editing else marked_pages(text, self.upload.page_starts, reading.marks),
            scanned=self.upload.origin == Origin.SCAN,
            text_fits=fits,
            text=text if self.typed_text is None else self.typed_text,
            due=self.due(),
            media=self.form.media,
            back_url=back_to_list(self.upload),
            **kwargs,
        )

    def relation_rows(self) -> list[dict[str, Any]]:
        """Each row of the form with the place it was read at, as long as the rows are those that were read."""
        places = self.reading_now.relation_places
        same = self.relations.initial_form_count() == len(places)
        return [
            {"form": form, "place": places[n] if same and n < len(places) else None}
            for n, form in enumerate(self.relations.forms)
        ]

    def due(self) -> Any:
        """The last day to publish in time, by what is read or typed; None where that cannot be told yet."""
        issued_on, issuer_id = self.form["issued_on"].value(), self.form["issuer"].value()
        field = self.form.fields["issued_on"]
        try:
            day = field.to_python(issued_on)
        except Exception:
            return None
        issuer = Issuer.objects.filter(pk=issuer_id).first() if str(issuer_id or "").isdecimal() else None
        if day is None or issuer is None:
            return None
        limits = TimeLimits()
        return limits.due(day, limits.scope(self.upload.agency_id, issuer))


class PagePictureView(View):
    """One page of the original as a picture, beside its text. `page` counts from 1."""

    def get(self, request: HttpRequest, pk: int, page: int) -> HttpResponse:
        from documents.extraction import Unreadable, page_picture

        upload = own(request, pk, *WRITING)
        if upload.state == UploadState.QUARANTINED or not 1 <= page <= max(1, upload.page_count):
            raise Http404
        try:
            with local_copy(upload.file) as path:
                picture = page_picture(path, page - 1, PICTURE_WIDTH)
        except (Unreadable, OSError, IndexError):
            raise Http404 from None
        answer = HttpResponse(picture, content_type="image/webp")
        answer["Cache-Control"] = "private, max-age=600"
        answer["X-Content-Type-Options"] = "nosniff"
        return answer
