"""What every official portal owes its readers, as a sample: policies with versions, lists of official channels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.html import escape

from agencies.addresses import DUTY_SLUGS
from agencies.models import Channel, ChannelsPage, PolicyPage, PolicyVersion, Portal
from core.jobs import enqueue

FILE = Path(__file__).resolve().parent / "duties.json"


def fill_duties(portal: Portal) -> None:
    """Sample policies of the main portal and the official channels of any."""
    texts = json.loads(FILE.read_text("utf-8"))
    done = []
    for page in ChannelsPage.objects.filter(agency=portal.agency).select_related("locale"):
        fill_channels(page, portal, texts["channels"])
        done.append(page.pk)
    if portal.is_main:
        done += [pk for name in ("privacy", "accessibility") for pk in fill_policy(name, texts[name])]
    enqueue("search.index_pages", f"sample of {portal}", page_ids=done)


def fill_policy(name: str, texts: dict[str, Any]) -> list[int]:
    """One policy in both languages; answers the pages."""
    pages = PolicyPage.objects.filter(slug__in=DUTY_SLUGS[name].values()).select_related("locale")
    for page in pages:
        text = texts[page.locale.language_code]
        page.summary, page.is_sample = text["summary"], True
        page.versions = [
            PolicyVersion(
                sort_order=place,
                number=version["number"],
                valid_from=parse_date(version["valid_from"]),
                changes=version["changes"],
                body=html_of(version["body"]),
            )
            for place, version in enumerate(text["versions"])
        ]
        page.save()
    return [page.pk for page in pages]


def fill_channels(page: ChannelsPage, portal: Portal, texts: dict[str, Any]) -> None:
    """Sample numbers that say they are none; the mailbox and the telephone of the imprint."""
    code = page.locale.language_code
    rows = [
        Channel(
            kind=row["kind"],
            name=row[code],
            value=row["value"],
            hours="" if row.get("plain") else row.get("hours", texts["hours"])[code],
            note="" if row.get("plain") else texts["note"][code],
        )
        for row in texts["main" if portal.is_main else "agency"]
    ]
    for kind, name, value in (("telephone", "office", portal.phone), ("email", "mailbox", portal.email)):
        if value:
            rows.append(Channel(kind=kind, name=texts[name][code], value=value))
    for row in rows:
        row.clean()
    page.channels, page.is_sample = rows, True
    page.save()


def html_of(parts: list[Any]) -> str:
    """Paragraphs, headings and lists as an editor would have written them."""
    html = []
    for part in parts:
        if isinstance(part, str):
            html.append(f"<p>{escape(part)}</p>")
        elif "heading" in part:
            html.append(f"<h2>{escape(part['heading'])}</h2>")
        else:
            html.append(f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in part['list'])}</ul>")
    return "".join(html)


def clear_duties() -> None:
    """The invented texts and numbers go where the portal stays."""
    PolicyVersion.objects.filter(page__is_sample=True).delete()
    Channel.objects.filter(page__is_sample=True).delete()
    for model in (PolicyPage, ChannelsPage):
        model.objects.filter(is_sample=True).update(summary="", is_sample=False)
