"""Giving numbers and references to many new records at once.

Raw SQL, written for SQLite (whose writer holds the whole database, so that the next number is its own) and PostgreSQL
(whose sequences give each number once, whoever asks).
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import F, Max, Model

from goldenthread.thread.models import Item, ReferenceCounter

ASKED = 500


def take_numbers(model: type[Model], count: int, *, above: int = 0) -> Sequence[int]:
    """Return primary keys that nobody else is given, above those that the caller took and has not written yet.

    Inside a transaction that writes.
    """
    if not count:
        return ()
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", [f'"{table}"', key, count]
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        given = cursor.fetchone()
    highest = model._default_manager.aggregate(highest=Max("pk"))["highest"] or 0
    first = max(highest, given[0] if given else 0, above) + 1
    return range(first, first + count)


def go_on_after(model: type[Model], highest: int) -> None:
    """Let numbers go on after one that was given by a file. SQLite does so by itself."""
    if connection.vendor != "postgresql" or highest <= 0:
        return
    table, key = f'"{model._meta.db_table}"', model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s))", [table, key])
        if cursor.fetchone()[0] <= highest:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, key, highest])


def take_references(prefix: str, count: int) -> list[str]:
    """Return references with this prefix that were never given, skipping ones that were brought in from elsewhere."""
    found: list[str] = []
    while len(found) < count:
        wanted = count - len(found)
        if not ReferenceCounter.objects.filter(prefix=prefix).update(last=F("last") + wanted):
            ReferenceCounter.objects.get_or_create(prefix=prefix)
            continue
        last = ReferenceCounter.objects.get(prefix=prefix).last
        fresh = [f"{prefix}-{number}" for number in range(last - wanted + 1, last + 1)]
        taken: set[str] = set()
        for start in range(0, len(fresh), ASKED):
            among = Item.objects.filter(reference__in=fresh[start : start + ASKED])
            taken.update(among.values_list("reference", flat=True))
        found += [reference for reference in fresh if reference not in taken]
    return found
