"""Screens of approval: the queue, the read-only review, submission, and the list of what went without."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.models import Page, WorkflowState

from agencies.approval import (
    Approve,
    CancelSchedule,
    ForcePublish,
    ReturnForChanges,
    ReviewForced,
    SubmitForApproval,
    TakeBack,
    current_submission,
)
from agencies.approval_forms import ApproveForm, ForceForm, ReturnForm, SubmitForm, VerdictForm
from agencies.desk import DeskView, TransitionFormView, acting_user
from agencies.models import ApprovalState, ForcedPublication, LegalPoint, Portal, PortalPage, Role
from agencies.permissions import may_approve, may_write
from agencies.versions import changes_to, digest_of, last_editor, legality_check_of
from agencies.wall.standing import Standing, standing_of
from core.models import User
from core.transitions import Transition

PER_PAGE = 50


def own_specific_page(request: HttpRequest, pk: int) -> PortalPage:
    """The page of this id in an own container; 404 for every other id, whether it exists or not."""
    page = Page.objects.filter(pk=pk).first()
    standing = standing_of(request.user)
    if page is None or not (standing.is_operator or standing.owns_path(page.path)):
        raise Http404
    specific = page.specific
    if not isinstance(specific, PortalPage):
        raise Http404
    return specific


def waiting_for(user: User) -> QuerySet[ApprovalState]:
    """Submissions the person may decide about, oldest duty first. Never loads the text of a version."""
    standing = standing_of(user)
    found = ApprovalState.objects.filter(
        status=ApprovalState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
    )
    if not standing.is_operator:
        approving = Portal.objects.filter(agency__in=standing.agencies_as(Role.APPROVER)).values("workflow")
        found = found.filter(workflow_state__workflow__in=approving)
    return (
        found.select_related("workflow_state__requested_by", "workflow_state__workflow", "revision")
        .defer("revision__content")
        .order_by("due_at", "started_at")
    )


def own_submissions(user: User) -> QuerySet[ApprovalState]:
    """What the person has submitted or begun and that is still open, or came back."""
    states = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
    return (
        ApprovalState.objects.filter(
            Q(status=ApprovalState.STATUS_IN_PROGRESS) | Q(status=ApprovalState.STATUS_REJECTED),
            workflow_state__requested_by=user,
            workflow_state__status__in=states,
        )
        .select_related("workflow_state__requested_by", "workflow_state__workflow", "revision", "finished_by")
        .defer("revision__content")
        .order_by("-started_at")
    )


def row_of(state: ApprovalState) -> dict[str, Any]:
    """What a list shows of a submission."""
    return {
        "page_id": state.workflow_state.object_id,
        "title": state.revision.object_str,
        "portal": state.workflow_state.workflow.name,
        "by": state.workflow_state.requested_by,
        "at": state.started_at,
        "due": state.due_at,
        "late": bool(state.due_at and state.due_at < timezone.now()),
        "returned": state.status == ApprovalState.STATUS_REJECTED,
        "comment": state.comment,
        "note": state.note,
    }


class QueueView(DeskView):
    """What waits for a decision of mine, oldest duty first; and what I have submitted."""

    page_title = _("Approval")
    header_icon = "clipboard-list"
    template_name = "agencies/admin/approval_queue.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = acting_user(self.request)
        page = Paginator(waiting_for(user), PER_PAGE).get_page(self.request.GET.get("p"))
        standing = standing_of(user)
        return super().get_context_data(
            decides=standing.is_operator or standing.has(Role.APPROVER),
            waiting=[row_of(state) for state in page],
            page_obj=page,
            mine=[row_of(state) for state in own_submissions(user)[:PER_PAGE]],
            **kwargs,
        )


class OnePageView(TransitionFormView):
    """A form about one page of the own agency."""

    back_url_name = "approval_queue"
    header_icon = "clipboard-list"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = own_specific_page(request, kwargs["page_id"])

    def get_page_title(self) -> str:
        return f"{self.page_title}: {self.page.get_admin_display_title()}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page=self.page, points=LegalPoint.choices, **kwargs)


class SeenMixin:
    """The fingerprint of the version on the screen goes with the form: nothing else is submitted or published by it."""

    page: PortalPage
    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        """A form about a text that has changed meanwhile is not sent again: the person has to see the new one."""
        latest = self.page.get_latest_revision()
        if form.cleaned_data["seen"] and latest and form.cleaned_data["seen"] != digest_of(latest):
            messages.error(self.request, _now("The text has changed since you opened it. Read it again."))
            return redirect(self.request.path)
        return super().form_valid(form)  # type: ignore[misc,no-any-return]

    def get_initial(self) -> dict[str, Any]:
        latest = self.page.get_latest_revision()
        return {"seen": digest_of(latest) if latest else ""}


class SubmitView(SeenMixin, OnePageView):
    """Points of Điều 5, a note, and off it goes to the approvers."""

    page_title = _("Submit for approval")
    template_name = "agencies/admin/approval_submit.html"
    form_class: Any = SubmitForm
    submit_label = _("Submit for approval")
    success_message = _("Submitted. The approvers have been told by e-mail.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_write(acting_user(request), self.page):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(changes=changes_to(self.page), **kwargs)

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        facts = form.cleaned_data
        return SubmitForApproval(
            self.page,
            by=acting_user(self.request),
            points=facts["points"],
            note=facts["note"],
            publish_at=facts["publish_at"],
            seen=facts["seen"],
        )


class ForceView(SubmitView):
    """The emergency door of the approver."""

    page_title = _("Publish without approval")
    form_class = ForceForm
    submit_label = _("Publish now")
    success_message = _("“%(object)s” is public. It stands on the list of what has to be reviewed.")
    note = _("Only when it cannot wait. Your reason is kept, and somebody else has to look at it afterwards.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_approve(acting_user(request), self.page):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("forced_list")

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        facts = form.cleaned_data
        return ForcePublish(
            self.page, by=acting_user(self.request), reason=facts["reason"], points=facts["points"], seen=facts["seen"]
        )


class UnscheduleView(OnePageView):
    """No, not at that time after all."""

    page_title = _("Cancel the schedule")
    form_class = forms.Form
    submit_label = _("Cancel the schedule")
    note = _("The page does not appear at the given time. It stays a draft.")
    success_message = _("The schedule is cancelled.")

    def get_success_url(self) -> str:
        return reverse("wagtailadmin_explore", args=[self.page.get_parent().pk])

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        return CancelSchedule(self.page, by=acting_user(self.request))


class TakeBackView(OnePageView):
    """Back to writing."""

    page_title = _("Take back")
    form_class = forms.Form
    submit_label = _("Take back")
    note = _("The submission ends and you can go on writing.")
    success_message = _("Taken back: you can go on writing.")

    def get_success_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        return TakeBack(self.page, by=acting_user(self.request))


class ReviewView(SeenMixin, OnePageView):
    """Everything one needs to decide, and nothing to change: opening this screen makes nobody an editor."""

    page_title = _("Decide")
    template_name = "agencies/admin/approval_review.html"
    form_class = ApproveForm
    returning = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.state = current_submission(self.page)
        if self.state is None:
            messages.info(request, _now("This page does not wait for a decision any more."))
            return redirect("approval_queue")
        self.returning = request.method == "POST" and request.POST.get("decision") == "return"
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self) -> type[forms.Form]:
        return ReturnForm if self.returning else ApproveForm

    def get_initial(self) -> dict[str, Any]:
        assert self.state is not None
        seen = digest_of(self.state.revision)
        return {"revision": self.state.revision_id, "publish_at": self.state.publish_at, "seen": seen}

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        user, facts = acting_user(self.request), form.cleaned_data
        if self.returning:
            self.success_message = _("Returned, with your reason.")
            return ReturnForChanges(
                self.page, by=user, revision_id=facts["revision"], reason=facts["reason"], seen=facts["seen"]
            )
        self.success_message = (
            _("Approved.") if not facts["publish_at"] else _("Approved; it appears at the given time.")
        )
        return Approve(
            self.page,
            by=user,
            revision_id=facts["revision"],
            note=facts["note"],
            publish_at=facts["publish_at"],
            seen=facts["seen"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assert self.state is not None
        user = acting_user(self.request)
        editor = last_editor(self.page)
        context = super().get_context_data(**kwargs)
        initial = self.get_initial()
        context.update(
            state=self.state,
            row=row_of(self.state),
            editor=editor,
            check=legality_check_of(self.state.revision),
            ticked=dict(LegalPoint.choices),
            changes=changes_to(self.page),
            decides=may_approve(user, self.page),
            own_version=editor is not None and editor.pk == user.pk,
            approve_form=context["form"] if not self.returning else ApproveForm(initial=initial),
            return_form=context["form"] if self.returning else ReturnForm(initial=initial),
            may_write=may_write(user, self.page),
        )
        return context


def own_forced(standing: Standing) -> QuerySet[ForcedPublication]:
    found = ForcedPublication.objects.select_related("by", "reviewed_by", "agency")
    return found if standing.is_operator else found.filter(agency__in=standing.roles)


class ForcedListView(DeskView):
    """What was published without approval: first what nobody has reviewed."""

    page_title = _("Published without approval")
    header_icon = "warning"
    template_name = "agencies/admin/forced_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = own_forced(standing_of(acting_user(self.request)))
        return super().get_context_data(
            waiting=entries.filter(reviewed_at__isnull=True).order_by("at")[:PER_PAGE],
            done=entries.filter(reviewed_at__isnull=False).order_by("-reviewed_at")[:PER_PAGE],
            **kwargs,
        )


class ForcedReviewView(TransitionFormView):
    """The second look."""

    page_title = _("Review")
    header_icon = "warning"
    form_class = VerdictForm
    back_url_name = "forced_list"
    submit_label = _("Keep the review")
    success_message = _("The review is kept.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        entry = own_forced(standing_of(request.user)).filter(pk=kwargs["pk"]).first()
        if entry is None:
            raise Http404
        self.entry = entry
        self.note = _now("%(person)s published it and said: %(reason)s") % {
            "person": entry.by.shown_name if entry.by else "–",
            "reason": entry.reason,
        }

    def get_page_title(self) -> str:
        return f"{self.page_title}: {self.entry.title}"

    def transition(self, form: forms.Form) -> Transition:  # type: ignore[override]
        return ReviewForced(self.entry, by=acting_user(self.request), verdict=form.cleaned_data["verdict"])
