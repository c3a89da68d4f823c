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
    once is many times faster than feeding it row by row."""
    indexes = list(model._meta.indexes)
    foreign = [field for field in model._meta.local_fields if field.remote_field and field.db_constraint]  # type: ignore[attr-defined]  # foreign keys only
    is_postgres = connection.vendor == "postgresql"
    with connection.schema_editor(atomic=False, collect_sql=False) as editor:
        for index in indexes:
            editor.remove_index(model, index)
        if is_postgres:
            for field in foreign:
                for name in _foreign_key_names(model, str(field.column)):
                    drop = editor._delete_constraint_sql  # type: ignore[attr-defined]  # no public way to drop it by name
                    editor.execute(drop(editor.sql_delete_fk, model, name))
    yield
    with connection.schema_editor(atomic=False) as editor:
        for index in indexes:
            editor.add_index(model, index)
        if is_postgres:
            for field in foreign:
                create = editor._create_fk_sql  # type: ignore[attr-defined]  # as Django itself adds a foreign key
                editor.execute(create(model, field, "_fk_%(to_table)s_%(to_column)s"))


def _foreign_key_names(model: type[models.Model], column: str) -> list[str]:
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, model._meta.db_table)
    return [name for name, facts in constraints.items() if facts["foreign_key"] and facts["columns"] == [column]]


def analyse() -> None:
    """Let the database look at what it now holds, so that it plans its queries by it."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
