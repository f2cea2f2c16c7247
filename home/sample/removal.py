"""Takes the sample out again without touching anything real."""

from __future__ import annotations

from django.contrib.auth.models import Group
from wagtail.models import Page

from agencies.models import (
    Agency,
    LeaderPage,
    OrganisationPage,
    Participation,
    Portal,
    PortalFile,
    PortalImage,
    StandingAgency,
    UnitPage,
)
from agencies.permissions import portal_born
from core.audit import record
from core.jobs import enqueue
from core.models import User
from core.page_cache import EVERYTHING, purge_at_commit
from documents.models import DocumentPage
from home.sample.accounts import password_file
from home.sample.duties import clear_duties
from home.sample.library import clear_issuers
from news.models import NewsPage


def remove_sample() -> list[str]:
    """Removes sample pages, pictures, accounts, and sample portals that hold nothing else. Answers what was done."""
    done = []
    pages = [
        page
        for model in (NewsPage, LeaderPage, UnitPage, DocumentPage)
        for page in model.objects.filter(is_sample=True)
    ]
    parents = {page.path[: -Page.steplen] for page in pages}
    Page.objects.filter(pk__in=[page.pk for page in pages]).delete()
    done.append(f"{len(pages)} sample pages")
    images = PortalImage.objects.filter(is_sample=True)
    done.append(f"{images.count()} sample pictures")
    for image in images:
        image.delete()
    files = PortalFile.objects.filter(is_sample=True)
    done.append(f"{files.count()} sample files")
    for file in files:
        file.delete()
    users = User.objects.filter(is_sample=True)
    done.append(f"{users.count()} sample accounts")
    users.delete()
    password_file().unlink(missing_ok=True)
    kept, gone = remove_portals()
    done.append(f"{gone} sample portals")
    if kept:
        done.append(f"kept, because they hold real content: {', '.join(kept)}")
    clear_texts()
    left = Page.objects.filter(path__in=parents).values_list("pk", flat=True)
    enqueue("search.index_pages", "sample removed", page_ids=list(left))
    record("sample.remove", Page, by=None, title="Sample content", removed=done)
    return done


def remove_portals() -> tuple[list[str], int]:
    """Sample portals with nothing but the pages every portal is born with go; the others stay and are named."""
    kept: list[str] = []
    gone = 0
    StandingAgency.objects.filter(agency__is_sample=True).delete()
    portals = Portal.objects.filter(agency__is_sample=True).select_related("site", "container", "workflow", "agency")
    for portal in sorted(portals, key=lambda portal: portal.is_main):
        if holds_content(portal) or portal.inherited.exists() or portal.agency.memberships.exists():
            kept.append(portal.title)
            continue
        remove_portal(portal)
        gone += 1
    return kept, gone


def holds_content(portal: Portal) -> bool:
    """Whether anything stands below the pages that came with the opening, or in the portal's collection."""
    assert portal.container is not None
    # Homes stand at depth 3, what a portal is born with at depth 4; content is below that.
    pages = portal.container.get_descendants()
    below = pages.filter(depth__gt=4).exists() or any(not portal_born(page) for page in pages.filter(depth=4))
    files = PortalImage.objects.filter(collection=portal.collection_id).exists()
    return below or files or PortalFile.objects.filter(collection=portal.collection_id).exists()


def remove_portal(portal: Portal) -> None:
    """Unmakes what OpenPortal made."""
    agency = portal.agency
    site, container, collection, workflow = portal.site, portal.container, portal.collection, portal.workflow
    groups = list(portal.role_groups.values_list("group_id", flat=True))
    Participation.objects.filter(agency=agency).delete()
    portal.delete()
    if site:
        site.delete()
    if container:
        Page.objects.get(pk=container.pk).delete()
    if workflow:
        for task in workflow.tasks:
            task.delete()
        workflow.delete()
    Group.objects.filter(pk__in=groups).delete()
    if collection:
        type(collection).objects.get(pk=collection.pk).delete()
    if not Agency.objects.filter(parent=agency).exists() and not agency.predecessions.exists():
        agency.names.all().delete()
        clear_issuers(agency)
        agency.delete()


def clear_texts() -> None:
    """What stays of a portal with real content loses the invented texts."""
    OrganisationPage.objects.filter(is_sample=True).update(functions="", duties="", summary="", is_sample=False)
    clear_duties()
    purge_at_commit(EVERYTHING)
