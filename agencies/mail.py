"""The mails of approval and accounts: to the right people, with a link and with what differs."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from agencies.addresses import on_main_host
from agencies.models import ApprovalState, ForcedPublication, Invitation, PortalPage, Role
from agencies.permissions import people_as
from agencies.versions import changes_to, last_editor
from core.mail import send_later
from core.models import User

# A mail is no place to read a whole page: the rest is on the review screen.
MOST_CHANGES = 12
LONGEST_CHANGE = 1500


def link(name: str, *args: Any) -> str:
    return on_main_host(reverse(name, args=args))


def submitted(page: PortalPage, state: ApprovalState) -> None:
    """To the approvers who may decide: not to the one who wrote the version."""
    approvers = people_as(page.agency_id, Role.APPROVER, without=[last_editor(page)])
    changes = [(change.label, change.text[:LONGEST_CHANGE]) for change in changes_to(page)]
    context = {
        "page": page,
        "state": state,
        "by": state.workflow_state.requested_by,
        "changes": changes[:MOST_CHANGES],
        "more": max(0, len(changes) - MOST_CHANGES),
        "url": link("approval_review", page.pk),
    }
    send_later(approvers.values_list("email", flat=True), "agencies/mail/submitted.txt", context)


def decided(page: PortalPage, state: ApprovalState) -> None:
    """To the submitter and to the one who wrote the version, with the reason or the address."""
    people = {user for user in (state.workflow_state.requested_by, last_editor(page)) if user and user.is_active}
    fresh = type(page).objects.get(pk=page.pk)
    context = {
        "page": fresh,
        "state": state,
        "by": state.finished_by,
        "approved": state.status == ApprovalState.STATUS_APPROVED,
        "public_url": fresh.full_url if fresh.live else "",
        "url": link("wagtailadmin_pages:edit", page.pk),
    }
    send_later([user.email for user in people - {state.finished_by}], "agencies/mail/decided.txt", context)


def forced(page: PortalPage, entry: ForcedPublication) -> None:
    """To those who have to look at it afterwards."""
    people = people_as(page.agency_id, Role.APPROVER, Role.OFFICER, without=[entry.by])
    context = {"page": page, "entry": entry, "by": entry.by, "url": link("forced_review", entry.pk)}
    send_later(people.values_list("email", flat=True), "agencies/mail/forced.txt", context)


def schedule_refused(page: PortalPage, reason: str) -> None:
    """To the approvers: a page that was to appear by itself did not, and why."""
    people = people_as(page.agency_id, Role.APPROVER)
    context = {"page": page, "reason": reason, "url": link("wagtailadmin_pages:edit", page.pk)}
    send_later(people.values_list("email", flat=True), "agencies/mail/schedule_refused.txt", context)


def invited(invitation: Invitation, url: str) -> None:
    """To the colleague; the link stands in this mail and nowhere else."""
    send_later([invitation.email], "agencies/mail/invited.txt", {"invitation": invitation, "url": url})


def account_locked(user: User) -> None:
    """To the person whose account was locked: somebody tried the password too often."""
    send_later([user.email], "agencies/mail/locked.txt", {"user": user})
