"""What an approver does with pages that are public: withdraw, move, put in order, delete into the bin and back.

Stock Wagtail asks for the publish right for all of these, and nobody in an agency has it (decision 0004).
"""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Revision

from agencies.approval import PageTransition, in_bin, unschedule
from agencies.models import BinEntry, BinPage, ForcedPublication, Portal, PortalPage
from agencies.ownership import label_of
from agencies.permissions import may_approve, portal_born
from agencies.wall.references import container_path
from core import audit
from core.models import Rule, User
from core.models.dated import today
from core.transitions import Transition, TransitionRefused, reasons_if


class ApproversChange(PageTransition):
    """A change of a page's place or presence. One at a time in a portal: places hang on one another."""

    def lock(self) -> None:
        lock_tree(self.page)
        super().lock()

    def failure_reasons(self) -> list[str]:
        return [
            *self.standing_reasons(),
            *reasons_if(not may_approve(self.by, self.page), _("Only an approver of this agency does this.")),
        ]


def lock_tree(page: Page) -> None:
    """Nobody else moves pages of this portal until the transaction ends."""
    Page.objects.select_for_update().get(path=container_path(page))


def place(page: Page, target: Page, pos: str, by: User | None) -> None:
    """Moves a page; Wagtail's own check would ask for the publish right."""
    MovePageAction(page, target, pos=pos, user=by).execute(skip_permission_checks=True)


class WithdrawPage(ApproversChange):
    """Takes a page, and what stands below it, out of public view. It stays as a draft."""

    verb = "page.withdraw"

    def __init__(self, page: PortalPage, *, by: User | None, reason: str) -> None:
        super().__init__(page, by=by)
        self.reason = reason.strip()

    def failure_reasons(self) -> list[str]:
        return [
            *super().failure_reasons(),
            *reasons_if(not self.page.live, _("This page is not public.")),
            *reasons_if(portal_born(self.page), _("Every portal has this page: it cannot be withdrawn.")),
            *reasons_if(not self.reason, _("Say why: the log keeps it.")),
        ]

    def change(self) -> PortalPage:
        take_from_view(self.page, self.by)
        return self.page

    def more_details(self) -> dict[str, Any]:
        return {"reason": self.reason}


def take_from_view(page: PortalPage, by: User | None) -> None:
    unschedule(page)
    action = UnpublishPageAction(page, user=by, include_descendants=True)
    action.execute(skip_permission_checks=True)


class MovePage(ApproversChange):
    """Moves a page, and what stands below it, within the portal. Old addresses lead to the new ones."""

    verb = "page.move"

    def __init__(self, page: PortalPage, *, to: Page, by: User | None) -> None:
        super().__init__(page, by=by)
        self.to = to

    def lock(self) -> None:
        super().lock()
        # Somebody may have moved the target while this waited.
        target = Page.objects.filter(pk=self.to.pk).first()
        if target is None:
            raise TransitionRefused([_("The place it was to go to is gone.")])
        self.to = target

    def failure_reasons(self) -> list[str]:
        to, page = self.to, self.page
        elsewhere = to.locale_id != page.locale_id  # said below, in its own words
        allowed = to.specific_class is not None and (elsewhere or page.can_move_to(to))
        return [
            *super().failure_reasons(),
            *reasons_if(portal_born(page), _("Every portal has this page in this place: it cannot be moved.")),
            *reasons_if(
                container_path(to) != container_path(page) or to.locale_id != page.locale_id,
                _("Choose a place in the same portal and the same language."),
            ),
            *reasons_if(not allowed or to.path.startswith(page.path), _("This page cannot stand there.")),
            *reasons_if(page.get_parent().pk == to.pk, _("The page stands there already.")),
            *reasons_if(
                to.get_children().exclude(pk=page.pk).filter(slug=page.slug).exists(),
                _("Another page there has the same address. Change the address of one of them first."),
            ),
        ]

    def change(self) -> PortalPage:
        place(self.page, self.to, "last-child", self.by)
        return self.page

    def more_details(self) -> dict[str, Any]:
        return {"to": self.to.pk}


class ReorderPage(ApproversChange):
    """Moves a page one place up or down among its siblings."""

    verb = "page.reorder"

    def __init__(self, page: PortalPage, *, up: bool, by: User | None) -> None:
        super().__init__(page, by=by)
        self.up = up

    def neighbour(self) -> Page | None:
        siblings = self.page.get_siblings(inclusive=False)
        if self.up:
            return siblings.filter(path__lt=self.page.path).order_by("-path").first()
        return siblings.filter(path__gt=self.page.path).order_by("path").first()

    def failure_reasons(self) -> list[str]:
        return [
            *super().failure_reasons(),
            *reasons_if(self.neighbour() is None, _("It stands at the end already.")),
        ]

    def change(self) -> PortalPage:
        neighbour = self.neighbour()
        assert neighbour is not None
        place(self.page, neighbour, "left" if self.up else "right", self.by)
        return self.page


class DeletePage(ApproversChange):
    """Puts a page, and what stands below it, into the bin: out of view at once, gone for good after a while."""

    verb = "page.delete"

    def __init__(self, page: PortalPage, *, by: User | None, reason: str = "") -> None:
        super().__init__(page, by=by)
        self.reason = reason.strip()

    def failure_reasons(self) -> list[str]:
        # Who began a draft that was never public may throw it away.
        own_draft = (
            self.by is not None
            and self.page.owner_id == self.by.pk
            and self.page.first_published_at is None
            and not self.page.numchild
        )
        reasons = self.standing_reasons() if own_draft else super().failure_reasons()
        return [
            *reasons,
            *reasons_if(portal_born(self.page), _("Every portal has this page: it cannot be deleted.")),
            *reasons_if(
                self.page.workflow_in_progress, _("This page waits for a decision. Take it back or return it first.")
            ),
            *reasons_if(not self.reason and self.page.live, _("Say why: the log keeps it.")),
        ]

    def change(self) -> BinEntry:
        page = self.page
        live = page.get_descendants(inclusive=True).filter(live=True)
        was_live = {str(pk): revision or 0 for pk, revision in live.values_list("pk", "live_revision")}
        parent, slug = page.get_parent(), page.slug
        unschedule(page)
        if was_live:
            take_from_view(page, self.by)
        Page.objects.filter(pk=page.pk).update(slug=f"xoa-{page.pk}")
        page = type(page).objects.get(pk=page.pk)
        place(page, bin_of(page), "last-child", self.by)
        return BinEntry.objects.create(
            page=page.page_ptr,
            agency=page.agency,
            title=page.title,
            slug=slug,
            parent=parent,
            was_live=was_live,
            reason=self.reason,
            by=self.by,
            kept_until=today() + datetime.timedelta(days=int(Rule.objects.value("bin-kept"))),
        )

    def more_details(self) -> dict[str, Any]:
        return {"reason": self.reason}


def bin_of(page: PortalPage) -> BinPage:
    """The bin of the portal a page stands in, made when it is needed first."""
    container = Page.objects.get(path=container_path(page))
    found = BinPage.objects.child_of(container).first()
    if found is None:
        found = container.add_child(
            instance=BinPage(title="Thùng rác", slug="thung-rac", live=False, locale=container.locale)
        )
    return found


class RestorePage(Transition):
    """Brings a page back from the bin: to its place, and what was public is public again."""

    verb = "page.restore"

    def __init__(self, entry: BinEntry, *, by: User) -> None:
        super().__init__(by)
        self.entry = entry

    def subject(self) -> BinEntry:
        return self.entry

    def lock(self) -> None:
        page = Page.objects.filter(bin_entry=self.entry.pk).first()
        if page is not None:
            lock_tree(page)
        super().lock()

    def failure_reasons(self) -> list[str]:
        entry = self.entry
        page = entry.page.specific
        portal = Portal.objects.filter(agency=entry.agency).first()
        parent = entry.parent
        taken = parent is not None and parent.get_children().filter(slug=entry.slug).exists()
        return [
            *reasons_if(not may_approve(self.by, page), _("Only an approver of this agency does this.")),
            *reasons_if(portal is not None and portal.is_read_only, _("This portal is read only.")),
            *reasons_if(
                parent is None or in_bin(parent.specific),
                _("The place it stood in is gone. Restore that page first."),
            ),
            *reasons_if(taken, _("Another page has taken its address. Change that page's address first.")),
        ]

    def change(self) -> PortalPage:
        page = self.entry.page.specific
        assert self.entry.parent is not None
        place(page, self.entry.parent, "last-child", self.by)
        page = type(page).objects.get(pk=page.pk)
        page.slug = self.entry.slug
        page.save(clean=False)
        for pk, revision in self.entry.was_live.items():
            show_again(int(pk), revision, self.by)
        self.entry.delete()
        return page

    def log_subject(self, result: Any) -> PortalPage:
        return result

    def log_details(self) -> dict[str, Any]:
        return {"agency_label": label_of(self.entry.agency)}


def show_again(page_id: int, revision_id: int, by: User | None) -> None:
    """Publishes the version that was public before the deletion; the row itself where it never had versions."""
    page = Page.objects.get(pk=page_id).specific
    revision = Revision.objects.filter(pk=revision_id).first() or page.save_revision(user=by, clean=False)
    # The address may have been changed for the bin meanwhile: the version is published under the page's own.
    revision.content["slug"] = page.slug
    revision.save(update_fields=["content"])
    revision.publish(user=by, skip_permission_checks=True)


def empty_bins() -> int:
    """Removes for good what has lain in the bins long enough. Answers how many pages went."""
    gone = 0
    # What was published without approval is not lost before somebody has looked at it.
    unreviewed = ForcedPublication.objects.filter(reviewed_at__isnull=True, page__isnull=False)
    for entry in BinEntry.objects.filter(kept_until__lt=today()).select_related("page", "agency"):
        if unreviewed.filter(page__path__startswith=entry.page.path).exists():
            continue
        audit.record("page.purge", entry.page, by=None, title=entry.title)
        entry.page.specific.delete()
        gone += 1
    return gone
