"""A province as big as it may become: a hundred agencies with portals, 50,000 pages, 1,200 waiting submissions."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from wagtail.models import Locale, Page, Site

from agencies.bulk import BulkPublish
from agencies.memberships import sync_groups
from agencies.models import Agency, AgencyName, ApprovalState, Membership, Portal, PortalPage, Role
from core.models import User
from documents.importing import Catalogue, draft
from documents.models import DocumentIndexPage
from home.services import OpenPortal
from home.services.open_portal import Imprint
from news.models import NewsIndexPage, NewsPage, Section
from thaibinh.bench.copies import copies_of, look_at_everything, search_rows, versions_of_copies
from thaibinh.bench.waiting import submit_in_bulk

FIRST_DAY = datetime.date(2011, 5, 2)
BIG = 5_000  # items of the busiest agency
WAITING = 1_200
BARE_HOST = "bare"  # label of the site that holds one plain page


@dataclass(frozen=True, slots=True)
class Province:
    """What the measurements need to know of it."""

    main: Portal
    portal: Portal  # the busiest agency's
    editor: User
    approver: User
    operator: User
    news: Page
    pages: int
    waiting: int


def build(say: Callable[[str], object], *, agencies: int = 100, pages: int = 50_000) -> Province:
    """Fills an empty, migrated database; `pages` counts all of them."""
    begun = time.monotonic()
    with transaction.atomic():
        main = open_portal(0)
        portals = [open_portal(number) for number in range(1, agencies + 1)]
    say(f"{agencies} agencies with portals after {time.monotonic() - begun:.0f} s")
    with transaction.atomic():
        people = people_of(portals)
        fill(main, portals, pages, people)
        bare_page()
    look_at_everything()
    say(f"{Page.objects.count():,} pages after {time.monotonic() - begun:.0f} s")
    busy = portals[0]
    return Province(
        main=main,
        portal=busy,
        editor=people["editor"],
        approver=people["approver"],
        operator=User.objects.create(username="operator", is_superuser=True, email="operator@example.vn"),
        news=news_index(busy),
        pages=Page.objects.count(),
        waiting=ApprovalState.objects.count(),
    )


def open_portal(number: int) -> Portal:
    """The main portal is number 0."""
    kind = Agency.Kind.DEPARTMENT if number else Agency.Kind.COMMITTEE
    name = f"Sở thứ {number}" if number else "Ủy ban nhân dân tỉnh"
    agency = Agency.objects.create(
        name=name, name_en=f"Department {number}", kind=kind, level=Agency.Level.PROVINCE, valid_from=FIRST_DAY
    )
    AgencyName.objects.create(agency=agency, name=name, name_en=agency.name_en, valid_from=FIRST_DAY)
    imprint = Imprint(responsible="Giám đốc", address="Số 1", phone="0227 3000 000", email=f"so{number}@example.vn")
    label = f"so{number}" if number else ""
    return OpenPortal(agency, label, by=None, is_main=not number, imprint=imprint, valid_from=FIRST_DAY).run()


def people_of(portals: list[Portal]) -> dict[str, User]:
    """An editor and an approver in every agency; those of the first are answered by role."""
    roles = (Role.EDITOR, Role.APPROVER)
    wanted = [(portal, role) for portal in portals for role in roles]
    users = User.objects.bulk_create(
        [
            User(username=f"{role}.{portal.pk}", email=f"{role}.{portal.pk}@example.vn", last_name="Nguyễn Văn")
            for portal, role in wanted
        ]
    )
    Membership.objects.bulk_create(
        [
            Membership(user=user, agency_id=portal.agency_id, role=role, valid_from=FIRST_DAY)
            for user, (portal, role) in zip(users, wanted, strict=True)
        ]
    )
    first = dict(zip([str(role.value) for role in roles], users, strict=False))
    for user in first.values():
        sync_groups(user)  # stock Wagtail knows groups only
    return first


def fill(main: Portal, portals: list[Portal], pages: int, people: dict[str, User]) -> None:
    """Half news, half documents; the busiest agency has 5,000 news items, some of them waiting."""
    catalogue, section = Catalogue(), Section.objects.order_by("pk").first()
    busy = portals[0]
    big = min(BIG, pages // 4)
    share = max(4, (pages - Page.objects.count() - big) // (len(portals) + 1)) // 2
    item = document = None
    for portal in (main, *portals):
        item = NewsPage(
            title="Tin", slug="tin", section=section, summary="Tóm tắt", body=[("text", "<p>Chữ.</p>" * 20)]
        )
        BulkPublish(news_index(portal), [item], by=None).run()
        copies_of(item, (big if portal is busy else share) - 1)
        library = child(portal, DocumentIndexPage)
        number = f"{portal.pk}/2024/QĐ-UBND"
        row = {"number": number, "type": "Quyết định", "title": "Quy định", "issuer": "Ủy ban nhân dân tỉnh"}
        document = draft({**row, "text": "Điều 1. Phạm vi"}, catalogue, library.locale)
        BulkPublish(library, [document], by=None).run()
        copies_of(document, share - 1)
    assert item is not None and document is not None
    for page in (item, document):
        versions_of_copies(page, list(User.objects.order_by("pk").values_list("pk", flat=True)))
    search_rows()
    begun = NewsPage.objects.child_of(news_index(busy)).order_by("path")[: min(WAITING, big // 2)]
    Page.objects.filter(pk__in=[page.pk for page in begun]).update(live=False)
    submit_in_bulk(busy, list(NewsPage.objects.filter(pk__in=[page.pk for page in begun])), people["editor"])


def child(portal: Portal, model: type[PortalPage]) -> PortalPage:
    assert portal.site is not None
    return model._default_manager.child_of(portal.site.root_page).get()


def news_index(portal: Portal) -> PortalPage:
    return child(portal, NewsIndexPage)


def bare_page() -> None:
    """A site of Wagtail's own plain page, for what bare Wagtail costs."""
    from django.conf import settings

    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    home = Page.get_first_root_node().add_child(instance=Page(title="Trang", slug="bare", locale=locale))
    home.add_child(instance=Page(title="Trang con", slug="trang", locale=locale))
    host = f"{BARE_HOST}.{settings.PORTAL_DOMAIN}"
    Site.objects.create(hostname=host, port=settings.PUBLIC_PORT, root_page=home, site_name="bare")
