"""Thousands of pages from one: base rows by `bulk_create`, everything that hangs on them by INSERT … SELECT."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import F
from psycopg.types.json import Jsonb
from wagtail.models import Page

from agencies.models import PortalPage

BATCH = 2000
ABOUT = ("phòng, chống dịch", "chuyển đổi số", "cải cách hành chính", "xây dựng nông thôn mới", "năm học mới")
# What has to differ from copy to copy, where a page type has such a column; `p` is the new base row.
OWN_VALUES = {
    "number": "p.id || '/2024/QĐ-UBND'",
    "number_key": "p.id || '/2024/qd-ubnd'",
    "issued_on": "DATE '2024-12-31' - (p.id %% 3000)::int",
    "published_on": "DATE '2026-06-30' - (p.id %% 3000)::int",
}


def copies_of(page: PortalPage, count: int) -> None:
    """`count` live pages like this one, beside it."""
    parent = page.get_parent()
    first = Page._str2int(parent.get_children().order_by("path").last().path[-Page.steplen :]) + 1
    columns = [field.attname for field in Page._meta.concrete_fields if field.attname != "id"]
    base = {name: getattr(page, name) for name in columns}
    rows = []
    for step in range(first, first + count):
        slug, title = f"{page.slug}-{step}", f"{page.title} {step} về {ABOUT[step % len(ABOUT)]}"
        own = {
            "path": Page._get_path(parent.path, page.depth, step),
            "slug": slug,
            "title": title,
            "draft_title": title,
            "url_path": f"{parent.url_path}{slug}/",
            "translation_key": uuid.uuid4(),
        }
        rows.append(Page(**{**base, **own}))
    Page.objects.bulk_create(rows, batch_size=BATCH)
    child_rows(page, rows[0].path, rows[-1].path)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + count)


def child_rows(page: PortalPage, first: str, last: str) -> None:
    """The rows of the page type's own table for base rows that lie between two places of the tree."""
    quote = connection.ops.quote_name
    names = [field.column for field in page._meta.local_concrete_fields if not field.primary_key]
    values = [OWN_VALUES.get(name, f"t.{quote(name)}") for name in names]
    table, key = quote(page._meta.db_table), quote(page._meta.pk.column)
    run(
        f"INSERT INTO {table} ({key}, {', '.join(map(quote, names))}) "  # noqa: S608 - names of our own models
        f"SELECT p.id, {', '.join(values)} FROM wagtailcore_page p, {table} t "
        f"WHERE t.{key} = %s AND p.depth = %s AND p.path BETWEEN %s AND %s",
        [page.pk, page.depth, first, last],
    )


VERSIONS = """
    INSERT INTO wagtailcore_revision
        (content_type_id, base_content_type_id, object_id, created_at, user_id, object_str, content)
    SELECT p.content_type_id, %s, p.id::text, now() - p.id * interval '1 minute', (%s::bigint[])[1 + p.id %% %s],
        p.title, %s || jsonb_build_object('pk', p.id, 'path', p.path, 'depth', p.depth, 'numchild', p.numchild,
            'title', p.title, 'draft_title', p.title, 'slug', p.slug, 'url_path', p.url_path,
            'translation_key', p.translation_key, 'locale', p.locale_id, 'owner', p.owner_id)
    FROM wagtailcore_page p WHERE p.content_type_id = %s AND p.latest_revision_id IS NULL"""
NEWEST = """
    UPDATE wagtailcore_page p SET latest_revision_id = r.id, latest_revision_created_at = r.created_at
    FROM wagtailcore_revision r WHERE r.object_id = p.id::text AND r.base_content_type_id = %s
        AND p.content_type_id = %s AND p.latest_revision_id IS NULL"""
LOG = """
    INSERT INTO wagtailcore_pagelogentry
        (content_type_id, label, action, data, timestamp, content_changed, deleted, page_id, user_id, uuid)
    SELECT p.content_type_id, p.title, 'wagtail.edit', '{}', r.created_at, true, false, p.id, r.user_id,
        gen_random_uuid()
    FROM wagtailcore_page p JOIN wagtailcore_revision r ON r.id = p.latest_revision_id
    WHERE p.content_type_id = %s"""
SEARCH = """
    INSERT INTO wagtailsearch_indexentry
        (content_type_id, object_id, title_norm, autocomplete, title, body, title_text, body_text)
    SELECT content_type_id, id::text, 1, words, words, '', title, ''
    FROM wagtailcore_page, to_tsvector('simple', title) AS words WHERE depth > 2 ON CONFLICT DO NOTHING"""


def versions_of_copies(page: PortalPage, users: list[int]) -> None:
    """A version and a line of the log for every page of this type that has none: each was edited once, by anybody."""
    base = ContentType.objects.get_for_model(Page).pk
    content = Jsonb(page.serializable_data(), dumps=DjangoJSONEncoder().encode)
    run(VERSIONS, [base, users, len(users), content, page.content_type_id])
    run(NEWEST, [base, page.content_type_id])
    run(LOG, [page.content_type_id])


def search_rows() -> None:
    """What the admin's search finds pages by: their titles."""
    run(SEARCH, [])


def look_at_everything() -> None:
    """What autovacuum does within a minute: without it PostgreSQL plans for an empty database."""
    run("ANALYZE", [])


def run(sql: str, params: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
