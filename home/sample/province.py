"""Puts the sample province together: agencies and portals, their pages, news with pictures, accounts."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.images import ImageFile
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import escape
from wagtail.models import Page

from agencies.bulk import BulkPublish
from agencies.models import (
    Agency,
    AgencyName,
    ContactPage,
    LeaderPage,
    OrganisationPage,
    Portal,
    PortalImage,
    StandingAgency,
    UnitPage,
)
from core.jobs import enqueue
from home.importing import take_agency
from home.sample.accounts import make_accounts
from home.sample.duties import fill_duties
from home.sample.files import keep_file
from home.sample.library import fill_libraries
from home.sample.pictures import draw
from home.services import OpenPortal
from home.services.open_portal import Imprint
from news.models import NewsIndexPage, NewsPage, Section
from vietnamese.text import slug

FOLDER = Path(__file__).resolve().parent
FIRST_DAY = datetime.date(2011, 5, 2)
STANDING_AGENCY = "sotttt"
PICTURE_SIZE = (1200, 750)
BASIS = "Quyết định 02/2011/QĐ-UBND"

Content = dict[str, Any]


class SampleProvince:
    """Builds the sample once, always the same. `say` tells the progress."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.sections = {section.slug: section for section in Section.objects.all()}
        self.contents = {
            path.stem: json.loads(path.read_text("utf-8")) for path in sorted((FOLDER / "content").glob("*.json"))
        }
        rows = (FOLDER / "agencies.jsonl").read_text("utf-8").splitlines()
        self.agencies: list[Content] = [json.loads(row) for row in rows if row.strip()]

    def build(self) -> None:
        self.say(f"  • Sample content: drawing {len(self.wanted_pictures())} pictures …")
        pictures = self.draw_pictures()
        self.say(f"  • Sample content: opening {len(self.agencies) + 1} portals …")
        self.open_main_portal()
        for row in self.agencies:
            take_agency(row, by=None, imprint=self.imprint(row["label"]), is_sample=True)
        StandingAgency.objects.create(
            agency=Agency.objects.get(portal__hosts__label=STANDING_AGENCY),
            valid_from=FIRST_DAY,
            legal_basis=f"{BASIS}, Quy chế Điều 7.1.d",
        )
        self.say("  • Sample content: writing pages and news …")
        for portal in Portal.objects.select_related("site__root_page", "agency", "collection"):
            self.fill(portal, portal.label or "main", pictures)
            fill_duties(portal)
        self.say("  • Sample content: putting documents into the libraries …")
        fill_libraries()
        make_accounts()

    # -- portals ----------------------------------------------------------------------------------------------------

    def open_main_portal(self) -> None:
        name = f"Ủy ban nhân dân tỉnh {settings.PROVINCE_NAME}"
        name_en = f"{settings.PROVINCE_NAME_EN} Provincial People's Committee"
        agency = Agency.objects.create(
            name=name,
            name_en=name_en,
            short_name="UBND tỉnh",
            abbreviation="UBND",
            kind=Agency.Kind.COMMITTEE,
            level=Agency.Level.PROVINCE,
            valid_from=FIRST_DAY,
            order=0,
            is_sample=True,
        )
        AgencyName.objects.create(agency=agency, name=name, name_en=name_en, valid_from=FIRST_DAY)
        OpenPortal(
            agency,
            by=None,
            is_main=True,
            valid_from=FIRST_DAY,
            imprint=self.imprint("main"),
            title=f"Cổng Thông tin điện tử tỉnh {settings.PROVINCE_NAME}",
            title_en=f"{settings.PROVINCE_NAME_EN} provincial portal",
        ).run()

    def imprint(self, label: str) -> Imprint:
        contact = self.contents.get(label, {}).get("contact", {})
        return Imprint(
            responsible=contact.get("responsible_person_post", ""),
            **{name: contact.get(name, "") for name in ("address", "phone", "fax", "email", "hours")},
        )

    # -- pages ------------------------------------------------------------------------------------------------------

    def fill(self, portal: Portal, label: str, pictures: dict[tuple[str, str], bytes]) -> None:
        """Everything of one portal: organisation, contact, units, leaders, news."""
        content = self.contents.get(label)
        if content is None:
            return
        assert portal.site is not None
        home = portal.site.root_page
        home_en = home.get_translations().get(locale__language_code="en")
        for page, summary in ((home, content["intro"]), (home_en, content["intro_en"])):
            specific = page.specific
            specific.summary, specific.is_sample = summary, True
            specific.save()
        self.introduce(home, content["functions"], content["duties"], content["intro"])
        self.introduce(home_en, [content["functions_en"]], content["duties_en"], content["intro_en"])
        for page in (home, home_en):
            ContactPage.objects.child_of(page).update(is_sample=True)
        organisation = OrganisationPage.objects.child_of(home).get()
        BulkPublish(organisation, [*self.leaders(content), *self.units(content)], by=None, reason="Nội dung mẫu").run()
        index = NewsIndexPage.objects.child_of(home).get()
        BulkPublish(index, list(self.news(portal, label, content, pictures)), by=None, reason="Nội dung mẫu").run()
        enqueue("search.index_pages", f"sample of {label}", page_ids=[organisation.pk])

    def introduce(self, home: Page, functions: list[str], duties: list[str], intro: str) -> None:
        page = OrganisationPage.objects.child_of(home).get()
        page.summary, page.is_sample = intro, True
        page.functions = "".join(f"<p>{escape(text)}</p>" for text in functions)
        page.duties = f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in duties)}</ul>"
        page.save()

    def leaders(self, content: Content) -> Iterator[LeaderPage]:
        for person in content["leaders"]:
            yield LeaderPage(
                title=person["name"],
                slug=slug(person["name"]),
                post=person["post"],
                assignment=person["assignment"],
                is_sample=True,
            )

    def units(self, content: Content) -> Iterator[UnitPage]:
        for unit in content["units"]:
            yield UnitPage(
                title=unit["name"],
                slug=slug(unit["name"]),
                summary=unit["summary"],
                is_sample=True,
            )

    def news(
        self, portal: Portal, label: str, content: Content, pictures: dict[tuple[str, str], bytes]
    ) -> Iterator[NewsPage]:
        for item in sorted(content["news"], key=lambda item: item["date"]):
            day = datetime.date.fromisoformat(item["date"])
            at = timezone.make_aware(datetime.datetime.combine(day, datetime.time(9, 30)))
            picture = None
            if item.get("picture"):
                picture = keep_picture(portal, item["picture"], item["slug"], pictures[label, item["slug"]])
            yield NewsPage(
                title=item["title"],
                slug=item["slug"],
                summary=item["lead"],
                section=self.sections[item["section"]],
                published_on=day,
                happened_at=past(moment(item.get("happened_at"))),
                tags=item.get("tags", []),
                picture=picture,
                caption=(item.get("picture") or {}).get("caption", ""),
                body=[
                    block for part in item["paragraphs"] for block in self.blocks(portal, label, item, part, pictures)
                ],
                first_published_at=at,
                last_published_at=at,
                is_sample=True,
            )

    # -- pictures ---------------------------------------------------------------------------------------------------

    def wanted_pictures(self) -> list[tuple[str, str, str]]:
        """Agency label, name of the picture (slug of its item, in galleries with its place), motif."""
        return [
            (label, name, picture["motif"])
            for label, content in self.contents.items()
            for item in content["news"]
            for name, picture in pictures_of(item)
        ]

    def draw_pictures(self) -> dict[tuple[str, str], bytes]:
        """All pictures, drawn on all cores."""
        wanted = self.wanted_pictures()
        with ProcessPoolExecutor() as pool:
            drawn = pool.map(
                draw_one, [(motif, seed) for seed, (_label, _slug, motif) in enumerate(wanted)], chunksize=4
            )
            return {(label, name): data for (label, name, _motif), data in zip(wanted, drawn, strict=True)}

    def blocks(
        self, portal: Portal, label: str, item: Content, part: Any, pictures: dict[tuple[str, str], bytes]
    ) -> Iterator[tuple[str, Any]]:
        """A part of a text as the blocks an editor would have made of it."""
        if isinstance(part, str):
            yield "text", f"<p>{escape(part)}</p>"
        elif "heading" in part:
            yield "heading", part["heading"]
        elif "list" in part:
            yield "text", f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in part['list'])}</ul>"
        elif "table" in part:
            yield "table", table_value(part["table"])
        elif "attachment" in part:
            file = keep_file(portal, part["attachment"])
            yield "attachment", {"file": file, "title": ""}
        elif "gallery" in part:
            names = [(name, picture) for name, picture in pictures_of(item) if picture in part["gallery"]["pictures"]]
            shown = [(keep_picture(portal, p, name, pictures[label, name]), p["caption"]) for name, p in names]
            images = [{"image": image, "shows": "", "caption": caption} for image, caption in shown]
            yield "gallery", {"title": part["gallery"]["title"], "images": images}


def pictures_of(item: Content) -> Iterator[tuple[str, Content]]:
    """The pictures of an item by name: its own, and those of galleries in its text."""
    if item.get("picture"):
        yield item["slug"], item["picture"]
    galleries = (part["gallery"] for part in item["paragraphs"] if isinstance(part, dict) and "gallery" in part)
    for number, picture in enumerate((picture for gallery in galleries for picture in gallery["pictures"]), start=1):
        yield f"{item['slug'][:60]}-{number}", picture


def keep_picture(portal: Portal, picture: Content, name: str, data: bytes) -> PortalImage:
    image = PortalImage(
        title=picture["caption"],
        alt_text=picture["alt"],
        collection=portal.collection,
        credit="đồ họa máy tính",
        is_sample=True,
        file=ImageFile(BytesIO(data), name=f"{name}.jpg"),
    )
    image._set_image_file_metadata()
    image.save()
    return image


def table_value(table: Content) -> Content:
    return {
        "data": table["rows"],
        "table_caption": table["caption"],
        "table_header_choice": "both",
        "first_row_is_table_header": True,
        "first_col_is_header": True,
    }


def draw_one(order: tuple[str, int]) -> bytes:
    """One picture; a function of its own so that another process can do it."""
    motif, seed = order
    return draw(motif, seed, PICTURE_SIZE)


def past(at: datetime.datetime | None) -> datetime.datetime | None:
    """An event that has taken place; on a computer whose clock is behind, an item of the sample names none."""
    return at if at and at <= timezone.now() else None


def moment(text: str | None) -> datetime.datetime | None:
    """An ISO time in Asia/Ho_Chi_Minh."""
    found = parse_datetime(text) if text else None
    if found is None:
        return None
    return found if timezone.is_aware(found) else timezone.make_aware(found)
