"""Walks along the thread in one statement each.

Raw SQL (recursive common table expressions), written for and tested on SQLite 3.40+ and PostgreSQL 15+. Writes refuse
circles; should one exist all the same, a walk ends after `DEEPEST` steps.

Written `IN (chain.id)` rather than `= chain.id`: for the latter SQLite 3.38 and later reads every link there is, to
build a filter (25 ms at 70,000 links), before it walks nine of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Step:
    """One item on the way up, counted from 0 at the bottom, with the link that leads up to it from the step below.

    `link_id`, `link_state` and `cited_version` are None at the bottom. `cited_version` is the version of this item
    that the link cites.
    """

    item_id: int
    height: int
    kind: str
    reference: str
    title: str
    state: str
    version: int
    lens: str
    visibility: str
    subject_id: int | None
    objective_kind: str | None
    link_id: int | None
    link_state: str | None
    cited_version: int | None

    @property
    def is_unaffirmed(self) -> bool:
        """Whether the link that leads up to this step is still to be affirmed (again)."""
        return self.link_state in {"needs_reaffirm", "proposed"}


# CROSS JOIN: SQLite then walks the few steps and looks their items up, rather than all items for the steps.
_CHAIN = """
    WITH RECURSIVE chain(start, id, height, link_id, link_state, cited) AS (
        SELECT id, id, 0, CAST(NULL AS {big}), CAST(NULL AS varchar(16)), CAST(NULL AS integer)
        FROM thread_item WHERE id IN ({marks})
        UNION ALL
        SELECT chain.start, l.upper_id, chain.height + 1, l.id, l.state, l.upper_version
        FROM thread_link l JOIN chain ON l.lower_id IN (chain.id)
        WHERE l.is_primary AND l.state <> 'retired' AND chain.height < %s
    )
    SELECT chain.start, i.id, chain.height, i.kind, i.reference, i.title, i.state, i.version, i.lens, i.visibility,
           i.subject_id, o.kind, chain.link_id, chain.link_state, chain.cited
    FROM chain CROSS JOIN thread_item i LEFT JOIN objectives_objective o ON o.item_id = i.id
    WHERE i.id = chain.id
    ORDER BY chain.start, chain.height
"""


def chains_up(item_ids: Collection[int]) -> dict[int, list[Step]]:
    """Return, for each item, the steps from it up along primary links, itself first. One query."""
    if not item_ids:
        return {}
    ids = sorted(set(item_ids))
    statement = _CHAIN.format(
        marks=", ".join(["%s"] * len(ids)), big="bigint" if connection.vendor == "postgresql" else "integer"
    )
    found: dict[int, list[Step]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*ids, DEEPEST])
        for start, *rest in cursor.fetchall():
            found[start].append(Step(*rest))
    return dict(found)


def chain_up(item_id: int) -> list[Step]:
    """Return the steps from an item up along primary links, itself first. One query."""
    return chains_up([item_id]).get(item_id, [])


def is_below(*, lower_id: int, upper_id: int) -> bool:
    """Tell whether the lower item stands somewhere below the upper one along links that serve. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH RECURSIVE up(id) AS (
                SELECT CAST(%s AS bigint)
                UNION
                SELECT l.upper_id FROM thread_link l JOIN up ON l.lower_id IN (up.id)
                WHERE l.kind = 'serves' AND l.state <> 'retired'
            )
            SELECT 1 FROM up WHERE id = %s
            """,
            [lower_id, upper_id],
        )
        return cursor.fetchone() is not None


def all_below(item_id: int, *, most: int) -> frozenset[int] | None:
    """Return an item and all that hangs from it along primary links, or nothing if that is more than `most`.

    One query, which stops as soon as it knows.
    """
    sql, parameters = below_sql(item_id)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT {most + 1}", parameters)
        found = frozenset(row[0] for row in cursor.fetchall())
    return found if len(found) <= most else None


def below_sql(item_id: int) -> tuple[str, list[int]]:
    """Return SQL (for `RawSQL` in an `__in` filter) and its parameters: the item and all below along primary links."""
    sql = """
        WITH RECURSIVE below(id) AS (
            SELECT CAST(%s AS bigint)
            UNION
            SELECT l.lower_id FROM thread_link l JOIN below ON l.upper_id IN (below.id)
            WHERE l.is_primary AND l.state <> 'retired'
        )
        SELECT id FROM below
    """
    return sql, [item_id]
