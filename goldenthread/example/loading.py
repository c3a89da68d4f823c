"""Writing rows in bulk, past the models: `executemany` on SQLite, COPY on PostgreSQL. Supports these two databases only.

Values are handed over as the database keeps them; what Django's fields would have done to them is done here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

CHUNK = 20_000


def plain(value: object) -> object:
    """Return a value as both databases take it as text: numbers, words, ISO days, UTC times, JSON."""
    if value is None or isinstance(value, int | str | float):
        return int(value) if isinstance(value, bool) else value
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return json.dumps(value)


def columns_of(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Return the fields of a model that are written, in the order of its table: not those the database works out."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def complete(model: type[models.Model], rows: Iterable[dict[str, object]]) -> Iterator[tuple[object, ...]]:
    """Turn rows by column name into full tuples, with the model's defaults where a row says nothing.

    Raises:
        ValueError: a row names a column that the model does not have.
    """
    fields = [(field.attname, plain(field.get_default())) for field in columns_of(model)]
    names = {name for name, _default in fields}
    for row in rows:
        if not names.issuperset(row):
            unknown = ", ".join(sorted(row.keys() - names))
            raise ValueError(f"{model.__name__} has no column {unknown}")
        yield tuple(plain(row[name]) if name in row else default for name, default in fields)


def write(
    model: type[models.Model],
    rows: Iterable[tuple[object, ...]],
    *,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Append rows, each a tuple of all columns in the table's order. Returns how many were written."""
    table = connection.ops.quote_name(str(model._meta.db_table))
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in columns_of(model))
    write_some = _copy if connection.vendor == "postgresql" else _insert
    written = 0
    source = iter(rows)
    while chunk := list(islice(source, CHUNK)):
        write_some(table, columns, chunk)
        written += len(chunk)
        if progress is not None:
            progress(written)
    return written


def _insert(table: str, columns: str, chunk: Sequence[tuple[object, ...]]) -> None:
    marks = ", ".join("?" * len(chunk[0]))
    with connection.cursor() as cursor:
        # The driver's own cursor: Django's would rewrite the statement for each row and log it.
        cursor.cursor.connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", chunk)


def _copy(table: str, columns: str, chunk: Sequence[tuple[object, ...]]) -> None:
    with connection.cursor() as cursor, cursor.cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in chunk:
            copy.write_row(row)


def move_sequences(tables: Sequence[type[models.Model]]) -> None:
    """Let the next number that the database gives follow the ones written here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)


@contextmanager
def without_indexes(model: type[models.Model]) -> Iterator[None]:
    """Take a table's plain indexes and foreign keys off, and put them back when its rows are in: building an index
    once is many times faster than feeding it row by row. Keys and uniqueness stay."""
    table = str(model._meta.db_table)
    taken_off = _on_postgresql(table) if connection.vendor == "postgresql" else _on_sqlite(table)
    _execute(drop for drop, _create in taken_off)
    yield
    _execute(create for _drop, create in reversed(taken_off))


def _execute(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _on_sqlite(table: str) -> list[tuple[str, str]]:
    """Return how each plain index and trigger of a table is dropped, and made again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND tbl_name = %s AND sql IS NOT NULL",
            [table],
        )
        found = [
            (f'DROP {kind} "{name}"', sql)
            for kind, name, sql in cursor.fetchall()
            if not sql.startswith("CREATE UNIQUE")
        ]
    if table == "search_entry":  # what its triggers would have put into the index, all at once
        found.append(("SELECT 1", "INSERT INTO search_index(search_index) VALUES ('rebuild')"))
    return found


def _on_postgresql(table: str) -> list[tuple[str, str]]:
    """Return how each plain index and foreign key of a table is dropped, and made again."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT format('DROP INDEX %%I', i.indexrelid::regclass::text), pg_get_indexdef(i.indexrelid)
            FROM pg_index i WHERE i.indrelid = %s::regclass AND NOT i.indisunique
            UNION ALL
            SELECT format('ALTER TABLE %%I DROP CONSTRAINT %%I', c.conrelid::regclass::text, c.conname),
                   format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', c.conrelid::regclass::text, c.conname,
                          pg_get_constraintdef(c.oid))
            FROM pg_constraint c WHERE c.conrelid = %s::regclass AND c.contype = 'f'
            """,
            [table, table],
        )
        return list(cursor.fetchall())


@contextmanager
def for_much() -> Iterator[None]:
    """Write much at once: with room to sort in, and on SQLite without looking up each reference row by row.

    What is written must refer rightly by itself. Inside a transaction nothing can be changed, and nothing is.
    """
    if connection.in_atomic_block:
        yield
        return
    if connection.vendor == "postgresql":
        _execute(["SET maintenance_work_mem = '512MB'", "SET synchronous_commit = off"])
        yield
        _execute(["RESET maintenance_work_mem", "RESET synchronous_commit"])
        return
    before = connection.disable_constraint_checking()
    _execute(["PRAGMA cache_size = -262144", "PRAGMA temp_store = FILE", "PRAGMA synchronous = NORMAL"])
    try:
        yield
    finally:
        if before:
            connection.enable_constraint_checking()
        connection.close()  # the next one opens with the installation's own settings


def analyse() -> None:
    """Let the database look at what it now holds, so that it plans its queries by it."""
    _execute(["ANALYZE"])
