"""Opens a portal: everything it needs, in one transaction, in the same way for the form, the command and the tests."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from agencies.hosts import lock_labels, speaks_for_standing_agency
from agencies.labels import label_problems
from agencies.memberships import sync_groups
from agencies.models import (
    Agency,
    ApprovalTask,
    Membership,
    Participation,
    Portal,
    PortalGroup,
    PortalHost,
    PortalPage,
    Role,
)
from agencies.portal_parts import parts_of
from agencies.signals import pages_published, portal_changed
from core.models import User
from core.models.dated import today
from core.transitions import Transition, reasons_if
from home.models import AgencyHomePage, ContainerPage, MainHomePage
from home.services.born_pages import BornPages

# No role gets `publish`: finishing the workflow publishes (docs/decisions/0004).
PAGE_RIGHTS = {
    Role.CONTRIBUTOR: ("add_page",),
    Role.EDITOR: ("add_page", "change_page"),
    Role.APPROVER: ("add_page", "change_page", "lock_page", "unlock_page"),
    Role.OFFICER: (),
}
MEDIA_ROLES = (Role.CONTRIBUTOR, Role.EDITOR, Role.APPROVER)
MEDIA_RIGHTS = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who answers for the portal and how to reach the agency; shown in header and footer."""

    responsible: str = ""
    address: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    hours: str = ""


class OpenPortal(Transition):
    """Makes container, home pages, sections, site, collection, groups, workflow and rights of one agency's portal.

    Opening says yes for the standing agency to the label (Quy chế Điều 4.3), so only who speaks for it may do it.
    `is_main` opens the main portal, which has no label.
    """

    verb = "portal.open"

    def __init__(
        self,
        agency: Agency,
        label: str = "",
        *,
        by: User | None,
        is_main: bool = False,
        title: str = "",
        title_en: str = "",
        imprint: Imprint | None = None,
        valid_from: datetime.date | None = None,
    ) -> None:
        super().__init__(by)
        self.agency, self.label, self.is_main = agency, label.strip().lower(), is_main
        self.title, self.title_en = title or agency.name, title_en or agency.name_en
        self.imprint, self.valid_from = imprint or Imprint(), valid_from or today()
        self.born = BornPages(by)

    def subject(self) -> Agency:
        return self.agency

    def lock(self) -> None:
        super().lock()
        lock_labels()

    def failure_reasons(self) -> list[str]:
        opened = Portal.objects.filter(agency=self.agency).exclude(state=Portal.State.PROPOSED).exists()
        taken = Site.objects.filter(hostname=self.hostname).exists()
        reasons = [
            *reasons_if(not speaks_for_standing_agency(self.by), _("Only the standing agency opens portals.")),
            *reasons_if(opened, _("This agency has a portal already.")),
            *reasons_if(
                self.valid_from > today(), _("The first day lies in the future: open the portal when it has come.")
            ),
            *participation_problems(self.agency),
        ]
        if not self.is_main:
            reasons += label_problems(self.label, self.agency, day=self.valid_from)
        return reasons or reasons_if(taken, _("Another portal answers at %(host)s.") % {"host": self.hostname})

    def change(self) -> Portal:
        portal = self._portal_row()
        homes = self._pages(portal)
        self._site(portal, homes[settings.LANGUAGE_CODE])
        self._rights(portal)
        portal.state, portal.opened_on = Portal.State.ACTIVE, self.valid_from
        portal.save()
        self._participation()
        for membership in Membership.objects.on().filter(agency=self.agency).select_related("user"):
            sync_groups(membership.user)
        pages_published.send(type(self), page_ids=self.born.ids)
        portal_changed.send(type(self), portal=portal)
        # Read anew: what was hung into the tree on the way changed rows that this object remembers differently.
        return Portal.objects.get(pk=portal.pk)

    def log_details(self) -> dict[str, Any]:
        return {"agency_label": self.label, "pages": len(self.born.ids)}

    def _portal_row(self) -> Portal:
        portal, _created = Portal.objects.get_or_create(agency=self.agency, defaults={"title": self.title})
        portal.title, portal.title_en, portal.is_main = self.title, self.title_en, self.is_main
        for name in Imprint.__dataclass_fields__:
            setattr(portal, name, getattr(self.imprint, name) or getattr(portal, name))
        portal.save()
        if not self.is_main:
            self._host(portal)
        return portal

    def _host(self, portal: Portal) -> None:
        """The address from the first day on; one that was agreed before the opening is kept, another one gives way."""
        agreed = PortalHost.objects.agreed().filter(portal=portal)
        if agreed.filter(label=self.label).on(self.valid_from).exists():
            return
        agreed.filter(valid_from__gte=self.valid_from).delete()
        agreed.on(self.valid_from).update(valid_to=self.valid_from - datetime.timedelta(days=1))
        PortalHost.objects.update_or_create(
            portal=portal,
            label=self.label,
            valid_from=self.valid_from,
            defaults={"agreed_by": self.by, "agreed_on": today()},
        )

    def _pages(self, portal: Portal) -> dict[str, PortalPage]:
        """Container, a home page in every language, and below each what portals are born with."""
        locales = {locale.language_code: locale for locale in Locale.objects.all()}
        root = Page.get_first_root_node()
        container = ContainerPage(
            title=self.title, slug=f"{self.label or 'main'}-{self.agency.pk}", live=False, locale=locales["vi"]
        )
        root.add_child(instance=container)
        portal.container = container.page_ptr
        portal.save()
        homes: dict[str, PortalPage] = {}
        for code, locale in locales.items():
            titles = {"vi": self.title, "en": self.title_en or self.title}
            home = (MainHomePage if self.is_main else AgencyHomePage)(title=titles.get(code, self.title), slug=code)
            homes[code] = self.born.add(container, home, locale, "home")
            for part in parts_of(is_main=self.is_main):
                self.born.add_part(homes[code], part, locale)
        return homes

    @property
    def hostname(self) -> str:
        return settings.MAIN_HOST if self.is_main else f"{self.label}.{settings.PORTAL_DOMAIN}"

    def _site(self, portal: Portal, home: PortalPage) -> None:
        host = self.hostname
        portal.site = Site.objects.create(
            hostname=host, port=settings.PUBLIC_PORT, root_page=home, site_name=self.title, is_default_site=self.is_main
        )

    def _rights(self, portal: Portal) -> None:
        """Groups, their rights on the container and the collection, and the workflow of the agency."""
        assert portal.container is not None
        name = self.label or "main"
        portal.collection = Collection.get_first_root_node().add_child(name=self.title[:255])
        groups = {}
        admin = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
        for role in Role:
            group = Group.objects.create(name=self._free_group_name(f"{name}: {role.value}"))
            group.permissions.add(admin)
            groups[role] = group
            PortalGroup.objects.create(portal=portal, role=role, group=group)
            for codename in PAGE_RIGHTS[role]:
                right = page_permissions().get(codename=codename)
                GroupPagePermission.objects.get_or_create(group=group, page=portal.container, permission=right)
        for role in MEDIA_ROLES:
            for right in media_permissions():
                GroupCollectionPermission.objects.get_or_create(
                    group=groups[role], collection=portal.collection, permission=right
                )
        workflow = Workflow.objects.create(name=f"{self.title}"[:255])
        task = ApprovalTask.objects.create(name=(_("Approval: %(portal)s") % {"portal": self.title})[:255])
        task.groups.add(groups[Role.APPROVER])
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowPage.objects.create(workflow=workflow, page=portal.container)
        portal.workflow = workflow

    def _free_group_name(self, name: str) -> str:
        """A label may have been another agency's once; its groups stay for the record."""
        return f"{name} ({self.agency.pk})" if Group.objects.filter(name=name).exists() else name

    def _participation(self) -> None:
        """An agency with a portal takes part; where nothing is recorded it does so by duty (Điều 3.1)."""
        stay, _created = Participation.objects.get_or_create(
            agency=self.agency,
            state__in=Participation.OPEN_STATES,
            defaults={"basis": Participation.Basis.DUTY, "state": Participation.State.ACTIVE},
        )
        stay.state, stay.active_from = Participation.State.ACTIVE, stay.active_from or self.valid_from
        stay.save()


def participation_problems(agency: Agency) -> list[str]:
    """Who joins by decision gets a portal only after it, and only when it asked for one (Quy chế Điều 3.2)."""
    last = Participation.objects.filter(agency=agency).first()
    if last is None:
        return []
    ready = (Participation.State.APPROVED, Participation.State.ACTIVE)
    return [
        *reasons_if(
            last.state in (Participation.State.REFUSED, Participation.State.LEFT),
            _("This agency's request to join was refused, or it has left the portal."),
        ),
        *reasons_if(
            last.state in Participation.OPEN_STATES and last.state not in ready,
            _("The request of this agency to join is not approved yet."),
        ),
        *reasons_if(
            last.mode == Participation.Mode.CONTENT_ONLY, _("This agency supplies content only, it has no portal.")
        ),
    ]


def page_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="wagtailcore", content_type__model="page")


def media_permissions() -> list[Permission]:
    """Rights on pictures and files. Wagtail asks for those of its own models, whatever our models are called."""
    apps = ("wagtailimages", "wagtaildocs")
    return list(Permission.objects.filter(codename__in=MEDIA_RIGHTS, content_type__app_label__in=apps))
