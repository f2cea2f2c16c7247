"""How PostgreSQL answers the hot queries of a big province: what it reads from end to end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.test import Client

from thaibinh.bench.bare import public_pages
from thaibinh.bench.province import Province
from thaibinh.bench.screens import queries_of, screens_of, signed_in

MANY = 5_000  # rows; a smaller table is read whole for good reason
SLOW = 50.0  # milliseconds


def look_at_plans(province: Province) -> list[dict[str, Any]]:
    """Every query of the screens and public pages that reads a big table whole, or takes long; the slowest first."""
    tables = big_tables()
    found: dict[str, dict[str, Any]] = {}
    for where, sql in hot_queries(province):
        shape = re.sub(r"'(?:[^']|'')*'|\b\d+\b", "?", sql)
        if shape in found or not sql.lstrip().upper().startswith("SELECT"):
            continue
        plan = explained(sql)
        if plan is None:
            continue
        whole = sorted(tables & set(read_whole(plan["Plan"])))
        if whole or plan["Execution Time"] > SLOW:
            ms = round(plan["Execution Time"], 1)
            found[shape] = {"where": where, "whole": whole, "ms": ms, "sql": sql[:3000], "plan": plan["Plan"]}
    return sorted(found.values(), key=lambda one: -one["ms"])


def hot_queries(province: Province) -> Iterator[tuple[str, str]]:
    for role in ("editor", "approver", "operator"):
        client = signed_in(getattr(province, role))[0]
        for name, address in screens_of(province).items():
            yield from ((f"{role}: {name}", sql) for sql in queries_of(client, address))
    for name, (host, path) in public_pages(province).items():
        yield from ((f"public: {name}", sql) for sql in queries_of(Client(HTTP_HOST=host), path))


def big_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples >= %s", [MANY])
        return {name for (name,) in cursor.fetchall()}


def explained(sql: str) -> dict[str, Any] | None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}".replace("%", "%%"), [])
            return cursor.fetchone()[0][0]  # type: ignore[no-any-return]
    except DatabaseError:
        return None  # shown SQL is not always SQL: arrays and JSON lose their types on the way


def read_whole(plan: dict[str, Any]) -> Iterator[str]:
    """Tables that a plan reads from end to end."""
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for part in plan.get("Plans", ()):
        yield from read_whole(part)


def report(found: list[dict[str, Any]]) -> Iterator[str]:
    yield f"\n  Queries that read a table of more than {MANY:,} rows whole, or take more than {SLOW:.0f} ms"
    if not found:
        yield "  none"
    for one in found:
        sql = re.sub(r"SELECT .*? FROM", "SELECT … FROM", one["sql"], count=1)
        yield f"  {one['ms']:>8} ms  {one['where']}: {', '.join(one['whole']) or 'no whole table'}"
        yield f"              {sql[:150]}"
