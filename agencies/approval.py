"""From a draft to the reader: submit, take back, approve, return; and the emergency door with its list."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState

from agencies import mail
from agencies.models import ApprovalState, BinPage, ForcedPublication, LegalityCheck, LegalPoint, PortalPage, Role
from agencies.ownership import label_of
from agencies.permissions import may_approve, may_write
from agencies.versions import digest_of, last_editor, legality_check_of
from agencies.wall.standing import standing_of
from core.calendar import working_calendar
from core.models import Rule, User
from core.transitions import Transition, reasons_if
from vietnamese.working_days import due_at

ALL_POINTS = [point.value for point in LegalPoint]


def current_submission(page: PortalPage) -> ApprovalState | None:
    """The submission that waits for a decision, if one does."""
    return (
        ApprovalState.objects.filter(
            workflow_state__object_id=str(page.pk),
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
            workflow_state__base_content_type=page.get_base_content_type(),
            status=ApprovalState.STATUS_IN_PROGRESS,
        )
        .select_related("workflow_state__requested_by", "revision__user")
        .first()
    )


class PageTransition(Transition):
    """A change of one page. The row is locked and read again before it is checked."""

    def __init__(self, page: PortalPage, *, by: User | None, seen: str = "") -> None:
        """`seen` is the fingerprint of the version that was on the screen; empty when there was no screen."""
        super().__init__(by)
        self.page, self.seen = page, seen

    def subject(self) -> PortalPage:
        return self.page

    def log_subject(self, result: Any) -> PortalPage:
        return self.page

    def log_details(self) -> dict[str, Any]:
        return {"agency_label": label_of(self.page.agency), **self.more_details()}

    def more_details(self) -> dict[str, Any]:
        return {}

    def unseen_reasons(self) -> list[str]:
        """What is submitted, approved or published is what the person has read."""
        changed = bool(self.seen) and self.seen != digest_of(self.page.get_latest_revision())
        return reasons_if(changed, _("The text has changed since you opened it. Read it again."))

    def standing_reasons(self) -> list[str]:
        """Closed portals and deleted pages change no more."""
        portal = getattr(self.page.agency, "portal", None)
        return [
            *reasons_if(portal is not None and portal.is_read_only, _("This portal is read only.")),
            *reasons_if(in_bin(self.page), _("This page is in the bin. Restore it first.")),
        ]


def in_bin(page: PortalPage) -> bool:
    """Whether the page was deleted and waits in the agency's bin."""
    return page.get_ancestors().type(BinPage).exists()


def version_problems(page: PortalPage) -> list[str]:
    """What keeps the newest version from being published: missing fields, secrecy, things of others."""
    latest = page.get_latest_revision_as_object()
    problems = list(latest.publication_problems())
    try:
        latest.full_clean()
    except ValidationError as error:
        for name, texts in getattr(error, "message_dict", {"": error.messages}).items():
            label = field_label(latest, name)
            problems += [f"{label}: {text}" if label else str(text) for text in texts]
    return problems


def field_label(page: PortalPage, name: str) -> str:
    from django.core.exceptions import FieldDoesNotExist

    try:
        return str(getattr(page._meta.get_field(name), "verbose_name", "")).capitalize()
    except FieldDoesNotExist:
        return ""


class SubmitForApproval(PageTransition):
    """Hands the newest version to the agency's approvers, with the points of Điều 5 ticked off."""

    verb = "page.submit"

    def __init__(
        self,
        page: PortalPage,
        *,
        by: User,
        points: list[str],
        note: str = "",
        publish_at: datetime.datetime | None = None,
        seen: str = "",
    ) -> None:
        super().__init__(page, by=by, seen=seen)
        self.points, self.note, self.publish_at = points, note, publish_at

    def failure_reasons(self) -> list[str]:
        reasons = [
            *self.standing_reasons(),
            *reasons_if(not may_write(self.by, self.page), _("You may not edit this page.")),
            *reasons_if(self.page.workflow_in_progress, _("This page is submitted already and waits for a decision.")),
            *reasons_if(
                self.page.live and not self.page.has_unpublished_changes,
                _("Nothing has changed since the publication."),
            ),
            *reasons_if(
                set(self.points) != set(ALL_POINTS), _("Tick every point of the check: each of them must hold.")
            ),
            *reasons_if(
                self.publish_at is not None and self.publish_at <= timezone.now(),
                _("The time of publication lies in the past."),
            ),
            *self.unseen_reasons(),
            *reasons_if(self.page.get_workflow() is None, _("This portal has no workflow. Tell the operator.")),
        ]
        return reasons or version_problems(self.page)

    def change(self) -> ApprovalState:
        returned = self.page.current_workflow_state
        if returned is not None and returned.status == WorkflowState.STATUS_NEEDS_CHANGES:
            returned.cancel(user=self.by)
        self.page.get_workflow().start(self.page, self.by)
        state = current_submission(self.page)
        assert state is not None
        state.note, state.publish_at = self.note, self.publish_at
        state.due_at = answer_due(timezone.now())
        state.save()
        keep_check(self.page, self.by, self.points)
        mail.submitted(self.page, state)
        return state

    def more_details(self) -> dict[str, Any]:
        return {"points": self.points, "note": self.note, "revision": self.page.latest_revision_id}


def keep_check(page: PortalPage, by: User | None, points: list[str]) -> LegalityCheck:
    """Keeps the ticked points with the newest version."""
    revision = page.get_latest_revision()
    return LegalityCheck.objects.create(
        page=page.page_ptr,
        revision=revision,
        digest=digest_of(revision),
        points=points,
        by=by,
        by_name=by.shown_name if by else "",
    )


def answer_due(moment: datetime.datetime) -> datetime.datetime:
    """Until when a submission is to be answered: working days by the dated rule `approval-time`."""
    return due_at(moment, int(Rule.objects.value("approval-time")), working_calendar())


class TakeBack(PageTransition):
    """The submitter, or whoever may edit the page, takes a submission back to go on writing."""

    verb = "page.take_back"

    def failure_reasons(self) -> list[str]:
        return [
            *reasons_if(not may_write(self.by, self.page), _("You may not edit this page.")),
            *reasons_if(current_submission(self.page) is None, _("This page does not wait for a decision.")),
        ]

    def change(self) -> PortalPage:
        state = current_submission(self.page)
        assert state is not None
        state.workflow_state.cancel(user=self.by)
        return self.page


class Decision(PageTransition):
    """A yes or no of an approver to the version that was shown."""

    def __init__(self, page: PortalPage, *, by: User, revision_id: int, seen: str = "") -> None:
        super().__init__(page, by=by, seen=seen)
        self.revision_id = revision_id

    def failure_reasons(self) -> list[str]:
        state = current_submission(self.page)
        if state is None:
            return [_("This page does not wait for a decision any more: somebody else has decided or taken it back.")]
        return [
            *self.standing_reasons(),
            *reasons_if(not may_approve(self.by, self.page), _("Only an approver of this agency decides.")),
            *(
                [_("The text has changed since you opened it. Read it again.")]
                if self.revision_id != state.revision_id
                else self.unseen_reasons()
            ),
        ]

    def more_details(self) -> dict[str, Any]:
        return {"revision": self.revision_id}


class Approve(Decision):
    """Publishes the submitted version, at once or at a given time (design ground rule 4)."""

    verb = "page.approve"

    def __init__(
        self,
        page: PortalPage,
        *,
        by: User,
        revision_id: int,
        note: str = "",
        publish_at: datetime.datetime | None = None,
        seen: str = "",
    ) -> None:
        super().__init__(page, by=by, revision_id=revision_id, seen=seen)
        self.note, self.publish_at = note, publish_at

    def failure_reasons(self) -> list[str]:
        if reasons := super().failure_reasons():
            return reasons
        editor = last_editor(self.page)
        return [
            *reasons_if(
                self.by is not None and editor is not None and editor.pk == self.by.pk,
                _("You wrote this version yourself: another approver has to decide."),
            ),
            *reasons_if(
                legality_check_of(self.page.get_latest_revision()) is None,
                _("The points of the check are not ticked for this version. Return it to be submitted again."),
            ),
            *reasons_if(
                self.publish_at is not None and self.publish_at <= timezone.now(),
                _("The time of publication lies in the past."),
            ),
            *version_problems(self.page),
        ]

    def change(self) -> PortalPage:
        state = current_submission(self.page)
        assert state is not None
        revision = state.revision
        # A schedule is not content: the version stays the one that was checked.
        revision.content["go_live_at"] = self.publish_at.isoformat() if self.publish_at else None
        revision.content["expire_at"] = None
        revision.save(update_fields=["content"])
        state.approve(user=self.by, comment=self.note)
        mail.decided(self.page, state)
        return self.page

    def more_details(self) -> dict[str, Any]:
        return {**super().more_details(), "note": self.note, "publish_at": str(self.publish_at or "")}


class ReturnForChanges(Decision):
    """Sends the submitted version back with the reason."""

    verb = "page.return"

    def __init__(self, page: PortalPage, *, by: User, revision_id: int, reason: str, seen: str = "") -> None:
        super().__init__(page, by=by, revision_id=revision_id, seen=seen)
        self.reason = reason.strip()

    def failure_reasons(self) -> list[str]:
        return super().failure_reasons() or reasons_if(
            not self.reason, _("Say what is to be changed: the writer cannot guess it.")
        )

    def change(self) -> PortalPage:
        state = current_submission(self.page)
        assert state is not None
        unschedule(self.page)
        state.reject(user=self.by, comment=self.reason)
        mail.decided(self.page, state)
        return self.page

    def more_details(self) -> dict[str, Any]:
        return {**super().more_details(), "reason": self.reason}


class ForcePublish(PageTransition):
    """The emergency door: an approver publishes alone, says why, and somebody else looks at it afterwards."""

    verb = "page.force_publish"

    def __init__(self, page: PortalPage, *, by: User, reason: str, points: list[str], seen: str = "") -> None:
        super().__init__(page, by=by, seen=seen)
        self.reason, self.points = reason.strip(), points

    def failure_reasons(self) -> list[str]:
        reasons = [
            *self.standing_reasons(),
            *reasons_if(not may_approve(self.by, self.page), _("Only an approver of this agency decides.")),
            *reasons_if(
                self.page.live and not self.page.has_unpublished_changes,
                _("Nothing has changed since the publication."),
            ),
            *self.unseen_reasons(),
            *reasons_if(len(self.reason) < 10, _("Say in a sentence why it cannot wait for a second person.")),
            *reasons_if(
                set(self.points) != set(ALL_POINTS), _("Tick every point of the check: each of them must hold.")
            ),
        ]
        return reasons or version_problems(self.page)

    def change(self) -> ForcedPublication:
        running = self.page.current_workflow_state
        if running is not None:
            running.cancel(user=self.by)
        keep_check(self.page, self.by, self.points)
        unschedule(self.page)
        revision = self.page.get_latest_revision()
        revision.content["go_live_at"] = revision.content["expire_at"] = None
        revision.save(update_fields=["content"])
        revision.publish(user=self.by, skip_permission_checks=True)
        entry = ForcedPublication.objects.create(
            page=self.page.page_ptr, agency=self.page.agency, title=self.page.title, reason=self.reason, by=self.by
        )
        mail.forced(self.page, entry)
        return entry

    def more_details(self) -> dict[str, Any]:
        return {"reason": self.reason, "points": self.points, "revision": self.page.latest_revision_id}


def unschedule(page: Page) -> int:
    """No version of the page, nor of what stands below it, appears by itself any more. Answers how many were to."""
    ids = [str(pk) for pk in page.get_descendants(inclusive=True).values_list("pk", flat=True)]
    waiting = Revision.objects.filter(
        base_content_type=page.get_base_content_type(), object_id__in=ids, approved_go_live_at__isnull=False
    )
    return waiting.update(approved_go_live_at=None)


class CancelSchedule(PageTransition):
    """An approver stops a publication that was approved for later; the page stays a draft."""

    verb = "page.unschedule"

    def failure_reasons(self) -> list[str]:
        return [
            *self.standing_reasons(),
            *reasons_if(not may_approve(self.by, self.page), _("Only an approver of this agency decides.")),
            *reasons_if(self.page.scheduled_revision is None, _("No publication of this page is scheduled.")),
        ]

    def change(self) -> PortalPage:
        unschedule(self.page)
        return self.page


class ReviewForced(Transition):
    """The second pair of eyes on a publication that went without: somebody else than who forced it."""

    verb = "page.review_forced"

    def __init__(self, entry: ForcedPublication, *, by: User, verdict: str) -> None:
        super().__init__(by)
        self.entry, self.verdict = entry, verdict.strip()

    def subject(self) -> ForcedPublication:
        return self.entry

    def failure_reasons(self) -> list[str]:
        assert self.by is not None
        standing = standing_of(self.by)
        ours = standing.has(Role.APPROVER, Role.OFFICER, agency_id=self.entry.agency_id)
        return [
            *reasons_if(
                not (standing.is_operator or ours), _("Only an approver or the officer of this agency reviews it.")
            ),
            *reasons_if(self.entry.by_id == self.by.pk, _("Somebody else than the publisher has to review it.")),
            *reasons_if(self.entry.reviewed_at is not None, _("It is reviewed already.")),
            *reasons_if(not self.verdict, _("Say what you found.")),
        ]

    def change(self) -> ForcedPublication:
        self.entry.reviewed_by, self.entry.reviewed_at = self.by, timezone.now()
        self.entry.verdict = self.verdict
        self.entry.save()
        return self.entry

    def log_details(self) -> dict[str, Any]:
        return {"agency_label": label_of(self.entry.agency), "verdict": self.verdict}
