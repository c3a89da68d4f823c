"""Walks up and down the reporting lines in one statement each.

Raw SQL (recursive common table expressions), written for and tested on SQLite 3.40+ and PostgreSQL 15+. A line may be
10,000 posts long. Actions and imports refuse circles; should one exist all the same, the walks down end because a row
is visited once, and the walk up ends at `DEEPEST`. `IN (...)` where an equals sign would do keeps SQLite from reading
the whole table first, for a filter to spare itself some lookups.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Func
from django.db.models.sql.compiler import SQLCompiler

DEEPEST = 20_000


@dataclass(frozen=True, slots=True)
class Rung:
    """One post on a line, counted from 0 at the bottom."""

    post_id: int
    height: int
    is_named: bool


def lines_above(post_ids: Collection[int]) -> dict[int, list[Rung]]:
    """Return, for each post, itself and all posts above it, lowest first. One query."""
    if not post_ids:
        return {}
    marks = ", ".join(["%s"] * len(post_ids))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH RECURSIVE line(start, id, reports_to_id, filling, height) AS (
                SELECT id, id, reports_to_id, filling, 0 FROM people_post WHERE id IN ({marks})
                UNION ALL
                SELECT line.start, p.id, p.reports_to_id, p.filling, line.height + 1
                FROM people_post p JOIN line ON p.id IN (line.reports_to_id)
                WHERE line.height < %s
            )
            SELECT start, id, height, filling FROM line ORDER BY start, height
            """,
            [*post_ids, DEEPEST],
        )
        found: dict[int, list[Rung]] = {post_id: [] for post_id in post_ids}
        for start, post_id, height, filling in cursor.fetchall():
            found[start].append(Rung(post_id=post_id, height=height, is_named=filling == "named"))
    return found


def line_above(post_id: int) -> list[Rung]:
    """Return the post and all posts above it, lowest first. One query."""
    return lines_above([post_id])[post_id]


def answered_for(post_ids: Collection[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Return these posts and the posts below them in which nobody is named, down to the next named one; and the units
    whose head post is one of those. One query.

    Abolished posts count as long as something still hangs from them, as in `line_above`: duties must not fall between.
    Whoever holds one of `post_ids` is the next filled post above each of the others.
    """
    if not post_ids:
        return frozenset(), frozenset()
    answered, parameters = answered_sql(post_ids)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT posts.id, u.id FROM ({answered}) posts LEFT JOIN people_unit u ON u.head_post_id IN (posts.id)
            """,
            parameters,
        )
        rows = cursor.fetchall()
    return frozenset(post for post, _unit in rows), frozenset(unit for _post, unit in rows if unit is not None)


def answered_sql(post_ids: Collection[int]) -> tuple[str, list[int]]:
    """Return SQL (for `RawSQL` in an `__in` filter) and its parameters: the posts that `answered_for` returns."""
    marks = ", ".join(["%s"] * len(post_ids)) or "NULL"
    sql = f"""
        WITH RECURSIVE below(id) AS (
            SELECT id FROM people_post WHERE id IN ({marks})
            UNION
            SELECT p.id FROM people_post p JOIN below ON p.reports_to_id IN (below.id)
            WHERE p.filling <> 'named'
        )
        SELECT id FROM below
    """
    return sql, list(post_ids)


def below_sql(post_ids: Collection[int]) -> tuple[str, list[int]]:
    """Return SQL (for `RawSQL` in an `__in` filter) and its parameters: every post below these, without them."""
    marks = ", ".join(["%s"] * len(post_ids)) or "NULL"
    sql = f"""
        WITH RECURSIVE below(id) AS (
            SELECT id FROM people_post WHERE reports_to_id IN ({marks})
            UNION
            SELECT p.id FROM people_post p JOIN below ON p.reports_to_id IN (below.id)
        )
        SELECT id FROM below
    """
    return sql, list(post_ids)


class StandsBelow(Func):
    """The condition that a post stands below any of these (itself not counted): asked of one row at a time, upwards.

    A line up is short, while below a chief officer stands the whole organisation. Use it where rows are few or known by
    their keys, and `below_sql` where all that is below has to be told.
    """

    output_field = BooleanField()

    def __init__(self, post: Any, post_ids: Collection[int]) -> None:
        super().__init__(post)
        self.post_ids = tuple(post_ids)

    def as_sql(  # type: ignore[override]  # what Func takes beside is for its own templates
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        post, parameters = compiler.compile(self.source_expressions[0])
        marks = ", ".join(["%s"] * len(self.post_ids)) or "NULL"
        sql = f"""EXISTS (
            WITH RECURSIVE line(id) AS (
                SELECT reports_to_id FROM people_post WHERE id = {post}
                UNION
                SELECT p.reports_to_id FROM people_post p JOIN line ON p.id IN (line.id)
            )
            SELECT 1 FROM line WHERE id IN ({marks})
        )"""
        return sql, (*parameters, *self.post_ids)


def has_more_below(post_ids: Collection[int], *, than: int) -> bool:
    """Tell whether more posts than so many stand below these. One query, which stops as soon as it knows."""
    sql, parameters = below_sql(post_ids)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT {than + 1}", parameters)
        return len(cursor.fetchall()) > than


def is_above(*, upper_id: int, lower_id: int) -> bool:
    """Tell whether the upper post stands anywhere above the lower one (a post stands above itself). One query."""
    return any(rung.post_id == upper_id for rung in line_above(lower_id))
