"""The decision about words of a page's text that look like a secrecy stamp."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button

from agencies.desk import TransitionFormView, acting_user
from agencies.versions import digest_of
from agencies.viewsets.approval import own_specific_page
from core.transitions import Transition
from documents.forms import ClearForm
from documents.models import DocumentPage
from documents.uploading.page_stamps import ClearPageStamp, may_decide_about, open_stamp

SHOWN_AROUND = 1500  # characters


class PageClearForm(ClearForm):
    """With the fingerprint of the version that was on the screen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class PageStampView(TransitionFormView):
    """The words, the text around them, and the reason why they are no stamp."""

    page_title = _("Secrecy stamp")
    back_url_name = "approval_queue"
    header_icon = "warning"
    form_class = PageClearForm
    template_name = "documents/admin/page_stamp.html"
    submit_label = _("It is no secrecy stamp")
    success_message = _("The decision is in the log. The page can be submitted now.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        page = own_specific_page(request, kwargs["page_id"])
        if not isinstance(page, DocumentPage) or not may_decide_about(acting_user(request), page):
            raise Http404
        self.page = page
        self.latest = page.get_latest_revision_as_object()
        self.stamp = open_stamp(self.latest)
        if self.stamp is None:
            raise Http404

    def get_page_title(self) -> str:
        return f"{self.page_title}: {self.page.get_admin_display_title()}"

    def get_initial(self) -> dict[str, Any]:
        latest = self.page.get_latest_revision()
        return {"seen": digest_of(latest) if latest else ""}

    def transition(self, form: Any) -> Transition:
        facts = form.cleaned_data
        return ClearPageStamp(self.page, by=acting_user(self.request), reason=facts["reason"], seen=facts["seen"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assert self.stamp is not None
        text, stamp = self.latest.text, self.stamp
        return super().get_context_data(
            words=stamp.words,
            before=text[max(0, stamp.start - SHOWN_AROUND) : stamp.start],
            after=text[stamp.end : stamp.end + SHOWN_AROUND],
            **kwargs,
        )


def stamp_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the head of the editor, for who may decide, as long as something waits for the decision."""
    if isinstance(page, DocumentPage) and page.pk and open_stamp(page) and may_decide_about(user, page):
        address = reverse("document_page_stamp", args=[page.pk])
        yield Button(_now("Decide about the secrecy stamp"), url=address, icon_name="warning", priority=90)
